"""The targets one by one, large enough to be read from the back of a room."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.empty import stop_without_figures

reader = session.reader()
_ = reader.words

st.title(_("Meeting"))
stop_without_figures(reader)
