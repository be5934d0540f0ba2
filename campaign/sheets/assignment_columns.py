"""Which columns of a table of assignments hold what, told by their headers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from campaign.domain.names.text import plain
from campaign.sheets.files.sheet import Row

UNIT, CODE, INDEX, PEOPLE, DUE, NAME, POST = "unit", "code", "index", "people", "due", "name", "post"

# A header begins with one of these, most telling first; what none begins is left out ('Còn phải tiêm', 'Ghi chú').
_PHRASES = {
    CODE: ("mã đơn vị", "mã huyện", "mã xã", "unit code"),
    INDEX: ("tt", "stt", "số tt"),
    UNIT: ("đơn vị", "tên đơn vị", "địa phương", "địa bàn", "huyện", "xã", "unit"),
    PEOPLE: ("chỉ tiêu giao", "giao chỉ tiêu", "chỉ tiêu được giao", "số người được giao", "số người giao", "chỉ tiêu",
             "people assigned", "assigned"),
    DUE: ("thời hạn", "hạn hoàn thành", "ngày hoàn thành", "due"),
    NAME: ("người chịu trách nhiệm", "người phụ trách", "họ và tên", "họ tên", "cán bộ phụ trách",
           "responsible person"),
    POST: ("chức vụ", "chức danh", "post"),
}  # fmt: skip
_PLAIN = {role: tuple(plain(phrase) for phrase in phrases) for role, phrases in _PHRASES.items()}
_OTHERS = ("don vi tinh",)


class Header(NamedTuple):
    """A header row and the columns of each role; several of one role are for the reader to refuse."""

    row: int
    columns: dict[str, list[int]]

    def first(self, role: str) -> int | None:
        """The column of a role."""
        return next(iter(self.columns.get(role, ())), None)


def find_header(rows: Sequence[Row]) -> Header | None:
    """The first row that names both units and people assigned."""
    for number, row in enumerate(rows):
        columns: dict[str, list[int]] = {}
        for column, value in enumerate(row):
            if role := _role(value):
                columns.setdefault(role, []).append(column)
        if UNIT in columns and PEOPLE in columns:
            return Header(number, _most_telling(columns, row))
    return None


def _role(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    said = plain(value)
    if said.startswith(_OTHERS):
        return None
    return next((role for role, phrases in _PLAIN.items() if _begins(said, phrases)), None)


def _begins(said: str, phrases: Sequence[str]) -> bool:
    return any(said == phrase or said.startswith(f"{phrase} ") for phrase in phrases)


def _most_telling(columns: dict[str, list[int]], row: Row) -> dict[str, list[int]]:
    """'Chỉ tiêu giao' beside 'Chỉ tiêu năm' is the one meant."""
    surely = [column for column in columns[PEOPLE] if _begins(plain(row[column]), _PLAIN[PEOPLE][:5])]
    return {**columns, PEOPLE: surely or columns[PEOPLE]}
