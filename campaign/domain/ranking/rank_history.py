"""Each unit's rank week by week, every week measured as of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import Flags, Floats, date_column, day_number, fraction_column, whole_column, word_column
from campaign.domain.frames import RANK_HISTORY
from campaign.domain.progress.target_series import measure
from campaign.domain.ranking.composite import TOLERANCE, find_scores
from campaign.domain.ranking.ranking import find_ranks, unranked_reasons
from campaign.domain.ranking.standings import find_standings

AND = " + "  # between the targets of a composite


def rank_history(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
    *,
    weeks: Sequence[date],
) -> pd.DataFrame:
    """One row (RANK_HISTORY) per target x week x unit, in their order: the rank by coverage among `units` in that week.

    The frames are those of `progress`, the units all of one kind. Denominators are those in force in each week, and a
    unit that had not reported for it is ranked on the last figure it had then (`stale`).
    """
    until = max(map(day_number, weeks), default=0)
    found = find_standings(measure(points, denominators, targets, units, intervals, holidays, until=until), weeks)
    past = _Past(found.reported, found.incomplete, found.stale, np.isnan(found.doses), found.coverage)
    return _as_frame(past, list(targets["target"]), weeks, units)


def composite_rank_history(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
    *,
    weights: Mapping[str, float],
    weeks: Sequence[date],
) -> pd.DataFrame:
    """The same for the mean of several targets, as `composite` ranks by it."""
    frames = (points, denominators, targets, units, intervals, holidays)
    found, *_, mean = find_scores(*frames, weights=weights, days=list(weeks))
    past = _Past(
        np.fmin.reduce(found.reported, axis=0, keepdims=True),
        np.logical_or.reduce(found.incomplete, axis=0, keepdims=True),
        np.logical_or.reduce(found.stale, axis=0, keepdims=True),
        np.logical_or.reduce(np.isnan(found.doses), axis=0, keepdims=True),
        mean[np.newaxis],
    )
    return _as_frame(past, [AND.join(weights)], weeks, units, tolerance=TOLERANCE)


class _Past(NamedTuple):
    """Arrays of target x week x unit; what is ranked by is the score."""

    reported: Floats
    incomplete: Flags
    stale: Flags
    without_figure: Flags
    score: Floats


def _as_frame(
    past: _Past, targets: list[str], weeks: Sequence[date], units: pd.DataFrame, *, tolerance: float = 0.0
) -> pd.DataFrame:
    target, week, unit = (places.ravel() for places in np.indices(past.score.shape))
    days = np.array([day_number(each) for each in weeks], dtype="float64")
    columns: dict[str, Any] = {
        "target": word_column(targets, target),
        "week": date_column(days[week]),
        **{column: units[column].array.take(unit) for column in ("unit", "name")},
        "rank": whole_column(find_ranks(past.score, tolerance=tolerance).ravel()),
        "score": fraction_column(past.score.ravel()),
        "period_end": date_column(past.reported.ravel()),
        "incomplete": past.incomplete.ravel(),
        "stale": past.stale.ravel(),
        "unranked_reason": unranked_reasons(past.without_figure.ravel(), np.isnan(past.score).ravel()),
    }
    return pd.DataFrame(columns, columns=list(RANK_HISTORY), copy=False)
