"""The map on the overview: what it says, where each district leads, what stands beside it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from campaign.access.actors import operator
from campaign.workflows.manage.boundaries import load_boundaries
from tests.builders.geojson import NAMES, build_geojson
from tests.ui.drawings import drawings, links, names
from tests.ui.visits import NEXT_WEEK, opened, texts, upload, visit, weekly_sheet

T6 = {"ngay": "2022-05-19", "chi_tieu": "T6", "lang": "en"}


@pytest.fixture
def url(sqlite_url: str) -> str:
    """A campaign in which Sìn Hồ has far to go."""
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet(changed={"Sìn Hồ": (10, 500)})))
    return sqlite_url


def map_of(app):
    [svg] = drawings(app)
    return svg


def choices(link):
    return {name: value for name, [value] in parse_qs(urlsplit(link.get("href")).query).items()}


def test_every_district_leads_to_itself_on_the_same_day_in_the_same_language(url, monkeypatch):
    found = links(map_of(visit(url, monkeypatch, **T6)))
    assert set(found) == set(NAMES)
    for code, link in found.items():
        assert urlsplit(link.get("href")).path == "/"
        assert choices(link) == {**T6, "don_vi": code}
    assert found["108"].get("aria-label").startswith("Huyện Sìn Hồ: ")
    assert found["108"].get("aria-label").endswith(", behind")


def test_the_chosen_district_is_marked_and_leads_back_to_all(url, monkeypatch):
    found = links(map_of(visit(url, monkeypatch, **T6, don_vi="108")))
    assert [code for code, link in found.items() if link.get("aria-current")] == ["108"]
    assert choices(found["108"]) == T6
    assert choices(found["107"])["don_vi"] == "107"


def test_beside_the_map_stand_its_finding_the_statuses_and_what_the_shapes_are(url, monkeypatch):
    app = visit(url, monkeypatch, **T6)
    shown = texts(app)
    assert "will not reach 100% by 30 Jun 2022 at their present pace" in shown
    assert "T6 · Dose 3 (first booster) · 18 years and over · figures up to 19 May 2022" in shown
    assert "▼ Behind" in shown
    assert "Threshold 100% · Deadline 30 Jun 2022" in shown
    assert "Schematic, not administrative boundaries" in shown
    assert "Download the map (.svg)" in [each.label for each in app.get("download_button")]


def test_in_vietnamese_the_scheme_is_called_what_the_issue_calls_it(url, monkeypatch):
    app = visit(url, monkeypatch, ngay="2022-05-19", chi_tieu="T6")
    assert "Sơ đồ, không phải ranh giới hành chính" in texts(app)


def test_loaded_boundaries_are_drawn_instead_and_their_file_is_named(url, monkeypatch):
    tiles = links(map_of(visit(url, monkeypatch, **T6)))
    load_boundaries(opened(url), build_geojson(), "ranh-gioi.geojson", by=operator("lan", "analyst"))
    app = visit(url, monkeypatch, **T6)
    shapes = links(map_of(app))
    assert set(shapes) == set(tiles)
    assert path(shapes["108"]) != path(tiles["108"])
    assert "Boundaries from the file ranh-gioi.geojson, loaded " in texts(app)
    assert "Schematic" not in texts(app)


def test_a_district_that_has_not_reported_since_says_its_day(url, monkeypatch):
    upload(url, ("tuan-21.xlsx", weekly_sheet(NEXT_WEEK, without=("Sìn Hồ",))))
    app = visit(url, monkeypatch, ngay="2022-05-26", chi_tieu="T6", lang="en")
    found = links(map_of(app))
    assert found["108"].get("aria-label").endswith("(figures up to 19 May 2022)")
    assert "figures up to" not in found["107"].get("aria-label")
    assert "Not reported for the latest week, shown with the last report: Huyện Sìn Hồ (19 May 2022)." in texts(app)


def test_a_district_without_any_report_is_no_zero(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet(without=("Sìn Hồ",))))
    app = visit(sqlite_url, monkeypatch, **T6)
    assert links(map_of(app))["108"].get("aria-label") == "Huyện Sìn Hồ: –, no data"
    assert "–" in names(map_of(app))
    assert "– No data" in texts(app)


def path(link):
    return link.find("{http://www.w3.org/2000/svg}path").get("d")
