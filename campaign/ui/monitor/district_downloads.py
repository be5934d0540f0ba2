"""What the district and timeline pages offer to take along; files are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from campaign.charts.style import Reader
from campaign.store.engine import Database
from campaign.ui import session
from campaign.ui.downloads import TYPES
from campaign.workflows.monitor.district_files import FILE_NAME, district_file
from campaign.workflows.monitor.timeline_files import FILE_NAME as TIMELINE_NAME
from campaign.workflows.monitor.timeline_files import timeline_file

Maker = Callable[[str], bytes]


def show_downloads(code: str, today: date, reader: Reader) -> None:
    """The district as a workbook, one sheet per section, and its targets as CSV."""
    _ = reader.words
    labels = {"xlsx": _("Download the district as Excel (.xlsx)"), "csv": _("Download its targets as CSV")}
    database, name = session.database(), _(FILE_NAME, unit=code, day=today.isoformat())
    _show(labels, name, lambda form: _district(database, code, today, form, reader), key="district")


def show_timeline_downloads(code: str | None, today: date, reader: Reader) -> None:
    """The events and the districts' verdicts as a workbook, the events as CSV."""
    _ = reader.words
    labels = {"xlsx": _("Download as Excel (.xlsx)"), "csv": _("Download as CSV")}
    database, name = session.database(), _(TIMELINE_NAME, day=today.isoformat())
    _show(labels, name, lambda form: _timeline(database, code, today, form, reader), key="timeline")


def _show(labels: dict[str, str], name: str, make: Maker, *, key: str) -> None:
    with st.container(horizontal=True):
        for form, label in labels.items():
            st.download_button(
                label,
                data=partial(make, form),
                file_name=f"{name}.{form}",
                mime=TYPES[form],
                on_click="ignore",
                key=f"download-{key}-{form}",
            )


def _district(database: Database, code: str, today: date, form: str, reader: Reader) -> bytes:
    return district_file(database, code, today, form, language=reader.language)[1]


def _timeline(database: Database, code: str | None, today: date, form: str, reader: Reader) -> bytes:
    return timeline_file(database, code, today, form, language=reader.language)[1]
