"""Taking an entry of the registry back, and letting it stand again."""

from __future__ import annotations

from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.findings import finding_message
from campaign.locale import N_
from campaign.locale.formats import moment
from campaign.ui import session
from campaign.ui.manage.entry_fields import attempt, tell
from campaign.ui.markup import notice
from campaign.workflows.manage import directive_editing, target_editing
from campaign.workflows.manage.registry import DIRECTIVE, Entered

_EFFECTS = {
    "directive": N_("Its targets leave force, and what they took the place of is in force again. The record is kept."),
    "target": N_("It leaves force, and what it took the place of is in force again. The record is kept."),
}


def show_withdrawn(row: Any, reader: Reader) -> None:
    """That an entry is withdrawn, by whom, when and why."""
    if row.withdrawn_at:
        values = {"by": row.withdrawn_by, "reason": row.withdrawn_reason}
        values["moment"] = moment(row.withdrawn_at, reader.language)
        notice(reader.words("Withdrawn by {by}, {moment}: {reason}", **values), kind="warning")


def show_withdrawal(kind: str, row: Any, reader: Reader) -> None:
    """Withdraw a directive or target with a reason; or restore it where it is withdrawn."""
    _ = reader.words
    key = f"withdraw:{kind}:{row.id}"
    if row.withdrawn_at:
        label = _("Restore {id}", id=row.id)
        st.button(label, key=f"restore:{kind}:{row.id}", on_click=_restore, args=(kind, row.id, reader))
        return
    with st.expander(_("Withdraw {id}", id=row.id)), st.form(key, border=False):
        st.text(_(_EFFECTS[kind]))
        st.text_input(_("Reason (required)"), key=f"{key}:reason", max_chars=300)
        st.form_submit_button(_("Withdraw"), on_click=_withdraw, args=(kind, row.id, reader))


def _withdraw(kind: str, name: str, reader: Reader) -> None:
    reason = st.session_state[f"withdraw:{kind}:{name}:reason"]
    save = directive_editing.withdraw_directive if kind == DIRECTIVE else target_editing.withdraw_target

    def saved() -> Entered:
        save(session.database(), name, reason=reason, by=session.actor())
        return Entered(name, [])

    if attempt(saved, reader):
        tell(reader.words("'{id}' is withdrawn.", id=name))


def _restore(kind: str, name: str, reader: Reader) -> None:
    save = directive_editing.restore_directive if kind == DIRECTIVE else target_editing.restore_target
    outcome = attempt(lambda: save(session.database(), name, by=session.actor()), reader)
    if outcome is None:
        return
    for finding in outcome.findings:
        tell(finding_message(finding, reader.language), kind="error")
    if outcome.id:
        tell(reader.words("{id} stands again as it was.", id=name))
