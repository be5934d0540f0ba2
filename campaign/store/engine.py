"""The database: SQLite by default, PostgreSQL by URL. Dialect differences live here and in schema.py alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection as Connection  # the other rooms take it from here
from sqlalchemy import Engine, Table, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.faults import NO_FOLDER, PATIENCE_SECONDS, check_space, in_words, in_words_of_an_end, moved_away
from campaign.store.postgresql_address import check_line, without_password
from campaign.store.safety import seals
from campaign.store.safety.replaced import notice_replacement

KEY = "campaign_key"

# Measured under simulated power cuts: the default (DELETE journal, synchronous FULL) loses acknowledged commits;
# TRUNCATE with EXTRA loses none. Neither setting is kept in the file: every connection sets them.
# What is deleted is overwritten: an erased name is gone from the file, whatever SQLite was built with.
WRITER_PRAGMAS = ("journal_mode=TRUNCATE", "synchronous=EXTRA", "secure_delete=ON")
LOG_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON")
LOG_SAFE_SINCE = (3, 51, 3)  # SQLite before it may corrupt a write-ahead log that two connections write at once
PRAGMAS = (
    *("foreign_keys=ON", f"busy_timeout={PATIENCE_SECONDS * 1000}", "trusted_schema=OFF", "cell_size_check=ON"),
    "temp_store=MEMORY",  # a full folder for temporary files stops nobody
)
OLD_SQLITE = N_(
    "CAMPAIGN_JOURNAL=wal needs SQLite {needed} or newer, and this is {found}: older ones can damage the database. "
    "Nothing was changed. Leave CAMPAIGN_JOURNAL out."
)
# Somebody signing in is let in though figures may not be changed: else nobody could restore a backup.
VISITS = "visits"


@dataclass
class Closed:
    """Why a database may not be written to now: None while it may. `whole`: not even sessions are."""

    reason: DatabaseUnusable | None = None
    whole: bool = False


@dataclass(frozen=True)
class Database:
    """One campaign database: `reading()` never writes and never waits for a lock longer than it must."""

    url: str
    writer: Engine
    reader: Engine
    file: Path | None = None
    spare_mib: int | None = None
    closed: Closed = field(default_factory=Closed, compare=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the data and cannot change it."""
        with in_words(self.file), self.reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, what: str = "") -> Iterator[Connection]:
        """One transaction: all of it is saved, or nothing. Raises DatabaseUnusable where it cannot be, in words.

        `what`: VISITS for sessions alone, which go on while the rest is closed for damage.
        """
        if self.closed.reason and (self.closed.whole or what != VISITS):
            raise self.closed.reason
        if self.file and what != VISITS:
            check_space(self.file, self.spare_mib)
        with in_words(self.file), self.writer.connect() as connection, connection.begin() as transaction:
            yield connection
            seals.renew(connection)
            with in_words_of_an_end(self.file):
                transaction.commit()

    def close_to_writing(self, reason: DatabaseUnusable, *, whole: bool = True) -> None:
        """From now on nothing is written, in this whole process: `reason` is what everybody is told."""
        self.closed.reason, self.closed.whole = reason, whole

    def open_to_writing(self) -> None:
        """Whatever was wrong is mended."""
        self.closed.reason, self.closed.whole = None, False

    @property
    def shown_url(self) -> str:
        """The address without its password."""
        return make_url(self.url).render_as_string(hide_password=True)

    def exists(self) -> bool:
        """Whether there is anything to read yet; a PostgreSQL database always is."""
        return self.file is None or (self.file.exists() and self.file.stat().st_size > 0)

    def check_there(self) -> None:
        """Raise DatabaseUnusable where the file that was opened is gone or empty."""
        if not self.exists():
            raise moved_away(self.file)

    def close(self) -> None:
        """Give the connections back."""
        self.reader.dispose()
        self.writer.dispose()


def open_database(
    url: str, *, key: bytes = b"", write_ahead_log: bool = False, spare_mib: int | None = None
) -> Database:
    """The database at an SQLAlchemy URL; raises DatabaseUnusable for a URL that names none.

    `key` chains the audit trail: every writing connection knows it (`KEY` of its execution options).
    `write_ahead_log`: instead of the journal, where SQLite is safe for one. `spare_mib`: what must be free to save.
    """
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return _open_sqlite(url, address, key, write_ahead_log, spare_mib)
        check_line(address)
        reading = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
        # A connection that the server closed meanwhile is replaced; parameters are people's figures and names.
        options: dict[str, Any] = {"pool_pre_ping": True, "hide_parameters": True}
        reader = create_engine(address, execution_options=reading, **options)
        writer = create_engine(address, execution_options={KEY: key}, **options)
        _one_writer_at_a_time(writer)
        seals.watch(writer)
        return Database(url, writer, reader)
    except (ArgumentError, ModuleNotFoundError) as problem:
        message = N_("The database address '{url}' cannot be used: {problem}")
        raise DatabaseUnusable("database_url", message, url=without_password(url), problem=problem) from problem


