"""Denominators: which people a coverage is taken against on a day."""

from __future__ import annotations

import numpy as np
import pytest

from campaign.domain.arrays import date_column, day_number
from campaign.domain.frames import DENOMINATORS, STANDING_DENOMINATORS, frame
from campaign.domain.people.falling_due import ADULT_PRIORITY_GROUPS, months_before
from tests.domain.progress_tables import (
    CITY,
    PROVINCE,
    PROVINCE_ROW,
    TAM_DUONG,
    day,
    first,
    interval,
    people,
    report,
    standing,
    target,
    told,
    unit_rows,
)

CDC = "cdc"
COMMUNES = ["03386", "03387"]
TREE = (
    PROVINCE_ROW
    + unit_rows("district", [CITY, TAM_DUONG])
    + unit_rows("commune", COMMUNES, CITY)
    + unit_rows("other", [CDC])
)


def used(as_of, denominators, *, kind="due", **named):
    row = first(as_of, [], denominators, [target(kind)], **named)
    return told(row.denominator), told(row.denominator_kind)


REVISED = [people(1000, since="12/07/2022"), people(900, since="09/08/2022")]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("11/07/2022", (None, None)),
        ("12/07/2022", (1000, "due")),
        ("08/08/2022", (1000, "due")),
        ("09/08/2022", (900, "due")),
    ],
)
def test_a_denominator_holds_from_its_day_until_the_next_one(as_of, expected):
    assert used(as_of, REVISED) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("31/01/2022", 1000), ("01/02/2022", 700), ("01/03/2022", 700)],
)
def test_one_stated_for_the_dose_goes_before_one_for_any_dose_even_if_that_is_newer(as_of, expected):
    rows = [people(1000), people(700, dose="dose_3", since="01/02/2022"), people(1100, since="15/02/2022")]
    assert used(as_of, rows) == (expected, "due")


def test_one_stated_for_another_dose_is_not_used():
    assert used("01/02/2022", [people(700, dose="dose_2")]) == (None, None)


@pytest.mark.parametrize(
    ("kind", "stated", "expected"),
    [
        ("due", "due", (500, "due")),
        ("due", "resident", (500, "resident")),
        ("due", "assigned", (None, None)),
        ("resident", "due", (None, None)),
        ("resident", "resident", (500, "resident")),
        ("assigned", "resident", (None, None)),
        ("assigned", "assigned", (500, "assigned")),
        ("interval", "resident", (None, None)),
    ],
)
def test_only_people_due_may_be_replaced_by_those_resident(kind, stated, expected):
    assert used("01/02/2022", [people(500, stated)], kind=kind) == expected


@pytest.mark.parametrize(("as_of", "expected"), [("28/02/2022", (500, "resident")), ("01/03/2022", (450, "due"))])
def test_residents_stand_in_only_until_people_due_are_known(as_of, expected):
    assert used(as_of, [people(500, "resident"), people(450, since="01/03/2022")]) == expected


def test_a_denominator_without_a_number_is_unknown():
    assert used("01/02/2022", [people(None)]) == (None, None)


# --- computed from the previous dose ---

SECOND_DOSES = [
    report(end, doses, group=group, dose="dose_2")
    for end, doses in [("16/06/2021", 100), ("15/09/2021", 200), ("17/09/2021", 300), ("30/09/2021", 400)]
    for group in ("18+", "12-17", *ADULT_PRIORITY_GROUPS)
]
MINISTRY = [interval(6, "01/12/2021"), interval(3, "17/12/2021")]


def due_by_interval(as_of, *, group="50+", intervals=MINISTRY, reports=SECOND_DOSES):
    row = first(as_of, reports, [], [target("interval", group=group)], intervals=intervals)
    return told(row.denominator), told(row.denominator_kind)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("30/11/2021", (None, None)),  # no interval in force yet
        ("15/12/2021", (None, None)),  # 15/06/2021: nobody reported yet
        ("16/12/2021", (100, "interval")),  # 6 months: 16/06/2021
        ("17/12/2021", (300, "interval")),  # 3 months: 17/09/2021
        ("29/12/2021", (300, "interval")),
        ("30/12/2021", (400, "interval")),
    ],
)
def test_people_due_had_the_previous_dose_the_interval_in_force_earlier(as_of, expected):
    assert due_by_interval(as_of) == expected


