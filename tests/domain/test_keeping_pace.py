"""The province as the sum of its units: what it reaches at their pace, and how much faster the late ones must go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.frames import HOLIDAYS, INTERVALS, OUTLOOK, POINTS, PROVINCE_OUTLOOK, TARGETS, UNITS, frame
from campaign.domain.progress.keeping_pace import as_sum_of_units, keep_pace, stands_still
from campaign.domain.progress.outlook import outlook
from tests.domain.progress_tables import (
    CITY,
    DISTRICT_ROWS,
    PROVINCE,
    PROVINCE_ROW,
    TAM_DUONG,
    day,
    interval,
    people,
    report,
    standing,
    target,
    told,
    unit_rows,
)
from tests.thorough import examples

CDC = "cdc"
UNIT_ROWS = [*PROVINCE_ROW, *DISTRICT_ROWS, *unit_rows("other", [CDC])]
AS_OF, DEADLINE = "15/05/2022", "29/05/2022"
BOTH = [people(1000, unit=CITY), people(500, unit=TAM_DUONG)]


def weekly(unit, *doses, group="18+"):
    """A report a week, the last on the as-of date."""
    ends = ["01/05/2022", "08/05/2022", AS_OF][-len(doses) :]
    return [report(end, sum(doses[: n + 1]), doses[n], unit=unit, group=group) for n, end in enumerate(ends)]


def province(reports, denominators=BOTH, targets=None, *, as_of=AS_OF, intervals=(), extra=()):
    """The outlook of all rows, the province's own reports (`extra`) among them, apart: units and the province."""
    table = outlook(
        frame([*reports, *extra], POINTS),
        standing(denominators, UNIT_ROWS),
        frame(targets or [target(deadline=DEADLINE)], TARGETS),
        frame(UNIT_ROWS, UNITS),
        frame(intervals, INTERVALS),
        frame([], HOLIDAYS),
        day(as_of).date(),
    )
    return table[table["kind"] != "province"], table[table["kind"] == "province"]


def kept(*args, **named):
    return keep_pace(*province(*args, **named)).iloc[0]


def shown(row, *columns):
    return [told(row[column]) for column in columns]


def test_the_province_reaches_what_its_units_do_each_up_to_its_own_people():
    """The city: 100 a week, 300 by the deadline; Tam Đường has 450 of 500 and would overshoot."""
    row = kept([*weekly(CITY, 0, 100), *weekly(TAM_DUONG, 250, 200)])
    assert shown(row, "denominator", "doses_to_date", "coverage") == [1500, 550, 550 / 1500]
    assert shown(row, "doses_at_deadline", "reach") == [550 + 100 + 50, 700 / 1500]


def test_the_late_units_together_must_go_so_many_times_as_fast():
    """The city needs 450 a week and does 50; Tam Đường is done by the deadline."""
    row = kept([*weekly(CITY, 0, 100), *weekly(TAM_DUONG, 250, 200)])
    assert shown(row, "late", "late_pace", "late_required", "speed_up") == [1, 50, 450, 9]


def test_nobody_late_needs_nothing():
    row = kept([*weekly(CITY, 400, 500), *weekly(TAM_DUONG, 250, 200)])
    assert shown(row, "late", "late_pace", "late_required", "speed_up") == [0, 0, 0, None]


def test_late_units_at_a_standstill_have_no_number_of_times():
    row = kept([report("08/05/2022", 100, unit=CITY), report(AS_OF, 100, 0, unit=CITY), *weekly(TAM_DUONG, 250, 200)])
    assert shown(row, "late", "late_pace", "speed_up") == [1, 0, None]


def test_a_unit_whose_pace_is_not_known_stands_still_and_is_told():
    reports = [report(AS_OF, 300, unit=CITY), *weekly(TAM_DUONG, 100, 50)]
    units, whole = province(reports)
    row = keep_pace(units, whole).iloc[0]
    assert shown(row, "doses_at_deadline", "units", "standing_still") == [300 + 150 + 150, 2, 1]
    assert units["name"][stands_still(units)].tolist() == ["unit 105"]


def test_a_body_without_people_stands_still_with_the_doses_it_gave():
    row = kept([*weekly(CITY, 0, 100), *weekly(TAM_DUONG, 50, 50), *weekly(CDC, 10, 10)])
    assert shown(row, "doses_to_date", "doses_at_deadline", "standing_still") == [220, 220 + 100 + 100, 1]


def test_a_district_without_a_figure_makes_the_sum_a_lower_bound():
    row = kept(weekly(CITY, 0, 100))
    assert shown(row, "doses_at_deadline", "silent", "incomplete") == [200, 1, True]
    full = kept([*weekly(CITY, 0, 100), *weekly(TAM_DUONG, 0, 0)])
    assert shown(full, "silent", "incomplete") == [0, False]


