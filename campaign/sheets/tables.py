"""Finding the tables of a sheet: a header block with a unit column, and the rows under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from campaign.domain.text import plain
from campaign.domain.units import COMMUNE, DISTRICT
from campaign.sheets.ages import read_group
from campaign.sheets.labels import Labels, read_labels
from campaign.sheets.vocabulary import Vocabulary
from campaign.sheets.workbook import Row, Sheet

# A header has at most this many rows below and above the row of its unit column's label.
MAX_HEADER_ROWS = 5
# Without a header label, this many unit names under one another make a unit column.
UNITS_IN_A_ROW = 3
# A line of a title has at most this many cells with text (agency on the left, motto on the right).
MAX_TITLE_CELLS = 3
# Above a repeated header these only say that the table goes on.
_GOES_ON = re.compile(r"(?:bang (?:so )?\d{1,2} )?(?:tiep(?: theo)?|tt)|trang(?: so)? \d{1,3}(?: \d{1,3})?")
_TEXT_NUMBER = re.compile(r"\d[\d.,\s]*%?")
_NUMBERING = re.compile(r"(?:[IVX]{1,5}|\d{1,2})\s*[.)]\s*")
_ONLY_NUMBERING = re.compile(r"[IVX]{1,5}\.?")
# A header label is short; what is longer is a title.
MAX_LABEL = 90

_FACETS = ("measure", "denominator", "rate", "ignored", "product", "role")
_INDEX_CELL = re.compile(r"\(?\s*(?:[A-Za-z]|\d{1,3}|[IVX]{1,5})\s*\)?(?:\s*=.*)?", re.DOTALL)


@dataclass
class Table:
    """Rows from 0: title lines from `title_top` up to the header, header rows `top`..`bottom`, body `first`..`last`."""

    title_top: int
    top: int
    bottom: int
    first: int
    last: int
    unit_columns: list[int]
    labels: Labels
    skipped: set[int]  # header rows repeated within the body


def find_tables(sheet: Sheet, vocabulary: Vocabulary) -> list[Table]:
    """The tables of a sheet from top to bottom; those whose header repeats (a page break) are one."""
    headers = _find_headers(sheet, vocabulary)
    tables: list[Table] = []
    for position, (row, columns) in enumerate(headers):
        top, bottom = _header_rows(sheet, vocabulary, row, columns[-1])
        end = headers[position + 1][0] if position + 1 < len(headers) else len(sheet.rows)
        labels = read_labels(sheet, top, bottom)
        if tables and _repeats(sheet, tables[-1], labels, top, vocabulary):
            tables[-1].skipped.update(range(top, bottom + 1 + is_index_row(sheet.rows, bottom + 1)))
            tables[-1].last = end - 1
            continue
        title_top = _title_top(sheet.rows, tables[-1].first, top) if tables else 0
        if tables:
            tables[-1].last = title_top - 1
        first = bottom + 1 + is_index_row(sheet.rows, bottom + 1)
        tables.append(Table(title_top, top, bottom, first, end - 1, columns, labels, set()))
    return tables


def says_something(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a label speaks of doses, people, groups or anything else a header speaks of."""
    if vocabulary.dose(text) or read_group(text, vocabulary):
        return True
    return any(vocabulary.meanings(facet, text) for facet in _FACETS[:-1]) or vocabulary.whole("role", text) is not None


def is_index_row(rows: list[Row], row: int) -> bool:
    """Whether a row only numbers the columns (A, B, 1, 2, 3=2/1*100)."""
    if row >= len(rows):
        return False
    cells = [value for value in rows[row] if value != ""]
    numbers = [number for number in map(_index_number, cells) if number is not None]
    return (
        len(cells) >= 3
        and all(map(_is_index_cell, cells))
        and len(numbers) >= 2
        and all(later == earlier + 1 for earlier, later in pairwise(numbers))
    )


def _is_index_cell(value: Any) -> bool:
    return isinstance(value, float | int) or (isinstance(value, str) and bool(_INDEX_CELL.fullmatch(value.strip())))


def _index_number(value: Any) -> int | None:
    if isinstance(value, str):
        digits = re.match(r"\(?\s*(\d+)", value.strip())
        return int(digits[1]) if digits else None
    return int(value)


def _find_headers(sheet: Sheet, vocabulary: Vocabulary) -> list[tuple[int, list[int]]]:
    """(row, unit columns) of each header; where no cell says 'Đơn vị', the row above a run of unit names."""
    strings = {value for row in sheet.rows for value in row if type(value) is str and len(value) <= MAX_LABEL}
    labels = {text for text in strings if text and vocabulary.whole("role", text) == "unit"}
    found = []
    for number, row in enumerate(sheet.rows if labels else ()):
        if labels.isdisjoint(row):
            continue
        columns = [column for column, value in enumerate(row) if value in labels]
        if _has_company(sheet, vocabulary, number, columns[-1]):
            found.append((number, columns))
    return _without_nested(found) or _find_unit_run(sheet, vocabulary)


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
    for row, columns in found:
        if kept and row - kept[-1][0] <= 1:
            kept[-1] = (kept[-1][0], sorted({*kept[-1][1], *columns}))
        else:
            kept.append((row, columns))
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
    return blank and _is_header_row(sheet, vocabulary, row, column)


def _is_header_row(sheet: Sheet, vocabulary: Vocabulary, row: int, column: int) -> bool:
    cells = [value for value in sheet.rows[row][column + 1 :] if value != ""]
    texts = [value for value in cells if type(value) is str and len(value) <= MAX_LABEL]
    return len(texts) == len(cells) > 0 and any(says_something(text, vocabulary) for text in texts)


def _is_upper_row(sheet: Sheet, vocabulary: Vocabulary, row: int, column: int) -> bool:
    """Whether the row above belongs to the header: nothing over the unit column, labels to the right of it."""
    return not any(value != "" for value in sheet.rows[row][: column + 1]) and _is_header_row(
        sheet, vocabulary, row, column
    )


def _title_top(rows: list[Row], first: int, top: int) -> int:
    """Where the lines above a header begin: under the last row of the table before that has numbers or many cells."""
    for row in range(top - 1, first - 1, -1):
        if any(map(_is_number, rows[row])) or sum(value != "" for value in rows[row]) > MAX_TITLE_CELLS:
            return row + 1
    return first


def _repeats(sheet: Sheet, table: Table, labels: Labels, top: int, vocabulary: Vocabulary) -> bool:
    """Whether a header says the same as the table before and no title of its own stands above it.

    A unit's name is no title: it heads its group of rows, and the page broke after it.
    """
    if labels.texts != table.labels.texts:
        return False
    captions = [value for row in sheet.rows[_title_top(sheet.rows, table.first, top) : top] for value in row]
    return not any(type(value) is str and _is_caption(value.strip(), vocabulary) for value in captions)


def _is_caption(text: str, vocabulary: Vocabulary) -> bool:
    if not text or _ONLY_NUMBERING.fullmatch(text) or _GOES_ON.fullmatch(plain(text)):
        return False
    unit = vocabulary.units.find(_NUMBERING.sub("", text)).unit
    return unit is None or unit.kind not in (DISTRICT, COMMUNE)


def _is_number(value: Any) -> bool:
    """Whether a cell is a number, be it stored as text."""
    return type(value) is float or (type(value) is str and bool(value) and bool(_TEXT_NUMBER.fullmatch(value.strip())))
