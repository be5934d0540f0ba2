"""Districts as places in a picture: boundaries projected into its box, or tiles in rows and columns.

The projection is equirectangular with the middle latitude's length of a degree: over 150 km nobody sees the difference
from a better one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from campaign.domain.mapping.shapes import Point, Shape, find_inside, points_of, stretches_at

# The picture's units are the pixels of a phone, so that what can be read there can be read everywhere.
WIDTH = 360.0
MARGIN = 4.0
COLUMNS = 5
TILE_HEIGHT = 80.0
GAP = 4.0
STRIP = 6.0


class Outline(NamedTuple):
    """A district in the picture, and the point its name stands at."""

    shape: Shape
    middle: Point


class Picture(NamedTuple):
    """The districts' outlines by unit code; `tiles`: places in a scheme, no boundaries.

    land: what of each level line (STRIP apart, the first at half of it) is land, where there are boundaries.
    """

    width: float
    height: float
    outlines: dict[str, Outline]
    tiles: bool
    land: Sequence[Sequence[Point]] = ()

    def covered(self, low: Point, high: Point) -> float:
        """How much of a box between two corners is land, 0 to 1."""
        first, last = max(0, int(low[1] / STRIP)), max(0, int(high[1] / STRIP) + 1)
        lines = self.land[first:last]
        over = sum(max(0.0, min(right, high[0]) - max(left, low[0])) for line in lines for left, right in line)
        return over / ((high[0] - low[0]) * len(lines)) if lines else 0.0


def fit_shapes(shapes: Mapping[str, Shape]) -> Picture:
    """Shapes in degrees as a picture, north at the top."""
    every = [point for shape in shapes.values() for point in points_of(shape)]
    west, east = min(x for x, _ in every), max(x for x, _ in every)
    south, north = min(y for _, y in every), max(y for _, y in every)
    narrowing = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * narrowing, north - south)
    left = (WIDTH - (east - west) * narrowing * scale) / 2

    def place(point: Point) -> Point:
        return left + (point[0] - west) * narrowing * scale, MARGIN + (north - point[1]) * scale

    placed = {
        unit: [[[place(point) for point in ring] for ring in polygon] for polygon in shape]
        for unit, shape in shapes.items()
    }
    outlines = {unit: Outline(shape, find_inside(shape)) for unit, shape in placed.items()}
    height = (north - south) * scale + 2 * MARGIN
    return Picture(WIDTH, height, outlines, tiles=False, land=_land(list(placed.values()), height))


def _land(shapes: list[Shape], height: float) -> list[list[Point]]:
    levels = [STRIP * (number + 0.5) for number in range(int(height / STRIP))]
    return [[stretch for shape in shapes for stretch in stretches_at(shape, level)] for level in levels]


def place_tiles(tiles: Mapping[str, tuple[int, int]], units: Iterable[str]) -> Picture:
    """Units as tiles, by their column and row; those without a place stand in rows of their own below."""
    units = list(units)
    placed = {unit: tiles[unit] for unit in units if unit in tiles}
    below = max((row for _, row in placed.values()), default=-1) + 1
    others = [unit for unit in units if unit not in tiles]
    columns = max([COLUMNS, *(column + 1 for column, _ in placed.values())])
    placed |= {unit: (number % columns, below + number // columns) for number, unit in enumerate(others)}
    rows = max((row for _, row in placed.values()), default=0) + 1
    outlines = {unit: _tile(*place, WIDTH / columns) for unit, place in placed.items()}
    return Picture(WIDTH, rows * TILE_HEIGHT, outlines, tiles=True)


def _tile(column: int, row: int, width: float) -> Outline:
    left, right = column * width + GAP / 2, (column + 1) * width - GAP / 2
    top, bottom = row * TILE_HEIGHT + GAP / 2, (row + 1) * TILE_HEIGHT - GAP / 2
    ring = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return Outline([[ring]], ((left + right) / 2, (top + bottom) / 2))
