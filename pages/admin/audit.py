"""The audit trail: who changed what and when, searched and taken along; whether it is still as it was recorded."""

from __future__ import annotations

import streamlit as st

from campaign.access.roles import NOT_ALLOWED, READ_AUDIT
from campaign.ui import session
from campaign.ui.admin import audit_list, audit_search, audit_state
from campaign.ui.markup import notice
from campaign.ui.roles import allowed

reader = session.reader()

st.title(reader.words("Audit trail"))
if allowed(READ_AUDIT):
    audit_state.show_state(reader)
    search = audit_search.pick_search(reader)
    audit_list.show_events(search, reader)
else:
    notice(reader.words(NOT_ALLOWED[READ_AUDIT]))
