"""Progress of units towards targets: the figure used, deadlines, projections, and what later reports may change."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.frames import HOLIDAYS, INTERVALS, POINTS, PROGRESS, STANDING_DENOMINATORS, TARGETS, UNITS, frame
from campaign.domain.progress.progress import progress
from campaign.domain.progress.projection import projected_day
from tests.domain.progress_tables import (
    ALL_UNITS,
    CITY,
    DISTRICT_ROWS,
    PROVINCE,
    TAM_DUONG,
    day,
    first,
    interval,
    measured,
    people,
    report,
    target,
    told,
    unit_rows,
)

BOTH = [people(1000, unit=CITY), people(1000, unit=TAM_DUONG)]


def shown(row, *columns):
    return [told(row[column]) for column in columns]


# --- which figure ---


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("21/05/2022", [None, None, None, "no_data"]),
        ("22/05/2022", ["22/05/2022", 100, 0.1, "open"]),
        ("28/05/2022", ["22/05/2022", 100, 0.1, "open"]),
        ("29/05/2022", ["29/05/2022", 150, 0.15, "open"]),
        ("31/12/2022", ["29/05/2022", 150, 0.15, "open"]),
    ],
)
def test_the_figure_is_the_latest_reported_by_the_date(as_of, expected):
    reports = [report("29/05/2022", 150, 50), report("22/05/2022", 100, 100)]
    row = first(as_of, reports, [people(1000)])
    assert shown(row, "period_end", "doses_to_date", "coverage", "status") == expected


def test_a_unit_that_has_not_reported_the_latest_week_keeps_its_own_date_and_is_stale():
    reports = [report("22/05/2022", 100, unit=TAM_DUONG), report("22/05/2022", 80), report("29/05/2022", 150)]
    table = measured("31/05/2022", reports, BOTH, units=DISTRICT_ROWS)
    assert table.stale.tolist() == [False, True]
    assert [told(end) for end in table.period_end] == ["29/05/2022", "22/05/2022"]


def test_nobody_is_stale_before_the_later_week_ends():
    reports = [report("22/05/2022", 100, unit=TAM_DUONG), report("22/05/2022", 80), report("29/05/2022", 150)]
    assert measured("28/05/2022", reports, BOTH, units=DISTRICT_ROWS).stale.tolist() == [False, False]


def test_a_unit_is_only_late_against_units_of_its_kind_and_figures_of_its_group_and_dose():
    reports = [
        report("22/05/2022", 100),
        report("29/05/2022", 150, unit="cdc"),
        report("29/05/2022", 9, unit=TAM_DUONG, dose="dose_4"),
        report("29/05/2022", 9, unit=TAM_DUONG, group="12-17"),
    ]
    table = measured("31/05/2022", reports, BOTH, units=DISTRICT_ROWS + unit_rows("other", ["cdc"]))
    assert table.stale.tolist() == [False, False, False]


def test_a_lower_bound_stays_marked():
    reports = [report("22/05/2022", 100), report("29/05/2022", 150, incomplete=True)]
    assert not first("28/05/2022", reports, [people(1000)]).incomplete
    assert first("29/05/2022", reports, [people(1000)]).incomplete


def test_a_row_without_doses_to_date_is_no_figure():
    row = first("31/05/2022", [report("22/05/2022", 100), report("29/05/2022", None, 50)], [people(1000)])
    assert shown(row, "period_end", "doses_to_date") == ["22/05/2022", 100]


def test_without_a_figure_everything_about_it_is_unknown():
    row = first("31/05/2022", [], [people(1000)], [target(deadline="30/06/2022")])
    unknown = ["period_end", "doses_to_date", "coverage", "remaining", "pace", "required_pace", "projected_completion"]
    unknown += ["projected_early", "projected_late", "reached_on"]
    assert shown(row, *unknown) == [None] * len(unknown)
    assert shown(row, "denominator", "days_left", "status") == [1000, 30, "no_data"]


def test_zero_doses_reported_are_zero_not_unknown():
    row = first("31/05/2022", [report("29/05/2022", 0)], [people(1000)])
    assert shown(row, "doses_to_date", "coverage", "remaining", "status") == [0, 0.0, 1000, "open"]


def test_over_a_hundred_percent_is_shown():
    row = first("31/05/2022", [report("29/05/2022", 1043)], [people(1000)])
    assert shown(row, "coverage", "remaining") == [1.043, 0]


# --- the rows and their columns ---


def test_there_is_a_row_for_each_target_and_unit_in_the_order_given():
    targets = [target(name="T7", group="5-11", dose="dose_2"), target(name="T6"), target(name="T3")]
    table = measured("31/05/2022", [report("29/05/2022", 150)], BOTH, targets, units=DISTRICT_ROWS)
    assert table.target.tolist() == ["T7", "T7", "T6", "T6", "T3", "T3"]
    assert table.unit.tolist() == [CITY, TAM_DUONG] * 3
    assert table.name.tolist() == ["unit 105", "unit 106"] * 3
    assert [told(doses) for doses in table.doses_to_date] == [None, None, 150, None, 150, None]


@pytest.mark.parametrize(("targets", "units"), [([target()], DISTRICT_ROWS), ([target()], unit_rows("other", []))])
def test_the_columns_and_their_types_are_the_same_with_and_without_data(targets, units):
    empty = [frame([], POINTS), frame([], STANDING_DENOMINATORS), frame(targets, TARGETS), frame(units, UNITS)]
    table = progress(*empty, frame([], INTERVALS), frame([], HOLIDAYS), day("31/05/2022").date())
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == PROGRESS
    assert len(table) == len(units)


def test_units_and_groups_that_are_not_asked_for_are_left_out():
    reports = [report("29/05/2022", 150), report("29/05/2022", 7, unit="03386"), report("29/05/2022", 7, group="5-11")]
    assert measured("31/05/2022", reports, BOTH).doses_to_date.tolist() == [150]


def test_the_province_without_a_denominator_of_every_district_has_no_coverage():
    reports = [report("29/05/2022", 900, unit=PROVINCE)]
    lacking = first("31/05/2022", reports, BOTH[:1], units=ALL_UNITS)
    assert shown(lacking, "doses_to_date", "denominator", "coverage", "status") == [900, None, None, "no_data"]
    full = first("31/05/2022", reports, BOTH, units=ALL_UNITS)
    assert shown(full, "doses_to_date", "denominator", "coverage", "status") == [900, 2000, 0.45, "open"]


def test_people_due_by_interval_come_from_the_units_own_previous_dose():
    reports = [report("27/02/2022", 800, dose="dose_2"), report("29/05/2022", 600)]
    row = first("31/05/2022", reports, [], [target("interval")], intervals=[interval(3, "17/12/2021")])
    assert shown(row, "denominator", "denominator_kind", "coverage") == [800, "interval", 0.75]


@pytest.mark.parametrize(
    ("second", "third", "as_of", "expected"),
    [
        # the last second doses reported by 24/05 (known up to three months before 24/08): all who are due are counted
        ("24/05/2022", 800, "24/08/2022", [False, "met"]),
        ("24/05/2022", 799, "24/08/2022", [False, "behind"]),
        # a day later more may be due than are counted: nothing is said to be reached
        ("24/05/2022", 800, "25/08/2022", [True, "no_data"]),
        ("24/05/2022", 1000, "25/08/2022", [True, "no_data"]),
        # short of those counted is short of those due
        ("24/05/2022", 799, "25/08/2022", [True, "behind"]),
    ],
)
def test_nothing_is_reached_while_more_people_are_due_than_are_counted(second, third, as_of, expected):
    reports = [report(second, 800, dose="dose_2"), report("24/08/2022", third)]
    goal, rule = target("interval", deadline="30/09/2022"), interval(3, "17/12/2021")
    row = first(as_of, reports, [], [goal], intervals=[rule])
    assert shown(row, "people_at_least", "status") == expected


def test_the_deadline_passed_short_of_those_counted_is_missed_however_many_more_are_due():
    reports = [report("24/05/2022", 800, dose="dose_2"), report("24/08/2022", 700)]
    goal, rule = target("interval", deadline="30/09/2022"), interval(3, "17/12/2021")
    row = first("15/10/2022", reports, [], [goal], intervals=[rule])
    assert shown(row, "people_at_least", "status") == [True, "missed"]


# --- the deadline ---


@pytest.mark.parametrize(
    ("as_of", "days_left", "required", "status"),
    [
        ("29/06/2022", 1, 700.0, "behind"),
        ("30/06/2022", 0, None, "behind"),
        ("01/07/2022", -1, None, "missed"),
    ],
)
def test_the_deadline_day_is_still_in_time(as_of, days_left, required, status):
    reports = [report("26/06/2022", 900, 10)]
    row = first(as_of, reports, [people(1000)], [target(deadline="30/06/2022")])
    assert shown(row, "days_left", "required_pace", "status") == [days_left, required, status]


@pytest.mark.parametrize(
    ("as_of", "status"), [("29/06/2022", "met"), ("30/06/2022", "met"), ("01/07/2022", "met"), ("31/12/2022", "met")]
)
@pytest.mark.parametrize("reported", ["26/06/2022", "29/06/2022"])
def test_reached_by_the_deadline_is_met_ever_after(reported, as_of, status):
    row = first(as_of, [report(reported, 1000)], [people(1000)], [target(deadline="30/06/2022")])
    assert shown(row, "reached_on", "status", "required_pace") == [reported, status, 0.0]


@pytest.mark.parametrize(
    ("reached_on", "status"), [("29/06/2022", "met"), ("30/06/2022", "met"), ("01/07/2022", "met_late")]
)
def test_the_first_report_that_reaches_the_threshold_decides_whether_it_is_late(reached_on, status):
    reports = [report("26/06/2022", 999), report(reached_on, 1000), report("10/07/2022", 1100)]
    row = first("10/07/2022", reports, [people(1000)], [target(deadline="30/06/2022")])
    assert shown(row, "reached_on", "status") == [reached_on, status]


@pytest.mark.parametrize(("doses", "status"), [(949, "missed"), (950, "met_late"), (951, "met_late")])
def test_one_person_short_of_the_threshold_is_short(doses, status):
    row = first(
        "10/07/2022", [report("03/07/2022", doses)], [people(1000)], [target(threshold=0.95, deadline="30/06/2022")]
    )
    assert row.status == status


def test_a_threshold_reached_and_lost_by_a_correction_is_not_met_now():
    reports = [report("26/06/2022", 1000), report("03/07/2022", 990)]
    row = first("10/07/2022", reports, [people(1000)], [target(deadline="30/06/2022")])
    assert shown(row, "reached_on", "remaining", "status") == ["26/06/2022", 10, "missed"]


def test_earlier_weeks_are_judged_by_the_people_known_then():
    denominators = [people(1000), people(1100, since="01/07/2022")]
    reports = [report("26/06/2022", 1000), report("10/07/2022", 1100)]
    row = first("10/07/2022", reports, denominators, [target(deadline="30/06/2022")])
    assert shown(row, "reached_on", "status") == ["26/06/2022", "met"]


@pytest.mark.parametrize(("since", "status"), [("30/06/2022", "met"), ("01/07/2022", "met_late")])
def test_a_lower_denominator_reaches_the_threshold_on_the_day_it_comes_into_force(since, status):
    denominators = [people(1000), people(900, since=since)]
    row = first("10/07/2022", [report("26/06/2022", 950)], denominators, [target(deadline="30/06/2022")])
    assert shown(row, "reached_on", "status") == [since, status]


@pytest.mark.parametrize("goal", [target(threshold=None, deadline="30/06/2022"), target(), target(threshold=None)])
def test_without_deadline_or_threshold_a_target_is_open(goal):
    reports = [report("26/06/2022", 1000, 10)]
    assert first("10/07/2022", reports, [people(1000)], [goal]).status == "open"


# --- the projection ---


@pytest.mark.parametrize(
    ("weekly", "projected", "status"),
    [
        (350, "30/06/2022", "on_track"),
        (351, "30/06/2022", "on_track"),
        (349, "01/07/2022", "at_risk"),
        (175, "14/07/2022", "at_risk"),
        (174, "15/07/2022", "behind"),
        (1, "15/11/2035", "behind"),
        (0, None, "behind"),
        (-5, None, "behind"),
    ],
)
def test_the_projection_against_the_deadline_decides_the_status(weekly, projected, status):
    reports = [report("05/06/2022", 300, weekly)]  # 700 people remain, 14 days are left
    row = first("16/06/2022", reports, [people(1000)], [target(deadline="30/06/2022")])
    assert shown(row, "projected_completion", "status", "required_pace") == [projected, status, 350.0]


@pytest.mark.parametrize(
    ("remaining", "weekly", "days"),
    [(0, 0, 0), (1, 7, 1), (1, 700, 1), (100, 100, 7), (101, 100, 8), (99, 100, 7), (85, 100, 6), (300, 100 / 3, 63)],
)
def test_a_day_begun_is_a_day(remaining, weekly, days):
    assert projected_day(np.array([float(remaining)]), np.array([float(weekly)]), as_of=100)[0] == 100 + days


@pytest.mark.parametrize(("weekly", "projected"), [(7, "31/12/2100"), (6, None)])
def test_a_date_beyond_2100_is_no_projection(weekly, projected):
    left = (pd.Timestamp(2100, 12, 31) - day("16/06/2022")).days
    row = first("16/06/2022", [report("12/06/2022", 10, weekly)], [people(left + 10)])
    assert shown(row, "remaining", "projected_completion") == [left, projected]


def test_what_is_reached_was_complete_on_its_day():
    row = first("16/06/2022", [report("12/06/2022", 1000)], [people(1000)])
    columns = ["projected_completion", "projected_early", "projected_late"]
    assert shown(row, *columns) == ["12/06/2022"] * 3


# --- one verdict on a deadline ---

RISEN, ROSE_LATER = people(1100, since="30/06/2022"), people(1100, since="07/07/2022")


@pytest.mark.parametrize(
    ("figures", "revised", "as_of", "status", "reached_on"),
    [
        # reached before the deadline, no longer on it since more people are counted, again after it: late
        ({"23/06": 1000, "30/06": 1000, "07/07": 1050}, RISEN, "07/07/2022", "missed", "23/06/2022"),
        ({"23/06": 1000, "30/06": 1000, "07/07": 1050, "14/07": 1100}, RISEN, "14/07/2022", "met_late", "14/07/2022"),
        # doses corrected downwards on the deadline, and given after it
        ({"23/06": 1000, "30/06": 990}, None, "01/07/2022", "missed", None),
        ({"23/06": 1000, "30/06": 990, "07/07": 1000}, None, "07/07/2022", "met_late", "07/07/2022"),
        # met on the deadline: people counted later do not take it back, a correction of the doses does
        ({"30/06": 1000}, ROSE_LATER, "01/07/2022", "met", "30/06/2022"),
        ({"30/06": 1000}, ROSE_LATER, "07/07/2022", "met", "30/06/2022"),
        ({"30/06": 1000, "07/07": 1001}, ROSE_LATER, "14/07/2022", "met", "30/06/2022"),
        ({"30/06": 1000, "07/07": 999}, None, "14/07/2022", "missed", None),
        # the first figure comes after the deadline
        ({"07/07": 1000}, None, "14/07/2022", "met_late", "07/07/2022"),
    ],
)
def test_a_deadline_has_one_verdict(figures, revised, as_of, status, reached_on):
    reports = [report(f"{end}/2022", doses) for end, doses in figures.items()]
    counted = [people(1000), *([revised] if revised else [])]
    row = first(as_of, reports, counted, [target(deadline="30/06/2022")])
    assert row.status == status
    if reached_on and status != "missed":
        assert shown(row, "reached_on") == [reached_on]


# --- time ---

END = st.integers(0, 30)
POINT = st.tuples(END, st.integers(0, 2000), st.none() | st.integers(-10, 200), st.sampled_from([1, 7]), st.booleans())


def on(number):
    return f"{pd.Timestamp(2022, 5, 1) + pd.Timedelta(days=number):%d/%m/%Y}"


@given(st.dictionaries(END, POINT, max_size=12), END)
def test_reports_made_later_do_not_change_the_past(points, as_of):
    rows = {
        end: report(on(end), doses, given, days=days, incomplete=incomplete)
        for end, (_, doses, given, days, incomplete) in points.items()
    }
    by_then = [row for end, row in rows.items() if end <= as_of]
    named = [people(1000), people(900, since=on(10))], [target(deadline=on(15))]
    pd.testing.assert_frame_equal(
        measured(on(as_of), list(rows.values()), *named), measured(on(as_of), by_then, *named)
    )


@given(st.lists(st.integers(0, 2000), min_size=2, max_size=6), st.integers(1, 2000), st.floats(0.05, 1))
def test_the_more_doses_the_higher_the_coverage(doses, denominator, threshold):
    units = unit_rows("district", [f"u{place}" for place in range(len(doses))])
    reports = [report("29/05/2022", given, unit=f"u{place}") for place, given in enumerate(sorted(doses))]
    rows = [people(denominator, unit=code) for code, *_ in units]
    table = measured("31/05/2022", reports, rows, [target(threshold=threshold)], units=units)
    assert table.coverage.is_monotonic_increasing
    assert table.remaining.is_monotonic_decreasing
    assert (table.remaining >= 0).all()
