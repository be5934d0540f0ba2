"""A table of assignments: units, people, due days, who answers for them, each with its cell.

The annex that this program writes is read again as it is; so is any table with a column of units and one of people
assigned. Blank due days and persons are left to whoever asks; names are read and given on, never kept in a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from campaign.domain.assigning.assignments import Responsible, Wanted
from campaign.domain.findings import ERROR, INFO, Finding
from campaign.domain.names.units import DISTRICT, Found, Unit, UnitIndex
from campaign.errors import UnreadableFile
from campaign.settings import DEFAULT_LIMITS, Limits
from campaign.sheets.assignment_columns import CODE, DUE, INDEX, NAME, PEOPLE, POST, UNIT, Header, find_header
from campaign.sheets.files.apart import run_apart
from campaign.sheets.files.workbook import Row, Sheet, open_workbook
from campaign.sheets.numbers.cells import DASH, Problem, looks_like_number, read_count
from campaign.sheets.result import QUOTED, Notes, cell_name, name_cells, shown
from campaign.sheets.words.vocabulary import Vocabulary

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NUMBERING = re.compile(r"\(?\d{0,2}[a-z]?\)?")
LONGEST = 200  # letters kept of a name or post
_FORMULA_MARK = re.compile(r"'(?=[=+\-@\t\r\n＝＋－＠])")  # what our own CSV puts before such texts


@dataclass
class AssignmentsRead:
    """What a file says: a row per unit, the total row's number with its cell, everything found wrong."""

    rows: list[Wanted] = field(default_factory=list)
    total: int | None = None
    total_cells: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_assignment_table(
    content: bytes, file_name: str, vocabulary: Vocabulary, parent: Unit, *, limits: Limits = DEFAULT_LIMITS
) -> AssignmentsRead:
    """The assignments of the units under `parent`; never raises for bad input: findings at their cells instead."""
    try:
        workbook = open_workbook(content, file_name, limits)
    except UnreadableFile as error:
        return _unread(error)
    tables = [(sheet, header) for sheet in workbook.sheets if (header := find_header(sheet.rows))]
    if not tables:
        return AssignmentsRead(findings=[Finding(ERROR, "assignment_no_table")])
    (sheet, header), *others = tables
    reader = _Reader(sheet, header, vocabulary, parent)
    reader.read()
    if others:
        reader.notes.warn("assignment_sheets_left", None, {"sheets": ", ".join(each.name for each, _ in others)})
    hidden = [Finding(INFO, "hidden_sheet", name) for name in workbook.hidden]
    reader.result.findings = [*hidden, *reader.notes.findings]
    return reader.result


def read_assignment_table_apart(
    content: bytes, file_name: str, vocabulary: Vocabulary, parent: Unit, *, limits: Limits
) -> AssignmentsRead:
    """The same in a process of its own, bounded in time and memory: for the program that serves people."""
    bounded = partial(read_assignment_table, limits=limits)
    try:
        return run_apart(bounded, content, file_name, vocabulary, parent, limits=limits)
    except UnreadableFile as error:
        return _unread(error)


def _unread(error: UnreadableFile) -> AssignmentsRead:
    return AssignmentsRead(findings=[Finding(ERROR, error.code, values=dict(error.values))])


