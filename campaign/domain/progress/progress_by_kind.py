"""Progress over every kind of denominator that is known, side by side."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from campaign.domain.arrays import day_number
from campaign.domain.doses import DENOMINATOR_KINDS
from campaign.domain.progress.progress import progress_of
from campaign.domain.progress.target_series import Measured, measure

# What a denominator decides.
_BY_PEOPLE = ("denominator", "coverage", "remaining", "required_pace")


def progress_by_kind(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
    as_of: date,
) -> pd.DataFrame:
    """Rows of PROGRESS: for each target, for each kind that any unit has, every unit, kinds as in DENOMINATOR_KINDS.

    The frames are those of `progress`; `points` must hold the dose before. A unit without people of a kind has no
    coverage of that kind, whatever else it has: people resident do not stand in for others here.
    """
    today = day_number(as_of)
    measured = measure(points, denominators, targets, units, intervals, holidays, until=today)
    return progress_of_kinds(measured, targets, units, today)


def progress_of_kinds(measured: Measured, targets: pd.DataFrame, units: pd.DataFrame, today: int) -> pd.DataFrame:
    """The same of what was measured of those targets and units until a day, as days since 1970."""
    kinds, width = len(DENOMINATOR_KINDS), len(units)
    repeats = np.repeat(np.arange(len(targets)), kinds)
    asked = targets.take(repeats)
    each = measured.of_targets(repeats)
    goals = each.goals._replace(kind=np.tile(np.arange(kinds), len(targets)))
    found = progress_of(each._replace(goals=goals), asked, units, today)
    kind = np.repeat(np.tile(DENOMINATOR_KINDS, len(targets)), width)
    own = found["denominator_kind"].to_numpy(dtype=object) == kind
    kept = found.assign(denominator_kind=kind, **{column: found[column].where(own) for column in _BY_PEOPLE})
    stated = (own & found["denominator"].notna().to_numpy()).reshape(len(asked), width)
    return kept[np.repeat(stated.any(axis=1), width)].reset_index(drop=True)


def side_by_side(found: pd.DataFrame) -> pd.DataFrame:
    """One target's rows as a row a unit: its figure, and people_* and coverage_* of each of DENOMINATOR_KINDS."""
    by_kind = {kind: found[found["denominator_kind"] == kind].reset_index(drop=True) for kind in DENOMINATOR_KINDS}
    first = next((rows for rows in by_kind.values() if len(rows)), found)
    beside: dict[str, pd.Series] = {}
    for kind, rows in by_kind.items():
        beside |= {f"people_{kind}": rows["denominator"], f"coverage_{kind}": rows["coverage"]}
    return first[["unit", "name", "doses_to_date", "incomplete", "period_end", "status"]].assign(**beside)
