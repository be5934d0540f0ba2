"""Directives: what each one says, the targets it sets, how their deadlines are read, who changed what."""

from __future__ import annotations

import streamlit as st

from campaign.access.roles import KEEP_DIRECTIVES, NOT_ALLOWED
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.manage import directive_form, directive_sheet, entry_fields, reading_view, target_form
from campaign.ui.manage.directive_list import pick_directive, show_list
from campaign.ui.manage.entry_history import show_history
from campaign.ui.markup import notice
from campaign.ui.roles import allowed
from campaign.ui.sheets import withdrawing
from campaign.workflows.manage import directives, registry

reader = session.reader()
_ = reader.words

st.title(_("Directives"))
with st.container():  # messages come and go; what stands below keeps its place
    entry_fields.show_told()
editing = allowed(KEEP_DIRECTIVES)
if not editing:
    notice(_(NOT_ALLOWED[KEEP_DIRECTIVES]))
rows = read(directives.list_directives)
if not rows:
    notice(_("No directive is recorded yet. Record the first one: its clauses set the targets."))
    if editing:
        directive_form.show_new_directive(reader)
    st.stop()

chosen = pick_directive(rows, reader)
show_list(rows, chosen, reader)
if editing:
    directive_form.show_new_directive(reader)

found = read(directives.read_directive, chosen.id)
targets = read(directives.read_own_targets, chosen.id)
directive_sheet.show_facts(found, reader)
directive_sheet.show_file(found, reader)
directive_sheet.show_text(found, reader)
directive_sheet.show_targets(targets, reader)
if editing and not chosen.withdrawn_at:
    if target := directive_sheet.pick_target(targets, reader):
        if not target.withdrawn_at:
            target_form.show_edit_target(found, target, reader)
            reading_view.show_choosing(target.id, reader)
        withdrawing.show_withdrawal(registry.TARGET, target, reader)
    target_form.show_new_target(found, reader)
    st.header(_("The directive itself"))
    directive_form.show_edit(found, reader)
if editing:
    withdrawing.show_withdrawal(registry.DIRECTIVE, chosen, reader)
objects = [(registry.DIRECTIVE, chosen.id), *((registry.TARGET, each.id) for each in targets)]
show_history(read(registry.read_history, *objects), reader)
