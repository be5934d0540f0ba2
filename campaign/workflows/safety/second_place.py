"""A copy of each backup in a second place: it may be away at any time, and that stops nobody."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

from campaign.domain.wording.os_errors import os_words
from campaign.locale import N_
from campaign.store.safety.manifest import COPIED, DELETED, Backup, Event, Listed, read_manifest, write_down
from campaign.store.safety.on_disk import publish, sha256_of
from campaign.workflows.safety import rings
from campaign.workflows.safety.places import Places

SHORT, LONG = 10.0, 600.0  # seconds that a change, and the night, wait for the second place
STALE_AFTER = timedelta(days=7)
PARTIAL = ".partial"
NOT_THE_SAME = N_("the copy is not the same as the backup")


def copy_there(places: Places, backup: Backup, *, patience: float = SHORT) -> None:
    """Copy a backup to the second place and see that it arrived; how it went is listed in the first.

    A network folder that hangs is left to a thread of its own after `patience` seconds.
    """
    if places.second is None or places.second_is_the_first or _has(places, backup):
        return
    thread = Thread(target=_copy_in_words, args=(places, backup), daemon=True, name="backup to the second place")
    thread.start()
    thread.join(patience)


def copied_at(listed: Listed) -> datetime | None:
    """When the newest copy there was made; None when there is none."""
    good = [each.at for each in listed.events if each.event == COPIED and each.ok]
    return good[-1] if good else None


def is_stale(listed: Listed, now: datetime) -> bool:
    """Whether the newest copy there is older than a week, or there is none."""
    newest = copied_at(listed)
    return newest is None or now - newest > STALE_AFTER


def _has(places: Places, backup: Backup) -> bool:
    done = read_manifest(places.folder, places.database).last(COPIED, backup.name)
    return bool(done and done.ok)


def _copy_in_words(places: Places, backup: Backup) -> None:
    assert places.second is not None
    told = ""
    try:
        _copy(places.folder / backup.name, places.second, backup)
        _thin_out(places)
    except OSError as problem:
        told = os_words(problem)
    with suppress(OSError):
        write_down(places.folder, Event(backup.name, COPIED, datetime.now(UTC), ok=not told, told=told))


def _copy(source: Path, folder: Path, backup: Backup) -> None:
    """The folder itself must be there: the mount point of a stick that is out must not fill up instead."""
    if not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
    partial = folder / f"{backup.name}{PARTIAL}"
    try:
        partial.unlink(missing_ok=True)
        partial.touch(0o600)  # a stick or a share that knows no rights takes it too
        shutil.copyfile(source, partial)
        if sha256_of(partial) != backup.sha256:
            raise OSError(NOT_THE_SAME)
        publish(partial, folder / backup.name)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    write_down(folder, backup)


def _thin_out(places: Places) -> None:
    assert places.second is not None
    listed = read_manifest(places.second, places.database)
    for name in rings.find_doomed([rings.Made(each.name, each.made_at, each.reason) for each in listed.backups]):
        (places.second / name).unlink()
        write_down(places.second, Event(name, DELETED, datetime.now(UTC)))
