"""Accounts and their sessions: who may come in, and until when."""

from __future__ import annotations

from sqlalchemy import Connection, select

from campaign.store.schema import account, session

ACTIVE, DISABLED = "active", "disabled"


def read_role(connection: Connection, account_id: int, session_digest: str) -> str:
    """The role of an account that is active and whose session has not ended; "" otherwise."""
    query = (
        select(account.c.role)
        .join(session, session.c.account == account.c.id)
        .where(account.c.id == account_id, account.c.status == ACTIVE)
        .where(session.c.digest == session_digest, session.c.ended_at.is_(None))
    )
    return connection.execute(query).scalar_one_or_none() or ""
