"""One target: what the directive says, how coverage moves towards the deadline, where each district stands."""

from __future__ import annotations

import streamlit as st

from campaign.ui import caveats, monitoring_view, session
from campaign.ui.cached import read
from campaign.ui.empty import stop_without_figures
from campaign.ui.header import as_of
from campaign.ui.labels import find_target
from campaign.ui.pickers import pick_target, pick_unit
from campaign.workflows import monitoring

reader = session.reader()
_ = reader.words

st.title(_("Targets"))
stop_without_figures(reader)
today = as_of()
with st.container(key="campaign-pickers", horizontal=True):
    target = pick_target(reader)
    unit = pick_unit(reader)

row = find_target(read(monitoring.read_targets), target)
progress = read(monitoring.progress_at, today, levels=("province", "district"), target=target)
monitoring_view.show_directive(row, reader)
caveats.show_caveats(row, progress, reader)
monitoring_view.show_chart(row, progress, today, unit, reader)
monitoring_view.show_districts(progress, unit, reader)

monitoring_view.show_source(row, progress, unit, today, reader)
