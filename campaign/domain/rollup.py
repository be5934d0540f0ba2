"""A district from its communes, the province from its units.

Communes are summed to their district only for a day on which all of them have a figure; otherwise the district's own
row stands. The province is the sum of its reporting units, each with its latest figure; never a sheet's total row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from campaign.domain.running_totals import RunningTotal

# Weeks may end on different days; a figure older than this lacks the newest week.
LATEST_WEEK = timedelta(days=6)


def sum_communes(totals: Sequence[Sequence[RunningTotal]]) -> list[RunningTotal]:
    """The district's totals for the days on which every commune (one sequence each) has one."""
    by_day = [{total.period_end: total for total in commune} for commune in totals]
    days = set(by_day[0]).intersection(*by_day[1:]) if by_day else set()
    return [_sum([commune[day] for commune in by_day]) for day in sorted(days)]


def standing_totals(own: Sequence[RunningTotal], summed: Sequence[RunningTotal]) -> list[RunningTotal]:
    """What stands for a district on each day: the communes' sum where there is one, else its own row."""
    chosen = {total.period_end: total for total in own} | {total.period_end: total for total in summed}
    return [chosen[day] for day in sorted(chosen)]


def sum_province(totals: Mapping[str, Sequence[RunningTotal]], expected: Sequence[str]) -> list[RunningTotal]:
    """The province's totals for every day on which any unit reported, each unit with its latest figure by then.

    `totals` are the standing totals by unit. The sum is a lower bound (incomplete) while a unit of `expected` (the
    districts) has no figure or none of the latest week, or while any figure is itself a lower bound.
    """
    days = sorted({total.period_end for unit in totals.values() for total in unit})
    return [_province_on(day, totals, expected) for day in days]


def _province_on(day: date, totals: Mapping[str, Sequence[RunningTotal]], expected: Sequence[str]) -> RunningTotal:
    latest = {unit: _latest(series, day) for unit, series in totals.items()}
    known = {unit: total for unit, total in latest.items() if total}
    missing = any(unit not in known or known[unit].period_end < day - LATEST_WEEK for unit in expected)
    total = _sum(list(known.values()))
    return total._replace(incomplete=total.incomplete or missing)


def _latest(series: Sequence[RunningTotal], day: date) -> RunningTotal | None:
    place = bisect_right(series, day, key=lambda total: total.period_end)
    return series[place - 1] if place else None


def _sum(totals: Sequence[RunningTotal]) -> RunningTotal:
    """Totals of several units as one; doses in period only where all of them state the same period."""
    periods = {(total.period_start, total.period_end) for total in totals}
    together = len(periods) == 1 and all(total.doses_in_period is not None for total in totals)
    return RunningTotal(
        period_end=max(total.period_end for total in totals),
        period_start=totals[0].period_start if together else None,
        doses_in_period=sum(total.doses_in_period or 0 for total in totals) if together else None,
        doses_to_date=sum(total.doses_to_date for total in totals),
        incomplete=any(total.incomplete for total in totals),
    )
