"""Pace: doses a week, from whatever periods the reports had.

A reported week is a report of 6 to 8 days as stated; a longer one is as many weeks as it has, each at its weekly rate,
so that a unit that reports by the month is judged by its last month; shorter ones are summed into weeks of 7 days that
end with the unit's latest report. Where only doses to date are reported, the difference to the report before takes the
place of the doses in the period; weeks in between that had a day off and no report are left out of the days it is
spread over. A correction downwards counts as the negative it is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from campaign.domain.arrays import Flags, Floats, Ints, mark
from campaign.domain.progress.holidays import WEEK, idle_days
from campaign.domain.progress.series import Figures

PACE_WEEKS = 4  # the pace is the mean of the last reported weeks
RANGE_WEEKS = 8  # the early and late projections follow the fastest and slowest of these
SHORTEST_WEEK, LONGEST_WEEK = 6, 8  # days of a report that counts as a week as it stands


class Weeks(NamedTuple):
    """Reported weeks ordered by series, then date: the last day, doses a week, whether it is a week's work, and of how
    many weeks the report is.

    It is not where less than a week of days is known, whose doses stand for more than was done.
    """

    series: Ints
    end: Ints
    doses: Floats
    whole: Flags
    length: Floats


class Pace(NamedTuple):
    """Doses a week by series number: mean of the last weeks, fastest and slowest; NaN without a reported week."""

    mean: Floats
    fastest: Floats
    slowest: Floats


class Best(NamedTuple):
    """The week with the most doses by series number, and its last day; NaN without one."""

    doses: Floats
    end: Floats


def find_pace(weeks: Weeks, *, series_count: int) -> Pace:
    """The pace of every series at its latest figure; a report of a month is four of the weeks that it looks back on."""
    first = _first_rows(weeks.series)
    after = _weeks_after(weeks, first)
    weight = np.clip(PACE_WEEKS - after, 0, weeks.length)
    ranged = after < RANGE_WEEKS
    mean = _reduced(np.add, weeks.doses * weight, first) / _reduced(np.add, weight, first)
    fastest = _reduced(np.maximum, np.where(ranged, weeks.doses, -np.inf), first)
    slowest = _reduced(np.minimum, np.where(ranged, weeks.doses, np.inf), first)
    known = weeks.series[first]
    return Pace(*(_by_series(values, known, series_count) for values in (mean, fastest, slowest)))


def find_best(weeks: Weeks, *, series_count: int) -> Best:
    """The best week of every series so far, the first of equals."""
    series, end, doses = weeks.series[weeks.whole], weeks.end[weeks.whole], weeks.doses[weeks.whole]
    first = _first_rows(series)
    most = _reduced(np.maximum, doses, first)
    is_best = np.flatnonzero(doses == np.repeat(most, np.diff(np.append(first, len(series)))))
    best = is_best[_first_rows(series[is_best])]
    known = series[first]
    ends = _by_series(end[best].astype("float64"), known, series_count)
    return Best(_by_series(most, known, series_count), ends)


def weekly_rates(figures: Figures, holidays: Ints) -> Floats:
    """Doses a week of each report by itself, NaN where its period is unknown; `holidays` as numbered days."""
    doses, days, stated = _doses_and_days(figures, holidays)
    return _a_week(doses, days, stated=stated)


def reported_weeks(figures: Figures, holidays: Ints) -> Weeks:
    """Every reported week of every series; `holidays` as numbered days."""
    doses, days, stated = _doses_and_days(figures, holidays)
    known = ~np.isnan(doses)
    rates = _a_week(doses, days, stated=stated)
    short = known & (days < SHORTEST_WEEK)
    if not short.any():
        return _stated_weeks(figures, rates, days, known)
    long = known & ~short
    single = short & ~_inside_a_longer_report(figures, days, long)
    summed = _summed_to_weeks(figures, doses, days, single)
    stated_weeks = _stated_weeks(figures, rates, days, long)
    both = Weeks._make(np.concatenate(pair) for pair in zip(stated_weeks, summed, strict=True))
    order = np.argsort(mark(both.series, both.end), kind="stable")
    return Weeks._make(column[order] for column in both)


def _stated_weeks(figures: Figures, rates: Floats, days: Floats, rows: Flags) -> Weeks:
    """The reports that are a week or longer, as they stand."""
    length = np.where(days[rows] > LONGEST_WEEK, days[rows] / WEEK, 1)
    return Weeks(figures.series[rows], figures.day[rows], rates[rows], np.ones(rows.sum(), dtype=bool), length)


def _doses_and_days(figures: Figures, holidays: Ints) -> tuple[Floats, Floats, Flags]:
    """Doses of each report, the days they were given in, and whether they were stated or are a difference."""
    stated = ~np.isnan(figures.in_period) & ~np.isnan(figures.length)
    if stated.all():
        return figures.in_period, figures.length, stated
    base = _report_before(figures)
    known = base >= 0
    difference = np.where(known, figures.doses - figures.doses[base], np.nan)
    days = np.where(known, figures.day - figures.day[base], np.nan)
    days = _without_idle_weeks(days, figures.day, holidays, differs=known & ~stated)
    return np.where(stated, figures.in_period, difference), np.where(stated, figures.length, days), stated


def _without_idle_weeks(days: Floats, day: Ints, holidays: Ints, *, differs: Flags) -> Floats:
    """The days a difference is spread over: unreported weeks with a day off left out, but never less than a week."""
    rows = np.flatnonzero(differs & (days > LONGEST_WEEK))
    kept = days.copy()
    before = day[rows] - days[rows].astype("int64")
    kept[rows] = np.maximum(WEEK, days[rows] - idle_days(before, day[rows], holidays))
    return kept


def _report_before(figures: Figures) -> Ints:
    """The row each difference is taken from, -1 where there is none.

    From a lower bound, or to one, it would count doses given long before or miss some: two sums may be of different
    units. So a complete total is compared with the last complete one, and a lower bound with none.
    """
    rows = np.arange(len(figures.series))
    first = np.searchsorted(figures.series, figures.series)
    complete = np.maximum.accumulate(np.where(figures.incomplete, -1, rows))
    before = np.append(-1, complete)[:-1]
    return np.where((before >= first) & ~figures.incomplete, before, -1)


def _a_week(doses: Floats, days: Floats, *, stated: Flags) -> Floats:
    """Doses at a weekly rate; those stated for 6 to 8 days are a week's as they stand."""
    is_week = stated & (days >= SHORTEST_WEEK) & (days <= LONGEST_WEEK)
    return np.where(is_week, doses, doses * WEEK / np.where(days > 0, days, np.nan))


