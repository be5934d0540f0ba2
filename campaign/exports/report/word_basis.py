"""What the figures of a document rest on: what is a share of what, how paces and projections are made, which files."""

from __future__ import annotations

from typing import Any

import pandas as pd

from campaign.domain.progress.pace import PACE_WEEKS
from campaign.domain.progress.status import AT_RISK_DAYS
from campaign.exports.report.figures import doubts, fingerprint_line, uploads_line
from campaign.exports.report.report import Report
from campaign.exports.report.wording import Writer
from campaign.locale import N_

COVERAGE = N_("Coverage = people vaccinated with the dose ÷ people to vaccinate: {bases}.")
BASIS = N_("{target} of the {people}")
PACE = N_("Pace: doses a week on average over the last {weeks} reported weeks; the projection is at that pace.")
REQUIRED = N_("Required pace: doses a week that reach the target by its deadline.")
ASSESSMENT = N_(
    "Assessment: on track if the projection is within the deadline, at risk if up to {days} days after it, behind if "
    "later or if there is no pace."
)
CHANGE = N_("± points: percentage points since the report before ({days}).")
OF_TARGET = N_("{target}: {day}")
MARKS = N_("Marks in the tables: {marks}")
UNKNOWN = N_("–: not known, which is not 0.")
LOWER_BOUND = N_("≥: at least this much, an earlier report or a unit is missing.")
UPPER_BOUND = N_("≤: at most this much, more people are due than are counted.")
TURNED = N_("People left and the required pace are bounded the other way round.")
EITHER_WAY = N_("≈: more or less, both doses and people due are missing some.")
OVER_ALL = N_("!: over 100 %, check the doses and the people.")


def basis_lines(report: Report, writer: Writer) -> list[str]:
    """The basis as sentences: shares, paces, marks that some figure has, files, warnings, fingerprint."""
    if not report.targets:
        return [uploads_line(report.uploads, writer.translate), fingerprint_line(report, writer.translate)]
    return [
        _coverage(report, writer),
        *_changes(report, writer),
        writer.words(PACE, weeks=PACE_WEEKS),
        writer.translate(REQUIRED),
        writer.words(ASSESSMENT, days=AT_RISK_DAYS),
        writer.words(MARKS, marks=" ".join(writer.translate(mark) for mark in _marks(report))),
        uploads_line(report.uploads, writer.translate),
        *doubts(report, writer.translate, writer.language),
        f"{fingerprint_line(report, writer.translate)}.",
    ]


def _coverage(report: Report, writer: Writer) -> str:
    bases = [writer.words(BASIS, target=each.about.target, people=each.about.people) for each in report.targets]
    return writer.words(COVERAGE, bases="; ".join(bases))


def _changes(report: Report, writer: Writer) -> list[str]:
    """Since when changes are measured: a day where it is the same for all, else the day of each target."""
    days = {each.about.target: writer.day(each.before) for each in report.targets if each.before}
    if not days:
        return []
    each = [writer.words(OF_TARGET, target=target, day=day) for target, day in days.items()]
    same = len(set(days.values())) == 1
    return [writer.words(CHANGE, days=next(iter(days.values())) if same else "; ".join(each))]


def _marks(report: Report) -> list[str]:
    """The marks that some coverage has, and the dash."""
    provinces: Any = pd.DataFrame([section.province for section in report.targets])
    rows = pd.concat([provinces, *(section.districts for section in report.targets)])
    known = rows[rows["coverage"].notna()]
    lower, upper = known["incomplete"].astype(bool), known["people_at_least"].astype(bool)
    marks = (
        (UNKNOWN, True),
        (LOWER_BOUND, lower.any()),
        (UPPER_BOUND, upper.any()),
        (EITHER_WAY, (lower & upper).any()),
        (TURNED, (lower | upper).any()),
        (OVER_ALL, (known["coverage"] > 1).any()),
    )
    return [mark for mark, present in marks if present]
