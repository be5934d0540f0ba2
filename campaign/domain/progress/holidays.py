"""Days off: which days they are, and which unreported weeks hold one.

Few offices report over the lunar new year. A week of it that nobody reported says nothing about the pace of work; one
that was reported counts like any other.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from campaign.domain.arrays import Floats, Ints, day_numbers

WEEK = 7


def holiday_days(holidays: pd.DataFrame) -> Ints:
    """Every day off of HOLIDAYS once, in order."""
    first, last = (day_numbers(holidays[end]).astype("int64") for end in ("first_day", "last_day"))
    days = [np.arange(begin, end + 1) for begin, end in zip(first, last, strict=True)]
    return np.unique(np.concatenate([np.empty(0, dtype="int64"), *days]))


def idle_days(before: Ints, after: Ints, holidays: Ints) -> Floats:
    """The days between two reports, elementwise, that belong to unreported weeks with a day off.

    Weeks are blocks of 7 days counted from the day after the earlier report; the one in which the later report falls
    was reported. `holidays` are those of `holiday_days`.
    """
    blocks = np.maximum(0, (after - before - 1) // WEEK)
    span = np.repeat(np.arange(len(before)), blocks)
    place = np.arange(len(span)) - np.repeat(np.cumsum(blocks) - blocks, blocks)
    start = before[span] + WEEK * place
    off = np.searchsorted(holidays, start + WEEK, side="right") - np.searchsorted(holidays, start, side="right")
    return (np.bincount(span[off > 0], minlength=len(before)) * WEEK).astype("float64")


def holidays_between(holidays: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """The rows of HOLIDAYS with a day between two days, both included."""
    touches = (holidays["first_day"] <= pd.Timestamp(last)) & (holidays["last_day"] >= pd.Timestamp(first))
    return holidays[touches].reset_index(drop=True)
