"""Finding the header blocks of a sheet: rows of labels with a column of units, or of groups."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Any, NamedTuple

from campaign.sheets.files.workbook import Row, Sheet
from campaign.sheets.headers.side_by_side import Cell
from campaign.sheets.numbers.cells import is_written_number
from campaign.sheets.words.leftovers import says_something
from campaign.sheets.words.vocabulary import Vocabulary

# A header has at most this many rows below and above the row of its unit column's label.
MAX_HEADER_ROWS = 5
# Without a header label, this many unit names under one another make a unit column.
UNITS_IN_A_ROW = 3
# Below a label of groups, so many rows are looked at for the groups it names.
ROWS_OF_GROUPS = 12
# A header label is short; what is longer is a title.
MAX_LABEL = 90
# No label is a dash, an x, or a number of several digits: a row of those is a total, or a unit's second row.
_VALUE = re.compile(r"[-–—−]|[xX]|KBC|\d[\d.,\s]*\d%?")
UNIT, GROUP = "unit", "group"

_INDEX_CELL = re.compile(r"\(?\s*(?:[A-Za-z]|\d{1,3}|[IVX]{1,5})\s*\)?(?:\s*=.*)?", re.DOTALL)


class Header(NamedTuple):
    """The row of a header's unit label, its first and last row, and its unit columns (or the one of groups)."""

    row: int
    top: int
    bottom: int
    columns: list[int]
    by_group: bool = False


Labels = dict[str, list[Cell]]


def find_labels(sheet: Sheet, vocabulary: Vocabulary) -> Labels:
    """The cells, by UNIT and GROUP, that say so and have other header labels to their right."""
    strings = {text for text in sheet.texts if len(text) <= MAX_LABEL}
    roles = {text: vocabulary.whole("role", text) for text in strings if text}
    return {
        role: _labelled(sheet, vocabulary, {text for text, said in roles.items() if said == role})
        for role in (UNIT, GROUP)
    }


def find_headers(sheet: Sheet, labels: Labels, vocabulary: Vocabulary) -> list[Header]:
    """The headers of a sheet; where no cell says 'Đơn vị', the row above a run of unit names.

    Headers of groups alone, whose unit the title names, may stand between them.
    """
    placed = _without_nested(_by_row(labels[UNIT])) or _find_unit_run(sheet, vocabulary)
    headers = [Header(row, *_header_rows(sheet, vocabulary, row, columns[-1]), columns) for row, columns in placed]
    for row, columns in _by_row(labels[GROUP]):
        inside = any(header.top <= row <= header.bottom for header in headers)
        if not inside and _names_groups(sheet, row, columns[0]):
            rows = _header_rows(sheet, vocabulary, row, columns[0])
            headers.append(Header(row, *rows, columns[:1], by_group=True))
    return sorted(headers)


def _by_row(cells: list[Cell]) -> list[tuple[int, list[int]]]:
    rows: dict[int, list[int]] = {}
    for row, column in cells:
        rows.setdefault(row, []).append(column)
    return sorted(rows.items())


def _labelled(sheet: Sheet, vocabulary: Vocabulary, labels: set[str]) -> list[Cell]:
    found: list[Cell] = []
    for number, row in enumerate(sheet.rows if labels else ()):
        if labels.isdisjoint(row):
            continue
        columns = [column for column, value in enumerate(row) if value in labels]
        if _has_company(sheet, vocabulary, number, columns[-1]):
            found += [(number, column) for column in columns]
    return found


def _names_groups(sheet: Sheet, row: int, column: int) -> bool:
    """Whether texts and numbers stand below a label such as 'Nhóm đối tượng': 'Đối tượng' may count people."""
    below = sheet.rows[row + 1 : row + 1 + ROWS_OF_GROUPS]
    if any(map(is_written_number, sheet.rows[row][column + 1 :])):
        return False
    named = [cells for cells in below if type(cells[column]) is str and cells[column]]
    counts = (value for cells in named if not is_written_number(cells[column]) for value in cells[column + 1 :])
    return any(map(is_written_number, counts))


