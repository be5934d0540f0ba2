"""People due by interval, week by week: literal weeks of a district whose dose 2 and dose 3 are known."""

from __future__ import annotations

import pytest

from campaign.domain.frames import DUE_POOL, HOLIDAYS, INTERVALS, POINTS, TARGETS, UNITS, frame
from campaign.domain.people.due_pool import (
    NO_DOSE_BEFORE,
    NO_INTERVAL,
    NOT_REPORTED,
    due_pool,
    sum_due_pool,
    why_unknown,
)
from tests.domain.progress_tables import (
    CITY,
    DISTRICT_ROWS,
    PROVINCE_ROW,
    TAM_DUONG,
    day,
    interval,
    report,
    standing,
    target,
    told,
    unit_rows,
)

SIX_THEN_THREE = [interval(6, "01/12/2021"), interval(3, "17/12/2021")]
ONE_MONTH = [interval(1, "01/01/2021")]


def pool(as_of, reports, targets=None, *, units=None, intervals=ONE_MONTH):
    return due_pool(
        frame(reports, POINTS),
        standing([]),
        frame(targets or [target()], TARGETS),
        frame(unit_rows("district", [CITY]) if units is None else units, UNITS),
        frame(intervals, INTERVALS),
        frame([], HOLIDAYS),
        day(as_of).date(),
    )


def listed(table, *columns):
    return [tuple(told(row[column]) for column in columns) for _, row in table.iterrows()]


def before(*points, unit=CITY, incomplete=False):
    return [report(end, doses, dose="dose_2", unit=unit, incomplete=incomplete) for end, doses in points]


WEEKLY = before(("04/04/2022", 100), ("11/04/2022", 250), ("18/04/2022", 300))


def test_each_week_tells_who_became_due_how_many_are_and_how_many_of_them_are_done():
    done = [report("04/05/2022", 80, 80), report("11/05/2022", 200, 120)]
    table = pool("18/05/2022", [*WEEKLY, *done, report("18/05/2022", 240, 40)])
    assert listed(table, "period_start", "period_end", "became_due", "due_to_date", "done_to_date", "share") == [
        ("28/04/2022", "04/05/2022", None, 100, 80, 0.8),
        ("05/05/2022", "11/05/2022", 150, 250, 200, 0.8),
        ("12/05/2022", "18/05/2022", 50, 300, 240, 0.8),
    ]


def test_weeks_end_with_the_as_of_date_whatever_days_the_reports_have():
    table = pool("16/05/2022", WEEKLY)
    assert listed(table, "period_start", "period_end", "due_to_date") == [
        ("03/05/2022", "09/05/2022", 100),
        ("10/05/2022", "16/05/2022", 250),
    ]


def test_more_done_than_due_is_shown_as_it_is():
    assert listed(pool("04/05/2022", [*WEEKLY, report("04/05/2022", 130)]), "share") == [(1.3,)]


def test_without_a_report_of_this_dose_nobody_knows_the_share():
    assert listed(pool("04/05/2022", WEEKLY), "due_to_date", "done_to_date", "share") == [(100, None, None)]


def test_a_week_that_counts_the_same_report_again_tells_nothing_of_who_became_due():
    table = pool("25/05/2022", WEEKLY)
    assert listed(table, "period_end", "became_due", "due_to_date", "at_least")[-2:] == [
        ("18/05/2022", 50, 300, False),
        ("25/05/2022", None, 300, True),
    ]


def test_a_week_in_which_nobody_more_had_the_dose_before_is_a_zero():
    reports = [*WEEKLY, *before(("25/04/2022", 300))]
    assert listed(pool("25/05/2022", reports), "became_due", "at_least")[-1] == (0, False)


def test_a_correction_of_the_dose_before_takes_people_away():
    reports = [*WEEKLY, *before(("25/04/2022", 290))]
    assert listed(pool("25/05/2022", reports), "became_due", "due_to_date")[-1] == (-10, 290)


def test_the_letter_that_shortens_the_interval_makes_a_jump_in_its_week():
    reports = before(("09/06/2021", 100), ("16/06/2021", 110), ("15/09/2021", 900), ("22/09/2021", 950))
    table = pool("22/12/2021", reports, intervals=SIX_THEN_THREE)
    assert listed(table, "period_end", "months", "became_due", "due_to_date", "interval_from", "interval_source") == [
        ("15/12/2021", 6, None, 100, None, None),
        ("22/12/2021", 3, 850, 950, "17/12/2021", "BYT"),
    ]


@pytest.mark.parametrize(("as_of", "months", "due"), [("16/12/2021", 6, 110), ("17/12/2021", 3, 900)])
def test_a_letter_counts_from_its_own_day(as_of, months, due):
    reports = before(("09/06/2021", 100), ("16/06/2021", 110), ("15/09/2021", 900), ("22/09/2021", 950))
    table = pool(as_of, reports, intervals=SIX_THEN_THREE)
    assert listed(table, "months", "due_to_date")[-1] == (months, due)


def test_an_adults_letter_holds_for_a_group_inside_them_and_no_letter_for_others():
    for group, weeks in (("50+", 1), ("12-17", 0)):
        rows = [report("04/04/2022", 100, dose="dose_2", group=group)]
        assert len(pool("04/05/2022", rows, [target(group=group)])) == weeks


# --- weeks to come ---


