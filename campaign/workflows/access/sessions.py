"""Sessions: begun by a sign-in, looked at with every message, ended by their owner, by an administrator or by time."""

from __future__ import annotations

import logging
import unicodedata
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from campaign.access.actors import Actor
from campaign.access.clock import steady_now
from campaign.access.roles import KEEP_ACCOUNTS, VIEW
from campaign.access.session_rules import why_ended
from campaign.access.tokens import digest_of, new_token
from campaign.errors import DatabaseUnusable, NotFound
from campaign.locale import N_
from campaign.settings import read_lifetimes
from campaign.store.access import accounts as account_store
from campaign.store.access import sessions as store
from campaign.store.engine import Connection, Database
from campaign.store.safety.audit import act_as, record_event
from campaign.workflows.access.acting import acting, admitting, authorise, seeing

PASSWORD, OIDC, LINK = "password", "oidc", "link"
SEEN_EVERY = timedelta(minutes=1)  # how often "last seen" is written: messages come many a second
MOST_AGENT = 200  # characters of what a browser says it is

NO_SESSION = N_("This session has ended already.")
_LOG = logging.getLogger("campaign.sign_in")


class Visit(NamedTuple):
    """Somebody who is signed in; `session` is the digest of the cookie's token."""

    account: int
    login: str
    name: str
    role: str
    session: str
    must_change: bool
    secure: bool
    method: str


class SignedIn(NamedTuple):
    """A session that has just begun: the cookie's token is known here and nowhere else."""

    token: str
    visit: Visit


class OpenSession(NamedTuple):
    """A session as lists show it."""

    digest: str
    account: int
    login: str
    method: str
    created_at: datetime
    seen_at: datetime
    address: str
    agent: str
    secure: bool


def begin(
    connection: Connection, account_id: int, *, method: str, address: str, agent: str, secure: bool, now: datetime
) -> SignedIn:
    """A new session with a token of its own, in the caller's transaction."""
    token = new_token()
    row: dict[str, Any] = {
        "digest": digest_of(token), "account": account_id, "method": method, "created_at": now, "seen_at": now,
        "address": printable(address), "agent": printable(agent), "secure": secure,
    }  # fmt: skip
    store.add_session(connection, row)
    account_store.change_account(connection, account_id, signed_in_at=now)
    return SignedIn(token, _visit(store.find_session(connection, row["digest"])))


def find_visit(database: Database, token: str, *, now: datetime | None = None) -> Visit | None:
    """Who has this cookie: None unless the session lives and the account is active. One short read.

    A session that is over by time is ended in the database too, and "last seen" is written once a minute; a database
    that cannot be written for the moment keeps nobody from reading.
    """
    now = now or steady_now()
    digest = digest_of(token)
    with database.reading() as connection:
        row = store.find_session(connection, digest)
    if row is None:
        return None
    why = why_ended(row.created_at, row.seen_at, now, read_lifetimes())
    if why or abs(now - row.seen_at) >= SEEN_EVERY:
        _note(database, digest, why, now)
    return None if why else _visit(row)


def is_open(database: Database, token: str, *, now: datetime | None = None) -> bool:
    """Whether somebody still has this cookie: as find_visit, but nothing is noted, for this is no sign of life."""
    with database.reading() as connection:
        row = store.find_session(connection, digest_of(token))
    if row is None:
        return False
    return not why_ended(row.created_at, row.seen_at, now or steady_now(), read_lifetimes())


def _note(database: Database, digest: str, why: str, now: datetime) -> None:
    try:
        with admitting(database) as connection:
            if why:
                store.end_session(connection, digest, by=why, at=now)
            else:
                store.save_seen(connection, digest, now)
    except DatabaseUnusable as problem:
        _LOG.warning("session_not_noted problem=%s", problem.code)


def sign_out(database: Database, session_digest: str, *, by: Actor, now: datetime | None = None) -> None:
    """End a session by its owner; one that has ended stays ended."""
    with admitting(database) as connection:
        ended = store.end_session(connection, session_digest, by=by.name, at=now or steady_now())
    if ended:
        _LOG.info("signed_out login=%s", by.name)


def list_sessions(database: Database, *, by: Actor, now: datetime | None = None) -> list[OpenSession]:
    """Everybody's sessions that live, the newest first. Raises Refused unless `by` keeps accounts."""
    with seeing(database, by, KEEP_ACCOUNTS) as connection:
        return _living(store.list_sessions(connection), now)


def list_own_sessions(database: Database, *, by: Actor, now: datetime | None = None) -> list[OpenSession]:
    """The sessions of whoever asks; an operator of this machine has none."""
    with seeing(database, by, VIEW) as connection:
        return _living(store.list_sessions(connection, by.account or 0), now)


def end_session(database: Database, digest: str, *, by: Actor, now: datetime | None = None) -> str:
    """End somebody's session by its digest or the beginning of it; the login. Raises Refused, NotFound."""
    with acting(database, by, KEEP_ACCOUNTS) as connection:
        return _end(connection, store.list_sessions(connection), digest, by, now or steady_now())


def end_own_session(database: Database, digest: str, *, by: Actor, now: datetime | None = None) -> None:
    """End one of one's own sessions. Raises Refused, NotFound."""
    with admitting(database, what="") as connection:
        authorise(connection, by, VIEW)
        act_as(connection, by.account)
        _end(connection, store.list_sessions(connection, by.account or 0), digest, by, now or steady_now())


def end_all_sessions(database: Database, *, by: Actor, login: str = "", now: datetime | None = None) -> int:
    """End all sessions of an account, or with no login everybody's; how many. Raises Refused."""
    with acting(database, by, KEEP_ACCOUNTS) as connection:
        rows = [row for row in store.list_sessions(connection) if login in ("", row.login)]
        for row in rows:
            store.end_session(connection, row.digest, by=by.name, at=now or steady_now())
        if rows:
            whose = f"account {login}" if login else "accounts"
            record_event(connection, by=by.name, action="end_sessions", object_=whose, after={"sessions": len(rows)})
    return len(rows)


def _end(connection: Connection, rows: Any, digest: str, by: Actor, now: datetime) -> str:
    found = [row for row in rows if digest and row.digest.startswith(digest)]
    if len(found) != 1:
        raise NotFound("no_session", NO_SESSION)
    [row] = found
    store.end_session(connection, row.digest, by=by.name, at=now)
    record_event(connection, by=by.name, action="end_session", object_=f"account {row.login}", after={"sessions": 1})
    return str(row.login)


def _living(rows: Any, now: datetime | None) -> list[OpenSession]:
    allowed, now = read_lifetimes(), now or steady_now()
    living = [row for row in rows if not why_ended(row.created_at, row.seen_at, now, allowed)]
    return [OpenSession(*(getattr(row, name) for name in OpenSession._fields)) for row in living]


def printable(text: str) -> str:
    """What a stranger sent, as a database and a log line can hold it."""
    return "".join(each for each in text[:MOST_AGENT] if unicodedata.category(each)[0] != "C")


def _visit(row: Any) -> Visit:
    return Visit(
        account=row.id,
        login=row.login,
        name=row.display_name or row.login,
        role=row.role,
        session=row.digest,
        must_change=row.method == PASSWORD and row.password_expires_at is not None,
        secure=row.secure,
        method=row.method,
    )
