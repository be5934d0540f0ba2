"""Where the texts of a district map stand: in its tile, or beside each other on the land.

Browsers measure no text for us here: widths are estimated from our font's (Be Vietnam Pro), a little too wide.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from campaign.domain.mapping.picture import Outline, Picture
from campaign.domain.mapping.shapes import Point, area, is_inside, points_of

# Sizes in units of the picture, which are pixels on a phone.
NAME, SHARE, SIGN = 12.0, 13.0, 14.0
SMALLEST = 9.5
ONE_LINE = SMALLEST  # a name is written smaller, down to this, rather than on two lines
WIDE = 0.56  # of a letter in a sentence, in parts of its size; of single letters by their kind:
_SPACES, _NARROW, _BROAD, _CAPITAL, _OTHER = 0.25, 0.33, 0.9, 0.75, 0.65
LINE = 1.15
PAD = 4.0
TILE_PAD = 10.0  # of a tile's width, left free beside its texts


class Line(NamedTuple):
    """One line of text, centred at x, its baseline at y."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


class Label(NamedTuple):
    """The lines of a district, and from where to where a thread leads to it if they stand beside it."""

    lines: list[Line]
    thread: tuple[Point, Point] | None = None


class Said(NamedTuple):
    """What is written of a district; "" is not written."""

    sign: str
    name: str
    share: str


def place_labels(picture: Picture, said: dict[str, Said]) -> dict[str, Label]:
    """A label for each district of the picture, none over another."""
    if picture.tiles:
        return {unit: _in_tile(outline, said[unit]) for unit, outline in picture.outlines.items()}
    return _on_land(picture, said)


def _in_tile(outline: Outline, said: Said) -> Label:
    """Sign, name and coverage under each other, in the middle of the tile, as large as fits."""
    across = [x for x, _ in points_of(outline.shape)]
    room = max(across) - min(across) - TILE_PAD
    parts = [
        (said.sign, SIGN, True),
        *((part, NAME, False) for part in _parted(said.name, room)),
        (said.share, SHARE, True),
    ]
    sized = [(text, _fitting(text, size, room), bold) for text, size, bold in parts if text]
    return Label(_stacked(sized, outline.middle))


def _parted(name: str, room: float) -> list[str]:
    """A name on one line where it fits, else on two: names of two syllables stay together."""
    words = name.split()
    if len(words) < 2 or _width(name, ONE_LINE) <= room:
        return [name]
    last = 2 if len(words) > 2 else 1
    return [" ".join(words[:-last]), " ".join(words[-last:])]


def _fitting(text: str, size: float, room: float) -> float:
    return max(SMALLEST, min(size, size * room / _width(text, size)))


def _width(text: str, size: float) -> float:
    return max(sum(map(_letter, text)), _OTHER) * size


def _letter(letter: str) -> float:
    if letter.isspace():
        return _SPACES
    if letter in "iíìịỉĩltj.,!:":
        return _NARROW
    if letter in "mwMW%✓✗▲▼":
        return _BROAD
    return _CAPITAL if letter.isupper() else _OTHER


def _stacked(sized: Sequence[tuple[str, float, bool]], middle: Point) -> list[Line]:
    """Lines under each other around a point."""
    top = middle[1] - sum(size * LINE for _, size, _ in sized) / 2
    lines = []
    for text, size, bold in sized:
        top += size * LINE
        lines.append(Line(text, middle[0], top - size * 0.25, size, bold))
    return lines


class _Box:
    """The room a label takes; it is moved until it covers no other."""

    def __init__(self, outline: Outline, sized: list[tuple[str, float, bool]]) -> None:
        self.x, self.y = outline.middle
        self.sized = sized
        self.width = max(_width(text, size) for text, size, _ in sized) + PAD
        self.height = sum(size * LINE for _, size, _ in sized) + PAD / 2
        self.land = sum(area(polygon[0]) for polygon in outline.shape)


def _on_land(picture: Picture, said: dict[str, Said]) -> dict[str, Label]:
    """Each label on its district, those that would cover each other moved apart; of tiny districts in free places."""
    boxes = {unit: _Box(outline, _sized(said[unit])) for unit, outline in picture.outlines.items()}
    large = [box for box in boxes.values() if box.land * _TINY >= box.width * box.height]
    _move_apart(large, picture)
    for box in boxes.values():
        if box not in large:
            _find_place(box, large, picture)
            large.append(box)
    return {unit: _label(boxes[unit], outline) for unit, outline in picture.outlines.items()}


