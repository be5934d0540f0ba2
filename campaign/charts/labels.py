"""Texts on charts: escaped, marked, shortened, and spread so that none covers another."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from campaign.domain.progress.rhythm import WEEK
from campaign.locale.formats import is_missing, short_day

# Presentation only: how the office writes these ranks when space is short.
_SHORT_RANKS = (
    ("Thành phố ", "TP "),
    ("Thị xã ", "TX "),
    ("Thị trấn ", "TT "),
    ("Huyện ", ""),
    ("Phường ", "P. "),
    ("Xã ", ""),
)


def escaped(text: str) -> str:
    """Text as it stands: plotly draws <b>, <a href> and entities in labels, and names come from sheets."""
    return html.escape(text, quote=False)


def short_name(name: str) -> str:
    """A unit's name for a label: "Huyện Sìn Hồ" is "Sìn Hồ", "Thành phố Lai Châu" is "TP Lai Châu"."""
    for rank, short in _SHORT_RANKS:
        if name.startswith(rank):
            return short + name.removeprefix(rank)
    return name


def own_day(last: Any, as_of: Any, language: str) -> str:
    """The day a figure is of, in brackets, where it is not of the as-of week: " (09/06)"; else ""."""
    return f" ({short_day(last, language)})" if not is_missing(last) and as_of - last >= WEEK else ""


def spread(places: Sequence[float], gap: float, *, low: float, high: float) -> list[float]:
    """Places moved as little as possible until neighbours are `gap` apart, order kept, all in low..high.

    Neighbours that crowd form a block which is centred on the mean of where its members wanted to be. More than fit
    between `low` and `high` stand closer, evenly.
    """
    gap = min(gap, (high - low) / max(len(places) - 1, 1))

    def foot(block: list[int]) -> float:
        """Where the lowest of a block stands."""
        height = gap * (len(block) - 1)
        wanted = sum(places[index] for index in block) / len(block) - height / 2
        return max(low, min(wanted, high - height))

    blocks: list[list[int]] = []
    for index in sorted(range(len(places)), key=places.__getitem__):
        blocks.append([index])
        while len(blocks) > 1 and foot(blocks[-2]) + gap * len(blocks[-2]) > foot(blocks[-1]):
            crowd = blocks.pop()
            blocks[-1] += crowd
    moved = {index: foot(block) + position * gap for block in blocks for position, index in enumerate(block)}
    return [moved[index] for index in range(len(places))]
