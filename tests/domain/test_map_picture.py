"""Districts as places in a picture: boundaries to scale, tiles in the order of the land."""

from __future__ import annotations

import math

import pytest

from campaign.domain.mapping.picture import MARGIN, WIDTH, fit_shapes, place_tiles
from campaign.domain.mapping.shapes import area, find_inside, is_inside, points_of
from tests.builders.geojson import PLACES


def rectangle(left, bottom, right, top):
    return [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]


RING = rectangle(0, 0, 4, 2)
# Open to the right: its centre of gravity lies in the opening.
BAY = [(0, 0), (9, 0), (9, 1), (1, 1), (1, 8), (9, 8), (9, 9), (0, 9), (0, 0)]


def test_what_a_ring_encloses():
    assert area(RING) == area(list(reversed(RING))) == 8


@pytest.mark.parametrize(
    ("point", "inside"), [((1, 1), True), ((3.9, 1.9), True), ((5, 1), False), ((-1, 1), False), ((2.5, 1), False)]
)
def test_a_point_is_in_a_shape_but_not_in_its_hole(point, inside):
    assert is_inside([[RING, rectangle(2, 0.5, 3, 1.5)]], point) is inside


def test_a_name_stands_in_the_middle_of_the_largest_part():
    assert find_inside([[rectangle(10, 10, 11, 11)], [RING]]) == pytest.approx((2, 1))


def test_a_name_never_stands_outside():
    point = find_inside([[BAY]])
    assert is_inside([[BAY]], point)


def test_a_name_never_stands_in_a_hole():
    shape = [[rectangle(0, 0, 8, 8), rectangle(2, 2, 6, 6)]]
    assert is_inside(shape, find_inside(shape))


def test_boundaries_are_drawn_to_scale_with_north_at_the_top():
    shapes = {"west": [[rectangle(102, 22, 103, 23)]], "east": [[rectangle(103, 22, 104, 23)]]}
    picture = fit_shapes(shapes)
    assert not picture.tiles
    across = [x for x, _ in points_of(picture.outlines["west"].shape)]
    down = [y for _, y in points_of(picture.outlines["west"].shape)]
    width, height = max(across) - min(across), max(down) - min(down)
    assert width / height == pytest.approx(math.cos(math.radians(22.5)))
    assert (min(across), picture.width) == (pytest.approx(MARGIN), WIDTH)
    assert picture.height == pytest.approx(height + 2 * MARGIN)
    assert picture.outlines["west"].middle[0] < picture.outlines["east"].middle[0]
    north = fit_shapes({"a": [[rectangle(102, 22, 103, 23)]], "b": [[rectangle(102, 20, 103, 21)]]})
    assert north.outlines["a"].middle[1] < north.outlines["b"].middle[1]


def test_a_tall_province_is_centred():
    picture = fit_shapes({"a": [[rectangle(102, 8, 103, 20)]]})
    across = [x for x, _ in points_of(picture.outlines["a"].shape)]
    assert (min(across) + max(across)) / 2 == pytest.approx(WIDTH / 2)


def test_how_much_of_a_box_is_land():
    picture = fit_shapes({"a": [[rectangle(102, 22, 103, 23)]]})
    middle = picture.outlines["a"].middle
    assert picture.covered((middle[0] - 20, middle[1] - 20), (middle[0] + 20, middle[1] + 20)) == pytest.approx(1)
    assert picture.covered((0, middle[1]), (MARGIN - 1, middle[1] + 20)) == 0


def test_tiles_keep_who_lies_where():
    picture = place_tiles(PLACES, list(PLACES))
    middle = {code: outline.middle for code, outline in picture.outlines.items()}
    assert picture.tiles
    assert middle["107"][0] < middle["112"][0] < middle["108"][0] < middle["105"][0] < middle["106"][0]
    assert middle["109"][1] < middle["108"][1]
    assert middle["106"][1] < middle["111"][1] < middle["110"][1]
    assert middle["106"][0] == middle["111"][0] == middle["110"][0]


def test_no_tile_covers_another():
    picture = place_tiles(PLACES, list(PLACES))
    for code, outline in picture.outlines.items():
        assert [other for other in picture.outlines.values() if is_inside(outline.shape, other.middle)] == [outline], (
            code
        )
        assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in points_of(outline.shape))


def test_a_unit_without_a_place_stands_below_the_others():
    picture = place_tiles({"a": (0, 0), "gone": (4, 7)}, ["a", "b", "c"])
    assert list(picture.outlines) == ["a", "b", "c"]
    assert picture.outlines["b"].middle[1] > picture.outlines["a"].middle[1]
    assert picture.outlines["b"].middle[0] < picture.outlines["c"].middle[0]
