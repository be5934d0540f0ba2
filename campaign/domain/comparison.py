"""Which earlier period a report is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

# Weeks may end a day apart from one report to the next (6 to 8 days); units' weeks may end on different days.
SHORTEST_STEP = timedelta(days=6)


def previous_period_end(period_ends: Iterable[date], as_of: date) -> date | None:
    """The reported period_end before the one shown at `as_of`: the latest at least 6 days earlier, None without one."""
    reported = [day for day in period_ends if day <= as_of]
    latest = max(reported, default=None)
    return max((day for day in reported if latest and day <= latest - SHORTEST_STEP), default=None)
