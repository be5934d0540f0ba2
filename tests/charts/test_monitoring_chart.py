"""The monitoring chart: what a leader sees of all districts, of one, and of what lies ahead."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from campaign.charts.monitoring import draw_monitoring
from campaign.charts.style import FONT, chart_config
from campaign.locale import translator
from tests.charts.frames_for_charts import (
    AS_OF,
    EARLIER,
    history_table,
    named,
    progress_row,
    progress_table,
    seen,
    texts,
)

NB = "\N{NO-BREAK SPACE}"


def draw(history=None, progress=None, as_of=AS_OF, language="en", **given):
    history = history_table() if history is None else history
    progress = progress_table() if progress is None else progress
    return draw_monitoring(history, progress, as_of, translate=translator(language), language=language, **given)


def lines(figure):
    """Traces that are a unit's history."""
    return [trace for trace in figure.data if trace.mode == "lines" and trace.customdata is not None]


def end_labels(figure):
    return [seen(text) for text in next(trace.text for trace in figure.data if trace.mode == "text")]


def test_every_unit_has_a_line_of_its_shares_and_its_doses_on_hover():
    line = named(draw(), "Huyện Sìn Hồ")
    assert list(line.x) == ["2022-04-28", "2022-05-05", "2022-05-12", "2022-05-19"]
    assert list(line.y) == [50.0, 55.0, 59.0, 62.0]
    assert list(line.customdata) == [500, 550, 590, 620]


def test_every_line_is_named_at_its_end_with_its_sign_and_share():
    assert end_labels(draw())[:3] == ["◆ Sìn Hồ 62.0%", f"✓ Than Uyên 101.3%{NB}!", "◆ Tỉnh Lai Châu 80.0%"]


def test_labels_at_line_ends_do_not_cover_each_other():
    rows = [progress_row(str(code), f"Huyện {code}") for code in range(105, 113)]
    points = {str(code): [(AS_OF, 700 + code - 105, 1000)] for code in range(105, 113)}
    figure = draw(history_table(points), progress_table(*rows))
    heights = sorted(next(trace.y for trace in figure.data if trace.mode == "text"))
    gap = figure.layout.yaxis.range[1] * 16 / 250
    assert all(above - below >= gap - 0.02 for below, above in pairwise(heights))
    assert heights[0] > 0
    assert heights[-1] < figure.layout.yaxis.range[1]


def test_the_chosen_district_stands_out_and_the_others_step_back():
    figure = draw(unit="108")
    widths = {line.name: line.line.width for line in lines(figure)}
    colours = {line.name: line.line.color for line in lines(figure)}
    assert widths == {"Huyện Sìn Hồ": 3, "Huyện Than Uyên": 1.5, "Tỉnh Lai Châu": 1.5}
    assert colours["Huyện Than Uyên"] == colours["Tỉnh Lai Châu"] != colours["Huyện Sìn Hồ"]
    assert lines(figure)[-1].name == "Huyện Sìn Hồ"


def test_when_all_are_compared_each_line_has_its_status_colour_and_the_legend_says_which():
    figure = draw()
    key = [trace.name for trace in figure.data if trace.x is not None and list(trace.x) == [None]]
    assert key == ["✓ Met", "◆ At risk"]
    assert named(figure, "Huyện Sìn Hồ").line.color == named(figure, "◆ At risk").line.color


def test_a_week_without_report_is_a_gap_and_the_lone_point_after_it_still_shows():
    points = {"108": [(EARLIER[0], 500, 1000), (EARLIER[1], 550, 1000), (EARLIER[3], 620, 1000)]}
    figure = draw(history_table(points))
    assert list(named(figure, "Huyện Sìn Hồ").y) == [50.0, 55.0, None, 62.0]
    lone = next(trace for trace in figure.data if trace.mode == "markers")
    assert (list(lone.x), list(lone.y), lone.marker.symbol) == (["2022-05-19"], [62.0], "circle")


@pytest.mark.parametrize(("days", "broken"), [(8, False), (10, False), (11, True)])
def test_weeks_of_eight_days_are_no_gap(days, broken):
    first = date(2022, 5, 1)
    later = pd.Timestamp(first) + pd.Timedelta(days=days)
    figure = draw(history_table({"108": [(first, 500, 1000), (later, 550, 1000)]}))
    assert (None in named(figure, "Huyện Sìn Hồ").y) is broken


