"""Adding an account: login, name and role; the link to set the password is shown once."""

from __future__ import annotations

import streamlit as st

from campaign.access.logins import LONGEST_LOGIN
from campaign.access.roles import ROLE_WORDS
from campaign.charts.style import Reader
from campaign.settings import VIEWER
from campaign.ui import session
from campaign.ui.admin.account_parts import act, keep_link
from campaign.ui.markup import hint, show
from campaign.workflows.access.accounts import add_account
from campaign.workflows.access.links import LONGEST_NAME

LOGIN, NAME, ROLE, ROUND = "account-add-login", "account-add-name", "account-add-role", "account-add-round"


def show_adding(reader: Reader) -> None:
    """The form of a new account; what was typed stays while it is refused."""
    _ = reader.words
    st.header(_("Add an account"))
    show(hint(_("You choose no password: the person sets one by a link that you hand over.")))
    turn = st.session_state.get(ROUND, 0)
    with st.form(f"account-add:{turn}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("Name"), key=f"{NAME}:{turn}", max_chars=LONGEST_NAME, width=260)
        st.text_input(_("Login"), key=f"{LOGIN}:{turn}", max_chars=LONGEST_LOGIN, width=220)
        roles = list(ROLE_WORDS)
        words = {role: _(word) for role, word in ROLE_WORDS.items()}
        first = roles.index(VIEWER)
        st.selectbox(_("Role"), roles, first, format_func=words.__getitem__, key=f"{ROLE}:{turn}", width=200)
        st.form_submit_button(_("Add the account"), type="primary", on_click=_add, args=(turn, reader))


def _add(turn: int, reader: Reader) -> None:
    typed = {name: st.session_state.get(f"{name}:{turn}", "") for name in (LOGIN, NAME, ROLE)}

    def add() -> str:
        made = add_account(session.database(), typed[LOGIN], name=typed[NAME], role=typed[ROLE], by=session.actor())
        keep_link(made)
        st.session_state[ROUND] = turn + 1
        return reader.words("The account {login} is added.", login=made.login)

    act(add)
