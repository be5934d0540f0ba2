"""Failed sign-ins of the last minutes: by the login tried and by the address tried from."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select

from campaign.store.schema import sign_in_failure


def read_failures(connection: Connection, subject: str) -> list[datetime]:
    """When sign-ins of a subject failed."""
    query = select(sign_in_failure.c.at).where(sign_in_failure.c.subject == subject)
    return list(connection.execute(query).scalars())


def add_failure(connection: Connection, subject: str, at: datetime) -> int:
    """A failure; its number, to take it back by."""
    done = connection.execute(insert(sign_in_failure).values(subject=subject, at=at).returning(sign_in_failure.c.id))
    return int(done.scalar_one())


def forget_failure(connection: Connection, number: int) -> None:
    """Take one failure back."""
    connection.execute(delete(sign_in_failure).where(sign_in_failure.c.id == number))


def forget_failures(connection: Connection, subject: str) -> None:
    """Take a subject's failures back."""
    connection.execute(delete(sign_in_failure).where(sign_in_failure.c.subject == subject))


def prune_failures(connection: Connection, now: datetime, window: timedelta) -> None:
    """Forget what no longer counts, also what was written under a clock that was ahead."""
    old = or_(sign_in_failure.c.at <= now - window, sign_in_failure.c.at >= now + window)
    connection.execute(delete(sign_in_failure).where(old))
