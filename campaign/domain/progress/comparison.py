"""Which earlier periods a report is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

# Weeks may end a day apart from one report to the next (6 to 8 days); units' weeks may end on different days.
SHORTEST_STEP = timedelta(days=6)


def previous_period_end(period_ends: Iterable[date], as_of: date) -> date | None:
    """The reported period_end before the one shown at `as_of`: the latest at least 6 days earlier, None without one."""
    return next(iter(compared_period_ends(period_ends, as_of)[-2:-1]), None)


def compared_period_ends(period_ends: Iterable[date], as_of: date) -> list[date]:
    """The period_end shown at `as_of`, after the one it is compared with, and so on back to the first; oldest first."""
    compared: list[date] = []
    for day in sorted({day for day in period_ends if day <= as_of}, reverse=True):
        if not compared or day <= compared[-1] - SHORTEST_STEP:
            compared.append(day)
    return compared[::-1]
