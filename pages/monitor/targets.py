"""One target: what the directive says, how coverage moves towards the deadline, and whether it will be met."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.address import SECTION, pick
from campaign.ui.cached import read
from campaign.ui.empty import stop_without_figures
from campaign.ui.header import as_of
from campaign.ui.labels import find_target
from campaign.ui.manage import directive_view
from campaign.ui.monitor import (
    caveats,
    charts_view,
    districts_table,
    due_view,
    kinds_view,
    monitoring_view,
    outlook_view,
    table_downloads,
)
from campaign.ui.pickers import pick_target, pick_unit
from campaign.workflows.monitor import monitoring, outlook

reader = session.reader()
_ = reader.words

st.title(_("Targets"))
stop_without_figures(reader)
today = as_of()
with st.container(key="campaign-pickers", horizontal=True):
    target = pick_target(reader)
    unit = pick_unit(reader)

row = find_target(read(monitoring.read_targets), target)
found = read(outlook.monitored_at, target, today)
directive_view.show_directive(row, today, reader)
caveats.show_caveats(row, found.progress, reader)
charts_view.show_charts(row, found, unit, today, reader)

DISTRICTS, OUTLOOK, DUE, KINDS = "huyen", "trien-vong", "den-lich", "mau-so"
titles = {DISTRICTS: _("Districts"), OUTLOOK: _("Outlook"), DUE: _("People due"), KINDS: _("Denominators")}
section = pick(
    st.segmented_control,
    _("Show"),
    list(titles),
    name=SECTION,
    default=DISTRICTS,
    language=reader.language,
    quiet=True,
    required=True,
    format_func=titles.__getitem__,
)
if section == DISTRICTS:
    districts_table.show_districts(found.progress, unit, reader)
    table_downloads.show_target_downloads(target, today, reader)
    monitoring_view.show_source(row, found.progress, unit, today, reader)
elif section == OUTLOOK:
    outlook_view.show_outlook(target, today, reader)
elif section == DUE:
    due_view.show_due(row, unit, today, reader)
else:
    kinds_view.show_kinds(row, today, reader)
    table_downloads.show_kinds_downloads(target, today, reader)
