"""The sheets of a finished .xlsx workbook as grids again, to be written as a file of another kind."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string

from tests.builders.canvas import Formula, Grid


def grids_of(content: bytes) -> list[Grid]:
    """Values, formulas with their stored values, merges, and what is hidden."""
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    return [_grid(values[sheet.title], sheet) for sheet in formulas.worksheets]


def _grid(values: Any, sheet: Any) -> Grid:
    grid = Grid(sheet.title, hidden=sheet.sheet_state != "visible")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                value = values[cell.coordinate].value
                formula = isinstance(cell.value, str) and cell.data_type == "f"
                grid.put(cell.row - 1, cell.column - 1, Formula(cell.value, value) if formula else value)
    grid.merges = [(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in sheet.merged_cells]
    grid.hidden_rows = [row - 1 for row, dimension in sheet.row_dimensions.items() if dimension.hidden]
    grid.hidden_columns = [
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for column in range(
            (dimension.min or column_index_from_string(dimension.index)) - 1,
            dimension.max or column_index_from_string(dimension.index),
        )
    ]
    return grid
