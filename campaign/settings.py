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
    CAMPAIGN_MAX_CELLS: rows times columns of a sheet, up to its last cell (a sheet is held as a full grid).
    CAMPAIGN_READ_SECONDS, CAMPAIGN_READ_MEMORY_MIB: what a process of its own may take to read it.
    """

    file_mib: int = 100
    inflated_mib: int = 800
    cells: int = 12_000_000
    read_seconds: int = 60
    read_memory_mib: int = 2048


DEFAULT_LIMITS = Limits()


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


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment; an unset or empty variable keeps its default. Raises ValueError for nonsense."""
    names = {"database_url": "CAMPAIGN_DATABASE_URL", "user": "CAMPAIGN_USER", "language": "CAMPAIGN_LANGUAGE"}
    texts = {field: environment[name] for field, name in names.items() if environment.get(name)}
    return Settings(
        **texts,
        role=_role(environment.get("CAMPAIGN_ROLE", "")),
        single_user=_yes("CAMPAIGN_SINGLE_USER", environment.get("CAMPAIGN_SINGLE_USER", "")),
        key_file=key_file(environment),
        limits=read_limits(environment),
    )


def key_file(environment: Mapping[str, str]) -> Path:
    """Where the key of the audit trail is kept: beside the default database unless the environment says otherwise."""
    return Path(environment.get("CAMPAIGN_KEY_FILE") or DEFAULT_KEY_FILE)


def read_limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits of a file from the environment; raises ValueError for anything but a whole number above 0."""
    names = {
        "file_mib": "CAMPAIGN_MAX_FILE_MIB",
        "inflated_mib": "CAMPAIGN_MAX_INFLATED_MIB",
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
