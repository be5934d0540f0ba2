"""The district map: every district with its name, status and coverage, as a link; nobody told by colour alone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from campaign.charts import palette
from campaign.charts.district_map import HATCH, districts_of, draw_map, statuses_of, text_on
from campaign.charts.map_labels import SMALLEST, Said, place_labels
from campaign.charts.map_picture import draw_picture
from campaign.charts.style import Reader
from campaign.domain.mapping.picture import fit_shapes, place_tiles
from campaign.domain.progress.status import STATUSES
from campaign.locale import translator
from tests.builders.geojson import NAMES, PLACES, square
from tests.charts.frames_for_charts import progress_row, progress_table

SVG = "{http://www.w3.org/2000/svg}"
TILES = place_tiles(PLACES, NAMES)
SHAPES = fit_shapes({code: [[[tuple(point) for point in square(*place)]]] for code, place in PLACES.items()})
PICTURES = pytest.mark.parametrize("picture", [TILES, SHAPES], ids=["tiles", "shapes"])
LINKS = {code: f"/?don_vi={code}&ngay=2022-05-19" for code in NAMES}


def reader(theme=palette.LIGHT, language="en"):
    return Reader(translator(language), language, theme)


def rows(**changed):
    """A row for each district, Sìn Hồ's as given."""
    given = {code: {"unit": code, "name": name} for code, name in NAMES.items()}
    given["108"] |= changed
    return progress_table(*(progress_row(**each) for each in given.values()))


def draw(picture=TILES, theme=palette.LIGHT, language="en", chosen=None, links=LINKS, **changed):
    """The map as an XML tree: what it is not, does not parse."""
    looking = reader(theme, language)
    drawn = draw_map(districts_of(rows(**changed), looking), picture, looking, name="Map", chosen=chosen, links=links)
    return ElementTree.fromstring(drawn)


def districts(svg):
    """The links that are reached by keyboard, by unit."""
    return {link.get("data-unit"): link for link in svg.iter(f"{SVG}a") if link.get("data-unit")}


def written(svg):
    """The texts on each district, by the address they lead to."""
    labels = [link for link in svg.iter(f"{SVG}a") if link.get("class") == "label"]
    return {link.get("href"): [text.text for text in link.iter(f"{SVG}text")] for link in labels}


@PICTURES
def test_every_district_is_a_link_with_its_name_coverage_and_status_in_words(picture):
    links = districts(draw(picture))
    assert {code: link.get("href") for code, link in links.items()} == LINKS
    assert {link.get("aria-label") for link in links.values()} == {f"{name}: 62.0%, at risk" for name in NAMES.values()}
    assert all(link.find(f"{SVG}title").text == link.get("aria-label") for link in links.values())


@PICTURES
def test_every_district_says_its_sign_name_and_coverage(picture):
    said = written(draw(picture))
    assert said.keys() == set(LINKS.values())
    for code, name in NAMES.items():
        words = " ".join(said[LINKS[code]])
        assert "◆" in words
        assert "62.0%" in words
        assert name.removeprefix("Huyện ").replace("Thành phố", "TP") in words


def test_a_click_on_a_label_is_one_on_its_district_and_the_keyboard_passes_it_by():
    labels = [link for link in draw().iter(f"{SVG}a") if link.get("class") == "label"]
    assert len(labels) == 8
    assert {(link.get("tabindex"), link.get("aria-hidden")) for link in labels} == {("-1", "true")}


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"incomplete": True}, "≥\xa062,0\xa0%"),
        ({"people_at_least": True}, "≤\xa062,0\xa0%"),
        ({"incomplete": True, "people_at_least": True}, "≈\xa062,0\xa0%"),
        ({"coverage": 1.043, "status": "met"}, "104,3\xa0%\xa0!"),
        ({"coverage": 0.99996}, "99,9\xa0%"),
        ({"coverage": 1.043, "incomplete": True, "people_at_least": True}, "≈\xa0104,3\xa0%\xa0!"),
    ],
)
@PICTURES
def test_a_coverage_keeps_its_marks(picture, changed, text):
    svg = draw(picture, language="vi", **changed)
    assert text in written(svg)[LINKS["108"]]
    assert text in districts(svg)["108"].get("aria-label")


UNKNOWN = {"status": "no_data", "coverage": None, "doses_to_date": None, "period_end": None}


@PICTURES
def test_a_district_without_figures_is_hatched_and_says_a_dash_once(picture):
    svg = draw(picture, **UNKNOWN)
    assert districts(svg)["108"].find(f"{SVG}path").get("fill") == f"url(#{HATCH})"
    assert districts(svg)["107"].find(f"{SVG}path").get("fill") == palette.STATUS["light"]["at_risk"]
    assert written(svg)[LINKS["108"]].count("–") == 1
    assert districts(svg)["108"].get("aria-label") == "Huyện Sìn Hồ: –, no data"
    assert svg.find(f"{SVG}defs/{SVG}pattern").get("id") == HATCH


def test_nothing_is_drawn_as_zero_where_nothing_is_known():
    assert not re.search(r"\b0", " ".join(written(draw(**UNKNOWN))[LINKS["108"]]))


