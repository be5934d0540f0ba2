"""A sheet as cells in a dictionary, and workbooks written from such sheets."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

MADE_ON = datetime(2022, 8, 5)  # in each workbook's properties, so that bytes do not depend on the moment
FORMATS = {
    "plain": {},
    "bold": {"bold": True},
    "title": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True},
    "italic": {"italic": True, "align": "center"},
    "head": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1},
    "count": {"num_format": "#,##0", "border": 1},
    "rate": {"num_format": "0.0%", "border": 1},
    "cell": {"border": 1},
    "date": {"num_format": "dd/mm/yyyy"},
}


class Formula(NamedTuple):
    """A formula with the value that Excel would have stored beside it ('#REF!' makes an error cell)."""

    text: str
    value: Any


@dataclass
class Grid:
    """One sheet: cells by (row, column) from 0, merges, hidden rows and columns."""

    name: str
    cells: dict[tuple[int, int], tuple[Any, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()

    def put(self, row: int, column: int, value: Any, style: str = "plain") -> None:
        """Write one cell."""
        self.cells[row, column] = (value, style)

    def put_row(self, row: int, values: Sequence[Any], style: str = "cell", column: int = 0) -> None:
        """Write cells side by side."""
        for offset, value in enumerate(values):
            self.put(row, column + offset, value, style)

    def merge(self, top: int, left: int, bottom: int, right: int, value: Any, style: str = "head") -> None:
        """Write a value over a block of cells; a block of one cell is just a cell."""
        self.put(top, left, value, style)
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    def override(self, cells: dict[str, Any]) -> None:
        """Put other values at addresses such as 'E14', the format kept."""
        for address, value in cells.items():
            row, column = xl_cell_to_rowcol(address)
            self.put(row, column, value, self.cells.get((row, column), (None, "cell"))[1])

    def decompose(self) -> None:
        """Store every text in NFD, as files saved on macOS have it."""
        for place, (value, style) in self.cells.items():
            if isinstance(value, str):
                self.cells[place] = (unicodedata.normalize("NFD", value), style)


def address(row: int, column: int) -> str:
    """'E14' for row 13, column 4."""
    return xl_rowcol_to_cell(row, column)


def write_workbook(grids: Sequence[Grid]) -> bytes:
    """The grids as the bytes of an .xlsx file: the same bytes, whenever it is made."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": MADE_ON})
        formats = {name: book.add_format(options) for name, options in FORMATS.items()}
        for grid in grids:
            _write_grid(book.add_worksheet(grid.name), grid, formats)
    return buffer.getvalue()


def _write_grid(sheet: Any, grid: Grid, formats: dict[str, Any]) -> None:
    for top, left, bottom, right in grid.merges:
        sheet.merge_range(top, left, bottom, right, "", formats[grid.cells[top, left][1]])
    for (row, column), (value, style) in sorted(grid.cells.items()):
        _write_cell(sheet, row, column, value, formats[style])
    for row in grid.hidden_rows:
        sheet.set_row(row, None, None, {"hidden": True})
    for column in grid.hidden_columns:
        sheet.set_column(column, column, None, None, {"hidden": True})
    if grid.hidden:
        sheet.hide()


def _write_cell(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, style, value.value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write(row, column, value, style)
