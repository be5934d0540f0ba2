"""Doses week by week: what was reported, what no report tells, and the weeks nobody reported."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from campaign.domain.frames import WEEKLY
from campaign.domain.progress.weekly_doses import weekly_doses
from tests.domain.progress_tables import day, report


def rows(reports):
    """Rows as the database gives them: dates, not timestamps."""
    return [tuple(each.date() if isinstance(each, pd.Timestamp) else each for each in row) for row in reports]


def told(reports, as_of="29/05/2022"):
    """(first day, last day, doses) of each row; "gap" where nobody reported, "?" where the report does not tell."""
    table = weekly_doses(rows(reports), day(as_of).date())
    return [
        (f"{row.period_start:%d/%m}", f"{row.period_end:%d/%m}", doses_of(row)) for row in table.itertuples(index=False)
    ]


def doses_of(row):
    if not pd.isna(row.doses):
        return row.doses
    return "?" if row.reported else "gap"


def test_a_week_is_as_it_was_stated():
    assert told([report("22/05/2022", 100, 40), report("29/05/2022", 150, 50)]) == [
        ("16/05", "22/05", 40),
        ("23/05", "29/05", 50),
    ]


def test_a_week_without_a_report_is_a_gap_and_not_nought():
    reports = [report("15/05/2022", 100, 40), report("29/05/2022", 150, 30)]
    assert told(reports) == [("09/05", "15/05", 40), ("16/05", "22/05", "gap"), ("23/05", "29/05", 30)]


def test_a_reported_nought_is_nought():
    assert told([report("29/05/2022", 100, 0)]) == [("23/05", "29/05", 0)]


def test_weeks_up_to_the_date_looked_at_are_gaps_too():
    assert told([report("15/05/2022", 100, 40)])[1:] == [("16/05", "22/05", "gap"), ("23/05", "29/05", "gap")]


@pytest.mark.parametrize(
    ("as_of", "gaps"), [("20/05/2022", 0), ("21/05/2022", 1), ("28/05/2022", 1), ("29/05/2022", 2)]
)
def test_less_than_six_days_without_a_report_are_no_gap(as_of, gaps):
    assert [doses for _, _, doses in told([report("15/05/2022", 100, 40)], as_of)] == [40, *["gap"] * gaps]


def test_later_reports_are_not_looked_at():
    reports = [report("22/05/2022", 100, 40), report("05/06/2022", 180, 40)]
    assert told(reports, "22/05/2022") == [("16/05", "22/05", 40)]


def test_doses_to_date_alone_give_their_difference_from_the_second_report_on():
    assert told([report("22/05/2022", 100), report("29/05/2022", 170)]) == [("23/05", "29/05", 70)]


def test_a_difference_over_two_weeks_is_drawn_at_a_weekly_rate():
    table = weekly_doses(rows([report("15/05/2022", 100), report("29/05/2022", 170)]), date(2022, 5, 29))
    assert table[["doses", "weekly", "stated"]].values.tolist() == [[70, 35.0, False]]


def test_a_correction_downwards_is_the_negative_it_is():
    assert told([report("22/05/2022", 100), report("29/05/2022", 90)]) == [("23/05", "29/05", -10)]


@pytest.mark.parametrize(("before", "after"), [(True, False), (False, True), (True, True)])
def test_lower_bounds_tell_nothing_of_the_week_between_them(before, after):
    reports = [report("22/05/2022", 100, incomplete=before), report("29/05/2022", 170, incomplete=after)]
    assert told(reports) == [("23/05", "29/05", "?")]


def test_what_a_lower_bound_states_of_its_week_stands():
    assert told([report("29/05/2022", 170, 70, incomplete=True)]) == [("23/05", "29/05", 70)]


def test_daily_reports_are_summed_into_weeks_that_end_with_the_latest():
    daily = [report(f"{number}/05/2022", 10 * number, 10, days=1) for number in range(16, 30)]
    assert told(daily) == [("16/05", "22/05", 70), ("23/05", "29/05", 70)]


def test_days_inside_a_reported_week_are_not_counted_twice():
    daily = [report(f"{number}/05/2022", 10 * number, 10, days=1) for number in range(23, 26)]
    assert told([*daily, report("29/05/2022", 300, 70)]) == [("23/05", "29/05", 70)]


WEEKS = [report(f"{number:02}/05/2022", number, 10) for number in (8, 15, 22)]


def test_a_month_tells_of_the_week_that_no_weekly_report_does():
    assert told([*WEEKS, report("29/05/2022", 29, 45, days=28)])[2:] == [("16/05", "22/05", 10), ("23/05", "29/05", 15)]


def test_a_month_that_its_weeks_tell_already_is_left_out():
    assert told([*WEEKS, report("23/05/2022", 29, 40, days=17)], "23/05/2022")[3:] == [("23/05", "23/05", "?")]
    assert len(told([*WEEKS, report("21/05/2022", 29, 40, days=13)], "22/05/2022")) == 3


@pytest.mark.parametrize("reports", [[], [report("22/05/2022", 100)]])
def test_nothing_to_tell_gives_the_same_columns(reports):
    table = weekly_doses(rows(reports), date(2022, 5, 29))
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == WEEKLY
    assert table.empty
