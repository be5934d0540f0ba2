"""What reading a workbook gives: tables, figures, denominators and findings, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from campaign.domain.figures import Denominator, Figure, Period, SourceColumn
from campaign.domain.findings import ERROR, INFO, WARNING, Finding
from campaign.sheets.parts import column_letters

Place = tuple[int, int]  # row and column from 0
Values = Mapping[str, Any]
NOTHING: Values = {}

# A finding that names cells names this many of them.
CELLS_NAMED = 12


class ColumnMeaning(NamedTuple):
    """What one column was taken to mean; `role` is unit, unit_code, index, group, dose, product, period, period_start,
    period_end, note, denominator, figure, rate, ignored or unknown; what does not apply is ""."""

    letter: str
    header: str
    role: str
    group: str = ""
    dose: str = ""
    measure: str = ""
    kind: str = ""
    product: str = ""


class TableRead(NamedTuple):
    """One table: its sheet, its range from header to last row ('A7:Y19'), and the unit rows read."""

    sheet: str
    range: str
    rows: int
    columns: list[ColumnMeaning]
    period: Period | None


@dataclass
class Reading:
    """A whole file read; `period` is the widest of its tables', `synthetic` that a title says so.
    Figures' `column` is an index into `columns`."""

    tables: list[TableRead] = field(default_factory=list)
    columns: list[SourceColumn] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    denominators: list[Denominator] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    period: Period | None = None
    synthetic: bool = False
    questions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """Whether a figure cannot be known, so that the file may not be saved."""
        return any(finding.severity == ERROR for finding in self.findings)


class Notes:
    """Collects the findings of one sheet."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.findings: list[Finding] = []

    def error(self, code: str, place: Place | None, values: Values = NOTHING, *, answerable: bool = True) -> None:
        """A figure that cannot be known; `answerable` when an answer would settle it."""
        self._add(ERROR, code, place, values, answerable)

    def warn(self, code: str, place: Place | None, values: Values = NOTHING) -> None:
        """Something that is probably wrong and does not stop saving."""
        self._add(WARNING, code, place, values, answerable=False)

    def inform(self, code: str, place: Place | None, values: Values = NOTHING) -> None:
        """Something worth knowing."""
        self._add(INFO, code, place, values, answerable=False)

    def _add(self, severity: str, code: str, place: Place | None, values: Values, answerable: bool) -> None:
        cell = cell_name(*place) if place else None
        self.findings.append(Finding(severity, code, self.sheet, cell, dict(values), answerable))


def cell_name(row: int, column: int) -> str:
    """'E14' for row 13, column 4."""
    return f"{column_letters(column)}{row + 1}"


def name_cells(cells: list[str]) -> str:
    """The cells in words, the first ones when they are many."""
    return ", ".join(cells[:CELLS_NAMED]) + (" …" if len(cells) > CELLS_NAMED else "")
