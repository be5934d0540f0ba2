"""One's own account: role, sessions, and the way to another password."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.admin import account_own, account_sessions
from campaign.ui.manage.entry_fields import show_told

reader = session.reader()

st.title(reader.words("My account"))
with st.container():  # messages come and go; what stands below keeps its place
    show_told()
if account_own.show_account(reader):
    account_sessions.show_own_sessions(reader)
