"""Overview: where every target stands, who is late, what changed, whether the figures can be trusted."""

from __future__ import annotations

import streamlit as st

from campaign.locale.formats import day
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.header import as_of
from campaign.ui.monitor import first_run
from campaign.ui.monitor.overview import page
from campaign.ui.monitor.table_downloads import show_standing_downloads
from campaign.workflows.monitor import monitoring
from campaign.workflows.monitor.briefing import brief_at

reader = session.reader()
_ = reader.words

if not read(monitoring.reported_weeks):
    first_run.show_first_run(reader)
    st.stop()

today = as_of()
with st.container(key="campaign-overview"):
    st.title(_("Progress up to {day}", day=day(today, reader.language)))
    page.show_overview(read(brief_at, today), reader)
    show_standing_downloads(today, reader)
