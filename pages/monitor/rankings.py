"""The districts ranked by one target or by several, as a table, charts and files to take along."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.address import RANK_HISTORY, switch
from campaign.ui.cached import read
from campaign.ui.empty import stop_without_figures
from campaign.ui.header import as_of
from campaign.ui.labels import group_labels, unit_names
from campaign.ui.monitor import caveats, ranking_parts, ranking_view
from campaign.ui.monitor.ranking_choice import choose_ranking
from campaign.ui.monitor.trace import show_trace
from campaign.ui.pickers import chosen_unit
from campaign.workflows.monitor import rankings
from campaign.workflows.monitor.ranking_about import about_ranking

reader = session.reader()
_ = reader.words

st.title(_("Rankings"))
stop_without_figures(reader)
today, unit = as_of(), chosen_unit()
by = choose_ranking(today, reader)
if by is None:
    st.stop()

upper, lower = st.container(), st.container()
with lower:
    with_history = switch(_("Show each district's rank week by week"), name=RANK_HISTORY, language=reader.language)
ranked = read(rankings.rank_by, by, today, with_history=with_history)
about = about_ranking(ranked, by, today, groups=group_labels(reader), translate=reader.translate)

with upper:
    ranking_view.show_basis(about, reader)
    if ranked.parts is None:
        row = next(ranked.targets.itertuples(index=False))
        caveats.show_caveats(row, ranked.ranking, reader)
        ranking_view.show_ranking(ranked.ranking, unit, reader)
    else:
        ranking_parts.show_caveats(ranked, ranked.parts, reader)
        ranking_parts.show_ranking(ranked, ranked.parts, about, unit, reader)
    ranking_view.show_downloads(by, today, reader, with_history=with_history)
    if ranked.parts is None:
        ranking_view.show_chart(about, ranked.ranking, reader)
with lower:
    if ranked.history is not None:
        ranking_view.show_history(about, ranked.history, unit, reader)
    if unit and ranked.parts is None:
        show_trace(unit=unit, name=unit_names()[unit], group=row.group, dose=row.dose, as_of=today, reader=reader)
    elif unit and ranked.parts is not None:
        ranking_parts.show_unit(ranked, ranked.parts, about, unit, reader)
