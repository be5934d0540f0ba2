"""The period of a single row, in tables that have a column for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from campaign.domain.counting.figures import Period
from campaign.domain.counting.periods import complete, read_stated


class PeriodColumns(NamedTuple):
    """The columns, from 0, of a whole period ('13/5/2022 - 19/5/2022'), of its first day, and of its last."""

    whole: int | None
    start: int | None
    end: int | None

    def any(self) -> bool:
        """Whether the table has such a column."""
        return any(column is not None for column in self)


def read_row_period(cells: Sequence[Any], columns: PeriodColumns) -> Period | None:
    """The period that a row's own cells state; None when they state none, or only half of one."""
    if columns.whole is not None:
        return _read(cells[columns.whole])
    start = _read(cells[columns.start]) if columns.start is not None else None
    end = _read(cells[columns.end]) if columns.end is not None else None
    if end is None or (start and start.end > end.end):
        return None
    return Period(start.end if start else None, end.end)


@lru_cache(10_000)
def _read(value: Any) -> Period | None:
    if isinstance(value, datetime):
        return Period(None, value.date())
    if isinstance(value, date):
        return Period(None, value)
    stated = read_stated(value, bare=True) if isinstance(value, str) else ()
    return complete(stated[0], None) if len(stated) == 1 else None
