"""Reported figures as series: one for each unit, group and dose, in order of date.

Units, groups and doses are numbered once for a computation; a pair is a (group, dose), a series a (pair, unit).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import Flags, Floats, Ints, Latest, code_numbers, day_numbers, mark, numbers
from campaign.domain.doses import DOSES

ADULTS = "18+"


class Numbering(NamedTuple):
    """The units and groups of one computation; a code's number is its place."""

    units: pd.Index
    groups: pd.Index

    def pairs(self, frame: pd.DataFrame) -> Ints:
        """The number of each row's (group, dose), -1 where either is not part of the computation."""
        group = code_numbers(frame["group"], self.groups)
        dose = code_numbers(frame["dose"], pd.Index(DOSES))
        return np.where((group >= 0) & (dose >= 0), group * len(DOSES) + dose, -1)

    def units_of(self, frame: pd.DataFrame) -> Ints:
        """The number of each row's unit, -1 where it is not part of the computation."""
        return code_numbers(frame["unit"], self.units)

    def series(self, pairs: Ints, units: Ints) -> Ints:
        """The number of each (pair, unit), -1 where either is unknown."""
        return np.where((pairs >= 0) & (units >= 0), pairs * len(self.units) + units, -1)

    @property
    def series_count(self) -> int:
        """How many series there can be."""
        return len(self.groups) * len(DOSES) * len(self.units)


class Figures(NamedTuple):
    """Figures ordered by series, then day: doses to date, doses stated for the period, days of that period."""

    series: Ints
    day: Ints
    doses: Floats
    in_period: Floats
    length: Floats
    incomplete: Flags
    latest: Latest

    def until(self, day: int) -> Figures:
        """Those up to a day."""
        kept = self.day <= day
        series, days = self.series[kept], self.day[kept]
        doses, in_period, length = self.doses[kept], self.in_period[kept], self.length[kept]
        return Figures(series, days, doses, in_period, length, self.incomplete[kept], Latest(series, days))


def number_codes(units: pd.DataFrame, targets: pd.DataFrame) -> Numbering:
    """A numbering of those units and of the targets' groups; adults are always among them, for intervals."""
    groups = pd.Index([ADULTS]).append(pd.Index(targets["group"])).unique()
    return Numbering(pd.Index(units["unit"]), groups)


def order_figures(points: pd.DataFrame, numbering: Numbering, *, until: int | None = None) -> Figures:
    """The figures of `points` (POINTS) in `numbering`, up to a day; a row without doses_to_date is no figure."""
    series = numbering.series(numbering.pairs(points), numbering.units_of(points))
    day = day_numbers(points["period_end"]).astype("int64")
    doses = numbers(points["doses_to_date"])
    rows = np.flatnonzero((series >= 0) & ~np.isnan(doses) & (day <= (until if until is not None else day)))
    rows = rows[np.argsort(mark(series[rows], day[rows]), kind="stable")]
    length = (day - day_numbers(points["period_start"]) + 1)[rows]
    in_period = numbers(points["doses_in_period"])[rows]
    incomplete = points["incomplete"].to_numpy(dtype="bool")[rows]
    latest = Latest(series[rows], day[rows])
    return Figures(series[rows], day[rows], doses[rows], in_period, length, incomplete, latest)
