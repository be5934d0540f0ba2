"""The units and header phrases of data/, for tests that read sheets without a database."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path

from campaign.domain.names.units import Unit
from campaign.sheets.words.vocabulary import Vocabulary, vocabulary

DATA = Path(__file__).parents[2] / "data"


@cache
def unit_rows() -> tuple[tuple[Unit, ...], tuple[tuple[str, str], ...]]:
    """(units, (alias, code) pairs) of data/units.csv."""
    lines = [line for line in (DATA / "units.csv").read_text("utf-8").splitlines() if line and line[0] != "#"]
    rows = list(csv.DictReader(lines, restval=""))
    units = tuple(Unit(row["code"], row["name"], row["kind"], row["parent"] or None) for row in rows)
    aliases = [
        (alias.strip(), row["code"]) for row in rows for alias in (row["aliases"] or "").split(";") if alias.strip()
    ]
    return units, tuple(aliases)


@cache
def full_vocabulary() -> Vocabulary:
    """Units of data/units.csv and phrases of data/synonyms.toml."""
    entries = tomllib.loads((DATA / "synonyms.toml").read_text("utf-8"))["synonym"]
    phrases = [(entry["facet"], entry["meaning"], phrase) for entry in entries for phrase in entry["phrases"]]
    return vocabulary(*unit_rows(), phrases)


@cache
def communes_by_district() -> dict[str, tuple[str, ...]]:
    """Names of communes with Xã/Phường/Thị trấn in front, by district as sheets name it."""
    units, _ = unit_rows()
    names = {unit.code: unit.name.removeprefix("Huyện ").replace("Thành phố", "TP") for unit in units}
    communes = [unit for unit in units if unit.kind == "commune"]
    return {
        names[unit.code]: tuple(one.name for one in communes if one.parent == unit.code)
        for unit in units
        if unit.kind == "district"
    }
