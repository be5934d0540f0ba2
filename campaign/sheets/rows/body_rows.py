"""A table's rows as they are counted: whose, of which group, dose, vaccine and period; units apart from totals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from campaign.domain.counting.figures import Period
from campaign.domain.names.units import Unit
from campaign.sheets.files.workbook import Row
from campaign.sheets.headers.people_columns import is_any_dose, read_kind
from campaign.sheets.result import QUOTED, Place
from campaign.sheets.rows.row_facets import read_row_dose, read_row_group, read_row_product
from campaign.sheets.rows.row_labels import Places, RowLabel, text_of
from campaign.sheets.rows.row_periods import read_row_period
from campaign.sheets.rows.row_questions import RowQuestions
from campaign.sheets.rows.sections import NO_SECTION, Section, Sections
from campaign.sheets.words.vocabulary import UNKNOWN, Vocabulary

TOTAL = ""  # in place of a unit: a row that sums others


class BodyRow(NamedTuple):
    """A row from 0: a unit's (`unit` is its code) or a total ("" ); group, dose, product and the kind of people
    where the row says them."""

    row: int
    unit: str
    group: str
    dose: str
    product: str
    period: Period | None = None
    kind: str = ""


class Body(NamedTuple):
    """A table's rows of units and of totals, each in the order of the sheet."""

    units: list[BodyRow]
    totals: list[BodyRow]


class BodyReader:
    """Adds row after row to a body; `merged` holds what merged cells put over the naming columns."""

    def __init__(
        self,
        rows: list[Row],
        places: Places,
        vocabulary: Vocabulary,
        questions: RowQuestions,
        sections: Sections,
        merged: dict[Place, Any],
        *,
        period_given: bool,
        of_people: bool,
    ) -> None:
        self.rows, self.places, self.vocabulary, self.questions = rows, places, vocabulary, questions
        self.sections, self.section = sections, NO_SECTION
        self.merged, self.period_given, self.of_people = merged, period_given, of_people
        self.has_periods = places.periods.any()
        self.summed: dict[str, Place] = {}  # by unit, its first sum over groups or doses
        self.body = Body([], [])

    def add(self, label: RowLabel, above: Unit | str) -> None:
        """Add the row of a unit, or a TOTAL."""
        under_units = bool(self.sections.named) and not self.sections.lead
        total = above == TOTAL or under_units or self._sums_facets(label, above)
        if UNKNOWN in self.section and not total:
            return
        group = self._facet(label.row, self.places.group, self._group, "unknown_group", total)
        dose = self._facet(label.row, self.places.dose, self._dose, "unknown_dose", total)
        if UNKNOWN in (group, dose):
            return
        if self.sections.lead and not total:
            group, dose = self.section.group or group, self.section.dose or dose
        code = above.code if isinstance(above, Unit) and not total else ""
        rows = self.body.totals if total else self.body.units
        period = self._period(label.row, needed=above != TOTAL)
        kind = self._kind(label.row, needed=not total)
        rows.append(BodyRow(label.row, code, group, dose, self._product(label.row), period, kind))

    def add_again(self, row: int, known: BodyRow) -> None:
        """Add the row of a unit that says all the same as one before it, but perhaps of another period."""
        self.body.units.append(BodyRow(row, *known[1:5], self._period(row, needed=True), known.kind))

    def add_section(self, label: RowLabel, above: Unit | str | None) -> None:
        """Add a group's or a dose's own row: over its units it is their sum, under a unit it is the unit's."""
        self.section = self._answered(label, self.sections.over(self.sections.find(label.name), self.section))
        if not label.has_figures or UNKNOWN in self.section:
            return
        if self.sections.lead or above == TOTAL:
            self.body.totals.append(BodyRow(label.row, "", *self.section, ""))
        elif isinstance(above, Unit):
            period = self._period(label.row, needed=True)
            self.body.units.append(BodyRow(label.row, above.code, *self.section, "", period))
        else:
            place = (label.row, self.places.unit)
            self.questions.row("row_without_unit", place, label.name)

    def finish(self) -> Body:
        """The body; asks about units of which only a sum over groups or doses is stated."""
        known = {row.unit for row in self.body.units} if self.summed else set()
        for unit, (row, column) in self.summed.items():
            if unit not in known:
                code = "unknown_group" if column == self.places.group else "unknown_dose"
                self.questions.words(code, (row, column), text_of(self.rows[row][column]))
        return self.body

    def _answered(self, label: RowLabel, section: Section) -> Section:
        if UNKNOWN not in section:
            return section
        code = "unknown_group" if section.group == UNKNOWN else "unknown_dose"
        answered = self.questions.words(code, (label.row, self.places.unit), label.name)
        return Section(*(answered if said == UNKNOWN else said for said in section))

    def _sums_facets(self, label: RowLabel, above: Unit | str) -> bool:
        """Whether a unit's row is the sum of its rows by group or dose: 'Cộng' stands in their column."""
        for column in (self.places.group, self.places.dose):
            text = "" if column is None or column == self.places.unit else text_of(self.rows[label.row][column])
            if text and self.vocabulary.is_total(text) and isinstance(above, Unit):
                self.summed.setdefault(above.code, (label.row, column or 0))
                return True
        return False

    def _facet(self, row: int, column: int | None, read: Callable[[str], str | None], code: str, total: bool) -> str:
        if column is None:
            return ""
        text = text_of(self.rows[row][column]) or text_of(self.merged.get((row, column), ""))
        if self.of_people and column == self.places.dose and is_any_dose(text, self.vocabulary):
            return ""
        said = (read(text) if text else None) or UNKNOWN
        if said != UNKNOWN or total:
            return "" if said == UNKNOWN else said
        if not self._has_counts(row):
            return UNKNOWN  # a heading, or somebody's signature: nothing is left out
        return self.questions.words(code, (row, column), text)

    def _has_counts(self, row: int) -> bool:
        return any(self.rows[row][place] != "" for place in self.places.counts)

    def _group(self, text: str) -> str | None:
        return read_row_group(text, self.vocabulary)

    def _dose(self, text: str) -> str | None:
        return read_row_dose(text, self.vocabulary)

    def _kind(self, row: int, *, needed: bool) -> str:
        """The kind of people that a row names; asked, and "", where it names none."""
        column = self.places.kind
        if column is None:
            return ""
        text = text_of(self.rows[row][column]) or text_of(self.merged.get((row, column), ""))
        kind = read_kind(text, self.vocabulary)
        if kind is None and needed and self._has_counts(row):
            self.questions.row("unknown_kind", (row, column), text, {"text": text[:QUOTED]})
        return kind or ""

    def _product(self, row: int) -> str:
        column = self.places.product
        if column is None:
            return ""
        text = text_of(self.rows[row][column]) or text_of(self.merged.get((row, column), ""))
        return read_row_product(text, self.vocabulary)

    def _ask_period(self, row: int, column: int) -> None:
        text, name = text_of(self.rows[row][column]), text_of(self.rows[row][self.places.unit])
        if not self.of_people:
            self.questions.row("no_period", (row, column), name)
        else:
            code = "bad_valid_from" if text else "row_valid_from"
            self.questions.row(code, (row, column), name, {"text": text[:QUOTED]})

    def _period(self, row: int, *, needed: bool) -> Period | None:
        if not self.has_periods:
            return None
        period = read_row_period(self.rows[row], self.places.periods)
        if period is None and needed and (self.of_people or not self.period_given):
            column = next(column for column in self.places.periods if column is not None)
            self._ask_period(row, column)
        return period
