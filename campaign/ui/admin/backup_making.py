"""Back up now, and try the newest backup out: both with what is being done meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from campaign.charts.style import Reader
from campaign.errors import CampaignError
from campaign.ui import session
from campaign.ui.admin.backup_list import size_of
from campaign.ui.admin.backup_restoring import CHOSEN
from campaign.ui.manage.entry_fields import tell
from campaign.ui.markup import hint, notice, show
from campaign.workflows.safety.drilling import drill
from campaign.workflows.safety.on_demand import State, back_up_now


def show_making(state: State, reader: Reader) -> None:
    """The two buttons; what they did is told at the top of the page."""
    _ = reader.words
    with st.container(horizontal=True):
        back_up = st.button(_("Back up now"), type="primary")
        try_out = st.button(_("Run the drill"), disabled=state.listed.newest is None)
    show(hint(_("The drill restores the newest backup aside, compares what it holds, and throws it away again.")))
    if back_up:
        _run(_("Backing up…"), lambda show_step: _back_up(show_step, reader), reader)
    elif try_out:
        _run(_("Restoring the newest backup aside…"), lambda _: _drill(reader), reader)


def _run(label: str, work: Callable[[Callable[[str], None]], None], reader: Reader) -> None:
    """Do something that takes a while: each step is named as it begins."""
    with st.status(label) as status:
        try:
            work(lambda step: status.update(label=reader.words(step)))
        except CampaignError as problem:
            status.update(label=label, state="error")
            notice(problem.words(reader.translate), kind="error")
            return
    st.rerun()


def _back_up(show_step: Callable[[str], None], reader: Reader) -> None:
    made = back_up_now(session.database(), by=session.actor(), on_progress=show_step)
    st.session_state[CHOSEN] = made.name
    tell(reader.words("Backed up and verified: {name} ({size} MB).", name=made.name, size=size_of(made, reader)))


def _drill(reader: Reader) -> None:
    done = drill(session.database(), by=session.actor())
    if done.ok:
        tell(reader.words("The drill went well: {name} can be restored and holds what it should.", name=done.of))
    else:
        failed = reader.words(
            "The drill FAILED: {name}: {problem}. Make a new backup and try again.", name=done.of, problem=done.told
        )
        tell(failed, kind="error")
