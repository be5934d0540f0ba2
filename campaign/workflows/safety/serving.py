"""One server to an SQLite file, and whether the one before ended as it should."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE

from filelock import FileLock, Timeout

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.settings import Settings
from campaign.store.engine import file_of
from campaign.store.faults import NO_FOLDER, READ_ONLY, command_to_own

LOCK, RUNNING = ".server.lock", ".running"  # after the database's name
SECOND = N_(
    "Another server already serves the database {file} on this machine, so this one was not started: two would split "
    "the users and wait for each other. Use the one that runs, or stop it first. Commands may run beside it."
)

LINKED = N_(
    "The database {file} has {links} names (hard links), so the server was not started: another server could serve "
    "the same file by its other name, and both would write to it. Nothing was changed. Find the other names with "
    "'find / -xdev -samefile FILE', stop whatever uses them and remove those names; keep a copy instead of a link. "
    "Then start again."
)


@contextmanager
def serving(settings: Settings) -> Iterator[bool]:
    """Be the only server of the database for as long as this lasts; whether the server before was stopped abruptly.

    Raises DatabaseUnusable where another server has it, the file has a second name (a hard link), or its folder may
    not be written to. PostgreSQL, and servers that only read, may be many.
    """
    file = file_of(settings.database_url)
    if file is None or settings.safety.read_only:
        yield False
        return
    _check_names(file)
    lock = _lock(file)
    _close_to_others(file)
    marker = file.with_name(file.name + RUNNING)
    try:
        stopped = marker.exists() or has_hot_journal(file)
        with suppress(OSError):  # a full disk: only an abrupt stop would not be known
            marker.write_text(f"{os.getpid()}\n", encoding="ascii")
        yield stopped
        with suppress(OSError):  # left behind, it only makes the next start say that this one was stopped
            marker.unlink()
    finally:
        lock.release()


def has_hot_journal(file: Path) -> bool:
    """Whether a transaction was cut off in the middle; SQLite takes it back as soon as the file is opened."""
    journal = file.with_name(f"{file.name}-journal")
    try:
        return journal.stat().st_size > 0
    except OSError:
        return False


def _close_to_others(file: Path) -> None:
    """A file that an earlier version made for everybody on the machine to read; what its group may is left alone."""
    if os.name != "nt" and file.exists():
        with suppress(OSError):  # another user's file: the program says so where it matters
            file.chmod(S_IMODE(file.stat().st_mode) & ~0o007)


def _check_names(file: Path) -> None:
    """The lock stands beside a name: by a second one of the same file another server would get past it."""
    links = file.stat().st_nlink if file.exists() else 1
    # A restore that was cut off has given the file the name it is kept by: nobody serves that one.
    links -= sum(kept.samefile(file) for kept in file.parent.glob("replaced-*.db"))
    if links > 1:
        raise DatabaseUnusable("linked", LINKED, file=file, links=links)


def _lock(file: Path) -> FileLock:
    lock = FileLock(file.with_name(file.name + LOCK), timeout=0)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise DatabaseUnusable("no_folder", NO_FOLDER, place=file.parent) from problem
    try:
        lock.acquire()
    except Timeout as problem:
        raise DatabaseUnusable("second_server", SECOND, file=file) from problem
    except OSError as problem:
        raise DatabaseUnusable("read_only", READ_ONLY, place=file.parent, command=command_to_own(file)) from problem
    return lock
