"""Whether a ring crosses itself: then what it encloses is not what was meant (RFC 7946 asks for simple rings)."""

from __future__ import annotations

from typing import Any

import numpy as np

from campaign.domain.mapping.shapes import Ring

# Pairs of edges compared at most, in all a second's work: a border of 200,000 points needs some 5 million.
MOST_PAIRS = 20_000_000
_ABREAST = 500  # steps that are taken with all edges at once; after them few edges, the long ones, are left

Edges = Any  # an array of one row an edge: x, y where it begins, x, y where it ends, its lowest and highest y


def crosses_itself(ring: Ring, *, most_pairs: int = MOST_PAIRS) -> bool:
    """Whether two edges of a ring cross between their ends; edges that only touch do not.

    A sweep from the left: an edge is compared with those that begin before it ends. A ring that would need more than
    `most_pairs` comparisons is taken for one that does not cross itself.
    """
    points = np.array(ring)
    heights = points[:-1, 1], points[1:, 1]
    edges = np.column_stack([points[:-1], points[1:], np.minimum(*heights), np.maximum(*heights)])
    left = np.minimum(edges[:, 0], edges[:, 2])
    order = np.argsort(left, kind="stable")
    return _sweep(edges[order], left[order], most_pairs)


def _sweep(edges: Edges, left: Any, most_pairs: int) -> bool:
    reach = np.searchsorted(left, np.maximum(edges[:, 0], edges[:, 2]), side="right")  # the first one beyond its end
    active, pairs = np.arange(len(edges)), 0
    for step in range(1, _ABREAST + 1):
        active = active[active + step < reach[active]]
        pairs += len(active)
        if not len(active) or pairs > most_pairs:
            return False
        near = (edges[active, 4] <= edges[active + step, 5]) & (edges[active + step, 4] <= edges[active, 5])
        if _cross(edges[active[near]], edges[active[near] + step]):
            return True
    for edge in active:
        others = edges[edge + _ABREAST + 1 : reach[edge]]
        pairs += len(others)
        if pairs > most_pairs:
            return False
        if _cross(edges[edge][None, :], others):
            return True
    return False


def _cross(one: Edges, other: Edges) -> bool:
    """Whether any edge of `one` crosses the edge of `other` at its place (or all of them, where `one` is one)."""
    apart = _turn(one, other[:, 0], other[:, 1]) * _turn(one, other[:, 2], other[:, 3])
    across = _turn(other, one[:, 0], one[:, 1]) * _turn(other, one[:, 2], one[:, 3])
    return bool(((apart < 0) & (across < 0)).any())


def _turn(edges: Edges, x: Any, y: Any) -> Any:
    """On which side of the edges points lie: above 0 at their left, below 0 at their right, 0 on their line."""
    x0, y0, x1, y1 = edges.T[:4]
    return np.sign((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0))
