"""Who is ahead and who is late: units ranked by one target or by several together, now and week by week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain.frames import rows_of
from campaign.domain.progress.comparison import compared_period_ends
from campaign.domain.progress.progress import progress
from campaign.domain.ranking.composite import composite
from campaign.domain.ranking.rank_history import composite_rank_history, rank_history
from campaign.domain.ranking.ranking import ranking
from campaign.domain.ranking.standings import coverage_on
from campaign.domain.ranking.weights import Weighting, read_weights
from campaign.store.engine import Database
from campaign.workflows.monitor.monitoring import Situation, read_situation, read_targets

# What units are ranked by: one target (by coverage), or the shares of 1 that several have in a mean.
By = str | Mapping[str, float]


class Ranked(NamedTuple):
    """A ranking and what it rests on.

    `ranking` is RANKING for one target, COMPOSITE for several, whose scores are made of `parts` (COMPOSITE_PARTS).
    `weeks` are the reported ones up to the day, oldest first; changes are since the last but one. `history`
    (RANK_HISTORY) only where it was asked for. `targets` are rows of TARGETS in the order given.
    """

    ranking: pd.DataFrame
    parts: pd.DataFrame | None
    targets: pd.DataFrame
    weeks: list[date]
    history: pd.DataFrame | None

    @property
    def previous(self) -> date | None:
        """The day that changes are measured from."""
        return self.weeks[-2] if len(self.weeks) > 1 else None


def rank_by(database: Database, by: By, as_of: date, *, with_history: bool = False) -> Ranked:
    """The districts ranked by a target or by several, with their moves since the report before; raises NotFound."""
    situation = read_situation(database, target=by if isinstance(by, str) else tuple(by))
    weeks = compared_period_ends(_reported(situation), as_of)
    before = weeks[-2] if len(weeks) > 1 else None
    history = _history(situation, by, weeks) if with_history else None
    if isinstance(by, str):
        return Ranked(_by_coverage(situation, as_of, before), None, situation.targets, weeks, history)
    found = composite(*situation, weights=by, as_of=as_of, before=before)
    targets = situation.targets.set_index("target", drop=False).loc[list(by)].reset_index(drop=True)
    return Ranked(found.ranking, found.parts, targets, weeks, history)


def ranking_at(database: Database, target: str, as_of: date) -> pd.DataFrame:
    """The districts ranked (domain.frames.RANKING) for one target, with their moves since the report before."""
    return rank_by(database, target, as_of).ranking


def find_shares(database: Database, targets: Sequence[str], weights: Sequence[tuple[str, object]]) -> Weighting:
    """What several targets and their weights, as somebody gives them, mean: shares of 1, or what is wrong with them."""
    rows = read_targets(database)
    known = {row.target: (row.group, row.dose) for row in rows_of(rows)}
    return read_weights(targets, weights, known)


def _by_coverage(situation: Situation, as_of: date, before: date | None) -> pd.DataFrame:
    now = progress(*situation, as_of)
    return ranking(now, coverage_on(*situation, day=before) if before else now.iloc[:0])


def _reported(situation: Situation) -> list[date]:
    """The days up to which the doses that the targets count were reported."""
    points, targets = situation.points, situation.targets
    counted: Any = False
    for group, dose in set(zip(targets["group"], targets["dose"], strict=True)):
        counted |= (points["group"] == group) & (points["dose"] == dose)
    return [day.date() for day in points["period_end"][counted].unique()]


def _history(situation: Situation, by: By, weeks: Sequence[date]) -> pd.DataFrame:
    if isinstance(by, str):
        return rank_history(*situation, weeks=weeks)
    return composite_rank_history(*situation, weights=by, weeks=weeks)
