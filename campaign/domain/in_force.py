"""Which targets are in force on a day.

A target is in force from the day its directive was issued until the day the directive of its successor was. A document
whose day is blank counts from the earliest day it can bear: the first of its month, or its meeting if that is later.
"""

from __future__ import annotations

import calendar
from datetime import date

import pandas as pd


def effective_day(issued: str, meeting: date | None = None) -> date:
    """The day a directive takes effect; `issued` is as far as the document says: 2022-05-16, 2021-12 or 2023."""
    year, month, day = ([int(part) for part in issued.split("-")] + [0, 0])[:3]
    first = date(year, month or 1, day or 1)
    if day or meeting is None:
        return first
    last_month = month or 12
    last = date(year, last_month, calendar.monthrange(year, last_month)[1])
    return min(max(first, meeting), last)


def issued_by(targets: pd.DataFrame, as_of: date) -> pd.Series:
    """Which rows of TARGETS were known on that day: those whose directive had been issued."""
    return targets["in_force_from"] <= pd.Timestamp(as_of)


def in_force(targets: pd.DataFrame, as_of: date) -> pd.Series:
    """Which rows of TARGETS were in force on that day: issued, and no successor issued yet."""
    return issued_by(targets, as_of) & ~(targets["superseded_on"] <= pd.Timestamp(as_of))
