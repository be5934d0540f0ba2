"""How often reports come, and from when on one is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

WEEK = timedelta(days=7)

# Reports further apart than this many usual steps have one missing between them.
GAP_STEPS = 1.5


def usual_step(*series: Iterable[date]) -> timedelta:
    """The step from report to report in one or more series: a week, or longer where most are (two tell nothing yet)."""
    steps = [later - earlier for days in series for earlier, later in pairwise(days)]
    return max(WEEK, median_low(steps)) if len(steps) > 2 else WEEK
