"""Changing one account: its role, name and status, a link to set its password anew, erasing its name."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign.access.roles import ROLE_WORDS
from campaign.charts.style import Reader
from campaign.store.access.accounts import ACTIVE
from campaign.ui import session
from campaign.ui.admin.account_parts import act, called, keep_link
from campaign.ui.markup import hint, show
from campaign.workflows.access import accounts as workflow
from campaign.workflows.access.accounts import Account
from campaign.workflows.access.links import LONGEST_NAME

CHOSEN = "account-chosen"


def show_changing(accounts: Sequence[Account], reader: Reader) -> None:
    """Choose an account, then change it."""
    _ = reader.words
    st.header(_("Change an account"))
    by_login = {each.login: each for each in accounts}
    login = st.selectbox(
        _("Account"), list(by_login), format_func=lambda login: called(by_login[login]), key=CHOSEN, width=380
    )
    account = by_login[login]
    _show_role(account, reader)
    _show_name(account, reader)
    if account.status == ACTIVE:
        if account.id != session.actor().account:
            _show_reset(account, reader)
        _show_disabling(account, reader)
    else:
        _show_enabling(account, reader)


def _show_role(account: Account, reader: Reader) -> None:
    _ = reader.words
    words = {role: _(word) for role, word in ROLE_WORDS.items()}
    roles, key = list(words), f"account-role:{account.login}:{account.role}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        at = roles.index(account.role)
        role = st.selectbox(_("Role"), roles, at, format_func=words.__getitem__, key=key, width=220)
        unchanged = role == account.role
        st.button(_("Change the role"), disabled=unchanged, on_click=_change_role, args=(account.login, role, reader))


def _show_name(account: Account, reader: Reader) -> None:
    _ = reader.words
    key = f"account-name:{account.login}:{account.name}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("Name"), account.name, key=key, max_chars=LONGEST_NAME, width=320)
        st.button(_("Change the name"), on_click=_rename, args=(account.login, key, reader))


def _show_reset(account: Account, reader: Reader) -> None:
    _ = reader.words
    with st.expander(_("New link to set the password")):
        show(
            hint(_("For whoever has forgotten it, or whose first link has lapsed. The old password works until then."))
        )
        st.button(_("Make a new link"), on_click=_reset, args=(account.login, reader))


def _show_disabling(account: Account, reader: Reader) -> None:
    _ = reader.words
    with st.expander(_("Disable the account")):
        show(hint(_("Its sessions end at once and nobody can sign in with it. It can be enabled again.")))
        sure = st.checkbox(_("Yes, disable {login}", login=account.login), key=f"account-disable:{account.login}")
        st.button(_("Disable"), disabled=not sure, on_click=_disable, args=(account.login, reader))


def _show_enabling(account: Account, reader: Reader) -> None:
    _ = reader.words
    show(hint(_("This account is disabled; nobody can sign in with it.")))
    st.button(_("Enable the account"), on_click=_enable, args=(account.login, reader))
    if not account.name:
        return
    with st.expander(_("Erase the person's name")):
        show(
            hint(
                _("For good: everything the account did stays recorded under its login, {login}.", login=account.login)
            )
        )
        sure = st.checkbox(_("Yes, erase the name"), key=f"account-erase:{account.login}")
        st.button(_("Erase the name"), disabled=not sure, on_click=_erase, args=(account.login, reader))


def _change_role(login: str, role: str, reader: Reader) -> None:
    def change() -> str:
        workflow.change_role(session.database(), login, role, by=session.actor())
        return reader.words("{login} is now {role}.", login=login, role=reader.words(ROLE_WORDS[role]))

    act(change)


def _rename(login: str, key: str, reader: Reader) -> None:
    def rename() -> str:
        workflow.rename_account(session.database(), login, st.session_state[key], by=session.actor())
        return reader.words("The name of {login} is changed.", login=login)

    act(rename)


def _reset(login: str, reader: Reader) -> None:
    def reset() -> str:
        keep_link(workflow.reset_account(session.database(), login, by=session.actor()))
        return reader.words("There is a new link for {login}; older ones are no longer good.", login=login)

    act(reset)


def _disable(login: str, reader: Reader) -> None:
    def disable() -> str:
        workflow.disable_account(session.database(), login, by=session.actor())
        return reader.words("{login} is disabled and signed out everywhere.", login=login)

    act(disable)


def _enable(login: str, reader: Reader) -> None:
    def enable() -> str:
        workflow.enable_account(session.database(), login, by=session.actor())
        return reader.words("{login} may sign in again.", login=login)

    act(enable)


def _erase(login: str, reader: Reader) -> None:
    def erase() -> str:
        workflow.erase_name(session.database(), login, by=session.actor())
        return reader.words("The name of {login} is erased.", login=login)

    act(erase)
