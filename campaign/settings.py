"""The environment, read once into one frozen value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
MEBIBYTE = 1 << 20
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

    CAMPAIGN_ROLE (viewer, analyst or admin): everybody's role until there are accounts. Not set, everybody is an
    analyst while the app is served to this machine alone, and else a viewer, who sees no names (campaign/access).
    """

    database_url: str = DEFAULT_DATABASE
    user: str = "local"
    language: str = "vi"
    role: str = ""
    limits: Limits = DEFAULT_LIMITS


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment; an unset or empty variable keeps its default. Raises ValueError for nonsense."""
    names = {"database_url": "CAMPAIGN_DATABASE_URL", "user": "CAMPAIGN_USER", "language": "CAMPAIGN_LANGUAGE"}
    texts = {field: environment[name] for field, name in names.items() if environment.get(name)}
    return Settings(**texts, role=_role(environment.get("CAMPAIGN_ROLE", "")), limits=read_limits(environment))


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


def _whole(name: str, text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise ValueError(f"{name} must be a whole number above 0, not '{text}'")
    return int(text)
