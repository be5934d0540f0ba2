"""This report against the one before: two dots where both are known, one that says so where they are not."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from campaign.charts.dumbbell import draw_dumbbell
from campaign.charts.move_findings import moves_alternative, moves_finding, moves_heading, read_moves
from campaign.charts.style import Reader
from campaign.domain.frames import BRIEFING, PROGRESS, frame
from campaign.locale import translator
from tests.charts.frames_for_charts import AS_OF, progress_row, seen

NB = "\N{NO-BREAK SPACE}"
ENGLISH = Reader(translator("en"), "en")
BEFORE = date(2022, 5, 12)


def moved(unit, name, now, before, change, **given):
    """A row of BRIEFING."""
    row = dict(zip(PROGRESS, progress_row(unit, name, coverage=now, **given), strict=True))
    row |= {"coverage_before": before, "coverage_change": change}
    return [row.get(column) for column in BRIEFING]


ROWS = (
    moved("12", "Tỉnh Lai Châu", 0.80, 0.79, 0.01, kind="province", incomplete=True),
    moved("108", "Huyện Sìn Hồ", 0.62, 0.60, 0.02, status="behind"),
    moved("110", "Huyện Than Uyên", 1.0, 0.98, 0.02, status="met"),
    moved("112", "Huyện Nậm Nhùn", 0.70, 0.70, None, period_end=BEFORE, stale=True),
    moved("111", "Huyện Tân Uyên", None, None, None, status="no_data", period_end=None),
)


def moves(*rows, before=BEFORE):
    return read_moves(frame(rows or ROWS, BRIEFING), AS_OF, before)


def draw(of=None, **given):
    shown = moves() if of is None else of
    return draw_dumbbell(shown, heading=moves_heading(shown, "Dose 3", ENGLISH), **{**ENGLISH._asdict(), **given})


def dots(figure, symbol):
    (trace,) = [trace for trace in figure.data if trace.marker.symbol == symbol]
    return list(zip(trace.y, trace.x, strict=True))


def labels(figure):
    """What stands below each unit's name."""
    return [seen(text.split("<br>")[1]).strip() for text in figure.layout.yaxis.ticktext]


def names(figure):
    return [seen(text.split("<br>")[0]).strip() for text in figure.layout.yaxis.ticktext]


def test_the_province_stands_on_top_and_the_districts_below_it_in_order_of_rank_with_their_signs():
    assert names(draw()) == ["◆ Tỉnh Lai Châu", "✓ 1. Than Uyên", "◆ 2. Nậm Nhùn", "▼ 3. Sìn Hồ", "– Tân Uyên"]


def test_equal_coverages_share_a_rank():
    twins = moves(moved("108", "Huyện A", 0.5, 0.4, 0.1), moved("110", "Huyện B", 0.5, 0.4, 0.1))
    assert names(draw(twins)) == ["◆ 1. A", "◆ 1. B"]


def test_a_unit_has_an_open_dot_before_and_a_filled_one_now_and_one_that_did_not_report_only_the_filled():
    figure = draw()
    assert dots(figure, "circle-open") == [(0, 79.0), (1, 98.0), (3, 60.0)]
    assert dots(figure, "circle") == [(0, 80.0), (1, 100.0), (2, 70.0), (3, 62.0)]


def test_labels_say_share_change_and_why_there_is_none():
    assert labels(draw()) == [
        f"≥{NB}80.0% (+1.0 points)",
        "100.0% (+2.0 points)",
        "70.0% (figures of 12 May)",
        "62.0% (+2.0 points)",
        "– (people not known)",
    ]
    nothing = moves(moved("108", "Huyện A", None, None, None, doses_to_date=None, status="no_data"))
    assert labels(draw(nothing)) == ["– (no figures)"]
    assert labels(draw(moves(moved("108", "Huyện A", 0.5, None, None)))) == ["50.0% (first figures)"]
    assert labels(draw(moves(moved("108", "Huyện A", 0.5, None, None), before=None))) == ["50.0% (first report)"]