def test_monthly_reports_are_joined():
    months = [date(2022, month, 1) for month in (2, 3, 4, 5)]
    figure = draw(history_table({"108": [(day, 500, 1000) for day in months]}))
    assert list(named(figure, "Huyện Sìn Hồ").y) == [50.0] * 4


def test_incomplete_figures_are_open_markers_that_the_legend_explains():
    points = {"108": [(EARLIER[0], 500, 1000), (EARLIER[1], 550, 1000, True), (EARLIER[2], 590, 1000, True)]}
    marked = named(draw(history_table(points)), "At least this much")
    assert (list(marked.x), list(marked.y)) == (["2022-05-05", "2022-05-12"], [55.0, 59.0])
    assert (marked.marker.symbol, marked.showlegend) == ("circle-open", True)


def test_a_line_that_ends_in_a_lower_bound_is_named_with_it():
    points = {"108": [(EARLIER[2], 590, 1000), (EARLIER[3], 620, 1000, True)]}
    figure = draw(history_table(points), progress_table(progress_row(incomplete=True)), unit="108")
    assert end_labels(figure)[0] == f"◆ Sìn Hồ ≥{NB}62.0%"
    assert figure.layout.title.text.startswith(f"<b>Huyện Sìn Hồ: ≥{NB}62.0%, at risk")


def test_the_names_of_the_dates_stand_above_the_plot_in_rows_of_their_own():
    as_of, deadline, _ = draw().layout.annotations
    assert (as_of.y, deadline.y) == (1, 1)
    assert as_of.yshift >= 18
    assert deadline.yshift is None
    assert (as_of.xanchor, deadline.xanchor) == ("left", "left")


def test_a_unit_that_has_not_reported_lately_is_named_with_its_own_date():
    late = {"108": [(day, 500, 1000) for day in EARLIER[:3]]}
    assert end_labels(draw(history_table(late)))[0] == "◆ Sìn Hồ 50.0% (12 May)"


def test_the_required_line_runs_from_today_to_the_threshold_on_the_deadline():
    required = named(draw(unit="108"), "Required: 64 doses a week")
    assert list(zip(required.x, required.y, strict=True)) == [("2022-05-19", 62.0), ("2022-06-30", 100.0)]


def test_the_projection_runs_at_the_present_pace_with_its_range():
    figure = draw(unit="108")
    projected = named(figure, "Projected: 12 Jul 2022 (between 20 Jun 2022 and 20 Jul 2022)")
    assert list(zip(projected.x, projected.y, strict=True)) == [("2022-05-19", 62.0), ("2022-07-12", 100.0)]
    assert projected.line.dash == "dash"
    area = next(trace for trace in figure.data if trace.fill == "toself")
    assert list(zip(area.x, area.y, strict=True)) == [
        ("2022-05-19", 62.0),
        ("2022-06-20", 100.0),
        ("2022-07-20", 100.0),
    ]


def test_required_line_and_projection_are_named_at_their_ends_and_not_in_the_legend():
    figure = draw(unit="108")
    labels = end_labels(figure)
    assert labels[-3:] == [f"{4 * NB}(20 Jun–20 Jul)", "– – projected 12 Jul 2022", "· · · need 64 a week"]
    heights = next(list(trace.y) for trace in figure.data if trace.mode == "text")
    assert heights[-3] < heights[-2] < heights[-1]
    ahead = [trace for trace in figure.data if trace.name and trace.name.startswith(("Required", "Projected"))]
    assert [trace.showlegend for trace in ahead] == [False, False]


def test_a_range_that_reaches_another_year_says_its_years_and_one_without_an_end_only_its_start():
    years = progress_table(progress_row(projected_late=date(2023, 2, 1)))
    assert end_labels(draw(progress=years, unit="108"))[-3] == f"{4 * NB}(20 Jun 2022–1 Feb 2023)"
    endless = progress_table(progress_row(projected_late=None))
    assert end_labels(draw(progress=endless, unit="108"))[-3] == f"{4 * NB}(from 20 Jun 2022 on)"


def test_a_coverage_of_too_few_people_is_named_as_an_upper_bound():
    rows = progress_table(progress_row(people_at_least=True))
    assert end_labels(draw(progress=rows))[0] == f"◆ Sìn Hồ ≤{NB}62.0%"


