"""What an analyst does on the page of boundaries: look at a file, load it, take it away; a viewer only looks."""

from __future__ import annotations

from campaign.access.actors import operator
from campaign.workflows.manage.boundaries import load_boundaries, read_boundaries
from tests.builders.geojson import NAMES, build_geojson, feature
from tests.ui.drawings import drawings, links, names
from tests.ui.visits import opened, texts, visit

PAGE, GEOJSON = "manage/boundaries.py", "application/geo+json"
SHORT = {"TP Lai Châu", *(name.removeprefix("Huyện ") for name in NAMES.values() if name.startswith("Huyện"))}


def page(database_url, monkeypatch):
    return visit(database_url, monkeypatch, page=PAGE, lang="en")


def load(database_url):
    return load_boundaries(opened(database_url), build_geojson(), "ranh-gioi.geojson", by=operator("lan", "analyst"))


def give(app, content, name="ranh-gioi.geojson"):
    app.file_uploader[0].set_value([(name, content, GEOJSON)]).run()
    assert not app.exception
    return app


def labels(app):
    return [each.label for each in app.button]


def press(app, label):
    [found] = [each for each in app.button if each.label == label]
    found.click().run()
    assert not app.exception


def test_without_boundaries_the_page_shows_the_tiles_and_says_what_to_do(sqlite_url, monkeypatch):
    app = page(sqlite_url, monkeypatch)
    shown = texts(app)
    assert "No boundaries are loaded; the map shows the districts as tiles." in shown
    assert "Load a GeoJSON file of the districts below to see their real shapes." in shown
    [now] = drawings(app)
    assert not links(now)
    assert {"Mường Tè", "Sìn Hồ", "Lai Châu"} <= names(now)
    assert "Remove the boundaries" not in labels(app)


def test_a_file_is_drawn_before_it_is_saved_and_shown_from_then_on(sqlite_url, monkeypatch):
    app = give(page(sqlite_url, monkeypatch), build_geojson())
    assert "ranh-gioi.geojson: 8 districts, 40 points, no errors. The map would look like this:" in texts(app)
    now, preview = drawings(app)
    assert names(preview) == SHORT
    assert now.get("viewBox") != preview.get("viewBox")
    assert read_boundaries(opened(sqlite_url)) is None
    press(app, "Save these boundaries")
    shown = texts(app)
    assert "The boundaries from ranh-gioi.geojson are loaded; the map shows them from now on." in shown
    assert "The map shows the boundaries from the file ranh-gioi.geojson, loaded by local, " in shown
    assert "Huyện Sìn Hồ 108 1 5" in shown
    assert "Save these boundaries" not in labels(app)
    [now] = drawings(app)
    assert names(now) == SHORT
    assert read_boundaries(opened(sqlite_url)).by == "local"


def test_all_faults_of_a_file_are_shown_and_it_cannot_be_saved(sqlite_url, monkeypatch):
    wrong = build_geojson(feature("108", geometry=None), without=("112",))
    app = give(page(sqlite_url, monkeypatch), wrong, "hong.geojson")
    shown = texts(app)
    assert "hong.geojson has errors and cannot be loaded; nothing was changed." in shown
    assert "✗ Error Features 4 (Huyện Sìn Hồ): the geometry is no Polygon or MultiPolygon." in shown
    assert "✗ Error No boundaries of Huyện Nậm Nhùn (112). The file must have all districts." in shown
    assert "Save these boundaries" not in labels(app)
    assert len(drawings(app)) == 1


def test_a_name_that_is_html_stays_text(sqlite_url, monkeypatch):
    app = give(page(sqlite_url, monkeypatch), b"{}", "<b>x</b>.json")
    assert "<b>x</b>.json has errors" in texts(app)


def test_boundaries_are_removed_only_once_it_is_said_again(sqlite_url, monkeypatch):
    load(sqlite_url)
    app = page(sqlite_url, monkeypatch)
    [remove] = [each for each in app.button if each.label == "Remove the boundaries"]
    assert remove.disabled
    app.checkbox("boundaries-sure").check().run()
    press(app, "Remove the boundaries")
    assert "The boundaries from ranh-gioi.geojson are removed; the districts are shown as tiles again." in texts(app)
    assert read_boundaries(opened(sqlite_url)) is None
    load(sqlite_url)
    app = page(sqlite_url, monkeypatch)
    assert not app.checkbox("boundaries-sure").value


def test_the_same_file_again_is_said_to_change_nothing(sqlite_url, monkeypatch):
    load(sqlite_url)
    app = give(page(sqlite_url, monkeypatch), build_geojson())
    press(app, "Save these boundaries")
    assert "These very boundaries were loaded before; nothing has changed." in texts(app)


def test_a_viewer_sees_the_boundaries_and_can_change_nothing(sqlite_url, monkeypatch):
    load(sqlite_url)
    monkeypatch.setenv("CAMPAIGN_ROLE", "viewer")
    app = page(sqlite_url, monkeypatch)
    shown = texts(app)
    assert "The map shows the boundaries from the file ranh-gioi.geojson, loaded by lan, " in shown
    assert "Only analysts and administrators may load or remove boundaries." in shown
    assert len(drawings(app)) == 1
    assert not app.file_uploader
    assert "Remove the boundaries" not in labels(app)


def test_a_role_that_was_lost_meanwhile_is_asked_again_when_saving(sqlite_url, monkeypatch):
    app = give(page(sqlite_url, monkeypatch), build_geojson())
    monkeypatch.setenv("CAMPAIGN_ROLE", "viewer")
    press(app, "Save these boundaries")
    assert "Only analysts and administrators may load or remove boundaries." in texts(app)
    assert read_boundaries(opened(sqlite_url)) is None
