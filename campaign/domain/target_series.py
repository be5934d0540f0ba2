"""Targets as arrays, and each target's figures over time with the people in force at each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import Floats, Ints, day_numbers, numbers
from campaign.domain.denominators import Denominators, People, kind_numbers
from campaign.domain.series import Figures, Numbering, number_codes, order_figures


class Goals(NamedTuple):
    """Targets, elementwise: pair (group and dose), denominator kind; threshold, deadline, end of force (NaN none)."""

    pair: Ints
    kind: Ints
    threshold: Floats
    deadline: Floats
    superseded: Floats


class Measured(NamedTuple):
    """All that progress and history are computed from."""

    numbering: Numbering
    figures: Figures
    people: Denominators
    goals: Goals


class TargetFigures(NamedTuple):
    """Figures of targets, ordered by target, unit and day: the target's number, the row in Figures, the people."""

    target: Ints
    row: Ints
    unit: Ints
    people: People


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
    return Measured(numbering, figures, people, goals)


def target_figures(measured: Measured, targets: Ints) -> TargetFigures:
    """The figures of those targets; one that serves two targets is there for each."""
    numbering, figures, people, goals = measured
    width = len(numbering.units)
    pair = goals.pair[targets]
    begin = np.searchsorted(figures.series, pair * width)
    count = np.searchsorted(figures.series, (pair + 1) * width) - begin
    target = np.repeat(targets, count)
    row = np.arange(len(target)) + np.repeat(begin - np.cumsum(count) + count, count)
    unit = figures.series[row] % width if width else row
    found = people.find(goals.pair[target], unit, goals.kind[target], figures.day[row])
    return TargetFigures(target, row, unit, found)
