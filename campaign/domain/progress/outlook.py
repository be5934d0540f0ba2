"""What lies ahead of every unit: can the deadline be met, by whom, and what is reached if the pace is kept."""

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
    whole_column,
    word_column,
)
from campaign.domain.doses import DENOMINATOR_KINDS, INTERVAL
from campaign.domain.frames import OUTLOOK
from campaign.domain.progress.coverage import coverage
from campaign.domain.progress.feasibility import FEASIBILITIES, find_feasibility
from campaign.domain.progress.holidays import WEEK
from campaign.domain.progress.pace import find_best
from campaign.domain.progress.progress import Standing, find_standing, progress_columns
from campaign.domain.progress.target_series import Measured, measure


def outlook(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
    as_of: date,
) -> pd.DataFrame:
    """One row (OUTLOOK) per target x unit, in the order of `progress`, whose frames these are.

    `points` must hold the dose before of every target whose dose has an interval: without it the people due are taken
    from the denominator.
    """
    today = day_number(as_of)
    measured = measure(points, denominators, targets, units, intervals, holidays, until=today)
    now = find_standing(measured, len(targets), today)
    columns = progress_columns(now, measured, targets, units, today) | _ahead_columns(now, measured, today)
    return pd.DataFrame(columns, columns=list(OUTLOOK), copy=False)


def _ahead_columns(now: Standing, measured: Measured, today: int) -> dict[str, Any]:
    best = find_best(now.weeks, series_count=measured.numbering.series_count)
    pool = _find_pool(now, measured, today)
    days_left = now.deadline - today
    feasibility = find_feasibility(
        days_left=days_left,
        remaining=now.remaining,
        required=now.required,
        best=best.doses[now.series],
        pool=pool.by_deadline,
        at_most=pool.at_most,
    )
    reached = _doses_at_deadline(now, days_left)
    return {
        "best_week": fraction_column(best.doses[now.series]),
        "best_week_end": date_column(best.end[now.series]),
        "pool_now": whole_column(pool.now),
        "pool_now_at_least": pool.now_at_least,
        "pool_by_deadline": whole_column(pool.by_deadline),
        "pool_at_most": whole_column(pool.at_most),
        "pool_at_least": pool.at_least,
        "pool_kind": word_column(list(DENOMINATOR_KINDS), pool.kind),
        "feasibility": word_column(list(FEASIBILITIES), feasibility),
        "doses_at_deadline": whole_column(reached),
        "reach": fraction_column(coverage(reached, now.people.people)),
        "speed_up": fraction_column(_times(now.required, now.pace.mean)),
    }


class _Pool(NamedTuple):
    """People due and not yet vaccinated, now and by a deadline ahead; how far that is sure; of which kind."""

    now: Floats
    now_at_least: Flags
    by_deadline: Floats
    at_most: Floats
    at_least: Flags
    kind: Ints


def _find_pool(now: Standing, measured: Measured, today: int) -> _Pool:
    """By the dose before and its interval where they are known, else what is left of the denominator.

    The interval of today is the one known for the deadline too: a later letter changes nothing before its day.
    """
    pair, due = measured.goals.pair[now.target], measured.people.due
    here = np.full(len(pair), today)
    ahead = now.deadline >= today
    by = due.find(pair, now.unit, np.where(ahead, now.deadline, today).astype("int64"), known_on=here)
    at = due.find(pair, now.unit, here)
    counted = ~np.isnan(by.people)
    kind = np.where(counted, DENOMINATOR_KINDS.index(INTERVAL), now.people.kind)

    def left(due: Floats) -> Floats:
        return np.maximum(0, np.where(counted, due, now.people.people) - now.doses)

    then, at_most = (np.where(ahead, left(due), np.nan) for due in (by.people, by.at_most))
    return _Pool(left(at.people), at.at_least, then, at_most, by.at_least & ~np.isnan(then), kind)


def _doses_at_deadline(now: Standing, days_left: Floats) -> Floats:
    """Doses by a deadline ahead at the present pace, in whole doses: never fewer than now, never more than people.

    Unknown without a pace or people, unless all of them are vaccinated already.
    """
    people = np.where(now.people.people > 0, now.people.people, np.nan)
    kept = np.floor(np.round(now.doses + now.pace.mean * days_left / WEEK, 6))
    kept = np.minimum(np.maximum(kept, now.doses), np.maximum(people, now.doses))
    return np.where(days_left >= 0, np.where(now.doses >= people, now.doses, kept), np.nan)


def _times(required: Floats, pace: Floats) -> Floats:
    """How many times the pace is needed; unknown at a standstill, and where nothing is needed."""
    return np.where(required > 0, required, np.nan) / np.where(pace > 0, pace, np.nan)
