"""A workbook read: tables found, columns understood, period settled, cells read, sums and rules checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from campaign.domain.counting.figures import Period
from campaign.domain.counting.periods import widest
from campaign.domain.findings import ERROR, INFO, WARNING, Finding
from campaign.domain.purposes import POPULATIONS, REPORT
from campaign.domain.questions import COLUMN, PERIOD, Question
from campaign.errors import UnreadableFile
from campaign.settings import DEFAULT_LIMITS, Limits
from campaign.sheets.answers import NO_ANSWERS, Answers
from campaign.sheets.files.parts import column_index
from campaign.sheets.files.view import shown_text
from campaign.sheets.files.workbook import Row, Sheet, Workbook, open_workbook
from campaign.sheets.headers.columns import read_columns
from campaign.sheets.headers.context import Context
from campaign.sheets.headers.layouts import Layout, layout_of
from campaign.sheets.headers.tables import Table, find_tables
from campaign.sheets.headers.title_lines import text_lines
from campaign.sheets.numbers.checks import TableStated, check_facets, check_figures, check_rates, check_units
from campaign.sheets.numbers.counts import read_counts
from campaign.sheets.numbers.days import check_era, set_other_days_aside
from campaign.sheets.numbers.figures import TableFigures
from campaign.sheets.numbers.many import keep_first
from campaign.sheets.numbers.people_checks import check_people
from campaign.sheets.numbers.repeats import check_repeated, check_rows_twice
from campaign.sheets.numbers.totals import check_totals
from campaign.sheets.numbers.unused import has_numbers, report_unused
from campaign.sheets.period_of_table import PeriodOf
from campaign.sheets.result import ColumnMeaning, Notes, Reading, TableRead, cell_name
from campaign.sheets.rows.body_rows import Body
from campaign.sheets.rows.rows import read_rows
from campaign.sheets.words.vocabulary import Vocabulary

# Findings that choosing the period settles.
PERIOD_ASKED = frozenset(
    (
        *("no_period", "no_year", "no_period_start", "period_conflict", "period_in_future", "period_reversed"),
        "no_valid_from",
    )
)
# So many of a table's first rows are shown beside what its columns were taken to mean.
SAMPLES = 3


def read_workbook(
    content: bytes,
    file_name: str,
    vocabulary: Vocabulary,
    *,
    period: Period | None = None,
    today: date,
    answers: Answers = NO_ANSWERS,
    limits: Limits = DEFAULT_LIMITS,
    purpose: str = REPORT,
) -> Reading:
    """Everything a workbook says, and everything that is wrong in it, in one answer; never raises for bad input.

    `period` is one that a person chose and overrides what the file says; a period after `today` is an error.
    `answers` settle what no rule can tell; what is still open comes back as questions.
    `purpose` POPULATIONS reads people alone; then the last day of `period` is the one from which they hold.
    Figures of a table with errors are still returned, for showing; `Reading.has_errors` says they may not be saved.
    """
    try:
        workbook = open_workbook(content, file_name, limits)
    except UnreadableFile as error:
        return unread(error)
    reading = Reading()
    reader = _Reader(reading, workbook, file_name, vocabulary, period or _answered_period(answers), today, answers)
    reader.of_people = purpose == POPULATIONS
    for sheet in workbook.sheets:
        reader.read_sheet(sheet)
    reader.finish()
    return reading


def unread(error: UnreadableFile) -> Reading:
    """The reading of a file that cannot be opened."""
    return Reading(findings=[Finding(ERROR, error.code, values=dict(error.values))])


def _answered_period(answers: Answers) -> Period | None:
    answer = answers.find(PERIOD, "")
    if answer is None:
        return None
    start, end = answer.value.get("start"), answer.value["end"]
    return Period(date.fromisoformat(start) if start else None, date.fromisoformat(end))


def _ask_period(reading: Reading, answers: Answers) -> None:
    """One question for a file whose period cannot be told, however many of its tables say so."""
    asking = next((finding for finding in reading.findings if finding.code in PERIOD_ASKED), None)
    if asking:
        where = (asking.code, asking.sheet, asking.cell, "")
        reading.questions.insert(0, Question(answers.id(PERIOD, ""), PERIOD, *where))


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
        answers: Answers,
    ) -> None:
        self.reading, self.workbook, self.file_name, self.vocabulary = reading, workbook, file_name, vocabulary
        self.period, self.today, self.answers = period, today, answers
        self.first_lines: tuple[str, ...] | None = None
        self.unread: list[str] = []  # sheets with numbers and no table
        self.of_people = False
        self.sources: set[str] = set()  # that rows of people name

    def read_sheet(self, sheet: Sheet) -> None:
        """Read every table of a sheet."""
        notes = Notes(sheet.name, self.answers)
        tables = find_tables(sheet, self.vocabulary)
        top_lines = text_lines(sheet.rows[: tables[0].top]) if tables else ()
        workbook_lines = self.first_lines or ()
        self.reading.synthetic |= any(self.vocabulary.meanings("synthetic", line) for line in top_lines)
        if self.first_lines is None:
            self.first_lines = top_lines or text_lines(sheet.rows[:10])
        bodies = []
        for table in tables:
            lines = text_lines(table.sheet.rows[row] for row in table.title_rows)
            top_lines = text_lines(table.sheet.rows[: tables[0].top])
            purpose = POPULATIONS if self.of_people else REPORT
            context = Context(lines, top_lines, sheet.name, workbook_lines, self.file_name, self.vocabulary, purpose)
            bodies.append((table, self._read_table(table.sheet, table, context, notes)))
        if not tables and has_numbers(sheet.rows):
            self.unread.append(sheet.name)
        report_unused(sheet, bodies, notes)
        self.reading.findings.extend(notes.findings)
        self.reading.questions.extend(notes.questions.values())

    def finish(self) -> None:
        """What only the whole file tells: figures stated twice, no table at all, the widest period."""
        reading = self.reading
        check_repeated(reading, self.answers, self.vocabulary.units, people_alone=self.of_people)
        if self.of_people:
            reading.findings += check_people(reading.people, reading.columns, self.vocabulary.units, self.today)
        _ask_period(reading, self.answers)
        reading.findings.extend(self.workbook.findings)
        for name in self.unread if reading.tables else ():
            reading.findings.append(Finding(WARNING, "sheet_not_read", name))
        for name in self.workbook.hidden:
            reading.findings.append(Finding(INFO, "hidden_sheet", name))
        if self.workbook.macros:
            reading.findings.append(Finding(INFO, "macros_ignored"))
        for part in self.workbook.damaged:
            reading.findings.append(Finding(WARNING, "damaged_part", values={"part": part}))
        if not reading.tables and not reading.has_errors:
            names = ", ".join(f"“{sheet.name}”" for sheet in self.workbook.sheets) or "–"
            reading.findings.append(Finding(ERROR, "no_table", values={"sheets": names}))
        if self.of_people and reading.tables and not reading.people and not reading.has_errors:
            reading.findings.append(Finding(ERROR, "nothing_filled_in"))
        reading.findings.extend(check_era(reading.tables))
        reading.period = self._whole_period()
        reading.source = self.sources.pop() if len(self.sources) == 1 else ""
        reading.findings = keep_first(reading.findings)

    def _whole_period(self) -> Period | None:
        """The widest period of the tables; of people, from the first day that any hold from to the last one."""
        if not self.of_people:
            return widest([table.period for table in self.reading.tables if table.period])
        days = sorted({block.valid_from for block in self.reading.people})
        return Period(days[0] if len(days) > 1 else None, days[-1]) if days else None

    def _read_table(self, sheet: Sheet, table: Table, context: Context, notes: Notes) -> Body:
        body_rows = sheet.rows[table.first : table.last + 1]
        layout = layout_of(table, context)
        meanings = read_columns(table, body_rows, context, layout, notes)
        named = context.district()
        within = named.code if named else None
        whose = context.unit() if table.by_group else None
        if table.by_group and whose is None:
            notes.error("groups_without_unit", (table.bottom, table.unit_columns[-1]), answerable=False)
            return Body([], [])
        given = {"period_given": self.period is not None, "of_people": self.of_people}
        body = read_rows(sheet, table, meanings, self.vocabulary, within, notes, whose=whose, **given)
        if not body.units:
            return body
        counts = read_counts(sheet, meanings, body, notes)
        filled = bool(counts.unreadable) or any(map(_any_number, counts.columns.values()))
        period = None
        if (filled and not _counts_doses(notes)) or not self.of_people:
            settled = PeriodOf(sheet, table, meanings, context, body)
            period = settled.settle(notes, given=self.period, today=self.today)
        if self.period and not self.of_people:
            set_other_days_aside(meanings, counts, self.period, table.bottom, notes)
        check_facets(body, meanings, counts, notes)
        if not self.of_people:  # of people each cell is held against the others
            check_rows_twice(sheet, body, counts, table.unit_columns[-1], self.vocabulary.units, notes)
        made = TableFigures(sheet.name, body.units, period)
        first_column = len(self.reading.columns)
        made.add_to(self.reading, meanings, counts)
        letters = {
            i: column_index(self.reading.columns[i].letter) for i in range(first_column, len(self.reading.columns))
        }
        stated = TableStated(made, letters)
        check_figures(stated, notes)
        check_rates(sheet, meanings, body, counts, stated, notes)
        check_totals(sheet, body, counts, self.vocabulary.units, notes)
        if not self.of_people:
            check_units(body, self.vocabulary.units, within, table.unit_columns[-1], notes)
        wanted, code = ("denominator", "no_people") if self.of_people else ("figure", "no_figures")
        if not any(meaning.role == wanted for meaning in meanings):
            if not _is_told(notes, table):
                notes.error(code, (table.bottom, table.unit_columns[-1]), answerable=False)
        elif period and not filled:
            notes.warn("nothing_reported", (table.first, table.unit_columns[-1]))
        self.sources |= {str(row[c]).strip() for c in _sources(meanings) for row in _rows_of(sheet, body)} - {""}
        self.reading.tables.append(_describe(sheet, table, meanings, body, period, layout, within))
        return body


def _is_told(notes: Notes, table: Table) -> bool:
    """Whether it is asked or told already why a table has none of the columns wanted."""
    return _counts_doses(notes) or any(question.kind == COLUMN for question in notes.questions.values())


def _counts_doses(notes: Notes) -> bool:
    """Whether a file of people was found to count doses."""
    return any(each.code == "doses_in_populations" for each in notes.findings)


def _sources(meanings: Sequence[ColumnMeaning]) -> list[int]:
    return [column for column, meaning in enumerate(meanings) if meaning.role == "source"]


def _rows_of(sheet: Sheet, body: Body) -> list[Row]:
    return [sheet.rows[unit.row] for unit in body.units]


def _any_number(values: list[int | None]) -> bool:
    return any(value is not None for value in values)


def _describe(
    sheet: Sheet,
    table: Table,
    meanings: list[ColumnMeaning],
    body: Body,
    period: Period | None,
    layout: Layout,
    within: str | None,
) -> TableRead:
    used = [column for column, texts in enumerate(table.labels.texts) if texts] or table.unit_columns
    last = max(row.row for row in (*body.units, *body.totals))
    bounds = f"{cell_name(table.top, used[0])}:{cell_name(last, used[-1])}"
    own = [row.period for row in body.units if row.period]
    first = [sheet.rows[row.row] for row in body.units[:SAMPLES]]
    units = {row.unit for row in body.units}
    office = within or (body.units[0].unit if len(units) == 1 else "")
    return TableRead(
        sheet.name,
        bounds,
        len(body.units),
        [meanings[column] for column in used],
        period or widest(own),
        f"{office} {layout.report}".strip(),
        layout.signature,
        [tuple(shown_text(row[column]) for row in first) for column in used],
    )
