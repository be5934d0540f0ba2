"""The environment, read once into one frozen value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
MEBIBYTE = 1 << 20
DEFAULT_KEY_FILE = DATA / "campaign.key"
DEFAULT_DATABASE = f"sqlite:///{(DATA / 'campaign.db').as_posix()}"
ROLES = VIEWER, ANALYST, ADMIN = "viewer", "analyst", "admin"


@dataclass(frozen=True)
class Limits:
    """How much one uploaded file may ask of the machine. A 500,000-row workbook is about 40 MiB, and 300 inflated.

    CAMPAIGN_MAX_FILE_MIB: its size. CAMPAIGN_MAX_INFLATED_MIB: the size of what an archive holds.
    CAMPAIGN_MAX_ROWS: how far down its cells may reach.
    CAMPAIGN_MAX_CELLS: rows times columns of a sheet, up to its last cell (a sheet is held as a full grid).
    CAMPAIGN_READ_SECONDS, CAMPAIGN_READ_MEMORY_MIB: what a process of its own may take to read it.
    """

    file_mib: int = 100
    inflated_mib: int = 800
    rows: int = 600_000
    cells: int = 12_000_000
    read_seconds: int = 60
    read_memory_mib: int = 2048

    def hold(self, rows: int, columns: int) -> bool:
        """Whether a sheet that reaches so far may be read."""
        return rows <= self.rows and rows * columns <= self.cells


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Lifetimes:
    """How long somebody stays signed in.

    CAMPAIGN_IDLE_MINUTES: without doing anything. CAMPAIGN_SESSION_HOURS: at all, until the next sign-in.
    """

    idle_minutes: int = 30
    session_hours: int = 10


@dataclass(frozen=True)
class BackupPlaces:
    """Where backups go, and whether any are made by themselves.

    CAMPAIGN_BACKUP_DIR: their folder; `backups` beside the SQLite file, or data/backups, when not set.
    CAMPAIGN_BACKUP_SECOND: another disk, a network folder or a stick that gets a copy of each.
    CAMPAIGN_BACKUP=off: no backup before a change or an upgrade, for databases that may be lost and in an emergency.
    CAMPAIGN_POSTGRES_BIN: the folder of pg_dump and pg_restore where they are not found by themselves.
    """

    on: bool = True
    folder: Path | None = None
    second: Path | None = None
    tools: Path | None = None


@dataclass(frozen=True)
class Safety:
    """How the database and the server are kept safe.

    CAMPAIGN_READ_ONLY=1: nothing is written, for viewers of a disk or a copy that may not be changed.
    CAMPAIGN_JOURNAL=wal: a write-ahead log, with an SQLite that is safe for it; truncate when not set.
    CAMPAIGN_MIN_FREE_MIB: what must be free on the disk before a save; five times the database and 50 when not set.
    CAMPAIGN_POSTGRES_PLAIN=1: a PostgreSQL server on another machine need not prove that it is the right one.
    CAMPAIGN_LOG_FILE: where the server writes what it does, as lines of JSON; five files of 10 MiB are kept.
    """

    read_only: bool = False
    write_ahead_log: bool = False
    spare_mib: int | None = None
    log_file: Path | None = None
    plain_postgresql: bool = False


@dataclass(frozen=True)
class Settings:
    """What a site can set: CAMPAIGN_DATABASE_URL, CAMPAIGN_USER, CAMPAIGN_LANGUAGE, and the limits of a file.

    CAMPAIGN_SINGLE_USER=1: no sign-in, for a person trying the program on his own machine; it refuses to listen to any
    other. CAMPAIGN_ROLE (viewer, analyst or admin): what commands and the single user may do; admin when not set.
    CAMPAIGN_KEY_FILE: the key of the audit trail, made when it is missing; not to be kept with the database's backups.
    """

    database_url: str = DEFAULT_DATABASE
    user: str = "local"
    language: str = "vi"
    role: str = ""
    single_user: bool = False
    key_file: Path = field(default_factory=lambda: key_file(os.environ))
    limits: Limits = DEFAULT_LIMITS
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    safety: Safety = field(default_factory=Safety)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment; an unset or empty variable keeps its default. Raises ValueError for nonsense."""
    names = {"database_url": "CAMPAIGN_DATABASE_URL", "user": "CAMPAIGN_USER"}
    texts = {field: environment[name] for field, name in names.items() if environment.get(name)}
    return Settings(
        **texts,
        language=read_language(environment),
        role=_role(environment.get("CAMPAIGN_ROLE", "")),
        single_user=_yes("CAMPAIGN_SINGLE_USER", environment.get("CAMPAIGN_SINGLE_USER", "")),
        key_file=key_file(environment),
        limits=read_limits(environment),
        lifetimes=read_lifetimes(environment),
        safety=read_safety(environment),
    )


