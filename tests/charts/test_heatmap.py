"""The heatmap: small numbers, unknown never drawn as nought, every cell told in words."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pandas as pd
import pytest

from campaign.charts.heatmap import draw_heatmap, heatmap_alternative, heatmap_finding, heatmap_heading
from campaign.charts.palette import DARK, LIGHT
from campaign.charts.style import Reader
from campaign.domain.progress.coverage_grid import UNKNOWN, Grid
from campaign.locale import translator

ENGLISH = {"translate": translator("en"), "language": "en"}
READER = Reader(**ENGLISH)
NAMES = {"a": "Xã A <b>", "b": "Thị trấn B"}


def grid(rows, at_least=None):
    days = [date(2022, 5, 19) + timedelta(weeks=number) for number in range(len(rows[0]))]
    tenths = pd.DataFrame(rows, index=list("ab")[: len(rows)], columns=days).astype("int16")
    bounds = pd.DataFrame(False if at_least is None else at_least, index=tenths.index, columns=days)
    return Grid(tenths, bounds.astype(bool))


def draw(of, **given):
    reader = Reader(**{**ENGLISH, **{name: value for name, value in given.items() if name != "ends"}})
    heading = heatmap_heading(of, NAMES, "Dose 3", reader)
    return draw_heatmap(of, NAMES, heading=heading, **{**ENGLISH, **given})


SMALL = grid([[620, UNKNOWN], [UNKNOWN, 1043]], [[True, False], [False, False]])


def test_cells_are_told_as_they_are_read():
    cells = draw(SMALL).data[0]
    assert [list(row) for row in cells.customdata] == [
        ["≥\N{NO-BREAK SPACE}62.0%", "–"],
        ["–", "104.3%\N{NO-BREAK SPACE}!"],
    ]
    assert draw(SMALL, translate=translator("vi"), language="vi").data[0].customdata[0][0] == (
        "≥\N{NO-BREAK SPACE}62,0\N{NO-BREAK SPACE}%"
    )


def test_cells_show_whole_percents_with_their_marks_and_less_than_all_is_never_a_hundred():
    cells = draw(grid([[996, 1000], [620, UNKNOWN]], [[False, False], [True, False]])).data[0]
    assert [list(row) for row in cells.text] == [["99", "100"], ["≥62", ""]]
    assert cells.texttemplate == "%{text}"


def test_a_share_of_too_few_people_is_marked_in_cells_and_words():
    one = grid([[620, 640]])
    most = pd.DataFrame([[False, True]], index=one.tenths.index, columns=one.tenths.columns)
    cells = draw(one._replace(at_most=most)).data[0]
    assert list(cells.text[0]) == ["62", "≤64"]
    assert list(cells.customdata[0]) == ["62.0%", "≤\N{NO-BREAK SPACE}64.0%"]


def test_the_title_names_the_lowest_and_the_highest_of_the_last_week_and_counts_the_unknown():
    both = heatmap_finding(grid([[1, 620], [2, 930]]), NAMES, READER)
    assert both == "In the week to 26 May 2022: lowest A <b> 62.0%, highest TT B 93.0%"
    assert heatmap_finding(grid([[1, 620], [2, 620]]), NAMES, READER) == "In the week to 26 May 2022 all are at 62.0%"
    part = heatmap_finding(grid([[1, 620], [2, UNKNOWN]]), NAMES, READER)
    assert part == "In the week to 26 May 2022 all are at 62.0%; 1 of 2 have not reported this week"
    never = heatmap_finding(grid([[1, 620], [UNKNOWN, UNKNOWN]]), NAMES, READER)
    assert never == "In the week to 26 May 2022 all are at 62.0%; 1 of 2 not known"
    none = heatmap_finding(grid([[1, UNKNOWN]]), NAMES, READER)
    assert none == "Nobody's coverage is known for the week to 26 May 2022"


def test_what_stands_at_a_rows_end_has_room_beside_it():
    figure = draw(SMALL, ends={"a": '<span style="color:#111111">▼</span> 62.0%'})
    (note,) = figure.layout.annotations
    assert (note.y, note.xref, note.x) == ("A &lt;b&gt;", "paper", 1)
    assert figure.layout.margin.r > 6 * len("▼ 62.0%")


def test_names_are_never_markup_and_the_first_row_is_on_top():
    figure = draw(SMALL)
    assert list(figure.data[0].y) == ["A &lt;b&gt;", "TT B"]
    assert figure.layout.yaxis.autorange == "reversed"


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_is_unknown_has_no_colour_and_a_cross(theme):
    figure = draw(SMALL, theme=theme)
    cells, crosses = figure.data
    scale = dict(enumerate(cells.colorscale))
    share = (UNKNOWN - cells.zmin) / (cells.zmax - cells.zmin)
    nought = (0 - cells.zmin) / (cells.zmax - cells.zmin)
    assert share <= scale[1][0] < nought and scale[0][1] == scale[1][1] == "rgba(0,0,0,0)"
    assert scale[2][1].startswith("#")
    assert list(zip(crosses.x, crosses.y, strict=True)) == [("26 May 2022", "A &lt;b&gt;"), ("19 May 2022", "TT B")]


def test_without_holes_there_are_no_crosses():
    assert len(draw(grid([[620, 630]])).data) == 1


def test_a_province_of_eighty_weeks_stays_small():
    """In two bytes a value is a fifth of what decimals take."""
    values = [[(row * 7 + column * 3) % 1000 for column in range(80)] for row in range(106)]
    days = [date(2022, 1, 1) + timedelta(weeks=number) for number in range(80)]
    tenths = pd.DataFrame(values, columns=days, index=[f"{row:05}" for row in range(106)]).astype("int16")
    big = Grid(tenths, tenths < 0)
    figure = draw_heatmap(big, {unit: unit for unit in tenths.index}, heading=("", ""), **ENGLISH)
    written = json.loads(figure.to_json())["data"][0]["z"]
    assert written["dtype"] == "i2" and len(written["bdata"]) < 29_000


def test_its_words_tell_the_last_week_and_how_much_is_unknown():
    heading = heatmap_heading(SMALL, NAMES, "Dose 3", READER)
    assert heading[1] == "Dose 3 · 2 weeks, 19 May 2022 to 26 May 2022"
    words = heatmap_alternative(SMALL, NAMES, heading=heading, reader=READER)
    assert "In the last column (26 May 2022) 1 of 2 units are known: Thị trấn B 104.3%" in words
    assert "Not known in 2 of 4 cells." in words
