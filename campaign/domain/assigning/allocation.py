"""Splitting a number of people over units: whole people, adding up exactly, by the largest remainders.

Each unit's quota is total × weight ÷ Σ weights. Everybody gets the whole part of it; the people left over go, one each,
to the units with the largest fractions, those of equal fractions in the official order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.domain.findings import ERROR, WARNING, Finding

REMAINING, PEOPLE, UPLOADED, TYPED = "remaining", "people", "uploaded", "typed"
METHODS = (REMAINING, PEOPLE, UPLOADED, TYPED)


class Part(NamedTuple):
    """A unit that a number is split over: the people it counts against, and those still to vaccinate; None unknown."""

    unit: str
    name: str
    people: int | None
    remaining: int | None


class Allocation(NamedTuple):
    """How many each unit gets, in the order of the parts; empty where it cannot be known."""

    shares: dict[str, int]
    findings: Sequence[Finding] = ()


def allocate(total: int, parts: Sequence[Part], *, by: str) -> Allocation:
    """Split `total` over `parts` (in the official order) in proportion to their people REMAINING or their PEOPLE.

    Nobody gets more than remain in the unit, unless the total is more than remain in all: then the finding
    'more_than_remain' says so. A unit whose number is not known is an error, never taken as 0: nothing is split then.
    """
    unknown = [_unknown(part, by) for part in parts if _weight(part, by) is None or part.remaining is None]
    if unknown:
        return Allocation({}, unknown)
    weights = {part.unit: _weight(part, by) or 0 for part in parts}
    caps = {part.unit: part.remaining or 0 for part in parts}
    if total > sum(caps.values()):
        return _beyond(total, weights, caps)
    return Allocation(_capped(total, weights, caps))


def split(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """`total` in proportion to whole weights by the largest remainders; nobody gets any where all weights are 0."""
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(weights, 0)
    quotas = {unit: divmod(total * weight, whole) for unit, weight in weights.items()}
    left = total - sum(quota for quota, _ in quotas.values())
    largest = set(sorted(quotas, key=lambda unit: -quotas[unit][1])[:left])  # equals stay in the official order
    return {unit: quota + (unit in largest) for unit, (quota, _) in quotas.items()}


def _weight(part: Part, by: str) -> int | None:
    return part.remaining if by == REMAINING else part.people


def _unknown(part: Part, by: str) -> Finding:
    code = "assignment_people_unknown" if by == PEOPLE and part.people is None else "assignment_remaining_unknown"
    return Finding(ERROR, code, values={"unit": part.name, "field": "people"})


def _beyond(total: int, weights: Mapping[str, int], caps: Mapping[str, int]) -> Allocation:
    """More than remain anywhere: split without a cap, and said."""
    values = {"total": total, "remaining": sum(caps.values()), "field": "total"}
    if not sum(weights.values()):
        return Allocation({}, [Finding(ERROR, "assignment_nobody_remains", values=values)])
    return Allocation(split(total, weights), [Finding(WARNING, "more_than_remain", values=values)])


def _capped(total: int, weights: Mapping[str, int], caps: Mapping[str, int]) -> dict[str, int]:
    """Units whose quota reaches their cap get the cap; the rest is split again over the others."""
    full: dict[str, int] = {}
    while True:
        open_ = {unit: weight for unit, weight in weights.items() if unit not in full}
        left, whole = total - sum(full.values()), sum(open_.values())
        if left and not whole:  # only units without weight have people left
            open_ = {unit: caps[unit] for unit in open_}
            whole = sum(open_.values())
        reached = {unit: caps[unit] for unit, weight in open_.items() if whole and left * weight > caps[unit] * whole}
        if not reached:
            shares = {**full, **split(left, open_)}
            return {unit: shares[unit] for unit in weights}
        full.update(reached)