def sqlite_version() -> str:
    """The version of the SQLite that Python was built with."""
    return sqlite3.sqlite_version


def file_of(url: str) -> Path | None:
    """The file of an SQLite database; None for another database, or an address that names none."""
    try:
        address = make_url(url)
    except ArgumentError:
        return None
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def _open_sqlite(url: str, address: URL, key: bytes, log: bool, spare_mib: int | None) -> Database:
    if log and sqlite3.sqlite_version_info < LOG_SAFE_SINCE:
        needed = ".".join(map(str, LOG_SAFE_SINCE))
        raise DatabaseUnusable("old_sqlite", OLD_SQLITE, needed=needed, found=sqlite3.sqlite_version)
    path = Path(address.database or "")
    _make_folder(path.parent)
    options: dict[str, Any] = {"hide_parameters": True}
    writer = create_engine(address, poolclass=NullPool, execution_options={KEY: key}, **options)
    # Opened for reading alone, a connection could not roll back what a killed writer left half written, and every
    # reading would fail until somebody writes: so it may, and query_only keeps it from writing anything of its own.
    reading = URL.create("sqlite", database=f"file:{path.as_posix()}", query={"mode": "rw", "uri": "true"})
    reader = create_engine(reading, **options)
    _make_for_us_alone(writer, path)
    _set_up(writer, (*(LOG_PRAGMAS if log else WRITER_PRAGMAS), *PRAGMAS), begin="BEGIN IMMEDIATE")
    _set_up(reader, (*PRAGMAS, "query_only=ON"), begin="BEGIN")
    notice_replacement(reader, path)
    seals.watch(writer)
    return Database(url, writer, reader, path, spare_mib)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise DatabaseUnusable("no_folder", NO_FOLDER, place=folder) from problem


def _make_for_us_alone(engine: Engine, file: Path) -> None:
    """A file that the first writer makes is its user's alone; SQLite gives the journal the rights of the file.

    One that was there and is gone is not made anew: its figures would be missing, and the new one be in its way.
    """
    was_there = file.exists()

    @event.listens_for(engine, "do_connect")
    def make(*_: Any) -> None:
        nonlocal was_there
        if not file.exists():
            if was_there:
                raise moved_away(file)
            with suppress(OSError):  # SQLite then says what is wrong
                file.touch(0o600)
        was_there = True


def _set_up(engine: Engine, pragmas: tuple[str, ...], *, begin: str) -> None:
    """SQLite's own transactions start late and leave DDL out of them; ours start at once and hold everything."""

    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _one_writer_at_a_time(engine: Engine) -> None:
    """PostgreSQL's writers wait for each other, as SQLite's do: what one decides by, no other changes meanwhile."""

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('campaign.writer'))")


def try_lock(connection: Connection, name: str) -> bool:
    """Whether this transaction is now the only one with a lock of this name; an SQLite file has one server anyway."""
    if connection.dialect.name == "sqlite":
        return True
    return bool(connection.execute(text("SELECT pg_try_advisory_xact_lock(hashtext(:name))"), {"name": name}).scalar())


def find_damage(connection: Connection) -> list[str]:
    """What the database itself says is broken; PostgreSQL checks its pages as it reads them."""
    if connection.dialect.name != "sqlite":
        return []
    integrity = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
    keys = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [line for line in integrity if line != "ok"] + [f"foreign key: {key}" for key in keys]


def add_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows, values in the order of the table's columns and dates as ISO text, the quickest way there is.

    `rows` may be a generator: they are written as they come.
    """
    seals.touch(connection, (table.name,))
    driver: Any = connection.connection.driver_connection
    names, marks = _columns(table)
    if connection.dialect.name == "sqlite":
        driver.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)
        return
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


@cache
def _columns(table: Table) -> tuple[str, str]:
    return ", ".join(f'"{column.name}"' for column in table.columns), ", ".join("?" * len(table.columns))
