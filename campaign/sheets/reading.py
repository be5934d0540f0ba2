"""A workbook read: tables found, columns understood, period settled, cells read, sums and rules checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.domain.figures import Period
from campaign.domain.findings import ERROR, INFO, WARNING, Finding
from campaign.domain.periods import widest
from campaign.errors import UnreadableFile
from campaign.sheets.ages import read_group
from campaign.sheets.checks import Stated, check_figures, check_rates, check_units
from campaign.sheets.columns import read_columns
from campaign.sheets.context import COUNT, Context, measures_of
from campaign.sheets.counts import read_counts
from campaign.sheets.dates import PeriodTexts, given_period, note_as_of, settle_period
from campaign.sheets.figures import TableFigures
from campaign.sheets.parts import column_index
from campaign.sheets.repeats import check_repeated, check_rows_twice
from campaign.sheets.result import ColumnMeaning, Notes, Reading, TableRead, cell_name
from campaign.sheets.rows import Body, read_rows
from campaign.sheets.tables import Table, find_tables
from campaign.sheets.totals import check_totals
from campaign.sheets.unused import report_unused
from campaign.sheets.vocabulary import Vocabulary
from campaign.sheets.workbook import Row, Sheet, Workbook, open_workbook


def read_workbook(
    content: bytes, file_name: str, vocabulary: Vocabulary, *, period: Period | None = None, today: date
) -> Reading:
    """Everything a workbook says, and everything that is wrong in it, in one answer; never raises for bad input.

    `period` is one that a person chose and overrides what the file says; a period after `today` is an error.
    Figures of a table with errors are still returned, for showing; `Reading.has_errors` says they may not be saved.
    """
    try:
        workbook = open_workbook(content)
    except UnreadableFile as error:
        return Reading(findings=[Finding(ERROR, error.code, values=dict(error.values))])
    reading = Reading()
    reader = _Reader(reading, workbook, file_name, vocabulary, period, today)
    for sheet in workbook.sheets:
        reader.read_sheet(sheet)
    reader.finish()
    return reading


class _Reader:
    """Reads sheet after sheet into one reading."""

    def __init__(
        self,
        reading: Reading,
        workbook: Workbook,
        file_name: str,
        vocabulary: Vocabulary,
        period: Period | None,
        today: date,
    ) -> None:
        self.reading, self.workbook, self.file_name, self.vocabulary = reading, workbook, file_name, vocabulary
        self.period, self.today = period, today
        self.first_lines: tuple[str, ...] | None = None

    def read_sheet(self, sheet: Sheet) -> None:
        """Read every table of a sheet."""
        notes = Notes(sheet.name)
        tables = find_tables(sheet, self.vocabulary)
        top_lines = _lines(sheet.rows, 0, tables[0].top) if tables else ()
        workbook_lines = self.first_lines or ()
        self.reading.synthetic |= any(self.vocabulary.meanings("synthetic", line) for line in top_lines)
        if self.first_lines is None:
            self.first_lines = top_lines or _lines(sheet.rows, 0, min(10, len(sheet.rows)))
        bodies = []
        for table in tables:
            lines = _lines(sheet.rows, table.title_top, table.top)
            context = Context(lines, top_lines, sheet.name, workbook_lines, self.file_name, self.vocabulary)
            bodies.append((table, self._read_table(sheet, table, context, notes)))
        report_unused(sheet, bodies, notes)
        self.reading.findings.extend(notes.findings)

    def finish(self) -> None:
        """What only the whole file tells: figures stated twice, no table at all, the widest period."""
        reading = self.reading
        check_repeated(reading)
        for name in self.workbook.hidden:
            reading.findings.append(Finding(INFO, "hidden_sheet", name))
        if self.workbook.macros:
            reading.findings.append(Finding(INFO, "macros_ignored"))
        for part in self.workbook.damaged:
            reading.findings.append(Finding(WARNING, "damaged_part", values={"part": part}))
        if not reading.tables and not reading.has_errors:
            names = ", ".join(f"'{sheet.name}'" for sheet in self.workbook.sheets) or "–"
            reading.findings.append(Finding(ERROR, "no_table", values={"sheets": names}))
        reading.period = widest([table.period for table in reading.tables if table.period])

    def _read_table(self, sheet: Sheet, table: Table, context: Context, notes: Notes) -> Body:
        body_rows = sheet.rows[table.first : table.last + 1]
        meanings = read_columns(table, body_rows, context, notes)
        named = context.district()
        within = named.code if named else None
        body = read_rows(sheet, table, meanings, self.vocabulary, within, notes, period_given=self.period is not None)
        if not body.units:
            return body
        counts = read_counts(sheet, meanings, body, notes)
        period = self._settle_period(sheet, table, meanings, context, body, notes)
        check_rows_twice(sheet, body, counts, table.unit_columns[-1], self.vocabulary.units, notes)
        made = TableFigures(sheet.name, body.units, period)
        first_column = len(self.reading.columns)
        made.add_to(self.reading, meanings, counts)
        letters = {
            i: column_index(self.reading.columns[i].letter) for i in range(first_column, len(self.reading.columns))
        }
        stated = Stated(made, letters)
        check_figures(stated, notes)
        check_rates(sheet, meanings, body, counts, stated, notes)
        check_totals(sheet, body, counts, self.vocabulary.units, notes)
        check_units(body, self.vocabulary.units, within, table.unit_columns[-1], notes)
        if not any(meaning.role == "figure" for meaning in meanings):
            notes.error("no_figures", (table.bottom, table.unit_columns[-1]))
        elif period and not counts.unreadable and not any(map(_any_number, counts.columns.values())):
            notes.warn("nothing_reported", (table.first, table.unit_columns[-1]))
        self.reading.tables.append(_describe(sheet, table, meanings, body, period))
        return body

    def _settle_period(
        self, sheet: Sheet, table: Table, meanings: Sequence[ColumnMeaning], context: Context, body: Body, notes: Notes
    ) -> Period | None:
        counted = [meaning.header for meaning in meanings if meaning.measure == IN_PERIOD]
        place, in_period = _title_cell(sheet, table), bool(counted)
        texts = PeriodTexts(
            title=context.period_lines(),
            headers=list(dict.fromkeys(label for labels in table.labels.texts for label in labels)),
            sheet="" if read_group(sheet.name, self.vocabulary) else sheet.name,  # '5-11' is no 5 November
            file_name=self.file_name,
            around=(*context.lines, *context.sheet_lines),
            below=_lines(sheet.rows, table.last + 1, len(sheet.rows)),
            counted=counted,
            rows=[row.period for row in body.units if row.period],
        )
        if self.period:
            return given_period(self.period, texts, in_period=in_period, today=self.today, place=place, notes=notes)
        if any(meaning.role in ("period", "period_start", "period_end") for meaning in meanings):
            return None
        period = settle_period(texts, in_period=in_period, today=self.today, place=place, notes=notes)
        unsaid = _first_without_measure(meanings, self.vocabulary)
        if unsaid is not None:
            note_as_of(texts, period, (table.top, unsaid), notes)
        return period


def _first_without_measure(meanings: Sequence[ColumnMeaning], vocabulary: Vocabulary) -> int | None:
    """The first column read as to date whose own header says no measure."""
    for column, meaning in enumerate(meanings):
        if meaning.measure == TO_DATE and not measures_of(meaning.header, vocabulary) - {COUNT}:
            return column
    return None


def _any_number(values: list[int | None]) -> bool:
    return any(value is not None for value in values)


def _lines(rows: Sequence[Row], top: int, bottom: int) -> tuple[str, ...]:
    """The texts of some rows, the lowest row first."""
    return tuple(
        value.strip() for row in rows[top:bottom][::-1] for value in row if type(value) is str and value.strip()
    )


def _title_cell(sheet: Sheet, table: Table) -> tuple[int, int]:
    """The cell that findings about the period point at: the line above the header that has a date, else the header."""
    for row in range(table.top - 1, table.title_top - 1, -1):
        for column, value in enumerate(sheet.rows[row]):
            if type(value) is str and any(map(str.isdigit, value)):
                return row, column
    return table.top, table.unit_columns[-1]


def _describe(
    sheet: Sheet, table: Table, meanings: list[ColumnMeaning], body: Body, period: Period | None
) -> TableRead:
    used = [column for column, texts in enumerate(table.labels.texts) if texts] or table.unit_columns
    last = max(row.row for row in (*body.units, *body.totals))
    bounds = f"{cell_name(table.top, used[0])}:{cell_name(last, used[-1])}"
    own = [row.period for row in body.units if row.period]
    return TableRead(sheet.name, bounds, len(body.units), [meanings[column] for column in used], period or widest(own))