def test_a_projection_far_ahead_is_cut_four_weeks_after_the_deadline():
    far = {"projected_completion": date(2022, 10, 6), "projected_early": date(2022, 7, 28), "projected_late": None}
    figure = draw(progress=progress_table(progress_row(**far)), unit="108")
    projected = next(trace for trace in figure.data if trace.name and trace.name.startswith("Projected"))
    # 70 of the 140 days lie before the edge, so half of the way from 62 to 100.
    assert list(zip(projected.x, projected.y, strict=True)) == [("2022-05-19", 62.0), ("2022-07-28", 81.0)]
    area = next(trace for trace in figure.data if trace.fill == "toself")
    assert list(zip(area.x, area.y, strict=True)) == [("2022-05-19", 62.0), ("2022-07-28", 100.0), ("2022-07-28", 62.0)]
    assert list(figure.layout.xaxis.range) == ["2022-04-28", "2022-07-28"]


def test_without_a_pace_nothing_is_projected():
    idle = {"pace": 0.0, "projected_completion": None, "projected_early": None, "projected_late": None}
    figure = draw(progress=progress_table(progress_row(**idle, status="behind")), unit="108")
    assert [trace.name for trace in figure.data if trace.name and trace.name.startswith("Projected")] == []
    assert named(figure, "Required: 64 doses a week").line.dash == "dot"


def test_nothing_is_required_or_projected_once_the_threshold_is_reached():
    figure = draw(unit="110")
    assert [trace for trace in figure.data if trace.name and trace.name.startswith(("Required", "Projected"))] == []


def test_no_line_is_required_on_or_after_the_deadline_day():
    for deadline, drawn in ((date(2022, 5, 20), 1), (AS_OF, 0), (date(2022, 5, 18), 0)):
        figure = draw(progress=progress_table(progress_row(deadline=deadline)), unit="108")
        assert len([trace for trace in figure.data if trace.name and trace.name.startswith("Required")]) == drawn


def test_threshold_deadline_and_as_of_are_lines_with_their_names():
    figure = draw()
    assert [annotation.text for annotation in figure.layout.annotations] == [
        "Figures up to <br>19 May 2022",
        "Deadline 30 Jun 2022",
        "Threshold 100%",
    ]
    as_of, deadline, threshold = figure.layout.shapes
    assert (as_of.x0, as_of.x1) == ("2022-05-19", "2022-05-19")
    assert (deadline.x0, deadline.x1) == ("2022-06-30", "2022-06-30")
    assert (threshold.y0, threshold.y1) == (100.0, 100.0)


def test_a_target_without_deadline_or_threshold_shows_only_the_as_of_line():
    none = {"deadline": None, "threshold": None, "required_pace": None, "projected_completion": None, "status": "open"}
    figure = draw(progress=progress_table(progress_row(**none)))
    assert [annotation.text for annotation in figure.layout.annotations] == ["Figures up to <br>19 May 2022"]
    assert figure.layout.title.text == "<b>Coverage runs from 62.0% to 62.0% among 1 districts</b>"


def test_without_any_denominator_doses_are_shown_and_not_shares():
    points = {"108": [(day, 500, None) for day in EARLIER]}
    unknown = {"coverage": None, "denominator": None, "status": "no_data"}
    figure = draw(history_table(points), progress_table(progress_row(**unknown)))
    assert list(named(figure, "Huyện Sìn Hồ").y) == [500] * 4
    assert not figure.layout.yaxis.ticksuffix
    assert "Threshold 100%" not in texts(figure)


def test_what_was_reported_after_the_as_of_date_is_not_there():
    figure = draw(as_of=EARLIER[1])
    assert list(named(figure, "Huyện Sìn Hồ").x) == ["2022-04-28", "2022-05-05"]


def test_without_any_report_there_is_an_empty_chart_that_says_so():
    empty = progress_table(progress_row(coverage=None, doses_to_date=None, status="no_data"))
    figure = draw(history_table().iloc[:0], empty)
    assert figure.layout.title.text == "<b>No district has figures for this target yet</b>"
    assert lines(figure) == []


