"""Assignments: who is to vaccinate how many by when, how far each has come, and giving new ones."""

from __future__ import annotations

import streamlit as st

from campaign.access.roles import ASSIGN, ERASE_NAMES, SEE_RESPONSIBLE, SIGN_OFF
from campaign.domain.place import LAI_CHAU
from campaign.ui import session
from campaign.ui.empty import stop_without_figures
from campaign.ui.labels import unit_names
from campaign.ui.manage import (
    assignment_editor,
    assignment_files,
    assignment_list,
    assignment_saving,
    assignment_signing,
)
from campaign.ui.manage.assignment_parts import find_history, pick_day, read_responsible, read_rows, show_nothing
from campaign.ui.pickers import pick_target, pick_unit
from campaign.ui.roles import allowed

reader = session.reader()
_ = reader.words

st.title(_("Assignments"))
stop_without_figures(reader)
with st.container(key="campaign-pickers", horizontal=True):
    today = pick_day(reader)
    target = pick_target(reader)
    of = pick_unit(reader) or ""

with st.container():  # a message comes and goes; what stands below keeps its place
    assignment_saving.show_done(reader)
named = allowed(SEE_RESPONSIBLE)
rows = read_rows(target, of, today, named=named)
if rows.empty:
    show_nothing(target, of, today, reader)
else:
    assignment_list.show_assignments(rows, of or LAI_CHAU.province, reader)
    assignment_files.show_downloads(target, of, reader)
    if allowed(SIGN_OFF):
        assignment_signing.show_signing(rows, today, reader)
if allowed(ASSIGN):
    assignment_editor.show_editor(target, of, today, read_responsible(target, named=named), reader)
    assignment_files.show_upload(target, of, today, reader)
    if not rows.empty:
        assignment_signing.show_removal(target, of, reader)
if allowed(ERASE_NAMES):
    assignment_signing.show_erasing(reader)
assignment_list.show_history(find_history(target), unit_names(), reader)
