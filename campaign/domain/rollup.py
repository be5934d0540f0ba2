"""A district from its communes, the province from its units.

Communes are summed to their district only for a day on which all of them have a figure; otherwise the district's own
row stands. The province is the sum of its reporting units, each with its latest figure; never a sheet's total row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from campaign.domain.running_totals import Report, RunningTotal

REPORTING = ("district", "other")  # the kinds of units the province is the sum of

# Weeks may end on different days; a figure older than this lacks the newest week.
LATEST_WEEK = timedelta(days=6)


def sum_communes(totals: Sequence[Sequence[RunningTotal]]) -> list[RunningTotal]:
    """The district's totals for the days on which every commune (one sequence each) has one."""
    by_day = [{total.period_end: total for total in commune} for commune in totals]
    days = set(by_day[0]).intersection(*by_day[1:]) if by_day else set()
    return [_sum([commune[day] for commune in by_day]) for day in sorted(days)]


def district_reports(
    own: Sequence[Report], communes: Sequence[Sequence[RunningTotal]]
) -> tuple[list[Report], set[date]]:
    """What a district reports by itself and through its communes, and the days on which the communes speak for it.

    For each measure the communes' sum goes before the district's own cell; a sum of lower bounds is no cumulative
    figure, and then the district's own stands.
    """
    mine = {report.period_end: report for report in own}
    summed = {total.period_end: total for total in sum_communes(communes)}
    merged = {day: _merge(mine.get(day), summed.get(day)) for day in sorted(mine.keys() | summed.keys())}
    reports = [report for report, _ in merged.values() if report]
    return reports, {day for day, (_, derived) in merged.items() if derived}


def _merge(own: Report | None, summed: RunningTotal | None) -> tuple[Report | None, bool]:
    if summed is None:
        return own, False
    increments = dict(own.increments) if own else {}
    if summed.doses_in_period is not None and summed.period_start is not None:
        increments[summed.period_start] = summed.doses_in_period
    cumulative = own.cumulative if own else None
    derived = not summed.incomplete or (cumulative is None and bool(increments))
    if not summed.incomplete:
        cumulative = summed.doses_to_date
    if cumulative is None and not increments:
        return None, False
    upload = own.upload if own and not derived else None
    return Report(summed.period_end, tuple(sorted(increments.items())), cumulative, upload), derived


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
