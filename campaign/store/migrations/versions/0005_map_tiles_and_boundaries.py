"""Where units stand in the tile map, and their boundaries"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "map_tile",
        *_unit(),
        sa.Column("across", sa.Integer(), nullable=False),
        sa.Column("down", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.Text()),
        sa.CheckConstraint("across >= 0 AND down >= 0", name=op.f("ck_map_tile_place")),
        *_keys("map_tile"),
    )
    op.create_table(
        "boundary",
        *_unit(),
        sa.Column("polygons", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("boundary"),
    )


def _unit() -> list[sa.Column[Any]]:
    return [
        sa.Column("era", sa.String(length=4), nullable=False),
        sa.Column("province", sa.String(length=2), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
    ]


def _keys(table: str) -> list[sa.Constraint]:
    unit = ["era", "province", "unit"]
    known = ["unit.era", "unit.province", "unit.code"]
    return [
        sa.ForeignKeyConstraint(unit, known, name=op.f(f"fk_{table}_era_province_unit")),
        sa.PrimaryKeyConstraint(*unit, name=op.f(f"pk_{table}")),
    ]
