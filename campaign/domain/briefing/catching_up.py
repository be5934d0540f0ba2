"""Who is late, in the order of what it costs to catch up."""

from __future__ import annotations

import pandas as pd

from campaign.domain.progress.status import AT_RISK, BEHIND, MISSED

LATE = (BEHIND, AT_RISK, MISSED)


def find_late(briefing: pd.DataFrame) -> pd.DataFrame:
    """The late rows of BRIEFING, the costliest first: who lacks most doses a week of the pace it needs.

    Those whose deadline has passed come after those who can still make theirs, by the people they have left.
    """
    late = briefing[briefing["status"].isin(LATE)]
    order = ["_over", "extra_pace", "remaining"]
    placed = late.assign(_over=late["status"] == MISSED)
    placed = placed.sort_values(order, ascending=[True, False, False], kind="stable", na_position="last")
    return placed.drop(columns="_over").reset_index(drop=True)
