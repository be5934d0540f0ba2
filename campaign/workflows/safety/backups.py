"""Backups: made before every change of consequence, nightly and before an upgrade, verified, kept in rings.

A backup has its name only after it was verified, so a folder never holds one that nobody looked at.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from pathlib import Path

from campaign.domain.wording.os_errors import os_words
from campaign.errors import CampaignError, DatabaseUnusable
from campaign.locale import N_
from campaign.locale.zone import VIETNAM_TIME
from campaign.store.engine import Database
from campaign.store.migrate import NEWEST
from campaign.store.safety import backup as store
from campaign.store.safety.audit import read_data_version
from campaign.store.safety.installation import read_installation
from campaign.store.safety.manifest import DELETED, Backup, Event, Listed, alone, read_manifest, read_names, write_down
from campaign.store.safety.on_disk import protect, publish, sha256_of
from campaign.workflows.safety import rings, second_place
from campaign.workflows.safety.places import Places, places_of
from campaign.workflows.safety.verifying import find_faults

MEBIBYTE = 1 << 20
SPARE_MIB = 20
# With its checks a backup takes 0.1 s for a year of reports (6 MiB) and 2 s for half a million rows (73 MiB), on two
# shared cores. A database above this size is backed up before changes once an hour, so that nobody waits many seconds
# for each sheet.
LARGE_MIB = 200
LARGE_EVERY = timedelta(hours=1)
PARTIAL = ".partial"

NO_ROOM = N_(
    "There is no room for a backup in {folder}: {free} MB are free and {needed} MB are needed. Make room there, or "
    "name another folder in CAMPAIGN_BACKUP_DIR."
)
NOT_WRITTEN = N_(
    "No backup can be written to {folder} ({free} MB free): {problem}. Check the folder, or name another in "
    "CAMPAIGN_BACKUP_DIR."
)
DAMAGED = N_(
    "The copy of the database in {folder} was not in order and was not kept: {fault}. The database itself may be "
    "damaged: run 'python -m campaign check'. {free} MB are free there."
)
BLOCKED = N_(
    "Nothing was saved, because no backup could be made before it. {reason} In an emergency an administrator can start "
    "the program with CAMPAIGN_BACKUP=off."
)

OnProgress = Callable[[str], None]
COPYING, CHECKING, SECOND = N_("Copying the database…"), N_("Checking the copy…"), N_("Copying to the second place…")


class Blocked(DatabaseUnusable):
    """A change that is not made because it could not be backed up before."""

    def __init__(self, cause: CampaignError) -> None:
        super().__init__("no_backup", BLOCKED, reason=cause)
        self.cause = cause


@contextmanager
def one_act() -> Iterator[None]:
    """All changes within are one act of one person (eighty sheets at once), backed up once, before the first.

    Within another it is part of that one.
    """
    token = _backed_up.set([] if _backed_up.get() is None else _backed_up.get())
    try:
        yield
    finally:
        _backed_up.reset(token)


_backed_up: ContextVar[list[str] | None] = ContextVar("backed_up", default=None)


def back_up_before_write(database: Database) -> None:
    """A backup unless the newest one holds all there is, or nothing was uploaded yet. Raises Blocked."""
    done = _backed_up.get()
    if database.url in (done or ()) or database.closed.reason or not places_of(database).on:
        return
    _or_blocked(lambda: _is_due(database) and back_up(database, rings.BEFORE_WRITE))
    if done is not None:
        done.append(database.url)


def back_up_before_upgrade(database: Database) -> None:
    """A backup of a database of an earlier version. Raises Blocked."""
    if places_of(database).on:
        _or_blocked(lambda: back_up(database, rings.BEFORE_UPGRADE))


def back_up_nightly(database: Database) -> Backup | None:
    """The backup of the night, changed or not: its line carries the end of the audit trail. Raises DatabaseUnusable."""
    return back_up(database, rings.NIGHTLY, patience=second_place.LONG) if places_of(database).on else None


def back_up(
    database: Database,
    reason: str,
    *,
    patience: float = second_place.SHORT,
    on_progress: OnProgress | None = None,
) -> Backup:
    """Copy, verify, name, list, thin out, and copy to the second place. Raises DatabaseUnusable.

    `patience`: how many seconds the second place is waited for.
    """
    places, tell = places_of(database), on_progress or (lambda _: None)
    try:
        _make_folder(places.folder)
        with alone(places.folder):
            made = _made_meanwhile(database, places, reason) or _make(database, places, reason, tell)
    except OSError as problem:
        values = {"folder": places.folder, "free": free_mib(places.folder), "problem": os_words(problem)}
        raise DatabaseUnusable("backup_not_written", NOT_WRITTEN, **values) from problem
    if places.second is not None and not places.second_is_the_first:
        tell(SECOND)
    second_place.copy_there(places, made, patience=patience)
    return made


def list_backups(database: Database) -> Listed:
    """The backups of this database, the oldest first, and what became of them."""
    places = places_of(database)
    return read_manifest(places.folder, places.database)


def free_mib(folder: Path) -> int:
    """The free space where a folder is or would be."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    with suppress(OSError):
        return int(shutil.disk_usage(folder).free // MEBIBYTE)
    return 0


def _or_blocked(work: Callable[[], object]) -> None:
    try:
        work()
    except DatabaseUnusable as problem:
        raise Blocked(problem) from problem


def _is_due(database: Database) -> bool:
    with database.reading() as connection:
        if not store.has_uploads(connection):
            return False
    newest = list_backups(database).newest
    if newest is None or _is_recent(database, newest):
        return newest is None
    age = datetime.now(UTC) - newest.made_at
    return store.size_of(database) <= LARGE_MIB * MEBIBYTE or not timedelta() <= age < LARGE_EVERY


def _is_recent(database: Database, newest: Backup) -> bool:
    """Whether the newest backup holds all that the database does."""
    with database.reading() as connection:
        state = (*read_installation(connection), read_data_version(connection))
    return state == (newest.installation, newest.epoch, newest.data_version)


def _made_meanwhile(database: Database, places: Places, reason: str) -> Backup | None:
    """The backup that another process made while this one waited for it: it serves both."""
    newest = read_manifest(places.folder, places.database).newest
    return newest if reason == rings.BEFORE_WRITE and newest and _is_recent(database, newest) else None


def _make(database: Database, places: Places, reason: str, tell: OnProgress) -> Backup:
    started = time.monotonic()
    _clean(places.folder)
    _check_room(database, places.folder)
    now = datetime.now(UTC)
    target = _free_name(database, places, reason, now)
    partial = target.with_name(target.name + PARTIAL)
    try:
        tell(COPYING)
        facts = store.copy_database(database, partial, places.tools)
        tell(CHECKING)
        _check_copy(database, partial, places)
        made = Backup(
            name=target.name,
            made_at=now,
            reason=reason,
            database=places.database,
            size=partial.stat().st_size,
            sha256=sha256_of(partial),
            schema=facts.schema,
            installation=facts.installation,
            epoch=facts.epoch,
            data_version=facts.data_version,
            digest=facts.digest,
            seconds=round(time.monotonic() - started, 2),
            program=f"campaign, schema {NEWEST}",
            audit={"id": facts.audit_id, "mac": facts.audit_mac},
            counts=facts.counts,
        )
        publish(partial, target)
    finally:
        _remove(partial)
    write_down(places.folder, made)
    _thin_out(places, now)
    return made


def _check_copy(database: Database, partial: Path, places: Places) -> None:
    if faults := find_faults(database, partial, places.tools):
        values = {"folder": places.folder, "fault": "; ".join(faults[:3]), "free": free_mib(places.folder)}
        raise DatabaseUnusable("backup_damaged", DAMAGED, **values)


def _check_room(database: Database, folder: Path) -> None:
    needed, free = store.size_of(database) // MEBIBYTE + SPARE_MIB, free_mib(folder)
    if free < needed:
        raise DatabaseUnusable("backup_no_room", NO_ROOM, folder=folder, free=free, needed=needed)


def _thin_out(places: Places, now: datetime) -> None:
    listed = read_manifest(places.folder, places.database)
    good = [each for each in listed.backups if listed.is_good(each)]
    for name in rings.find_doomed([rings.Made(each.name, each.made_at, each.reason) for each in good]):
        with suppress(OSError):  # held open by somebody who downloads it: the next time
            (places.folder / name).unlink()
            write_down(places.folder, Event(name, DELETED, now))


def _free_name(database: Database, places: Places, reason: str, now: datetime) -> Path:
    kind = "db" if database.file else "dump"
    stem = f"{places.database}-{now.astimezone(VIETNAM_TIME):%Y%m%d-%H%M%S}-{reason}"
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.{kind}" for number in range(1, 1000))
    given = read_names(places.folder)
    return next(path for name in names if name not in given and not (path := places.folder / name).exists())


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True)
        protect(folder)


def _clean(folder: Path) -> None:
    """What a killed backup left behind; nobody else is at work here."""
    for stray in folder.glob(f"*{PARTIAL}*"):
        _remove(stray)


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
