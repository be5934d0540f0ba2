"""Signing assignments off and taking that back, removing them, erasing responsible persons' names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.place import LAI_CHAU
from campaign.errors import CampaignError
from campaign.ui import session
from campaign.ui.manage.assignment_saving import say_done, turn
from campaign.ui.markup import hint, show
from campaign.workflows.manage import assignments as workflow

UNIT, NOTE, NAME = "sign-unit", "sign-note", "erase-name"


def show_signing(rows: pd.DataFrame, today: date, reader: Reader) -> None:
    """One of the assignments signed off, or its sign-off taken back."""
    _ = reader.words
    names = dict(zip(rows["unit"], rows["name"], strict=True))
    signed = set(rows.loc[rows["signed_off_on"].notna(), "unit"])
    target = rows["target"].iloc[0]
    with st.expander(_("Sign an assignment off")):
        show(hint(_("A sign-off says that the assignment is accepted as done. One that is not met needs a note.")))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            unit = st.selectbox(_("Unit"), list(names), format_func=names.__getitem__, key=UNIT, width=320)
            if unit in signed:
                st.button(_("Take the sign-off back"), on_click=_undo, args=(target, unit, names, reader))
            else:
                st.text_input(_("Note"), key=NOTE, max_chars=300, width=420)
                st.button(_("Sign off"), on_click=_sign, args=(target, unit, today, names, reader))


def show_removal(target: str, of: str, reader: Reader) -> None:
    """Removing what is assigned under a unit, to begin anew."""
    _ = reader.words
    with st.expander(_("Remove these assignments")):
        show(hint(_("They are deleted with who answers for them; the history keeps the numbers.")))
        sure = st.checkbox(_("Yes, remove them"), key=f"remove-sure:{turn()}:{target}:{of}")
        st.button(_("Remove"), on_click=_remove, args=(target, of or LAI_CHAU.province, reader), disabled=not sure)


def show_erasing(reader: Reader) -> None:
    """Erasing a responsible person everywhere."""
    _ = reader.words
    people = workflow.read_names(session.database(), by=session.actor())
    if not people:
        return
    with st.expander(_("Erase a responsible person")):
        show(hint(_("Name and post are removed from every assignment and every note, for good. Figures stay.")))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.selectbox(_("Person responsible"), people, key=NAME, index=None, placeholder="–", width=320)
            st.button(_("Erase the name"), on_click=_erase, args=(name, reader), disabled=name is None)


def _sign(target: str, unit: str, today: date, names: Mapping[str, str], reader: Reader) -> None:
    note = st.session_state.get(NOTE, "")

    def act() -> str:
        workflow.sign_off(session.database(), target, unit, as_of=today, note=note, by=session.actor())
        return reader.words("The assignment of {unit} is signed off.", unit=names[unit])

    _do(act, reader)


def _undo(target: str, unit: str, names: Mapping[str, str], reader: Reader) -> None:
    def act() -> str:
        workflow.undo_sign_off(session.database(), target, unit, by=session.actor())
        return reader.words("The sign-off of {unit} is taken back.", unit=names[unit])

    _do(act, reader)


def _remove(target: str, of: str, reader: Reader) -> None:
    def act() -> str:
        count = workflow.remove_assignments(session.database(), target, of, by=session.actor())
        return reader.words("{count} assignments are removed.", count=count)

    _do(act, reader)


def _erase(name: str, reader: Reader) -> None:
    def act() -> str:
        count = workflow.erase_names(session.database(), name=name, by=session.actor())
        return reader.words("The name is erased from {count} assignments.", count=count)

    _do(act, reader)


def _do(act: Callable[[], str], reader: Reader) -> None:
    """What was done, or why it was not, said in the page's next run; the role is asked here, at the act itself."""
    try:
        say_done(act())
    except CampaignError as problem:
        say_done(problem.words(reader.translate), kind="error")
