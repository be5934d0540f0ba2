"""The stamp-sized picture: line, threshold, deadline, and its words; never a line where nothing is known."""

from __future__ import annotations

from datetime import date
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from campaign.charts.palette import DARK, LIGHT, STATUS
from campaign.charts.small_progress import HEIGHT, WIDTH, draw_small_progress
from campaign.charts.style import Reader
from campaign.locale import translator
from tests.charts.frames_for_charts import AS_OF, history_table, progress_row, progress_table

NAMESPACE = "{http://www.w3.org/2000/svg}"


def draw(points=None, theme=LIGHT, **given):
    row = next(progress_table(progress_row(**given)).itertuples(index=False))
    history = history_table(points)
    reader = Reader(translator("en"), "en", theme)
    return draw_small_progress(history[history["unit"] == "108"], row, AS_OF, reader)


def shapes(chart, name):
    head, _, picture = chart.source.partition(",")
    assert head == "data:image/svg+xml"
    return ElementTree.fromstring(unquote(picture)).findall(f"{NAMESPACE}{name}")


def test_the_line_runs_inside_the_picture_in_the_colour_of_the_status():
    (line,) = shapes(draw(), "polyline")
    places = [tuple(map(float, place.split(","))) for place in line.get("points").split()]
    assert len(places) == 4
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert line.get("stroke") == STATUS[LIGHT]["at_risk"]
    assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)


def test_the_deadline_and_the_threshold_are_lines_and_lacking_where_there_are_none():
    assert len(shapes(draw(), "path")) == 3
    assert len(shapes(draw(deadline=None), "path")) == 2
    assert len(shapes(draw(deadline=None, threshold=None), "path")) == 1


def test_a_missing_report_breaks_the_line():
    days = [date(2022, 4, 28), date(2022, 5, 5), date(2022, 5, 19)]
    chart = draw({"108": [(when, 100 * number, 1000) for number, when in enumerate(days, 1)]})
    assert [len(line.get("points").split()) for line in shapes(chart, "polyline")] == [2, 1]


@pytest.mark.parametrize(("incomplete", "filled"), [(False, STATUS[DARK]["at_risk"]), (True, "none")])
def test_the_last_point_of_a_lower_bound_is_open(incomplete, filled):
    chart = draw({"108": [(AS_OF, 620, 1000, incomplete)]}, theme=DARK)
    assert shapes(chart, "circle")[0].get("fill") == filled


def test_over_all_stays_inside():
    (line,) = shapes(draw({"108": [(date(2022, 5, 12), 900, 1000), (AS_OF, 1300, 1000)]}), "polyline")
    assert all(float(place.split(",")[1]) >= 0 for place in line.get("points").split())


def test_its_words_tell_from_where_to_where():
    assert draw().alt == (
        "Coverage from 28 Apr 2022 (50.0%) to 19 May 2022 (62.0%). The threshold is 100%. The deadline is 30 Jun 2022."
    )


@pytest.mark.parametrize("points", [{"108": [(AS_OF, 620, None)]}, {"110": [(AS_OF, 620, 1000)]}])
def test_without_a_coverage_there_is_no_picture(points):
    assert draw(points) is None


def test_the_picture_weighs_little():
    weekly = {"108": [(date.fromordinal(AS_OF.toordinal() - 7 * number), 900 - number, 1000) for number in range(52)]}
    assert len(draw(weekly).source) < 3_000
