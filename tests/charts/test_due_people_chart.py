"""The chart of people due by interval, and days off on a time axis: what a leader sees."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from campaign.charts.due_people import draw_due_people, due_ahead, due_alternative, due_finding
from campaign.charts.holidays import holiday_bands
from campaign.charts.monitoring import draw_monitoring
from campaign.charts.style import Reader
from campaign.domain.frames import DUE_POOL, HOLIDAYS, frame
from campaign.locale import translator
from tests.charts.frames_for_charts import AS_OF, DEADLINE, history_table, named, progress_table, seen

NB = "\N{NO-BREAK SPACE}"
READER = Reader(translator("en"), "en")
TET = frame([(date(2022, 4, 30), date(2022, 5, 3), "Nghỉ lễ", "Holiday")], HOLIDAYS)


def week(end, became, due, done, **given):
    """A week of Sìn Hồ's people due."""
    end = pd.Timestamp(end)
    values = {
        "target": "T6",
        "unit": "108",
        "name": "Huyện Sìn Hồ",
        "kind": "district",
        "period_start": end - pd.Timedelta(days=6),
        "period_end": end,
        "months": 3,
        "became_due": became,
        "due_to_date": due,
        "at_least": False,
        "done_to_date": done,
        "done_at_least": False,
        "share": None if done is None else done / due,
        "ahead": end > pd.Timestamp(AS_OF),
        "interval_from": None,
        "interval_source": None,
        **given,
    }
    return [values[column] for column in DUE_POOL]


def weeks(*rows):
    default = (
        week("2022-05-12", None, 1000, 700),
        week("2022-05-19", 100, 1100, 880),
        week("2022-05-26", 50, 1150, None),
        week("2022-06-02", None, 1150, None, at_least=True),
    )
    return frame(rows or default, DUE_POOL)


def draw(pool=None, **given):
    return draw_due_people(weeks() if pool is None else pool, AS_OF, translate=translator("en"), language="en", **given)


def test_lines_show_those_due_and_done_to_date_those_done_up_to_now():
    figure = draw()
    assert list(named(figure, "Due to date").y) == [1000, 1100, 1150, 1150]
    assert list(named(figure, "Vaccinated to date").x) == ["2022-05-12", "2022-05-19"]
    assert list(named(figure, "Vaccinated to date").y) == [700, 880]


def test_where_no_share_can_be_told_both_figures_are():
    both = weeks(week("2022-05-19", None, 1100, 880, share=None, at_least=True, done_at_least=True))
    assert due_finding(both, READER) == f"Huyện Sìn Hồ: ≥{NB}1,100 people are due, ≥{NB}880 are vaccinated"


def test_the_two_lines_are_named_at_their_ends_with_their_figures():
    names = next(trace for trace in draw().data if trace.type == "scatter" and trace.mode == "text")
    assert [seen(text) for text in names.text] == [f"● due ≥{NB}1,150", "● vaccinated 880"]
    lines = [trace for trace in draw().data if trace.type == "scatter" and trace.mode == "lines+markers"]
    assert [trace.showlegend for trace in lines] == [False, False]


def test_a_line_that_ends_before_the_last_week_is_named_with_its_own_day():
    behind = weeks(week("2022-05-12", None, 1000, 700), week("2022-05-19", 100, 1100, None))
    names = next(trace for trace in draw(behind).data if trace.type == "scatter" and trace.mode == "text")
    assert [seen(text) for text in names.text] == ["● due 1,100", "● vaccinated 700 (12 May)"]


def test_bars_show_who_became_due_and_who_will_and_nothing_where_it_is_unknown():
    figure = draw()
    assert list(named(figure, "Became due in the week").y) == [None, 100]
    assert list(named(figure, "Will become due").y) == [50]
    assert [trace.name for trace in draw(weeks(week("2022-05-19", None, 1100, 880))).data if trace.type == "bar"] == []


def test_lower_bounds_are_open_circles_named_in_the_legend():
    marks = named(draw(), "Due: at least this many")
    assert [marks.marker.symbol, list(marks.x)] == ["circle-open", ["2022-06-02"]]
    assert "Due: at least this many" not in [trace.name for trace in draw(weeks(week("2022-05-19", 1, 10, 8))).data]


