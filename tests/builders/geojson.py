"""Small GeoJSON files of districts: squares where the tiles stand, and whatever a test wants to be wrong with them."""

from __future__ import annotations

import copy
import json
from typing import Any

NAMES = {
    "105": "Thành phố Lai Châu",
    "106": "Huyện Tam Đường",
    "107": "Huyện Mường Tè",
    "108": "Huyện Sìn Hồ",
    "109": "Huyện Phong Thổ",
    "110": "Huyện Than Uyên",
    "111": "Huyện Tân Uyên",
    "112": "Huyện Nậm Nhùn",
}
PLACES = {
    "107": (0, 0),
    "109": (2, 0),
    "112": (1, 1),
    "108": (2, 1),
    "105": (3, 1),
    "106": (4, 1),
    "111": (4, 2),
    "110": (4, 3),
}
WEST, NORTH, SIDE = 102.4, 22.8, 0.25  # degrees


def square(across: float, down: float, side: float = SIDE) -> list[list[float]]:
    """A closed ring: the square at a place, counted from the north-west in squares."""
    left, top = WEST + across * SIDE, NORTH - down * SIDE
    right, bottom = left + side, top - side
    return [[left, top], [left, bottom], [right, bottom], [right, top], [left, top]]


def feature(code: str, **given: Any) -> dict[str, Any]:
    """A district as a feature; any member can be given."""
    polygon = {"type": "Polygon", "coordinates": [square(*PLACES[code])]}
    return {"type": "Feature", "id": code, "properties": {"name": NAMES[code]}, "geometry": polygon, **given}


def collection(*changed: dict[str, Any], without: tuple[str, ...] = ()) -> dict[str, Any]:
    """All districts; a changed feature takes the place of the one of the same id, or is one more."""
    by_id = {each.get("id"): each for each in changed}
    features = [by_id.pop(code, None) or feature(code) for code in NAMES if code not in without]
    return copy.deepcopy({"type": "FeatureCollection", "features": [*features, *by_id.values()]})


def as_bytes(document: Any) -> bytes:
    """The file."""
    return json.dumps(document, ensure_ascii=False).encode()


def build_geojson(*changed: dict[str, Any], without: tuple[str, ...] = ()) -> bytes:
    """A file of all districts, those of `changed` as given."""
    return as_bytes(collection(*changed, without=without))
