"""Who asks for something to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from campaign.settings import ADMIN


@dataclass(frozen=True)
class Actor:
    """Somebody who acts under a name.

    Behind a page it is an account and the session it signed in with: what it may do is read from the database at every
    call, never kept here. At the command line, and in the single-user mode of this machine, it is an operator, whose
    role is given: whoever runs commands can open the database file anyway.
    """

    name: str
    role: str = ""  # an operator's
    account: int | None = None
    session: str = ""  # the SHA-256 of the cookie's token


NOBODY = Actor("")

# What the gate in front of Streamlit says of whoever signed in; taken from nobody else's requests.
LOGIN_HEADER, ACCOUNT_HEADER, SESSION_HEADER = "X-Campaign-Login", "X-Campaign-Account", "X-Campaign-Session"


def visitor(headers: Mapping[str, str]) -> Actor:
    """Whoever the gate let in with this request; without its headers somebody who may do nothing."""
    account = headers.get(ACCOUNT_HEADER) or ""
    name = unquote(headers.get(LOGIN_HEADER) or "")
    return Actor(name, account=int(account) if account.isdecimal() else 0, session=headers.get(SESSION_HEADER) or "")


def operator(name: str, role: str = "") -> Actor:
    """Whoever runs a command on this machine: an administrator unless a lesser role is set (CAMPAIGN_ROLE)."""
    return Actor(name, role or ADMIN)
