"""Columns of numbers as JSON text: the way blocks of figures and of running totals stand in the database."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import repeat
from typing import Any

from campaign.domain.counting.counting import Counted, DayTotals
from campaign.domain.counting.running_totals import RunningTotal

unpack = json.loads
_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def pack(values: Any) -> str:
    """Plain values as JSON without blanks."""
    return _encode(values)


@lru_cache(maxsize=64)
def pack_again(values: tuple[Any, ...]) -> str:
    """The same for lists that come again and again: the units and rows of a sheet are those of each of its columns."""
    return pack(values)


def pack_totals(of: DayTotals) -> str:
    """Totals of units of one kind by a day, each its latest; a column in which all are alike is that one value."""
    ends, starts, doses, to_date, incomplete, uploads = zip(*of.totals, strict=True)
    columns = {
        "end": _days(ends, of.day),
        "start": _days(starts),
        "doses": _folded(doses),
        "to_date": _folded(to_date),
        "incomplete": _folded(incomplete),
        "derived": _folded(of.derived),
        "upload": _folded(uploads),
    }
    return f'{{"unit":{pack_again(tuple(of.units))},{pack(columns)[1:]}'


def unpack_totals(day: date, packed: str) -> Iterable[Counted]:
    """Each unit's latest total by a day."""
    columns = unpack(packed)
    units = columns["unit"]
    ends = [day if end is None else date.fromisoformat(end) for end in _unfolded(columns["end"], units)]
    starts = [start and date.fromisoformat(start) for start in _unfolded(columns["start"], units)]
    rest = (_unfolded(columns[name], units) for name in ("doses", "to_date", "incomplete", "upload"))
    totals = map(RunningTotal._make, zip(ends, starts, *rest, strict=True))
    return map(Counted._make, zip(units, totals, _unfolded(columns["derived"], units), strict=True))


def fresh_points(
    group: str, dose: str, day: date, packed: str, only: Collection[str] = ()
) -> Iterator[tuple[Any, ...]]:
    """Rows (domain.frames.POINTS) of the units that have a total on the day itself, of all of them or `only` some."""
    columns = unpack(packed)
    units = columns["unit"]
    rows = zip(
        repeat(group), repeat(dose), units, _starts(columns["start"], units), repeat(day),
        *(_unfolded(columns[name], units) for name in ("doses", "to_date", "incomplete", "derived")),
    )  # fmt: skip
    ends = _unfolded(columns["end"], units)  # null: on the day itself
    return (row for row, end in zip(rows, ends, strict=True) if end is None and (not only or row[2] in only))


def _starts(column: Any, units: Sequence[str]) -> Iterable[date | None]:
    return (start and _as_day(start) for start in _unfolded(column, units))


_as_day = lru_cache(maxsize=4096)(date.fromisoformat)  # the same few days for every unit


def _days(column: Sequence[date | None], today: date | None = None) -> Any:
    """Days as ISO text; today, or no day, is null."""
    if column.count(column[0]) == len(column):
        column = column[:1]
    days = [None if day is None or day == today else day.isoformat() for day in column]
    return days if len(days) > 1 else days[0]


def _folded(column: Sequence[Any]) -> Any:
    return column[0] if column.count(column[0]) == len(column) else column


def _unfolded(column: Any, units: Sequence[str]) -> Iterable[Any]:
    return column if isinstance(column, list) else repeat(column, len(units))
