"""Ranking of units by coverage, how they moved since the period before, and how fragile each rank is."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import Flags, Floats, Ints, day_numbers, fraction_column, numbers, picked, whole_column
from campaign.domain.frames import RANKING
from campaign.domain.ranking.fragility import find_gaps, people_to_draw_level
from campaign.locale import N_

NO_FIGURE, NO_DENOMINATOR = "no_figure", "no_denominator"
UNRANKED_WORDS = {
    NO_FIGURE: N_("no figure reported"),
    NO_DENOMINATOR: N_("number of people not known"),
}


def ranking(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The rows of `now` in order of rank (RANKING): coverage descending, ties share a rank (1, 2, 2, 4).

    `now` are PROGRESS rows of one target, `before` (COVERAGE_BEFORE) those of the previous reported period (no rows
    where there is none); the change of a unit that has not reported since is unknown. Units of equal coverage keep the
    order they came in. One without coverage comes last, with the reason; a late reporter is ranked on its own last
    figure, told apart by `stale`.
    """
    cover = numbers(now["coverage"])
    row = pd.Index(before["unit"]).get_indexer(now["unit"])
    places = find_places(cover, picked(numbers(before["coverage"]), row))
    moved = day_numbers(now["period_end"]) > picked(day_numbers(before["period_end"]), row)
    gaps = find_gaps(people_to_draw_level(numbers(now["doses_to_date"]), numbers(now["denominator"])), places.rank)
    ranked = now.assign(
        rank=whole_column(places.rank),
        rank_before=whole_column(places.rank_before),
        rank_change=whole_column(places.rank_before - places.rank),
        coverage_before=fraction_column(places.score_before),
        coverage_change=fraction_column(np.where(moved, cover - places.score_before, np.nan)),
        people_above=whole_column(gaps.above),
        people_below=whole_column(gaps.below),
        unranked_reason=unranked_reasons(now["doses_to_date"].isna().to_numpy(), np.isnan(cover)),
    )
    return in_order(ranked[list(RANKING)], places.rank)


class Places(NamedTuple):
    """Ranks now and at the period before, elementwise by unit; NaN is unranked."""

    rank: Floats
    rank_before: Floats
    score_before: Floats


def find_places(score: Floats, score_before: Floats, *, tolerance: float = 0.0) -> Places:
    """The ranks that scores give now and gave before; the units stand in the same order in both."""
    return Places(find_ranks(score, tolerance=tolerance), find_ranks(score_before, tolerance=tolerance), score_before)


def find_ranks(scores: Floats, *, tolerance: float = 0.0) -> Floats:
    """Along the last axis: 1 for the highest, the same for equals, who take up as many places as they are; NaN unknown.

    Scores are equal that differ by no more than `tolerance`. Without one, quotients of whole numbers compare exactly:
    equal fractions have equal quotients, and different ones differ as long as people are fewer than 67 million.
    """
    order = np.argsort(-scores, axis=-1, kind="stable")  # unknown ones go to the end
    ordered = np.take_along_axis(scores, order, axis=-1)
    begins = np.ones(scores.shape, dtype=bool)
    begins[..., 1:] = ordered[..., :-1] - ordered[..., 1:] > tolerance
    place = np.where(begins, np.arange(1.0, scores.shape[-1] + 1), 0.0)
    ranks = np.empty_like(scores)
    np.put_along_axis(ranks, order, np.maximum.accumulate(place, axis=-1), axis=-1)
    return np.where(np.isnan(scores), np.nan, ranks)


def unranked_reasons(without_figure: Flags, unranked: Flags) -> Any:
    """Why units have no rank, as a column of texts, missing where they have one."""
    reasons = pd.array(np.where(without_figure, NO_FIGURE, NO_DENOMINATOR).astype(object), dtype="str")
    reasons[~unranked] = None
    return reasons


def in_order(rows: pd.DataFrame, rank: Floats) -> pd.DataFrame:
    """The rows by rank, the unranked ones last; equals in the order they came in."""
    order: Ints = np.argsort(rank, kind="stable")
    return rows.iloc[order].reset_index(drop=True)