def read_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of those who choose none: asked for often, so apart from the rest."""
    return environment.get("CAMPAIGN_LANGUAGE") or Settings.language


def key_file(environment: Mapping[str, str]) -> Path:
    """Where the key of the audit trail is kept: beside the default database unless the environment says otherwise."""
    return Path(environment.get("CAMPAIGN_KEY_FILE") or DEFAULT_KEY_FILE)


def read_lifetimes(environment: Mapping[str, str] = os.environ) -> Lifetimes:
    """How long sessions last; raises ValueError for anything but a whole number above 0."""
    names = {"idle_minutes": "CAMPAIGN_IDLE_MINUTES", "session_hours": "CAMPAIGN_SESSION_HOURS"}
    given = {field: _whole(name, environment[name]) for field, name in names.items() if environment.get(name)}
    return Lifetimes(**given)


def read_safety(environment: Mapping[str, str] = os.environ) -> Safety:
    """How the database is kept safe; raises ValueError for what is no such setting."""
    journal = environment.get("CAMPAIGN_JOURNAL") or "truncate"
    if journal not in ("truncate", "wal"):
        raise ValueError(f"CAMPAIGN_JOURNAL must be truncate or wal, not '{journal}'")
    spare = environment.get("CAMPAIGN_MIN_FREE_MIB", "")
    if spare and not spare.isdecimal():
        raise ValueError(f"CAMPAIGN_MIN_FREE_MIB must be a whole number, not '{spare}'")
    file = environment.get("CAMPAIGN_LOG_FILE")
    return Safety(
        read_only=_yes("CAMPAIGN_READ_ONLY", environment.get("CAMPAIGN_READ_ONLY", "")),
        write_ahead_log=journal == "wal",
        spare_mib=int(spare) if spare else None,
        log_file=Path(file) if file else None,
        plain_postgresql=_yes("CAMPAIGN_POSTGRES_PLAIN", environment.get("CAMPAIGN_POSTGRES_PLAIN", "")),
    )


def read_backup_places(environment: Mapping[str, str] = os.environ) -> BackupPlaces:
    """Where backups go; raises ValueError for anything but on or off in CAMPAIGN_BACKUP."""
    switch = environment.get("CAMPAIGN_BACKUP") or "on"
    if switch not in ("on", "off"):
        raise ValueError(f"CAMPAIGN_BACKUP must be on or off, not '{switch}'")
    names = {"folder": "CAMPAIGN_BACKUP_DIR", "second": "CAMPAIGN_BACKUP_SECOND", "tools": "CAMPAIGN_POSTGRES_BIN"}
    given = {field: Path(environment[name]) for field, name in names.items() if environment.get(name)}
    return BackupPlaces(on=switch == "on", **given)


def read_limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits of a file from the environment; raises ValueError for anything but a whole number above 0."""
    names = {
        "file_mib": "CAMPAIGN_MAX_FILE_MIB",
        "inflated_mib": "CAMPAIGN_MAX_INFLATED_MIB",
        "rows": "CAMPAIGN_MAX_ROWS",
        "cells": "CAMPAIGN_MAX_CELLS",
        "read_seconds": "CAMPAIGN_READ_SECONDS",
        "read_memory_mib": "CAMPAIGN_READ_MEMORY_MIB",
    }
    return Limits(**{field: _whole(name, environment[name]) for field, name in names.items() if environment.get(name)})


def _role(text: str) -> str:
    if text and text not in ROLES:
        raise ValueError(f"CAMPAIGN_ROLE must be one of {', '.join(ROLES)}, not '{text}'")
    return text


def _yes(name: str, text: str) -> bool:
    if text not in ("", "0", "1"):
        raise ValueError(f"{name} must be 1 or 0, not '{text}'")
    return text == "1"


def _whole(name: str, text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise ValueError(f"{name} must be a whole number above 0, not '{text}'")
    return int(text)
