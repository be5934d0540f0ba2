"""Sessions: where somebody signed in, and until when that holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from campaign.store.access.accounts import ACTIVE
from campaign.store.schema import account, session


def add_session(connection: Connection, row: dict[str, Any]) -> None:
    """A new session."""
    connection.execute(insert(session).values(**row))


def find_session(connection: Connection, digest: str) -> Any:
    """A session that has not been ended, of an active account, with the account's columns that a visit needs."""
    query = select(
        session.c.digest, session.c.method, session.c.created_at, session.c.seen_at, session.c.secure,
        account.c.id, account.c.login, account.c.display_name, account.c.role, account.c.password_expires_at,
    )  # fmt: skip
    joined = query.join(account, session.c.account == account.c.id)
    open_ones = joined.where(session.c.ended_at.is_(None), account.c.status == ACTIVE)
    return connection.execute(open_ones.where(session.c.digest == digest)).one_or_none()


def list_sessions(connection: Connection, account_id: int | None = None) -> Sequence[Any]:
    """Sessions that have not been ended, of one account or of all, the newest first, with their login."""
    query = select(session, account.c.login).join(account, session.c.account == account.c.id)
    if account_id is not None:
        query = query.where(session.c.account == account_id)
    return connection.execute(query.where(session.c.ended_at.is_(None)).order_by(session.c.created_at.desc())).all()


def save_seen(connection: Connection, digest: str, at: datetime) -> None:
    """Something was heard of a session."""
    connection.execute(update(session).where(session.c.digest == digest).values(seen_at=at))


def end_session(connection: Connection, digest: str, *, by: str, at: datetime) -> int:
    """End one session; how many that were still open."""
    return _end(connection, session.c.digest == digest, by, at)


def end_sessions(connection: Connection, account_id: int, *, by: str, at: datetime, but: str = "") -> int:
    """End an account's sessions, one excepted; how many that were still open."""
    return _end(connection, (session.c.account == account_id) & (session.c.digest != but), by, at)


def _end(connection: Connection, which: Any, by: str, at: datetime) -> int:
    ending = update(session).where(which, session.c.ended_at.is_(None)).values(ended_at=at, ended_by=by)
    return connection.execute(ending).rowcount
