"""Every write and every look at what not everybody may see goes through here: a rule each, asked at every call.

A check at the top of a page protects neither callbacks nor fragments: the rule is asked in the transaction that writes,
of the role and the session as the database has them then.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from campaign.access.actors import Actor
from campaign.access.roles import KEEP_ACCOUNTS, KEEP_BACKUPS, READ_AUDIT, SEE_METRICS, may, require
from campaign.errors import Refused
from campaign.locale import N_
from campaign.store.access.accounts import read_role
from campaign.store.engine import VISITS, Connection, Database
from campaign.store.safety.audit import act_as
from campaign.workflows.safety.backups import back_up_before_write

# A full disk for backups must not keep anybody from ending a session or disabling an account.
NOT_BACKED_UP = (KEEP_ACCOUNTS, KEEP_BACKUPS, READ_AUDIT, SEE_METRICS)
SIGNED_OUT = N_("You are signed out, or your account was disabled. Sign in again; nothing was saved.")
_LOG = logging.getLogger("campaign.access")


@contextmanager
def acting(database: Database, by: Actor, permission: str) -> Iterator[Connection]:
    """One transaction of somebody who has the permission now: all of it is saved, or nothing. Raises Refused.

    What stood before is backed up first, while nobody else has to wait.
    """
    if permission not in NOT_BACKED_UP:
        check_may(database, by, permission)
        back_up_before_write(database)
    with database.writing() as connection:
        authorise(connection, by, permission)
        act_as(connection, by.account)
        yield connection


@contextmanager
def admitting(database: Database, *, what: str = VISITS) -> Iterator[Connection]:
    """One transaction of somebody at the door, coming or leaving: it changes accounts, sessions and links alone.

    Only campaign.workflows.access may call it; whoever calls it has checked a password, a link or a session. What
    changes more than sessions, and is told in the audit trail, says so: `what` is "".
    """
    with database.writing(what) as connection:
        yield connection


@contextmanager
def seeing(database: Database, by: Actor, permission: str) -> Iterator[Connection]:
    """A reading connection for somebody who has the permission now. Raises Refused."""
    with database.reading() as connection:
        authorise(connection, by, permission)
        yield connection


def authorise(connection: Connection, by: Actor, permission: str) -> None:
    """Raise Refused unless whoever asks has the permission now; the log tells who had not."""
    role = role_now(connection, by)
    if not may(role, permission):
        _LOG.warning("not_allowed login=%s permission=%s", by.name, permission)
    if by.account is not None and not role:
        raise Refused("signed_out", SIGNED_OUT)
    require(role, permission)


def check_may(database: Database, by: Actor, permission: str) -> None:
    """Raise Refused unless whoever asks has the permission now: before work that is not to be done for nothing."""
    with seeing(database, by, permission):
        pass


def may_now(database: Database, by: Actor, permission: str) -> bool:
    """Whether whoever asks has the permission now: what a page shows or leaves out by."""
    return rights_now(database, by, [permission])[permission]


def rights_now(database: Database, by: Actor, permissions: Iterable[str]) -> dict[str, bool]:
    """The same of several permissions at once."""
    with database.reading() as connection:
        role = role_now(connection, by)
    return {permission: may(role, permission) for permission in permissions}


def role_now(connection: Connection, by: Actor) -> str:
    """The role as it stands: an operator's own, an account's from the database; "" for a session that has ended."""
    return by.role if by.account is None else read_role(connection, by.account, by.session)