@pytest.mark.parametrize("group", ADULT_PRIORITY_GROUPS)
def test_the_interval_for_adults_holds_for_each_priority_group(group):
    assert due_by_interval("17/12/2021", group=group) == (300, "interval")


def test_the_interval_for_adults_does_not_hold_for_children():
    assert due_by_interval("17/12/2021", group="12-17") == (None, None)


@pytest.mark.parametrize(("as_of", "expected"), [("16/12/2021", 100), ("17/12/2021", 200)])
def test_a_groups_own_interval_goes_before_the_adults_once_in_force(as_of, expected):
    intervals = [interval(6, "01/12/2021"), interval(3, "17/12/2021", group="50+")]
    intervals += [interval(2, "10/12/2021", group="65+")]
    reports = [*SECOND_DOSES[: 9 * 2]]  # 16/06 and 15/09 alone
    assert due_by_interval(as_of, intervals=intervals, reports=reports) == (expected, "interval")


def test_the_fourth_dose_is_due_after_the_third():
    reports = [report("01/03/2022", 250, group="50+", dose="dose_3")]
    named = {"intervals": [interval(4, "23/06/2022", dose="dose_4")]}
    row = first("01/07/2022", reports, [], [target("interval", group="50+", dose="dose_4")], **named)
    assert row.denominator == 250


def test_a_first_dose_has_no_interval():
    row = first(
        "01/07/2022", [], [], [target("interval", dose="dose_1")], intervals=[interval(1, "01/01/2021", dose="dose_1")]
    )
    assert told(row.denominator) is None


@pytest.mark.parametrize(
    ("from_day", "months", "expected"),
    [
        ("17/12/2021", 3, "17/09/2021"),
        ("31/05/2022", 3, "28/02/2022"),
        ("29/05/2024", 3, "29/02/2024"),
        ("31/01/2022", 6, "31/07/2021"),
        ("01/03/2022", 0, "01/03/2022"),
        ("15/01/2022", 12, "15/01/2021"),
    ],
)
def test_months_are_calendar_months(from_day, months, expected):
    earlier = months_before(np.array([day_number(day(from_day).date())]), np.array([months]))
    assert date_column(earlier.astype("float64"))[0] == day(expected)


# --- sums ---


def total(as_of, rows, unit, *, kind="due", units=TREE):
    """What stands for a unit: its people, their kind, whether summed."""
    table = standing(rows, units)
    table = table[(table.unit == unit) & (table.kind == kind) & (table.dose == "dose_3")]
    table = table[table.valid_from <= day(as_of)].sort_values("valid_from")
    return None if table.empty else (int(table.people.iloc[-1]), bool(table.summed.iloc[-1]))


def test_a_district_has_the_sum_of_its_communes_when_all_have_one():
    rows = [people(300, unit=COMMUNES[0]), people(200, unit=COMMUNES[1])]
    assert total("01/02/2022", rows, CITY) == (500, True)


def test_a_district_has_none_while_a_commune_lacks_its_own():
    rows = [people(300, unit=COMMUNES[0]), people(200, unit=COMMUNES[1], since="01/02/2022")]
    assert total("31/01/2022", rows, CITY) is None
    assert total("01/02/2022", rows, CITY) == (500, True)


def test_a_commune_without_a_number_is_missing_not_nobody():
    assert total("01/02/2022", [people(300, unit=COMMUNES[0]), people(None, unit=COMMUNES[1])], CITY) is None
    assert total("01/02/2022", [people(300, unit=COMMUNES[0]), people(0, unit=COMMUNES[1])], CITY) == (300, True)


