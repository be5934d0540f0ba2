"""What a page shows while there is nothing to show: what to do next."""

from __future__ import annotations

import streamlit as st

from campaign.charts.style import Reader
from campaign.ui import menu
from campaign.ui.cached import read
from campaign.ui.markup import notice
from campaign.workflows.monitor import monitoring


def stop_without_figures(reader: Reader) -> None:
    """End the page here, with the way on, unless something has been reported."""
    if read(monitoring.reported_weeks):
        return
    _ = reader.words
    notice(_("There are no figures yet. Upload a weekly sheet, or load the sample campaign on the overview page."))
    with st.container(horizontal=True):
        st.page_link(menu.path(menu.UPLOAD), label=_("Upload sheets"))
        st.page_link(menu.path(menu.OVERVIEW), label=_("Overview"))
    st.stop()
