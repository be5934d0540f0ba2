"""Directives with their files and withdrawal, holidays, populations beside reports, assignments"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("directive", sa.Column("text", sa.Text()))
    _add_withdrawal("directive")
    op.add_column("target", sa.Column("reading_chosen_by", sa.Text()))
    op.add_column("target", sa.Column("reading_chosen_at", sa.DateTime(timezone=True)))
    _add_withdrawal("target")
    op.add_column("upload", sa.Column("purpose", sa.String(length=16), nullable=False, server_default="report"))
    op.add_column("upload", sa.Column("source", sa.Text()))
    op.create_index(op.f("ix_audit_event_object"), "audit_event", ["object"])
    _create_tables()


def _add_withdrawal(table: str) -> None:
    op.add_column(table, sa.Column("withdrawn_by", sa.Text()))
    op.add_column(table, sa.Column("withdrawn_at", sa.DateTime(timezone=True)))
    op.add_column(table, sa.Column("withdrawn_reason", sa.Text()))


def _create_tables() -> None:
    op.create_table(
        "directive_file",
        sa.Column("directive", sa.String(length=16), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["directive"], ["directive.id"], name=op.f("fk_directive_file_directive")),
        sa.PrimaryKeyConstraint("directive", name=op.f("pk_directive_file")),
    )
    op.create_table(
        "holiday",
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("name_vi", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.Text()),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_holiday_days")),
        sa.PrimaryKeyConstraint("first_day", name=op.f("pk_holiday")),
    )
    op.create_table(
        "assignment",
        sa.Column("era", sa.String(length=4), nullable=False),
        sa.Column("province", sa.String(length=2), nullable=False),
        sa.Column("target", sa.String(length=16), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("responsible_name", sa.Text()),
        sa.Column("responsible_post", sa.Text()),
        sa.Column("assigned_by", sa.Text(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_off_by", sa.Text()),
        sa.Column("signed_off_at", sa.DateTime(timezone=True)),
        sa.Column("signed_off_note", sa.Text()),
        sa.CheckConstraint("people >= 0", name=op.f("ck_assignment_people")),
        sa.ForeignKeyConstraint(["target"], ["target.id"], name=op.f("fk_assignment_target")),
        sa.ForeignKeyConstraint(
            ["era", "province", "unit"],
            ["unit.era", "unit.province", "unit.code"],
            name=op.f("fk_assignment_era_province_unit"),
        ),
        sa.PrimaryKeyConstraint("era", "province", "target", "unit", name=op.f("pk_assignment")),
    )
