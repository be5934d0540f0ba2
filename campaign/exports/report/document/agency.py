"""Who reports, who receives it and who signs: the names in the form of an official paper."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from campaign.settings import DATA

AGENCY_FILE = DATA / "report.toml"


class Agency(NamedTuple):
    """The names in data/report.toml, as that file explains them."""

    superior: str
    agency: str
    name: str
    area: str
    symbol: str
    place: str
    authority: str
    signer: str
    receivers: Sequence[str]
    filed: str


def read_agency(path: Path = AGENCY_FILE) -> Agency:
    """The names of a file; raises TypeError for one that lacks a name or has one that is not known."""
    return Agency(**tomllib.loads(path.read_text(encoding="utf-8")))
