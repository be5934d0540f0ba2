"""The districts ranked for one target, as a table, a chart and files to take along."""

from __future__ import annotations

import streamlit as st

from campaign.ui import caveats, ranking_view, session
from campaign.ui.cached import read
from campaign.ui.empty import stop_without_figures
from campaign.ui.header import as_of
from campaign.ui.labels import find_target, unit_names
from campaign.ui.pickers import chosen_unit, pick_target
from campaign.ui.trace import show_trace
from campaign.workflows import monitoring

reader = session.reader()
_ = reader.words

st.title(_("Rankings"))
stop_without_figures(reader)
today = as_of()
row = find_target(read(monitoring.read_targets), pick_target(reader))
ranking = read(monitoring.ranking_at, row.target, today)

caveats.show_caveats(row, ranking, reader)
ranking_view.show_ranking(ranking, chosen_unit(), reader)
ranking_view.show_downloads(row.target, today, reader)
ranking_view.show_chart(row, ranking, today, reader)
if unit := chosen_unit():
    show_trace(unit=unit, name=unit_names()[unit], group=row.group, dose=row.dose, as_of=today, reader=reader)
