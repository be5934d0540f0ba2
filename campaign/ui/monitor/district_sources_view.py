"""Where a district's figures come from: what was found in its sheets, and the sheets."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaign.charts.style import Reader
from campaign.domain.finding_units import SCOPES
from campaign.domain.findings import SEVERITIES
from campaign.locale.formats import moment, number, week
from campaign.ui import menu, session
from campaign.ui.address import UPLOAD
from campaign.ui.cached import read
from campaign.ui.downloads import original_link
from campaign.ui.markup import Cell, Link, hint, notice, paragraph, show, table
from campaign.ui.sheets.findings_view import SHOWN, finding_text
from campaign.workflows.monitor.district_sources import (
    DistrictFinding,
    DistrictUpload,
    read_district_findings,
    read_district_uploads,
)
from campaign.workflows.sheets.uploads import STATES


def show_district_findings(code: str, name: str, today: date, reader: Reader) -> None:
    """What was found, when they were saved, in the sheets the district is in, as far as it concerns the district."""
    _ = reader.words
    found = read(read_district_findings, code, today)
    if not found:
        notice(_("✓ Nothing was found to be wrong in the sheets of {unit} up to this day.", unit=name))
        return
    show(hint(_("Found when the sheets were saved; one that concerns a whole sheet or file says so under 'Whose'.")))
    headings = (_("Severity"), _("Whose"), _("What was found"), _("Sheet"), _("Cell"), _("Period"), _("Upload"))
    rows = [_finding(each, reader) for each in found[:SHOWN]]
    body = table(headings, rows, caption=_("Findings of the district"), cards=True)
    more = len(found) - SHOWN
    rest = paragraph(_("… and {count} more.", count=more)) if more > 0 else ""
    show(f'<div class="files">{body}{rest}</div>')


def _finding(each: DistrictFinding, reader: Reader) -> tuple[Cell, ...]:
    upload, finding = each.upload, each.finding
    return (
        reader.words(SEVERITIES[finding.severity]),
        ", ".join(each.units) or reader.words(SCOPES[each.scope]),
        finding_text(finding, reader),
        finding.sheet or "",
        finding.cell or "",
        week(upload.period_start, upload.period_end, reader.language),
        _upload_link(upload, reader),
    )


def show_district_uploads(code: str, name: str, today: date, reader: Reader) -> None:
    """The uploads that hold figures of the district or its communes, the newest first."""
    _ = reader.words
    uploads = read(read_district_uploads, code, today)
    if not uploads:
        notice(_("No sheet with figures of {unit} has been uploaded for a period up to this day.", unit=name))
        return
    headings = (
        _("Upload"), _("File"), _("Period"), _("State"), _("Units of the district"), _("By"), _("Uploaded"),
        _("Download"),
    )  # fmt: skip
    rows = [_upload(each, reader) for each in uploads]
    files = table(headings, rows, numbers=(4,), caption=_("Sheets of the district"))
    show(f'<div class="files">{files}</div>')


def _upload(each: DistrictUpload, reader: Reader) -> tuple[Cell, ...]:
    upload, language = each.upload, reader.language
    return (
        _upload_link(upload, reader),
        upload.file_name,
        week(upload.period_start, upload.period_end, language),
        reader.words(STATES[upload.status]),
        number(each.units, language),
        upload.uploaded_by,
        moment(upload.uploaded_at, language),
        Link(reader.words("As it was sent"), original_link(upload.id)),
    )


def _upload_link(upload: Any, reader: Reader) -> Link:
    number_ = str(upload.id)
    return Link(number_, menu.address(menu.UPLOADS, **{UPLOAD: number_}, **session.language_choice(reader)))