def test_a_silent_body_outside_the_districts_is_not_missed():
    row = kept([*weekly(CITY, 0, 100), *weekly(TAM_DUONG, 50, 50)])
    assert shown(row, "units", "silent", "incomplete") == [2, 0, False]


def test_without_any_figure_nothing_is_known():
    assert shown(kept([]), "doses_to_date", "doses_at_deadline", "reach", "silent") == [None, None, None, 2]


def test_without_all_districts_people_there_is_no_share():
    row = kept([*weekly(CITY, 0, 100), *weekly(TAM_DUONG, 50, 50)], BOTH[:1])
    assert shown(row, "doses_at_deadline", "denominator", "reach") == [200 + 100, None, None]


@pytest.mark.parametrize(
    ("as_of", "reached", "required"), [("28/05/2022", 207, 6300), ("29/05/2022", 200, None), ("30/05/2022", None, None)]
)
def test_nothing_is_summed_beyond_the_deadline(as_of, reached, required):
    reports = [*weekly(CITY, 50, 50), *weekly(TAM_DUONG, 50, 50)]
    row = kept(reports, [people(1000, unit=CITY), people(100, unit=TAM_DUONG)], as_of=as_of)
    assert shown(row, "doses_at_deadline", "late_required") == [reached, required]


def test_each_target_has_its_own_sum():
    goals = [target(deadline=DEADLINE), target(name="T4", group="12-17", deadline=DEADLINE), target(name="T9")]
    reports = [*weekly(CITY, 0, 100), *weekly(CITY, 0, 40, group="12-17")]
    table = keep_pace(*province(reports, targets=goals))
    assert table.target.tolist() == ["T6", "T4", "T9"]
    assert [told(doses) for doses in table.doses_to_date] == [100, 40, 100]
    assert [told(doses) for doses in table.doses_at_deadline] == [200, 40, None]


def test_the_columns_and_their_types_are_those_declared():
    table = keep_pace(*province([]))
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == PROVINCE_OUTLOOK


# --- the province's own row ---


def summed(*args, **named):
    units, whole = province(*args, **named)
    row = as_sum_of_units(units, whole, keep_pace(units, whole))
    assert {name: str(dtype) for name, dtype in row.dtypes.items()} == OUTLOOK
    return row.iloc[0]


def test_the_provinces_people_due_are_those_of_its_units():
    """The other body reports no dose before: the province's own series would subtract its doses from nobody."""
    before = [report("15/02/2022", doses, unit=unit, dose="dose_2") for unit, doses in ((CITY, 300), (TAM_DUONG, 200))]
    reports = [*weekly(CITY, 0, 100), *weekly(TAM_DUONG, 50, 50), *weekly(CDC, 10, 10)]
    rows = [*BOTH, people(20, unit=CDC)]
    row = summed([*before, *reports], rows, intervals=[interval(3, "17/12/2021")])
    assert shown(row, "pool_now", "pool_by_deadline") == [200 + 100 + 0] * 2


def test_the_provinces_people_due_are_unknown_while_a_districts_are():
    assert shown(summed(weekly(CITY, 0, 100)), "pool_now", "pool_by_deadline") == [None, None]
    both = summed([*weekly(CITY, 0, 100), *weekly(TAM_DUONG, 50, 50)])
    assert shown(both, "pool_now", "pool_by_deadline") == [900 + 400] * 2


def test_the_provinces_row_reaches_what_its_units_do():
    own = [report(AS_OF, 200, 150, unit=PROVINCE)]
    row = summed([*weekly(CITY, 0, 100), *weekly(TAM_DUONG, 50, 50)], extra=own)
    assert shown(row, "doses_at_deadline", "feasibility") == [400, "impossible"]


# --- any province ---

PACES = st.lists(st.tuples(st.integers(0, 600), st.integers(0, 300), st.integers(1, 900)), min_size=2, max_size=2)


@examples(40)
@given(PACES, st.booleans())
def test_the_provinces_doses_are_the_sum_of_its_units_those_without_a_pace_at_what_they_have(rows, silent):
    reports, denominators = [], []
    for (first, second, number), unit in zip(rows, (CITY, TAM_DUONG), strict=True):
        known = weekly(unit, first, second)
        reports += [report(AS_OF, first + second, unit=unit)] if silent and unit == CITY else known
        denominators.append(people(number, unit=unit))
    units, whole = province(reports, denominators)
    row = keep_pace(units, whole).iloc[0]
    expected = units["doses_at_deadline"].fillna(units["doses_to_date"]).sum()
    assert row.doses_at_deadline == expected
    assert row.doses_at_deadline >= row.doses_to_date
    assert row.doses_at_deadline <= max(row.doses_to_date, row.denominator) + units["doses_to_date"].sum()
