"""The chain: directives, the targets they set, deadlines, what took whose place, and how every district met them."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.empty import stop_without_figures
from campaign.ui.header import as_of
from campaign.ui.monitor import timeline_view
from campaign.ui.monitor.district_downloads import show_timeline_downloads
from campaign.ui.pickers import pick_unit
from campaign.workflows.monitor.timeline import read_timeline

reader = session.reader()
_ = reader.words

st.title(_("Timeline"))
stop_without_figures(reader)
today = as_of()
with st.container(key="campaign-pickers", horizontal=True):
    unit = pick_unit(reader)

timeline = read(read_timeline, today, unit)
timeline_view.show_chart(timeline, today, reader)
timeline_view.show_verdicts(timeline, reader)
timeline_view.show_events(timeline, reader)
show_timeline_downloads(unit, today, reader)
