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
    """A row (PROGRESS) for each kind that any unit has, and unit, in the order of DENOMINATOR_KINDS; `targets` has one.

    The frames are those of `progress`; `points` must hold the dose before. A unit without people of a kind has no
    coverage of that kind, whatever else it has: people resident do not stand in for others here.
    """
    repeated = targets.loc[np.repeat(targets.index[:1], len(DENOMINATOR_KINDS))].reset_index(drop=True)
    asked = repeated.assign(denominator_kind=list(DENOMINATOR_KINDS))
    found = progress(points, denominators, asked, units, intervals, holidays, as_of)
    kind = np.repeat(DENOMINATOR_KINDS, len(units))
    own = found["denominator_kind"].to_numpy(dtype=object) == kind
    kept = found.assign(denominator_kind=kind, **{column: found[column].where(own) for column in _BY_PEOPLE})
    known = set(kind[own & found["denominator"].notna().to_numpy()])
    return kept[kept["denominator_kind"].isin(known)].reset_index(drop=True)
