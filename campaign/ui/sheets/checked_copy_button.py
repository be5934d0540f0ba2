"""The button for the sheet to send back: the analyst's own workbook with the findings marked in it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.exports.checked_copy import copy_name
from campaign.ui import session
from campaign.ui.downloads import XLSX
from campaign.ui.markup import hint, show
from campaign.ui.sheets import uploading
from campaign.workflows.sheets.checked_copy import checked_copy_of, checked_copy_of_upload
from campaign.workflows.sheets.importing import Preview


def show_checked_copy_button(preview: Preview, reader: Reader) -> None:
    """The checked copy of a file that is being looked at, made when the button is pressed."""
    if not preview.content:
        return
    today, language = uploading.today(), reader.language

    def made() -> bytes:
        findings = preview.findings
        return checked_copy_of(preview.content, preview.file_name, findings, language=language, today=today)[1]

    _show_button(made, preview.file_name, f"checked-copy:{preview.sha256}", reader)


def show_checked_copy_of_upload(row: Any, reader: Reader) -> None:
    """The checked copy of a saved upload, with what was found in it when it was saved."""
    database, language = session.database(), reader.language

    def made() -> bytes:
        return checked_copy_of_upload(database, row.id, language=language)[1]

    _show_button(made, row.file_name, f"checked-copy:{row.id}", reader)


def _show_button(made: Any, file_name: str, key: str, reader: Reader) -> None:
    """`made` runs later, outside this visit's run."""
    _ = reader.words
    st.download_button(
        _("Download checked copy"),
        data=made,
        file_name=copy_name(file_name, reader.language),
        mime=XLSX,
        on_click="ignore",
        key=key,
    )
    show(hint(_("The workbook itself with every finding as a comment and a colour at its cell, to send back.")))
