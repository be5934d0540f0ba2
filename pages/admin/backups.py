"""Backups: how they stand, one more now, one restored on trial, and the way back to one."""

from __future__ import annotations

import streamlit as st

from campaign.access.roles import KEEP_BACKUPS, NOT_ALLOWED
from campaign.ui import session
from campaign.ui.admin import backup_list, backup_making, backup_restoring
from campaign.ui.manage.entry_fields import show_told
from campaign.ui.markup import notice
from campaign.ui.roles import allowed
from campaign.workflows.safety.on_demand import read_state

reader = session.reader()
_ = reader.words

st.title(_("Backups"))
with st.container():  # messages come and go; what stands below keeps its place
    show_told()
if allowed(KEEP_BACKUPS):
    state = read_state(session.database(), by=session.actor())
    backup_list.show_state(state, reader)
    backup_making.show_making(state, reader)
    backup_list.show_list(state, reader)
    backup_restoring.show_restoring(state, reader)
else:
    notice(_(NOT_ALLOWED[KEEP_BACKUPS]))
