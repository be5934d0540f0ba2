"""Links that are good once: to set up the first administrator, or to set a password anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from campaign.store.schema import account, one_time_link


def add_link(
    connection: Connection, digest: str, account_id: int | None, *, by: str, at: datetime, until: datetime
) -> None:
    """A new link; the same account's older ones are no longer good."""
    close_links(connection, account_id, at)
    row = {"digest": digest, "account": account_id, "created_by": by, "created_at": at, "expires_at": until}
    connection.execute(insert(one_time_link).values(**row))


def find_link(connection: Connection, digest: str) -> Any:
    """A link that was not used yet, with its account's columns (None for the first administrator's)."""
    query = select(one_time_link, account.c.login, account.c.display_name, account.c.status)
    joined = query.join(account, one_time_link.c.account == account.c.id, isouter=True)
    unused = joined.where(one_time_link.c.used_at.is_(None))
    return connection.execute(unused.where(one_time_link.c.digest == digest)).one_or_none()


def close_links(connection: Connection, account_id: int | None, at: datetime) -> None:
    """An account's links are used up."""
    column = one_time_link.c.account
    whose = column.is_(None) if account_id is None else column == account_id
    connection.execute(update(one_time_link).where(whose, one_time_link.c.used_at.is_(None)).values(used_at=at))
