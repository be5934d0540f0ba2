"""How the trail stands: verified up to which event and when; verifying it now, against marks on paper as well."""

from __future__ import annotations

import streamlit as st

from campaign.charts.style import Reader
from campaign.errors import CampaignError
from campaign.locale.formats import moment, number
from campaign.ui import session
from campaign.ui.markup import hint, notice, show
from campaign.workflows.safety.anchors import anchor_text
from campaign.workflows.safety.auditing import Verified
from campaign.workflows.safety.trail import verify_now

_MARKS, _PROBLEM = "audit-marks", "audit-problem"
_LATEST = "latest"


def show_state(reader: Reader) -> None:
    """What the last check found, the mark of the trail's end, and a form to check again."""
    if problem := st.session_state.pop(_PROBLEM, None):
        notice(problem, kind="error")
    found = _kept(session.database().url).get(_LATEST)
    if found is None:
        notice(reader.words("The trail has not been checked since the server was started."))
    else:
        _show_found(found, reader)
    _show_form(reader)


def _show_found(found: Verified, reader: Reader) -> None:
    _ = reader.words
    for message, values in (*found.wrong, *found.to_know):
        notice(_(message, **values), kind="error" if (message, values) in found.wrong else "warning")
    values = {
        "count": number(found.events, reader.language),
        "until": moment(found.until, reader.language),
        "checked": moment(found.checked_at, reader.language),
    }
    if found.wrong:
        show(hint(_("Checked {checked}: {count} events, the last one of {until}.", **values)))
        return
    notice(
        _("All {count} events are as they were recorded, up to the last one of {until}. Checked {checked}.", **values),
        kind="success",
    )
    if found.anchors:
        notice(_("The marks given ({count}) fit the trail.", count=found.anchors), kind="success")


def _show_form(reader: Reader) -> None:
    _ = reader.words
    with st.expander(_("Check whether events were changed or removed")):
        with st.form("audit-check", border=False):
            st.text_input(
                _("Marks on papers or in lists of backups, if there are any: 1234 · 9f3c41aa07be55d2"), key=_MARKS
            )
            st.form_submit_button(_("Check now"), on_click=_check, args=(reader,))
        if anchor := anchor_text(session.database()):
            show(hint(_("The mark of the trail's end now: {anchor}", anchor=anchor)))
        show(
            hint(
                _(
                    "The chain shows events that were changed, removed between others or swapped. That the end was cut "
                    "off, or that somebody with the key wrote the trail anew, only a mark shows that was printed or "
                    "kept elsewhere."
                )
            )
        )


def _check(reader: Reader) -> None:
    database = session.database()
    try:
        _kept(database.url)[_LATEST] = verify_now(database, st.session_state[_MARKS], by=session.actor())
    except CampaignError as problem:
        st.session_state[_PROBLEM] = problem.words(reader.translate)


@st.cache_resource
def _kept(url: str) -> dict[str, Verified]:
    """What the last check in this process found, for all visits."""
    return {}
