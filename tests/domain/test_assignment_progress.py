"""How far an assignment has come: doses since its day, out of the people assigned, by its due day."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.assigning.assignment_progress import (
    BEFORE_UNKNOWN,
    NO_REPORT_SINCE,
    NOBODY_ASSIGNED,
    assignment_progress,
    assignment_reason,
)
from campaign.domain.assigning.assignments import Assignment, Reports, assigned_totals
from campaign.domain.frames import ASSIGNMENTS, HOLIDAYS, TARGETS, UNITS, frame
from campaign.domain.progress.status import NOT_REACHED
from tests.domain.progress_tables import CITY, DISTRICT_ROWS, TAM_DUONG, day, report, target, told

GIVEN, DUE = date(2022, 6, 16), date(2022, 6, 30)


def assigned(people, unit=CITY, *, due=DUE, on=GIVEN, name="T6"):
    return Assignment(name, unit, people, due, on, "typed")


def measured(as_of, reports, assignments, targets=None, units=None):
    """Progress of assignments at a date written as 30/06/2022."""
    points = [(*row[:3], row[3] and row[3].date(), row[4].date(), *row[5:]) for row in reports]
    return assignment_progress(
        assignments,
        points,
        frame(targets or [target(deadline="30/06/2022")], TARGETS),
        frame(units or DISTRICT_ROWS, UNITS),
        frame([], HOLIDAYS),
        day(as_of).date(),
    )


def only(*args, **named):
    return measured(*args, **named).iloc[0]


# 1 000 doses on the day of the assignment, then so many by the day looked at, of 400 assigned by 30/06.
@pytest.mark.parametrize(
    ("as_of", "to_date", "given", "share", "remaining", "status"),
    [
        ("23/06/2022", 1000, 0, 0.0, 400, "behind"),
        ("23/06/2022", 1100, 100, 0.25, 300, "at_risk"),  # 100 a week: done on 14/07, 14 days late
        ("23/06/2022", 1099, 99, 0.2475, 301, "behind"),
        ("23/06/2022", 1200, 200, 0.5, 200, "on_track"),  # 200 a week, one week left
        ("23/06/2022", 1134, 134, 0.335, 266, "at_risk"),  # 134 a week: done on 07/07
        ("23/06/2022", 1399, 399, 0.9975, 1, "on_track"),
        ("23/06/2022", 1400, 400, 1.0, 0, "met"),
        ("30/06/2022", 1400, 400, 1.0, 0, "met"),  # the due day is in time
        ("07/07/2022", 1400, 400, 1.0, 0, "met_late"),
        ("07/07/2022", 1399, 399, 0.9975, 1, "missed"),
        ("23/06/2022", 1500, 500, 1.25, 0, "met"),  # more than assigned is shown, not clipped
        ("23/06/2022", 990, -10, -0.025, 410, "behind"),  # a correction downwards
    ],
)
def test_doses_since_the_day_are_held_against_the_people_assigned(as_of, to_date, given, share, remaining, status):
    reports = [report("16/06/2022", 1000), report(as_of, to_date, to_date - 1000)]
    row = only(as_of, reports, [assigned(400)])
    assert (row.given, row.coverage, row.remaining, row.status) == (given, share, remaining, status)
    assert (row.before, told(row.before_end), row.denominator, row.people) == (1000, "16/06/2022", 1400, 400)


def test_the_frame_has_its_columns_and_types_even_without_an_assignment():
    empty = measured("23/06/2022", [report("16/06/2022", 1000)], [])
    filled = measured("23/06/2022", [report("16/06/2022", 1000)], [assigned(400)])
    for rows in (empty, filled):
        assert {name: str(kind) for name, kind in rows.dtypes.items()} == ASSIGNMENTS
    assert len(empty) == 0


def test_an_assignment_is_not_there_before_its_day():
    reports = [report("09/06/2022", 900), report("16/06/2022", 1000)]
    assert len(measured("15/06/2022", reports, [assigned(400)])) == 0
    assert len(measured("16/06/2022", reports, [assigned(400)])) == 1


def test_later_reports_change_nothing_of_an_earlier_day():
    reports = [report("16/06/2022", 1000), report("23/06/2022", 1200, 200)]
    later = [*reports, report("30/06/2022", 1400, 200)]
    early, late = (measured("23/06/2022", known, [assigned(400)]) for known in (reports, later))
    assert early.equals(late)


def test_without_a_report_since_the_day_nothing_is_known_rather_than_nothing_given():
    row = only("23/06/2022", [report("09/06/2022", 900), report("16/06/2022", 1000)], [assigned(400)])
    assert (told(row.given), told(row.coverage), row.remaining) == (None, None, 400)
    assert row.status != "no_data"  # the pace of before tells whether it can be done


def test_a_due_day_that_passed_without_a_report_is_no_data_and_says_why():
    row = only("07/07/2022", [report("16/06/2022", 1000)], [assigned(400)])
    assert row.status == "no_data"
    assert assignment_reason(row) == (NO_REPORT_SINCE, {})


def test_the_due_day_itself_without_a_report_is_not_yet_passed():
    row = only("30/06/2022", [report("16/06/2022", 1000)], [assigned(400)])
    assert row.status == "behind"


def test_a_first_report_after_the_day_tells_what_stood_before_its_period():
    row = only("23/06/2022", [report("23/06/2022", 350, 150)], [assigned(400)])
    assert (row.before, told(row.before_end), row.given) == (200, "16/06/2022", 150)


def test_a_first_report_of_a_running_total_alone_tells_nothing_of_before():
    row = only("23/06/2022", [report("23/06/2022", 350)], [assigned(400)])
    assert (told(row.before), told(row.given), row.status) == (None, None, "no_data")
    assert assignment_reason(row) == (BEFORE_UNKNOWN, {})


def test_without_any_report_there_is_no_data():
    row = only("23/06/2022", [report("16/06/2022", 10, unit=TAM_DUONG)], [assigned(400)])
    assert (told(row.given), row.status) == (None, "no_data")


def test_figures_that_were_a_lower_bound_on_the_day_are_marked():
    reports = [report("16/06/2022", 1000, incomplete=True), report("23/06/2022", 1200, 200)]
    row = only("23/06/2022", reports, [assigned(400)])
    assert (row.before_incomplete, row.incomplete, row.given) == (True, False, 200)


def test_nobody_assigned_is_met_from_the_start():
    row = only("23/06/2022", [report("16/06/2022", 1000), report("23/06/2022", 1000, 0)], [assigned(0)])
    assert (row.coverage, row.remaining, row.status) == (1.0, 0, "met")
    assert assignment_reason(row) == (NOBODY_ASSIGNED, {})


def test_each_assignment_has_its_own_due_day():
    reports = [report("16/06/2022", 1000), report("30/06/2022", 1200, 200)]
    reports += [report("16/06/2022", 500, unit=TAM_DUONG), report("30/06/2022", 700, 200, unit=TAM_DUONG)]
    assignments = [assigned(400, due=date(2022, 6, 25)), assigned(400, TAM_DUONG, due=date(2022, 7, 20))]
    rows = measured("30/06/2022", reports, assignments)
    assert list(zip(rows["unit"], rows["status"], strict=True)) == [(CITY, "missed"), (TAM_DUONG, "on_track")]
    assert [told(due) for due in rows["deadline"]] == ["25/06/2022", "20/07/2022"]


def test_two_targets_that_count_the_same_doses_do_not_answer_for_each_other():
    targets = [target(name="T3", deadline="13/03/2022"), target(name="T6", deadline="30/06/2022")]
    reports = [report("16/06/2022", 1000), report("23/06/2022", 1100, 100)]
    rows = measured("23/06/2022", reports, [assigned(100, name="T3"), assigned(400, name="T6")], targets)
    assert list(zip(rows["target"], rows["denominator"], rows["coverage"], strict=True)) == [
        ("T3", 1100, 1.0),
        ("T6", 1400, 0.25),
    ]


def test_why_it_is_missed_names_the_share_of_the_assignment():
    row = only("07/07/2022", [report("16/06/2022", 1000), report("07/07/2022", 1100, 100)], [assigned(400)])
    message, values = assignment_reason(row)
    assert message == NOT_REACHED
    assert (values["coverage"], values["remaining"], values["deadline"]) == (0.25, 300, DUE)


def test_totals_for_a_target_counted_against_what_is_assigned():
    reports = Reports([("18+", "dose_3", CITY, None, date(2022, 6, 16), None, 1000, False, False)])
    rows = assigned_totals([assigned(400), assigned(90, TAM_DUONG)], {"T6": ("18+", "dose_3")}, reports)
    assert rows == [("18+", "dose_3", CITY, "assigned", GIVEN, 1400)]  # nobody knows what Tam Đường had given
