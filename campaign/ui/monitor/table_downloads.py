"""Tables to take along, as a workbook and as CSV; a file is made when it is asked for, outside the visit's run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from campaign.charts.style import Reader
from campaign.ui import session
from campaign.ui.downloads import TYPES
from campaign.ui.file_button import hands_out_files, show_file_button
from campaign.workflows.monitor.standing_files import (
    KINDS_NAME,
    STANDING_NAME,
    TARGET_NAME,
    kinds_file,
    standing_file,
    target_file,
)


def show_downloads(
    key: str, name: str, make: Callable[[str], bytes], reader: Reader, *, labels: dict[str, str] | None = None
) -> None:
    """A button for each form of a file; `name` has no ending, `make` takes the form."""
    if not hands_out_files(reader):
        return
    _ = reader.words
    labels = labels or {"xlsx": _("Download as Excel (.xlsx)"), "csv": _("Download as CSV")}
    with st.container(horizontal=True):
        for form, label in labels.items():
            of, made = f"download-{key}-{form}", partial(make, form)
            show_file_button(label, made, name=f"{name}.{form}", mime=TYPES[form], key=of)


def show_standing_downloads(today: date, reader: Reader) -> None:
    """Province and districts towards every target."""
    database, language = session.database(), reader.language
    name = reader.words(STANDING_NAME, day=today.isoformat())
    show_downloads("standing", name, lambda form: standing_file(database, today, form, language=language)[1], reader)


def show_target_downloads(target: str, today: date, reader: Reader) -> None:
    """Province and districts towards one target; the workbook has its weeks and denominators as well."""
    database, language = session.database(), reader.language
    name = reader.words(TARGET_NAME, target=target, day=today.isoformat())
    show_downloads(
        "target", name, lambda form: target_file(database, target, today, form, language=language)[1], reader
    )


def show_kinds_downloads(target: str, today: date, reader: Reader) -> None:
    """One target's coverage over every denominator."""
    database, language = session.database(), reader.language
    name = reader.words(KINDS_NAME, target=target, day=today.isoformat())
    show_downloads("kinds", name, lambda form: kinds_file(database, target, today, form, language=language)[1], reader)
