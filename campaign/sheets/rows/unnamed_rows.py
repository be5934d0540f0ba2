"""Rows without a name: whose they are, where the sheet shows one unit over several rows; told where nobody can say."""

from __future__ import annotations

from campaign.domain.names.units import Found, Unit
from campaign.sheets.files.parts import marked_cells
from campaign.sheets.files.workbook import Sheet
from campaign.sheets.numbers.cells import is_dash
from campaign.sheets.result import Notes, Place, cell_name
from campaign.sheets.rows.body_rows import TOTAL, BodyReader
from campaign.sheets.rows.row_labels import RowLabel, text_of
from campaign.sheets.words.names import bare_name

# In place of a unit: nobody stands above, and no finding has said so yet.
UNTOLD = "?"


class UnnamedRows:
    """Tells whose a row without a name is, or that it cannot be known; a unit is never guessed from the row above."""

    def __init__(self, sheet: Sheet, body: BodyReader, notes: Notes) -> None:
        self.rows, self.body, self.notes, self.places = sheet.rows, body, notes, body.places
        self.errors = {place: sheet.scan.errors[cell_name(*place)] for place in marked_cells(list(sheet.scan.errors))}
        self.unknown = marked_cells(sheet.scan.without_value) | set(self.errors)

    def says_another(self, row: int) -> bool:
        """Whether a row says whose it is, though not readably: a code nobody has, a formula without a result."""
        return bool(self._code(row)) or self._unreadable(row) is not None

    def read(self, label: RowLabel) -> Unit | str | None:
        """The unit that somebody said such a row means, TOTAL, or None with a finding at its code or name."""
        code, place = self._code(label.row), self._unreadable(label.row)
        if self.body.vocabulary.is_total(bare_name(code)):
            return TOTAL
        if not self._states(label):
            return UNTOLD
        if code:
            coded = label._replace(name=code, has_figures=True)
            return self.body.questions.unit(coded, (label.row, self.places.code or 0), Found(None), None)
        if place in self.errors:
            self.notes.error("error_cell", place, {"error": self.errors[place]}, answerable=False)
        elif place:
            values = {"count": 1, "cells": cell_name(*place)}
            self.notes.error("uncached_formula", place, values, answerable=False)
        return None

    def goes_with(self, label: RowLabel, above: Unit | str | None, *, of_one: bool) -> bool:
        """Whether a row without name and code is another of the unit above; where not, and it has figures, it is asked.

        It names a group, dose or product of its own and stands right under the unit's row. People are saved by the row,
        so there a unit goes on only where its cell is merged. `of_one`: all rows of the table are one unit's.
        """
        named = self.places.names_facet(self.rows[label.row])
        shown = of_one or self._is_merged(label.row) or not (self.body.of_people or self._is_apart(label.row, above))
        if named and shown and above != UNTOLD:
            return True
        if self._states(label) if named else label.has_figures:
            place = (label.row, self.places.unit)
            self.body.questions.row("row_without_unit", place, text_of(self.rows[place[0]][place[1]]))
        return False

    def is_unreadable(self, place: Place) -> bool:
        """Whether a cell shows an error, or holds a formula without a result: it is not blank."""
        return place in self.unknown

    def _code(self, row: int) -> str:
        return "" if self.places.code is None else text_of(self.rows[row][self.places.code])

    def _unreadable(self, row: int) -> Place | None:
        columns = [column for column in (self.places.unit, self.places.code) if column is not None]
        return next(((row, column) for column in columns if (row, column) in self.unknown), None)

    def _states(self, label: RowLabel) -> bool:
        """Whether a row states a count, be it a dash or a formula without a result."""
        places = [(label.row, column) for column in self.places.counts]
        return label.has_figures or any(is_dash(self.rows[r][c]) or (r, c) in self.unknown for r, c in places)

    def _is_merged(self, row: int) -> bool:
        """Whether the row's code is that of a merged cell above."""
        return self.places.code is not None and bool(text_of(self.body.merged.get((row, self.places.code), "")))

    def _is_apart(self, row: int, above: Unit | str | None) -> bool:
        """Whether a blank row stands between a unit's rows and this one."""
        before = self.rows[row - 1]
        return isinstance(above, Unit) and before.count("") == len(before)
