"""Progress over every kind of denominator that is known, side by side."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from campaign.domain.doses import DENOMINATOR_KINDS
from campaign.domain.progress.progress import progress

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
    kinds, width = len(DENOMINATOR_KINDS), len(units)
    repeated = targets.loc[np.repeat(targets.index, kinds)].reset_index(drop=True)
    asked = repeated.assign(denominator_kind=[*DENOMINATOR_KINDS] * len(targets))
    found = progress(points, denominators, asked, units, intervals, holidays, as_of)
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
