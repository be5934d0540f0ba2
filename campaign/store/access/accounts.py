"""Accounts: who may come in, with which role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from campaign.settings import ADMIN
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


def find_account(connection: Connection, login: str) -> Any:
    """The account of a login as it is stored (campaign.access.logins.login_key); None if there is none."""
    return connection.execute(select(account).where(account.c.login == login)).one_or_none()


def read_account(connection: Connection, account_id: int) -> Any:
    """The account with a number; None if there is none."""
    return connection.execute(select(account).where(account.c.id == account_id)).one_or_none()


def find_identity(connection: Connection, issuer: str, subject: str) -> Any:
    """The account that an identity provider's subject signs in to; None if there is none."""
    query = select(account).where(account.c.issuer == issuer, account.c.subject == subject)
    return connection.execute(query).one_or_none()


def list_accounts(connection: Connection) -> Sequence[Any]:
    """All accounts by login."""
    return connection.execute(select(account).order_by(account.c.login)).all()


def add_account(connection: Connection, *, login: str, name: str, role: str, by: str, at: datetime) -> int:
    """A new active account without a password; its number."""
    row = {"login": login, "display_name": name, "role": role, "status": ACTIVE, "created_by": by, "created_at": at}
    done = connection.execute(insert(account).values(**row).returning(account.c.id))
    return int(done.scalar_one())


def change_account(connection: Connection, account_id: int, **values: Any) -> None:
    """Change columns of one account."""
    connection.execute(update(account).where(account.c.id == account_id).values(**values))


def save_password(connection: Connection, account_id: int, password_hash: str, at: datetime) -> None:
    """A password chosen by its owner."""
    values = {"password_hash": password_hash, "password_set_at": at, "password_expires_at": None}
    change_account(connection, account_id, **values)


def count_admins(connection: Connection, *, without: int = 0) -> int:
    """How many active administrators can sign in; `without`: one account is not counted."""
    query = select(func.count()).select_from(account).where(_can_sign_in(), account.c.role == ADMIN)
    return int(connection.execute(query.where(account.c.id != without)).scalar_one())


def count_waiting(connection: Connection, by: str) -> int:
    """How many accounts that were added by somebody wait to be enabled: disabled, and nobody ever signed in."""
    new = (account.c.created_by == by) & (account.c.status == DISABLED) & account.c.signed_in_at.is_(None)
    return int(connection.execute(select(func.count()).select_from(account).where(new)).scalar_one())


def _can_sign_in() -> ColumnElement[bool]:
    known = or_(account.c.password_hash.is_not(None), account.c.subject.is_not(None))
    return (account.c.status == ACTIVE) & known
