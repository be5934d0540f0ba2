"""The numbers of a table, column by column; every cell that cannot be read is a finding at its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from campaign.sheets.cells import DASH, MOST_PEOPLE, Problem, read_count
from campaign.sheets.parts import column_index
from campaign.sheets.result import ColumnMeaning, Notes, cell_name, name_cells
from campaign.sheets.rows import Body, BodyRow
from campaign.sheets.workbook import Sheet

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass
class Counts:
    """By column: the unit rows' numbers in the order of the body, None where nothing was reported or cannot be read."""

    columns: dict[int, list[int | None]] = field(default_factory=dict)
    unreadable: set[tuple[int, int]] = field(default_factory=set)  # (row, column)


def read_counts(sheet: Sheet, meanings: Sequence[ColumnMeaning], body: Body, notes: Notes) -> Counts:
    """Read the figure and denominator columns of the unit rows."""
    reader = _Reader(sheet, body, notes)
    rows = [sheet.rows[unit.row] for unit in body.units]
    for column, meaning in enumerate(meanings):
        if meaning.role in ("figure", "denominator"):
            reader.read_column(column, [row[column] for row in rows])
    reader.report()
    return reader.counts


def marked_cells(addresses: Sequence[str]) -> set[tuple[int, int]]:
    """(row, column) from 0 of addresses such as 'E14'."""
    found = filter(None, map(_ADDRESS.fullmatch, addresses))
    return {(int(match[2]) - 1, column_index(match[1])) for match in found}


class _Reader:
    """Collects what is told once for many cells: dashes and formulas without a result."""

    def __init__(self, sheet: Sheet, body: Body, notes: Notes) -> None:
        self.units, self.notes, self.counts = body.units, notes, Counts()
        self.errors = {place: sheet.scan.errors[cell_name(*place)] for place in marked_cells(list(sheet.scan.errors))}
        self.uncached = marked_cells(sheet.scan.without_value)
        self.merged = _merged_over(sheet)
        rows = {unit.row for unit in body.units}
        self.marked = {column for row, column in (*self.errors, *self.uncached, *self.merged) if row in rows}
        self.dashes: list[str] = []
        self.pending: list[tuple[int, int]] = []

    def read_column(self, column: int, values: list[Any]) -> None:
        """Whole numbers at once; only a column with anything else is looked at cell by cell."""
        clean = None if column in self.marked else _all_whole(values)
        self.counts.columns[column] = clean or [
            self._read_cell(unit, column, value) for unit, value in zip(self.units, values, strict=True)
        ]

    def report(self) -> None:
        """The findings that name several cells."""
        if self.dashes:
            first = min(self.dashes, key=_order)
            cells = sorted(self.dashes, key=_order)
            place = next(iter(marked_cells([first])))
            self.notes.inform("dash_is_zero", place, {"count": len(cells), "cells": name_cells(cells)})
        if self.pending:
            cells = [cell_name(*place) for place in sorted(self.pending)]
            values = {"count": len(cells), "cells": name_cells(cells)}
            self.notes.error("uncached_formula", min(self.pending), values, answerable=False)

    def _read_cell(self, unit: BodyRow, column: int, value: Any) -> int | None:
        place = (unit.row, column)
        if place in self.errors:
            self.notes.error("error_cell", place, {"error": self.errors[place]})
        elif place in self.uncached:
            self.pending.append(place)
        elif place in self.merged:
            self.notes.error("merged_figure", place)
        else:
            return self._read_value(place, value)
        self.counts.unreadable.add(place)
        return None

    def _read_value(self, place: tuple[int, int], value: Any) -> int | None:
        read = read_count(value)
        if isinstance(read, Problem):
            self.notes.error(read.code, place, read.values)
            self.counts.unreadable.add(place)
            return None
        if read is DASH:
            self.dashes.append(cell_name(*place))
            return 0
        return read if isinstance(read, int) else None


def _all_whole(values: list[Any]) -> list[int | None] | None:
    """The numbers when every cell is a whole number of people; None when any is not."""
    if set(map(type, values)) != {float}:
        return None
    try:
        whole = list(map(int, values))
    except (ValueError, OverflowError):  # NaN, infinity
        return None
    if whole != values or min(whole) < 0 or max(whole) > MOST_PEOPLE:
        return None
    return list(whole)


def _merged_over(sheet: Sheet) -> set[tuple[int, int]]:
    """Every cell of merges that cover more than one cell."""
    return {
        (row, column)
        for top, left, bottom, right in sheet.merges
        if top < len(sheet.rows) and left < len(sheet.rows[top]) and (bottom - top + 1) * (right - left + 1) < 10_000
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if sheet.rows[top][left] != ""
    }


def _order(cell: str) -> tuple[int, int]:
    return next(iter(marked_cells([cell])))
