"""The districts' boundaries for the map, where the site has them: look at a file, load it, take it away."""

from __future__ import annotations

import streamlit as st

from campaign.access.roles import KEEP_BOUNDARIES, NOT_ALLOWED
from campaign.ui import session
from campaign.ui.manage import boundary_loading, boundary_state
from campaign.ui.markup import notice
from campaign.ui.roles import allowed

reader = session.reader()
_ = reader.words

st.title(_("Boundaries"))
with st.container():  # messages come and go; what stands below keeps its place
    boundary_state.show_told()
boundary_state.show_map_now(reader)
if allowed(KEEP_BOUNDARIES):
    boundary_state.show_removal(reader)
    boundary_loading.show_loading(reader)
else:
    notice(_(NOT_ALLOWED[KEEP_BOUNDARIES]))
