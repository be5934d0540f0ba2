"""What must hold whatever happened to a database: one check for all faults, and what a database says as one digest."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from campaign.locale import translator
from campaign.settings import Settings
from campaign.store.engine import open_database
from campaign.store.migrate import NEWEST
from campaign.store.safety.key_file import read_key
from campaign.workflows.checking import check_database

# What differs between two runs of the same command, and tables that no command of the harness is about.
PASSING = ("session", "sign_in_failure", "one_time_link", "installation", "seal", "sqlite_sequence")
RANDOM = ("mac", "fingerprint")


def check(file: Path) -> list[str]:
    """Everything that is wrong with a database, empty when it is whole; its journal, if it left one, is rolled back."""
    try:
        key = read_key(Settings().key_file)
        with closing(open_database(f"sqlite:///{file.as_posix()}", key=key)) as database:
            wrong = [translator("en")(message).format(**values) for message, values in check_database(database)]
        with closing(sqlite3.connect(file)) as connection:
            return [*wrong, *_check_rows(connection)]
    except Exception as problem:  # noqa: BLE001  (whatever the check itself makes of a broken database)
        return [f"{type(problem).__name__}: {problem}"]


def recover(file: Path) -> None:
    """Read from a database as the program does that starts after a crash; raises DatabaseUnusable where it cannot."""
    with closing(open_database(f"sqlite:///{file.as_posix()}")) as database, database.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM upload").scalar()


def check_pages(file: Path) -> list[str]:
    """What SQLite itself says is wrong."""
    with closing(sqlite3.connect(file)) as connection:
        return list(_check_pages(connection))


def state(file: Path, *, everything: bool = False) -> str:
    """One digest of all that a database says, of a database that is not one what is wrong.

    Left out, unless `everything` is asked for, is what differs between two runs of the same command.
    """
    said = hashlib.sha256()
    try:
        with closing(sqlite3.connect(file)) as connection:
            for name, columns in _tables(connection, everything=everything):
                rows = connection.execute(f"SELECT {columns} FROM \"{name}\" NOT INDEXED")  # fmt: skip
                said.update(repr((name, sorted(map(repr, rows)))).encode())
    except sqlite3.DatabaseError as problem:
        return f"unreadable: {problem}"
    return said.hexdigest()


def check_backups(file: Path) -> list[str]:
    """What is wrong with the backups beside a database: one that has its name is whole; of another schema, its file."""
    backups = sorted((file.parent / "backups").glob("*.db"))
    return [f"{each.name}: {wrong}" for each in backups for wrong in _check_backup(each)]


def _check_backup(file: Path) -> list[str]:
    try:
        if version(file) == NEWEST:
            return check(file)
        return check_pages(file)
    except sqlite3.DatabaseError as problem:
        return [str(problem)]


def version(file: Path) -> str:
    """The schema a database stands at."""
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def accepted(file: Path) -> list[str]:
    """The names of the files that count, in the order of their numbers."""
    with closing(sqlite3.connect(file)) as connection:
        return [name for (name,) in connection.execute("SELECT file_name FROM upload WHERE status = 'accepted'")]


def _tables(connection: sqlite3.Connection, *, everything: bool) -> Iterator[tuple[str, str]]:
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in sorted(set(names) - set(() if everything else PASSING)):
        columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
        kept = [each[1] for each in columns if everything or ("DATETIME" not in each[2] and each[1] not in RANDOM)]
        yield name, ", ".join(f'"{column}"' for column in kept)


def _check_rows(connection: sqlite3.Connection) -> Iterator[str]:
    yield from _check_pages(connection)
    yield from _check_uploads(connection)
    yield from _check_events(connection)


def _check_pages(connection: sqlite3.Connection) -> Iterator[str]:
    for line in connection.execute("PRAGMA integrity_check").fetchall():
        if line != ("ok",):
            yield f"integrity_check: {line[0]}"
    for key in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"foreign key: {key}"


def _check_uploads(connection: sqlite3.Connection) -> Iterator[str]:
    columns = "id, sha256, status, purpose, new + changed + unchanged"
    uploads = connection.execute(f"SELECT {columns} FROM upload").fetchall()  # fmt: skip
    for number, sha256, _, purpose, counted in uploads:
        content = connection.execute("SELECT content FROM upload_content WHERE upload = ?", (number,)).fetchone()
        if content is None or hashlib.sha256(content[0]).hexdigest() != sha256:
            yield f"upload {number}: the stored workbook is not the one that was sent"
        table = "figure_block" if purpose == "report" else "denominator_block"
        blocks = connection.execute(f'SELECT units, rows, "values" FROM {table} WHERE upload = ?', (number,)).fetchall()
        lengths = [[_length(each) for each in block] for block in blocks]
        if any(len(set(each)) != 1 for each in lengths) or sum(each[0] for each in lengths) != counted:
            yield f"upload {number}: its blocks hold other than the {counted} numbers of its header"
    for sha256, times in Counter(sha for _, sha, status, *_ in uploads if status == "accepted").items():
        if times > 1:
            yield f"{times} uploads count that have the same content {sha256[:8]}"


def _check_events(connection: sqlite3.Connection) -> Iterator[str]:
    """One event for each upload and each withdrawal."""
    told = Counter(connection.execute("SELECT action, object FROM audit_event WHERE object LIKE 'upload %'").fetchall())
    due: Counter[Any] = Counter()
    for number, status in connection.execute("SELECT id, status FROM upload"):
        due["upload", f"upload {number}"] += 1
        if status == "withdrawn":
            due["withdraw", f"upload {number}"] += 1
    for event in told.keys() | due.keys():
        if told[event] != due[event]:
            yield f"{told[event]} events say '{event[0]} {event[1]}' where there should be {due[event]}"


def _length(packed: str) -> int:
    return len(json.loads(packed))
