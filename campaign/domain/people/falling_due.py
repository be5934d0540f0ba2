"""People due by interval: those who had the dose before at least the minimum interval earlier.

The minimum intervals are the Ministry's (10225/BYT-DP, 10722/BYT-DP, 3309/BYT-DP), each in force from its own date.
"""

from __future__ import annotations

from copy import copy
from typing import NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import Flags, Floats, Ints, Latest, day_numbers, numbers, picked
from campaign.domain.doses import DOSES, PREVIOUS_DOSE
from campaign.domain.progress.series import ADULTS, Figures, Numbering

# Groups inside 18+: an interval set for adults holds for them where none is set for the group itself.
ADULT_PRIORITY_GROUPS = ("50+", "65+", "underlying", "pregnant", "immobile", "hardship", "frontline")

# A report older than this lacks a week of doses given before the day asked for.
LATEST_WEEK_DAYS = 6

_PREVIOUS = np.array([DOSES.index(PREVIOUS_DOSE[dose]) if dose in PREVIOUS_DOSE else -1 for dose in DOSES])
_FAR = 2**19  # a day beyond any report


class Due(NamedTuple):
    """People due on a day: how many (NaN unknown), how many at most, whether it is known to be too few.

    `interval` is the row of INTERVALS, `report` the row in Figures that they are counted from, -1 where there is none.
    """

    people: Floats
    at_most: Floats
    at_least: Flags
    interval: Ints
    report: Ints


class FallingDue:
    """People due that can be asked for any pair (group and dose), unit and day."""

    def __init__(self, intervals: pd.DataFrame, *, numbering: Numbering, figures: Figures) -> None:
        self._numbering = numbering
        self._figures = figures
        self._intervals = _Intervals(intervals, numbering)

    def known_by(self, figures: Figures) -> FallingDue:
        """The same where only those figures were reported."""
        earlier = copy(self)
        earlier._figures = figures
        return earlier

    def find(self, pair: Ints, unit: Ints, day: Ints, *, known_on: Ints | None = None) -> Due:
        """Those due by each day, by the interval in force on it, or on `known_on` for days that are still to come.

        They are those of the latest report by then, and at most those of the next one (NaN where there is none). They
        are marked as a lower bound where the report is one, is a week older than the day looked for, or is the last.
        """
        interval = self._intervals.find(pair, day if known_on is None else known_on)
        months = picked(self._intervals.months, interval)
        earlier = months_before(day, np.where(np.isnan(months), 0, months).astype("int64"))
        group, dose = np.divmod(pair, len(DOSES))
        previous = np.where(_PREVIOUS[dose] >= 0, group * len(DOSES) + _PREVIOUS[dose], -1)
        series = np.where(interval >= 0, self._numbering.series(previous, unit), -1)
        report = self._figures.latest.find(series, earlier)
        people = picked(self._figures.doses, report)
        at_most = np.maximum(people, self._at_most(report, earlier))
        return Due(people, at_most, self._at_least(series, report, earlier), interval, report)

    def _at_most(self, report: Ints, earlier: Ints) -> Floats:
        """What the first report on or after the day states; a lower bound or another series' says nothing."""
        figures, last = self._figures, len(self._figures.day)
        exact = np.append(figures.day, _FAR)[report] == earlier
        row = np.where((report < 0) | exact, report, np.minimum(report + 1, last))
        same = np.append(figures.series, -1)[row] == np.append(figures.series, -2)[report]
        bounds = same & ~np.append(figures.incomplete, True)[row]
        return np.where(bounds, np.append(figures.doses, np.nan)[row], np.nan)

    def _at_least(self, series: Ints, report: Ints, earlier: Ints) -> Flags:
        reported = np.append(self._figures.day, _FAR)
        last = reported[self._figures.latest.find(series, np.full(len(series), _FAR - 1))]
        old = earlier - reported[report] > LATEST_WEEK_DAYS
        return (np.append(self._figures.incomplete, False)[report] | old | (earlier > last)) & (report >= 0)


def months_before(day: Ints, months: Ints) -> Ints:
    """The day that many calendar months earlier; the last of the month where it has no such day."""
    dates = day.astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    earlier = month - months.astype("timedelta64[M]")
    last = (earlier + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    same = earlier.astype("datetime64[D]") + (dates - month.astype("datetime64[D]"))
    return np.minimum(same, last).astype("int64")


class _Intervals:
    """Minimum intervals in months by pair."""

    def __init__(self, intervals: pd.DataFrame, numbering: Numbering) -> None:
        self.months = numbers(intervals["months"])
        pairs = numbering.pairs(intervals)
        self._rows = np.append(np.flatnonzero(pairs >= 0), -1)
        rows = self._rows[:-1]
        self._latest = Latest(pairs[rows], day_numbers(intervals["valid_from"])[rows].astype("int64"))
        self._adult_part = numbering.groups.isin(ADULT_PRIORITY_GROUPS)
        self._adults = numbering.groups.get_loc(ADULTS)

    def find(self, pair: Ints, day: Ints) -> Ints:
        """The row of INTERVALS in force, -1 where there is none."""
        own = self._latest.find(pair, day)
        group, dose = np.divmod(pair, len(DOSES))
        adults = self._latest.find(self._adults * len(DOSES) + dose, day)
        return self._rows[np.where((own < 0) & self._adult_part[group], adults, own)]
