"""The doses of one unit week by week: what was reported, and the weeks of which nothing was.

A report of 6 to 8 days is a week as it stands; shorter ones are summed into weeks of 7 days that end with the latest of
them, unless a longer report covers them. Where only doses to date are reported, the difference to the report before
takes the place of the doses in the period, if both are complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain.frames import WEEKLY, frame
from campaign.domain.progress.pace import LONGEST_WEEK, SHORTEST_WEEK, WEEK
from campaign.locale import N_

ONE_DAY = timedelta(days=1)

# What is said of a row that has no doses, and of doses that no report states.
NO_REPORT = N_("No report")
UNTOLD = N_("Reported, but not how many in the week")
DIFFERENCE = N_("the difference of doses to date")


def weekly_doses(points: Iterable[Sequence[Any]], as_of: date) -> pd.DataFrame:
    """One row (WEEKLY) per period in order: `points` are rows in the order of POINTS of one unit, group and
    dose.

    Rows that are not `reported` are weeks up to `as_of` of which nothing was; a reported one without doses is a report
    that does not tell them. `weekly` is the same, that of more than a week at a weekly rate.
    """
    reports = _one_for_each_day(list(_reports(points, as_of)))
    weeks = sorted([*reports, *_gaps(reports, as_of)], key=lambda week: week[:2])
    return frame([_row(week) for week in weeks], WEEKLY)


class _Week(NamedTuple):
    """A period, both days included, and the doses given in it; None where nothing tells them."""

    start: date
    end: date
    doses: int | None
    stated: bool
    reported: bool = True

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


class _Point(NamedTuple):
    """A row of POINTS from period_start on."""

    period_start: date | None
    period_end: date
    doses_in_period: int | None
    doses_to_date: int
    incomplete: bool


def _reports(points: Iterable[Sequence[Any]], as_of: date) -> Iterator[_Week]:
    """Each report's period and doses; the first one's period is unknown unless it states its doses."""
    rows = sorted((_Point(*row[3:8]) for row in points if row[4] <= as_of), key=lambda row: row.period_end)
    befores: list[_Point | None] = [None, *rows]
    for before, row in zip(befores, rows, strict=False):
        if row.doses_in_period is not None and row.period_start is not None:
            yield _Week(row.period_start, row.period_end, row.doses_in_period, stated=True)
        elif before is not None:
            yield _Week(before.period_end + ONE_DAY, row.period_end, _difference(before, row), stated=False)


def _difference(before: _Point, row: _Point) -> int | None:
    """By how much doses to date rose; a lower bound on either side tells nothing of it."""
    return None if before.incomplete or row.incomplete else row.doses_to_date - before.doses_to_date


def _one_for_each_day(reports: Sequence[_Week]) -> list[_Week]:
    """The weeks, what longer reports say beyond them, and the short reports summed of days that neither tells."""
    weeks = [report for report in reports if SHORTEST_WEEK <= report.days <= LONGEST_WEEK]
    longer = [rest for report in reports if report.days > LONGEST_WEEK for rest in _untold(report, weeks)]
    known = set(_days([*weeks, *longer]))
    short = [report for report in reports if report.days < SHORTEST_WEEK and not known.issuperset(_days([report]))]
    return [*weeks, *longer, *_summed(short)]


def _untold(report: _Week, weeks: Sequence[_Week]) -> Iterator[_Week]:
    """What a report of more than a week says of the days that no week inside it tells: a month of its last week.

    Its doses less those of the weeks, where these lie wholly in it and the days left follow one another.
    """
    inside = [week for week in weeks if report.start <= week.end and week.start <= report.end]
    told = set(_days(inside))
    left = [day for day in _days([report]) if day not in told]
    if not inside:
        yield report
    elif left:
        whole = all(report.start <= week.start and week.end <= report.end for week in inside)
        together = (left[-1] - left[0]).days + 1 == len(left)
        of_weeks = [week.doses for week in inside if week.doses is not None]
        known = whole and together and len(of_weeks) == len(inside)
        doses = report.doses - sum(of_weeks) if known and report.doses is not None else None
        yield _Week(left[0], left[-1], doses, stated=False)


def _summed(short: Sequence[_Week]) -> Iterator[_Week]:
    """Reports of less than a week, summed by 7 days counted back from the latest."""
    latest = max((report.end for report in short), default=date.min)
    by_end: dict[date, list[_Week]] = {}
    for report in short:
        back = (latest - report.end).days // WEEK * WEEK
        by_end.setdefault(latest - timedelta(days=back), []).append(report)
    for end, parts in by_end.items():
        doses = [part.doses for part in parts if part.doses is not None]
        known = sum(doses) if len(doses) == len(parts) else None
        start = min(max(end - timedelta(days=WEEK - 1), parts[0].start), *(part.start for part in parts))
        yield _Week(start, end, known, stated=all(part.stated for part in parts))


def _gaps(reports: Sequence[_Week], as_of: date) -> Iterator[_Week]:
    """The weeks between the first report and `as_of` that no report tells of."""
    told = set(_days(reports))
    if not told:
        return
    first, run = min(told), 0
    for number in range((as_of - first).days + 2):
        day = first + timedelta(days=number)
        if day <= as_of and day not in told:
            run += 1
            continue
        yield from _split(day - timedelta(days=run), run)
        run = 0


def _split(start: date, days: int) -> Iterator[_Week]:
    """A stretch without a report, week by week; what is left of less than a week belongs to the last of them."""
    weeks = max(days // WEEK, 1) if days >= SHORTEST_WEEK else 0
    for number in range(weeks):
        begin = start + timedelta(days=WEEK * number)
        end = start + timedelta(days=days - 1) if number == weeks - 1 else begin + timedelta(days=WEEK - 1)
        yield _Week(begin, end, None, stated=False, reported=False)


def _days(reports: Iterable[_Week]) -> Iterator[date]:
    return (report.start + timedelta(days=number) for report in reports for number in range(report.days))


def _row(week: _Week) -> tuple[Any, ...]:
    longer = week.days > LONGEST_WEEK
    weekly = None if week.doses is None else week.doses * WEEK / week.days if longer else week.doses
    return week.start, week.end, week.doses, weekly, week.stated, week.reported