class _Reader:
    """Reads one table row by row."""

    def __init__(self, sheet: Sheet, header: Header, vocabulary: Vocabulary, parent: Unit) -> None:
        self.sheet, self.header, self.vocabulary, self.parent = sheet, header, vocabulary, parent
        self.units: UnitIndex = vocabulary.units
        self.notes, self.result = Notes(sheet.name), AssignmentsRead()

    def read(self) -> None:
        """All rows down to the total."""
        for role, columns in self.header.columns.items():
            if role in (UNIT, PEOPLE, DUE, NAME, POST) and len(columns) > 1:
                letters = [cell_name(0, column)[:-1] for column in columns[:2]]
                what = {"first": letters[0], "second": letters[1], "what": self._text(self.header.row, role)}
                self.notes.error("same_meaning", (self.header.row, columns[1]), what, answerable=False)
        self._note_hidden()
        for row, cells in self._body():
            label = self._text(row, UNIT) or self._text(row, INDEX)
            if self._is_total(row, label):
                self._read_total(row)
                return
            if self._says_something(row, cells):
                self._read_row(row, label)

    def _note_hidden(self) -> None:
        """Hidden rows count like the others, and are named."""
        hidden = [str(row) for row in self.sheet.scan.hidden_rows if row > self.header.row + 1]
        if hidden:
            self.notes.warn("hidden_rows", None, {"rows": name_cells(hidden)})

    def _body(self) -> Iterator[tuple[int, Row]]:
        first = self.header.row + 1
        for row in range(first, len(self.sheet.rows)):
            cells = self.sheet.rows[row]
            if row > first or not _is_numbering(cells):
                yield row, cells

    def _is_total(self, row: int, label: str) -> bool:
        """'Tổng cộng', or the parent itself in a row without a number: a numbered 'Sìn Hồ' is its town."""
        if not label:
            return False
        numbered = label != self._text(row, INDEX) and bool(self._text(row, INDEX))
        return self.vocabulary.is_total(label) or (not numbered and self.units.find(label).unit == self.parent)

    def _says_something(self, row: int, cells: Row) -> bool:
        """Whether a row is one of the table: it has a number of people, an error, or the name of a unit."""
        people = self.header.first(PEOPLE)
        assert people is not None
        cell = cell_name(row, people)
        marked = cell in self.sheet.scan.errors or cell in self.sheet.scan.without_value
        known = self._find(row, self._text(row, UNIT)).unit if self._text(row, UNIT) else None
        return looks_like_number(cells[people]) or marked or bool(known)

    def _read_row(self, row: int, label: str) -> None:
        unit = self._unit(row, label)
        people = self._people(row)
        if unit is None:
            return
        cells = {
            role: cell_name(row, column)
            for role in (UNIT, PEOPLE, DUE)
            if (column := self.header.first(role)) is not None
        }
        wanted = Wanted(unit.code, people, self._due(row, unit), self._responsible(row), self.sheet.name, cells)
        self.result.rows.append(wanted)

    def _read_total(self, row: int) -> None:
        self.result.total = self._people(row)
        column = self.header.first(PEOPLE)
        assert column is not None
        self.result.total_cells = {PEOPLE: cell_name(row, column)}

    def _unit(self, row: int, label: str) -> Unit | None:
        column = self.header.first(UNIT) or 0
        code = self._text(row, CODE)
        if code and code in self.units.by_code:
            unit = self.units.by_code[code]
            named = self._find(row, label).unit if label else unit
            if named and named != unit:
                self.notes.error(
                    "code_and_name", (row, column), {"code": code, "unit": unit.name, "name": label}, answerable=False
                )
            return unit
        if not label:
            self.notes.error("row_without_unit", (row, column), answerable=False)
            return None
        found = self._find(row, label)
        if found.unit is None:
            self._note_unknown(row, column, label, found)
        return found.unit

    def _find(self, row: int, label: str) -> Found:
        within = self.parent.code if self.parent.kind == DISTRICT else None
        numbered = looks_like_number(self._value(row, INDEX)) or bool(self._text(row, INDEX))
        return self.units.find(label, within, numbered=numbered or None)

    def _note_unknown(self, row: int, column: int, label: str, found: Found) -> None:
        name, names = label[:QUOTED], ", ".join(unit.name for unit in found.candidates)
        if found.candidates:
            self.notes.error("ambiguous_unit", (row, column), {"name": name, "candidates": names}, answerable=False)
            return
        within = self.parent.code if self.parent.kind == DISTRICT else None
        near = ", ".join(unit.name for unit in self.units.nearest(label, within)) or "…"
        self.notes.error("unknown_unit", (row, column), {"name": name, "nearest": near}, answerable=False)

    def _people(self, row: int) -> int | None:
        column = self.header.first(PEOPLE)
        assert column is not None
        cell = cell_name(row, column)
        if cell in self.sheet.scan.errors:
            self.notes.error("error_cell", (row, column), {"error": self.sheet.scan.errors[cell]}, answerable=False)
            return None
        if cell in self.sheet.scan.without_value:
            self.notes.error("uncached_formula", (row, column), {"count": 1, "cells": cell}, answerable=False)
            return None
        read = read_count(self.sheet.rows[row][column])
        if isinstance(read, Problem):
            self.notes.error(read.code, (row, column), read.values, answerable=False)
            return None
        return 0 if read is DASH else read if isinstance(read, int) else None

    def _due(self, row: int, unit: Unit) -> date | None:
        column, value = self.header.first(DUE), self._value(row, DUE)
        if column is None or value is None or not str(value).strip():
            return None
        read = _read_day(value)
        if read is None:
            values = {"unit": unit.name, "text": shown(value)[:QUOTED]}
            self.notes.error("assignment_due_unreadable", (row, column), values, answerable=False)
        return read

    def _responsible(self, row: int) -> Responsible | None:
        """Who answers; None where the file does not say, which leaves what stands."""
        said = [_FORMULA_MARK.sub("", self._text(row, role))[:LONGEST] or None for role in (NAME, POST)]
        return Responsible(*said) if any(said) else None

    def _value(self, row: int, role: str) -> Any:
        column = self.header.first(role)
        return None if column is None else self.sheet.rows[row][column]

    def _text(self, row: int, role: str) -> str:
        value = self._value(row, role)
        return "" if value is None else shown(value)


def _is_numbering(cells: Row) -> bool:
    """'(1) (2) (3)' under the headers."""
    said = [shown(value) for value in cells if shown(value)]
    return len(said) > 1 and all(_NUMBERING.fullmatch(text.lower()) for text in said)


def _read_day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    said = _DAY.fullmatch(str(value).strip())
    try:
        return date(int(said[3]), int(said[2]), int(said[1])) if said else date.fromisoformat(str(value).strip())
    except ValueError:
        return None