def test_labels_stand_at_the_names_so_that_the_plot_keeps_its_width_on_a_phone():
    figure = draw(moves(moved("108", "Huyện A", 0.225, None, None), moved("110", "Huyện B", 1.1, 1.08, 0.02)))
    assert figure.layout.margin.r is None
    assert [seen(text) for text in figure.layout.xaxis.ticktext] == ["0%", "50%", "100%"]


def test_the_province_is_not_compared_where_a_district_is_new():
    since = {"kind": "province", "period_end": AS_OF}
    rows = frame([moved("12", "Tỉnh Lai Châu", 0.58, 0.52, None, **since)], BRIEFING)
    rows["period_end_before"] = pd.Timestamp(BEFORE)
    assert labels(draw(read_moves(rows, AS_OF, BEFORE))) == ["58.0% (a district is new)"]


def test_a_first_figure_is_not_counted_as_a_missing_report():
    rows = (
        moved("108", "Huyện A", 0.5, 0.4, 0.1),
        moved("109", "Huyện B", 0.5, None, None),
        moved("110", "Huyện C", 0.5, 0.5, None, period_end=BEFORE, stale=True),
        moved("111", "Huyện D", None, None, None, doses_to_date=None, status="no_data"),
    )
    assert moves_finding(moves(*rows), ENGLISH) == (
        "A rose most since 12 May 2022: +10.0 points; 1 of 4 have not reported since; "
        "1 of 4 had no figures in the report before; 1 of 4 have no coverage"
    )
    assert moves_finding(moves(rows[1]), ENGLISH) == "No district can be compared with the report of 12 May 2022"


def test_the_threshold_is_drawn_and_named_and_within_the_axis():
    figure = draw()
    (line,), (note,) = figure.layout.shapes, figure.layout.annotations
    assert (line.x0, line.x1, note.text) == (100.0, 100.0, "Threshold 100%")
    low, high = figure.layout.xaxis.range
    assert low <= 60.0 and high > 100.0


def test_without_a_threshold_or_a_coverage_there_is_still_a_chart():
    none = moves(moved("108", "Huyện A", None, None, None, threshold=None, status="no_data"))
    assert list(draw(none).layout.xaxis.range) == [0.0, 100.0]
    assert draw(none).layout.shapes == ()


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ((0.02, 0.01), "A rose most since 12 May 2022: +2.0 points"),
        ((0.0204, 0.0196), "A, B rose most since 12 May 2022: +2.0 points"),
        ((0.0, 0.0), "No district has moved since 12 May 2022"),
        ((-0.02, 0.0), "No district has risen since 12 May 2022; A fell most: −2.0 points"),
        ((0.02, None), "A rose most since 12 May 2022: +2.0 points; 1 of 2 have not reported since"),
        ((None, None), "No district has reported since 12 May 2022"),
    ],
)
def test_the_title_says_who_rose_most(changes, finding):
    rows = [moved(str(place), f"Huyện {'AB'[place]}", 0.5, 0.4, change) for place, change in enumerate(changes)]
    assert moves_finding(moves(*rows), ENGLISH) == finding


def test_the_first_report_has_nothing_to_be_compared_with():
    first = moves(moved("108", "Huyện A", 0.5, None, None), before=None)
    assert moves_finding(first, ENGLISH) == "This is the first report: there is none before it to compare with"
    assert dots(draw(first), "circle-open") == []


def test_the_subtitle_says_which_reports_are_compared():
    subtitle = draw().layout.title.subtitle.text
    assert subtitle == "Dose 3 · report of 12 May 2022 (open dot) against 19 May 2022 (filled dot)"


def test_those_who_hear_the_page_are_told_every_unit():
    words = moves_alternative(moves(), moves_heading(moves(), "Dose 3", ENGLISH), ENGLISH)
    assert "Huyện Sìn Hồ: 62.0%, behind (+2.0 points)" in words
    assert "Huyện Nậm Nhùn: 70.0%, at risk (no report since 12 May 2022)" in words
    assert words.endswith("The threshold is 100%.")
