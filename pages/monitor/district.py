"""One district: its targets and weeks, its communes, who is silent, its assignments, what was found, what it sent."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.empty import stop_without_figures
from campaign.ui.header import as_of
from campaign.ui.labels import district_names, find_target
from campaign.ui.monitor import (
    district_assignments,
    district_communes,
    district_parts,
    district_sources_view,
    district_view,
)
from campaign.ui.monitor.district_downloads import show_downloads
from campaign.ui.monitor.district_picker import pick_district
from campaign.ui.pickers import pick_target
from campaign.workflows.monitor import district, monitoring

reader = session.reader()
_ = reader.words

st.title(_("District"))
stop_without_figures(reader)
today = as_of()
with st.container(key="campaign-pickers", horizontal=True):
    unit = pick_district(reader)
    target = pick_target(reader)
part = district_parts.pick_part(reader)

name = district_names()[unit]
row = find_target(read(monitoring.read_targets), target)
if part == district_parts.TARGETS:
    district_view.show_silent(unit, today, reader)
    district_view.show_targets(read(district.read_district_targets, unit, today), today, reader)
    district_view.show_weeks(row, unit, name, today, reader)
elif part == district_parts.COMMUNES:
    district_view.show_silent(unit, today, reader)
    district_communes.show_communes(row, unit, name, today, reader)
elif part == district_parts.ASSIGNMENTS:
    district_assignments.show_district_assignments(unit, name, today, reader)
elif part == district_parts.FINDINGS:
    district_sources_view.show_district_findings(unit, name, today, reader)
else:
    district_sources_view.show_district_uploads(unit, name, today, reader)
show_downloads(part, unit, today, reader)
