"""One-time links: the first administrator sets himself up with one, everybody sets a password with one.

Nobody but an account's owner ever knows its password: an administrator hands over a link that is good once.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from campaign.access.actors import Actor
from campaign.access.clock import steady_now
from campaign.access.logins import check_login
from campaign.access.passwords import check_password, hash_password
from campaign.access.roles import KEEP_ACCOUNTS
from campaign.access.session_rules import is_link_open
from campaign.access.throttle import login_subject
from campaign.access.tokens import digest_of, new_token
from campaign.errors import Refused
from campaign.locale import N_
from campaign.settings import ADMIN
from campaign.store.access import accounts as store
from campaign.store.access import one_time_links as links
from campaign.store.access import sign_in_failures as failures
from campaign.store.access.accounts import ACTIVE
from campaign.store.access.sessions import end_sessions
from campaign.store.engine import Connection, Database
from campaign.store.safety.audit import act_as, record_event
from campaign.workflows.access.acting import acting, admitting
from campaign.workflows.access.sessions import LINK, SignedIn, begin, printable

FIRST_ADMIN, RESET = "first_admin", "reset"
SETUP_VALID, RESET_VALID = timedelta(minutes=30), timedelta(hours=72)
LONGEST_NAME = 100  # characters of a person's name

BAD_LINK = N_(
    "This link was used already, has expired or was replaced by a newer one. Ask an administrator for a new one; "
    "on the server itself: python -m campaign user reset LOGIN"
)
NOT_NEEDED = N_("There is an administrator already. Ask him, or run: python -m campaign user reset LOGIN")
LOGIN_TAKEN = N_("There is an account '{login}' already. Choose another login name.")
WRONG_NAME = N_("Enter the person's name, at most {longest} characters.")
_LOG = logging.getLogger("campaign.sign_in")


class Link(NamedTuple):
    """What a one-time link is good for: kind first_admin or reset, and whose password it sets."""

    kind: str
    login: str
    name: str
    expires_at: datetime


def read_link(database: Database, token: str, *, now: datetime | None = None) -> Link | None:
    """What a link is good for; None for one that is used, over, replaced or made up."""
    with database.reading() as connection:
        row = _find_open(connection, token, now or steady_now())
    if row is None:
        return None
    kind = FIRST_ADMIN if row.account is None else RESET
    return Link(kind, row.login or "", row.display_name or "", row.expires_at)


def use_link(
    database: Database,
    token: str,
    *,
    password: str,
    address: str,
    agent: str,
    secure: bool,
    login: str = "",
    name: str = "",
    now: datetime | None = None,
) -> SignedIn:
    """Set the password a link is for and sign in with it; the link is used up, the account's other sessions end.

    `login` and `name` are the first administrator's, left out otherwise. Raises Refused with what would do; the link
    stays good then.
    """
    now = now or steady_now()
    link = read_link(database, token, now=now)
    if link is None:
        raise _bad_link(address)
    first = link.kind == FIRST_ADMIN
    wanted = check_login(login) if first else link.login
    called = check_name(name) if first else link.name
    check_password(password, wanted)
    made = hash_password(password)
    with admitting(database, what="") as connection:
        row = _find_open(connection, token, now)
        if row is None:
            raise _bad_link(address)
        account_id = _add_first(connection, wanted, called, now) if first else int(row.account)
        act_as(connection, account_id)
        _set_password(connection, account_id, wanted, made, now)
        links.close_links(connection, row.account, now)
        done = begin(connection, account_id, method=LINK, address=address, agent=agent, secure=secure, now=now)
    _LOG.info("signed_in login=%s address=%s method=%s", wanted, printable(address), LINK)
    return done


def setup_link_needed(database: Database) -> bool:
    """Whether nobody can sign in as an administrator yet."""
    with database.reading() as connection:
        return store.count_admins(connection) == 0


def make_setup_link(database: Database, *, by: Actor, now: datetime | None = None) -> str:
    """The token of a link that sets up the first administrator, good once and for half an hour.

    Raises Refused once somebody can sign in as an administrator, or unless `by` keeps accounts.
    """
    now, token = now or steady_now(), new_token()
    with acting(database, by, KEEP_ACCOUNTS) as connection:
        if store.count_admins(connection):
            raise Refused("setup_done", NOT_NEEDED)
        links.add_link(connection, digest_of(token), None, by=by.name, at=now, until=now + SETUP_VALID)
    return token


def add_reset_link(connection: Connection, account_id: int, *, by: Actor, now: datetime) -> str:
    """The token of a link that sets an account's password anew, in the caller's transaction; older ones are closed."""
    token = new_token()
    links.add_link(connection, digest_of(token), account_id, by=by.name, at=now, until=now + RESET_VALID)
    return token


def check_name(name: str) -> str:
    """A person's name without spaces around it; raises Refused for none and for one too long."""
    told = printable(name).strip()
    if not 0 < len(told) <= LONGEST_NAME:
        raise Refused("wrong_name", WRONG_NAME, longest=LONGEST_NAME)
    return told


def _bad_link(address: str) -> Refused:
    _LOG.warning("bad_link address=%s", printable(address))
    return Refused("bad_link", BAD_LINK)


def _find_open(connection: Connection, token: str, now: datetime) -> Any:
    """The row of a link that may be used now; the first administrator's only while there is none."""
    row = links.find_link(connection, digest_of(token))
    if row is None or not is_link_open(row.created_at, row.expires_at, now):
        return None
    usable = store.count_admins(connection) == 0 if row.account is None else row.status == ACTIVE
    return row if usable else None


def _add_first(connection: Connection, login: str, name: str, now: datetime) -> int:
    if store.find_account(connection, login):
        raise Refused("login_taken", LOGIN_TAKEN, login=login)
    account_id = store.add_account(connection, login=login, name=name, role=ADMIN, by=login, at=now)
    act_as(connection, account_id)
    after = {"role": ADMIN, "status": ACTIVE}
    record_event(connection, by=login, action="add_account", object_=f"account {login}", after=after)
    return account_id


def _set_password(connection: Connection, account_id: int, login: str, made: str, now: datetime) -> None:
    store.save_password(connection, account_id, made, now)
    end_sessions(connection, account_id, by=login, at=now)
    failures.forget_failures(connection, login_subject(login))
    record_event(connection, by=login, action="set_password", object_=f"account {login}")