@pytest.mark.parametrize(
    ("statuses", "days_left", "title"),
    [
        (("at_risk", "behind", "met"), 42, "2 of 3 districts will not reach 100% by 30 Jun 2022 at their present pace"),
        (("met", "on_track", "met"), 42, "All 3 districts have reached 100% or will by 30 Jun 2022"),
        (
            ("met", "on_track", "no_data"),
            0,
            "1 of 3 districts have no figures; the others have reached 100% or will by 30 Jun 2022",
        ),
        (("missed", "met_late", "met"), -1, "2 of 3 districts had not reached 100% by 30 Jun 2022"),
        (("met", "met", "met"), -1, "All 3 districts reached 100% by 30 Jun 2022"),
        (("met", "met", "no_data"), -1, "1 of 3 districts have no figures; the others reached 100% by 30 Jun 2022"),
    ],
)
def test_the_title_says_the_finding(statuses, days_left, title):
    rows = [progress_row(f"{code}", status=status, days_left=days_left) for code, status in enumerate(statuses)]
    figure = draw(progress=progress_table(*rows))
    assert figure.layout.title.text.replace("<br>", " ") == f"<b>{title}</b>"


def test_the_title_of_one_district_says_its_status_and_both_paces():
    title = draw(unit="108").layout.title.text.replace("<br>", " ")
    assert title == "<b>Huyện Sìn Hồ: 62.0%, at risk; 50 doses a week, 64 a week required</b>"


def test_the_subtitle_says_what_is_counted_and_up_to_when():
    subtitle = draw(subject="Dose 3 · 18 years and over").layout.title.subtitle.text
    assert subtitle == "Dose 3 · 18 years and over · figures up to 19 May 2022"


def test_a_name_with_markup_is_shown_as_it_was_typed():
    figure = draw(progress=progress_table(progress_row(name="<b>Sìn Hồ</b> & <a href='x'>")))
    shown = "".join(texts(figure))
    assert "&lt;b&gt;Sìn Hồ&lt;/b&gt; &amp; &lt;a href='x'&gt;" in shown
    assert "<a href" not in shown


def test_every_word_on_the_chart_comes_from_the_catalogue():
    """Texts marked by a stand-in catalogue: what is left without them are names, numbers and plotly's own codes."""
    points = {"108": [(EARLIER[0], 500, 1000), (EARLIER[1], 550, 1000, True)]}
    figure = draw_monitoring(
        history_table(points), progress_table(), AS_OF, unit="108", translate=lambda _: "«»", language="vi"
    )
    left = " ".join(texts(figure)).replace("«»", "")
    left = re.sub(r"<.*?>|%\{.*?\}", " ", left)
    assert set(re.findall(r"[^\W\d_]+", left)) == {"Huyện", "Sìn", "Hồ"}


def test_numbers_and_dates_are_vietnamese_in_vietnamese():
    figure = draw(language="vi", unit="108")
    assert figure.layout.separators == ",."
    assert figure.layout.xaxis.tickformat == "%d/%m"
    assert figure.layout.yaxis.ticksuffix == f"{NB}%"
    assert f"◆ Sìn Hồ 62,0{NB}%" in end_labels(figure)
    assert "%d/%m/%Y" in named(figure, "Huyện Sìn Hồ").hovertemplate


def test_a_chart_is_light_transparent_and_in_the_apps_font():
    rows = [progress_row(str(code), f"Huyện {code}") for code in range(105, 113)]
    year = [date(2021, 6, 3) + pd.Timedelta(weeks=week) for week in range(52)]
    points = {str(code): [(day, 500 + week, 1000) for week, day in enumerate(year)] for code in range(105, 113)}
    figure = draw(history_table(points), progress_table(*rows))
    assert len(figure.to_json()) < 25_000
    layout = figure.layout.template.layout
    assert (layout.paper_bgcolor, layout.plot_bgcolor) == ("rgba(0,0,0,0)", "rgba(0,0,0,0)")
    assert layout.font.family == FONT


def test_nothing_is_changed_in_what_was_given():
    history, progress = history_table(), progress_table()
    before = history.copy(), progress.copy()
    draw(history, progress)
    pd.testing.assert_frame_equal(history, before[0])
    pd.testing.assert_frame_equal(progress, before[1])


def test_plotly_sends_nothing_away_and_speaks_vietnamese():
    config = chart_config("vi")
    assert (config["showSendToCloud"], config["displaylogo"], config["locale"]) == (False, False, "vi")
    assert config["locales"]["vi"]["dictionary"]["Download plot as a PNG"] == "Tải biểu đồ dạng PNG"
