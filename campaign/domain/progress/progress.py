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
from campaign.domain.doses import DENOMINATOR_KINDS
from campaign.domain.frames import PROGRESS
from campaign.domain.people.denominators import People
from campaign.domain.progress.coverage import coverage, people_needed, remaining
from campaign.domain.progress.pace import Pace, Weeks, find_pace, reported_weeks
from campaign.domain.progress.projection import projected_day, required_pace
from campaign.domain.progress.status import STATUSES, find_status
from campaign.domain.progress.target_series import Measured, TargetFigures, measure, people_at, target_figures


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
    return progress_of(measured, targets, units, today)


def progress_of(measured: Measured, targets: pd.DataFrame, units: pd.DataFrame, today: int) -> pd.DataFrame:
    """Progress of what was measured of those targets and units until a day, as days since 1970."""
    now = find_standing(measured, len(targets), today)
    return pd.DataFrame(progress_columns(now, measured, targets, units, today), columns=list(PROGRESS), copy=False)


class Standing(NamedTuple):
    """One entry per target x unit: their numbers, the latest figure, the people in force, what is left and how fast.

    `weeks` are those reported by all series; the paces are of each entry's own.
    """

    target: Ints
    unit: Ints
    series: Ints
    day: Floats
    doses: Floats
    incomplete: Flags
    people: People
    threshold: Floats
    deadline: Floats
    remaining: Floats
    required: Floats
    pace: Pace
    weeks: Weeks


def find_standing(measured: Measured, targets: int, today: int) -> Standing:
    """Where each unit stands towards each of `targets` on a day."""
    numbering, figures, people, goals, holidays = measured
    width = len(numbering.units)
    target, unit = np.divmod(np.arange(targets * width), max(width, 1))
    series = numbering.series(goals.pair[target], unit)
    days = np.full(len(series), today)
    row = figures.latest.find(series, days)
    found = people.find(goals.pair[target], unit, goals.kind[target], days)
    doses, threshold, deadline = picked(figures.doses, row), goals.threshold[target], goals.deadline[target]
    remain = remaining(doses, found.people, threshold)
    weeks = reported_weeks(figures, holidays)
    pace = find_pace(weeks, series_count=numbering.series_count)
    return Standing(
        target,
        unit,
        series,
        picked(figures.day.astype("float64"), row),
        doses,
        np.append(figures.incomplete, False)[row],
        found,
        threshold,
        deadline,
        remain,
        required_pace(remain, deadline - today),
        Pace(*(values[series] for values in pace)),
        weeks,
    )


def progress_columns(
    now: Standing, measured: Measured, targets: pd.DataFrame, units: pd.DataFrame, today: int
) -> dict[str, Any]:
    """The columns of PROGRESS."""
    return {
        "target": targets["target"].array.take(now.target),
        **{column: units[column].array.take(now.unit) for column in ("unit", "name", "kind")},
        **_figure_columns(now, measured, units),
        **_ahead_columns(now, measured, today),
    }


def _figure_columns(now: Standing, measured: Measured, units: pd.DataFrame) -> dict[str, Any]:
    people = now.people
    return {
        "period_end": date_column(now.day),
        "doses_to_date": whole_column(now.doses),
        "incomplete": now.incomplete,
        "stale": _stale(now, measured, units),
        "denominator": whole_column(people.people),
        "denominator_kind": word_column(list(DENOMINATOR_KINDS), people.kind),
        "people_at_least": people.at_least,
        "coverage": fraction_column(coverage(now.doses, people.people)),
    }


def _stale(now: Standing, measured: Measured, units: pd.DataFrame) -> Flags:
    """Whether another unit of the kind has reported a later period for the same group and dose."""
    kinds, names = pd.factorize(units["kind"])
    peers = measured.goals.pair[now.target] * len(names) + kinds[now.unit]
    newest = np.full(peers.max(initial=0) + 1, -np.inf)
    np.fmax.at(newest, peers, now.day)
    return now.day < newest[peers]


def _ahead_columns(now: Standing, measured: Measured, today: int) -> dict[str, Any]:
    remain, deadline = now.remaining, now.deadline
    then = _on_the_deadline(now, measured, today)
    reached = _reached_on(now, measured, late=(today > deadline) & ~then.met)
    projected, early, late = (_completion(remain, reached, pace, today) for pace in now.pace)
    status = find_status(
        as_of=today,
        coverage=coverage(now.doses, now.people.people),
        threshold=now.threshold,
        deadline=deadline,
        remaining=remain,
        reached_on=reached,
        met_then=then.met,
        held=(today > deadline) & then.met & (now.doses >= then.needed),
        projected=projected,
        superseded=measured.goals.superseded[now.target],
        people_at_least=now.people.at_least,
    )
    return {
        "threshold": fraction_column(now.threshold),
        "deadline": date_column(deadline),
        "remaining": whole_column(remain),
        "days_left": whole_column(deadline - today),
        "pace": fraction_column(now.pace.mean),
        "required_pace": fraction_column(now.required),
        "projected_completion": date_column(projected),
        "projected_early": date_column(early),
        "projected_late": date_column(late),
        "reached_on": date_column(reached),
        "status": word_column(list(STATUSES), status),
    }


class _Then(NamedTuple):
    """How it stood on the deadline: doses needed of the people in force then, and whether they had been given."""

    needed: Floats
    met: Flags


def _on_the_deadline(now: Standing, measured: Measured, today: int) -> _Then:
    """By the latest figure and the people in force at the end of the deadline's day, or today where it is ahead."""
    goals, figures = measured.goals, measured.figures
    day = np.where(np.isnan(now.deadline), today, np.fmin(now.deadline, today)).astype("int64")
    people = measured.people.find(goals.pair[now.target], now.unit, goals.kind[now.target], day).people
    needed = people_needed(people, now.threshold)
    return _Then(needed, picked(figures.doses, figures.latest.find(now.series, day)) >= needed)


def _completion(remain: Floats, reached: Floats, pace: Floats, today: int) -> Floats:
    """The day it was reached, else the day it will be at that pace."""
    return np.where((remain == 0) & ~np.isnan(reached), reached, projected_day(remain, pace, as_of=today))


def _reached_on(now: Standing, measured: Measured, *, late: Flags) -> Floats:
    """The first period_end at which none remained of the people in force then; after the deadline where it was `late`.

    Where only a later denominator brought the threshold within the doses given, the day it came into force.
    """
    past = _may_have_reached(now, measured)
    doses, day = measured.figures.doses[past.row], measured.figures.day[past.row]
    people = people_at(measured, past).people
    reached = remaining(doses, people, measured.goals.threshold[past.target]) == 0
    first = np.full(len(now.target), np.nan)
    places = past.target * len(measured.numbering.units) + past.unit
    reached &= ~late[places] | (day > now.deadline[places])
    np.fmin.at(first, places[reached], day[reached].astype("float64"))
    return np.where(np.isnan(first) & (now.remaining == 0), now.people.since, first)


def _may_have_reached(now: Standing, measured: Measured) -> TargetFigures:
    """The figures that reach the threshold of the fewest people ever in force; all others can be left aside at once."""
    goals = measured.goals
    past = target_figures(measured, np.flatnonzero(~np.isnan(goals.threshold)))
    fewest = measured.people.fewest(goals.pair[now.target], now.unit, goals.kind[now.target])
    needed = np.floor(now.threshold * fewest)[past.target * len(measured.numbering.units) + past.unit]
    return past.take(measured.figures.doses[past.row] >= needed)
