"""Which database this is, how often it was restored, and what a restore writes into the copy that takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, select, update

from campaign.store.safety.audit import record_event
from campaign.store.schema import data_version, installation, one_time_link, session


def read_installation(connection: Connection) -> tuple[str, int]:
    """The installation's id, and its epoch: one more with each restore."""
    row = connection.execute(select(installation.c.id, installation.c.epoch)).one()
    return row.id, row.epoch


def mark_restored(
    connection: Connection, *, epoch: int, version: int, by: str, object_: str, after: Mapping[str, object]
) -> None:
    """The copy goes on as a new epoch: nobody is signed in, no link is good, and all cached reads are stale."""
    now = datetime.now(UTC)
    connection.execute(update(installation).values(epoch=epoch))
    connection.execute(update(session).where(session.c.ended_at.is_(None)).values(ended_at=now, ended_by=by))
    connection.execute(update(one_time_link).where(one_time_link.c.used_at.is_(None)).values(used_at=now))
    connection.execute(update(data_version).values(version=version))
    record_event(connection, by=by, action="restore", object_=object_, after=after)
