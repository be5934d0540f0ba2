"""Finding the tables of a sheet: a header block with a column of units or groups, and the rows under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaign.domain.names.text import plain
from campaign.domain.names.units import COMMUNE, DISTRICT
from campaign.sheets.files.workbook import Row, Sheet
from campaign.sheets.headers.header_rows import GROUP, UNIT, Header, find_headers, find_labels, is_index_row
from campaign.sheets.headers.labels import Labels, read_labels
from campaign.sheets.headers.side_by_side import split_sheet
from campaign.sheets.numbers.cells import is_dash, is_row_of_numbers, is_written_number
from campaign.sheets.rows.sections import NO_SECTIONS, Sections, find_sections
from campaign.sheets.words.vocabulary import Vocabulary

# A line of a title has at most this many cells with text (agency on the left, motto on the right).
MAX_TITLE_CELLS = 3
# Above a repeated header these only say that the table goes on.
_GOES_ON = re.compile(r"(?:bang (?:so )?\d{1,2} )?(?:tiep(?: theo)?|tt)|trang(?: so)? \d{1,3}(?: \d{1,3})?")
_NUMBERING = re.compile(r"(?:[IVX]{1,5}|\d{1,2})\s*[.)]\s*")
_ONLY_NUMBERING = re.compile(r"[IVX]{1,5}\.?")


@dataclass
class Table:
    """Rows from 0: `title_rows` above the header, header rows `top`..`bottom`, body `first`..`last`.

    `sheet` is the sheet it stands on, without the cells of tables beside it.
    """

    sheet: Sheet
    title_rows: list[int]  # above the header, without those of another table
    top: int
    bottom: int
    first: int
    last: int
    unit_columns: list[int]
    labels: Labels
    skipped: set[int]  # header rows repeated within the body
    by_group: bool = False  # its rows name groups: the title says whose they are
    sections: Sections = NO_SECTIONS


def find_tables(sheet: Sheet, vocabulary: Vocabulary) -> list[Table]:
    """The tables of a sheet from top to bottom; those whose header repeats (a page break) are one."""
    labels = find_labels(sheet, vocabulary)
    parts = split_sheet(sheet, labels[UNIT] or labels[GROUP], vocabulary)
    if len(parts) == 1:
        return _find_tables(sheet, find_headers(sheet, labels, vocabulary), vocabulary)
    return [
        table
        for part in parts
        for table in _find_tables(part, find_headers(part, find_labels(part, vocabulary), vocabulary), vocabulary)
    ]


def _find_tables(sheet: Sheet, headers: list[Header], vocabulary: Vocabulary) -> list[Table]:
    tables: list[Table] = []
    for position, header in enumerate(headers):
        top, bottom, columns = header.top, header.bottom, header.columns
        end = headers[position + 1].row if position + 1 < len(headers) else len(sheet.rows)
        labels = read_labels(sheet, top, bottom)
        if tables and _repeats(sheet, tables[-1], labels, top, vocabulary):
            tables[-1].skipped.update(range(top, bottom + 1 + is_index_row(sheet.rows, bottom + 1)))
            tables[-1].last = end - 1
            continue
        titles = _title_rows(sheet.rows, tables[-1] if tables else None, top)
        if tables:
            tables[-1].last = (titles[0] if titles else top) - 1
        first = bottom + 1 + is_index_row(sheet.rows, bottom + 1)
        tables.append(Table(sheet, titles, top, bottom, first, end - 1, columns, labels, set(), header.by_group))
    for table in tables:
        if not table.by_group:
            rows = sheet.rows[table.first : table.last + 1]
            table.sections = find_sections(rows, _naming(table, vocabulary), vocabulary)
    return tables


def _naming(table: Table, vocabulary: Vocabulary) -> list[int]:
    """The columns that name rows: the index, where there is one, and the units."""
    unit = table.unit_columns[-1]
    said = [vocabulary.whole("role", labels[-1]) if labels else None for labels in table.labels.texts[:unit]]
    return [*(column for column, role in enumerate(said) if role == "index"), unit]


def _title_rows(rows: list[Row], before: Table | None, top: int) -> list[int]:
    """The rows that speak of a table: above the first one, those of numbers that no table was found in are left out."""
    if before:
        return list(range(_title_top(rows, before.first, top), top))
    numbers = [number for number in range(top) if is_row_of_numbers(rows[number])]
    if not numbers:
        return list(range(top))
    wide = (number for number in range(top) if sum(value != "" for value in rows[number]) > MAX_TITLE_CELLS)
    return [*range(min(numbers[0], next(wide, top))), *range(numbers[-1] + 1, top)]


def _title_top(rows: list[Row], first: int, top: int) -> int:
    """Where the lines above a header begin: under the last row of the table before that has numbers or many cells."""
    for row in range(top - 1, first - 1, -1):
        cells = [value for value in rows[row] if value != ""]
        if len(cells) > MAX_TITLE_CELLS or any(is_written_number(value) or is_dash(value) for value in cells):
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
