"""The database: SQLite by default, PostgreSQL by URL. Dialect differences live here and in schema.py alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection as Connection  # the other rooms take it from here
from sqlalchemy import Engine, Table, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, IntegrityError, InterfaceError, ProgrammingError
from sqlalchemy.pool import NullPool

from campaign.errors import DatabaseUnusable
from campaign.locale import N_

PATIENCE_SECONDS = 10  # how long a writer waits for another
KEY = "campaign_key"

# Measured under simulated power cuts: the default (DELETE journal, synchronous FULL) loses acknowledged commits;
# TRUNCATE with EXTRA loses none. Neither setting is kept in the file: every connection sets them.
# What is deleted is overwritten: an erased name is gone from the file, whatever SQLite was built with.
WRITER_PRAGMAS = ("journal_mode=TRUNCATE", "synchronous=EXTRA", "secure_delete=ON")
PRAGMAS = ("foreign_keys=ON", f"busy_timeout={PATIENCE_SECONDS * 1000}", "trusted_schema=OFF", "cell_size_check=ON")


@dataclass(frozen=True)
class Database:
    """One campaign database: `reading()` never writes and never waits for a lock longer than it must."""

    url: str
    writer: Engine
    reader: Engine
    file: Path | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the data and cannot change it."""
        with _in_words(), self.reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is saved, or nothing."""
        with _in_words(), self.writer.begin() as connection:
            yield connection

    @property
    def shown_url(self) -> str:
        """The address without its password."""
        return make_url(self.url).render_as_string(hide_password=True)

    def exists(self) -> bool:
        """Whether there is anything to read yet; a PostgreSQL database always is."""
        return self.file is None or (self.file.exists() and self.file.stat().st_size > 0)

    def close(self) -> None:
        """Give the connections back."""
        self.reader.dispose()
        self.writer.dispose()


def open_database(url: str, *, key: bytes = b"") -> Database:
    """The database at an SQLAlchemy URL; raises DatabaseUnusable for a URL that names none.

    `key` chains the audit trail: every writing connection knows it (`KEY` of its execution options).
    """
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return _open_sqlite(url, address, key)
        reading = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
        reader = create_engine(address, execution_options=reading)
        writer = create_engine(address, execution_options={KEY: key})
        _one_writer_at_a_time(writer)
        return Database(url, writer, reader)
    except (ArgumentError, ModuleNotFoundError) as problem:
        message = N_("The database address '{url}' cannot be used: {problem}")
        raise DatabaseUnusable("database_url", message, url=url, problem=problem) from problem


def _open_sqlite(url: str, address: URL, key: bytes) -> Database:
    path = Path(address.database or "")
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = create_engine(address, poolclass=NullPool, execution_options={KEY: key})
    # Opened for reading alone, a connection could not roll back what a killed writer left half written, and every
    # reading would fail until somebody writes: so it may, and query_only keeps it from writing anything of its own.
    reading = URL.create("sqlite", database=f"file:{path.as_posix()}", query={"mode": "rw", "uri": "true"})
    reader = create_engine(reading)
    _set_up(writer, (*WRITER_PRAGMAS, *PRAGMAS), begin="BEGIN IMMEDIATE")
    _set_up(reader, (*PRAGMAS, "query_only=ON"), begin="BEGIN")
    return Database(url, writer, reader, path)


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


@contextmanager
def _in_words() -> Iterator[None]:
    """What the database cannot do becomes a sentence; what the program did wrong keeps its traceback."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as problem:
        if isinstance(problem, OURS):
            raise
        raise DatabaseUnusable("database_unusable", UNUSABLE, problem=getattr(problem, "orig", problem)) from problem


# What the program did wrong, in the words of SQLAlchemy and of the driver that `add_rows` talks to.
OURS = (
    *(IntegrityError, ProgrammingError, DataError, InterfaceError),
    *(sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError, sqlite3.InterfaceError),
)
UNUSABLE = N_(
    "The database cannot be used right now, nothing was saved: {problem}. "
    "Try again; if it stays so, tell the administrator."
)