def test_a_districts_own_denominator_goes_before_its_communes():
    communes = [people(300, unit=COMMUNES[0]), people(200, unit=COMMUNES[1])]
    rows = [*communes, people(480, since="01/02/2022"), people(310, unit=COMMUNES[0], since="01/03/2022")]
    assert total("31/01/2022", rows, CITY) == (500, True)
    assert total("01/02/2022", rows, CITY) == (480, False)
    assert total("01/03/2022", rows, CITY) == (480, False)


def test_a_dose_stated_by_one_commune_is_added_to_any_dose_of_the_other():
    rows = [people(300, unit=COMMUNES[0]), people(200, unit=COMMUNES[1]), people(150, unit=COMMUNES[1], dose="dose_3")]
    assert total("01/02/2022", rows, CITY) == (450, True)


DISTRICTS_DUE = [people(400, unit=CITY), people(600, unit=TAM_DUONG)]


def test_the_province_is_the_sum_of_its_districts_and_the_other_units_that_have_one():
    assert total("01/02/2022", DISTRICTS_DUE, PROVINCE) == (1000, True)
    assert total("01/02/2022", [*DISTRICTS_DUE, people(50, unit=CDC)], PROVINCE) == (1050, True)


def test_the_province_has_none_while_a_district_lacks_its_own():
    assert total("01/02/2022", [people(400, unit=CITY), people(50, unit=CDC)], PROVINCE) is None


def test_the_sheets_total_row_is_never_the_provinces_denominator():
    assert total("01/02/2022", [people(999, unit=PROVINCE)], PROVINCE) is None
    assert total("01/02/2022", [*DISTRICTS_DUE, people(999, unit=PROVINCE)], PROVINCE) == (1000, True)


def test_a_revision_in_one_district_changes_the_province_from_that_day():
    rows = [*DISTRICTS_DUE, people(550, unit=TAM_DUONG, since="09/08/2022")]
    assert total("08/08/2022", rows, PROVINCE) == (1000, True)
    assert total("09/08/2022", rows, PROVINCE) == (950, True)


def test_two_revisions_on_one_day_are_one_change_of_the_province():
    rows = [*DISTRICTS_DUE, people(1, unit=CITY, since="09/08/2022"), people(2, unit=TAM_DUONG, since="09/08/2022")]
    changes = standing(rows, TREE).query("unit == '12' and dose == 'dose_3'")
    assert changes.people.tolist() == [1000, 3]


def test_the_province_counts_a_district_summed_from_communes():
    rows = [people(300, unit=COMMUNES[0]), people(200, unit=COMMUNES[1]), people(600, unit=TAM_DUONG)]
    assert total("01/02/2022", rows, PROVINCE) == (1100, True)


def test_the_province_uses_people_due_only_when_every_district_has_them():
    residents = [people(500, "resident", unit=CITY), people(700, "resident", unit=TAM_DUONG)]
    one_due = [*residents, people(400, unit=CITY)]
    assert used("01/02/2022", one_due, units=TREE) == (1200, "resident")
    assert used("01/02/2022", [*residents, *DISTRICTS_DUE], units=TREE) == (1000, "due")


def test_standing_denominators_have_their_columns_and_leave_the_input_alone():
    stated = frame(DISTRICTS_DUE, DENOMINATORS)
    before = stated.copy()
    result = standing(DISTRICTS_DUE, TREE)
    assert stated.equals(before)
    assert {name: str(dtype) for name, dtype in result.dtypes.items()} == STANDING_DENOMINATORS


def test_no_denominators_at_all_stand_as_an_empty_table():
    assert standing([], TREE).empty


def test_a_denominator_stated_again_every_week_is_one_step():
    rows = [people(400, since=f"{1 + 7 * week:02}/01/2022") for week in range(4)]
    assert len(standing(rows, TREE).query("unit == '105' and dose == 'dose_3'")) == 1
