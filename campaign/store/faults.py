"""What a database cannot do, told in words: what happened, whether anything was saved, what to do next."""

from __future__ import annotations

import getpass
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, InterfaceError, ProgrammingError

from campaign.errors import DatabaseUnusable
from campaign.locale import N_

MEBIBYTE = 1 << 20
PATIENCE_SECONDS = 10  # how long a writer waits for another
# A save writes the journal beside the file, and may be followed by a backup: so much must be free before it starts.
SPARE_SIZES, SPARE_MIB = 5, 50

UNUSABLE = N_(
    "The database cannot be used right now, nothing was saved: {problem}. "
    "Try again; if it stays so, tell the administrator."
)
FULL = N_(
    "The disk is full: {free} MiB are free at {place}. Nothing was saved. Free some space there and in the folder for "
    "temporary files, then do it again; the program need not be started anew."
)
TOO_LITTLE_SPACE = N_(
    "Only {free} MiB are free at {place}, and saving safely takes {needed} MiB. Nothing was saved. Free some space, "
    "then do it again. An administrator may set another limit in CAMPAIGN_MIN_FREE_MIB."
)
DISK_ERROR = N_(
    "The disk of {place} reports an error ({problem}). Nothing was saved. Do not go on entering: have the disk and its "
    "cable looked at, run 'python -m campaign check', and restore the newest good backup if it finds damage."
)
UNSURE = N_(
    "The database failed while it was saving ({problem}), so it is not certain whether this was saved. Reload the page "
    "and look; if it is missing, do it again: the same file is never counted twice."
)
READ_ONLY = N_(
    "The program may not write to {place}. Nothing was saved. Let an administrator run: {command}. To only look at "
    "figures meanwhile, copy the database to a folder it may write to and start it there with CAMPAIGN_READ_ONLY=1."
)
BUSY = N_(
    "The database is busy: somebody else is saving and was not done within {seconds} seconds. Nothing was saved; try "
    "again in a moment. If it stays so, close other programs that have {place} open."
)
DAMAGED = N_(
    "The database {place} is damaged ({problem}). Nothing was saved. Stop entering; an administrator runs "
    "'python -m campaign check' and restores the newest good backup. The damaged file is kept."
)
NOT_A_DATABASE = N_(
    "{place} is not a database of this program: it is another file, or badly damaged. Nothing was changed. Name the "
    "right file in CAMPAIGN_DATABASE_URL, or restore the newest good backup."
)
NO_FOLDER = N_(
    "The folder {place} is not there or cannot be made. Nothing was changed. Connect the disk, make the folder, or "
    "name another one in CAMPAIGN_DATABASE_URL."
)
MOVED_AWAY = N_(
    "The database {place} is not there any more: it was moved, renamed or deleted, or its disk is away. Nothing was "
    "saved. Put it back in its place, and the program goes on by itself; if it is lost, restore the newest good backup."
)
SERVER_DOWN = N_(
    "The database server does not answer ({problem}). Nothing was saved. See that PostgreSQL runs and can be reached, "
    "then try again; the program need not be started anew."
)
NOT_LET_IN = N_(
    "The database server refuses the program's user or password. Nothing was saved. Correct CAMPAIGN_DATABASE_URL, or "
    "the user's rights in PostgreSQL."
)
NO_SUCH_DATABASE = N_(
    "The database server has no such database ({problem}). Nothing was saved. Make it with 'createdb', or correct "
    "CAMPAIGN_DATABASE_URL."
)

# What the program did wrong keeps its traceback, in the words of SQLAlchemy and of the driver that `add_rows` uses.
OURS = (
    *(IntegrityError, ProgrammingError, DataError, InterfaceError),
    *(sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError, sqlite3.InterfaceError),
)

# The beginnings of SQLite's names of errors.
_SQLITE = {
    "SQLITE_FULL": ("disk_full", FULL),
    "SQLITE_IOERR": ("disk_error", DISK_ERROR),
    "SQLITE_READONLY": ("read_only", READ_ONLY),
    "SQLITE_PERM": ("read_only", READ_ONLY),
    "SQLITE_CANTOPEN": ("read_only", READ_ONLY),
    "SQLITE_BUSY": ("busy", BUSY),
    "SQLITE_LOCKED": ("busy", BUSY),
    "SQLITE_CORRUPT": ("damaged", DAMAGED),
    "SQLITE_NOTADB": ("not_a_database", NOT_A_DATABASE),
}
# The beginnings of PostgreSQL's states, and of what libpq says where a connection has no state yet.
_POSTGRESQL = {
    "55P03": ("busy", BUSY),
    "40": ("busy", BUSY),
    "53100": ("disk_full", FULL),
    "53": ("server_down", SERVER_DOWN),
    "58": ("disk_error", DISK_ERROR),
    "25006": ("read_only", READ_ONLY),
    "42501": ("not_let_in", NOT_LET_IN),
    "28": ("not_let_in", NOT_LET_IN),
    "3D000": ("no_such_database", NO_SUCH_DATABASE),
    "XX": ("damaged", DAMAGED),
    "08": ("server_down", SERVER_DOWN),
    "57": ("server_down", SERVER_DOWN),
}
_SAID = {
    "password authentication failed": "28",
    "no password supplied": "28",
    "no pg_hba.conf entry": "28",
    'role "': "28",
    'database "': "3D000",
}


