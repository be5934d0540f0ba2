"""The period that a table reports, or the day from which its people hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from campaign.domain.counting.figures import Period
from campaign.domain.doses import TO_DATE, needs_start
from campaign.sheets.files.workbook import Sheet
from campaign.sheets.headers.context import COUNT, Context, measures_of
from campaign.sheets.headers.dates import PeriodTexts, given_period, note_as_of, settle_period
from campaign.sheets.headers.people_columns import VALID_FROM
from campaign.sheets.headers.tables import Table
from campaign.sheets.headers.title_lines import text_lines
from campaign.sheets.headers.valid_from import settle_valid_from
from campaign.sheets.result import ColumnMeaning, Notes
from campaign.sheets.rows.body_rows import Body
from campaign.sheets.words.ages import read_group
from campaign.sheets.words.vocabulary import Vocabulary


class PeriodOf(NamedTuple):
    """A table with all around it that may say its period."""

    sheet: Sheet
    table: Table
    meanings: Sequence[ColumnMeaning]
    context: Context
    body: Body

    def settle(self, notes: Notes, *, given: Period | None, today: date) -> Period | None:
        """The period, `given` by a person or read; None where each row states its own, or where it must be asked."""
        texts, place = self._texts(), _title_cell(self.sheet, self.table)
        if self.context.of_people:
            return self._valid_from(texts, given, place, notes)
        in_period = bool(texts.counted)
        if given:
            return given_period(given, texts, in_period=in_period, today=today, place=place, notes=notes)
        if any(meaning.role in ("period", "period_start", "period_end") for meaning in self.meanings):
            return None
        period = settle_period(texts, in_period=in_period, today=today, place=place, notes=notes)
        unsaid = _first_without_measure(self.meanings, self.context.vocabulary)
        if unsaid is not None:
            note_as_of(texts, period, (self.table.top, unsaid), notes)
        return period

    def _texts(self) -> PeriodTexts:
        sheet, context, body = self.sheet, self.context, self.body
        return PeriodTexts(
            title=context.period_lines(),
            headers=list(dict.fromkeys(label for labels in self.table.labels.texts for label in labels)),
            sheet="" if read_group(sheet.name, context.vocabulary) else sheet.name,  # '5-11' is no 5 November
            file_name=context.file_name,
            around=(*context.lines, *context.sheet_lines),
            below=text_lines(sheet.rows[max(row.row for row in (*body.units, *body.totals)) + 1 :]),
            counted=[m.header for m in self.meanings if m.role == "figure" and needs_start(m.measure)],
            rows=[row.period for row in body.units if row.period],
        )

    def _valid_from(
        self, texts: PeriodTexts, given: Period | None, place: tuple[int, int], notes: Notes
    ) -> Period | None:
        """The day from which people hold, as a period without a start."""
        given = given and Period(None, given.end)
        by_rows = any(meaning.role in (VALID_FROM, "period") for meaning in self.meanings)
        stated = None if by_rows else settle_valid_from(texts, place=place, notes=Notes("") if given else notes)
        if given and (by_rows or stated not in (None, given)):
            code = "valid_from_of_rows" if by_rows else "valid_from_overridden"
            notes.warn(code, place, {"given": given.end, "stated": stated.end if stated else ""})
        return None if by_rows else given or stated


def _first_without_measure(meanings: Sequence[ColumnMeaning], vocabulary: Vocabulary) -> int | None:
    """The first column read as to date whose own header says no measure."""
    for column, meaning in enumerate(meanings):
        if meaning.measure == TO_DATE and not measures_of(meaning.header, vocabulary) - {COUNT}:
            return column
    return None


def _title_cell(sheet: Sheet, table: Table) -> tuple[int, int]:
    """The cell that findings about the period point at: the line above the header that has a date, else the header."""
    for row in reversed(table.title_rows):
        for column, value in enumerate(sheet.rows[row]):
            if type(value) is str and any(map(str.isdigit, value)):
                return row, column
    return table.top, table.unit_columns[-1]
