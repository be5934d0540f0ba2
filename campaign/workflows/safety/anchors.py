"""Anchors: events as they were printed on papers, or written into the lists of backups, far from the database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from campaign.errors import DatabaseUnusable, NotFound, Refused
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.store.safety.audit import Anchor, read_anchor
from campaign.store.safety.installation import read_installation
from campaign.store.safety.manifest import read_marks
from campaign.workflows.safety.places import places_of

NO_ANCHOR = N_("“{text}” is no mark of the audit trail. Write it as it is printed: the event's number, then ':' and at "
               "least {digits} of the letters and digits after it.")  # fmt: skip
NO_FILE = N_("{file} cannot be read as a list of marks of the audit trail.")
NONE_THERE = N_("There is no mark of the audit trail in {file}.")

FEWEST_DIGITS = 8  # 32 bits: nobody finds another trail that begins alike by chance
_ANCHOR = re.compile(r"(\d{1,18})\s*[:·]\s*([0-9a-fA-F]{8,64})(?:…|\.\.\.)?")
_LISTS = ("*.json", "*.jsonl", "*.ndjson", "*.txt")  # what is looked for in a folder


def anchor_text(database: Database) -> str:
    """The end of the trail as it is printed on what is made now; "" where there is no chain."""
    with database.reading() as connection:
        anchor = read_anchor(connection)
    return anchor.short if anchor else ""


def last_anchor(database: Database) -> Anchor:
    """The end of the trail, whole; raises NotFound where there is no chain."""
    with database.reading() as connection:
        anchor = read_anchor(connection)
    if anchor is None:
        raise NotFound("no_chain", N_("The audit trail of this database is not chained: it was opened without a key."))
    return anchor


def own_anchors(database: Database) -> list[Anchor]:
    """Where the trail stood at each backup of this database, as the lists in its places tell; none they cannot."""
    with database.reading() as connection:
        installation, _ = read_installation(connection)
    places = places_of(database)
    found: list[Anchor] = []
    for folder in filter(None, (places.folder, places.second)):
        try:
            found += [Anchor(*mark) for mark in read_marks(folder, installation)]
        except DatabaseUnusable:  # a place that cannot be read now is told of elsewhere
            continue
    return list(dict.fromkeys(found))


def parse_anchor(given: str) -> Anchor:
    """An anchor as it is printed (1234 · 9f3c41aa…) or typed (1234:9f3c41aa…); raises Refused for anything else."""
    found = _ANCHOR.fullmatch(given.strip())
    if found is None:
        raise Refused("no_anchor", NO_ANCHOR, text=given, digits=FEWEST_DIGITS)
    return Anchor(int(found[1]), found[2].lower())


def parse_anchors(given: str) -> list[Anchor]:
    """Several anchors with commas, semicolons or line ends between them. Raises Refused as parse_anchor does."""
    return [parse_anchor(each) for each in re.split(r"[,;\n]", given) if each.strip()]


def read_anchors(place: Path) -> list[Anchor]:
    """The anchors in a file, or in the files of a folder: "audit": {"id", "mac"} in lines of JSON, or lines of text.

    Raises Refused where nothing can be read, or nothing of the kind is there.
    """
    try:
        files = sorted(file for kind in _LISTS for file in place.glob(kind)) if place.is_dir() else [place]
        texts = [file.read_text(encoding="utf-8-sig") for file in files]
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused("no_anchors", NO_FILE, file=place) from problem
    anchors = list(dict.fromkeys(anchor for text in texts for anchor in _find(text)))
    if not anchors:
        raise Refused("no_anchors", NONE_THERE, file=place)
    return anchors


def find_anchors(anchors: Sequence[str], places: Sequence[Path]) -> list[Anchor]:
    """Those given one by one, and those of files and folders."""
    return [*map(parse_anchor, anchors), *(anchor for place in places for anchor in read_anchors(place))]


def _find(content: str) -> Iterator[Anchor]:
    try:
        yield from _in_json(json.loads(content))  # one document over many lines
        return
    except ValueError:
        pass
    for line in content.splitlines():
        try:
            yield from _in_json(json.loads(line))
        except ValueError:
            yield from (Anchor(int(number), mac.lower()) for number, mac in _ANCHOR.findall(line))


def _in_json(value: Any) -> Iterable[Anchor]:
    if isinstance(value, list):
        return [anchor for each in value for anchor in _in_json(each)]
    if not isinstance(value, dict):
        return []
    told = value.get("audit")
    if isinstance(told, dict) and _ANCHOR.fullmatch(f"{told.get('id')}:{told.get('mac')}"):
        return [Anchor(int(told["id"]), str(told["mac"]).lower())]
    return [anchor for each in value.values() for anchor in _in_json(each)]
