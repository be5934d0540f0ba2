"""Small multiples: a panel a district, one scale, in order of rank, threshold and deadline in each."""

from __future__ import annotations

from itertools import pairwise

from campaign.charts.small_multiples import draw_small_multiples, multiples_alternative, multiples_heading
from campaign.charts.style import Reader
from campaign.locale import translator
from tests.charts.frames_for_charts import AS_OF, EARLIER, history_table, progress_row, progress_table, seen

NB = "\N{NO-BREAK SPACE}"
ENGLISH = Reader(translator("en"), "en")


def draw(history=None, progress=None, **given):
    history = history_table() if history is None else history
    progress = progress_table() if progress is None else progress
    heading = multiples_heading(progress, AS_OF, "Dose 3", ENGLISH)
    return draw_small_multiples(history, progress, AS_OF, heading=heading, **{**ENGLISH._asdict(), **given})


def titles(figure):
    return [seen(note.text) for note in figure.layout.annotations if note.yref == "paper"]


def own_lines(figure):
    """The districts' lines: (name, x axis, y axis)."""
    return [(trace.name, trace.xaxis, trace.yaxis) for trace in figure.data if trace.customdata is not None]


def test_panels_stand_in_order_of_rank_each_with_sign_name_and_coverage():
    assert titles(draw()) == [f"✓ Than Uyên 101.3%{NB}!", "◆ Sìn Hồ 62.0%"]
    assert own_lines(draw()) == [("Huyện Than Uyên", "x", "y"), ("Huyện Sìn Hồ", "x2", "y")]


def test_eight_districts_stand_two_by_two_on_one_scale():
    rows = [progress_row(str(code), f"Huyện {code}", coverage=code / 200) for code in range(105, 113)]
    points = {str(code): [(day, 500, 1000) for day in EARLIER] for code in range(105, 113)}
    figure = draw(history_table(points), progress_table(*rows))
    assert own_lines(figure)[0] == ("Huyện 112", "x", "y")
    assert own_lines(figure)[-1] == ("Huyện 105", "x2", "y4")
    layout = figure.layout
    rows = (layout.yaxis, layout.yaxis2, layout.yaxis3, layout.yaxis4)
    assert len({tuple(axis.range) for axis in rows}) == 1
    assert layout.xaxis.range == layout.xaxis2.range
    assert all(upper.domain[0] > lower.domain[1] for upper, lower in pairwise(rows))


def test_the_provinces_line_stands_thin_in_every_panel():
    thin = [trace for trace in draw().data if trace.line.width == 1]
    assert [(trace.xaxis, list(trace.y)) for trace in thin] == [
        ("x", [70.0, 75.0, 79.5, 80.0]),
        ("x2", [70.0, 75.0, 79.5, 80.0]),
    ]
    assert draw().layout.title.subtitle.text.endswith("thin line: Tỉnh Lai Châu")


def test_threshold_and_deadline_are_drawn_in_every_panel_and_named_in_the_first():
    shapes = draw().layout.shapes
    assert [(shape.xref, shape.y0, shape.y1) for shape in shapes if shape.y0 == shape.y1] == [
        ("x", 100.0, 100.0),
        ("x2", 100.0, 100.0),
    ]
    assert [(shape.xref, shape.x0) for shape in shapes if shape.x0 == shape.x1] == [
        ("x", "2022-06-30"),
        ("x2", "2022-06-30"),
    ]
    named = [note.text for note in draw().layout.annotations if note.xref == "x"]
    assert named == ["Threshold 100%", "Deadline 30 Jun 2022"]


def test_a_target_without_deadline_or_threshold_has_no_limits():
    figure = draw(progress=progress_table(progress_row(deadline=None, threshold=None, status="open")))
    assert figure.layout.shapes == ()


def test_a_district_without_figures_has_an_empty_panel_that_says_so_after_the_others():
    none = progress_row(
        "105", "Thành phố Lai Châu", coverage=None, doses_to_date=None, period_end=None, status="no_data"
    )
    figure = draw(progress=progress_table(progress_row(), none))
    assert titles(figure) == ["◆ Sìn Hồ 62.0%", "– TP Lai Châu –", "no figures"]


def test_a_late_district_is_named_with_its_own_day_and_a_bound_with_its_mark():
    late = progress_row(period_end=EARLIER[1], incomplete=True)
    assert titles(draw(progress=progress_table(late))) == [f"◆ Sìn Hồ ≥{NB}62.0% (5 May)"]


def test_lower_bounds_are_open_points_explained_once():
    points = {
        "108": [(EARLIER[0], 500, 1000, True), (EARLIER[1], 550, 1000)],
        "110": [(EARLIER[0], 500, 1000, True), (EARLIER[1], 550, 1000)],
    }
    marked = [trace for trace in draw(history_table(points)).data if trace.marker.symbol == "circle-open"]
    assert [(trace.xaxis, trace.showlegend) for trace in marked] == [("x", True), ("x2", False)]


def test_those_who_hear_the_page_are_told_every_district_in_order():
    heading = multiples_heading(progress_table(), AS_OF, "Dose 3", ENGLISH)
    words = multiples_alternative(progress_table(), heading, ENGLISH)
    assert f"Huyện Than Uyên: 101.3%{NB}!, met; Huyện Sìn Hồ: 62.0%, at risk." in words
    assert words.startswith("Line charts of coverage over time, a panel for each district")
