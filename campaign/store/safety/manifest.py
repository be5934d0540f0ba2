"""The list of backups beside them (manifest.jsonl): a line for each, and for what became of it; lines are only added.

A line of a backup has `name`; one about it has `of` and `event` (deleted, copied, verified, drilled). A line that a
power cut left unfinished is passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from campaign.domain.wording.os_errors import os_words
from campaign.errors import DatabaseUnusable
from campaign.locale import N_

FILE, LOCK = "manifest.jsonl", ".lock"
DELETED, COPIED, VERIFIED, DRILLED = "deleted", "copied", "verified", "drilled"
PATIENCE_SECONDS = 300  # another process is making a backup of a large database
WAITING = N_("Another process has been making a backup in {folder} for {seconds} seconds. Try again later.")

UNREADABLE = N_(
    "The list of the backups in {folder} cannot be read: {problem}. Let the program's user read the folder."
)


@dataclass(frozen=True)
class Backup:
    """A verified copy of the database, as it was made."""

    name: str
    made_at: datetime
    reason: str
    database: str  # which database of the folder
    size: int
    sha256: str
    schema: str
    installation: str
    epoch: int
    data_version: int
    digest: str
    seconds: float
    program: str
    audit: Mapping[str, Any] = field(default_factory=dict)  # the last event's id and mac
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """What became of a backup."""

    of: str
    event: str
    at: datetime
    ok: bool = True
    told: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Listed:
    """The backups of one database that are still there, the oldest first, and what became of all."""

    backups: Sequence[Backup]
    events: Sequence[Event]

    def last(self, event: str, of: str | None = None) -> Event | None:
        """The latest event of a kind, of one backup or of any."""
        return next((each for each in reversed(self.events) if each.event == event and of in (None, each.of)), None)

    def is_good(self, backup: Backup) -> bool:
        """Whether it was in order when it was last looked at; each was verified as it was made."""
        seen = self.last(VERIFIED, backup.name)
        return seen is None or seen.ok

    @property
    def newest(self) -> Backup | None:
        """The newest backup that is in order."""
        return next((each for each in reversed(self.backups) if self.is_good(each)), None)


def read_manifest(folder: Path, database: str) -> Listed:
    """What the list says of a database's backups, and which of them are still there."""
    backups: dict[str, Backup] = {}
    events: list[Event] = []
    for line in _lines(folder):
        if "name" in line and line.get("database") == database:
            backups[line["name"]] = Backup(**{**line, "made_at": datetime.fromisoformat(line["made_at"])})
        elif line.get("of") in backups:
            events.append(Event(**{**line, "at": datetime.fromisoformat(line["at"])}))
    gone = {event.of for event in events if event.event == DELETED}
    kept = [each for name, each in backups.items() if name not in gone and (folder / name).is_file()]
    return Listed(kept, events)


def read_names(folder: Path) -> set[str]:
    """The names of all backups that were ever listed here: one that was deleted is never given again."""
    return {line["name"] for line in _lines(folder) if "name" in line}


def read_marks(folder: Path, installation: str) -> list[tuple[int, str]]:
    """The last event (id, mac) of the audit trail at each backup that was ever made of an installation."""
    marks = [line.get("audit") for line in _lines(folder) if line.get("installation") == installation]
    return [(int(mark["id"]), str(mark["mac"])) for mark in marks if isinstance(mark, dict) and mark.get("mac")]


def write_down(folder: Path, *entries: Backup | Event) -> None:
    """Add lines, on the disk when this returns."""
    lines = [json.dumps(asdict(entry), default=datetime.isoformat, ensure_ascii=False) for entry in entries]
    file = folder / FILE
    number = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.write(number, f"{_line_end(number)}{chr(10).join(lines)}\n".encode())
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Only one process at a time works on a folder of backups."""
    try:
        with FileLock(folder / LOCK, timeout=PATIENCE_SECONDS):
            yield
    except Timeout as problem:
        raise DatabaseUnusable("backup_busy", WAITING, folder=folder, seconds=PATIENCE_SECONDS) from problem


def _line_end(number: int) -> str:
    """A line end where the last line has none, so that the next one is not lost with it."""
    size = os.lseek(number, 0, os.SEEK_END)
    if size == 0:
        return ""
    os.lseek(number, size - 1, os.SEEK_SET)
    return "" if os.read(number, 1) == b"\n" else "\n"


def _lines(folder: Path) -> Iterable[dict[str, Any]]:
    try:
        written = (folder / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as problem:
        values = {"folder": folder, "problem": os_words(problem)}
        raise DatabaseUnusable("backup_list_unreadable", UNREADABLE, **values) from problem
    for text in written:
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict):
            yield line
