"""One digest of all rows of each small table: looked at before a transaction changes it, and renewed after.

What an upload brought has its fingerprint, the audit trail its chain, the running totals are counted again; sessions,
failures and links pass. Everything else is sealed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sqlalchemy import Connection, Table, event, insert, inspect, select, update
from sqlalchemy.engine import Engine

from campaign.domain.wording.table_words import table_words
from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.safety.canonical import read_lines
from campaign.store.safety.fingerprints import OF_PLACES, OF_UPLOADS, add_fingerprints
from campaign.store.schema import (
    audit_event,
    metadata,
    one_time_link,
    seal,
    session,
    sign_in_failure,
    total_block,
    upload,
    upload_content,
)

_OTHERWISE = {*OF_UPLOADS, *OF_PLACES, upload_content, audit_event, total_block, seal}
_PASSING = {session, sign_in_failure, one_time_link}
SEALED = {table.name: table for table in metadata.sorted_tables if table not in _OTHERWISE | _PASSING}
LEFT_OUT = {"account": ("signed_in_at",)}
SCHEMA = "sqlite_schema"  # the seal of the tables' and triggers' own definitions

_TOUCHED, _SCHEMA_CHANGES = "campaign_touched", "schema"
_WRITES = re.compile(r'\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?(\w+)', re.IGNORECASE)
_DEFINES = re.compile(r"\s*(?:CREATE|ALTER|DROP)\b", re.IGNORECASE)

BROKEN = N_(
    "The table of {rows} ({table}) is not as it was last saved: the disk failed, or somebody changed it from outside. "
    "Nothing was saved. Run 'python -m campaign check', then restore the newest good backup."
)


def watch(engine: Engine) -> None:
    """Note which tables each transaction writes to, and see that each is whole before its first change."""

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.info[_TOUCHED] = set()

    @event.listens_for(engine, "before_cursor_execute")
    def note(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        touch(connection, _written(statement))


def touch(connection: Connection, names: Iterable[str]) -> None:
    """These tables are about to be written to. Raises DatabaseUnusable when one is not what was saved last."""
    touched = connection.info.get(_TOUCHED)
    if touched is None:
        return
    for name in names:
        if name not in touched:
            touched.add(name)
            if name in SEALED and _SCHEMA_CHANGES not in touched and is_broken(connection, name):
                raise DatabaseUnusable("seal_broken", BROKEN, rows=table_words(name), table=name)


def renew(connection: Connection) -> None:
    """Before a transaction ends: fingerprints of new uploads, seals of the tables that it wrote to."""
    touched = connection.info.get(_TOUCHED) or set()
    if _SCHEMA_CHANGES in touched:
        if not inspect(connection).has_table(seal.name):  # on the way to a version that has seals
            return
        touched = {_SCHEMA_CHANGES, *SEALED}
    if upload.name in touched:
        add_fingerprints(connection)
    for name in sorted(touched & SEALED.keys()):
        _save(connection, name, digest_of(connection, SEALED[name]))
    if _SCHEMA_CHANGES in touched and connection.dialect.name == "sqlite":
        _save(connection, SCHEMA, digest_of_schema(connection))


def find_broken(connection: Connection) -> Iterator[str]:
    """The names of the tables that are not what was saved last."""
    yield from (name for name in SEALED if is_broken(connection, name))
    if connection.dialect.name == "sqlite" and _read(connection, SCHEMA) != digest_of_schema(connection):
        yield SCHEMA


def is_broken(connection: Connection, name: str) -> bool:
    """Whether a table is something else than what was saved last."""
    return _read(connection, name) != digest_of(connection, SEALED[name])


def digest_of(connection: Connection, table: Table) -> str:
    """SHA-256 of all rows of a table, in whatever order they stand."""
    lines = read_lines(connection, table, leave_out=LEFT_OUT.get(table.name, ()))
    return hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()


def digest_of_schema(connection: Connection) -> str:
    """SHA-256 of the definitions of an SQLite file's tables, indexes and triggers."""
    rows = connection.exec_driver_sql(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"
    ).all()
    return hashlib.sha256("\n".join(sorted(repr(tuple(row)) for row in rows)).encode()).hexdigest()


@lru_cache(maxsize=1024)
def _written(statement: str) -> tuple[str, ...]:
    return (_SCHEMA_CHANGES,) if _DEFINES.match(statement) else tuple(_WRITES.findall(statement))


def _read(connection: Connection, name: str) -> str | None:
    return connection.execute(select(seal.c.sha256).where(seal.c.name == name)).scalar_one_or_none()


def _save(connection: Connection, name: str, sha256: str) -> None:
    changed = connection.execute(update(seal).where(seal.c.name == name).values(sha256=sha256))
    if not changed.rowcount:
        connection.execute(insert(seal).values(name=name, sha256=sha256))
