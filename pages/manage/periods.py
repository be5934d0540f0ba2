"""Closed periods: how far they are closed, closing and opening again, what was reported and what has changed since."""

from __future__ import annotations

import streamlit as st

from campaign.access.roles import CLOSE_PERIODS, NOT_ALLOWED
from campaign.ui import session
from campaign.ui.manage import period_list, period_state
from campaign.ui.markup import notice
from campaign.ui.roles import allowed

reader = session.reader()
_ = reader.words

st.title(_("Closed periods"))
with st.container():  # messages come and go; what stands below keeps its place
    period_state.show_told()
period_state.show_state(reader)
if allowed(CLOSE_PERIODS):
    period_state.show_closing(reader)
    period_state.show_reopening(reader)
else:
    notice(_(NOT_ALLOWED[CLOSE_PERIODS]))
period_list.show_closes(reader)
