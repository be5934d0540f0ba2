"""The ranking's bars: order, labels, threshold, units without rank."""

from __future__ import annotations

from campaign.charts.ranking_bars import draw_ranking
from campaign.locale import translator
from tests.charts.frames_for_charts import AS_OF, named, progress_row, ranking_table, seen, texts

NB = "\N{NO-BREAK SPACE}"


def ranked():
    met = progress_row("110", "Huyện Than Uyên", coverage=1.013, doses_to_date=1013, status="met")
    even = [
        progress_row(code, name, coverage=0.985)
        for code, name in (("105", "Thành phố Lai Châu"), ("106", "Huyện Tam Đường"))
    ]
    low = progress_row("108", coverage=0.62, status="behind")
    none = progress_row("111", "Huyện Tân Uyên", coverage=None, doses_to_date=None, status="no_data")
    rows = [(met, 1), *((row, 2) for row in even), (low, 4)]
    return ranking_table(*((row, rank, 0, 0.01, None) for row, rank in rows), (none, None, None, None, "no_figure"))


def draw(ranking=None, language="en", **given):
    table = ranked() if ranking is None else ranking
    return draw_ranking(table, AS_OF, translate=translator(language), language=language, **given)


def test_bars_stand_in_the_rankings_order_from_the_top_with_their_rank():
    axis = draw().layout.yaxis
    assert [text.strip() for text in axis.ticktext] == [
        "1. Than Uyên",
        "2. TP Lai Châu",
        "2. Tam Đường",
        "4. Sìn Hồ",
        "– Tân Uyên",
    ]
    assert list(axis.range) == [4.5, -0.5]


def test_each_status_has_its_bars_its_colour_and_its_name_in_the_legend():
    figure = draw()
    bars = [(trace.name, list(trace.y), list(trace.x)) for trace in figure.data if trace.type == "bar"]
    assert bars == [("✓ Met", [0], [101.3]), ("◆ At risk", [1, 2], [98.5, 98.5]), ("▼ Behind", [3], [62.0])]
    assert len({trace.marker.color for trace in figure.data if trace.type == "bar"}) == 3


def test_shares_stand_beside_the_bars_as_the_language_writes_them():
    assert [seen(text) for text in draw(language="vi").data[-2].text] == [
        f"✓ 101,3{NB}%{NB}!",
        f"◆ 98,5{NB}%",
        f"◆ 98,5{NB}%",
        f"▼ 62,0{NB}%",
    ]


def test_a_unit_without_rank_has_a_dash_and_the_reason_and_no_bar():
    figure = draw()
    assert [text.strip() for text in figure.data[-1].text] == ["– no figure reported"]
    assert list(figure.data[-1].y) == [4]
    assert all(4 not in trace.y for trace in figure.data if trace.type == "bar")


def test_the_threshold_is_a_named_line_and_over_all_stays_in_sight():
    figure = draw()
    assert [annotation.text for annotation in figure.layout.annotations] == ["Threshold 100%"]
    assert (figure.layout.shapes[0].x0, figure.layout.shapes[0].x1) == (100.0, 100.0)
    assert figure.layout.xaxis.range[1] > 101.3


def test_without_a_threshold_there_is_no_line():
    rows = (progress_row(threshold=None, deadline=None, status="open"), 1, 0, 0.0, None)
    assert draw(ranking_table(rows)).layout.shapes == ()


def test_the_ranking_of_nobody_is_an_empty_chart():
    figure = draw(ranked().iloc[:0])
    assert "<b>No district has figures for this target yet</b>" in texts(figure)


def test_hover_tells_people_and_never_obeys_markup():
    rows = (progress_row(name="<i>Sìn</i>", doses_to_date=1234, denominator=5678), 1, 0, 0.0, None)
    bar = draw(ranking_table(rows), language="vi").data[0]
    assert list(bar.customdata) == ["<b>&lt;i&gt;Sìn&lt;/i&gt;</b><br>1.234 / 5.678"]


def test_dark_and_light_differ_in_colour_alone():
    light, dark = draw(theme="light"), draw(theme="dark")
    assert named(light, "✓ Met").marker.color != named(dark, "✓ Met").marker.color
    assert [seen(text) for text in texts(light)] == [seen(text) for text in texts(dark)]


def test_a_lower_bound_is_shown_as_such():
    rows = (progress_row(doses_to_date=620, incomplete=True), 1, 0, 0.0, None)
    figure = draw(ranking_table(rows), language="vi")
    assert [seen(text) for text in figure.data[1].text] == [f"◆ ≥{NB}62,0{NB}%"]
    assert list(figure.data[0].customdata) == [f"<b>Huyện Sìn Hồ</b><br>≥{NB}620 / 1.000"]
