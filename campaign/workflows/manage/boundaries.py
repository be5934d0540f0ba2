"""The districts' boundaries: check a file of them, load it, take it away; the map as it is drawn meanwhile."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import NamedTuple

from campaign.access.actors import Actor
from campaign.access.roles import KEEP_BOUNDARIES
from campaign.domain.findings import Finding
from campaign.domain.mapping.geojson import MOST_MIB, Checked, check_boundaries
from campaign.domain.mapping.picture import Picture, fit_shapes, place_tiles
from campaign.domain.mapping.shapes import points_of
from campaign.domain.names.units import DISTRICT, Unit
from campaign.domain.place import LAI_CHAU
from campaign.errors import Refused
from campaign.locale import N_
from campaign.settings import DEFAULT_LIMITS, Limits
from campaign.store.engine import Connection, Database
from campaign.store.manage import boundaries as store
from campaign.store.manage.boundaries import Loaded
from campaign.store.manage.units import read_units
from campaign.workflows.access.acting import acting, check_may

ACCEPTED, UNCHANGED, REFUSED = "accepted", "unchanged", "refused"
NOTHING_LOADED = N_("No boundaries are loaded, so there is nothing to remove.")
REMOVED = N_("The boundaries from {file} are removed; the districts are shown as tiles again.")


class Outcome(NamedTuple):
    """What became of a file: its status (accepted, unchanged, refused), what was found, the points read and kept."""

    file_name: str
    sha256: str
    status: str
    findings: list[Finding]
    points: int
    kept: int


class Stored(NamedTuple):
    """One district's boundaries as they are loaded: of how many polygons and points."""

    unit: str
    name: str
    polygons: int
    points: int


class Source(NamedTuple):
    """Where the shapes of the map come from: the file, and when it was loaded."""

    file_name: str
    at: datetime


class DistrictMap(NamedTuple):
    """The districts as they are drawn; no `source`: as tiles."""

    picture: Picture
    source: Source | None


def preview_boundaries(database: Database, content: bytes, limits: Limits = DEFAULT_LIMITS) -> Checked:
    """Check a file against the districts of the database; nothing is written."""
    with database.reading() as connection:
        units = _units(connection)
    return check_boundaries(content, units, most_mib=min(MOST_MIB, limits.file_mib))


def load_boundaries(
    database: Database,
    content: bytes,
    file_name: str,
    *,
    by: Actor,
    dry_run: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Outcome:
    """Check a file and keep its shapes if nothing is wrong; raises Refused for a role that may not."""
    if not dry_run:
        check_may(database, by, KEEP_BOUNDARIES)
    checked = preview_boundaries(database, content, limits)
    sha256 = hashlib.sha256(content).hexdigest()
    status = ACCEPTED if checked.shapes else REFUSED
    if checked.shapes and not dry_run:
        status = _save(database, checked, file_name, sha256, by)
    return Outcome(file_name, sha256, status, checked.findings, checked.points, checked.kept)


def remove_boundaries(database: Database, *, by: Actor) -> str:
    """Take the boundaries away, so that the map is tiles again; the name of their file.

    Raises Refused for a role that may not, and where none are loaded.
    """
    with acting(database, by, KEEP_BOUNDARIES) as connection:
        store.lock(connection, LAI_CHAU)
        loaded = store.read_boundaries(connection, LAI_CHAU)
        if loaded is None:
            raise Refused("no_boundaries", NOTHING_LOADED)
        store.remove_boundaries(connection, LAI_CHAU, by=by.name)
    return loaded.file_name


def read_boundaries(database: Database) -> Loaded | None:
    """The boundaries that are loaded, with their file, who loaded it and when."""
    with database.reading() as connection:
        return store.read_boundaries(connection, LAI_CHAU)


def read_outlines(database: Database) -> list[Stored]:
    """The districts' boundaries that are loaded, in the official order; none where the map is tiles."""
    with database.reading() as connection:
        loaded, units = store.read_boundaries(connection, LAI_CHAU), _units(connection)
    shapes = loaded.shapes if loaded else {}
    return [
        Stored(unit.code, unit.name, len(shapes[unit.code]), sum(1 for _ in points_of(shapes[unit.code])))
        for unit in units
        if unit.code in shapes
    ]


def read_map(database: Database) -> DistrictMap:
    """The districts as they are drawn now: by their boundaries where all have one, else as tiles."""
    with database.reading() as connection:
        districts = [unit.code for unit in _units(connection) if unit.kind == DISTRICT]
        loaded = store.read_boundaries(connection, LAI_CHAU)
        tiles = store.read_tiles(connection, LAI_CHAU)
    if loaded and loaded.shapes.keys() >= set(districts):
        return DistrictMap(fit_shapes(loaded.shapes), Source(loaded.file_name, loaded.at))
    return DistrictMap(place_tiles(tiles, districts), None)


def _save(database: Database, checked: Checked, file_name: str, sha256: str, by: Actor) -> str:
    """Keep the shapes, unless this very file stands already."""
    with acting(database, by, KEEP_BOUNDARIES) as connection:
        store.lock(connection, LAI_CHAU)
        loaded = store.read_boundaries(connection, LAI_CHAU)
        if loaded and loaded.sha256 == sha256:
            return UNCHANGED
        values = {"file_name": file_name, "sha256": sha256, "by": by.name}
        store.save_boundaries(connection, LAI_CHAU, checked.shapes, **values)
    return ACCEPTED


def _units(connection: Connection) -> list[Unit]:
    return [Unit(*row) for row in read_units(connection, LAI_CHAU)]
