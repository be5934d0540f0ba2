"""Ranking of units by several targets together: the mean, by weight, of the share of each threshold reached.

The score for a target is min(coverage / threshold, 1): what is beyond the threshold makes up for nothing elsewhere. A
target without a threshold counts against all of its people.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import Flags, Floats, date_column, day_number, fraction_column, whole_column, word_column
from campaign.domain.doses import DENOMINATOR_KINDS
from campaign.domain.frames import COMPOSITE, COMPOSITE_PARTS
from campaign.domain.progress.coverage import people_needed, remaining
from campaign.domain.progress.target_series import measure
from campaign.domain.ranking.fragility import Gaps, find_gaps, people_to_reach
from campaign.domain.ranking.ranking import find_places, in_order, unranked_reasons
from campaign.domain.ranking.standings import Standings, find_standings

# Means are sums of fractions and not exact. One person more changes a mean by far more than this: by 1e-10 even where a
# hundredth of the weight lies on a target of a hundred million people.
TOLERANCE = 1e-12
_DECIMALS = 14  # a mean of nothing but ones is 1

ALL_PEOPLE = 1.0  # the threshold of a target that has none


class Composite(NamedTuple):
    """The units in order (COMPOSITE), and what each score is made of (COMPOSITE_PARTS)."""

    ranking: pd.DataFrame
    parts: pd.DataFrame


class Scores(NamedTuple):
    """Arrays of target x day x unit, the weights and thresholds of those targets, and the means (day x unit)."""

    standings: Standings
    weight: Floats
    threshold: Floats
    score: Floats
    mean: Floats


def composite(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
    *,
    weights: Mapping[str, float],
    as_of: date,
    before: date | None,
) -> Composite:
    """The units ranked by their means at `as_of`, with their moves since `before` and the people between them.

    The frames are those of `progress`, `units` all of one kind; `weights` are shares of 1 by target. A unit without
    coverage for one of the targets is unranked: an unknown share is not 0.
    """
    frames = (points, denominators, targets, units, intervals, holidays)
    scores = find_scores(*frames, weights=weights, days=[as_of, *([before] if before else [])])
    return Composite(_ranked(scores, weights, units), _parts(scores, weights, units))


def find_scores(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
    *,
    weights: Mapping[str, float],
    days: list[date],
) -> Scores:
    """The scores and their means on `days`, each as of that day; targets in the order of `weights`."""
    chosen = targets.set_index("target", drop=False).loc[list(weights)].reset_index(drop=True)
    until = max(map(day_number, days), default=0)
    measured = measure(points, denominators, chosen, units, intervals, holidays, until=until)
    standings = find_standings(measured, days)
    weight = np.array(list(weights.values()))[:, np.newaxis, np.newaxis]
    threshold = measured.goals.threshold[:, np.newaxis, np.newaxis]
    threshold = np.where(np.isnan(threshold), ALL_PEOPLE, threshold)
    score = np.minimum(standings.doses / people_needed(standings.people, threshold), 1)
    return Scores(standings, weight, threshold, score, np.round((weight * score).sum(axis=0), _DECIMALS))


def _ranked(scores: Scores, weights: Mapping[str, float], units: pd.DataFrame) -> pd.DataFrame:
    now, mean = _first_day(scores.standings), scores.mean[0]
    mean_before = scores.mean[1] if len(scores.mean) > 1 else np.full(len(mean), np.nan)
    places = find_places(mean, mean_before, tolerance=TOLERANCE)
    gaps = _find_gaps(scores, places.rank)
    columns = {
        **{column: units[column].array for column in ("unit", "name", "kind")},
        "period_end": date_column(np.fmin.reduce(now.reported, axis=0)),
        "incomplete": now.incomplete.any(axis=0),
        "stale": now.stale.any(axis=0),
        "score": fraction_column(mean),
        "remaining": whole_column(remaining(now.doses, now.people, scores.threshold[:, 0]).sum(axis=0)),
        "rank": whole_column(places.rank),
        "rank_before": whole_column(places.rank_before),
        "rank_change": whole_column(places.rank_before - places.rank),
        "score_before": fraction_column(mean_before),
        "score_change": fraction_column(np.where(_moved(scores.standings), mean - mean_before, np.nan)),
        **_unranked(now, list(weights)),
        "people_above": whole_column(gaps.above),
        "people_below": whole_column(gaps.below),
    }
    return in_order(pd.DataFrame(columns, columns=list(COMPOSITE), copy=False), places.rank)


def _moved(standings: Standings) -> Flags:
    """Whether a unit has reported for any of the targets since the day before; the change is unknown otherwise."""
    reported = standings.reported
    return np.logical_or.reduce(reported[:, 0] > reported[:, -1], axis=0)


def _find_gaps(scores: Scores, rank: Floats) -> Gaps:
    now, mean = _first_day(scores.standings), scores.mean[0]
    ranked = ~np.isnan(mean)
    doses, goal = (values[:, ranked] for values in (now.doses, people_needed(now.people, scores.threshold[:, 0])))
    known = people_to_reach(mean[ranked] - TOLERANCE, mean[ranked], doses, goal, scores.weight[:, 0])
    needed = np.full((len(mean), len(mean)), np.nan)
    needed[np.ix_(ranked, ranked)] = known
    return find_gaps(needed, rank)


def _unranked(now: Standings, targets: list[str]) -> dict[str, Any]:
    """Why units have no rank, and which targets that reason is about: first those without a figure."""
    without_figure, unknown = np.isnan(now.doses), np.isnan(now.coverage)
    silent, unranked = np.logical_or.reduce([without_figure, unknown], axis=1)
    about = np.where(silent, without_figure, unknown)
    named = [", ".join(np.array(targets, dtype=object)[missing]) for missing in about.T]
    texts = pd.array(np.array(named, dtype=object), dtype="str")
    texts[~unranked] = None
    return {"unranked_reason": unranked_reasons(silent, unranked), "unranked_target": texts}


def _parts(scores: Scores, weights: Mapping[str, float], units: pd.DataFrame) -> pd.DataFrame:
    now = _first_day(scores.standings)
    target, unit = (places.ravel() for places in np.indices(now.doses.shape))
    shares = np.array(list(weights.values()))
    columns = {
        "target": word_column(list(weights), target),
        **{column: units[column].array.take(unit) for column in ("unit", "name")},
        "weight": fraction_column(shares[target]),
        "threshold": fraction_column(np.broadcast_to(scores.threshold[:, 0], now.doses.shape).ravel()),
        "period_end": date_column(now.reported.ravel()),
        "doses_to_date": whole_column(now.doses.ravel()),
        "incomplete": now.incomplete.ravel(),
        "stale": now.stale.ravel(),
        "denominator": whole_column(now.people.ravel()),
        "denominator_kind": word_column(list(DENOMINATOR_KINDS), now.kind.ravel()),
        "people_at_least": now.at_least.ravel(),
        "coverage": fraction_column(now.coverage.ravel()),
        "score": fraction_column(scores.score[:, 0].ravel()),
    }
    return pd.DataFrame(columns, columns=list(COMPOSITE_PARTS), copy=False)


def _first_day(standings: Standings) -> Standings:
    return Standings._make(values[:, 0] for values in standings)
