"""The environment, read once into one frozen value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
DEFAULT_DATABASE = f"sqlite:///{(DATA / 'campaign.db').as_posix()}"


@dataclass(frozen=True)
class Settings:
    """What a site can set: CAMPAIGN_DATABASE_URL, CAMPAIGN_USER, CAMPAIGN_LANGUAGE."""

    database_url: str = DEFAULT_DATABASE
    user: str = "local"
    language: str = "vi"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment; an unset or empty variable keeps its default."""
    names = {"database_url": "CAMPAIGN_DATABASE_URL", "user": "CAMPAIGN_USER", "language": "CAMPAIGN_LANGUAGE"}
    return Settings(**{field: environment[name] for field, name in names.items() if environment.get(name)})
