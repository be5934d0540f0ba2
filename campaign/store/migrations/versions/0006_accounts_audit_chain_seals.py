"""Accounts and sessions, a chained audit trail, closed periods, fingerprints and seals"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("upload", sa.Column("fingerprint", sa.String(length=64)))
    op.add_column("audit_event", sa.Column("account", sa.Integer()))
    op.add_column("audit_event", sa.Column("mac", sa.String(length=64)))
    _add_accounts()
    _add_sessions()
    _add_closed_periods()
    _add_seals()
    _forbid_changes_of_the_trail()


def _add_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.Text()),
        sa.Column("password_set_at", MOMENT),
        sa.Column("password_expires_at", MOMENT),
        sa.Column("issuer", sa.Text()),
        sa.Column("subject", sa.Text()),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("signed_in_at", MOMENT),
        sa.CheckConstraint("role IN ('viewer', 'analyst', 'admin')", name=op.f("ck_account_role")),
        sa.CheckConstraint("status IN ('active', 'disabled')", name=op.f("ck_account_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_account_login"), "account", ["login"], unique=True)
    op.create_index(op.f("ix_account_issuer_subject"), "account", ["issuer", "subject"], unique=True)


def _add_sessions() -> None:
    op.create_table(
        "session",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("secure", sa.Boolean(), nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("ended_by", sa.Text()),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_session_account")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_account"), "session", ["account"])
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    op.create_index(op.f("ix_sign_in_failure_subject_at"), "sign_in_failure", ["subject", "at"])
    op.create_table(
        "one_time_link",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account", sa.Integer()),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_one_time_link_account")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_one_time_link")),
    )


def _add_closed_periods() -> None:
    op.create_table(
        "period_close",
        sa.Column("era", sa.String(length=4), nullable=False),
        sa.Column("province", sa.String(length=2), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=False),
        sa.Column("reopened_by", sa.Text()),
        sa.Column("reopened_at", MOMENT),
        sa.Column("reopened_reason", sa.Text()),
        sa.Column("reported", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("era", "province", "id", name=op.f("pk_period_close")),
    )


def _add_seals() -> None:
    op.create_table(
        "seal",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_seal")),
    )
    installation = op.create_table(
        "installation",
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("single", name=op.f("ck_installation_single")),
        sa.PrimaryKeyConstraint("single", name=op.f("pk_installation")),
    )
    row = {"single": True, "id": str(uuid.uuid4()), "epoch": 0, "created_at": datetime.now(UTC)}
    op.bulk_insert(installation, [row])


def _forbid_changes_of_the_trail() -> None:
    """Events are added, never changed or deleted; one of an earlier version gets its place in the chain once."""
    if op.get_context().dialect.name == "sqlite":
        told = "SELECT RAISE(ABORT, 'audit events are never changed or deleted')"
        op.execute(
            f"CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_event WHEN OLD.mac IS NOT NULL BEGIN {told}; END"
        )
        op.execute(f"CREATE TRIGGER audit_event_kept BEFORE DELETE ON audit_event BEGIN {told}; END")
        return
    op.execute(
        "CREATE FUNCTION audit_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'audit events are never changed or deleted'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_event FOR EACH ROW "
        "WHEN (OLD.mac IS NOT NULL) EXECUTE FUNCTION audit_event_stays()"
    )
    op.execute(
        "CREATE TRIGGER audit_event_kept BEFORE DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT "
        "EXECUTE FUNCTION audit_event_stays()"
    )
