"""Pace: doses a week, from whatever periods the reports had.

A reported week is a report of 6 to 8 days as stated; a longer one counts at its weekly rate; shorter ones are summed
into weeks of 7 days that end with the unit's latest report. Where only doses to date are reported, the difference to
the report before takes the place of the doses in the period. A correction downwards counts as the negative it is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from campaign.domain.arrays import Flags, Floats, Ints, mark
from campaign.domain.series import Figures

PACE_WEEKS = 4  # the pace is the mean of the last reported weeks
RANGE_WEEKS = 8  # the early and late projections follow the fastest and slowest of these
WEEK = 7
SHORTEST_WEEK, LONGEST_WEEK = 6, 8  # days of a report that counts as a week as it stands


class Pace(NamedTuple):
    """Doses a week by series number: mean of the last weeks, fastest and slowest; NaN without a reported week."""

    mean: Floats
    fastest: Floats
    slowest: Floats


def find_pace(figures: Figures, *, series_count: int) -> Pace:
    """The pace of every series at its latest figure."""
    series, doses = _reported_weeks(figures)
    counts = np.bincount(series, minlength=series_count)
    back = np.cumsum(counts)[series] - 1 - np.arange(len(series))  # 0 for a series' latest week
    recent = back < PACE_WEEKS
    total = np.bincount(series[recent], weights=doses[recent], minlength=series_count)
    weeks = np.where(counts > 0, np.minimum(counts, PACE_WEEKS), np.nan)
    fastest, slowest = np.full(series_count, -np.inf), np.full(series_count, np.inf)
    ranged = back < RANGE_WEEKS
    np.maximum.at(fastest, series[ranged], doses[ranged])
    np.minimum.at(slowest, series[ranged], doses[ranged])
    return Pace(total / weeks, np.where(counts > 0, fastest, np.nan), np.where(counts > 0, slowest, np.nan))


def weekly_rates(figures: Figures) -> Floats:
    """Doses a week of each report by itself, NaN where its period is unknown."""
    doses, days, stated = _doses_and_days(figures)
    return _a_week(doses, days, stated=stated)


def _reported_weeks(figures: Figures) -> tuple[Ints, Floats]:
    """Series and doses of each reported week, ordered by series, then date."""
    doses, days, stated = _doses_and_days(figures)
    known = ~np.isnan(doses)
    rates = _a_week(doses, days, stated=stated)
    short = known & (days < SHORTEST_WEEK)
    if not short.any():
        return figures.series[known], rates[known]
    long = known & ~short
    single = short & ~_inside_a_longer_report(figures, days, long)
    series, end, summed = _summed_to_weeks(figures, doses, days, single)
    all_series = np.concatenate([figures.series[long], series])
    order = np.lexsort((np.concatenate([figures.day[long], end]), all_series))
    return all_series[order], np.concatenate([rates[long], summed])[order]


def _doses_and_days(figures: Figures) -> tuple[Floats, Floats, Flags]:
    """Doses of each report, the days they were given in, and whether they were stated or are a difference."""
    stated = ~np.isnan(figures.in_period) & ~np.isnan(figures.length)
    base = _report_before(figures)
    known = base >= 0
    difference = np.where(known, figures.doses - figures.doses[base], np.nan)
    days = np.where(known, figures.day - figures.day[base], np.nan)
    return np.where(stated, figures.in_period, difference), np.where(stated, figures.length, days), stated


def _report_before(figures: Figures) -> Ints:
    """The row each difference is taken from, -1 where there is none.

    From a lower bound to a complete total would count doses given long before, so a complete total is compared with
    the last complete one.
    """
    rows = np.arange(len(figures.series))
    first = np.searchsorted(figures.series, figures.series)
    complete = np.maximum.accumulate(np.where(figures.incomplete, -1, rows))
    before = np.where(figures.incomplete, rows - 1, np.append(-1, complete)[:-1])
    return np.where(before >= first, before, -1)


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


def _summed_to_weeks(figures: Figures, doses: Floats, days: Floats, short: Flags) -> tuple[Ints, Ints, Floats]:
    """Series, last day and doses of the 7-day weeks, counted back from each series' latest report.

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
    return series[rows], end[rows], np.where(length < SHORTEST_WEEK, total * WEEK / length, total)
