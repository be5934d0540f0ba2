"""The table of assignments as the annex of a decision: its rows, its columns, what they are called.

Its words are Vietnamese in every language of the program: it goes with a Vietnamese decision, and is read again by its
headers when it comes back filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from campaign.exports.columns import COUNT, DAY, PLACE, TEXT
from campaign.locale.formats import is_missing

TITLE = "GIAO CHỈ TIÊU TIÊM VẮC XIN PHÒNG COVID-19"
TOTAL = "Tổng cộng"


class AnnexRow(NamedTuple):
    """A unit's line. need, done, left: people on the day of the assignment, None where not known."""

    unit: str
    name: str
    need: int | None
    done: int | None
    left: int | None
    people: int
    due: date
    responsible: str | None = None
    post: str | None = None
    note: str = ""


class Annex(NamedTuple):
    """What stands around the table, in Vietnamese. `persons`: whether responsible persons' columns are shown."""

    authority: str
    agency: str
    subject: str
    directive: str
    words: str
    day: date
    rows: Sequence[AnnexRow]
    persons: bool = False


class Column(NamedTuple):
    """A column of the annex: the field of AnnexRow ("number": counted), header, kind, width in characters."""

    field: str
    header: str
    kind: str
    width: int


_NUMBER, _UNIT = Column("number", "TT", PLACE, 5), Column("name", "Đơn vị", TEXT, 22)
CODE = Column("unit", "Mã đơn vị", TEXT, 10)
_FIGURES = (
    Column("need", "Số người cần tiêm", COUNT, 11),
    Column("done", "Đã tiêm", COUNT, 11),
    Column("left", "Còn phải tiêm", COUNT, 11),
    Column("people", "Chỉ tiêu giao", COUNT, 12),
    Column("due", "Thời hạn", DAY, 13),
)
_PERSONS = (Column("responsible", "Người chịu trách nhiệm", TEXT, 24), Column("post", "Chức vụ", TEXT, 24))
_NOTE = Column("note", "Ghi chú", TEXT, 22)
SUMMED = ("need", "done", "left", "people")


def annex_columns(*, persons: bool, code: bool = False) -> tuple[Column, ...]:
    """The columns in order; those of persons only where they may be seen."""
    codes = (CODE,) if code else ()
    return (_NUMBER, *codes, _UNIT, *_FIGURES, *(_PERSONS if persons else ()), _NOTE)


def annex_value(row: AnnexRow, number: int, column: Column) -> Any:
    """A cell's value, None where unknown or empty."""
    value = number if column.field == "number" else getattr(row, column.field)
    return None if is_missing(value) or value == "" else value


def column_sum(rows: Sequence[AnnexRow], field: str) -> int | None:
    """The sum of a column, None where a unit's number is not known."""
    values = [getattr(row, field) for row in rows]
    return None if None in values else sum(values)
