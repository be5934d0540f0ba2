"""Columns as numpy arrays and back, and the one look-up all progress rests on: the latest row at or before a day.

Inside one computation a date is the number of days since 1970 and an unknown number is NaN; codes are row numbers of
an index, -1 where the index does not have them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_DAY_BITS = 20  # days until the year 4840 in one integer with a key


class Latest:
    """Rows under a key and a day, found by key: the latest at or before a day."""

    def __init__(self, keys: Ints, days: Ints) -> None:
        marks = mark(keys, days)
        self._order = np.argsort(marks, kind="stable")
        self._marks = marks[self._order]

    def find(self, keys: Ints, days: Ints) -> Ints:
        """The row's number for each key and day, -1 where there is none."""
        if not len(self._marks):
            return np.full(len(keys), -1)
        place = np.searchsorted(self._marks, mark(keys, days), side="right") - 1
        found = (place >= 0) & (self._marks[place] >> _DAY_BITS == keys)
        return np.where(found, self._order[place], -1)


def mark(keys: Ints, days: Ints) -> Ints:
    """Key and day as one integer that sorts by key, then day."""
    return (keys << _DAY_BITS) + days


def picked(values: Floats, rows: Ints) -> Floats:
    """The values at those rows, NaN where the row is -1."""
    return np.append(values, np.nan)[rows]


def code_numbers(column: pd.Series, index: pd.Index) -> Ints:
    """Each code's place in `index`, -1 where it is not there or missing."""
    numbers, codes = pd.factorize(column)
    return np.append(index.get_indexer(codes), -1)[numbers]


def numbers(column: pd.Series) -> Floats:
    """A column of numbers, missing as NaN."""
    return column.to_numpy(dtype="float64", na_value=np.nan)


def day_numbers(column: pd.Series) -> Floats:
    """A column of dates as days since 1970, missing as NaN."""
    days = column.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), np.nan, days.astype("int64"))


def day_number(day: date) -> int:
    """A date as days since 1970."""
    return int(np.datetime64(day, "D").astype("int64"))


def date_column(days: Floats) -> npt.NDArray[np.datetime64]:
    """Days since 1970 as dates, NaN as NaT."""
    unknown = np.isnan(days)
    dates = np.where(unknown, 0, days).astype("int64").astype("datetime64[D]")
    dates[unknown] = np.datetime64("NaT")
    return dates.astype("datetime64[us]")


def whole_column(values: Floats) -> Any:
    """Whole numbers as Int64, NaN as <NA>."""
    unknown = np.isnan(values)
    return pd.arrays.IntegerArray(np.where(unknown, 0, values).astype("int64"), unknown)


def fraction_column(values: Floats) -> Any:
    """Numbers as Float64, NaN as <NA>."""
    unknown = np.isnan(values)
    return pd.arrays.FloatingArray(np.where(unknown, 0.0, values), unknown)


def word_column(words: list[str], rows: Ints) -> Any:
    """The words at those rows as text, missing where the row is -1."""
    return pd.array(words, dtype="str").take(rows, allow_fill=True)
