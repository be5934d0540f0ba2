"""Whether a copy of the database is whole: asked of every backup as it is made, and again before one is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from campaign.errors import DatabaseUnusable
from campaign.store.engine import Connection, Database, find_damage
from campaign.store.migrate import NEWEST, schema_version
from campaign.store.safety import postgresql_tools
from campaign.store.safety.backup import file_database, find_changed_workbooks
from campaign.store.safety.fingerprints import fingerprint, read_places
from campaign.store.safety.manifest import Backup
from campaign.store.safety.on_disk import sha256_of
from campaign.store.safety.seals import find_broken
from campaign.store.sheets.uploads import read_uploads


def find_faults(database: Database, file: Path, tools: Path | None = None) -> list[str]:
    """What is wrong with a copy of `database` in `file`, empty when it is whole.

    An SQLite file: its pages, its keys between tables, every stored workbook, and in a database of this version every
    upload's fingerprint and the seals. A dump of PostgreSQL is read to its end.
    """
    try:
        if database.file is None:
            postgresql_tools.read_through(database.url, file, tools)
            return []
        with closing(file_database(file)) as copy:
            return find_faults_of(copy)
    except DatabaseUnusable as problem:
        return [str(problem)]


def find_faults_of(database: Database) -> list[str]:
    """What is wrong with what a database stores."""
    try:
        with database.reading() as connection:
            return list(_faults(connection))
    except DatabaseUnusable as problem:
        return [str(problem)]


def has_changed(file: Path, backup: Backup) -> bool:
    """Whether a backup's file is not the one that was verified; raises OSError where it cannot be read."""
    return file.stat().st_size != backup.size or sha256_of(file) != backup.sha256


def _faults(connection: Connection) -> Iterator[str]:
    yield from find_damage(connection)
    yield from (f"workbook of upload {each}" for each in find_changed_workbooks(connection))
    if schema_version(connection) == NEWEST:
        yield from (f"figures of upload {number}" for number in _changed_figures(connection))
        yield from (f"table {name}" for name in find_broken(connection))


def _changed_figures(connection: Connection) -> Iterator[int]:
    places = read_places(connection)
    for upload in read_uploads(connection):
        if upload.fingerprint and upload.fingerprint != fingerprint(connection, upload.id, places):
            yield upload.id
