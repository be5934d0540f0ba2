"""The report to leadership: a document, slides, a workbook, a page to print."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.empty import stop_without_figures

reader = session.reader()
_ = reader.words

st.title(_("Report to leadership"))
stop_without_figures(reader)
