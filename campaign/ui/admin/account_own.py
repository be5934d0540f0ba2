"""One's own account: who one is here, and the way to another password."""

from __future__ import annotations

from campaign.access.roles import ROLE_WORDS
from campaign.charts.style import Reader
from campaign.ui import session
from campaign.ui.admin.account_list import show_roles
from campaign.ui.markup import link, notice, paragraph, show
from campaign.workflows.access.accounts import read_own_account


def show_account(reader: Reader) -> bool:
    """Name, login and role; False where nobody signs in at all (the single-user mode)."""
    _ = reader.words
    account = read_own_account(session.database(), by=session.actor())
    if account is None:
        notice(_("This machine runs for one person: nobody signs in, so there is no account of yours and no session."))
        return False
    show(paragraph(_("Name: {name} · login: {login}", name=account.name or account.login, login=account.login)))
    role = _(ROLE_WORDS[account.role])
    show(paragraph(_("Role: {role}", role=role)))
    if account.has_password:
        way = link(_("Change my password"), "/mat-khau")
        show(f"<p>{way}</p>")
    show_roles(reader)
    return True
