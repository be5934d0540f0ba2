"""What reading a workbook gives: tables, figures, denominators and findings, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from campaign.domain.counting.blocks import FigureBlock, PeopleBlock, Stated, denominators_in, figures_in
from campaign.domain.counting.figures import Denominator, Figure, Period, SourceColumn
from campaign.domain.findings import ERROR, INFO, WARNING, Finding
from campaign.domain.questions import Answer, Choice, Question
from campaign.sheets.answers import NO_ANSWERS, Answers
from campaign.sheets.files.parts import column_letters

Place = tuple[int, int]  # row and column from 0
Values = Mapping[str, Any]
NOTHING: Values = {}

# A finding that names cells names this many of them.
CELLS_NAMED = 12
# A finding or a question quotes this much of a cell.
QUOTED = 80


class ColumnMeaning(NamedTuple):
    """What one column was taken to mean; `role` is unit, unit_code, index, group, dose, product, period, period_start,
    period_end, note, denominator, figure, rate, ignored or unknown; what does not apply is "".

    `subject` names the column in questions about its table's layout.
    """

    letter: str
    header: str
    role: str
    group: str = ""
    dose: str = ""
    measure: str = ""
    kind: str = ""
    product: str = ""
    subject: str = ""


class TableRead(NamedTuple):
    """One table: its sheet, its range from header to last row ('A7:Y19'), and the unit rows read.

    `report` says which report of which office it is, `signature` its layout too; `samples` are each column's first
    values as text, in the order of `columns`.
    """

    sheet: str
    range: str
    rows: int
    columns: list[ColumnMeaning]
    period: Period | None
    report: str = ""
    signature: str = ""
    samples: Sequence[tuple[str, ...]] = ()


@dataclass
class Reading:
    """A whole file read; `period` is the widest of its tables', `synthetic` that a title says so.
    A block's `column` is an index into `columns`. `source` is the document that all rows of people name, if any."""

    tables: list[TableRead] = field(default_factory=list)
    columns: list[SourceColumn] = field(default_factory=list)
    blocks: list[FigureBlock] = field(default_factory=list)
    people: list[PeopleBlock] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    period: Period | None = None
    synthetic: bool = False
    questions: list[Question] = field(default_factory=list)
    source: str = ""

    @property
    def stated(self) -> Stated:
        """All numbers of the file."""
        return Stated(self.columns, self.blocks, self.people)

    @property
    def figures(self) -> list[Figure]:
        """The figures one by one, by column and row."""
        return figures_in(self.blocks)

    @property
    def denominators(self) -> list[Denominator]:
        """The denominators one by one, by column and row."""
        return denominators_in(self.people)

    @property
    def has_errors(self) -> bool:
        """Whether a figure cannot be known, so that the file may not be saved."""
        return any(finding.severity == ERROR for finding in self.findings)


class Notes:
    """Collects the findings of one sheet and the questions it leaves open; knows what was answered before."""

    def __init__(self, sheet: str, answers: Answers = NO_ANSWERS) -> None:
        self.sheet, self.answers = sheet, answers
        self.findings: list[Finding] = []
        self.questions: dict[str, Question] = {}

    def answer(self, kind: str, subject: str, scope: str = "") -> Answer | None:
        """What was answered to a question of this sheet."""
        return self.answers.find(kind, subject, scope)

    def ask(
        self,
        code: str,
        place: Place,
        values: Values,
        *,
        kind: str,
        subject: str,
        text: str,
        scope: str = "",
        choices: Sequence[Choice] = (),
        proposed: Any = None,
    ) -> None:
        """An error that an answer would settle, and its question; what is asked of many places is one question."""
        self.error(code, place, values)
        asked = self.answers.id(kind, subject, scope)
        question = Question(asked, kind, code, self.sheet, cell_name(*place), text, tuple(choices), proposed)
        self.questions.setdefault(asked, question)

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


def cell_subject(sheet: str, cell: str) -> str:
    """How a question names a cell ('E14')."""
    return f"{sheet}!{cell}"


def row_subject(sheet: str, row: int) -> str:
    """How a question names a row (from 0)."""
    return f"{sheet}!{row + 1}"


def shown(value: Any) -> str:
    """A cell's value as text; whole numbers without decimals, others with a comma as on screen."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
