"""Coverage of many units over many weeks: whole numbers, unknown told from nought, missing weeks left out."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.frames import HOLIDAYS, INTERVALS, POINTS, TARGETS, UNITS, frame
from campaign.domain.progress.coverage_grid import MOST, UNKNOWN, coverage_grid, previous_coverage
from campaign.domain.progress.target_series import measure
from tests.domain.progress_tables import CITY, DISTRICT_ROWS, TAM_DUONG, people, report, standing, target

BOTH = [people(1000), people(500, unit=TAM_DUONG)]


def measured(reports, denominators=BOTH):
    rest = frame([], INTERVALS), frame([], HOLIDAYS)
    frames = frame(reports, POINTS), standing(denominators), frame([target()], TARGETS), frame(DISTRICT_ROWS, UNITS)
    return measure(*frames, *rest)


def grid(reports, as_of=date(2022, 5, 29), denominators=BOTH):
    return coverage_grid(measured(reports, denominators), as_of)


def test_shares_are_tenths_of_a_percent_in_two_bytes():
    made = grid([report("22/05/2022", 333), report("29/05/2022", 500), report("29/05/2022", 250, unit=TAM_DUONG)])
    assert made.tenths.values.tolist() == [[333, 500], [UNKNOWN, 500]]
    assert {str(dtype) for dtype in made.tenths.dtypes} == {"int16"}
    assert [f"{day:%d/%m}" for day in made.tenths.columns] == ["22/05", "29/05"]


def test_no_report_is_unknown_and_a_reported_nought_is_nought():
    made = grid([report("29/05/2022", 0), report("22/05/2022", 0, unit=TAM_DUONG)])
    assert made.tenths.values.tolist() == [[UNKNOWN, 0], [0, UNKNOWN]]


def test_without_a_number_of_people_a_share_is_unknown():
    assert grid([report("29/05/2022", 100)], denominators=[]).tenths.values.tolist() == [[UNKNOWN], [UNKNOWN]]


@pytest.mark.parametrize(
    ("doses", "tenths"), [(9996, 999), (10000, 1000), (12345, 1235), (5, 1), (4, 0), (4_000_000, MOST)]
)
def test_less_than_all_never_reads_as_all_and_more_than_all_is_not_cut(doses, tenths):
    assert grid([report("29/05/2022", doses)], denominators=[people(10_000)]).tenths.iloc[0, 0] == tenths


def test_a_week_that_nobody_reported_is_a_column_of_which_nothing_is_known():
    made = grid([report("08/05/2022", 100), report("15/05/2022", 200), report("29/05/2022", 300)])
    assert [f"{day:%d/%m}" for day in made.tenths.columns] == ["08/05", "15/05", "22/05", "29/05"]
    assert made.tenths.loc[CITY].tolist() == [100, 200, UNKNOWN, 300]


def test_the_weeks_since_the_last_report_are_there_too():
    made = grid([report("08/05/2022", 100), report("15/05/2022", 200)])
    assert made.tenths.loc[CITY].tolist() == [100, 200, UNKNOWN, UNKNOWN]


def test_where_reports_come_monthly_so_do_columns():
    months = [report(end, doses) for doses, end in enumerate(("27/01/2022", "24/02/2022", "31/03/2022", "28/04/2022"))]
    assert len(grid(months, date(2022, 5, 5)).tenths.columns) == 4


def test_weeks_that_end_a_few_days_apart_share_a_column():
    made = grid([report("26/05/2022", 100), report("29/05/2022", 250, unit=TAM_DUONG)])
    assert made.tenths.values.tolist() == [[100], [500]]


def test_later_reports_are_not_shown():
    assert list(grid([report("29/05/2022", 100), report("05/06/2022", 200)]).tenths.loc[CITY]) == [100]


def test_lower_bounds_are_marked_and_rows_can_be_put_in_another_order():
    made = grid([report("29/05/2022", 100, incomplete=True), report("29/05/2022", 50, unit=TAM_DUONG)])
    assert made.at_least.values.tolist() == [[True], [False]]
    assert made.in_order([TAM_DUONG, CITY]).at_least.values.tolist() == [[False], [True]]


def test_nothing_reported_gives_no_columns():
    assert grid([]).tenths.shape == (2, 0)


def test_the_period_before_is_the_one_six_days_earlier_at_least():
    reports = [report("15/05/2022", 100), report("22/05/2022", 200), report("29/05/2022", 300)]
    before = previous_coverage(measured(reports), date(2022, 5, 29))
    assert before["coverage"].tolist()[0] == 0.2
    assert previous_coverage(measured(reports[2:]), date(2022, 5, 29)).empty
