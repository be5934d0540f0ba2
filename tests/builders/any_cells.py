"""What single cells of an arbitrary table hold: numbers, row numbers and names in the layout's own manner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from campaign.domain.names.text import plain
from campaign.domain.names.units import Unit
from tests.builders.any_campaign import Campaign, Layout
from tests.builders.any_columns import Part

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII")
SIGNS = {"dot": ".", "comma": ",", "space": " ", "nbsp": "\u00a0"}
Facets = Mapping[str, str]


def as_written(layout: Layout, value: int) -> Any:
    """A number of people or doses as this layout writes it."""
    kind = layout.numbers
    if value == 0:
        return layout.zero
    if kind == "mixed":
        kind = ("number", "dot", "digits", "nbsp")[value % 4]
    if kind == "digits":
        return str(value)
    return value if kind == "number" else f"{value:,}".replace(",", SIGNS[kind])


def combinations(campaign: Campaign, part: Part, rows: Sequence[str]) -> list[Facets]:
    """What the rows of one unit say."""
    found: list[dict[str, str]] = []
    for group, dose in part.pairs:
        for product in campaign.products or ("",):
            said = {"group": group, "dose": dose, "product": product}
            own = {name: said[name] for name in rows}
            if own not in found:
                found.append(own)
    return list(found)


def bare_name(unit: Unit) -> str:
    """'tam duong' for Huyện Tam Đường and for its town."""
    words = plain(unit.name).split()
    prefix = 2 if words[:2] in (["thanh", "pho"], ["thi", "tran"]) else 1
    return " ".join(words[prefix:])
