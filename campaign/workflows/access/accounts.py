"""Accounts: adding one, its role, its name, disabling it, a link to set its password anew.

A person's display name stands nowhere but in the account, so that it can be erased for good: the audit trail and all
records know the login.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from campaign.access.actors import Actor
from campaign.access.clock import steady_now
from campaign.access.logins import check_login, login_key
from campaign.access.roles import KEEP_ACCOUNTS, VIEW
from campaign.errors import NotFound, Refused
from campaign.locale import N_
from campaign.settings import ADMIN, ROLES
from campaign.store.access import accounts as store
from campaign.store.access.accounts import ACTIVE, DISABLED
from campaign.store.access.one_time_links import close_links
from campaign.store.access.sessions import end_sessions
from campaign.store.access.sessions import list_sessions as list_open
from campaign.store.engine import Connection, Database
from campaign.store.safety.audit import record_event
from campaign.workflows.access.acting import acting, seeing
from campaign.workflows.access.links import LOGIN_TAKEN, add_reset_link, check_name
from campaign.workflows.access.sessions import list_sessions

NO_ACCOUNT = N_("There is no account '{login}'.")
WRONG_ROLE = N_("'{role}' is no role. The roles are viewer, analyst and admin.")
LAST_ADMIN = N_(
    "'{login}' is the only administrator who can sign in. Make somebody else an administrator first, who has set a "
    "password; nothing was changed."
)
STILL_ACTIVE = N_("'{login}' is still active. Disable the account first, then erase its name.")
OWN_ACCOUNT = N_("Change your own password with 'Change password'.")
IDENTITY_TAKEN = N_("The account '{login}' already signs in as this person of the identity provider.")


class Account(NamedTuple):
    """An account as lists show it; `name` is "" once it was erased, `has_password` tells a link was used."""

    id: int
    login: str
    name: str
    role: str
    status: str
    has_password: bool
    identity: str
    created_at: datetime
    signed_in_at: datetime | None
    sessions: int


class NewLink(NamedTuple):
    """A one-time link's token, known here and nowhere else, and whose password it sets."""

    login: str
    token: str


def list_accounts(database: Database, *, by: Actor, now: datetime | None = None) -> list[Account]:
    """All accounts by login, with how many sessions each has open. Raises Refused unless `by` keeps accounts."""
    with seeing(database, by, KEEP_ACCOUNTS) as connection:
        rows = store.list_accounts(connection)
    counts = Counter(each.account for each in list_sessions(database, by=by, now=now))
    return [_account(row, counts[row.id]) for row in rows]


def read_own_account(database: Database, *, by: Actor) -> Account | None:
    """The account of whoever asks; None for an operator of this machine. Raises Refused once signed out."""
    with seeing(database, by, VIEW) as connection:
        row = store.read_account(connection, by.account or 0)
        return None if row is None else _account(row, len(list_open(connection, row.id)))


def add_account(
    database: Database, login: str, *, name: str, role: str, by: Actor, now: datetime | None = None
) -> NewLink:
    """A new account, with the link by which its owner sets a password. Raises Refused with what would do."""
    key, told, now = check_login(login), check_name(name), now or steady_now()
    check_role(role)
    with acting(database, by, KEEP_ACCOUNTS) as connection:
        if store.find_account(connection, key):
            raise Refused("login_taken", LOGIN_TAKEN, login=key)
        account_id = store.add_account(connection, login=key, name=told, role=role, by=by.name, at=now)
        _record(connection, by, "add_account", key, after={"role": role, "status": ACTIVE})
        return NewLink(key, add_reset_link(connection, account_id, by=by, now=now))


def rename_account(database: Database, login: str, name: str, *, by: Actor) -> None:
    """Another display name. Raises Refused, NotFound."""
    told = check_name(name)
    with _changing(database, login, by) as (connection, row):
        if row.display_name != told:
            store.change_account(connection, row.id, display_name=told)
            _record(connection, by, "rename_account", row.login)


def change_role(database: Database, login: str, role: str, *, by: Actor) -> None:
    """Another role; it holds from the next thing the account does. Raises Refused, NotFound."""
    check_role(role)
    with _changing(database, login, by) as (connection, row):
        if row.role == role:
            return
        if role != ADMIN:
            _keep_an_admin(connection, row)
        store.change_account(connection, row.id, role=role)
        _record(connection, by, "change_role", row.login, before={"role": row.role}, after={"role": role})


