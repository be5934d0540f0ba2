"""What the land of a unit is made of, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

# A position is longitude and latitude in degrees, or right and down in a picture. A ring ends where it began; a
# polygon is its outer ring and its holes; a shape is the polygons of one unit.
Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]
Shape = list[Polygon]


def points_of(shape: Shape) -> Iterator[Point]:
    """Every point of a shape."""
    return (point for polygon in shape for ring in polygon for point in ring)


def area(ring: Ring) -> float:
    """What a ring encloses, in squares of its own unit (the shoelace formula)."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairwise(_from_first(ring)))) / 2


def is_inside(shape: Shape, point: Point) -> bool:
    """Whether a point lies in a shape and in none of its holes (rays to the right cross an odd number of edges)."""
    return sum(cross > point[0] for cross in _crossings(shape, point[1])) % 2 == 1


def find_inside(shape: Shape) -> Point:
    """A point to write a unit's name at: the middle of its largest polygon, or else of the widest stretch inside it."""
    largest = max(shape, key=lambda polygon: area(polygon[0]))
    middle = _centroid(largest[0])
    return middle if is_inside([largest], middle) else _widest([largest])


# Level lines that are tried across a shape whose middle lies outside of it.
_LEVELS = 16


def _widest(shape: Shape) -> Point:
    """The middle of the widest stretch inside a shape, along some level lines across it."""
    heights = [y for _, y in points_of(shape)]
    low, high = min(heights), max(heights)
    levels = [low + (high - low) * (step + 0.5) / _LEVELS for step in range(_LEVELS)]
    stretches = [(right - left, (left + right) / 2, y) for y in levels for left, right in stretches_at(shape, y)]
    _, x, y = max(stretches)
    return x, y


def stretches_at(shape: Shape, y: float) -> list[Point]:
    """From where to where a level line runs inside a shape."""
    crossings = sorted(_crossings(shape, y))
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _crossings(shape: Shape, y: float) -> Iterator[float]:
    """Where the edges of a shape cross a level line."""
    for polygon in shape:
        for ring in polygon:
            for (x, low), (u, high) in pairwise(ring):
                if (low > y) != (high > y):
                    yield x + (u - x) * (y - low) / (high - low)


def _centroid(ring: Ring) -> Point:
    """The centre of gravity of what a ring encloses."""
    across, down, twice = 0.0, 0.0, 0.0
    x0, y0 = ring[0]
    for (x, y), (u, v) in pairwise(_from_first(ring)):
        part = x * v - u * y
        across, down, twice = across + (x + u) * part, down + (y + v) * part, twice + part
    return (x0 + across / (3 * twice), y0 + down / (3 * twice)) if twice else ring[0]


def _from_first(ring: Ring) -> Ring:
    """A ring seen from its first point, so that nothing is lost in numbers far from 0."""
    x0, y0 = ring[0]
    return [(x - x0, y - y0) for x, y in ring]
