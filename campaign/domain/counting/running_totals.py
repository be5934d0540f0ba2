"""Doses to date: reported cumulatives, and increments added to them.

The rule: doses_to_date at D is the latest reported cumulative at or before D plus the increments after it.
A week missing in between, or no cumulative before the first increment, leaves a lower bound, marked incomplete.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


class Report(NamedTuple):
    """What one unit reported for one group and dose up to `period_end`; None is not reported.

    `increments` are (period_start, doses) pairs that end on this day: a week and its last day may both be there.
    """

    period_end: date
    increments: tuple[tuple[date, int], ...]
    cumulative: int | None
    upload: int | None = None


class RunningTotal(NamedTuple):
    """doses_to_date of one unit, group and dose at `period_end`; incomplete is a lower bound."""

    period_end: date
    period_start: date | None
    doses_in_period: int | None
    doses_to_date: int
    incomplete: bool
    upload: int | None = None


def running_totals(reports: Iterable[Report], before: Sequence[RunningTotal] = ()) -> list[RunningTotal]:
    """The total at each report, in order of period_end.

    `reports` are ordered by period_end, one a day; `before` holds the totals known earlier, in the same order:
    at least the latest one that ends before the earliest increment starts.
    """
    known = list(before)
    fresh = []
    for report in reports:
        total = next_total(report, known)
        known.append(total)
        fresh.append(total)
    return fresh


def next_total(report: Report, known: Sequence[RunningTotal]) -> RunningTotal:
    """The total at a report that ends after all of those `known`."""
    start, doses = min(report.increments, default=(None, None))  # the longest period that ends here
    if report.cumulative is not None:
        return RunningTotal(report.period_end, start, doses, report.cumulative, False, report.upload)
    candidates = [_added(start, doses, known) for start, doses in report.increments]
    value, incomplete = min(candidates, key=lambda c: (c[1], -c[0]))
    return RunningTotal(report.period_end, start, doses, value, incomplete, report.upload)


def _added(start: date, doses: int, known: Sequence[RunningTotal]) -> tuple[int, bool]:
    """doses_to_date the day before `start`, plus the increment; at least what was known by then."""
    place = bisect_left(known, start, key=lambda total: total.period_end)
    overlapped = known[-1].doses_to_date if len(known) > place else 0
    if place == 0:
        return max(doses, overlapped), True
    base = known[place - 1]
    gap = base.period_end + ONE_DAY != start
    value = base.doses_to_date + doses
    return max(value, overlapped), base.incomplete or gap or value < overlapped