def disable_account(database: Database, login: str, *, by: Actor, now: datetime | None = None) -> None:
    """Nobody comes in by this account any more; its sessions and links end. Raises Refused, NotFound."""
    now = now or steady_now()
    with _changing(database, login, by) as (connection, row):
        if row.status == DISABLED:
            return
        _keep_an_admin(connection, row)
        store.change_account(connection, row.id, status=DISABLED)
        ended = end_sessions(connection, row.id, by=by.name, at=now)
        close_links(connection, row.id, now)
        after = {"status": DISABLED, "sessions_ended": ended}
        _record(connection, by, "disable_account", row.login, before={"status": ACTIVE}, after=after)


def enable_account(database: Database, login: str, *, by: Actor) -> None:
    """The account may sign in again, with its old password. Raises Refused, NotFound."""
    with _changing(database, login, by) as (connection, row):
        if row.status == DISABLED:
            store.change_account(connection, row.id, status=ACTIVE)
            _record(connection, by, "enable_account", row.login, before={"status": DISABLED}, after={"status": ACTIVE})


def reset_account(database: Database, login: str, *, by: Actor, now: datetime | None = None) -> NewLink:
    """A new link to set the account's password; the old password works until it is used. Raises Refused, NotFound.

    Nobody makes one for himself: whoever sits before somebody else's open page does not know the present password.
    """
    with _changing(database, login, by) as (connection, row):
        if row.id == by.account:
            raise Refused("own_account", OWN_ACCOUNT)
        if row.status != ACTIVE:
            raise Refused("account_disabled", N_("'{login}' is disabled. Enable the account first."), login=row.login)
        _record(connection, by, "reset_account", row.login)
        return NewLink(row.login, add_reset_link(connection, row.id, by=by, now=now or steady_now()))


def erase_name(database: Database, login: str, *, by: Actor) -> None:
    """Erase a disabled account's display name for good; what it did stays recorded under its login.

    Raises Refused, NotFound.
    """
    with _changing(database, login, by) as (connection, row):
        if row.status == ACTIVE:
            raise Refused("still_active", STILL_ACTIVE, login=row.login)
        if row.display_name:
            store.change_account(connection, row.id, display_name="")
            _record(connection, by, "erase_account_name", row.login)


def link_identity(database: Database, login: str, issuer: str, subject: str, *, by: Actor) -> None:
    """Let a person of the identity provider sign in to an account: by its issuer and subject, never by an e-mail.

    Both "" take that away again. Raises Refused, NotFound.
    """
    with _changing(database, login, by) as (connection, row):
        other = store.find_identity(connection, issuer, subject) if issuer else None
        if other is not None and other.id != row.id:
            raise Refused("identity_taken", IDENTITY_TAKEN, login=other.login)
        if not issuer and row.password_hash is None:
            _keep_an_admin(connection, row)
        store.change_account(connection, row.id, issuer=issuer or None, subject=subject or None)
        before, after = {"issuer": row.issuer}, {"issuer": issuer or None}
        _record(connection, by, "link_identity", row.login, before=before, after=after)


@contextmanager
def _changing(database: Database, login: str, by: Actor) -> Iterator[tuple[Connection, Any]]:
    with acting(database, by, KEEP_ACCOUNTS) as connection:
        row = store.find_account(connection, login_key(login))
        if row is None:
            raise NotFound("no_account", NO_ACCOUNT, login=login)
        yield connection, row


def _keep_an_admin(connection: Connection, row: Any) -> None:
    """Somebody must be left who can sign in and change accounts."""
    able = row.password_hash is not None or row.subject is not None
    last = row.role == ADMIN and row.status == ACTIVE and able
    if last and store.count_admins(connection, without=row.id) == 0:
        raise Refused("last_admin", LAST_ADMIN, login=row.login)


def check_role(role: str) -> None:
    """Raise Refused unless there is such a role."""
    if role not in ROLES:
        raise Refused("wrong_role", WRONG_ROLE, role=role)


def _record(
    connection: Connection, by: Actor, action: str, login: str, *, before: Any = None, after: Any = None
) -> None:
    record_event(connection, by=by.name, action=action, object_=f"account {login}", before=before, after=after)


def _account(row: Any, sessions: int) -> Account:
    return Account(
        id=row.id,
        login=row.login,
        name=row.display_name,
        role=row.role,
        status=row.status,
        has_password=row.password_hash is not None,
        identity=row.issuer or "",
        created_at=row.created_at,
        signed_in_at=row.signed_in_at,
        sessions=sessions,
    )
