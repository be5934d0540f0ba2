"""The accounts, and what each role may do."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign.access.roles import ROLE_WORDS
from campaign.charts.style import Reader
from campaign.locale.formats import MISSING, moment, number
from campaign.store.access.accounts import DISABLED
from campaign.ui.admin.account_parts import ROLE_MEANING, STATUS_WORDS
from campaign.ui.markup import Made, escape, hint, notice, show, table
from campaign.workflows.access.accounts import Account


def show_accounts(accounts: Sequence[Account], reader: Reader) -> None:
    """All accounts by login; without any, what to do."""
    _ = reader.words
    if not accounts:
        notice(_("There are no accounts yet. Add the first one below; make it an administrator."))
    else:
        caption = _("Accounts")
        headings = (_("Name"), _("Login"), _("Role"), _("State"), _("Last sign-in"), _("Open sessions"))
        show(table(headings, [_row(each, reader) for each in accounts], numbers=(5,), caption=caption, cards=True))
    show_roles(reader)


def show_roles(reader: Reader) -> None:
    """What each role may do."""
    _ = reader.words
    with st.expander(_("What each role may do")):
        lines = "".join(
            f"<li><strong>{escape(_(word))}</strong>: {escape(_(ROLE_MEANING[role]))}</li>"
            for role, word in ROLE_WORDS.items()
        )
        show(f"<ul>{lines}</ul>")
        show(hint(_("A changed role holds from the next thing the person does, without signing in again.")))


def _row(account: Account, reader: Reader) -> tuple[str | Made, ...]:
    _ = reader.words
    signed_in = moment(account.signed_in_at, reader.language) if account.signed_in_at else _never(account, reader)
    return (
        account.name or MISSING,
        account.login,
        _(ROLE_WORDS[account.role]),
        f"✗ {_(STATUS_WORDS[account.status])}"
        if account.status == DISABLED
        else f"✓ {_(STATUS_WORDS[account.status])}",
        signed_in,
        number(account.sessions, reader.language),
    )


def _never(account: Account, reader: Reader) -> str:
    """Why somebody has never signed in."""
    known = account.has_password or account.identity
    return reader.words("Never") if known else reader.words("Never; no password set yet")
