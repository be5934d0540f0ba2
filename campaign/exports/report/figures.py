"""A report's figures as they are written in it: the same words, marks and tables in every form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from campaign.domain.frames import rows_of
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS
from campaign.exports.about import NAMED_UPLOADS, RankingAbout, anchor_line
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.words.silent import silence
from campaign.exports.report.words.writer import Writer
from campaign.locale import N_, Translate, bounds
from campaign.locale.formats import MISSING, day, is_missing, number, points, threshold

TARGET, COVERAGE, THRESHOLD, DEADLINE = N_("Target"), N_("Coverage"), N_("Threshold"), N_("Deadline")
DAYS_LEFT, PASSED, REMAINING, STATUS = N_("Days left"), N_("passed"), N_("Still to vaccinate"), N_("Status")
CHANGE = N_("± points")
PACE, PACE_NEEDED, MORE = N_("Pace a week"), N_("Pace needed"), N_("More a week")
RANK, UNIT, GIVEN, PEOPLE = N_("Rank"), N_("Unit"), N_("Given"), N_("Out of")
UPLOADS, AND_OTHERS = N_("Made from uploads: {uploads}."), N_("and {numbers}")
NO_UPLOADS = N_("No upload: nothing has been reported.")
FINGERPRINT = N_("Fingerprint of the figures: {fingerprint}")
FINDINGS = N_("Warnings found in the sheets of the latest period: {count}.")
SILENT = N_("Not every target reported for the latest period: {units}.")
SYNTHETIC = N_("Synthetic figures, not to be signed")


class Table(NamedTuple):
    """A table of texts; `numbers` are the columns to align right."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]


def coverage_text(row: Any, language: str) -> str:
    """The coverage of a row of PROGRESS with its marks: 98,5 %, ≥ 62,0 %, ≤ 62,0 %, ≈ 62,0 %, 104,3 % !"""
    return bounds.coverage_text(row.coverage, language, low=row.incomplete, high=row.people_at_least)


def doses_text(row: Any, language: str) -> str:
    """The doses to date of a row of PROGRESS: 1.234, ≥ 1.234"""
    known = not is_missing(row.doses_to_date)
    return bounds.at_least(number(row.doses_to_date, language), known and row.incomplete)


def left_text(row: Any, value: Any, language: str) -> str:
    """People left or needed a week: a bound the other way round, fewer where more doses were given than reported."""
    return bounds.needed_text(value, language, low=row.people_at_least, high=row.incomplete)


def status_text(status: str, translate: Translate) -> str:
    """A status as sign and word: ▼ Behind."""
    return f"{STATUS_SIGNS[status]} {translate(STATUS_WORDS[status])}"


def target_name(section: ReportTarget) -> str:
    """T6 · Dose 3 …, 18 years and over."""
    return f"{section.about.target} · {section.about.subject}"


def facts(section: ReportTarget, translate: Translate, language: str) -> list[tuple[str, str]]:
    """What a leader asks of a target first: a name and a value each; without what the target does not have."""
    row = section.province
    pairs = [(COVERAGE, coverage_text(row, language)), (THRESHOLD, threshold(row.threshold, language))]
    pairs += [(DEADLINE, day(row.deadline, language)), (DAYS_LEFT, _days_left(row, translate, language))]
    pairs += [(REMAINING, left_text(row, row.remaining, language)), (PACE, Writer(translate, language).pace(row.pace))]
    pairs += [(PACE_NEEDED, left_text(row, row.required_pace, language))]
    pairs += [(STATUS, status_text(row.status, translate))]
    return [(translate(name), value) for name, value in pairs if value != MISSING or name == COVERAGE]


def targets_table(report: Report, translate: Translate, language: str) -> Table:
    """Where the province stands: a row a target."""
    headings = (TARGET, COVERAGE, CHANGE, THRESHOLD, DEADLINE, DAYS_LEFT, REMAINING, STATUS)
    rows = [
        (
            target_name(section),
            coverage_text(section.province, language),
            points(section.province.coverage_change, language),
            threshold(section.province.threshold, language),
            day(section.province.deadline, language),
            _days_left(section.province, translate, language),
            left_text(section.province, section.province.remaining, language),
            status_text(section.province.status, translate),
        )
        for section in report.targets
    ]
    return Table([translate(heading) for heading in headings], rows, (1, 2, 3, 4, 5, 6))


