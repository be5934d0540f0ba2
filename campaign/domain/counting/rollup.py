"""A district from its communes, the province from its units, on one day.

Communes are summed to their district only for a day on which all of them have a figure; otherwise the district's own
row stands. The province is the sum of its reporting units, each with its latest figure; never a sheet's total row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from campaign.domain.counting.running_totals import Report, RunningTotal

REPORTING = ("district", "other")  # the kinds of units the province is the sum of

# Weeks may end on different days; a figure older than this lacks the newest week.
LATEST_WEEK = timedelta(days=6)


def sum_communes(communes: Sequence[str], today: Mapping[str, RunningTotal]) -> RunningTotal | None:
    """The total of a district's communes on a day, where every one of them has one on that day."""
    if not communes or not all(map(today.__contains__, communes)):
        return None
    return _sum([today[code] for code in communes])


def district_report(own: Report | None, summed: RunningTotal | None) -> tuple[Report | None, bool]:
    """What a district reports for a day by itself and through its communes, and whether the communes speak for it.

    For each measure the communes' sum goes before the district's own cell; a sum of lower bounds is no cumulative
    figure, and then the district's own stands.
    """
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


def sum_province(day: date, latest: Mapping[str, RunningTotal], expected: Sequence[str]) -> RunningTotal:
    """The province's total on a day on which any unit reported.

    `latest` is the latest total by then of each unit that has one. The sum is a lower bound (incomplete) while a unit
    of `expected` (the districts) has no figure or none of the latest week, or while any figure is itself one. Doses in
    the period are those of the units that report it, while the others lack the whole of it: a district that reports for
    the first time brings all its earlier doses, which no difference of two sums would tell from a week's.
    """
    oldest = day - LATEST_WEEK
    missing = any(unit not in latest or latest[unit].period_end < oldest for unit in expected)
    total = _sum(list(latest.values()))
    start, doses = _in_period([of for of in latest.values() if of.period_end >= oldest])
    return total._replace(period_start=start, doses_in_period=doses, incomplete=total.incomplete or missing)


def _sum(totals: Sequence[RunningTotal]) -> RunningTotal:
    """Totals of several units as one; doses in period only where all of them state the same period."""
    start, doses = _in_period(totals)
    return RunningTotal(
        period_end=max(total.period_end for total in totals),
        period_start=start,
        doses_in_period=doses,
        doses_to_date=sum(total.doses_to_date for total in totals),
        incomplete=any(total.incomplete for total in totals),
    )


def _in_period(totals: Sequence[RunningTotal]) -> tuple[date | None, int | None]:
    """First day and doses of the period that all of them state; None and None where they do not state the same."""
    ends, starts, doses = zip(
        *((total.period_end, total.period_start, total.doses_in_period) for total in totals), strict=True
    )
    if None in doses or len(set(starts)) > 1 or len(set(ends)) > 1:
        return None, None
    return starts[0], sum(doses)