def _inside_a_longer_report(figures: Figures, days: Floats, long: Flags) -> Flags:
    """Whether a longer report of the series covers the day: its doses are already in that one."""
    start = np.where(long, figures.day - days + 1, 0).astype("int64")
    marks = np.where(long, mark(figures.series, start), np.iinfo(np.int64).max)
    earliest_start_after = np.minimum.accumulate(marks[::-1])[::-1]
    return earliest_start_after <= mark(figures.series, figures.day)


def _summed_to_weeks(figures: Figures, doses: Floats, days: Floats, short: Flags) -> Weeks:
    """The 7-day weeks of short reports, counted back from each series' latest report.

    Days without a report inside a week add nothing to it; the days before the first report are unknown, so a week
    that reaches back beyond it counts at the rate of the days it has.
    """
    series, day = figures.series[short], figures.day[short]
    latest = figures.day[np.searchsorted(figures.series, series, side="right") - 1]
    end = latest - (latest - day) // WEEK * WEEK
    first = np.searchsorted(series, series)
    begin = (day - days[short] + 1)[first]
    _, rows, week = np.unique(mark(series, end), return_index=True, return_inverse=True)
    total = np.bincount(week, weights=doses[short], minlength=len(rows))
    length = np.minimum(WEEK, end - begin + 1)[rows]
    whole = length >= SHORTEST_WEEK
    rates = np.where(whole, total, total * WEEK / length)
    return Weeks(series[rows], end[rows], rates, whole, np.ones(len(rows)))


def _first_rows(series: Ints) -> Ints:
    """Where each series begins, in rows that are ordered by series."""
    return np.flatnonzero(np.append(True, series[1:] != series[:-1])[: len(series)])


def _weeks_after(weeks: Weeks, first: Ints) -> Floats:
    """How many weeks of its series come after each row."""
    total = np.cumsum(weeks.length)
    last = np.append(first, len(weeks.series))[1:] - 1
    return np.repeat(total[last], last - first + 1) - total


def _reduced(reduce: np.ufunc, values: Floats, starts: Ints) -> Floats:
    return reduce.reduceat(values, starts) if len(starts) else np.empty(0)


def _by_series(values: Floats, series: Ints, series_count: int) -> Floats:
    every = np.full(series_count, np.nan)
    every[series] = values
    return every
