"""The heatmap: small numbers, unknown never drawn as nought, every cell told in words."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pandas as pd
import pytest

from campaign.charts.heatmap import draw_heatmap, heatmap_alternative
from campaign.charts.palette import DARK, LIGHT
from campaign.charts.style import Reader
from campaign.domain.progress.coverage_grid import UNKNOWN, Grid
from campaign.locale import translator

ENGLISH = {"translate": translator("en"), "language": "en"}
NAMES = {"a": "Xã A <b>", "b": "Thị trấn B"}


def grid(rows, at_least=None):
    days = [date(2022, 5, 19) + timedelta(weeks=number) for number in range(len(rows[0]))]
    tenths = pd.DataFrame(rows, index=list("ab")[: len(rows)], columns=days).astype("int16")
    bounds = pd.DataFrame(False if at_least is None else at_least, index=tenths.index, columns=days)
    return Grid(tenths, bounds.astype(bool))


def draw(of, **given):
    return draw_heatmap(of, NAMES, subject="Dose 3", **{**ENGLISH, **given})


SMALL = grid([[620, UNKNOWN], [UNKNOWN, 1043]], [[True, False], [False, False]])


def test_cells_are_told_as_they_are_read():
    cells = draw(SMALL).data[0]
    assert [list(row) for row in cells.text] == [["≥\N{NO-BREAK SPACE}62.0%", "–"], ["–", "104.3%\N{NO-BREAK SPACE}!"]]
    assert draw(SMALL, translate=translator("vi"), language="vi").data[0].text[0][0] == (
        "≥\N{NO-BREAK SPACE}62,0\N{NO-BREAK SPACE}%"
    )


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
    figure = draw_heatmap(big, {unit: unit for unit in tenths.index}, subject="", **ENGLISH)
    written = json.loads(figure.to_json())["data"][0]["z"]
    assert written["dtype"] == "i2" and len(written["bdata"]) < 29_000


def test_its_words_tell_the_last_week_and_how_much_is_unknown():
    words = heatmap_alternative(SMALL, NAMES, subject="Dose 3", reader=Reader(**ENGLISH))
    assert "In the last column (26 May 2022) 1 of 2 units are known: Thị trấn B 104.3%" in words
    assert "Not known in 2 of 4 cells." in words
