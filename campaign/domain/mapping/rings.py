"""The coordinates of one feature of a GeoJSON file: read where they are right, named by code where they are not.

The rules are those of RFC 7946, sections 3.1.6 (a linear ring is closed and has four positions or more) and 4
(longitude and latitude in degrees on WGS 84).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from campaign.domain.mapping.crossings import crosses_itself
from campaign.domain.mapping.shapes import Point, Polygon, Ring, Shape, area, points_of

GEOMETRY, EMPTY = "boundary_geometry", "boundary_empty"
POSITION, SHORT, OPEN, FLAT = "boundary_position", "boundary_short", "boundary_open", "boundary_flat"
CROSSING = "boundary_crossing"
PROJECTED, SWAPPED, OUTSIDE = "boundary_projected", "boundary_swapped", "boundary_outside"

# Việt Nam with its islands, in degrees: a district of it lies nowhere else.
WEST, EAST, SOUTH, NORTH = 102.0, 118.0, 6.0, 24.0
# No position on Earth is further from 0 than this many degrees; what is, is metres.
MOST_DEGREES = 180.0

FEWEST_POSITIONS = 4
# Less than this, in squares of a degree (about a hundredth of a square metre), encloses nothing.
LEAST_AREA = 1e-12
# Numbers further from 0 than this are no coordinates of any kind.
_MOST = 1e9


def read_shape(geometry: Any) -> tuple[Shape, list[str]]:
    """A geometry's shape and what is wrong with it, by code; a shape with anything wrong is not to be used."""
    kind, coordinates = _parts(geometry)
    if kind not in ("Polygon", "MultiPolygon"):
        return [], [GEOMETRY]
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not _is_filled(polygons) or not all(_is_filled(polygon) for polygon in polygons):
        return [], [EMPTY]
    problems = list(dict.fromkeys(_ring_problems(polygons)))
    if POSITION in problems:
        return [], problems
    shape = [_polygon(polygon) for polygon in polygons]
    return shape, [*problems, *_place_problems(shape), *_drawing_problems(shape, problems)]


def _parts(geometry: Any) -> tuple[Any, Any]:
    return (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else (None, None)


def _is_filled(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _ring_problems(polygons: list[Any]) -> Iterator[str]:
    for polygon in polygons:
        for ring in polygon:
            if not isinstance(ring, list) or not all(_is_position(each) for each in ring):
                yield POSITION
            elif len(ring) < FEWEST_POSITIONS:
                yield SHORT
            elif ring[0][:2] != ring[-1][:2]:
                yield OPEN


def _is_position(value: Any) -> bool:
    """Two numbers, or more of which the first two count."""
    return isinstance(value, list) and len(value) >= 2 and _is_number(value[0]) and _is_number(value[1])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _MOST  # NaN is not


def _polygon(polygon: list[Any]) -> Polygon:
    return [_ring(ring) for ring in polygon]


def _ring(ring: list[Any]) -> Ring:
    return [_point(each) for each in ring]


def _point(position: list[Any]) -> Point:
    return float(position[0]), float(position[1])


def _place_problems(shape: Shape) -> list[str]:
    """Where on Earth the shape would lie, if that cannot be right."""
    across = [x for x, _ in points_of(shape)]
    up = [y for _, y in points_of(shape)]
    if not across or (_lies(across, WEST, EAST) and _lies(up, SOUTH, NORTH)):
        return []
    if not (_lies(across, -MOST_DEGREES, MOST_DEGREES) and _lies(up, -MOST_DEGREES, MOST_DEGREES)):
        return [PROJECTED]
    return [SWAPPED if _lies(across, SOUTH, NORTH) and _lies(up, WEST, EAST) else OUTSIDE]


def _lies(values: list[float], low: float, high: float) -> bool:
    return low <= min(values) and max(values) <= high


def _drawing_problems(shape: Shape, problems: list[str]) -> list[str]:
    """Whether some outer ring encloses nothing, or some ring crosses itself; not asked of rings that are none."""
    if problems:
        return []
    if any(area(polygon[0]) < LEAST_AREA for polygon in shape):
        return [FLAT]
    return [CROSSING] if any(crosses_itself(ring) for polygon in shape for ring in polygon) else []
