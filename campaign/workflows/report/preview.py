"""What a report will say, as text, before it is made into a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from campaign.exports.report.figures import fingerprint_line, target_name, uploads_line, warnings
from campaign.exports.report.words.headings import targets_finding
from campaign.exports.report.words.sentences import proposal_sentences, summary_sentences, target_sentences
from campaign.locale import translator
from campaign.store.engine import Database
from campaign.workflows.report.files import find_headings, read_filled_report


class Section(NamedTuple):
    """One target of the report: its name, what is found, the sentences on it, what must stand beside its figures."""

    name: str
    finding: str
    sentences: Sequence[str]
    caveats: Sequence[str]


class Preview(NamedTuple):
    """The report's words. warnings: what whoever signs must know; rests_on: the uploads and the fingerprint."""

    finding: str
    summary: Sequence[str]
    sections: Sequence[Section]
    proposals: Sequence[str]
    warnings: Sequence[str]
    rests_on: Sequence[str]


def preview_report(database: Database, as_of: date, targets: Sequence[str], language: str) -> Preview:
    """What the report on these targets says; raises as report_file does."""
    report = read_filled_report(database, as_of, targets=targets, language=language)
    translate = translator(language)
    findings = find_headings(report, translate, language)
    return Preview(
        finding=targets_finding(report, translate),
        summary=summary_sentences(report, translate, language),
        sections=[
            Section(
                target_name(section),
                findings[section.about.target],
                target_sentences(section, as_of, translate, language),
                list(section.caveats),
            )
            for section in report.targets
        ],
        proposals=proposal_sentences(report, translate, language),
        warnings=warnings(report, translate, language),
        rests_on=[uploads_line(report.uploads, translate), fingerprint_line(report, translate)],
    )
