"""Where every unit stood towards every target on several days, measured as of each of them, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import Flags, Floats, Ints, date_column, day_number, fraction_column, picked
from campaign.domain.frames import COVERAGE_BEFORE
from campaign.domain.progress.coverage import coverage
from campaign.domain.progress.target_series import Measured, measure


class Standings(NamedTuple):
    """Arrays of target x day x unit: the latest figure and its day, the people in force; NaN is unknown.

    `kind` is the denominator's place in DENOMINATOR_KINDS, -1 none; `at_least`: more people are there than counted.
    """

    reported: Floats
    doses: Floats
    incomplete: Flags
    people: Floats
    kind: Ints
    at_least: Flags

    @property
    def coverage(self) -> Floats:
        """doses over people."""
        return coverage(self.doses, self.people)

    @property
    def stale(self) -> Flags:
        """Whether another unit had reported a later period by that day; the units are all of one kind."""
        if not self.reported.shape[-1]:
            return np.zeros(self.reported.shape, dtype=bool)
        newest = np.fmax.reduce(self.reported, axis=-1)
        return self.reported < newest[..., np.newaxis]


def find_standings(measured: Measured, days: Sequence[date]) -> Standings:
    """The standings on `days`, as `progress` finds them as of each: later figures and denominators change nothing."""
    numbering, figures, goals = measured.numbering, measured.figures, measured.goals
    shape = (len(goals.pair), len(days), len(numbering.units))
    target, day, unit = (places.ravel() for places in np.indices(shape))
    on = np.array([day_number(each) for each in days], dtype="int64")[day]
    row = figures.latest.find(numbering.series(goals.pair[target], unit), on)
    found = measured.people.find(goals.pair[target], unit, goals.kind[target], on)
    return Standings(
        reported=picked(figures.day.astype("float64"), row).reshape(shape),
        doses=picked(figures.doses, row).reshape(shape),
        incomplete=np.append(figures.incomplete, False)[row].reshape(shape),
        people=found.people.reshape(shape),
        kind=found.kind.reshape(shape),
        at_least=found.at_least.reshape(shape),
    )


def coverage_on(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
    *,
    day: date,
) -> pd.DataFrame:
    """Each unit's COVERAGE_BEFORE of one target as of a day, where its outlook is not needed."""
    measured = measure(points, denominators, targets, units, intervals, holidays, until=day_number(day))
    return coverage_in(find_standings(measured, [day]), units["unit"].array)


def coverage_in(standings: Standings, units: Any) -> pd.DataFrame:
    """COVERAGE_BEFORE of the first target on the first day; `units` are the codes in the standings' order."""
    columns = {
        "unit": units,
        "period_end": date_column(standings.reported[0, 0]),
        "coverage": fraction_column(standings.coverage[0, 0]),
    }
    return pd.DataFrame(columns, columns=list(COVERAGE_BEFORE), copy=False)
