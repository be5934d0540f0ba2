"""Put a restored SQLite file in the place of the present one: killed at any point, the old or the new stands there."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.faults import PATIENCE_SECONDS
from campaign.store.safety.on_disk import protect, sync_file, sync_folder

SIDECARS = ("-journal", "-wal", "-shm")
HELD_OPEN = N_(
    "{file} is held open by another program, so it cannot be replaced; nothing was changed. Stop the server, then "
    "restore again with 'python -m campaign restore --latest'."
)
IN_USE = N_(
    "The database is in use with a write-ahead log, so it cannot be replaced; nothing was changed. Stop the server, "
    "then restore again with 'python -m campaign restore --latest'."
)


def copy_aside(file: Path, target: Path) -> None:
    """A copy to work on, on the disk when this returns."""
    shutil.copyfile(file, target)
    target.chmod(0o600)
    sync_file(target)


def swap_file(present: Path, new: Path, kept: Path) -> None:
    """`new` takes the place of `present`, which stays as `kept`, with its journal. Raises DatabaseUnusable.

    Who has the old file open keeps it: SQLite lets nobody write to a file that was moved, and readers of this program
    notice at their next read. A journal of the old file must not stay beside the new one: it would be played into it.
    """
    sync_file(new)
    try:
        with _nobody_writing(present):
            _keep(present, kept)
            new.replace(present)
            sync_folder(present.parent)
    except PermissionError as problem:
        kept.unlink(missing_ok=True)
        raise DatabaseUnusable("database_held_open", HELD_OPEN, file=present) from problem


@contextmanager
def _nobody_writing(present: Path) -> Iterator[None]:
    """Hold the writers off; a journal that a killed writer left is played back into the old file first.

    A file that is no database any more, or that a program without end holds locked, is replaced all the same.
    """
    if not present.exists():
        yield
        return
    connection = sqlite3.connect(f"{present.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        connection.execute(f"PRAGMA busy_timeout={PATIENCE_SECONDS * 1000}").close()
        with suppress(sqlite3.DatabaseError):
            _leave_log(connection)
            connection.execute("BEGIN EXCLUSIVE").close()
        if os.name == "nt":  # an open file cannot be replaced there, not even by whoever opened it
            connection.close()
        yield
    finally:
        connection.close()


def _leave_log(connection: sqlite3.Connection) -> None:
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode == "wal" and connection.execute("PRAGMA journal_mode=TRUNCATE").fetchone()[0] == "wal":
        raise DatabaseUnusable("database_in_use", IN_USE)


def _keep(present: Path, kept: Path) -> None:
    """The old file gets its second name before the new one takes the first; what stands beside it goes along."""
    if not present.exists():
        return
    try:
        os.link(present, kept)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        shutil.copyfile(present, kept)
        sync_file(kept)
    with suppress(OSError):  # another user's
        protect(kept)
    sync_folder(present.parent)
    for ending in SIDECARS:
        beside = present.with_name(present.name + ending)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + ending))
    sync_folder(present.parent)
