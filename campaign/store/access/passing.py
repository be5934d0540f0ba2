"""Forgetting what has passed: sessions, failed sign-ins and links are no history, the audit trail is."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from campaign.store.schema import one_time_link, session, sign_in_failure

KEPT = timedelta(days=30)  # how long the tables remember from where somebody signed in
FAILURES_KEPT = timedelta(days=1)  # throttling looks back a quarter of an hour


def forget_what_passed(connection: Connection, now: datetime) -> None:
    """Delete sessions and links that are over for a month, and failures of the day before."""
    old = now - KEPT
    connection.execute(delete(session).where(session.c.ended_at < old))
    connection.execute(delete(session).where(session.c.created_at < old))
    connection.execute(delete(one_time_link).where(one_time_link.c.expires_at < old))
    connection.execute(delete(sign_in_failure).where(sign_in_failure.c.at < now - FAILURES_KEPT))