@pytest.mark.parametrize(
    ("given", "finding"),
    [
        ({}, "Huyện Sìn Hồ: 80.0% of the 1,100 people due are vaccinated"),
        ({"at_least": True}, f"Huyện Sìn Hồ: ≤{NB}80.0% of the ≥{NB}1,100 people due are vaccinated"),
        ({"done_at_least": True}, f"Huyện Sìn Hồ: ≥{NB}80.0% of the 1,100 people due are vaccinated"),
        (
            {"share": None, "done_to_date": None},
            "Huyện Sìn Hồ: 1,100 people are due; how many of them are vaccinated is not reported",
        ),
    ],
)
def test_the_finding_says_how_many_of_those_due_are_done(given, finding):
    pool = weeks(week("2022-05-19", 100, 1100, 880, **given))
    assert due_finding(pool, READER) == finding
    assert draw(pool).layout.title.text == f"<b>{finding}</b>"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        ([], ""),
        ([week("2022-05-26", 50, 1150, None)], "50 more will become due by 26 May 2022"),
        ([week("2022-05-26", 50, 1150, None, at_least=True)], f"≥{NB}50 more will become due by 26 May 2022"),
        (
            [week("2022-05-26", 50, 1150, None), week("2022-06-02", None, 1150, None)],
            f"≥{NB}50 more will become due by 2 Jun 2022",
        ),
        (
            [week("2022-05-26", None, 1100, None)],
            "how many more will become due by 26 May 2022 the reports of the dose before do not tell",
        ),
        ([week("2022-05-26", 0, 1100, None)], "0 more will become due by 26 May 2022"),
    ],
)
def test_what_is_ahead_is_said_as_far_as_it_is_known(ahead, said):
    assert due_ahead(weeks(week("2022-05-19", 100, 1100, 880), *ahead), READER) == said


def test_where_nobody_due_now_is_known_the_first_week_to_come_is_said():
    pool = weeks(week("2022-05-26", None, 1150, None, at_least=True))
    assert due_finding(pool, READER) == (
        f"Huyện Sìn Hồ: who is due now is not known; ≥{NB}1,150 people will be due by 26 May 2022"
    )
    assert due_ahead(pool, READER) == ""
    assert list(named(draw(pool), "Due to date").y) == [1150]


def test_those_who_hear_the_page_are_told_the_same():
    assert due_alternative(weeks(), "Dose 3", READER) == (
        "Line and bar chart of the people due by interval. Huyện Sìn Hồ: 80.0% of the 1,100 people due are vaccinated. "
        "Dose 3. "
        f"≥{NB}50 more will become due by 2 Jun 2022."
    )


def test_the_deadline_and_the_as_of_date_are_named():
    texts = [annotation.text for annotation in draw(deadline=DEADLINE).layout.annotations]
    assert texts == ["Figures up to <br>19 May 2022", "Deadline 30 Jun 2022"]
    assert draw(deadline=date(2022, 3, 13)).layout.annotations[-1].text.startswith("Figures up to")


def test_people_are_written_in_full():
    figure = draw()
    assert [figure.layout.yaxis.tickformat, figure.layout.yaxis2.tickformat] == [",d", ",d"]


def test_names_from_sheets_are_never_markup():
    pool = weeks(week("2022-05-19", 100, 1100, 880, name="<b>x</b>"))
    assert "&lt;b&gt;x" in draw(pool).layout.title.text


# --- days off ---


def bands(first, last, holidays=TET):
    return holiday_bands(holidays, date.fromisoformat(first), date.fromisoformat(last), READER)


def test_a_holiday_is_a_band_over_its_days_with_its_name():
    (band,) = bands("2022-04-01", "2022-05-31")
    assert [band.shape["x0"], band.shape["x1"], band.annotation["text"]] == ["2022-04-30", "2022-05-04", "Holiday"]
    assert band.shape["layer"] == "below"


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2022-05-04", "2022-05-31", []),
        ("2022-05-03", "2022-05-31", [("2022-05-03", "2022-05-04")]),
        ("2022-04-01", "2022-04-29", []),
        ("2022-04-01", "2022-04-30", [("2022-04-30", "2022-05-01")]),
    ],
)
def test_a_band_ends_where_the_axis_does(first, last, found):
    assert [(band.shape["x0"], band.shape["x1"]) for band in bands(first, last)] == found


def test_the_monitoring_chart_shows_holidays_in_the_readers_language():
    def texts(language, holidays):
        figure = draw_monitoring(
            history_table(),
            progress_table(),
            AS_OF,
            holidays=holidays,
            translate=translator(language),
            language=language,
        )
        return [annotation.text for annotation in figure.layout.annotations]

    assert "Nghỉ lễ" in texts("vi", TET)
    assert "Holiday" in texts("en", TET)
    assert "Holiday" not in texts("en", None)
