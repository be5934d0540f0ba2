"""One reader for each reference file: its text as rows of its tables.

A file that cannot be understood raises ValueError or KeyError with what is wrong.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from campaign.domain.directives.quotations import clean_text
from campaign.domain.doses import DENOMINATOR_KINDS, DOSES
from campaign.store.schema import (
    clause,
    directive,
    header_synonym,
    holiday,
    map_tile,
    minimum_interval,
    target,
    target_group,
    unit,
    unit_alias,
)

CODE_DIGITS = {"province": 2, "district": 3, "commune": 5}  # of the General Statistics Office

Row = dict[str, Any]
Tables = list[tuple[Table, list[Row]]]


def read_reference_file(name: str, text: str, texts: Mapping[str, str] | None = None) -> Tables:
    """The rows of a file's tables, tables in the order their foreign keys need.

    `texts`: the longer texts that belong to the file, by the row each is of.
    """
    return _add_texts(_READERS[name](text), texts or {}) if name in _WITH_TEXTS else _READERS[name](text)


def _read_units(text: str) -> Tables:
    rows = _lines(text)
    units = [_unit(row, position) for position, row in enumerate(rows)]
    aliases = [_alias(row, alias.strip()) for row in rows for alias in row["aliases"].split(";") if alias.strip()]
    return [(unit, units), (unit_alias, aliases)]


def _lines(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text whose lines may be remarks."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, restval=""))


def _unit(row: dict[str, str], position: int) -> Row:
    digits = CODE_DIGITS.get(row["kind"])
    if digits and len(row["code"]) != digits:  # spreadsheets turn 03386 into 3386
        raise ValueError(f"code '{row['code']}' of {row['name']} does not have {digits} digits")
    names = ("era", "province", "code", "name", "kind")
    return {name: row[name] for name in names} | {"parent": row["parent"] or None, "position": position}


def _alias(row: dict[str, str], alias: str) -> Row:
    return {"era": row["era"], "province": row["province"], "code": row["code"], "alias": alias}


def _read_groups(text: str) -> Tables:
    optional = ("from_months", "to_months", "part_of")
    entries = _entries(text, "group", required=("code", "label_vi", "label_en"), optional=optional)
    return [(target_group, _numbered(entries))]


def _read_intervals(text: str) -> Tables:
    fields = ("dose", "months", "valid_from", "source")
    entries = _entries(text, "interval", required=("groups", *fields))
    rows = [
        {"target_group": group} | {name: entry[name] for name in fields}
        for entry in entries
        for group in entry["groups"]
    ]
    return [(minimum_interval, rows)]


def _read_holidays(text: str) -> Tables:
    fields = ("first_day", "last_day", "name_vi", "name_en", "source")
    return [(holiday, _entries(text, "holiday", required=fields))]


def _read_directives(text: str) -> Tables:
    required = ("id", "issuer", "kind", "issued", "subject", "clause")
    entries = _entries(text, "directive", required=required, optional=("number", "meeting", "signer"))
    directives = [
        _without(entry, "clause") | {"number": entry["number"] or None, "issued": str(entry["issued"])}
        for entry in entries
    ]
    clauses = [
        {"directive": entry["id"], "number": part["number"], "text": part["text"]}
        for entry in entries
        for part in entry["clause"]
    ]
    return [(directive, directives), (clause, clauses)]


def _add_texts(tables: Tables, texts: Mapping[str, str]) -> Tables:
    """Directives with their full texts; one that has no file has no text."""
    directives = tables[0][1]
    nobodys = sorted(texts.keys() - {row["id"] for row in directives})
    if nobodys:
        raise ValueError(f"directives/{nobodys[0]}.txt is the text of no directive")
    whole = [row | {"text": clean_text(texts[row["id"]]) if row["id"] in texts else None} for row in directives]
    return [(directive, whole), *tables[1:]]


def _read_targets(text: str) -> Tables:
    required = ("id", "directive", "clause", "words", "group", "dose", "denominator_kind", "purpose")
    optional = ("threshold", "deadline", "deadline_words", "deadline_reading", "supersedes", "other_readings")
    entries = _entries(text, "target", required=required, optional=optional)
    for entry in entries:
        _check_word(entry, "dose", DOSES)
        _check_word(entry, "denominator_kind", DENOMINATOR_KINDS)
    return [(target, [_target(entry) for entry in _numbered(entries)])]


def _target(entry: Row) -> Row:
    readings = [  # as JSON keeps them: days as ISO text
        {"deadline": one["deadline"].isoformat(), "reading": one["reading"]} for one in entry["other_readings"] or []
    ]
    return _without(entry, "group") | {"target_group": entry["group"], "other_readings": readings}


def _read_synonyms(text: str) -> Tables:
    entries = _entries(text, "synonym", required=("facet", "meaning", "phrases"))
    rows = [
        {"facet": entry["facet"], "meaning": entry["meaning"], "phrase": phrase}
        for entry in entries
        for phrase in dict.fromkeys(entry["phrases"])
    ]
    return [(header_synonym, rows)]


def _read_tiles(text: str) -> Tables:
    rows = _lines(text)
    tiles = [row | {"across": int(row["across"]), "down": int(row["down"])} for row in rows]
    places = [(row["era"], row["province"], row["across"], row["down"]) for row in tiles]
    if len(set(places)) < len(places):
        raise ValueError("two units have the same place")
    return [(map_tile, tiles)]


def _entries(text: str, name: str, *, required: Sequence[str], optional: Sequence[str] = ()) -> list[Row]:
    """The [[name]] tables of a TOML text with exactly these fields; an optional one left out is None."""
    return [_entry(entry, required, optional) for entry in tomllib.loads(text)[name]]


def _entry(entry: Row, required: Sequence[str], optional: Sequence[str]) -> Row:
    missing, unknown = set(required) - set(entry), set(entry) - {*required, *optional}
    if missing or unknown:
        raise ValueError(f"missing {sorted(missing)}, unknown {sorted(unknown)} in {entry}")
    return {field: entry.get(field) for field in (*required, *optional)}


def _check_word(entry: Row, field: str, words: Sequence[str]) -> None:
    if entry[field] not in words:
        raise ValueError(f"{field} '{entry[field]}' of {entry['id']} is none of {', '.join(words)}")


def _numbered(entries: list[Row]) -> list[Row]:
    return [entry | {"position": position} for position, entry in enumerate(entries)]


def _without(row: Row, name: str) -> Row:
    return {field: value for field, value in row.items() if field != name}


_WITH_TEXTS = ("directives.toml",)
_READERS = {
    "units.csv": _read_units,
    "groups.toml": _read_groups,
    "intervals.toml": _read_intervals,
    "holidays.toml": _read_holidays,
    "directives.toml": _read_directives,
    "targets.toml": _read_targets,
    "synonyms.toml": _read_synonyms,
    "map_tiles.csv": _read_tiles,
}