_TINY = 4  # times as large as the district is the label of one that is called tiny


def _move_apart(boxes: list[_Box], picture: Picture) -> None:
    for _ in range(_TURNS):
        moved = [_part(*pair) for pair in combinations(boxes, 2)]
        for box in boxes:
            box.x = min(max(box.x, box.width / 2), picture.width - box.width / 2)
            box.y = min(max(box.y, box.height / 2), picture.height - box.height / 2)
        if not any(moved):
            break


def _find_place(box: _Box, others: list[_Box], picture: Picture) -> None:
    """Move a label to the nearest place where it covers no other and little land."""
    places = [
        (box.x + reach * math.cos(turn * math.tau / _WAYS), box.y + reach * math.sin(turn * math.tau / _WAYS), reach)
        for reach in range(0, _FURTHEST, 6)
        for turn in range(_WAYS)
    ]
    free = [place for place in places if _is_free(box, place, others, picture)]
    if free:
        box.x, box.y, _ = min(free, key=lambda place: _cost(box, place, others, picture))


_WAYS, _FURTHEST = 24, 140
# How many pixels further away a place may be that covers no land, and one whose thread meets no label on its way.
_COVERING, _CROSSING = 100, 120


def _is_free(box: _Box, place: tuple[float, float, float], others: list[_Box], picture: Picture) -> bool:
    """Whether a label there is in the picture, and covers neither its own tiny district nor another label."""
    low, high = _corners(box, place)
    inside = low[0] >= 0 and low[1] >= 0 and high[0] <= picture.width and high[1] <= picture.height
    beside = not (low[0] < box.x < high[0] and low[1] < box.y < high[1])
    return inside and beside and not any(_meet(place, box, other) for other in others)


def _meet(place: tuple[float, float, float], box: _Box, other: _Box) -> bool:
    across, down = abs(place[0] - other.x), abs(place[1] - other.y)
    return across * 2 < box.width + other.width and down * 2 < box.height + other.height


def _cost(box: _Box, place: tuple[float, float, float], others: list[_Box], picture: Picture) -> float:
    steps = [step / _STEPS for step in range(1, _STEPS)]
    thread = [(box.x + (place[0] - box.x) * step, box.y + (place[1] - box.y) * step) for step in steps]
    crossed = sum(any(_holds(other, point) for other in others) for point in thread) / len(thread)
    return place[2] + _COVERING * picture.covered(*_corners(box, place)) + _CROSSING * crossed


def _holds(box: _Box, point: Point) -> bool:
    return abs(point[0] - box.x) * 2 < box.width and abs(point[1] - box.y) * 2 < box.height


_STEPS = 12  # points of a thread that are looked at


def _corners(box: _Box, place: tuple[float, float, float]) -> tuple[Point, Point]:
    x, y, _ = place
    return (x - box.width / 2, y - box.height / 2), (x + box.width / 2, y + box.height / 2)


_TURNS = 200


def _sized(said: Said) -> list[tuple[str, float, bool]]:
    first = f"{said.sign} {said.name}".strip()
    return [(text, size, bold) for text, size, bold in ((first, NAME, False), (said.share, NAME, True)) if text]


def _part(one: _Box, other: _Box) -> bool:
    """Push two boxes apart along the shorter way, if they cover each other."""
    across = (one.width + other.width) / 2 - abs(one.x - other.x)
    down = (one.height + other.height) / 2 - abs(one.y - other.y)
    if across <= 0 or down <= 0:
        return False
    share = other.land / (one.land + other.land)  # the smaller district's label moves further
    if across < down:
        step = math.copysign(across + 0.1, one.x - other.x)
        one.x, other.x = one.x + step * share, other.x - step * (1 - share)
    else:
        step = math.copysign(down + 0.1, one.y - other.y)
        one.y, other.y = one.y + step * share, other.y - step * (1 - share)
    return True


def _label(box: _Box, outline: Outline) -> Label:
    lines = _stacked(box.sized, (box.x, box.y))
    beside = not is_inside(outline.shape, (box.x, box.y))
    return Label(lines, (outline.middle, _nearest(box, outline.middle)) if beside else None)


def _nearest(box: _Box, point: Point) -> Point:
    """The point of a box's edge that is nearest to a point outside of it."""
    x = min(max(point[0], box.x - box.width / 2), box.x + box.width / 2)
    y = min(max(point[1], box.y - box.height / 2), box.y + box.height / 2)
    return x, y
