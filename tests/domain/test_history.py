"""History: coverage at every reported period, for charts."""

from __future__ import annotations

import pytest

from campaign.domain.frames import HISTORY, HOLIDAYS, INTERVALS, POINTS, TARGETS, UNITS, frame
from campaign.domain.progress.history import coverage_history
from tests.domain.progress_tables import (
    CITY,
    DISTRICT_ROWS,
    TAM_DUONG,
    interval,
    people,
    report,
    standing,
    target,
    told,
)

BOTH = [people(1000, unit=CITY), people(500, unit=TAM_DUONG)]


def history(reports, denominators, targets=None, intervals=()):
    return coverage_history(
        frame(reports, POINTS),
        standing(denominators),
        frame(targets or [target()], TARGETS),
        frame(DISTRICT_ROWS, UNITS),
        frame(intervals, INTERVALS),
        frame([], HOLIDAYS),
    )


def listed(table, *columns):
    return [tuple(told(row[column]) for column in columns) for _, row in table.iterrows()]


def test_there_is_a_row_for_each_target_unit_and_reported_period_in_order():
    reports = [report("29/05/2022", 150), report("22/05/2022", 100), report("22/05/2022", 50, unit=TAM_DUONG)]
    targets = [target(name="T7", group="5-11"), target(name="T6"), target(name="T3")]
    once = [(CITY, "22/05/2022", 0.1), (CITY, "29/05/2022", 0.15), (TAM_DUONG, "22/05/2022", 0.1)]
    assert listed(history(reports, BOTH, targets), "target", "unit", "period_end", "coverage") == [
        *[("T6", *row) for row in once],
        *[("T3", *row) for row in once],
    ]


def test_each_period_is_measured_against_the_people_in_force_then():
    denominators = [people(1000, since="25/05/2022"), people(1200, since="05/06/2022")]
    reports = [report("22/05/2022", 300), report("29/05/2022", 400), report("05/06/2022", 600)]
    assert listed(history(reports, denominators), "doses_to_date", "denominator", "denominator_kind", "coverage") == [
        (300, None, None, None),
        (400, 1000, "due", 0.4),
        (600, 1200, "due", 0.5),
    ]


def test_people_due_by_interval_are_counted_at_each_period():
    reports = [report(end, doses, dose="dose_2") for end, doses in [("01/06/2021", 200), ("12/09/2021", 400)]]
    reports += [report("12/12/2021", 50), report("19/12/2021", 100)]
    rule = [interval(6, "01/12/2021"), interval(3, "17/12/2021")]
    assert listed(history(reports, [], [target("interval")], rule), "denominator", "coverage") == [
        (200, 0.25),
        (400, 0.25),
    ]


@pytest.mark.parametrize(
    ("last", "stated", "weekly"),
    [
        (report("29/05/2022", 170, 60), 60, 60.0),
        (report("29/05/2022", 170), None, 70.0),
        (report("05/06/2022", 170, 80, days=14), 80, 40.0),
        (report("05/06/2022", 170), None, 35.0),
    ],
)
def test_doses_are_given_as_stated_and_at_a_weekly_rate(last, stated, weekly):
    table = history([report("22/05/2022", 100), last], BOTH)
    assert listed(table, "doses_in_period", "weekly_doses") == [(None, None), (stated, weekly)]


def test_a_lower_bound_stays_marked():
    reports = [report("22/05/2022", 100), report("29/05/2022", 150, incomplete=True)]
    assert history(reports, BOTH).incomplete.tolist() == [False, True]


@pytest.mark.parametrize("reports", [[], [report("22/05/2022", 100)]])
def test_the_columns_and_their_types_are_the_same_with_and_without_data(reports):
    table = history(reports, BOTH)
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == HISTORY
    assert len(table) == len(reports)
