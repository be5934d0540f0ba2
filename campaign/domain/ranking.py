"""Ranking of units by coverage, and how they moved since the period before."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign.domain.arrays import Floats, fraction_column, numbers, picked, whole_column
from campaign.domain.frames import RANKING
from campaign.locale import N_

NO_FIGURE, NO_DENOMINATOR = "no_figure", "no_denominator"
UNRANKED_WORDS = {
    NO_FIGURE: N_("no figure reported"),
    NO_DENOMINATOR: N_("number of people not known"),
}


def ranking(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The rows of `now` in order of rank (RANKING): coverage descending, ties share a rank (1, 2, 2, 4).

    `now` and `before` are PROGRESS rows of one target, `before` at the previous reported period (no rows where there
    is none). Units of equal coverage keep the order they came in. One without coverage comes last, with the reason; a
    late reporter is ranked on its own last figure, told apart by `stale`.
    """
    cover, rank = numbers(now["coverage"]), _ranks(numbers(now["coverage"]))
    cover_before = numbers(before["coverage"])
    row = pd.Index(before["unit"]).get_indexer(now["unit"])
    rank_before = picked(_ranks(cover_before), row)
    reason = np.where(now["doses_to_date"].isna(), NO_FIGURE, NO_DENOMINATOR)
    ranked = now.assign(
        rank=whole_column(rank),
        rank_before=whole_column(rank_before),
        rank_change=whole_column(rank_before - rank),
        coverage_before=fraction_column(picked(cover_before, row)),
        coverage_change=fraction_column(cover - picked(cover_before, row)),
        unranked_reason=pd.Series(reason, index=now.index, dtype="str").where(np.isnan(cover)),
    )
    return ranked.iloc[np.argsort(rank, kind="stable")][list(RANKING)].reset_index(drop=True)


def _ranks(coverage: Floats) -> Floats:
    """1 for the highest; the same for equals, who take up as many places as they are; NaN where unknown."""
    ordered = np.sort(-coverage)  # unknown ones go to the end
    return np.where(np.isnan(coverage), np.nan, np.searchsorted(ordered, -coverage) + 1.0)
