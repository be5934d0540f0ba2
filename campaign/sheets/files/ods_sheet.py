"""One sheet of an .ods workbook, built up row by row."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from campaign.settings import Limits
from campaign.sheets.files.kinds import unreadable
from campaign.sheets.files.sheet import ERROR_SHOWN, MAX_COLUMN, MAX_ROWS, Merge, Row, Scan, Sheet
from campaign.sheets.result import cell_name

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LIBREOFFICE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_NUMBERS = ("float", "percentage", "currency")
_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_HIDDEN = ("collapse", "filter")
MOST_SPACES = 1_000


class OdsSheet:
    """Rows, merges, and what stands beside the values, as far as the file has been read."""

    def __init__(self, name: str, hidden: bool, limits: Limits) -> None:
        self.name, self.hidden, self.limits = name, hidden, limits
        self.is_copy = False  # of a sheet of another file, kept for its links
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self.scan = Scan()
        self.row = self.column = self.width = 0
        self.hidden_rows: list[tuple[int, int]] = []

    def add_columns(self, element: ElementTree.Element) -> None:
        """Take the next columns, which may be hidden."""
        count = _count(element, "number-columns-repeated")
        if element.get(f"{TABLE}visibility") in _HIDDEN:
            self.scan.hidden_columns.append((self.column, min(self.column + count, MAX_COLUMN) - 1))
        self.column += count

    def add_rows(self, element: ElementTree.Element) -> None:
        """Take the next row as often as it is repeated; raises UnreadableFile when its cells reach too far."""
        count = _count(element, "number-rows-repeated")
        if element.get(f"{TABLE}visibility") in _HIDDEN:
            self.hidden_rows.append((self.row, self.row + count))
        cells = self._cells(element)
        if cells:
            self._check_reach(self.row + count, max(cells) + 1)
            values = [cells[column][0] if column in cells else "" for column in range(max(cells) + 1)]
            self.rows += [[] for _ in range(self.row - len(self.rows))]
            for row in range(self.row, self.row + count):
                self.rows.append([*values])
                self._note(row, cells)
        self.row += count

    def finish(self) -> Sheet:
        """The sheet, every row as long as the longest."""
        rows = [row + [""] * (self.width - len(row)) for row in self.rows]
        for first, end in self.hidden_rows:
            self.scan.hidden_rows += range(first + 1, min(end, len(rows)) + 1)
        return Sheet(self.name, rows, self.merges, self.scan)

    def _cells(self, row: ElementTree.Element) -> dict[int, tuple[Any, str]]:
        """By column the value and what is the matter with it: "", 'uncached', or the error shown."""
        cells, column = {}, 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            count, read = _count(cell, "number-columns-repeated"), _read_cell(cell)
            if read != ("", ""):
                self._check_reach(self.row + 1, column + count)
                cells.update(dict.fromkeys(range(column, column + count), read))
            self._add_merge(cell, column)
            column += count
        return cells

    def _add_merge(self, cell: ElementTree.Element, column: int) -> None:
        height, width = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if (height > 1 or width > 1) and column < MAX_COLUMN:
            bottom, right = min(self.row + height, MAX_ROWS) - 1, min(column + width, MAX_COLUMN) - 1
            self.merges.append((self.row, column, bottom, right))

    def _note(self, row: int, cells: dict[int, tuple[Any, str]]) -> None:
        for column, (_, trouble) in cells.items():
            if trouble == "uncached":
                self.scan.without_value.append(cell_name(row, column))
            elif trouble:
                self.scan.errors[cell_name(row, column)] = trouble

    def _check_reach(self, height: int, width: int) -> None:
        self.width = max(self.width, min(width, MAX_COLUMN + 1))
        if width > MAX_COLUMN or not self.limits.hold(height, self.width):
            raise unreadable("far_cell", cell=cell_name(min(height, MAX_ROWS) - 1, min(width, 16_384) - 1))


def _count(element: ElementTree.Element, name: str) -> int:
    """How often an element is repeated or how far it spans; at least once."""
    return max(1, int(element.get(f"{TABLE}{name}", "1")))


def _read_cell(cell: ElementTree.Element) -> tuple[Any, str]:
    """(value, trouble): a number, text, day or truth value as stored; "" with the error shown or 'uncached'."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind is None and not len(cell) and cell.get(f"{TABLE}formula") is None:
        return "", ""
    text = "\n".join(_text(paragraph) for paragraph in cell.findall(f"{TEXT}p"))
    if ERROR_SHOWN.fullmatch(text.strip()) or cell.get(f"{_LIBREOFFICE}value-type") == "error":
        return "", text.strip() or "#"
    value = _stored_value(cell, kind, text)
    if value is None or (kind is None and not text and cell.get(f"{TABLE}formula") is not None):
        return "", "uncached"
    return value, ""


def _stored_value(cell: ElementTree.Element, kind: str | None, text: str) -> Any:
    """The value by its type; None for a number, day or truth value that is not there."""
    stored = cell.get(f"{OFFICE}{_ATTRIBUTES.get(kind or '', 'string-value')}")
    if kind in _NUMBERS:
        return None if stored is None else float(stored)
    if kind == "boolean":
        return None if stored is None else stored == "true"
    if kind == "date":
        return None if stored is None else _day(stored)
    return text if stored is None or kind == "time" else stored


_ATTRIBUTES = {**dict.fromkeys(_NUMBERS, "value"), "boolean": "boolean-value", "date": "date-value"}


def _day(stored: str) -> date | datetime:
    return datetime.fromisoformat(stored) if "T" in stored else date.fromisoformat(stored)


def _text(element: ElementTree.Element) -> str:
    return "".join(_parts(element))


def _parts(element: ElementTree.Element) -> Iterator[str]:
    """The text of a paragraph; spaces, tabs and line ends are elements, and notes are no part of it."""
    yield element.text or ""
    for part in element:
        if part.tag == f"{TEXT}s":
            yield " " * min(int(part.get(f"{TEXT}c", "1")), MOST_SPACES)
        elif part.tag in _SIGNS:
            yield _SIGNS[part.tag]
        elif part.tag != f"{OFFICE}annotation":
            yield from _parts(part)
        yield part.tail or ""
