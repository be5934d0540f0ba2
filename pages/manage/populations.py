"""The ledger of denominators: what looks wrong in it, its entries, a file or numbers to add, two kinds side by side."""

from __future__ import annotations

import streamlit as st

from campaign.access.roles import KEEP_POPULATIONS
from campaign.ui import session
from campaign.ui.manage import (
    population_flags,
    population_ledger,
    population_loading,
    population_sides,
    population_typing,
)
from campaign.ui.monitor import over_view
from campaign.ui.roles import allowed

LEDGER, LOAD, TYPE_IN, SIDES = "ledger", "load", "type", "sides"

reader = session.reader()
_ = reader.words

st.title(_("Populations"))
with st.container():  # messages come and go; what stands below keeps its place
    population_loading.show_saved(reader)
as_of = population_ledger.pick_day(reader)
if population_ledger.is_empty():
    population_ledger.show_nothing(reader)
else:
    population_flags.show_flags(as_of, reader)
    over_view.show_overs(as_of, reader)

adding = {LOAD: _("Load a file"), TYPE_IN: _("Type in")} if allowed(KEEP_POPULATIONS) else {}
parts = {LEDGER: _("Ledger"), **adding, SIDES: _("Two kinds side by side")}
key = f"populations-part:{reader.language}"
part = st.radio(_("Show"), list(parts), format_func=parts.__getitem__, horizontal=True, key=key)
if part == LEDGER:
    population_ledger.show_ledger(as_of, reader)
elif part == LOAD:
    population_loading.show_loading(reader)
elif part == TYPE_IN:
    population_typing.show_typing(as_of, reader)
else:
    population_sides.show_sides(as_of, reader)
