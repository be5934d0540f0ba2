"""How fragile a rank is: the people between a unit and those just above and below it.

A unit draws level when its score is at least the other's: from then on they share the better rank.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import Floats


class Gaps(NamedTuple):
    """More people to vaccinate until the unit draws level with the next one above, and until one below draws level
    with it (0: they share the rank); NaN where there is none."""

    above: Floats
    below: Floats


def find_gaps(needed: Floats, rank: Floats) -> Gaps:
    """The gaps of ranked units; `needed` has, for each unit (row), the people it needs to draw level with each other.

    Below counts whichever unit needs the fewest: a small one further down may be nearer than the next.
    """
    better = rank[np.newaxis, :] < rank[:, np.newaxis]
    not_better = (rank[:, np.newaxis] >= rank[np.newaxis, :]) & ~np.eye(len(rank), dtype=bool)
    return Gaps(_least(np.where(better, needed, np.inf), axis=1), _least(np.where(not_better, needed, np.inf), axis=0))


def people_to_draw_level(doses: Floats, people: Floats) -> Floats:
    """For each unit (row), how many more doses bring its coverage to at least that of each other (column).

    Whole numbers, computed without rounding; NaN where either coverage is unknown. Not positive where it is there.
    """
    known = ~np.isnan(doses) & (people > 0)
    own_doses, own_people = (np.where(known, values, 1).astype("int64") for values in (doses, people))
    # doses + needed >= other doses x people / other people, rounded up to the next whole person
    needed = -(-(own_doses * own_people[:, np.newaxis]) // own_people) - own_doses[:, np.newaxis]
    return np.where(known & known[:, np.newaxis], needed, np.nan)


def people_to_reach(wanted: Floats, mean: Floats, doses: Floats, goal: Floats, weight: Floats) -> Floats:
    """For each unit (row), the fewest people who bring its mean score to each wanted one (column).

    `mean` are the units' means of the shares reached of `goal` people (target x unit) by `weight` (target x 1), none
    unknown. Each person is vaccinated for one target, where that moves the mean most first; beyond its goal a target
    adds nothing. NaN where the mean wanted is out of reach.
    """
    room = np.maximum(goal - doses, 0)
    whole = np.floor(room)
    # What each person adds: the same for all but a target's last, who may be more than is needed.
    worth = np.concatenate([weight / goal, weight / goal * (room - whole)])
    count = np.concatenate([whole, np.ceil(room - whole)])
    order = np.argsort(-worth, axis=0, kind="stable")
    worth, count = (np.take_along_axis(values, order, axis=0) for values in (worth, count))
    before = np.zeros((2, 1, doses.shape[1]))
    people, gained = np.concatenate([before, np.cumsum([count, count * worth], axis=1)], axis=1)
    missing = wanted - mean[:, np.newaxis]
    step = (gained[:, :, np.newaxis] < missing).sum(axis=0) - 1
    within, unit = np.minimum(np.maximum(step, 0), len(worth) - 1), np.arange(doses.shape[1])[:, np.newaxis]
    rest = np.where(worth[within, unit] > 0, missing - gained[within, unit], 0)
    more = people[within, unit] + np.ceil(rest / np.where(worth[within, unit] > 0, worth[within, unit], 1))
    return np.where(step < 0, 0, np.where(step >= len(worth), np.nan, more))


class Closest(NamedTuple):
    """The unit that needs the fewest people to rise, the units it then draws level with, and those people."""

    unit: str
    above: list[str]
    people: int


def find_closest(ranking: pd.DataFrame) -> Closest | None:
    """The closest pair of a ranking (rows of RANKING or COMPOSITE in order), by name; None where nobody can rise."""
    if not ranking["people_above"].notna().any():
        return None
    row = ranking.loc[ranking["people_above"].idxmin()]
    better = ranking["rank"][ranking["rank"] < row["rank"]].max()
    return Closest(row["name"], list(ranking["name"][ranking["rank"] == better]), int(row["people_above"]))


def _least(needed: Floats, *, axis: int) -> Floats:
    least = needed.min(axis=axis, initial=np.inf)
    return np.where(np.isinf(least), np.nan, least)
