"""Boundaries are loaded whole or not at all, told in the audit trail, and taken away without a trace on the map."""

from __future__ import annotations

import pytest

from campaign.access.actors import operator
from campaign.domain.mapping.shapes import is_inside
from campaign.domain.place import LAI_CHAU
from campaign.errors import Refused
from campaign.settings import Limits
from campaign.store.manage.boundaries import OBJECT, read_tiles
from campaign.store.safety.audit import read_data_version, read_events
from campaign.workflows.checking import check_database
from campaign.workflows.manage.boundaries import (
    load_boundaries,
    preview_boundaries,
    read_boundaries,
    read_map,
    read_outlines,
    remove_boundaries,
)
from tests.builders.geojson import NAMES, PLACES, build_geojson, feature, square


def load(database, content=None, name="ranh-gioi.geojson", *, by="lan", role="analyst", **options):
    return load_boundaries(
        database, build_geojson() if content is None else content, name, by=operator(by, role), **options
    )


def remove(database, *, role="analyst"):
    return remove_boundaries(database, by=operator("an", role))


def events(database):
    with database.reading() as connection:
        return [(row.action, row.by, row.before, row.after) for row in read_events(connection, [OBJECT])]


def data_version(database):
    with database.reading() as connection:
        return read_data_version(connection)


def test_without_boundaries_the_map_is_tiles_in_the_order_of_the_land(sqlite_database):
    found = read_map(sqlite_database)
    assert found.picture.tiles
    assert found.source is None
    assert set(found.picture.outlines) == set(NAMES)
    with sqlite_database.reading() as connection:
        assert read_tiles(connection, LAI_CHAU) == PLACES


def test_a_file_that_is_right_is_drawn_from_then_on(database):
    before = data_version(database)
    done = load(database)
    assert (done.status, done.file_name, done.findings, done.points) == ("accepted", "ranh-gioi.geojson", [], 40)
    loaded = read_boundaries(database)
    assert (loaded.file_name, loaded.sha256, loaded.by) == ("ranh-gioi.geojson", done.sha256, "lan")
    assert loaded.at.tzinfo is not None
    assert is_inside(loaded.shapes["107"], (102.5, 22.7))
    assert not is_inside(loaded.shapes["109"], (102.5, 22.7))
    drawn = read_map(database)
    assert not drawn.picture.tiles
    assert drawn.source == (loaded.file_name, loaded.at)
    assert set(drawn.picture.outlines) == set(NAMES)
    assert data_version(database) > before
    assert check_database(database) == []


def test_each_districts_parts_and_points_are_told(sqlite_database):
    assert read_outlines(sqlite_database) == []
    load(sqlite_database)
    assert [(each.unit, each.name, each.polygons, each.points) for each in read_outlines(sqlite_database)] == [
        (code, name, 1, 5) for code, name in NAMES.items()
    ]


def test_a_file_with_a_fault_changes_nothing(database):
    load(database)
    before, said = data_version(database), read_boundaries(database)
    done = load(database, build_geojson(feature("108", geometry=None)), "hong.geojson")
    assert (done.status, [each.code for each in done.findings]) == ("refused", ["boundary_geometry"])
    assert read_boundaries(database) == said
    assert data_version(database) == before


def test_another_file_takes_the_place_of_the_first_and_the_trail_tells_both(database):
    first = load(database)
    wider = {"type": "Polygon", "coordinates": [square(0, 0, 0.3)]}
    second = load(database, build_geojson(feature("107", geometry=wider)), "moi.geojson", by="an")
    assert read_boundaries(database).file_name == "moi.geojson"
    [newest, oldest] = events(database)
    assert newest[:2] == ("load_boundaries", "an")
    assert (newest[2]["file"], newest[2]["sha256"]) == ("ranh-gioi.geojson", first.sha256)
    assert (newest[3]["file"], newest[3]["sha256"]) == ("moi.geojson", second.sha256)
    assert oldest[2] is None
    assert newest[3]["units"] == sorted(NAMES)


def test_the_same_file_again_is_recognised(database):
    load(database)
    before = data_version(database)
    assert load(database, name="ban-sao.geojson", by="an").status == "unchanged"
    assert read_boundaries(database).file_name == "ranh-gioi.geojson"
    assert data_version(database) == before


def test_taken_away_the_map_is_tiles_again(database):
    load(database)
    before = data_version(database)
    assert remove(database) == "ranh-gioi.geojson"
    assert read_boundaries(database) is None
    assert read_map(database).picture.tiles
    assert data_version(database) > before
    assert [event[:2] for event in events(database)] == [("remove_boundaries", "an"), ("load_boundaries", "lan")]
    assert load(database).status == "accepted"


def test_what_is_not_there_is_not_taken_away(sqlite_database):
    with pytest.raises(Refused, match="nothing to remove"):
        remove(sqlite_database)
    assert events(sqlite_database) == []


@pytest.mark.parametrize("role", ["viewer", "nobody known"])
def test_viewers_neither_load_nor_remove(sqlite_database, role):
    with pytest.raises(Refused, match="Only analysts"):
        load(sqlite_database, role=role)
    load(sqlite_database)
    with pytest.raises(Refused, match="Only analysts"):
        remove(sqlite_database, role=role)
    assert read_boundaries(sqlite_database) is not None


def test_a_trial_saves_nothing_and_anybody_may_make_one(sqlite_database):
    done = load(sqlite_database, dry_run=True, role="viewer")
    assert (done.status, done.findings) == ("accepted", [])
    assert read_boundaries(sqlite_database) is None
    assert events(sqlite_database) == []


def test_a_sites_smaller_limit_holds(sqlite_database):
    content = build_geojson()
    padded = content + b" " * ((1 << 20) - len(content))
    assert preview_boundaries(sqlite_database, padded, Limits(file_mib=1)).shapes
    [finding] = preview_boundaries(sqlite_database, padded + b" ", Limits(file_mib=1)).findings
    assert (finding.code, finding.values) == ("boundaries_too_big", {"limit": 1})
