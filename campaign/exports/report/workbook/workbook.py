"""The report as one workbook: where we stand, who is late, each target's ranking with its native chart, the sources."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

import xlsxwriter

from campaign.domain.frames import rows_of
from campaign.exports.about import AS_OF, BASIS, DIRECTIVE, TITLE, standing
from campaign.exports.columns import COUNT, DAY, DOSES_A_WEEK, PEOPLE, POINTS, SHARE, TEXT, Column
from campaign.exports.ranking_xlsx import add_ranking
from campaign.exports.report import figures
from campaign.exports.report.report import Report
from campaign.exports.report.workbook.names import sheet_names
from campaign.exports.sheet_formats import OPTIONS, Formats
from campaign.exports.sheet_pages import (
    LINE_HEIGHT,
    LINE_SHARE,
    Page,
    set_up_page,
    write_headers,
    write_heading,
    write_notes,
    write_rows,
)
from campaign.locale import N_, Translate
from campaign.locale.formats import day

SUMMARY, LATE, SOURCES = N_("Summary"), N_("Late districts"), N_("Sources")
SUMMARY_TITLE = N_("PROGRESS OF COVID-19 VACCINATION TOWARDS THE TARGETS")
LATE_TITLE = N_("LATE DISTRICTS, THE COSTLIEST TO CATCH UP FIRST")
SOURCES_TITLE = N_("WHAT THE FIGURES REST ON")

_COVERAGE = Column("coverage", N_("Coverage"), "%", SHARE, 10)
_PACES = (
    Column("remaining", N_("Still to vaccinate"), PEOPLE, COUNT),
    Column("pace", N_("Present pace"), DOSES_A_WEEK, COUNT, 12),
    Column("required_pace", N_("Required pace"), DOSES_A_WEEK, COUNT, 12),
)
_STATUS = Column("status", N_("Assessment"), "", TEXT, 17)
_END = (Column("period_end", N_("Figures up to"), "", DAY, 12), Column("note", N_("Notes"), "", TEXT, 28))

TARGET_COLUMNS = (
    Column("name", N_("Target"), "", TEXT, 46),
    Column("denominator", N_("People to vaccinate"), PEOPLE, COUNT),
    Column("doses_to_date", N_("Vaccinated"), PEOPLE, COUNT),
    _COVERAGE,
    Column("coverage_change", N_("± points since the last period"), N_("% points"), POINTS),
    Column("threshold", N_("Threshold"), "%", SHARE, 10),
    Column("deadline", N_("Deadline"), "", DAY, 12),
    Column("days_left", N_("Days left"), "", COUNT, 9),
    *_PACES,
    _STATUS,
    *_END,
)
LATE_COLUMNS = (
    Column("target", N_("Target"), "", TEXT, 10),
    Column("name", N_("Unit"), "", TEXT, 24),
    _COVERAGE,
    _STATUS,
    *_PACES,
    Column("extra_pace", N_("More than the present pace"), DOSES_A_WEEK, COUNT, 14),
    *_END,
)
SOURCE_COLUMNS = (
    Column("target", N_("Target"), "", TEXT, 34),
    Column("basis", N_("Basis"), "", TEXT, 34),
    Column("clause", N_("Directive"), "", TEXT, 60),
    Column("uploads", N_("Uploads"), "", TEXT, 44),
)


def write_report_workbook(report: Report, *, translate: Translate, language: str) -> bytes:
    """The workbook as .xlsx; figures are real numbers, marked in the notes where they are bounds.

    The same report gives the same bytes: the file is dated by its figures, not by the clock.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        book.set_properties({"title": translate(TITLE), "created": datetime.combine(report.as_of, time())})
        formats = Formats(book)
        words: dict[str, Any] = {"translate": translate, "language": language}
        _add_table(book, formats, report, SUMMARY, SUMMARY_TITLE, TARGET_COLUMNS, _provinces(report), **words)
        late = [row for section in report.targets for row in rows_of(section.late)]
        if late:
            _add_table(book, formats, report, LATE, LATE_TITLE, LATE_COLUMNS, late, **words)
        taken = [translate(name) for name in (SUMMARY, LATE, SOURCES)]
        names = sheet_names([section.about.target for section in report.targets], taken)
        for name, section in zip(names, report.targets, strict=True):
            about = figures.ranking_about(section, report)
            add_ranking(book, formats, section.districts, about, name=name, below=[section.province], **words)
        _add_sources(book, formats, report, **words)
    return content.getvalue()


def _provinces(report: Report) -> list[Any]:
    """The province's rows, under the targets' names."""
    return [section.province._replace(name=figures.target_name(section)) for section in report.targets]


def _add_table(
    book: Any,
    formats: Formats,
    report: Report,
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Any],
    *,
    translate: Translate,
    language: str,
) -> None:
    page = _open(book, formats, report, (name, title), columns, translate, language)
    write_headers(page)
    last = write_rows(page, page.first, rows, bold=False)
    last = write_notes(page, figures.warnings(report, translate, language), last)
    write_notes(page, _closing(report, translate), last)


def _add_sources(book: Any, formats: Formats, report: Report, *, translate: Translate, language: str) -> None:
    """What each target's figures rest on, in words: the basis, the clause quoted, the uploads."""
    page = _open(book, formats, report, (SOURCES, SOURCES_TITLE), SOURCE_COLUMNS, translate, language)
    write_headers(page)
    look = formats.cell(TEXT, bold=False)
    last = page.header + 1
    for last, texts in enumerate(_sources(report, translate, language), page.first):
        page.sheet.set_row(last, LINE_HEIGHT * _lines(texts))
        for column, text in enumerate(texts):
            page.sheet.write_string(last, column, text, look)
    write_notes(page, _closing(report, translate), last)


def _lines(texts: Sequence[str]) -> int:
    """How many lines the tallest cell of a row of sources takes."""
    cells = zip(texts, SOURCE_COLUMNS, strict=True)
    return max(
        sum(math.ceil((len(line) or 1) / (column.width * LINE_SHARE)) for line in text.split("\n"))
        for text, column in cells
    )


def _sources(report: Report, translate: Translate, language: str) -> Iterable[tuple[str, ...]]:
    for section in report.targets:
        about = section.about
        basis = [translate(BASIS).format(people=about.people), standing(about, report.as_of, translate, language)]
        quoted = translate(DIRECTIVE).format(directive=about.directive, words=about.words)
        yield figures.target_name(section), "\n".join(filter(None, basis)), quoted, "\n".join(section.uploads)


def _open(
    book: Any,
    formats: Formats,
    report: Report,
    names: tuple[str, str],
    columns: Sequence[Column],
    translate: Translate,
    language: str,
) -> Page:
    """A sheet by its name and title, with its heading, set up to print."""
    name, title = names
    lines = [(translate(title), "title"), (translate(AS_OF).format(day=day(report.as_of, language)), "italic")]
    page = Page(book.add_worksheet(translate(name)), formats, columns, len(lines), translate, language)
    set_up_page(page, report.as_of, pages_high=0)
    write_heading(page, lines)
    return page


def _closing(report: Report, translate: Translate) -> list[str]:
    return [figures.uploads_line(report.uploads, translate), figures.fingerprint_line(report, translate)]
