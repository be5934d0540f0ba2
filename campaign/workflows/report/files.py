"""The report to leadership as a file: a document, slides, a workbook, a page to print; all say the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from campaign.errors import Refused
from campaign.exports.report.report import Report
from campaign.locale import N_, Translate, translator
from campaign.locale.formats import day
from campaign.store.engine import Database
from campaign.workflows.making import MAKING
from campaign.workflows.report.reading import read_report

FILE_NAME = N_("progress-report-{day}")
NO_FORM = N_("A report is written as {forms}, not as '{form}'.")
NOTHING = N_("No target was in force on {day}: there is nothing to report on.")

Writer = Callable[[Report, Translate, str], bytes]


def report_file(
    database: Database, as_of: date, form: str, *, targets: Sequence[str] = (), language: str
) -> tuple[str, bytes]:
    """The file's name and content; raises Refused for another form or where there is nothing to report on, NotFound
    for a target that is not in force on the day."""
    if form not in WRITERS:
        raise Refused("no_form", NO_FORM, forms=", ".join(f".{each}" for each in FORMS), form=form)
    report = read_filled_report(database, as_of, targets=targets, language=language)
    with MAKING:
        return f"{file_stem(as_of, language)}.{form}", WRITERS[form](report, translator(language), language)


def read_filled_report(database: Database, as_of: date, *, targets: Sequence[str], language: str) -> Report:
    """The report, which is on one target at least; raises as report_file does."""
    report = read_report(database, as_of, targets=targets, language=language)
    if not report.targets:
        raise Refused("nothing_to_report", NOTHING, day=day(as_of, language))
    return report


def file_stem(as_of: date, language: str) -> str:
    """The file's name without its form."""
    return translator(language)(FILE_NAME).format(day=as_of.isoformat())


def find_headings(report: Report, translate: Translate, language: str) -> Mapping[str, str]:
    """By target, the finding that its slide and page are headed by: the one over its chart on screen."""
    from campaign.charts.finding_titles import districts_finding
    from campaign.charts.style import Reader

    reader = Reader(translate, language)
    return {section.about.target: districts_finding(section.districts, reader) for section in report.targets}


# What writes a form is loaded when it is asked for: the libraries of documents and slides take half a second.


def _write_document(report: Report, translate: Translate, language: str) -> bytes:
    from campaign.exports.report.document.document import write_word_report

    return write_word_report(report, translate=translate, language=language)


def _write_slides(report: Report, translate: Translate, language: str) -> bytes:
    from campaign.exports.report.slides.deck import write_slides

    return write_slides(report, find_headings(report, translate, language), translate=translate, language=language)


def _write_workbook(report: Report, translate: Translate, language: str) -> bytes:
    from campaign.exports.report.workbook.workbook import write_report_workbook

    return write_report_workbook(report, translate=translate, language=language)


def _write_page(report: Report, translate: Translate, language: str) -> bytes:
    from campaign.exports.report.page.page import write_print_page

    headings = find_headings(report, translate, language)
    return write_print_page(report, headings, translate=translate, language=language)


WRITERS: Mapping[str, Writer] = {
    "docx": _write_document,
    "pptx": _write_slides,
    "xlsx": _write_workbook,
    "html": _write_page,
}
FORMS = tuple(WRITERS)
