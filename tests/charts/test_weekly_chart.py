"""The weekly bars: reported weeks, weeks nobody reported, and days off told apart."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.charts.style import Reader
from campaign.charts.weekly_doses import draw_weekly_doses, weekly_alternative
from campaign.domain.frames import HOLIDAYS, WEEKLY, frame
from campaign.locale import translator
from tests.charts.frames_for_charts import named

ENGLISH = {"translate": translator("en"), "language": "en"}
TET = (date(2022, 1, 29), date(2022, 2, 6), "Tết Nguyên đán", "Lunar new year")


def week(start, end, doses, *, weekly=None, stated=True, reported=True):
    shown = doses if weekly is None else weekly
    return start, end, doses, shown, stated, reported


ROWS = [
    week(date(2022, 1, 14), date(2022, 1, 20), 1200),
    week(date(2022, 1, 21), date(2022, 1, 27), 0),
    week(date(2022, 1, 28), date(2022, 2, 3), None, reported=False),
    week(date(2022, 2, 4), date(2022, 2, 10), None, stated=False),
    week(date(2022, 2, 11), date(2022, 2, 24), 2000, weekly=1000.0, stated=False),
]


def draw(rows=ROWS, holidays=(TET,)):
    return draw_weekly_doses(frame(rows, WEEKLY), frame(holidays, HOLIDAYS), subject="Dose 3", **ENGLISH)


def bars(figure):
    return next(trace for trace in figure.data if trace.type == "bar" and trace.name is None)


def test_only_weeks_whose_doses_are_known_have_a_bar_and_a_nought_says_so():
    told = bars(draw())
    assert list(told.y) == [1200, 0, 1000] and list(told.text) == ["", "0", ""]
    assert "2,000 doses, 1,000 a week (the difference of doses to date)" in told.customdata[2]


def test_a_week_without_a_report_is_hatched_to_the_top_and_named():
    figure = draw()
    gap = named(figure, "No report")
    assert gap.marker.pattern.shape == "/" and list(gap.y) == [figure.layout.yaxis.range[1]]
    assert gap.customdata == ("28 Jan–3 Feb 2022",)


def test_a_report_that_does_not_tell_the_week_has_a_question_mark():
    assert list(named(draw(), "? Reported, but not how many in the week").text) == ["?"]


def test_bars_are_as_wide_as_their_periods():
    widths = list(bars(draw()).width)
    assert widths[2] == pytest.approx(2 * widths[0])


def test_days_off_are_a_band_with_their_name_in_the_readers_language():
    (band,), (note,) = draw().layout.shapes, draw().layout.annotations
    assert (band.x0, band.x1, note.text) == ("2022-01-29", "2022-02-07", "Lunar new year")  # to the end of the last day
    vietnamese = draw_weekly_doses(
        frame(ROWS, WEEKLY), frame([TET], HOLIDAYS), subject="", translate=translator("vi"), language="vi"
    )
    assert vietnamese.layout.annotations[0].text == "Tết Nguyên đán"


def test_a_correction_downwards_reaches_below_nought():
    figure = draw([week(date(2022, 1, 14), date(2022, 1, 20), -180)])
    assert figure.layout.yaxis.range[0] < -180


def test_its_words_name_the_weeks_without_a_report_and_the_days_off():
    reader = Reader(**ENGLISH)
    words = weekly_alternative(frame(ROWS, WEEKLY), frame([TET], HOLIDAYS), subject="Dose 3", reader=reader)
    assert "Weeks without a report: 28 Jan–3 Feb 2022." in words
    assert "Days off: Lunar new year (29 Jan–6 Feb 2022)." in words


def test_nothing_reported_draws_an_empty_chart():
    assert draw([], []).layout.title.text == "<b>Doses a week are not known</b>"
