"""The numbers of a table, column by column; every cell that cannot be read is a finding at its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from campaign.domain.doses import STOCK
from campaign.domain.questions import CELL, Choice
from campaign.sheets.files.parts import marked_cells, place_of
from campaign.sheets.files.workbook import Sheet
from campaign.sheets.numbers.cells import DASH, MOST_PEOPLE, Problem, looks_like_number, read_count
from campaign.sheets.result import QUOTED, ColumnMeaning, Notes, Place, cell_name, cell_subject, name_cells, shown
from campaign.sheets.rows.body_rows import Body, BodyRow


@dataclass
class Counts:
    """By column: the unit rows' numbers in the order of the body, None where nothing was reported or cannot be read."""

    columns: dict[int, list[int | None]] = field(default_factory=dict)
    unreadable: set[tuple[int, int]] = field(default_factory=set)  # (row, column)


def read_counts(sheet: Sheet, meanings: Sequence[ColumnMeaning], body: Body, notes: Notes) -> Counts:
    """Read the figure and denominator columns of the unit rows."""
    reader = _Reader(sheet, body, notes)
    reader.stock = {column for column, meaning in enumerate(meanings) if meaning.measure == STOCK}
    rows = [sheet.rows[unit.row] for unit in body.units]
    for column, meaning in enumerate(meanings):
        if meaning.role in ("figure", "denominator"):
            reader.read_column(column, [row[column] for row in rows])
    reader.report()
    return reader.counts


class _Reader:
    """Collects what is told once for many cells: dashes and formulas without a result."""

    def __init__(self, sheet: Sheet, body: Body, notes: Notes) -> None:
        self.units, self.notes, self.counts = body.units, notes, Counts()
        self.errors = {place: sheet.scan.errors[cell_name(*place)] for place in marked_cells(list(sheet.scan.errors))}
        self.uncached = marked_cells(sheet.scan.without_value)
        self.merged = _merged_over(sheet)
        rows = {unit.row for unit in body.units}
        self.marked = {column for row, column in (*self.errors, *self.uncached, *self.merged) if row in rows}
        self.stock: set[int] = set()  # columns of vaccine in stock
        self.dashes: list[str] = []
        self.pending: list[tuple[int, int]] = []

    def read_column(self, column: int, values: list[Any]) -> None:
        """Whole numbers at once; only a column with anything else is looked at cell by cell."""
        clean = None if column in self.marked else _all_whole(values)
        self.counts.columns[column] = (
            clean
            if clean is not None
            else [self._read_cell(unit, column, value) for unit, value in zip(self.units, values, strict=True)]
        )

    def report(self) -> None:
        """The findings that name several cells."""
        if self.dashes:
            first = min(self.dashes, key=place_of)
            cells = sorted(self.dashes, key=place_of)
            place = place_of(first)
            self.notes.inform("dash_is_zero", place, {"count": len(cells), "cells": name_cells(cells)})
        if self.pending:
            cells = [cell_name(*place) for place in sorted(self.pending)]
            values = {"count": len(cells), "cells": name_cells(cells)}
            self.notes.error("uncached_formula", min(self.pending), values, answerable=False)

    def _read_cell(self, unit: BodyRow, column: int, value: Any) -> int | None:
        place = (unit.row, column)
        if place in self.uncached and place not in self.errors:
            self.pending.append(place)
            self.counts.unreadable.add(place)
            return None
        read = self._find_mark(place) or read_count(value)
        if isinstance(read, Problem) and read.code == "negative_people" and column in self.stock:
            self.notes.warn("negative_stock", place, read.values)
            self.counts.unreadable.add(place)
            return None
        if isinstance(read, Problem):
            return self._read_as_answered(read, place, shown(value) or self.errors.get(place, ""))
        if read is DASH:
            self.dashes.append(cell_name(*place))
            return 0
        return read if isinstance(read, int) else None

    def _find_mark(self, place: Place) -> Problem | None:
        """Why a cell cannot be read that has nothing to do with what the parser gave for it."""
        if place in self.errors:
            return Problem("error_cell", {"error": self.errors[place]})
        return Problem("merged_figure", {}) if place in self.merged else None

    def _read_as_answered(self, problem: Problem, place: Place, text: str) -> int | None:
        """The number that somebody said the cell of this file means; asked where nobody did."""
        subject, quoted = cell_subject(self.notes.sheet, cell_name(*place)), text[:QUOTED]
        answer = self.notes.answer(CELL, subject)
        if answer is None:
            offer = problem.values.get("offer")
            choices = [Choice(offer, "")] if isinstance(offer, int) else []
            self.notes.ask(
                problem.code, place, problem.values, kind=CELL, subject=subject, text=quoted, choices=choices
            )
        else:
            values = {"text": quoted, **answer.given}
            code = "answered_left_out" if answer.value is None else "answered_cell"
            self.notes.inform(code, place, values | ({"value": answer.value} if answer.value is not None else {}))
        if answer is None or answer.value is None:
            self.counts.unreadable.add(place)
            return None
        return int(answer.value)


def _all_whole(values: list[Any]) -> list[int | None] | None:
    """The numbers when every cell is a whole number of people or blank; None when any is not."""
    numbers = [value for value in values if type(value) is float]
    if len(numbers) + values.count("") != len(values):
        return None
    try:
        whole = list(map(int, numbers))
    except (ValueError, OverflowError):  # NaN, infinity
        return None
    if whole != numbers or min(whole, default=0) < 0 or max(whole, default=0) > MOST_PEOPLE:
        return None
    if len(whole) == len(values):
        return [*whole]
    left = iter(whole)
    return [None if type(value) is str else next(left) for value in values]


def _merged_over(sheet: Sheet) -> set[tuple[int, int]]:
    """Every cell of merges that spread a number over more than one cell; a name merged over a whole row is none."""
    return {
        (row, column)
        for top, left, bottom, right in sheet.merges
        if top < len(sheet.rows) and left < len(sheet.rows[top]) and (bottom - top + 1) * (right - left + 1) < 10_000
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if looks_like_number(sheet.rows[top][left])
    }
