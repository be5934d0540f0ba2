"""Where the districts stand on the map: tiles as the reference data has them, boundaries as a site has loaded them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from campaign.domain.mapping.shapes import Shape
from campaign.domain.place import Place
from campaign.store.manage.units import at
from campaign.store.safety.audit import record_event
from campaign.store.schema import boundary, map_tile, unit

OBJECT = "boundaries"


class Loaded(NamedTuple):
    """The boundaries that stand: shapes in degrees by unit, the file they came in, who loaded it and when."""

    shapes: dict[str, Shape]
    file_name: str
    sha256: str
    by: str
    at: datetime


def lock(connection: Connection, place: Place) -> None:
    """Let one of several who load at once go first; SQLite's transactions do so anyway."""
    connection.execute(select(unit.c.code).where(*at(unit, place), unit.c.kind == "province").with_for_update()).all()


def read_tiles(connection: Connection, place: Place) -> dict[str, tuple[int, int]]:
    """Columns and rows of units in the tile map."""
    query = select(map_tile.c.unit, map_tile.c.across, map_tile.c.down).where(*at(map_tile, place))
    return {row.unit: (row.across, row.down) for row in connection.execute(query)}


def read_boundaries(connection: Connection, place: Place) -> Loaded | None:
    """The boundaries that are loaded, None where there are none."""
    rows = connection.execute(select(boundary).where(*at(boundary, place)).order_by(boundary.c.unit)).all()
    if not rows:
        return None
    first = rows[0]
    return Loaded(
        {row.unit: _shape(row.polygons) for row in rows}, first.file_name, first.sha256, first.added_by, first.added_at
    )


def save_boundaries(
    connection: Connection, place: Place, shapes: Mapping[str, Shape], *, file_name: str, sha256: str, by: str
) -> None:
    """Keep the shapes of one file in place of those of another there may be."""
    before = _told(read_boundaries(connection, place))
    connection.execute(delete(boundary).where(*at(boundary, place)))
    said = {"file_name": file_name, "sha256": sha256, "added_by": by, "added_at": datetime.now(UTC)}
    rows = [
        {**place._asdict(), "unit": unit, "polygons": json.dumps(shape, separators=(",", ":")), **said}
        for unit, shape in shapes.items()
    ]
    connection.execute(insert(boundary), rows)
    after = {"file": file_name, "sha256": sha256, "units": sorted(shapes)}
    record_event(connection, by=by, action="load_boundaries", object_=OBJECT, before=before, after=after)


def remove_boundaries(connection: Connection, place: Place, *, by: str) -> None:
    """Take the boundaries away."""
    before = _told(read_boundaries(connection, place))
    connection.execute(delete(boundary).where(*at(boundary, place)))
    record_event(connection, by=by, action="remove_boundaries", object_=OBJECT, before=before)


def _shape(text: str) -> Shape:
    return [[[(x, y) for x, y in ring] for ring in polygon] for polygon in json.loads(text)]


def _told(loaded: Loaded | None) -> dict[str, object] | None:
    """What the audit trail says of boundaries: their file, not their points."""
    return {"file": loaded.file_name, "sha256": loaded.sha256, "units": sorted(loaded.shapes)} if loaded else None
