"""The districts' boundaries for the map, where the site has them."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.empty import stop_without_figures

reader = session.reader()
_ = reader.words

st.title(_("Boundaries"))
stop_without_figures(reader)
