"""What the figures of a document rest on: what is a share of what, how paces and projections are made, which files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from campaign.domain.progress.pace import PACE_WEEKS
from campaign.domain.progress.status import AT_RISK_DAYS
from campaign.exports.about import NAMED_UPLOADS
from campaign.exports.report.figures import doubts, fingerprint_line, uploads_line
from campaign.exports.report.report import Report
from campaign.exports.report.words.writer import Writer
from campaign.locale import N_
from campaign.locale.bounds import EITHER_WAY, LOWER_BOUND, OVER_ALL, UPPER_BOUND

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
MARKS = N_("Marks in the tables. {marks}")
UPLOADS = N_(
    "The doses to date add up uploads number {doses}; paces, projections and changes since the report before also rest "
    "on uploads number {others}."
)
SAME_UPLOADS = N_("All figures rest on uploads number {uploads}.")
UNKNOWN = N_("–: not known, which is not 0.")
TURNED = N_("People left and the required pace are bounded the other way round.")


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
        _uploads(report, writer),
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


def _uploads(report: Report, writer: Writer) -> str:
    """The uploads that the doses to date add up, and the others that paces and changes rest on."""
    if not report.uploads:
        return uploads_line(report.uploads, writer.translate)
    if not report.pace_uploads:
        return writer.words(SAME_UPLOADS, uploads=_named(report.uploads, writer))
    looked_back_on = set(report.pace_uploads)
    doses = [upload for upload in report.uploads if upload not in looked_back_on]
    return writer.words(
        UPLOADS,
        doses=_named(doses, writer),
        others=_named(report.pace_uploads, writer),
    )


def _named(uploads: Sequence[str], writer: Writer) -> str:
    """Uploads by number, the first ones with their names in brackets: 7 (a.xlsx), 9 (b.xlsx) and 11."""
    parted = [upload.partition(": ") for upload in uploads]
    named = [f"{number} ({name})" for number, _, name in parted[:NAMED_UPLOADS]]
    return writer.joined([*named, *(number for number, _, _ in parted[NAMED_UPLOADS:])])


def _marks(report: Report) -> list[str]:
    """The marks that some coverage has, and the dash."""
    provinces: Any = pd.DataFrame([section.province for section in report.targets])
    rows = pd.concat([provinces, *(section.districts for section in report.targets)])
    shares, needs = rows["coverage"].notna(), rows["remaining"].notna() & (rows["remaining"] != 0)
    lower = rows["incomplete"].astype(bool) & rows["doses_to_date"].notna()
    upper = rows["people_at_least"].astype(bool) & shares
    marks = (
        (UNKNOWN, True),
        (LOWER_BOUND, lower.any()),
        (UPPER_BOUND, upper.any()),
        (EITHER_WAY, (lower & upper).any()),
        (TURNED, ((lower | upper) & needs.fillna(False)).any()),
        (OVER_ALL, (rows["coverage"] > 1).fillna(False).any()),
    )
    return [mark for mark, present in marks if present]
