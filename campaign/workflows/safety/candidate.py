"""A backup as a database of its own beside the present one: verified and brought up to date, to look into or to use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from campaign.domain.wording.os_errors import os_words
from campaign.errors import DatabaseUnusable, NotFound, Refused
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.store.migrate import NEWEST, check_ours, schema_version
from campaign.store.safety import backup as store
from campaign.store.safety import postgresql_swap
from campaign.store.safety.audit_chain import key_of
from campaign.store.safety.manifest import Backup, read_manifest
from campaign.store.safety.swap import SIDECARS, copy_aside
from campaign.workflows.opening import bring_up_to_date
from campaign.workflows.safety.places import places_of
from campaign.workflows.safety.verifying import find_faults_of, has_changed

MARK = "-restoring-"
NO_BACKUP = N_("There is no backup '{name}'. 'python -m campaign backup list' names them.")
NONE_YET = N_("There is no backup yet.")
NOT_OURS = N_("{file} is not a backup of this program. Nothing was changed.")
NEWER = N_(
    "{file} was made by a newer version of the program (schema {schema}, this one knows up to {newest}). Install that "
    "version first; nothing was changed."
)
CHANGED = N_("{file} is not as it was when it was verified: it was changed or damaged since. Nothing was changed here.")
FAULTY = N_("{file} is not in order: {fault}. Nothing was changed. Choose another backup.")
UNREADABLE = N_("{file} cannot be read: {problem}. Nothing was changed.")


def find_file(database: Database, name: str | Path | None) -> tuple[Path, Backup | None]:
    """The backup with a name or in a file, or the newest one; with its line in a list. Raises NotFound.

    Where the first place has none any more, the newest one of the second.
    """
    places = places_of(database)
    folders = [places.folder, *([places.second] if places.second else [])]
    if name is not None:
        return _find_named(places.database, Path(name), folders)
    for folder in folders:
        if newest := read_manifest(folder, places.database).newest:
            return folder / newest.name, newest
    raise NotFound("no_backup", NONE_YET)


def _find_named(database: str, name: Path, folders: Sequence[Path]) -> tuple[Path, Backup | None]:
    places = [name] if name.is_file() else [folder / name.name for folder in folders]
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        raise NotFound("no_backup", NO_BACKUP, name=name)
    listed = (each for folder in (file.parent, *folders) for each in read_manifest(folder, database).backups)
    return file, next((each for each in listed if each.name == file.name), None)


@contextmanager
def candidate(
    database: Database, file: Path, known: Backup | None, *, folder: Path | None = None, as_it_was: bool = False
) -> Iterator[Database]:
    """The backup restored beside the present database; gone in the end unless it was put in its place.

    `known`: its line in the list, whose SHA-256 the file must have. `folder`: where a file is put, beside the present
    one when not said. `as_it_was`: not brought up to date. Raises Refused or DatabaseUnusable.
    """
    try:
        if known and has_changed(file, known):
            raise Refused("backup_changed", CHANGED, file=file.name)
        made = _load(database, file) if database.file is None else _copy(database, file, folder)
    except OSError as problem:
        values = {"file": file, "problem": os_words(problem)}
        raise DatabaseUnusable("backup_unreadable", UNREADABLE, **values) from problem
    try:
        _check(made, file)
        if not as_it_was:
            bring_up_to_date(made, key=key_of(made))
        yield made
    finally:
        _discard(made)


def _copy(database: Database, file: Path, folder: Path | None) -> Database:
    assert database.file is not None
    if not store.is_sqlite(file):
        raise Refused("not_a_backup", NOT_OURS, file=file.name)
    folder = folder or database.file.parent
    for stray in folder.glob(f"{database.file.stem}{MARK}*"):
        stray.unlink()
    target = folder / f"{database.file.stem}{MARK}{_now()}.partial"
    copy_aside(file, target)
    return store.file_database(target, key_of(database))


def _load(database: Database, file: Path) -> Database:
    tools = places_of(database).tools
    name = postgresql_swap.longest_name(store.name_of(database), f"_restoring_{_now().replace('-', '')}")
    return postgresql_swap.create_from_dump(database.url, name, file, key=key_of(database), tools=tools)


def _check(made: Database, file: Path) -> None:
    try:
        with made.reading() as connection:
            schema = schema_version(connection)
    except DatabaseUnusable as problem:
        raise Refused("backup_faulty", FAULTY, file=file.name, fault=problem) from problem
    _check_ours(made, schema, file)
    if (schema or "") > NEWEST:
        raise Refused("newer_backup", NEWER, file=file.name, schema=schema, newest=NEWEST)
    if faults := find_faults_of(made):
        raise Refused("backup_faulty", FAULTY, file=file.name, fault="; ".join(faults[:3]))


def _check_ours(made: Database, schema: str | None, file: Path) -> None:
    try:
        check_ours(made)
    except DatabaseUnusable as problem:
        raise Refused("not_a_backup", NOT_OURS, file=file.name) from problem
    if schema is None:
        raise Refused("not_a_backup", NOT_OURS, file=file.name)


def _discard(made: Database) -> None:
    """Remove it; a file that was put in the present one's place has no such name any more."""
    made.close()
    if made.file is None:
        postgresql_swap.drop(made.url, store.name_of(made))
        return
    for ending in ("", *SIDECARS):
        with suppress(OSError):
            made.file.with_name(made.file.name + ending).unlink(missing_ok=True)


def _now() -> str:
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
