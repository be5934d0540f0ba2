"""The report to leadership as a Word document in the form of an official paper, to be numbered, dated and signed."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable
from typing import Any

from campaign.exports.report.document.agency import Agency, read_agency
from campaign.exports.report.document.basis import basis_lines
from campaign.exports.report.document.form import (
    add_heading_block,
    add_signature,
    add_title,
    new_document,
    number_pages,
)
from campaign.exports.report.document.styles import BODY, ITEM, NOTE
from campaign.exports.report.document.tables import add_districts_table, add_targets_table
from campaign.exports.report.figures import SYNTHETIC
from campaign.exports.report.package import dated
from campaign.exports.report.printable import printable
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.words.sentences import (
    late_causes,
    proposal_sentences,
    summary_sentences,
    target_paragraphs,
)
from campaign.exports.report.words.writer import Writer, official_days
from campaign.locale import N_, Translate

TITLE = N_("Results of COVID-19 vaccination in {area}")
AS_OF = N_("(figures up to {day})")
FOLLOWING = N_("Carrying out what was directed in:")
QUOTED = N_("{directive}: {words}")
QUOTE = N_("“{words}”")
REPORTS = N_("{agency} reports the results of COVID-19 vaccination in {area} by the figures up to {day}:")
OVERALL, BY_TARGET = N_("I. OVERALL RESULTS"), N_("II. RESULTS BY TARGET")
LATE, PROPOSALS = (
    N_("III. DISTRICTS THAT ARE LATE, MAY BE OR MISSED, AND WHAT THE FIGURES SAY OF THE CAUSES"),
    N_("IV. PROPOSALS"),
)
BASIS = N_("V. WHAT THE FIGURES REST ON")
TARGET = N_("{number}. Target {target}: {subject}")
TARGETS_TABLE = N_("Table {number}. Results by target, in people")
DISTRICTS_TABLE = N_(
    "Table {number}. Districts in order of coverage, target {target}, in people; paces in doses a week"
)
CAVEAT = N_("Note. {caveat}")
CLOSING = N_(
    "This is the report on the results of COVID-19 vaccination in {area} by the figures up to {day}, submitted by "
    "{agency}./."
)


def write_word_report(report: Report, *, translate: Translate, language: str) -> bytes:
    """The .docx of a report; the same report gives the same bytes."""
    report = printable(report)
    writer, agency = Writer(translate, language), read_agency()
    warning = translate(SYNTHETIC) if report.synthetic else ""
    title = writer.words(TITLE, area=agency.area)
    day = writer.day(report.as_of)
    document = new_document(title, agency, report.as_of, language)
    number_pages(document, warning)
    add_heading_block(document, agency, translate, language)
    add_title(document, [title, writer.words(AS_OF, day=day)], warning, translate)
    _add_opening(document, report, agency, writer)
    _add_parts(document, report, writer)
    _add_closing(document, agency, day, writer)
    add_signature(document, agency, warning, translate)
    content = io.BytesIO()
    document.save(content)
    return dated(content.getvalue(), report.as_of)


def _add_opening(document: Any, report: Report, agency: Agency, writer: Writer) -> None:
    """The directives with the words that set the targets, and what is reported."""
    quoted = _directives(report, writer)
    if quoted:
        document.add_paragraph(writer.translate(FOLLOWING), BODY)
        _add_items(document, [*(f"{each};" for each in quoted[:-1]), f"{quoted[-1]},"])
    day = writer.day(report.as_of)
    document.add_paragraph(writer.words(REPORTS, agency=agency.name, area=agency.area, day=day), BODY)


def _directives(report: Report, writer: Writer) -> list[str]:
    """Each clause once, with all words of it that set a target, as they stand."""
    words: dict[str, dict[str, None]] = {}
    for section in report.targets:
        quote = writer.words(QUOTE, words=section.about.words)
        words.setdefault(official_days(section.about.directive, writer.language), {})[quote] = None
    return [writer.words(QUOTED, directive=clause, words="; ".join(quotes)) for clause, quotes in words.items()]


def _add_parts(document: Any, report: Report, writer: Writer) -> None:
    translate, language = writer
    document.add_paragraph(translate(OVERALL), "Heading 1")
    document.add_paragraph(" ".join(summary_sentences(report, translate, language)), BODY)
    if report.targets:
        document.add_paragraph(writer.words(TARGETS_TABLE, number=1), "Caption")
        add_targets_table(document, report, writer)
        document.add_paragraph(translate(BY_TARGET), "Heading 1")
    tables = itertools.count(2)
    for number, section in enumerate(report.targets, start=1):
        _add_target(document, section, report, number, writer)
        if section.districts["doses_to_date"].notna().any():
            _add_table(document, section, next(tables), writer)
    document.add_paragraph(translate(LATE), "Heading 1")
    _add_paragraphs(document, late_causes(report, translate, language))
    document.add_paragraph(translate(PROPOSALS), "Heading 1")
    proposals = proposal_sentences(report, translate, language)
    _add_paragraphs(document, [f"{number}. {each}" for number, each in enumerate(proposals, start=1)])
    document.add_paragraph(translate(BASIS), "Heading 1")
    _add_items(document, basis_lines(report, writer))


def _add_target(document: Any, section: ReportTarget, report: Report, number: int, writer: Writer) -> None:
    heading = writer.words(TARGET, number=number, target=section.about.target, subject=writer.subject(section))
    document.add_paragraph(heading, "Heading 2")
    paragraphs = target_paragraphs(section, report.as_of, writer.translate, writer.language)
    _add_paragraphs(document, [" ".join(sentences) for sentences in paragraphs])


def _add_table(document: Any, section: ReportTarget, number: int, writer: Writer) -> None:
    """The districts, with what must be known of their figures."""
    caption = writer.words(DISTRICTS_TABLE, number=number, target=section.about.target)
    document.add_paragraph(caption, "Caption")
    add_districts_table(document, section, writer)
    for caveat in section.caveats:
        text = writer.words(CAVEAT, caveat=official_days(caveat, writer.language))
        document.add_paragraph(text, NOTE)


def _add_closing(document: Any, agency: Agency, day: str, writer: Writer) -> None:
    text = writer.words(CLOSING, agency=agency.name, area=agency.area, day=day)
    document.add_paragraph(text, BODY).paragraph_format.keep_with_next = True


def _add_paragraphs(document: Any, texts: Iterable[str]) -> None:
    for text in texts:
        document.add_paragraph(text, BODY)


def _add_items(document: Any, texts: Iterable[str]) -> None:
    """Lines of a list, each after a dash as official papers have them."""
    for text in texts:
        document.add_paragraph(f"- {text}", ITEM)
