"""Which province's figures, in which era of administrative units: the front of every key."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """`era` is the year of the unit list (codes were reused with another meaning in 2025), `province` its GSO code."""

    era: str
    province: str


LAI_CHAU = Place("2021", "12")
