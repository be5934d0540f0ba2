"""The weights of a composite ranking, as somebody gives them: read, checked and made shares of 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from campaign.domain.findings import ERROR, Finding

EQUAL = 1.0  # the weight of a target that none is given for

Weighting = tuple[dict[str, float], list[Finding]]


def read_weights(
    targets: Sequence[str], weights: Sequence[tuple[str, object]], known: Mapping[str, tuple[str, str]]
) -> Weighting:
    """Each target's share of the whole (they sum to 1) in the order given; nothing is used where there are findings.

    `weights` are pairs of target and number, or a text of one; a target without has the weight 1, one with 0 is left
    out. `known` are all targets with the group and dose they count.
    """
    stated = {target: _number(value) for target, value in weights}
    found = [*_check_targets(targets, known), *_check_weights(targets, weights)]
    if found:
        return {}, found
    used = {target: weight for target in targets if (weight := stated.get(target, EQUAL)) > 0}
    found = [*_check_doses(used, known)] if used else [_error("weights_all_zero", "weight")]
    whole = sum(used.values())
    return ({}, found) if found else ({target: weight / whole for target, weight in used.items()}, [])


def _check_targets(targets: Sequence[str], known: Mapping[str, object]) -> Iterator[Finding]:
    for target, times in Counter(targets).items():
        if target not in known:
            yield _error("target_unknown", "target", target=target, known=", ".join(known))
        elif times > 1:
            yield _error("target_repeated", "target", target=target)


def _check_weights(targets: Sequence[str], weights: Sequence[tuple[str, object]]) -> Iterator[Finding]:
    times = Counter(target for target, _ in weights)
    for target, value in weights:
        if math.isnan(number := _number(value)):
            yield _error("weight_not_number", "weight", target=target, text=str(value))
        elif number < 0:
            yield _error("weight_negative", "weight", target=target, text=str(value))
    for target, count in times.items():
        if target not in targets:
            yield _error("weight_without_target", "weight", target=target)
        elif count > 1:
            yield _error("weight_repeated", "weight", target=target)


def _check_doses(used: Mapping[str, float], known: Mapping[str, tuple[str, str]]) -> Iterator[Finding]:
    for target, other in combinations(used, 2):
        if known[target] == known[other]:
            yield _error("targets_same_doses", "target", target=target, other=other)


def _number(value: object) -> float:
    """A number as it is, or as Vietnamese and English write one; NaN where it is none, or endless."""
    try:
        number = float(str(value).strip().replace(",", "."))
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan


def _error(code: str, field: str, **values: object) -> Finding:
    return Finding(ERROR, code, values={"field": field, **values})
