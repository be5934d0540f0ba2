"""From which day on a directive counts.

A document whose day is blank counts from the earliest day it can bear: the first of its month, or its meeting if that
is later.
"""

from __future__ import annotations

import calendar
from datetime import date


def effective_day(issued: str, meeting: date | None = None) -> date:
    """The day a directive takes effect; `issued` is as far as the document says: 2022-05-16, 2021-12 or 2023."""
    year, month, day = ([int(part) for part in issued.split("-")] + [0, 0])[:3]
    first = date(year, month or 1, day or 1)
    if day or meeting is None:
        return first
    last_month = month or 12
    last = date(year, last_month, calendar.monthrange(year, last_month)[1])
    return min(max(first, meeting), last)