def test_weeks_to_come_run_to_the_deadline_from_what_is_known_now():
    table = pool("04/05/2022", [*WEEKLY, report("04/05/2022", 80, 80)], [target(deadline="16/05/2022")])
    columns = ("period_start", "period_end", "became_due", "due_to_date", "at_least", "done_to_date", "ahead")
    assert listed(table, *columns) == [
        ("28/04/2022", "04/05/2022", None, 100, False, 80, False),
        ("05/05/2022", "11/05/2022", 150, 250, False, None, True),
        ("12/05/2022", "16/05/2022", None, 250, False, None, True),
    ]


@pytest.mark.parametrize(("deadline", "at_least"), [("18/05/2022", False), ("19/05/2022", True)])
def test_who_falls_due_after_the_last_report_of_the_dose_before_is_a_lower_bound(deadline, at_least):
    last = pool("04/05/2022", WEEKLY, [target(deadline=deadline)]).iloc[-1]
    assert [last.due_to_date, last.at_least] == [300, at_least]


@pytest.mark.parametrize("deadline", ["04/05/2022", "03/05/2022", None])
def test_without_a_deadline_ahead_no_week_is(deadline):
    assert not pool("04/05/2022", WEEKLY, [target(deadline=deadline)]).ahead.any()


def test_a_letter_still_to_come_does_not_change_the_weeks_to_come():
    goal = [target(deadline="11/05/2022")]
    later = [*ONE_MONTH, interval(0, "06/05/2022")]
    assert listed(pool("04/05/2022", WEEKLY, goal, intervals=later), "due_to_date") == [(100,), (250,)]


# --- lower bounds ---


def test_a_lower_bound_of_either_dose_is_marked_and_of_both_there_is_no_share():
    bound = before(("04/04/2022", 100), incomplete=True)
    done = [report("04/05/2022", 80)]
    partly = [report("04/05/2022", 80, incomplete=True)]
    columns = ("at_least", "done_at_least", "share")
    assert listed(pool("04/05/2022", [*bound, *done]), *columns) == [(True, False, 0.8)]
    assert listed(pool("04/05/2022", [*WEEKLY, *partly]), *columns)[-1] == (False, True, 0.8)
    assert listed(pool("04/05/2022", [*bound, *partly]), *columns) == [(True, True, None)]


@pytest.mark.parametrize(("reported", "at_least"), [("28/04/2022", False), ("27/04/2022", True)])
def test_doses_of_a_week_ago_are_a_lower_bound(reported, at_least):
    table = pool("04/05/2022", [*WEEKLY, report(reported, 80)])
    assert listed(table, "done_to_date", "done_at_least")[-1] == (80, at_least)


# --- none ---


def test_nobody_is_due_where_the_dose_before_is_unknown():
    assert pool("04/05/2022", [report("04/05/2022", 80)]).empty
    assert {name: str(dtype) for name, dtype in pool("04/05/2022", []).dtypes.items()} == DUE_POOL


@pytest.mark.parametrize(
    ("dose", "group", "as_of", "reason"),
    [
        ("dose_1", "18+", "04/05/2022", NO_DOSE_BEFORE),
        ("additional", "18+", "04/05/2022", NO_DOSE_BEFORE),
        ("dose_2", "18+", "04/05/2022", NO_INTERVAL),
        ("dose_3", "18+", "30/11/2021", NO_INTERVAL),
        ("dose_3", "18+", "01/12/2021", NOT_REPORTED),
        ("dose_3", "65+", "01/12/2021", NOT_REPORTED),
        ("dose_3", "12-17", "01/12/2021", NO_INTERVAL),
    ],
)
def test_why_nobody_is_known_to_be_due(dose, group, as_of, reason):
    row = next(frame([target(dose=dose, group=group)], TARGETS).itertuples(index=False))
    assert why_unknown(row, frame(SIX_THEN_THREE, INTERVALS), day(as_of).date()) == reason


# --- the province ---

CDC_ROWS = unit_rows("other", ["cdc"])


def province(as_of, reports):
    pools = pool(as_of, reports, units=[*DISTRICT_ROWS, *CDC_ROWS])
    return sum_due_pool(pools, frame(PROVINCE_ROW, UNITS), 2)


def test_the_province_is_the_sum_of_its_units_that_report_the_dose_before():
    other = [*before(("04/04/2022", 40), ("11/04/2022", 60), unit=TAM_DUONG), report("11/05/2022", 50, unit=TAM_DUONG)]
    reports = [*WEEKLY, *other, report("11/05/2022", 200), report("11/05/2022", 7, unit="cdc")]
    table = province("11/05/2022", reports)
    assert listed(table, "unit", "became_due", "due_to_date", "at_least", "done_to_date", "done_at_least", "share") == [
        ("12", None, 140, False, None, False, None),
        ("12", 170, 310, False, 250, False, 250 / 310),
    ]
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == DUE_POOL


def test_the_province_is_a_lower_bound_while_a_district_is_missing():
    table = province("11/05/2022", [*WEEKLY, report("11/05/2022", 200)])
    assert listed(table, "due_to_date", "at_least")[-1] == (250, True)


def test_a_district_that_does_not_report_this_dose_makes_those_done_a_lower_bound():
    other = before(("04/04/2022", 40), ("11/04/2022", 60), unit=TAM_DUONG)
    table = province("11/05/2022", [*WEEKLY, *other, report("11/05/2022", 200)])
    assert listed(table, "due_to_date", "at_least", "done_to_date", "done_at_least")[-1] == (310, False, 200, True)


def test_a_province_without_people_due_has_no_weeks():
    assert province("11/05/2022", []).empty
