"""How every unit moved since the report before, and what it lacks of the pace it needs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from campaign.domain.arrays import fraction_column, numbers, picked, whole_column
from campaign.domain.frames import BRIEFING


def with_changes(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The rows of `now` (PROGRESS) as BRIEFING; `before` is PROGRESS as of the report before, any rows of it.

    A unit that has not reported since then has not stood still: its changes are unknown.
    """
    keys = ["target", "unit"]
    row = pd.MultiIndex.from_frame(before[keys]).get_indexer(pd.MultiIndex.from_frame(now[keys]))
    ends = picked(before["period_end"].to_numpy().astype("float64"), row)
    moved = (now["period_end"].to_numpy().astype("float64") > ends) & now["period_end"].notna().to_numpy()
    cover, cover_before = numbers(now["coverage"]), picked(numbers(before["coverage"]), row)
    given, given_before = numbers(now["doses_to_date"]), picked(numbers(before["doses_to_date"]), row)
    pace, needed = numbers(now["pace"]), numbers(now["required_pace"])
    found = now.assign(
        coverage_before=fraction_column(cover_before),
        coverage_change=fraction_column(np.where(moved, cover - cover_before, np.nan)),
        doses_change=whole_column(np.where(moved, given - given_before, np.nan)),
        status_before=pd.array(np.append(before["status"].to_numpy(dtype=object), np.array([None]))[row], dtype="str"),
        extra_pace=fraction_column(np.maximum(needed - np.where(np.isnan(pace), 0.0, pace), 0.0)),
        speed_up=fraction_column(np.divide(needed, pace, out=np.full(len(now), np.nan), where=pace > 0)),
    )
    return found[list(BRIEFING)]
