"""Progress of every unit towards every target at a date."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import (
    Flags,
    Floats,
    Ints,
    date_column,
    day_number,
    fraction_column,
    picked,
    whole_column,
    word_column,
)
from campaign.domain.coverage import coverage, remaining
from campaign.domain.denominators import People
from campaign.domain.doses import DENOMINATOR_KINDS
from campaign.domain.frames import PROGRESS
from campaign.domain.pace import find_pace
from campaign.domain.projection import projected_day, required_pace
from campaign.domain.status import STATUSES, find_status
from campaign.domain.target_series import Measured, measure, target_figures


def progress(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
    as_of: date,
) -> pd.DataFrame:
    """One row (PROGRESS) per target x unit, in the order of `targets` (TARGETS), then of `units` (UNITS).

    `points` (POINTS) are the standing figures of those units: of the targets' doses, and of the dose before for
    targets on people due by interval; those later than `as_of` change nothing. `denominators` are
    STANDING_DENOMINATORS, `intervals` INTERVALS, `holidays` HOLIDAYS.
    Give all units of a level together: a unit is stale when another of
    its kind has reported a later period for the same group and dose.
    """
    today = day_number(as_of)
    measured = measure(points, denominators, targets, units, intervals, holidays, until=today)
    now = _latest(measured, len(targets), today)
    columns = {
        "target": targets["target"].array.take(now.target),
        **{column: units[column].array.take(now.unit) for column in ("unit", "name", "kind")},
        **_figure_columns(now, measured, units),
        **_outlook_columns(now, measured, today),
    }
    return pd.DataFrame(columns, columns=list(PROGRESS), copy=False)


class _Now(NamedTuple):
    """One entry per target x unit: their numbers, the latest figure, the people in force."""

    target: Ints
    unit: Ints
    series: Ints
    day: Floats
    doses: Floats
    incomplete: Flags
    people: People


def _latest(measured: Measured, targets: int, today: int) -> _Now:
    numbering, figures, people, goals = measured
    width = len(numbering.units)
    target, unit = np.divmod(np.arange(targets * width), max(width, 1))
    series = numbering.series(goals.pair[target], unit)
    days = np.full(len(series), today)
    row = figures.latest.find(series, days)
    found = people.find(goals.pair[target], unit, goals.kind[target], days)
    incomplete = np.append(figures.incomplete, False)[row]
    day = picked(figures.day.astype("float64"), row)
    return _Now(target, unit, series, day, picked(figures.doses, row), incomplete, found)


def _figure_columns(now: _Now, measured: Measured, units: pd.DataFrame) -> dict[str, Any]:
    people = now.people
    return {
        "period_end": date_column(now.day),
        "doses_to_date": whole_column(now.doses),
        "incomplete": now.incomplete,
        "stale": _stale(now, measured, units),
        "denominator": whole_column(people.people),
        "denominator_kind": word_column(list(DENOMINATOR_KINDS), people.kind),
        "coverage": fraction_column(coverage(now.doses, people.people)),
    }


def _stale(now: _Now, measured: Measured, units: pd.DataFrame) -> Flags:
    """Whether another unit of the kind has reported a later period for the same group and dose."""
    kinds, names = pd.factorize(units["kind"])
    peers = measured.goals.pair[now.target] * len(names) + kinds[now.unit]
    newest = np.full(peers.max(initial=0) + 1, -np.inf)
    np.fmax.at(newest, peers, now.day)
    return now.day < newest[peers]


def _outlook_columns(now: _Now, measured: Measured, today: int) -> dict[str, Any]:
    threshold, deadline = measured.goals.threshold[now.target], measured.goals.deadline[now.target]
    remain = remaining(now.doses, now.people.people, threshold)
    pace = find_pace(measured.figures, series_count=measured.numbering.series_count)
    mean = pace.mean[now.series]
    projected = projected_day(remain, mean, as_of=today)
    reached = _reached_on(now, measured, remain)
    status = find_status(
        as_of=today,
        coverage=coverage(now.doses, now.people.people),
        threshold=threshold,
        deadline=deadline,
        remaining=remain,
        reached_on=reached,
        projected=projected,
        superseded=measured.goals.superseded[now.target],
    )
    return {
        "threshold": fraction_column(threshold),
        "deadline": date_column(deadline),
        "remaining": whole_column(remain),
        "days_left": whole_column(deadline - today),
        "pace": fraction_column(mean),
        "required_pace": fraction_column(required_pace(remain, deadline - today)),
        "projected_completion": date_column(projected),
        "projected_early": date_column(projected_day(remain, pace.fastest[now.series], as_of=today)),
        "projected_late": date_column(projected_day(remain, pace.slowest[now.series], as_of=today)),
        "reached_on": date_column(reached),
        "status": word_column(list(STATUSES), status),
    }


def _reached_on(now: _Now, measured: Measured, remain: Floats) -> Floats:
    """The first period_end at which none remained of the people in force then.

    Where only a later denominator brought the threshold within the doses given, the day it came into force.
    """
    with_threshold = np.flatnonzero(~np.isnan(measured.goals.threshold))
    past = target_figures(measured, with_threshold)
    doses, day = measured.figures.doses[past.row], measured.figures.day[past.row]
    reached = remaining(doses, past.people.people, measured.goals.threshold[past.target]) == 0
    first = np.full(len(now.target), np.nan)
    places = past.target * len(measured.numbering.units) + past.unit
    np.fmin.at(first, places[reached], day[reached].astype("float64"))
    return np.where(np.isnan(first) & (remain == 0), now.people.since, first)
