"""Who is late, in the order of what it costs to catch up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from campaign.domain.progress.status import AT_RISK, BEHIND, MISSED
from campaign.locale.formats import is_missing, whole_needed

LATE = (BEHIND, AT_RISK, MISSED)


def find_late(briefing: pd.DataFrame) -> pd.DataFrame:
    """The late rows of BRIEFING, the costliest first: who lacks most doses a week of the pace it needs.

    Those whose deadline has passed come after those who can still make theirs, by the people they have left.
    """
    columns = (briefing[name] for name in ("status", "extra_pace", "remaining"))
    costs = {place: _order(*values) for place, values in enumerate(zip(*columns, strict=True)) if values[0] in LATE}
    return briefing.take(sorted(costs, key=costs.__getitem__)).reset_index(drop=True)


def late_rows(rows: Iterable[Any]) -> list[Any]:
    """The same of rows one by one."""
    late = (row for row in rows if row.status in LATE)
    return sorted(late, key=lambda row: _order(row.status, row.extra_pace, row.remaining))


def _order(status: str, extra: Any, remaining: Any) -> tuple[bool, float, float]:
    """What is unknown comes last."""
    most, left = (math.inf if is_missing(value) else -float(value) for value in (extra, remaining))
    return status == MISSED, most, left


def find_worst(late: Sequence[Any]) -> list[Any]:
    """Of late rows of BRIEFING in the order of `find_late` the first, and those that catching up costs as much.

    The same cost: as many whole doses a week more, or, where no pace can help, as many people left.
    """
    return [row for row in late if _cost(row) == _cost(late[0])]


def _cost(row: Any) -> tuple[bool, int | None, int | None]:
    left = None if is_missing(row.remaining) or not is_missing(row.extra_pace) else int(row.remaining)
    return row.status == MISSED, whole_needed(row.extra_pace), left
