"""Copies of the database while it is in use, and what such a copy says of itself.

SQLite's own backup in one step: the copy is one state of the data, whoever writes meanwhile. (A plain copy of the file
is not: it may hold half a transaction, or miss what stands in the journal.) PostgreSQL: pg_dump of one snapshot.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, inspect, make_url, text

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.engine import Database, open_database
from campaign.store.migrate import schema_version
from campaign.store.safety import postgresql_tools
from campaign.store.safety.on_disk import protect

PATIENCE_SECONDS = 30  # a large import keeps the file locked for some seconds, and the next may follow at once
BUSY = N_("The database was locked by another program for {seconds} seconds, so no backup was made. Try again.")
NO_DATABASE = N_("There is no database yet, so there is nothing to back up.")


class Facts(NamedTuple):
    """What a database says of itself, read in one state of it; what its schema does not have yet is empty."""

    schema: str
    installation: str
    epoch: int
    data_version: int
    audit_id: int
    audit_mac: str
    counts: dict[str, int]  # rows by table
    digest: str  # SHA-256 of all uploads' SHA-256 and states and of all running totals


def copy_database(database: Database, target: Path, tools: Path | None = None) -> Facts:
    """A copy of the database as it stands now, on the disk when this returns; raises DatabaseUnusable or OSError."""
    if not database.exists():
        raise DatabaseUnusable("no_database", NO_DATABASE)
    if database.file is None:
        return _dump(database, target, tools)
    _copy_sqlite(database.file, target)
    protect(target)
    return facts_of_file(target)


def facts_of_file(file: Path) -> Facts:
    """What an SQLite file says of itself."""
    with closing(file_database(file)) as copied, copied.reading() as connection:
        return read_facts(connection)


def file_database(file: Path, key: bytes = b"") -> Database:
    """An SQLite file as a database."""
    return open_database(URL.create("sqlite", database=file.as_posix()).render_as_string(hide_password=False), key=key)


def read_facts(connection: Connection) -> Facts:
    """What a database says of itself."""
    tables = sorted(inspect(connection).get_table_names())
    installed = _row(connection, "SELECT id, epoch FROM installation") if "installation" in tables else None
    event = _last_event(connection) if "audit_event" in tables else None
    version = _row(connection, "SELECT version FROM data_version") if "data_version" in tables else None
    return Facts(
        schema=schema_version(connection) or "",
        installation=installed[0] if installed else "",
        epoch=installed[1] if installed else 0,
        data_version=version[0] if version else 0,
        audit_id=event[0] if event else 0,
        audit_mac=(event[1] or "") if event else "",
        counts={table: _row(connection, f'SELECT count(*) FROM "{table}"')[0] for table in tables},
        digest=_digest(connection, tables),
    )


def find_changed_workbooks(connection: Connection) -> list[str]:
    """The stored workbooks that are not what was uploaded, as 'number (file name)'; of any schema."""
    if not inspect(connection).has_table("upload_content"):
        return []
    query = text("SELECT u.id, u.file_name, u.sha256, c.content FROM upload u JOIN upload_content c ON c.upload = u.id")
    rows = connection.execution_options(yield_per=1).execute(query)
    return [f"{row.id} ({row.file_name})" for row in rows if hashlib.sha256(row.content).hexdigest() != row.sha256]


def has_uploads(connection: Connection) -> bool:
    """Whether anybody has entrusted the database with anything yet."""
    return _row(connection, "SELECT id FROM upload LIMIT 1") is not None


def size_of(database: Database) -> int:
    """How many bytes the database takes."""
    if database.file is not None:
        return database.file.stat().st_size
    with database.reading() as connection:
        return int(_row(connection, "SELECT pg_database_size(current_database())")[0])


def is_sqlite(file: Path) -> bool:
    """Whether a file begins as SQLite's do."""
    with file.open("rb") as opened:
        return opened.read(len(_SQLITE)) == _SQLITE


_SQLITE = b"SQLite format 3\0"


def name_of(database: Database) -> str:
    """What the backups of a database are called after: its file or its name on the server."""
    name = database.file.stem if database.file else make_url(database.url).database or "campaign"
    return re.sub(r"[^\w.-]", "_", name)


def _copy_sqlite(source: Path, target: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS

    def wait(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            raise DatabaseUnusable("database_locked", BUSY, seconds=PATIENCE_SECONDS)

    address = f"{source.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True)) as live, closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA synchronous=OFF").close()  # synced once, as a whole, before it gets its name
        copy.execute("PRAGMA journal_mode=OFF").close()
        try:
            live.backup(copy, progress=wait, sleep=0.05)
        except sqlite3.DatabaseError as problem:
            raise DatabaseUnusable("database_unreadable", UNREADABLE, problem=problem) from problem


UNREADABLE = N_("The database could not be copied: {problem}. No backup was made; run 'python -m campaign check'.")


def _dump(database: Database, target: Path, tools: Path | None) -> Facts:
    """The facts and the dump see the same snapshot."""
    with database.reading() as connection:
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        facts = read_facts(connection)
        postgresql_tools.dump(database.url, target, snapshot=snapshot, folder=tools)
    protect(target)
    return facts


def _last_event(connection: Connection) -> Any:
    chained = any(column["name"] == "mac" for column in inspect(connection).get_columns("audit_event"))
    what = "id, mac" if chained else "id, NULL"
    return _row(connection, f"SELECT {what} FROM audit_event ORDER BY id DESC LIMIT 1")


def _digest(connection: Connection, tables: list[str]) -> str:
    digest = hashlib.sha256()
    for table, columns, order in _SUMMED:
        if table in tables:
            for row in connection.execute(text(f"SELECT {columns} FROM {table} ORDER BY {order}")):
                digest.update(repr(tuple(map(str, row))).encode())
    return digest.hexdigest()


_TOTAL = "era, province, target_group, dose, kind, period_end"
_SUMMED = (("upload", "id, sha256, status", "id"), ("total_block", f"{_TOTAL}, totals", _TOTAL))


def _row(connection: Connection, query: str) -> Any:
    return connection.execute(text(query)).first()