@PICTURES
@pytest.mark.parametrize("theme", [palette.LIGHT, palette.DARK])
def test_the_chosen_district_is_outlined_told_and_covered_by_nobody(picture, theme):
    svg = draw(picture, theme, chosen="108")
    links = districts(svg)
    assert list(links)[-1] == "108"
    assert [code for code, link in links.items() if link.get("aria-current")] == ["108"]
    edges = {code: link.find(f"{SVG}path").get("stroke") for code, link in links.items()}
    assert {code for code, edge in edges.items() if edge == palette.INK[theme]} == {"108"}


@pytest.mark.parametrize("theme", [palette.LIGHT, palette.DARK])
@pytest.mark.parametrize("status", STATUSES)
def test_texts_on_a_tile_are_told_from_its_colour(theme, status):
    ink = text_on(palette.STATUS[theme][status])
    assert contrast(ink, palette.STATUS[theme][status]) >= 4.5


@pytest.mark.parametrize("theme", [palette.LIGHT, palette.DARK])
def test_the_map_is_drawn_in_the_colours_of_its_theme(theme):
    fills = {link.find(f"{SVG}path").get("fill") for link in districts(draw(theme=theme)).values()}
    assert fills == {palette.STATUS[theme]["at_risk"]}
    inks = {text.get("fill") for text in draw(SHAPES, theme).iter(f"{SVG}text")}
    assert inks == {palette.INK[theme]}


@PICTURES
def test_a_name_with_signs_of_html_stays_a_name(picture):
    svg = draw(picture, name='Huyện <script>"&')
    assert districts(svg)["108"].get("aria-label").startswith('Huyện <script>"&: 62.0%')
    assert not [each for each in svg.iter() if each.tag.endswith("script")]


def test_a_late_district_says_the_day_its_figures_stop():
    link = districts(draw(stale=True, period_end=date(2022, 5, 12)))["108"]
    assert link.get("aria-label") == "Huyện Sìn Hồ: 62.0%, at risk (figures up to 12 May 2022)"


def test_without_links_it_is_a_picture_of_the_same():
    svg = draw(links=None)
    assert not list(svg.iter(f"{SVG}a"))
    assert {group.get("data-unit") for group in svg.iter(f"{SVG}g") if group.get("data-unit")} == set(NAMES)
    assert len([text for text in svg.iter(f"{SVG}text") if text.text == "62.0%"]) == 8


def test_a_district_without_a_place_is_left_out_rather_than_misplaced():
    svg = draw(place_tiles(PLACES, ["107"]))
    assert districts(svg).keys() == {"107"}


@PICTURES
def test_texts_stay_in_the_picture(picture):
    said = {code: Said("▼", name.replace("Thành phố", "TP"), "≈ 104,3 % !") for code, name in NAMES.items()}
    for label in place_labels(picture, said).values():
        for line in label.lines:
            assert 0 < line.x < picture.width
            assert line.y - line.size * 0.7 > 0
            assert line.y < picture.height
            assert SMALLEST <= line.size <= 14


def test_labels_on_the_land_do_not_cover_each_other():
    crowd = fit_shapes({str(place): [[[tuple(point) for point in square(place / 4, 0, 0.05)]]] for place in range(4)})
    labels = place_labels(crowd, {unit: Said("▼", "Sìn Hồ", "62,0 %") for unit in crowd.outlines})
    places = [(line.x, line.y) for label in labels.values() for line in label.lines]
    apart = [abs(x - u) > 20 or abs(y - v) > 10 for i, (x, y) in enumerate(places) for u, v in places[i + 1 :]]
    assert all(apart)


def test_the_label_of_a_district_too_small_for_it_stands_beside_it_on_a_thread():
    large = [[(102.0, 21.5), (104.0, 21.5), (104.0, 23.0), (102.0, 23.0), (102.0, 21.5)]]
    city = [[(103.0, 22.0), (103.05, 22.0), (103.05, 22.05), (103.0, 22.05), (103.0, 22.0)]]
    picture = fit_shapes({"large": [large], "city": [city]})
    labels = place_labels(picture, {unit: Said("▼", "Sìn Hồ", "62,0 %") for unit in ("large", "city")})
    assert labels["large"].thread is None
    assert labels["city"].thread is not None
    assert labels["city"].thread[0] == pytest.approx(picture.outlines["city"].middle)


@PICTURES
def test_the_picture_to_keep_says_all_that_the_page_says(picture):
    looking = reader(language="en")
    found = districts_of(rows(status="missed", coverage=0.4), looking)
    heading = ("4 of 8 districts are late", "T6 · figures up to 19 May 2022")
    kept = draw_picture(found, picture, looking, heading=heading, notes=["Threshold 100%", "A note"], chosen="108")
    svg = ElementTree.fromstring(kept.decode())
    words = [text.text for text in svg.iter(f"{SVG}text")]
    assert {*heading, "Threshold 100%", "A note", "✗ Missed", "◆ At risk", "40.0%"} <= set(words)
    assert not list(svg.iter(f"{SVG}a"))
    assert svg.find(f"{SVG}rect").get("fill") == palette.GROUND["light"]
    bottom = float(svg.get("viewBox").split()[3])
    assert all(0 < float(text.get("y")) <= bottom for text in svg.iter(f"{SVG}text"))


def test_the_statuses_of_the_map_are_told_in_their_own_order():
    found = districts_of(rows(status="met"), reader())
    assert statuses_of(found) == ["met", "at_risk"]


def contrast(one, other):
    """WCAG 2.1's contrast of two colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    weights = (0.2126, 0.7152, 0.0722)
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip(weights, linear, strict=True))
