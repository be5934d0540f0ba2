"""When a threshold will be reached at a pace, and the pace a deadline asks for."""

from __future__ import annotations

from datetime import date

import numpy as np

from campaign.domain.arrays import Floats, day_number
from campaign.domain.progress.holidays import WEEK

LAST_PROJECTION = date(2100, 12, 31)  # a date beyond it would say nothing but "not at this pace"


def projected_day(remaining: Floats, pace: Floats, *, as_of: int) -> Floats:
    """The day on which none remain at that pace: as_of itself if none do now, NaN at no pace or beyond 2100."""
    speed = np.where(pace > 0, pace, np.nan)
    day = as_of + np.where(remaining == 0, 0, np.ceil(np.round(remaining * WEEK / speed, 6)))
    return np.where(day <= day_number(LAST_PROJECTION), day, np.nan)


def required_pace(remaining: Floats, days_left: Floats) -> Floats:
    """Doses a week that reach the threshold by the deadline: 0 if none remain, NaN when no day is left."""
    weeks = np.where(days_left > 0, days_left, np.nan) / WEEK
    return np.where((remaining == 0) & ~np.isnan(days_left), 0, remaining / weeks)
