"""The chart of ranks over the weeks: the first place on top, one line a unit, the chosen one standing out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pytest

from campaign.charts.rank_findings import rank_finding, rank_history_in_words
from campaign.charts.rank_history import draw_rank_history
from campaign.charts.style import Reader
from campaign.domain.frames import RANK_HISTORY, frame
from campaign.locale import translator
from tests.charts.frames_for_charts import AS_OF, texts

NB = "\N{NO-BREAK SPACE}"
NAMES = {"105": "Thành phố Lai Châu", "108": "Huyện Sìn Hồ", "110": "Huyện Than Uyên"}
ENGLISH = Reader(translator("en"), "en")


def weeks(ranks, late=()):
    """RANK_HISTORY of {unit: rank in each week}, the last week the as-of one; `late` are (unit, week) pairs."""
    count = len(next(iter(ranks.values()), []))
    days = [AS_OF - timedelta(weeks=count - 1 - number) for number in range(count)]
    rows = [
        (
            "T6",
            day,
            unit,
            NAMES[unit],
            of[number],
            None if of[number] is None else 0.5,
            day,
            False,
            (unit, number) in late,
            None,
        )
        for number, day in enumerate(days)
        for unit, of in ranks.items()
    ]
    return frame(rows, RANK_HISTORY)


MOVED = {"105": [1, 2, 2], "108": [3, 3, 1], "110": [2, 1, 3]}


def draw(history, **given):
    return draw_rank_history(history, AS_OF, translate=translator("en"), language="en", **given)


class Line(NamedTuple):
    """A unit's part of the trace that its line is drawn with."""

    x: list
    y: list
    colour: str
    width: float


def line(figure, name):
    """The part from the unit's first point to the next gap between units, which has no text and no day."""
    trace = next(each for each in figure.data if each.mode == "lines" and any(name in text for text in each.text or ()))
    inside = next(place for place, text in enumerate(trace.text) if name in text)
    gaps = [-1, *(place for place, day in enumerate(trace.x) if day is None)]
    first, last = max(gap for gap in gaps if gap < inside) + 1, min(gap for gap in gaps if gap > inside)
    return Line(list(trace.x[first:last]), list(trace.y[first:last]), trace.line.color, trace.line.width)


def test_hover_tells_unit_rank_score_and_week():
    (chosen,) = [trace for trace in draw(weeks(MOVED), unit="110").data if (trace.line.width or 0) > 2]
    assert list(chosen.text) == [f"<b>Huyện Than Uyên</b><br>Rank {rank}" for rank in MOVED["110"]] + [""]
    assert list(chosen.customdata) == [50.0, 50.0, 50.0, None]
    assert chosen.hovertemplate == "%{text} · %{customdata:.1f}%<br>%{x|%-d %b %Y}<extra></extra>"


def test_the_first_place_is_the_highest_and_the_axis_says_ranks():
    figure = draw(weeks(MOVED))
    assert line(figure, "Huyện Sìn Hồ").y == [1, 1, 3]
    assert list(figure.layout.yaxis.tickvals) == [1, 2, 3]
    assert list(figure.layout.yaxis.ticktext) == ["3", "2", "1"]
    assert line(figure, "Huyện Sìn Hồ").x == ["2022-05-05", "2022-05-12", "2022-05-19"]


def test_each_unit_is_named_at_the_end_of_its_line_with_its_rank():
    names = next(trace for trace in draw(weeks(MOVED)).data if trace.mode == "text")
    assert sorted(name.strip() for name in names.text) == ["1. Sìn Hồ", "2. TP Lai Châu", "3. Than Uyên"]


def test_names_of_units_that_share_a_rank_stand_apart():
    names = next(trace for trace in draw(weeks({"105": [1], "108": [1], "110": [3]})).data if trace.mode == "text")
    low, middle, high = sorted(names.y)
    assert middle - low > 0.5 and high - middle > 0.5


@pytest.mark.parametrize(
    ("unit", "name"), [("110", "Huyện Than Uyên"), (None, "Huyện Sìn Hồ"), ("999", "Huyện Sìn Hồ")]
)
def test_the_chosen_unit_stands_out_or_else_who_moved_most(unit, name):
    figure = draw(weeks(MOVED), unit=unit)
    assert [each for each in NAMES.values() if line(figure, each).width > 2] == [name]


