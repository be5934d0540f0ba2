"""A file of boundaries: what is right gives shapes, and each thing that can be wrong is told by its own code."""

from __future__ import annotations

import csv
import json
import math
import time
from itertools import pairwise

import pytest

from campaign.domain.findings import ERROR, finding_message
from campaign.domain.mapping.crossings import crosses_itself
from campaign.domain.mapping.geojson import MOST_FEATURES, MOST_MIB, check_boundaries
from campaign.domain.mapping.shapes import is_inside, points_of
from campaign.domain.mapping.thinning import DRAWN_PIXELS, thin
from campaign.domain.names.units import Unit
from campaign.domain.wording.boundary_words import WORDS
from campaign.settings import DATA, MEBIBYTE
from tests.builders.geojson import NAMES, PLACES, SIDE, as_bytes, build_geojson, collection, feature, square


def registry() -> list[Unit]:
    """The units of data/units.csv."""
    lines = [line for line in (DATA / "units.csv").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return [Unit(row["code"], row["name"], row["kind"], row["parent"] or None) for row in csv.DictReader(lines)]


UNITS = registry()


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def ring(code="108"):
    return square(*PLACES[code])


def with_ring(*rings):
    """All districts, Sìn Hồ with these rings."""
    return build_geojson(feature("108", geometry=polygon(*rings)))


def moved(change):
    """All districts with every position changed."""
    document = collection()
    for each in document["features"]:
        each["geometry"]["coordinates"] = [[change(*point) for point in each["geometry"]["coordinates"][0]]]
    return as_bytes(document)


def codes(content):
    checked = check_boundaries(content, UNITS)
    assert not checked.shapes
    assert {each.severity for each in checked.findings} == {ERROR}
    return [each.code for each in checked.findings]


def message(content):
    return " ".join(finding_message(each, "en") for each in check_boundaries(content, UNITS).findings)


def test_a_file_that_is_right_gives_every_districts_shape():
    checked = check_boundaries(build_geojson(), UNITS)
    assert checked.findings == []
    assert list(checked.shapes) == list(NAMES)
    assert (checked.points, checked.kept) == (40, 40)
    [[corner, *_]] = checked.shapes["107"]
    assert corner[0] == pytest.approx((102.4, 22.8), abs=0.002)


@pytest.mark.parametrize(
    "properties",
    [
        {"code": "108"},
        {"CODE": 108},
        {"ma": "108", "ten": "Sìn Hồ"},
        {"Mã huyện": 108.0},
        {"ma_huyen": " 108 ", "NAME_1": "Lai Châu"},
        {"code": "VN.LI.SH", "gso": 108},
    ],
)
def test_the_code_may_stand_among_the_properties(properties):
    document = collection(feature("108", properties=properties))
    [found] = [each for each in document["features"] if each["id"] == "108"]
    found["id"] = 3  # a counter of the program that wrote the file
    assert check_boundaries(as_bytes(document), UNITS).findings == []


def test_several_parts_holes_and_heights_are_read():
    hole = square(2.25, 1.25, SIDE / 2)
    island = [[x, y, 1200.5] for x, y in square(2, 3)]
    parts = {"type": "MultiPolygon", "coordinates": [[ring(), hole], [island]]}
    shape = check_boundaries(build_geojson(feature("108", geometry=parts)), UNITS).shapes["108"]
    assert [len(each) for each in shape] == [2, 1]
    assert not is_inside(shape, (103.025, 22.425))
    assert is_inside(shape, (103.025, 21.925))


SWAPPED = moved(lambda x, y: [y, x])
METRES = moved(lambda x, y: [x * 5000, y * 110_000])
FAR = moved(lambda x, y: [x, -y])

WRONG = {
    "no JSON": (b"PK\x03\x04 a shapefile", ["boundaries_not_json"]),
    "nothing": (b"", ["boundaries_not_json"]),
    "another encoding": ('{"type": "Mường"}'.encode("cp1258", "replace"), ["boundaries_not_json"]),
    "a number of 6,000 digits": (b"9" * 6000, ["boundaries_not_json"]),
    "nested too deeply": (b"[" * 200_000, ["boundaries_too_deep"]),
    "too big": (b" " * (MOST_MIB * MEBIBYTE + 1), ["boundaries_too_big"]),
    "a list": (b"[]", ["boundaries_not_collection"]),
    "TopoJSON": (b'{"type": "Topology"}', ["boundaries_not_collection"]),
    "features that are no list": (b'{"type": "FeatureCollection", "features": {}}', ["boundaries_not_collection"]),
    "no features": (b'{"type": "FeatureCollection", "features": []}', ["boundaries_no_features"]),
    "too many features": (
        as_bytes({"type": "FeatureCollection", "features": [1] * (MOST_FEATURES + 1)}),
        ["boundaries_too_many"],
    ),
    "no feature": (as_bytes({**collection(), "features": [*collection()["features"], 7]}), ["boundary_not_feature"]),
    "no code": (
        build_geojson({**feature("108"), "id": None}, without=("108",)),
        ["boundary_no_code", "boundaries_missing"],
    ),
    "an unknown code": (
        build_geojson(feature("108", id="999"), without=("108",)),
        ["boundary_unknown_code", "boundaries_missing"],
    ),
    "a commune's code": (
        build_geojson(feature("108", id="03386"), without=("108",)),
        ["boundary_unknown_code", "boundaries_missing"],
    ),
    "two codes": (
        build_geojson(feature("108", properties={"code": "109"})),
        ["boundary_two_codes", "boundaries_missing"],
    ),
    "a number that is no district's beside the right id": (
        build_geojson(feature("108", properties={"code": "999"})),
        ["boundary_two_codes", "boundaries_missing"],
    ),
    "another district's name": (build_geojson(feature("108", properties={"ten": "Nậm Nhùn"})), ["boundary_name"]),
    "a district twice": (
        as_bytes({**collection(), "features": [*collection()["features"], feature("108")]}),
        ["boundary_repeated"],
    ),
    "a district left out": (build_geojson(without=("108",)), ["boundaries_missing"]),
    "lines": (
        build_geojson(feature("108", geometry={"type": "LineString", "coordinates": ring()})),
        ["boundary_geometry"],
    ),
    "no geometry": (build_geojson(feature("108", geometry=None)), ["boundary_geometry"]),
    "an empty polygon": (with_ring(), ["boundary_empty"]),
    "an empty part": (
        build_geojson(feature("108", geometry={"type": "MultiPolygon", "coordinates": [[ring()], []]})),
        ["boundary_empty"],
    ),
    "coordinates in words": (
        build_geojson(feature("108", geometry={"type": "Polygon", "coordinates": "103 22"})),
        ["boundary_empty"],
    ),
    "a text for a number": (with_ring([["103", 22.0], *ring()]), ["boundary_position"]),
    "true for a number": (with_ring([[True, 22.0], *ring()]), ["boundary_position"]),
    "one number": (with_ring([[103.0], *ring()]), ["boundary_position"]),
    "NaN": (with_ring([[float("nan"), 22.0], *ring()]), ["boundary_position"]),
    "infinity": (with_ring([[float("inf"), 22.0], *ring()]), ["boundary_position"]),
    "a huge whole number": (with_ring([[10**400, 22], *ring()]), ["boundary_position"]),
    "an open ring": (with_ring(ring()[:-1]), ["boundary_open"]),
    "a ring of three positions": (with_ring([*ring()[:2], ring()[0]]), ["boundary_short"]),
    "an empty ring": (with_ring(ring(), []), ["boundary_short"]),
    "a line there and back": (with_ring([*ring()[:2], ring()[1], ring()[0]]), ["boundary_flat"]),
    "a bow whose halves differ": (
        with_ring([[103.0, 22.0], [103.2, 22.0], [103.0, 22.3], [103.05, 21.9], [103.0, 22.0]]),
        ["boundary_crossing"],
    ),
    "swapped": (SWAPPED, ["boundary_swapped"]),
    "metres": (METRES, ["boundary_projected"]),
    "the southern hemisphere": (FAR, ["boundary_outside"]),
    "two districts on the same land": (with_ring(ring("109")), ["boundaries_overlap"]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_by_its_code(case):
    content, expected = WRONG[case]
    assert codes(content) == expected


def test_a_feature_without_a_code_is_told_which_codes_there_are():
    document = collection()
    del document["features"][3]["id"]
    assert codes(as_bytes(document)) == ["boundary_no_code", "boundaries_missing"]
    said = message(as_bytes(document))
    assert "Features 4: no unit code." in said
    assert "105 Thành phố Lai Châu, 106 Huyện Tam Đường" in said


def test_everything_that_is_wrong_is_told_at_once():
    first = feature("105", geometry=polygon(ring("105")[:-1]))
    second = feature("106", geometry=None)
    third = feature("107", id="17", geometry=polygon([[y, x] for x, y in ring("107")]))
    content = build_geojson(first, second, third, without=("107",))
    assert codes(content) == [
        *("boundary_open", "boundary_geometry", "boundary_unknown_code", "boundary_swapped"),
        "boundaries_missing",
    ]
    said = message(content)
    assert "Features 1 (Thành phố Lai Châu): a ring does not end where it begins. Close it." in said
    assert "Features 2 (Huyện Tam Đường): the geometry is no Polygon or MultiPolygon." in said
    assert "Features 8: '17' is the code of no district." in said
    assert "No boundaries of Huyện Mường Tè (107)." in said


def test_the_same_fault_in_many_features_is_one_finding():
    [finding] = check_boundaries(SWAPPED, UNITS).findings
    assert finding.values["count"] == 8
    assert finding.values["where"].startswith("1 (Thành phố Lai Châu), 2 (Huyện Tam Đường), ")
    assert finding.values["where"].endswith("5 (Huyện Phong Thổ), …")


def test_every_code_has_words_and_every_word_a_code():
    told = {code for content, _ in WRONG.values() for code in codes(content)}
    assert told | {"boundaries_thinned"} == WORDS.keys()


def test_the_size_that_is_just_allowed_is_read():
    content = build_geojson()
    padded = content + b" " * (MEBIBYTE - len(content))
    assert check_boundaries(padded, UNITS, most_mib=1).shapes
    assert [each.code for each in check_boundaries(padded + b" ", UNITS, most_mib=1).findings] == ["boundaries_too_big"]


def test_points_that_no_picture_can_tell_apart_are_left_out_and_it_is_said():
    corners = ring()
    dense = [
        [a[0] + (b[0] - a[0]) * step / 5000, a[1] + (b[1] - a[1]) * step / 5000]
        for a, b in pairwise(corners)
        for step in range(5000)
    ]
    checked = check_boundaries(with_ring([*dense, dense[0]]), UNITS)
    assert [each.code for each in checked.findings] == ["boundaries_thinned"]
    assert checked.findings[0].severity == "info"
    assert (checked.points, checked.kept) == (35 + 20_001, 40)


def test_neighbours_keep_sharing_the_points_of_their_border():
    border = [[103.0 + 0.003 * step, 22.4 + 0.0007 * (step % 3)] for step in range(60)]
    south = [*border, [103.2, 22.2], [103.0, 22.2], border[0]]
    north = [*reversed(border), [103.0, 22.6], [103.2, 22.6], border[-1]]
    shapes = {name: [[[(x, y) for x, y in each]]] for name, each in (("south", south), ("north", north))}
    thinned = {name: set(points_of(shape)) for name, shape in thin(shapes).items()}
    middle = {name: {point for point in points if 22.3 < point[1] < 22.5} for name, points in thinned.items()}
    assert middle["south"] == middle["north"]
    assert len(middle["south"]) > 20


def test_a_speck_is_left_out_unless_it_is_all_that_a_district_has():
    speck = square(0, 3, SIDE / DRAWN_PIXELS / 10)
    parts = {"type": "MultiPolygon", "coordinates": [[ring()], [speck]]}
    shapes = check_boundaries(build_geojson(feature("108", geometry=parts)), UNITS).shapes
    assert len(shapes["108"]) == 1
    alone = thin(
        {"a": [[[(103.0, 22.0), (104.0, 22.0), (104.0, 23.0), (103.0, 22.0)]]], "b": [[[tuple(p) for p in speck]]]}
    )
    assert alone["b"] == [[[tuple(point) for point in speck]]]


def test_rings_that_only_touch_themselves_are_drawn_as_they_are():
    pinched = [[103.0, 22.0], [103.1, 22.1], [103.2, 22.0], [103.2, 22.2], [103.1, 22.1], [103.0, 22.2], [103.0, 22.0]]
    assert not crosses_itself([(x, y) for x, y in pinched])


def wavy(count):
    """A ring of `count` points that waves round a middle without crossing itself."""
    at = [(step / count * math.tau, 1 + 0.1 * math.sin(step / count * math.tau * 90)) for step in range(count)]
    ring = [(105 + far * math.cos(turn), 20 + far * math.sin(turn)) for turn, far in at]
    return [*ring, ring[0]]


def test_a_crossing_is_found_wherever_it_is_in_the_largest_file_in_less_than_two_seconds():
    ring = wavy(200_000)
    started = time.process_time()
    assert not crosses_itself(ring)
    assert time.process_time() - started < 2
    inward = [*ring[:150_000], (105.0, 20.0), (106.5, 20.3), *ring[150_000:]]
    assert crosses_itself(inward)


def test_an_edge_across_the_whole_land_is_compared_with_all_it_may_meet():
    ring = wavy(5000)
    across = [(103.0, 20.0005), *ring[:-1], (103.0, 20.0006), (103.0, 20.0005)]
    assert crosses_itself(across)


def test_what_would_take_too_long_is_taken_as_it_is():
    bow = [(103.0, 22.0), (103.2, 22.0), (103.0, 22.3), (103.05, 21.9), (103.0, 22.0)]
    assert crosses_itself(bow)
    assert not crosses_itself(bow, most_pairs=1)


def test_a_file_with_a_byte_order_mark_is_read():
    assert check_boundaries(b"\xef\xbb\xbf" + build_geojson(), UNITS).shapes


def test_the_file_is_what_the_builder_says():
    assert {each["id"] for each in json.loads(build_geojson())["features"]} == set(NAMES)
