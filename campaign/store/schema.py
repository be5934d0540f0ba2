"""The tables. Keys of whatever is counted or summed begin with (era, province), so a site can shard by province."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A point in time, UTC and aware on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """What the database is given: UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """What the database gave, made aware where it is not."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _place() -> list[Column[Any]]:
    return [Column("era", String(4), primary_key=True), Column("province", String(2), primary_key=True)]


def _withdrawal() -> list[Column[Any]]:
    """What was entered is taken back, not deleted: by whom, when, and why."""
    return [Column("withdrawn_by", Text), Column("withdrawn_at", Moment), Column("withdrawn_reason", Text)]


def _unit_key(name: str = "unit") -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["era", "province", name], ["unit.era", "unit.province", "unit.code"])


# --- reference: loaded from data/, corrected in the files or in the app ---

unit = Table(
    "unit",
    metadata,
    *_place(),
    Column("code", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("parent", String(16)),
    Column("position", Integer, nullable=False),
    Column("edited_by", Text),
    CheckConstraint("kind IN ('province', 'district', 'commune', 'other')", name="kind"),
)

unit_alias = Table(
    "unit_alias",
    metadata,
    *_place(),
    Column("code", String(16), primary_key=True),
    Column("alias", Text, primary_key=True),
    Column("edited_by", Text),
    _unit_key("code"),
)

target_group = Table(
    "target_group",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("label_vi", Text, nullable=False),
    Column("label_en", Text, nullable=False),
    Column("from_months", Integer),
    Column("to_months", Integer),
    Column("part_of", String(16)),
    Column("position", Integer, nullable=False),
    Column("edited_by", Text),
)

minimum_interval = Table(
    "minimum_interval",
    metadata,
    Column("target_group", String(16), ForeignKey("target_group.code"), primary_key=True),
    Column("dose", String(16), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("months", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("edited_by", Text),
)

# Days off, on which few report: such a week without a report slows nobody's pace.
holiday = Table(
    "holiday",
    metadata,
    Column("first_day", Date, primary_key=True),
    Column("last_day", Date, nullable=False),
    Column("name_vi", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("edited_by", Text),
    CheckConstraint("first_day <= last_day", name="days"),
)

header_synonym = Table(
    "header_synonym",
    metadata,
    Column("facet", String(16), primary_key=True),
    Column("meaning", String(32), primary_key=True),
    Column("phrase", Text, primary_key=True),
    Column("edited_by", Text),
)

# Where a unit stands in the tile map, from the left and from the top, counted from 0.
map_tile = Table(
    "map_tile",
    metadata,
    *_place(),
    Column("unit", String(16), primary_key=True),
    Column("across", Integer, nullable=False),
    Column("down", Integer, nullable=False),
    Column("edited_by", Text),
    _unit_key(),
    CheckConstraint("across >= 0 AND down >= 0", name="place"),
)

directive = Table(
    "directive",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("issuer", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Text),
    Column("issued", String(10), nullable=False),  # as far as the document says: 2022-05-16, 2021-12
    Column("meeting", Date),
    Column("subject", Text, nullable=False),
    Column("signer", Text),
    Column("text", Text),  # the whole document as read, None where nobody has it
    Column("edited_by", Text),
    *_withdrawal(),
)

# The document itself, as it was sent.
directive_file = Table(
    "directive_file",
    metadata,
    Column("directive", String(16), ForeignKey("directive.id"), primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
)

clause = Table(
    "clause",
    metadata,
    Column("directive", String(16), ForeignKey("directive.id"), primary_key=True),
    Column("number", String(16), primary_key=True),
    Column("text", Text, nullable=False),
    Column("edited_by", Text),
)

target = Table(
    "target",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("directive", String(16), nullable=False),
    Column("clause", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("target_group", String(16), ForeignKey("target_group.code"), nullable=False),
    Column("dose", String(16), nullable=False),
    Column("denominator_kind", String(16), nullable=False),
    Column("threshold", Float),
    Column("deadline", Date),
    Column("deadline_words", Text),
    Column("deadline_reading", Text),
    Column("other_readings", JSON, nullable=False),
    Column("purpose", String(16), nullable=False),
    Column("reading_chosen_by", Text),  # None: as data/targets.toml has it
    Column("reading_chosen_at", Moment),
    Column("supersedes", String(16), ForeignKey("target.id")),
    Column("position", Integer, nullable=False),
    Column("edited_by", Text),
    *_withdrawal(),
    ForeignKeyConstraint(["directive", "clause"], ["clause.directive", "clause.number"]),
    CheckConstraint("threshold > 0 AND threshold <= 1", name="threshold"),
)

reference_file = Table(
    "reference_file",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("loaded_at", Moment, nullable=False),
)

# --- what offices sent: never overwritten, never deleted ---

upload = Table(
    "upload",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("status", String(16), nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("uploaded_by", Text, nullable=False),
    Column("fingerprint", String(64)),  # SHA-256 of all that was saved with it; None until it is first counted
    Column("uploaded_at", Moment, nullable=False),
    Column("purpose", String(16), nullable=False, server_default="report"),  # or populations
    Column("source", Text),  # of populations: the document or register they are taken from
    *_withdrawal(),
    CheckConstraint("status IN ('accepted', 'withdrawn')", name="status"),
    sqlite_autoincrement=True,
)

upload_content = Table(
    "upload_content",
    metadata,
    Column("upload", Integer, ForeignKey("upload.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

source_column = Table(
    "source_column",
    metadata,
    Column("upload", Integer, ForeignKey("upload.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sheet", Text, nullable=False),
    Column("letter", String(3), nullable=False),
    Column("header", Text, nullable=False),
)

_SOURCE = ["upload", "source_column"]
_SOURCE_KEY = ["source_column.upload", "source_column.number"]

# Figures and denominators are kept as the columns they stand in: one row for what a source column states for one group,
# dose, measure and period, with the units, their rows in the sheet and their values as JSON lists of one length.

figure_block = Table(
    "figure_block",
    metadata,
    *_place(),
    Column("upload", Integer, ForeignKey("upload.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("source_column", Integer, nullable=False),
    Column("target_group", String(16), nullable=False),
    Column("dose", String(16), nullable=False),
    Column("product", String(32), nullable=False),
    Column("measure", String(24), nullable=False),
    Column("period_start", Date),
    Column("period_end", Date, nullable=False),
    Column("units", Text, nullable=False),
    Column("rows", Text, nullable=False),
    Column("values", Text, nullable=False),
    ForeignKeyConstraint(_SOURCE, _SOURCE_KEY),
    Index(None, "era", "province", "period_end", "target_group", "dose"),
)

denominator_block = Table(
    "denominator_block",
    metadata,
    *_place(),
    Column("upload", Integer, ForeignKey("upload.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("source_column", Integer, nullable=False),
    Column("target_group", String(16), nullable=False),
    Column("dose", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("units", Text, nullable=False),
    Column("rows", Text, nullable=False),
    Column("values", Text, nullable=False),
    ForeignKeyConstraint(_SOURCE, _SOURCE_KEY),
    Index(None, "era", "province", "valid_from"),
)

finding = Table(
    "finding",
    metadata,
    Column("upload", Integer, ForeignKey("upload.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("severity", String(8), nullable=False),
    Column("code", String(48), nullable=False),
    Column("sheet", Text),
    Column("cell", String(12)),
    Column("values", JSON, nullable=False),
)

table_read = Table(
    "table_read",
    metadata,
    Column("upload", Integer, ForeignKey("upload.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sheet", Text, nullable=False),
    Column("cells", String(24), nullable=False),
    Column("report", Text, nullable=False, index=True),
    Column("columns", JSON, nullable=False),
)

# --- what people answered where no rule could tell ---

answer = Table(
    "answer",
    metadata,
    *_place(),
    Column("kind", String(16), primary_key=True),
    Column("scope", String(64), primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("value", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("answered_by", Text, nullable=False),
    Column("answered_at", Moment, nullable=False),
)

# --- who is to vaccinate how many by when (giao chỉ tiêu) ---

# One row a target and unit: its number of people. Responsible persons' names are personal data: nowhere else, erasable.
assignment = Table(
    "assignment",
    metadata,
    *_place(),
    Column("target", String(16), ForeignKey("target.id"), primary_key=True),
    Column("unit", String(16), primary_key=True),
    Column("people", Integer, nullable=False),
    Column("due", Date, nullable=False),
    Column("method", String(16), nullable=False),  # remaining, uploaded, typed
    Column("responsible_name", Text),
    Column("responsible_post", Text),
    Column("assigned_by", Text, nullable=False),
    Column("assigned_at", Moment, nullable=False),
    Column("signed_off_by", Text),
    Column("signed_off_at", Moment),
    Column("signed_off_note", Text),
    _unit_key(),
    CheckConstraint("people >= 0", name="people"),
)

# --- the land of the units, where the site has loaded it; taken away again, only the audit trail tells of it ---

# One row a unit: its checked shape as GeoJSON's MultiPolygon coordinates, and the file that it came in.
boundary = Table(
    "boundary",
    metadata,
    *_place(),
    Column("unit", String(16), primary_key=True),
    Column("polygons", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    _unit_key(),
)

# --- derived: written in the same transaction as what it is derived from, rebuilt and compared by `check` ---

# One row for all units of a kind that have a total on a day. `totals` is a JSON object of columns, each a list in the
# order of `unit` or the one value that all of them have; a unit without a report that day has its latest total, and
# its day in `end`. So the newest row before a day is all there is to know of the time before.
total_block = Table(
    "total_block",
    metadata,
    *_place(),
    Column("target_group", String(16), primary_key=True),
    Column("dose", String(16), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("period_end", Date, primary_key=True),
    Column("totals", Text, nullable=False),
    Index(None, "era", "province", "period_end"),
)

# --- who may come in; passwords are hashes, tokens only their SHA-256 ---

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String(64), nullable=False),  # as compared: NFC, lower case
    Column("display_name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("password_hash", Text),  # None: signs in with the identity provider alone
    Column("password_set_at", Moment),
    Column("password_expires_at", Moment),  # a temporary password; the first sign-in must replace it
    Column("issuer", Text),
    Column("subject", Text),
    Column("created_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("signed_in_at", Moment),
    CheckConstraint("role IN ('viewer', 'analyst', 'admin')", name="role"),
    CheckConstraint("status IN ('active', 'disabled')", name="status"),
    Index(None, "login", unique=True),
    Index(None, "issuer", "subject", unique=True),
    sqlite_autoincrement=True,
)

session = Table(
    "session",
    metadata,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the cookie's token
    Column("account", Integer, ForeignKey("account.id"), nullable=False, index=True),
    Column("method", String(16), nullable=False),  # password, oidc
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("secure", Boolean, nullable=False),  # came over TLS, or from this machine
    Column("ended_at", Moment),
    Column("ended_by", Text),
)

# Failed sign-ins of the last minutes, by the login tried and by the address tried from.
sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", String(80), nullable=False),  # 'login …' or 'address …'
    Column("at", Moment, nullable=False),
    Index(None, "subject", "at"),
)

# Links that are good once: to set up the first administrator, or to set a password anew.
one_time_link = Table(
    "one_time_link",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account", Integer, ForeignKey("account.id")),  # None: for the first administrator
    Column("created_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

# --- periods whose figures are closed (khóa số liệu): everything that ends on or before `last_day` ---

period_close = Table(
    "period_close",
    metadata,
    *_place(),
    Column("id", Integer, primary_key=True),
    Column("last_day", Date, nullable=False),
    Column("note", Text, nullable=False),
    Column("sha256", String(64), nullable=False),  # of `reported`
    Column("closed_by", Text, nullable=False),
    Column("closed_at", Moment, nullable=False),
    Column("reopened_by", Text),
    Column("reopened_at", Moment),
    Column("reopened_reason", Text),
    # What stood then: every target's standing of every unit, as JSON. Last, as it is long: SQLite reads a row from its
    # front, and every import asks the columns before it.
    Column("reported", Text, nullable=False),
)

# --- what the rest is checked against ---

# The SHA-256 of all rows of each small table, renewed in every transaction that changes one.
seal = Table(
    "seal",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("sha256", String(64), nullable=False),
)

# Which database this is, and how often it was restored from a backup.
installation = Table(
    "installation",
    metadata,
    Column("single", Boolean, primary_key=True),
    Column("id", String(36), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    CheckConstraint("single", name="single"),
)

# --- who changed what, and since when a cached read is stale ---

audit_event = Table(
    "audit_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("object", Text, nullable=False, index=True),
    Column("before", JSON),
    Column("after", JSON),
    Column("account", Integer),  # None: an operator of this machine, or the program itself
    Column("mac", String(64)),  # chained to the event before, with a key that is not in the database
    sqlite_autoincrement=True,
)

data_version = Table(
    "data_version",
    metadata,
    Column("single", Boolean, primary_key=True),
    Column("version", Integer, nullable=False),
    CheckConstraint("single", name="single"),
)
