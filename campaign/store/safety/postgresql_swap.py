"""Restoring on PostgreSQL: into a new database, which then takes the present one's name in one transaction."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.engine import Database, open_database
from campaign.store.safety import postgresql_tools
from campaign.store.safety.postgresql_tools import UNREACHABLE

ATTEMPTS = 20  # somebody may connect between sending everybody away and renaming
MAINTENANCE = ("postgres", "template1")
LONGEST_NAME = 63  # bytes; PostgreSQL would cut the rest off
NOT_ALLOWED = N_(
    "A backup cannot be restored here: {problem}. The database user must be allowed to make databases "
    "(ALTER ROLE … CREATEDB) and own the present one. Nothing was changed."
)


def create_from_dump(url: str, name: str, file: Path, *, key: bytes, tools: Path | None = None) -> Database:
    """A new database of this server filled from a dump; raises DatabaseUnusable, and then there is none."""
    _run(url, f'CREATE DATABASE "{name}" TEMPLATE template0')
    address = make_url(url).set(database=name).render_as_string(hide_password=False)
    try:
        postgresql_tools.load(address, file, tools)
    except BaseException:
        drop(url, name)
        raise
    return open_database(address, key=key)


def longest_name(name: str, ending: str) -> str:
    """A database's name with an ending that says what it is, whole: where both are too long the name gives way."""
    room = LONGEST_NAME - len(ending.encode())
    return name.encode()[:room].decode(errors="ignore") + ending


def drop(url: str, name: str) -> None:
    """Remove a database, whoever is connected to it."""
    _run(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def swap_databases(url: str, new: str, kept: str) -> None:
    """`new` takes the name of the database at `url`, which stays under the name `kept`: both at once, or neither."""
    present = make_url(url).database
    engine = _maintenance(url)
    try:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with engine.begin() as connection:
                    _send_away(connection, present, new)
                    connection.execute(text(f'ALTER DATABASE "{present}" RENAME TO "{kept}"'))
                    connection.execute(text(f'ALTER DATABASE "{new}" RENAME TO "{present}"'))
                return
            except DBAPIError as problem:
                if attempt == ATTEMPTS:
                    raise _told(problem) from problem
    finally:
        engine.dispose()


def _send_away(connection: Any, *names: str | None) -> None:
    query = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY(:names)")
    connection.execute(query, {"names": list(names)})


def _run(url: str, statement: str) -> None:
    engine = _maintenance(url)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(statement))
    except DBAPIError as problem:
        raise _told(problem) from problem
    finally:
        engine.dispose()


def _maintenance(url: str) -> Engine:
    """A connection to another database of the server: one cannot be renamed from within."""
    problem: DBAPIError | None = None
    for name in MAINTENANCE:
        engine = create_engine(make_url(url).set(database=name), hide_parameters=True)
        try:
            with closing(engine.connect()):
                return engine
        except DBAPIError as found:
            problem = found
            engine.dispose()
    raise DatabaseUnusable("postgresql_unreachable", UNREACHABLE, problem=problem and problem.orig) from problem


def _told(problem: DBAPIError) -> DatabaseUnusable:
    told = str(problem.orig).splitlines()[0]
    return DatabaseUnusable("postgresql_not_allowed", NOT_ALLOWED, problem=told)