@contextmanager
def in_words(file: Path | None) -> Iterator[None]:
    """What the database cannot do becomes a DatabaseUnusable; what the program did wrong keeps its traceback."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as problem:
        if isinstance(problem, OURS) and not _is_of_the_server(problem):
            raise
        raise told(problem, file) from problem


@contextmanager
def in_words_of_an_end(file: Path | None) -> Iterator[None]:
    """The same for a transaction's end: where the disk or the line fails just then, nobody knows what was saved."""
    try:
        with in_words(file):
            yield
    except DatabaseUnusable as problem:
        if problem.code in _LATE and not _was_before_the_end(problem.__cause__):
            raise DatabaseUnusable("unsure", UNSURE, problem=problem.values.get("problem", "")) from problem
        raise


_LATE = ("disk_error", "server_down", "database_unusable")


def _was_before_the_end(problem: BaseException | None) -> bool:
    """A page that could not be written: the journal, which ends last, still takes everything back."""
    cause = getattr(problem, "orig", None) or problem
    return getattr(cause, "sqlite_errorname", "") == "SQLITE_IOERR_WRITE"


def moved_away(file: Path | None) -> DatabaseUnusable:
    """A file that was opened and is gone."""
    return DatabaseUnusable("moved_away", MOVED_AWAY, place=file)


def told(problem: BaseException, file: Path | None) -> DatabaseUnusable:
    """The sentence for what a driver raised."""
    cause = getattr(problem, "orig", None) or problem
    code, message = _kind(cause)
    if code == "read_only" and file and not file.parent.is_dir():
        code, message = "no_folder", NO_FOLDER
    elif code == "read_only" and file and not file.exists():
        return moved_away(file)
    place: Any = file or "PostgreSQL"
    values = {"problem": _first_line(cause), "place": file.parent if file and code == "no_folder" else place}
    if code == "read_only":
        values["command"] = command_to_own(file)
    return DatabaseUnusable(code, message, free=free_mib(file), seconds=PATIENCE_SECONDS, **values)


def check_space(file: Path, spare_mib: int | None) -> None:
    """Raise DatabaseUnusable unless enough is free beside the file; `spare_mib` is what the site set, if anything."""
    try:
        size = file.stat().st_size if file.exists() else 0
        free = shutil.disk_usage(file.parent).free
    except OSError:  # what is wrong with the place shows when it is opened
        return
    needed = SPARE_SIZES * size + SPARE_MIB * MEBIBYTE if spare_mib is None else spare_mib * MEBIBYTE
    if free < needed:
        values = {"free": free // MEBIBYTE, "needed": -(-needed // MEBIBYTE), "place": file.parent}
        raise DatabaseUnusable("too_little_space", TOO_LITTLE_SPACE, **values)


def free_mib(file: Path | None) -> int | str:
    """How much is free beside the file, in MiB; "?" where nobody can tell."""
    try:
        return shutil.disk_usage(file.parent).free // MEBIBYTE if file else "?"
    except OSError:
        return "?"


def command_to_own(file: Path | None) -> str:
    """The command that lets this program write where the database is."""
    if file is None:
        return "ALTER DATABASE … SET default_transaction_read_only = off"
    if os.name == "nt":
        return f'icacls "{file.parent}" /grant "{_user()}:(OI)(CI)M" /T'
    return f"sudo chown -R {_user()} '{file.parent}' && sudo chmod -R u+rwX '{file.parent}'"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a number without a name
        return str(os.getuid()) if hasattr(os, "getuid") else "%USERNAME%"


def _kind(cause: BaseException) -> tuple[str, str]:
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "")
        return next((kind for start, kind in _SQLITE.items() if name.startswith(start)), _OTHER)
    state = getattr(cause, "sqlstate", None) or _state_said(str(cause))
    return next((kind for start, kind in _POSTGRESQL.items() if state.startswith(start)), _OTHER)


_OTHER = ("database_unusable", UNUSABLE)


def _state_said(text: str) -> str:
    """The state of a connection that was never made, or is lost: 08 unless the server said why."""
    return next((state for words, state in _SAID.items() if words in text), "08")


def _is_of_the_server(problem: BaseException) -> bool:
    """Rights and missing databases are no mistakes of the program, though the driver files them there."""
    return str(getattr(getattr(problem, "orig", None), "sqlstate", "")) in ("42501", "3D000")


def _first_line(cause: BaseException) -> str:
    return (str(cause).strip() or type(cause).__name__).splitlines()[0]
