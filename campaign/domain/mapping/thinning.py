"""Boundaries with no more points than can be seen."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from campaign.domain.mapping.shapes import Point, Polygon, Ring, Shape, area, points_of

# How finely the map is drawn, in pixels across: points that share one are drawn as one.
DRAWN_PIXELS = 700

Cell = tuple[int, int]


def thin(shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    """The shapes on the grid of the picture's pixels, without points that share one or stand on a straight line.

    Neighbours share the points of their border, and keep sharing them. What is smaller than a pixel is left out,
    unless it is all that a unit has.
    """
    step = _step([point for shape in shapes.values() for point in points_of(shape)])
    return {unit: _thinned(shape, step) for unit, shape in shapes.items()}


def _step(points: list[Point]) -> Point:
    """Degrees to a pixel, across and up; as long on the ground in both directions."""
    across, up = [x for x, _ in points], [y for _, y in points]
    south, north = min(up), max(up)
    narrowing = math.cos(math.radians((south + north) / 2))
    step = max((max(across) - min(across)) * narrowing, north - south) / DRAWN_PIXELS
    return step / narrowing, step


def _thinned(shape: Shape, step: Point) -> Shape:
    drawn = [[_on_grid(ring, step) for ring in polygon] for polygon in shape]
    kept: list[Polygon] = [[ring for ring in polygon if ring] for polygon in drawn if polygon[0]]
    return kept or [max(shape, key=lambda polygon: area(polygon[0]))]


def _on_grid(ring: Ring, step: Point) -> Ring:
    """A ring on the grid, to a metre; empty where less than a triangle is left."""
    across, up = step
    cells = [(round(x / across), round(y / up)) for x, y in ring]
    kept = [cell for number, cell in enumerate(cells) if number == 0 or cell != cells[number - 1]]
    corners = _corners(kept)
    return [(round(x * across, 5), round(y * up, 5)) for x, y in corners] if len(set(corners)) >= 3 else []


def _corners(cells: list[Cell]) -> list[Cell]:
    """The cells of a ring at which it turns; its first and last one stay."""
    kept = cells[:1]
    for here, after in pairwise(cells[1:]):
        before = kept[-1]
        if (here[0] - before[0]) * (after[1] - here[1]) != (after[0] - here[0]) * (here[1] - before[1]):
            kept.append(here)
    return kept + cells[-1:]
