"""What is not imported and should be known: hidden rows and columns, errors in rates and totals."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from campaign.sheets.files.parts import column_letters, marked_cells
from campaign.sheets.files.workbook import Row, Sheet
from campaign.sheets.headers.tables import Table
from campaign.sheets.numbers.cells import is_row_of_numbers
from campaign.sheets.result import Notes, cell_name, name_cells
from campaign.sheets.rows.body_rows import Body


def report_unused(sheet: Sheet, tables: Sequence[tuple[Table, Body]], notes: Notes) -> None:
    """Warn of hidden rows and columns inside tables, and of error cells and formulas that no figure was read from."""
    _report_hidden(sheet, [table for table, body in tables if body.units], notes)
    told = {finding.cell for finding in notes.findings if finding.code == "error_cell"}
    inside = [table for table, _ in tables]
    for row, column in sorted(marked_cells(list(sheet.scan.errors))):
        cell = cell_name(row, column)
        if cell not in told and any(table.top <= row <= table.last for table in inside):
            notes.warn("error_cell_unused", (row, column), {"error": sheet.scan.errors[cell]})
    _report_uncached(sheet, tables, notes)
    _report_rows_outside(sheet, inside, notes)


def has_numbers(rows: Sequence[Row]) -> bool:
    """Whether rows look like a table's: more than one with several numbers."""
    return sum(map(is_row_of_numbers, rows)) > 1


def _report_rows_outside(sheet: Sheet, tables: Sequence[Table], notes: Notes) -> None:
    """Warn of rows of numbers that are in no table: a table that was not recognised."""
    spans = sorted((table.top, table.last + 1) for table in tables)
    ends = [0, *accumulate((end for _, end in spans), max)]
    starts = [*(start for start, _ in spans), len(sheet.rows)]
    outside = {row for end, start in zip(ends, starts, strict=True) for row in range(end, start)} if spans else set()
    numbers = [row for row in sorted(outside) if is_row_of_numbers(sheet.rows[row])]
    if len(numbers) > 1:
        notes.warn("rows_not_read", (numbers[0], 0), {"rows": name_cells([str(row + 1) for row in numbers])})


def _report_hidden(sheet: Sheet, tables: Sequence[Table], notes: Notes) -> None:
    for table in tables:
        rows = [row for row in sheet.scan.hidden_rows if table.top < row <= table.last + 1]
        if rows:
            notes.warn("hidden_rows", (rows[0] - 1, 0), {"rows": name_cells([str(row) for row in rows])})
        width = len(table.labels.texts)
        spans = [(left, min(right, width - 1)) for left, right in sheet.scan.hidden_columns if left < width]
        columns = [column for left, right in spans for column in range(left, right + 1)]
        if columns:
            names = name_cells([column_letters(column) for column in columns])
            notes.warn("hidden_columns", (table.top, columns[0]), {"columns": names})


def _report_uncached(sheet: Sheet, tables: Sequence[tuple[Table, Body]], notes: Notes) -> None:
    """Formulas without a result outside the figures, where only a check was lost."""
    places = marked_cells(sheet.scan.without_value)
    for _, body in tables:
        totals = {row.row for row in body.totals}
        units = {row.row for row in body.units}
        counts = {finding.cell for finding in notes.findings if finding.code == "uncached_formula"}
        lost = sorted(p for p in places if p[0] in totals or (p[0] in units and not counts))
        if lost:
            cells = [cell_name(*place) for place in lost]
            notes.inform("uncached_unused", lost[0], {"count": len(cells), "cells": name_cells(cells)})
