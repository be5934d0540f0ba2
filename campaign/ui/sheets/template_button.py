"""The blank weekly workbook to fill in."""

from __future__ import annotations

import streamlit as st

from campaign.charts.style import Reader
from campaign.ui import session
from campaign.ui.downloads import XLSX
from campaign.workflows.sheets.blank import blank_workbook

FILE_NAME = "mau-bao-cao-tuan.xlsx"


def show_template_button(reader: Reader) -> None:
    """A button that makes the template when it is pressed."""
    _ = reader.words
    database = session.database()
    st.download_button(
        _("Download the blank weekly sheet"),
        data=lambda: blank_workbook(database),
        file_name=FILE_NAME,
        mime=XLSX,
        on_click="ignore",
    )
