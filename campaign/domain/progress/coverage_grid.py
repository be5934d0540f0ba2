"""Coverage of many units over many weeks as whole numbers in two bytes each, for a picture of all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign.domain.arrays import Floats, day_number
from campaign.domain.frames import COVERAGE_BEFORE, frame
from campaign.domain.progress.comparison import compared_period_ends, previous_period_end
from campaign.domain.progress.rhythm import GAP_STEPS, usual_step
from campaign.domain.progress.target_series import Measured
from campaign.domain.ranking.standings import coverage_in, find_standings

UNKNOWN = -1  # no report for the week, or no number of people: never 0
MOST = np.iinfo(np.int16).max  # 3,276.7 %
_EPOCH = date(1970, 1, 1)


class Grid(NamedTuple):
    """Coverage in tenths of a percent, int16, UNKNOWN where it is: a row per unit, a column per week, by its last day.

    at_least: which of them are lower bounds; at_most: which are upper ones, of people known to be too few (None: no
    cell).
    """

    tenths: pd.DataFrame
    at_least: pd.DataFrame
    at_most: pd.DataFrame | None = None

    def in_order(self, units: Sequence[str]) -> Grid:
        """The same with its rows in another order."""
        most = None if self.at_most is None else self.at_most.loc[list(units)]
        return Grid(self.tenths.loc[list(units)], self.at_least.loc[list(units)], most)


def coverage_grid(measured: Measured, as_of: date) -> Grid:
    """The grid of the units measured, in their order, for the one target that they are measured for, up to `as_of`.

    Weeks that end a few days apart share a column. Where most reports come more seldom than weekly, so do columns; a
    report that is missing leaves a column in which nothing is known.
    """
    days = _columns(_reported(measured), as_of)
    found = find_standings(measured, days)
    columns = np.array([day_number(day) for day in days], dtype="float64")
    before = np.concatenate([[-np.inf], columns[:-1]])[: len(days), np.newaxis]
    this_week = found.reported[0] > before
    tenths = np.where(this_week, _tenths(found.coverage[0]), np.int16(UNKNOWN))
    values = (tenths.T, (found.incomplete[0] & this_week).T, (found.at_least[0] & this_week).T)
    return Grid(*(pd.DataFrame(each, index=list(measured.numbering.units), columns=days) for each in values))


def previous_coverage(measured: Measured, as_of: date) -> pd.DataFrame:
    """The units' COVERAGE_BEFORE at the period before the one shown at `as_of`; no rows without one."""
    before = previous_period_end(_reported(measured), as_of)
    if before is None:
        return frame([], COVERAGE_BEFORE)
    return coverage_in(find_standings(measured, [before]), measured.numbering.units)


def _reported(measured: Measured) -> list[date]:
    return [_EPOCH + timedelta(days=int(day)) for day in np.unique(measured.figures.day)]


def _columns(reported: Sequence[date], as_of: date) -> list[date]:
    """The last day of each week that is shown, the oldest first."""
    ends = compared_period_ends(reported, as_of)
    usual = usual_step(ends)
    filled: list[date] = []
    for earlier, later in pairwise([*ends, as_of] if ends else []):
        filled.append(earlier)
        while later - filled[-1] > GAP_STEPS * usual:
            filled.append(filled[-1] + usual)
    return [*filled, as_of] if ends and as_of - filled[-1] >= usual else filled


def _tenths(shares: Floats) -> npt.NDArray[np.int16]:
    """Rounded half up as percentages are written; less than all is never rounded up to all."""
    tenths = np.floor(np.round(shares * 1000, 6) + 0.5)
    tenths = np.where((shares < 1) & (tenths >= 1000), 999, np.minimum(tenths, MOST))
    return np.where(np.isnan(shares), UNKNOWN, tenths).astype(np.int16)