def districts_table(section: ReportTarget, translate: Translate, language: str) -> Table:
    """The districts in order of rank, and the province below them."""
    headings = (RANK, UNIT, PEOPLE, GIVEN, COVERAGE, CHANGE, REMAINING, PACE, PACE_NEEDED, STATUS)
    rows = [_district(row, row.rank, translate, language) for row in rows_of(section.districts)]
    rows.append(_district(section.province, None, translate, language))
    return Table([translate(heading) for heading in headings], rows, (0, 2, 3, 4, 5, 6, 7, 8))


def late_table(section: ReportTarget, translate: Translate, language: str) -> Table:
    """What each late district needs a week, the costliest to catch up first."""
    headings = (UNIT, COVERAGE, STATUS, REMAINING, PACE, PACE_NEEDED, MORE)
    rows = [
        (
            row.name,
            coverage_text(row, language),
            status_text(row.status, translate),
            left_text(row, row.remaining, language),
            Writer(translate, language).pace(row.pace),
            left_text(row, row.required_pace, language),
            left_text(row, row.extra_pace, language),
        )
        for row in rows_of(section.late)
    ]
    return _without_idle_columns(Table([translate(heading) for heading in headings], rows, (1, 3, 4, 5, 6)))


def _without_idle_columns(table: Table) -> Table:
    """The table without the columns in which nothing is known: no pace is needed once a deadline has passed."""
    kept = [index for index in range(len(table.headings)) if any(row[index] != MISSING for row in table.rows)]
    return Table(
        [table.headings[index] for index in kept],
        [[row[index] for index in kept] for row in table.rows],
        [place for place, index in enumerate(kept) if index in table.numbers],
    )


def ranking_about(section: ReportTarget, report: Report) -> RankingAbout:
    """A section's basis as a ranking's, for the lines that are the same over both."""
    return RankingAbout([section.about], report.as_of, section.before, section.uploads)


def uploads_line(uploads: Sequence[str], translate: Translate) -> str:
    """The uploads by number, the first ones with their names: a number is never left out."""
    if not uploads:
        return translate(NO_UPLOADS)
    named, others = list(uploads[:NAMED_UPLOADS]), [upload.partition(":")[0] for upload in uploads[NAMED_UPLOADS:]]
    if others:
        named.append(translate(AND_OTHERS).format(numbers=", ".join(others)))
    return translate(UPLOADS).format(uploads="; ".join(named))


def doubts(report: Report, translate: Translate, language: str) -> list[str]:
    """What whoever signs must know of the figures: made-up ones, warnings found in the sheets."""
    lines = [f"{translate(SYNTHETIC)}."] if report.synthetic else []
    return lines + ([translate(FINDINGS).format(count=number(report.findings, language))] if report.findings else [])


def warnings(report: Report, translate: Translate, language: str) -> list[str]:
    """The doubts, and the districts that are silent."""
    silent = [silence(each, Writer(translate, language)) for each in report.silent]
    lines = doubts(report, translate, language)
    return lines + ([translate(SILENT).format(units=", ".join(silent))] if silent else [])


def fingerprint_line(report: Report, translate: Translate) -> str:
    """What tells whether two reports have the same figures, and how far the audit trail had come."""
    lines = (translate(FINGERPRINT).format(fingerprint=report.fingerprint), anchor_line(report.anchor, translate))
    return " · ".join(filter(None, lines))


def _days_left(row: Any, translate: Translate, language: str) -> str:
    over = not is_missing(row.days_left) and row.days_left < 0
    return translate(PASSED) if over else number(row.days_left, language)


def _district(row: Any, rank: Any, translate: Translate, language: str) -> tuple[str, ...]:
    return (
        "" if row.kind == "province" else number(rank, language),
        row.name,
        number(row.denominator, language),
        doses_text(row, language),
        coverage_text(row, language),
        points(row.coverage_change, language),
        left_text(row, row.remaining, language),
        Writer(translate, language).pace(row.pace),
        left_text(row, row.required_pace, language),
        status_text(row.status, translate),
    )
