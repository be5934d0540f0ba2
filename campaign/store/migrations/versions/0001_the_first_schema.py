"""The first schema"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "data_version",
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("single", name=op.f("ck_data_version_single")),
        sa.PrimaryKeyConstraint("single", name=op.f("pk_data_version")),
    )
    op.create_table(
        "directive",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("issued", sa.String(length=10), nullable=False),
        sa.Column("meeting", sa.Date(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=True),
        sa.Column("edited_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directive")),
    )
    op.create_table(
        "header_synonym",
        sa.Column("facet", sa.String(length=16), nullable=False),
        sa.Column("meaning", sa.String(length=32), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("facet", "meaning", "phrase", name=op.f("pk_header_synonym")),
    )
    op.create_table(
        "reference_file",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_reference_file")),
    )
    op.create_table(
        "target_group",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("label_vi", sa.Text(), nullable=False),
        sa.Column("label_en", sa.Text(), nullable=False),
        sa.Column("from_months", sa.Integer(), nullable=True),
        sa.Column("to_months", sa.Integer(), nullable=True),
        sa.Column("part_of", sa.String(length=16), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_target_group")),
    )
    op.create_table(
        "unit",
        sa.Column("era", sa.String(length=4), nullable=False),
        sa.Column("province", sa.String(length=2), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("parent", sa.String(length=16), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('province', 'district', 'commune', 'other')", name=op.f("ck_unit_kind")),
        sa.PrimaryKeyConstraint("era", "province", "code", name=op.f("pk_unit")),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Text(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("status IN ('accepted', 'withdrawn')", name=op.f("ck_upload_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upload_sha256"), ["sha256"], unique=False)

    op.create_table(
        "clause",
        sa.Column("directive", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["directive"], ["directive.id"], name=op.f("fk_clause_directive")),
        sa.PrimaryKeyConstraint("directive", "number", name=op.f("pk_clause")),
    )
    op.create_table(
        "finding",
        sa.Column("upload", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("severity", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=48), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("cell", sa.String(length=12), nullable=True),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["upload"], ["upload.id"], name=op.f("fk_finding_upload")),
        sa.PrimaryKeyConstraint("upload", "number", name=op.f("pk_finding")),
    )
    op.create_table(
        "minimum_interval",
        sa.Column("target_group", sa.String(length=16), nullable=False),
        sa.Column("dose", sa.String(length=16), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["target_group"], ["target_group.code"], name=op.f("fk_minimum_interval_target_group")),
        sa.PrimaryKeyConstraint("target_group", "dose", "valid_from", name=op.f("pk_minimum_interval")),
    )
    op.create_table(
        "running_total",
        sa.Column("era", sa.String(length=4), nullable=False),
        sa.Column("province", sa.String(length=2), nullable=False),
        sa.Column("target_group", sa.String(length=16), nullable=False),
        sa.Column("dose", sa.String(length=16), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("doses_in_period", sa.Integer(), nullable=True),
        sa.Column("doses_to_date", sa.Integer(), nullable=False),
        sa.Column("incomplete", sa.Boolean(), nullable=False),
        sa.Column("derived", sa.Boolean(), nullable=False),
        sa.Column("upload", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["era", "province", "unit"],
            ["unit.era", "unit.province", "unit.code"],
            name=op.f("fk_running_total_era_province_unit"),
        ),
        sa.PrimaryKeyConstraint(
            "era", "province", "target_group", "dose", "unit", "period_end", name=op.f("pk_running_total")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("running_total", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_running_total_era_province_period_end"), ["era", "province", "period_end"], unique=False
        )

    op.create_table(
        "source_column",
        sa.Column("upload", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("letter", sa.String(length=3), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["upload"], ["upload.id"], name=op.f("fk_source_column_upload")),
        sa.PrimaryKeyConstraint("upload", "number", name=op.f("pk_source_column")),
    )
    op.create_table(
        "unit_alias",
        sa.Column("era", sa.String(length=4), nullable=False),
        sa.Column("province", sa.String(length=2), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["era", "province", "code"],
            ["unit.era", "unit.province", "unit.code"],
            name=op.f("fk_unit_alias_era_province_code"),
        ),
        sa.PrimaryKeyConstraint("era", "province", "code", "alias", name=op.f("pk_unit_alias")),
    )
    op.create_table(
        "upload_content",
        sa.Column("upload", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["upload"], ["upload.id"], name=op.f("fk_upload_content_upload")),
        sa.PrimaryKeyConstraint("upload", name=op.f("pk_upload_content")),
    )
    op.create_table(
        "denominator",
        sa.Column("era", sa.String(length=4), nullable=False),
        sa.Column("province", sa.String(length=2), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("target_group", sa.String(length=16), nullable=False),
        sa.Column("dose", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("upload", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("source_column", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["era", "province", "unit"],
            ["unit.era", "unit.province", "unit.code"],
            name=op.f("fk_denominator_era_province_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["upload", "source_column"],
            ["source_column.upload", "source_column.number"],
            name=op.f("fk_denominator_upload_source_column"),
        ),
        sa.ForeignKeyConstraint(["upload"], ["upload.id"], name=op.f("fk_denominator_upload")),
        sa.PrimaryKeyConstraint(
            "era",
            "province",
            "unit",
            "target_group",
            "dose",
            "kind",
            "valid_from",
            "upload",
            name=op.f("pk_denominator"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("denominator", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_denominator_era_province_valid_from"), ["era", "province", "valid_from"], unique=False
        )

    op.create_table(
        "figure",
        sa.Column("era", sa.String(length=4), nullable=False),
        sa.Column("province", sa.String(length=2), nullable=False),
        sa.Column("upload", sa.Integer(), nullable=False),
        sa.Column("source_column", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("target_group", sa.String(length=16), nullable=False),
        sa.Column("dose", sa.String(length=16), nullable=False),
        sa.Column("product", sa.String(length=32), nullable=False),
        sa.Column("measure", sa.String(length=24), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["era", "province", "unit"],
            ["unit.era", "unit.province", "unit.code"],
            name=op.f("fk_figure_era_province_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["upload", "source_column"],
            ["source_column.upload", "source_column.number"],
            name=op.f("fk_figure_upload_source_column"),
        ),
        sa.ForeignKeyConstraint(["upload"], ["upload.id"], name=op.f("fk_figure_upload")),
        sa.PrimaryKeyConstraint("era", "province", "upload", "source_column", "row", name=op.f("pk_figure")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_figure_era_province_period_end_target_group_dose_unit"),
            ["era", "province", "period_end", "target_group", "dose", "unit"],
            unique=False,
        )

    op.create_table(
        "target",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("directive", sa.String(length=16), nullable=False),
        sa.Column("clause", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("target_group", sa.String(length=16), nullable=False),
        sa.Column("dose", sa.String(length=16), nullable=False),
        sa.Column("denominator_kind", sa.String(length=16), nullable=False),
        sa.Column("threshold", sa.Float(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("deadline_words", sa.Text(), nullable=True),
        sa.Column("deadline_reading", sa.Text(), nullable=True),
        sa.Column("other_readings", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("supersedes", sa.String(length=16), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.Text(), nullable=True),
        sa.CheckConstraint("threshold > 0 AND threshold <= 1", name=op.f("ck_target_threshold")),
        sa.ForeignKeyConstraint(
            ["directive", "clause"], ["clause.directive", "clause.number"], name=op.f("fk_target_directive_clause")
        ),
        sa.ForeignKeyConstraint(["supersedes"], ["target.id"], name=op.f("fk_target_supersedes")),
        sa.ForeignKeyConstraint(["target_group"], ["target_group.code"], name=op.f("fk_target_target_group")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.execute("INSERT INTO data_version (single, version) VALUES (true, 1)")
