"""Targets as arrays, and each target's figures over time with the people in force at each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import Flags, Floats, Ints, day_numbers, numbers
from campaign.domain.people.denominators import Denominators, People, kind_numbers
from campaign.domain.progress.holidays import holiday_days
from campaign.domain.progress.series import Figures, Numbering, number_codes, order_figures


class Goals(NamedTuple):
    """Targets, elementwise: pair (group and dose), denominator kind; threshold, deadline, end of force (NaN none)."""

    pair: Ints
    kind: Ints
    threshold: Floats
    deadline: Floats
    superseded: Floats


class Measured(NamedTuple):
    """All that progress and history are computed from; holidays as numbered days."""

    numbering: Numbering
    figures: Figures
    people: Denominators
    goals: Goals
    holidays: Ints

    def of_targets(self, rows: Ints) -> Measured:
        """The same for some of its targets, by their places; one can be asked for more than once."""
        return self._replace(goals=Goals._make(values[rows] for values in self.goals))

    def known_by(self, day: int) -> Measured:
        """As it was known on an earlier day: what was reported later is left out."""
        figures = self.figures.until(day)
        return self._replace(figures=figures, people=self.people.known_by(figures))


class TargetFigures(NamedTuple):
    """Figures of targets, ordered by target, unit and day: numbers of target and unit, and the row in Figures."""

    target: Ints
    row: Ints
    unit: Ints

    def take(self, which: Flags) -> TargetFigures:
        """Some of them."""
        return TargetFigures(self.target[which], self.row[which], self.unit[which])


def measure(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
    *,
    until: int | None = None,
) -> Measured:
    """The frames numbered and ordered once; figures up to a day."""
    numbering = number_codes(units, targets)
    figures = order_figures(points, numbering, until=until)
    people = Denominators(denominators, intervals, numbering=numbering, figures=figures)
    kind = kind_numbers(targets["denominator_kind"])
    threshold, deadline = numbers(targets["threshold"]), day_numbers(targets["deadline"])
    goals = Goals(numbering.pairs(targets), kind, threshold, deadline, day_numbers(targets["superseded_on"]))
    return Measured(numbering, figures, people, goals, holiday_days(holidays))


def target_figures(measured: Measured, targets: Ints) -> TargetFigures:
    """The figures of those targets; one that serves two targets is there for each."""
    figures, width = measured.figures, len(measured.numbering.units)
    pair = measured.goals.pair[targets]
    begin = np.searchsorted(figures.series, pair * width)
    count = np.searchsorted(figures.series, (pair + 1) * width) - begin
    target = np.repeat(targets, count)
    row = np.arange(len(target)) + np.repeat(begin - np.cumsum(count) + count, count)
    unit = figures.series[row] % width if width else row
    return TargetFigures(target, row, unit)


def people_at(measured: Measured, past: TargetFigures) -> People:
    """The people in force on the day of each figure."""
    goals, day = measured.goals, measured.figures.day[past.row]
    return measured.people.find(goals.pair[past.target], past.unit, goals.kind[past.target], day)
