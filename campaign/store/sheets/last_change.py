"""When the last change was recorded: the last by number, whatever the clock said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from campaign.store.schema import audit_event


def read_last_moment(connection: Connection) -> datetime | None:
    """The time of the last event; None before there is any."""
    return connection.execute(select(audit_event.c.at).order_by(audit_event.c.id.desc()).limit(1)).scalar()
