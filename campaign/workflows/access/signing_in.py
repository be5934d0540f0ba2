"""Signing in: with a password, or by an identity provider; changing one's password.

The way of one-time links is in links.py, what a session is and how it ends in sessions.py.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from campaign.access.actors import Actor
from campaign.access.clock import steady_now
from campaign.access.logins import is_login, login_key
from campaign.access.passwords import check_password, hash_password, is_outdated, is_right
from campaign.access.roles import VIEW
from campaign.access.throttle import WINDOW, address_subject, login_subject, seconds_to_wait
from campaign.errors import Refused
from campaign.locale import N_
from campaign.store.access import accounts as store
from campaign.store.access import sign_in_failures as failures
from campaign.store.access.accounts import ACTIVE
from campaign.store.access.sessions import end_sessions
from campaign.store.engine import Connection, Database
from campaign.store.safety.audit import act_as, record_event
from campaign.workflows.access.acting import admitting, authorise, seeing
from campaign.workflows.access.sessions import PASSWORD, SignedIn, begin, printable

WRONG_SIGN_IN = N_(
    "The login or the password is not right, or the account is disabled. Check capitals and the keyboard's input "
    "method, then try again. Forgotten? An administrator can give you a link to set a new password."
)
WAIT_SECONDS = N_("Too many failed sign-ins. Wait {seconds} seconds, then try again.")
WAIT_MINUTES = N_("Too many failed sign-ins. Wait {minutes} minutes, then try again; nothing is locked for good.")
WRONG_OLD = N_("The present password is not right; the password was not changed.")
SAME = N_("The new password is the present one. Choose another; the password was not changed.")
NO_PASSWORD = N_("This account signs in with the organisation's identity provider; there is no password to change.")
NOT_ACTIVE = N_("This account is disabled or does not exist. Ask an administrator.")
_LOG = logging.getLogger("campaign.sign_in")


class _Attempt(NamedTuple):
    """An attempt that was let through: the account tried, and its failure, taken back if it succeeds."""

    row: Any
    login_subject: str
    at_address: int | None


def sign_in(
    database: Database,
    login: str,
    password: str,
    *,
    address: str,
    agent: str,
    secure: bool,
    now: datetime | None = None,
) -> SignedIn:
    """Begin a session with login and password.

    Raises Refused: "wrong_sign_in" in the same words, after the same time, for an unknown login, a wrong password and a
    disabled account; "too_many_sign_ins" with `seconds` to wait. An attempt is counted before its password is looked
    at, so that a hundred at once are a hundred; it is taken back when it succeeds.
    """
    now = now or steady_now()
    with _counted(database, login, address, now) as attempt:
        kept = attempt.row.password_hash if attempt.row else None
        if not is_right(kept, password):
            raise Refused("wrong_sign_in", WRONG_SIGN_IN)
    renewed = hash_password(password) if is_outdated(attempt.row.password_hash) else None
    with admitting(database) as connection:
        _check_same(connection, attempt.row)
        _take_back(connection, attempt)
        _note_password(connection, attempt.row, password, renewed, now)
        done = begin(connection, attempt.row.id, method=PASSWORD, address=address, agent=agent, secure=secure, now=now)
    _LOG.info("signed_in login=%s address=%s method=%s", done.visit.login, printable(address), PASSWORD)
    return done


@contextmanager
def _counted(
    database: Database, login: str, address: str, now: datetime, *, by_address: bool = True
) -> Iterator[_Attempt]:
    """Count an attempt, unless it has to wait; a failure inside is logged.

    Not `by_address`: nobody waits for what others fail at from the same address.
    """
    key = login_key(login[:200])
    of_whom = login_subject(key)
    of_where = address_subject(address) if by_address else None
    with admitting(database) as connection:
        failures.prune_failures(connection, now, WINDOW)
        at_address = failures.read_failures(connection, of_where) if of_where else []
        wait = seconds_to_wait(failures.read_failures(connection, of_whom), at_address, now)
        row = store.find_account(connection, key) if is_login(key) else None
        if not wait:
            failures.add_failure(connection, of_whom, now)
            failure = failures.add_failure(connection, of_where, now) if of_where else None
    known = row.login if row else "(unknown)"  # people type passwords into the wrong field: no unknown login is logged
    if wait:
        _LOG.warning("sign_in_waits login=%s address=%s seconds=%d", known, printable(address), wait)
        raise too_many(wait)
    try:
        yield _Attempt(row if row and row.status == ACTIVE else None, of_whom, failure)
    except Refused:
        _LOG.warning("sign_in_failed login=%s address=%s", known, printable(address))
        raise


def _take_back(connection: Connection, attempt: _Attempt) -> None:
    """It succeeded: all failures of the login are forgotten, of the address this attempt alone."""
    failures.forget_failures(connection, attempt.login_subject)
    if attempt.at_address is not None:
        failures.forget_failure(connection, attempt.at_address)


def too_many(seconds: int) -> Refused:
    """What somebody is told who has to wait."""
    message = WAIT_SECONDS if seconds < 120 else WAIT_MINUTES
    return Refused("too_many_sign_ins", message, seconds=seconds, minutes=-(-seconds // 60))


def _check_same(connection: Connection, row: Any) -> None:
    """The account may have been disabled, or its password changed, while the password was looked at."""
    now = store.read_account(connection, row.id)
    if now is None or now.status != ACTIVE or now.password_hash != row.password_hash:
        raise Refused("wrong_sign_in", WRONG_SIGN_IN)


def _note_password(connection: Connection, row: Any, password: str, renewed: str | None, now: datetime) -> None:
    """Keep the hash as it is made today; a password that would not be taken today has to be changed."""
    if renewed:
        store.change_account(connection, row.id, password_hash=renewed)
    try:
        check_password(password, row.login)
    except Refused:
        store.change_account(connection, row.id, password_expires_at=now)


def start_session(
    database: Database,
    account_id: int,
    *,
    method: str,
    address: str,
    agent: str,
    secure: bool,
    now: datetime | None = None,
) -> SignedIn:
    """Begin a session for an account that somebody else vouches for. Raises Refused unless it is active."""
    with admitting(database) as connection:
        row = store.read_account(connection, account_id)
        if row is None or row.status != ACTIVE:
            raise Refused("not_active", NOT_ACTIVE)
        done = begin(
            connection, account_id, method=method, address=address, agent=agent, secure=secure, now=now or steady_now()
        )
    _LOG.info("signed_in login=%s address=%s method=%s", done.visit.login, printable(address), method)
    return done


def change_password(
    database: Database, by: Actor, old: str, new: str, *, address: str = "", now: datetime | None = None
) -> None:
    """Change one's own password; one's other sessions end. Raises Refused with what would do.

    A wrong old password counts as a failed sign-in: a browser left open is no place to guess it. It counts for one's
    own login alone, so that nobody keeps others from changing theirs; the address is for the log.
    """
    now = now or steady_now()
    with seeing(database, by, VIEW) as connection:
        row = store.read_account(connection, by.account or 0)
    if row is None or row.password_hash is None:
        raise Refused("no_password", NO_PASSWORD)
    with _counted(database, row.login, address, now, by_address=False) as attempt:
        if not is_right(row.password_hash, old):
            raise Refused("wrong_old_password", WRONG_OLD)
    with admitting(database) as connection:
        _take_back(connection, attempt)
    check_password(new, row.login)
    if is_right(row.password_hash, new):
        raise Refused("same_password", SAME)
    made = hash_password(new)
    with admitting(database, what="") as connection:
        authorise(connection, by, VIEW)
        act_as(connection, by.account)
        store.save_password(connection, row.id, made, now)
        end_sessions(connection, row.id, by=by.name, at=now, but=by.session)
        record_event(connection, by=by.name, action="change_password", object_=f"account {row.login}")
    _LOG.info("password_changed login=%s", row.login)
