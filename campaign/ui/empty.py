"""What a page shows while there is nothing to show: what to do next."""

from __future__ import annotations

import streamlit as st

from campaign.access.roles import UPLOAD
from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.ui import menu
from campaign.ui.cached import read
from campaign.ui.markup import notice
from campaign.ui.roles import allowed
from campaign.workflows.monitor import monitoring

# What somebody is told who can only wait for others' sheets.
NOTHING_YET = N_("There are no figures yet: analysts upload the weekly sheets. Look again later.")


def stop_without_figures(reader: Reader) -> None:
    """End the page here, with the way on, unless something has been reported."""
    if read(monitoring.reported_weeks):
        return
    _ = reader.words
    if allowed(UPLOAD):
        notice(_("There are no figures yet. Upload a weekly sheet, or load the sample campaign on the overview page."))
    else:
        notice(_(NOTHING_YET))
    with st.container(horizontal=True):
        menu.show_way(menu.UPLOAD, reader)
        menu.show_way(menu.OVERVIEW, reader)
    st.stop()
