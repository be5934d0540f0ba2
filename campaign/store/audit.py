"""Every write says who did what, and makes cached reads stale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from campaign.store.schema import audit_event, data_version

_NEW_EVENT, _NEXT_VERSION = insert(audit_event), update(data_version).values(version=data_version.c.version + 1)


def record_event(
    connection: Connection, *, by: str, action: str, object_: str, before: Any = None, after: Any = None
) -> None:
    """One audit event and a new data version, in the caller's transaction."""
    event = {"at": datetime.now(UTC), "by": by, "action": action, "object": object_, "before": before, "after": after}
    connection.execute(_NEW_EVENT, event)
    connection.execute(_NEXT_VERSION)


def read_events(connection: Connection, objects: Sequence[str]) -> Sequence[Any]:
    """What was done to these objects ('directive 000', 'target T6'), the newest first."""
    query = select(audit_event).where(audit_event.c.object.in_(objects))
    return connection.execute(query.order_by(audit_event.c.id.desc())).all()


def read_data_version(connection: Connection) -> int:
    """A number that changes with every write."""
    return connection.execute(select(data_version.c.version)).scalar_one()
