"""The people a coverage is taken against on a day: stated, or computed from the previous dose and its interval.

The people due by interval follow the Ministry's minimum intervals (10225/BYT-DP, 10722/BYT-DP, 3309/BYT-DP), each in
force from its own date.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import Flags, Floats, Ints, Latest, code_numbers, day_numbers, numbers, picked
from campaign.domain.doses import DENOMINATOR_KINDS, DOSES, DUE, INTERVAL, PREVIOUS_DOSE, RESIDENT
from campaign.domain.series import ADULTS, Figures, Numbering

# Groups inside 18+: an interval set for adults holds for them where none is set for the group itself.
ADULT_PRIORITY_GROUPS = ("50+", "65+", "underlying", "pregnant", "immobile", "hardship", "frontline")

_KIND = {kind: number for number, kind in enumerate(DENOMINATOR_KINDS)}
_PREVIOUS = np.array([DOSES.index(PREVIOUS_DOSE[dose]) if dose in PREVIOUS_DOSE else -1 for dose in DOSES])


class People(NamedTuple):
    """People, the kind of denominator they are (a number, -1 none), and the day it came into force; NaN is unknown."""

    people: Floats
    kind: Ints
    since: Floats


class Denominators:
    """Denominators that can be asked for any pair (group and dose), unit, kind and day."""

    def __init__(
        self, denominators: pd.DataFrame, intervals: pd.DataFrame, *, numbering: Numbering, figures: Figures
    ) -> None:
        self._numbering = numbering
        self._figures = figures
        self._stated = _Stated(denominators, numbering)
        self._intervals = _Intervals(intervals, numbering)

    def find(self, pair: Ints, unit: Ints, kind: Ints, day: Ints) -> People:
        """The denominators in force on those days, elementwise.

        Without people due, those resident stand in: they are at least as many, so the coverage shown is a lower bound.
        """
        series = self._numbering.series(pair, unit)
        found = self._stated.find(series, kind, day)
        missing = np.isnan(found.people) & (kind == _KIND[DUE])
        if missing.any():
            found = _filled(found, missing, self._stated.find(series[missing], _KIND[RESIDENT], day[missing]))
        computed = kind == _KIND[INTERVAL]
        if computed.any():
            found = _filled(found, computed, self._due_by_interval(pair[computed], unit[computed], day[computed]))
        return found

    def _due_by_interval(self, pair: Ints, unit: Ints, day: Ints) -> People:
        """Those who had the previous dose the minimum interval in force on that day earlier."""
        group, dose = np.divmod(pair, len(DOSES))
        previous = np.where(_PREVIOUS[dose] >= 0, group * len(DOSES) + _PREVIOUS[dose], -1)
        months = self._intervals.find(pair, day)
        earlier = months_before(day, np.where(np.isnan(months), 0, months).astype("int64"))
        rows = self._figures.latest.find(self._numbering.series(previous, unit), earlier)
        people = np.where(np.isnan(months), np.nan, picked(self._figures.doses, rows))
        kind = np.where(np.isnan(people), -1, _KIND[INTERVAL])
        return People(people, kind, np.where(np.isnan(people), np.nan, day))


def months_before(day: Ints, months: Ints) -> Ints:
    """The day that many calendar months earlier; the last of the month where it has no such day."""
    dates = day.astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    earlier = month - months.astype("timedelta64[M]")
    last = (earlier + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    same = earlier.astype("datetime64[D]") + (dates - month.astype("datetime64[D]"))
    return np.minimum(same, last).astype("int64")


def kind_numbers(column: pd.Series) -> Ints:
    """The numbers of denominator kinds, as `Denominators.find` takes and gives them."""
    return code_numbers(column, pd.Index(DENOMINATOR_KINDS))


def _filled(found: People, where: Flags, other: People) -> People:
    for values, replacing in zip(found, other, strict=True):
        values[where] = replacing
    return found


class _Stated:
    """Denominators of STANDING_DENOMINATORS by series and kind."""

    def __init__(self, denominators: pd.DataFrame, numbering: Numbering) -> None:
        series = numbering.series(numbering.pairs(denominators), numbering.units_of(denominators))
        rows = np.flatnonzero(series >= 0)
        kind = kind_numbers(denominators["kind"])[rows]
        self._people = numbers(denominators["people"])[rows]
        self._since = day_numbers(denominators["valid_from"])[rows]
        self._latest = Latest(_with_kind(series[rows], kind), self._since.astype("int64"))

    def find(self, series: Ints, kind: Ints | int, day: Ints) -> People:
        rows = self._latest.find(_with_kind(series, kind), day)
        return People(picked(self._people, rows), np.where(rows >= 0, kind, -1), picked(self._since, rows))


class _Intervals:
    """Minimum intervals in months by pair."""

    def __init__(self, intervals: pd.DataFrame, numbering: Numbering) -> None:
        pairs = numbering.pairs(intervals)
        rows = np.flatnonzero(pairs >= 0)
        self._months = numbers(intervals["months"])[rows]
        self._latest = Latest(pairs[rows], day_numbers(intervals["valid_from"])[rows].astype("int64"))
        self._adult_part = numbering.groups.isin(ADULT_PRIORITY_GROUPS)
        self._adults = numbering.groups.get_loc(ADULTS)

    def find(self, pair: Ints, day: Ints) -> Floats:
        months = picked(self._months, self._latest.find(pair, day))
        group, dose = np.divmod(pair, len(DOSES))
        adults = picked(self._months, self._latest.find(self._adults * len(DOSES) + dose, day))
        return np.where(np.isnan(months) & self._adult_part[group], adults, months)


def _with_kind(series: Ints, kind: Ints | int) -> Ints:
    return np.where(series >= 0, series * len(DENOMINATOR_KINDS) + kind, -1)