def _has_letters(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1


def _has_company(sheet: Sheet, vocabulary: Vocabulary, row: int, column: int) -> bool:
    """Whether another header label stands to the right, in this row or the next ones."""
    for near in sheet.rows[max(0, row - 1) : row + MAX_HEADER_ROWS]:
        for value in near[column + 1 :]:
            if type(value) is str and value and len(value) <= MAX_LABEL and says_something(value, vocabulary):
                return True
    return False


def _without_nested(found: list[tuple[int, list[int]]]) -> list[tuple[int, list[int]]]:
    """Labels in adjoining rows belong to one header ('Đơn vị' over 'Huyện', 'Xã')."""
    kept: list[tuple[int, list[int]]] = []
    last = -1
    for row, columns in found:
        if kept and row - last <= 1:
            kept[-1] = (kept[-1][0], sorted({*kept[-1][1], *columns}))
        else:
            kept.append((row, columns))
        last = row
    return kept


def _find_unit_run(sheet: Sheet, vocabulary: Vocabulary) -> list[tuple[int, list[int]]]:
    for column in range(min(4, max(map(len, sheet.rows), default=0))):
        rows = [r for r, row in enumerate(sheet.rows) if type(row[column]) is str and _is_unit(row[column], vocabulary)]
        if len(rows) < UNITS_IN_A_ROW:
            continue
        above = next((r for r in range(rows[0] - 1, -1, -1) if _is_header_row(sheet, vocabulary, r, column)), None)
        if above is not None:
            return [(above, [column])]
    return []


def _is_unit(text: str, vocabulary: Vocabulary) -> bool:
    found = vocabulary.units.find(text)
    return bool(found.unit or found.candidates)


def _header_rows(sheet: Sheet, vocabulary: Vocabulary, row: int, column: int) -> tuple[int, int]:
    top = bottom = row
    for merge_top, left, merge_bottom, right in sheet.merges:
        if merge_top <= row <= merge_bottom and left <= column <= right:
            top, bottom = merge_top, max(bottom, merge_bottom)
    while bottom - row < MAX_HEADER_ROWS and _continues(sheet, vocabulary, bottom + 1, column):
        bottom += 1
    while row - top < MAX_HEADER_ROWS and top and _is_upper_row(sheet, vocabulary, top - 1, column):
        top -= 1
    return top, bottom


def _continues(sheet: Sheet, vocabulary: Vocabulary, row: int, column: int) -> bool:
    """Whether a row still belongs to the header: no unit in it, labels to the right."""
    if row >= len(sheet.rows) or is_index_row(sheet.rows, row):
        return False
    unit = sheet.rows[row][column]
    blank = unit == "" or (type(unit) is str and vocabulary.whole("role", unit) is not None)
    return blank and (_is_header_row(sheet, vocabulary, row, column) or _is_label_row(sheet, row, column))


def _is_label_row(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a row under a header holds words alone, such as 'Nam', 'Nữ', that say nothing to this program."""
    cells = [value for value in sheet.rows[row][column + 1 :] if value != ""]
    texts = [value for value in cells if type(value) is str and len(value) <= MAX_LABEL and _has_letters(value)]
    return len(texts) == len(cells) > 1


def _is_header_row(sheet: Sheet, vocabulary: Vocabulary, row: int, column: int) -> bool:
    cells = [value for value in sheet.rows[row][column + 1 :] if value != ""]
    texts = [value for value in cells if type(value) is str and len(value) <= MAX_LABEL]
    if len(texts) != len(cells) or any(_VALUE.fullmatch(text.strip()) for text in texts):
        return False
    return any(says_something(text, vocabulary) for text in texts)


def _is_upper_row(sheet: Sheet, vocabulary: Vocabulary, row: int, column: int) -> bool:
    """Whether the row above belongs to the header: nothing over the unit column, labels to the right of it.

    A group or dose over a column of groups or doses is the last row of a unit, above a header that repeats.
    """
    cells = sheet.rows[row]
    below = {value for value, above in zip(sheet.rows[row + 1], cells, strict=True) if above != ""}
    if any(value != "" for value in cells[: column + 1]) or any(_names_rows(value, vocabulary) for value in below):
        return False
    return _is_header_row(sheet, vocabulary, row, column)


def _names_rows(value: Any, vocabulary: Vocabulary) -> bool:
    return type(value) is str and vocabulary.whole("role", value) in ("group", "dose", "product")


def is_index_row(rows: list[Row], row: int) -> bool:
    """Whether a row only numbers the columns (A, B, 1, 2, 3=2/1*100)."""
    if row >= len(rows):
        return False
    cells = [value for value in rows[row] if value != ""]
    numbers = [number for number in map(_index_number, cells) if number is not None]
    return (
        len(cells) >= 3
        and all(map(_is_index_cell, cells))
        and (len(numbers) >= 2 or cells in (["A", "B", 1.0], ["A", "B", "1"]))
        and all(later == earlier + 1 for earlier, later in pairwise(numbers))
    )


def _is_index_cell(value: Any) -> bool:
    return isinstance(value, float | int) or (isinstance(value, str) and bool(_INDEX_CELL.fullmatch(value.strip())))


def _index_number(value: Any) -> int | None:
    if isinstance(value, str):
        digits = re.match(r"\(?\s*(\d+)", value.strip())
        return int(digits[1]) if digits else None
    return int(value) if _is_finite(value) else None


def _is_finite(value: Any) -> bool:
    return isinstance(value, float | int) and math.isfinite(value)
