"""Accounts: who may come in with which role, links to set passwords, and who is signed in from where."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.admin import account_adding, account_changing, account_list, account_sessions
from campaign.ui.admin.account_parts import read_accounts, show_new_link
from campaign.ui.manage.entry_fields import show_told

reader = session.reader()

st.title(reader.words("Accounts"))
with st.container():  # messages come and go; what stands below keeps its place
    show_told()
    show_new_link(reader)
accounts = read_accounts()
account_list.show_accounts(accounts, reader)
account_adding.show_adding(reader)
if accounts:
    account_changing.show_changing(accounts, reader)
account_sessions.show_all_sessions(reader)
