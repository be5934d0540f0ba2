"""What the district and timeline pages offer to take along; files are made when they are asked for."""

from __future__ import annotations

from datetime import date

from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.ui import session
from campaign.ui.monitor import district_parts, table_downloads
from campaign.workflows.monitor import district_files
from campaign.workflows.monitor.timeline_files import FILE_NAME as TIMELINE_NAME
from campaign.workflows.monitor.timeline_files import timeline_file

# The part of the page that is looked at, and the table that is taken along as CSV.
_TABLES = {
    district_parts.TARGETS: (district_files.TARGETS, N_("Download its targets as CSV")),
    district_parts.COMMUNES: (district_files.COMMUNES, N_("Download its communes as CSV")),
    district_parts.ASSIGNMENTS: (district_files.ASSIGNMENTS, N_("Download its assignments as CSV")),
    district_parts.FINDINGS: (district_files.FINDINGS, N_("Download its findings as CSV")),
    district_parts.UPLOADS: (district_files.UPLOADS, N_("Download its sheets as CSV")),
}


def show_downloads(part: str, code: str, today: date, reader: Reader) -> None:
    """The district as a workbook, one sheet per section, and the part of the page that is looked at as CSV."""
    _ = reader.words
    table, words = _TABLES[part]
    labels = {"xlsx": _("Download the district as Excel (.xlsx)"), "csv": _(words)}
    database, name = session.database(), _(district_files.FILE_NAME, unit=code, day=today.isoformat())
    table_downloads.show_downloads(
        "district", name, lambda form: _district(database, code, today, form, table, reader), reader, labels=labels
    )


def show_timeline_downloads(code: str | None, today: date, reader: Reader) -> None:
    """The events and the districts' verdicts as a workbook, the events as CSV."""
    database, name = session.database(), reader.words(TIMELINE_NAME, day=today.isoformat())
    table_downloads.show_downloads(
        "timeline", name, lambda form: _timeline(database, code, today, form, reader), reader
    )


def _district(database: Database, code: str, today: date, form: str, table: str, reader: Reader) -> bytes:
    return district_files.district_file(database, code, today, form, language=reader.language, part=table)[1]


def _timeline(database: Database, code: str | None, today: date, form: str, reader: Reader) -> bytes:
    return timeline_file(database, code, today, form, language=reader.language)[1]