def test_a_week_without_rank_breaks_the_line():
    assert line(draw(weeks({"105": [1, 1, 1], "108": [2, None, 2]})), "Huyện Sìn Hồ").y == [1, None, 1]


def test_weeks_before_anybody_had_a_rank_are_left_out():
    figure = draw(weeks({"105": [None, 1, 1], "108": [None, None, 2]}))
    assert line(figure, "Huyện Sìn Hồ").x == ["2022-05-12", "2022-05-19"]
    assert line(figure, "Huyện Sìn Hồ").y == [None, 1]


def test_late_weeks_have_open_markers_that_the_legend_explains():
    figure = draw(weeks(MOVED, late=[("108", 1)]))
    (late,) = [trace for trace in figure.data if trace.mode == "markers"]
    assert (late.name, late.marker.symbol) == ("Late: ranked on an earlier report", "circle-open")
    assert (list(late.x), list(late.y)) == (["2022-05-12"], [1])
    assert [trace for trace in draw(weeks(MOVED)).data if trace.mode == "markers"] == []


@pytest.mark.parametrize(
    ("ranks", "unit", "finding"),
    [
        (MOVED, None, "Huyện Sìn Hồ has risen most since 5 May 2022: from rank 3 to 1"),
        (
            {"105": [1, 3], "108": [2, 1], "110": [3, 2]},
            None,
            "Thành phố Lai Châu has fallen most since 12 May 2022: from rank 1 to 3",
        ),
        ({"105": [1, 1], "108": [2, 2]}, None, "No rank has changed since 12 May 2022"),
        ({"105": [1], "108": [2]}, None, "Ranks are known for one week only, 19 May 2022"),
        (MOVED, "110", "Huyện Than Uyên: rank 3, 2 on 5 May 2022; best 1, worst 3 in between"),
        ({"105": [1, 1], "108": [None, 2]}, "108", "Huyện Sìn Hồ: rank 2, its first"),
        ({"105": [1, 1], "108": [2, None]}, "108", "Huyện Sìn Hồ has no rank in this week"),
        ({"105": [None], "108": [None]}, None, "No district can be ranked yet"),
    ],
)
def test_the_title_says_what_happened(ranks, unit, finding):
    assert rank_finding(weeks(ranks), unit, ENGLISH) == finding


def test_the_chart_in_words_names_every_unit_with_its_rank_then_and_now():
    told = rank_history_in_words(weeks(MOVED), AS_OF, "110", subject="T6", translate=translator("en"), language="en")
    assert told == (
        "Line chart of ranks by week. Huyện Than Uyên: rank 3, 2 on 5 May 2022; best 1, worst 3 in between. "
        "T6 · figures up to 19 May 2022. Huyện Sìn Hồ: rank 1 (3 on 5 May 2022); "
        "Thành phố Lai Châu: rank 2 (1 on 5 May 2022); Huyện Than Uyên: rank 3 (2 on 5 May 2022)."
    )


def test_the_history_of_nobody_is_an_empty_chart():
    assert "<b>No district can be ranked yet</b>" in texts(draw(frame([], RANK_HISTORY)))
    assert "<b>No district can be ranked yet</b>" in texts(draw(weeks({"105": [None, None]})))


def test_an_old_last_week_is_named_at_the_line_and_names_are_never_markup():
    history = weeks(MOVED).assign(name="<i>Sìn</i>")
    figure = draw_rank_history(history, date(2022, 5, 26), translate=translator("en"), language="en")
    names = next(trace for trace in figure.data if trace.mode == "text")
    assert sorted(names.text)[0] == f"{NB}{NB}1. &lt;i&gt;Sìn&lt;/i&gt; (19 May)"


def test_dark_and_light_differ_in_colour_alone():
    light, dark = draw(weeks(MOVED), theme="light"), draw(weeks(MOVED), theme="dark")
    assert line(light, "Huyện Sìn Hồ").colour != line(dark, "Huyện Sìn Hồ").colour
    assert texts(light) == texts(dark)
