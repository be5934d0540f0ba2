"""Assignments that may not be saved, or that somebody should look at again: each rule on both sides of its edge."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.assigning.assignment_checks import check_draft, standing_after
from campaign.domain.assigning.assignments import Assignment, Draft, Goal, Ground, Responsible, Wanted
from campaign.domain.findings import finding_message
from campaign.domain.names.units import Unit

UNITS = [
    Unit("12", "Tỉnh Lai Châu", "province", None),
    Unit("105", "Thành phố Lai Châu", "district", "12"),
    Unit("106", "Huyện Tam Đường", "district", "12"),
    Unit("a", "Xã A", "commune", "106"),
    Unit("b", "Xã B", "commune", "106"),
    Unit("cdc", "CDC tỉnh", "other", "12"),
]
SINCE, DEADLINE, DAY, DUE = date(2022, 5, 16), date(2022, 6, 30), date(2022, 6, 16), date(2022, 6, 30)


def stands(unit, people, *, due=DUE, day=DAY, signed_off=None):
    return Assignment("T6", unit, people, due, day, "typed", signed_off)


def ground(*standing, remaining=None, late=None, deadline=DEADLINE):
    known = {"105": 100, "106": 300, "a": 200, "b": 100} if remaining is None else remaining
    by_unit = {each.unit: each for each in standing}
    return Ground(Goal("T6", SINCE, deadline), {u.code: u for u in UNITS}, by_unit, known, late or {})


def wanted(unit, people, due=DUE, /, **cells):
    return Wanted(unit, people, due, None, "Phụ lục" if cells else None, cells)


def draft(*rows, parent="12", total=None, day=DAY):
    return Draft("T6", parent, day, "typed", rows, total, {})


def codes(wish, over=None):
    return [(each.severity, each.code, each.values["field"]) for each in check_draft(wish, over or ground())]


BOTH = (wanted("105", 100), wanted("106", 300))


def test_what_adds_up_and_is_due_in_time_is_right():
    assert codes(draft(*BOTH, total=400)) == []


@pytest.mark.parametrize("total", [399, 401])
def test_districts_that_do_not_add_up_to_the_province_are_refused_with_the_difference(total):
    [finding] = check_draft(draft(*BOTH, total=total), ground())
    assert (finding.code, finding.values["field"]) == ("assignment_sum", "total")
    assert finding_message(finding, "en") == (
        f"The units of Tỉnh Lai Châu are assigned 400 people together, Tỉnh Lai Châu itself {total} (difference 1). "
        "Correct their numbers or the total."
    )


def test_the_sum_counts_units_that_the_draft_does_not_name():
    stood = ground(stands("12", 400), stands("105", 100), stands("106", 300))
    assert codes(draft(wanted("105", 90)), stood) == [("error", "assignment_sum", "total")]
    assert codes(draft(wanted("105", 90), total=390), stood) == []


def test_without_the_provinces_number_there_is_nothing_to_add_up_to():
    assert codes(draft(*BOTH)) == [("error", "assignment_without_parent", "total")]


def test_communes_add_up_to_their_district():
    stood = ground(stands("106", 300))
    assert codes(draft(wanted("a", 200), wanted("b", 100), parent="106"), stood) == []
    assert codes(draft(wanted("a", 200), wanted("b", 99), parent="106"), stood) == [
        ("error", "assignment_sum", "total")
    ]


def test_communes_of_a_district_that_was_assigned_nothing_are_refused():
    found = codes(draft(wanted("a", 200), wanted("b", 100), parent="106"))
    assert found == [("error", "assignment_without_parent", "total")]


def test_a_district_cannot_get_another_number_than_its_communes_have():
    stood = ground(stands("12", 400), stands("105", 100), stands("106", 300), stands("a", 200), stands("b", 100))
    stood = stood._replace(remaining={"105": 110, "106": 300})
    wish = draft(wanted("105", 110, people="C12"), wanted("106", 290, people="C13"))
    assert codes(wish, stood) == [("error", "assignment_sum_below", "people")]
    [finding] = check_draft(wish, stood)
    assert (finding.sheet, finding.cell, finding.values["difference"]) == ("Phụ lục", "C13", 10)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2022, 5, 15), ["due_before_directive"]),
        (date(2022, 5, 16), ["due_before_assigned"]),
        (date(2022, 6, 15), ["due_before_assigned"]),
        (date(2022, 6, 16), []),
        (date(2022, 6, 30), []),
        (date(2022, 7, 1), ["due_after_deadline"]),
    ],
)
def test_a_due_day_lies_between_the_assignment_and_the_deadline(due, expected):
    found = check_draft(draft(wanted("105", 100, due), wanted("106", 300), total=400), ground())
    assert [each.code for each in found] == expected


def test_a_due_day_after_the_deadline_is_a_warning_and_an_earlier_one_than_allowed_an_error():
    late = check_draft(draft(wanted("105", 400, date(2022, 7, 1)), total=400), ground(remaining={"105": 400}))
    assert [each.severity for each in late if each.code == "due_after_deadline"] == ["warning"]
    assert check_draft(draft(wanted("105", 9, date(2022, 5, 1)), total=9), ground())[0].severity == "error"


@pytest.mark.parametrize(("due", "expected"), [(date(2022, 6, 30), []), (date(2022, 7, 1), ["due_after_parent"])])
def test_a_commune_is_due_no_later_than_its_district(due, expected):
    stood = ground(stands("106", 300), deadline=None)
    found = check_draft(draft(wanted("a", 200, due), wanted("b", 100), parent="106"), stood)
    assert [each.code for each in found] == expected


def test_a_district_is_not_due_before_its_communes():
    stood = ground(stands("12", 400), stands("105", 100), stands("106", 300), stands("a", 200), stands("b", 100))
    found = check_draft(draft(wanted("106", 300, date(2022, 6, 29)), total=400), stood)
    assert [(each.code, each.values["units"]) for each in found] == [("due_before_below", "Xã A, Xã B")]


@pytest.mark.parametrize(("day", "expected"), [(date(2022, 5, 15), ["assigned_before_directive"]), (SINCE, [])])
def test_an_assignment_is_not_older_than_its_directive(day, expected):
    assert [each.code for each in check_draft(draft(*BOTH, total=400, day=day), ground())] == expected


def test_every_fault_is_named_at_once_at_its_cell():
    rows = (
        wanted("105", None, unit="B12", people="C12"),
        wanted("106", 300, None, unit="B13", due="D13"),
        wanted("106", 300, unit="B14"),
        wanted("a", 5, unit="B15"),
    )
    found = check_draft(draft(*rows, total=605), ground())
    assert [(each.code, each.cell) for each in found] == [
        ("assignment_without_people", "C12"),
        ("assignment_without_due", "D13"),
        ("assignment_twice", "B14"),
        ("assignment_elsewhere", "B15"),
    ]


def test_missing_due_days_that_were_typed_are_said_in_one_finding():
    [finding] = check_draft(draft(wanted("105", 100, None), wanted("106", 300, None), total=400), ground())
    assert (finding.severity, finding.code, finding.values["field"]) == ("error", "assignment_without_due", "due")
    assert finding.values["unit"] == "Thành phố Lai Châu, Huyện Tam Đường"


@pytest.mark.parametrize("person", [Responsible("a" * 200, "b" * 200), Responsible(None, "Trưởng trạm"), Responsible()])
def test_a_name_and_a_post_of_200_characters_are_taken(person):
    assert codes(draft(BOTH[0]._replace(responsible=person), BOTH[1], total=400)) == []


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (Responsible("a" * 201), "person_too_long"),
        (Responsible("A", "b" * 10_000), "person_too_long"),
        (Responsible("A\x00B"), "person_unseen_signs"),
        (Responsible("A", "Trưởng\u202etrạm"), "person_unseen_signs"),
    ],
)
def test_a_name_or_post_that_is_too_long_or_has_unseen_signs_is_found_without_being_repeated(person, code):
    [finding] = check_draft(draft(BOTH[0]._replace(responsible=person), BOTH[1], total=400), ground())
    assert (finding.severity, finding.code, finding.values["field"]) == ("error", code, "responsible")
    assert not [value for value in finding.values.values() if value in person]


def test_what_is_signed_off_stays_until_the_sign_off_is_taken_back():
    stood = ground(stands("12", 400), stands("105", 100, signed_off=DUE), stands("106", 300))
    assert codes(draft(wanted("105", 90), wanted("106", 310)), stood) == [("error", "assignment_signed_off", "people")]
    assert "assignment_signed_off" not in [code for _, code, _ in codes(draft(*BOTH), stood)]


@pytest.mark.parametrize(("people", "expected"), [(100, []), (101, ["assigned_over_remaining"])])
def test_more_than_remain_in_a_unit_is_a_warning(people, expected):
    found = check_draft(draft(wanted("105", people), wanted("106", 300), total=people + 300), ground())
    assert [each.code for each in found if each.severity == "warning"] == expected


def test_an_unknown_rest_and_old_figures_are_warnings():
    over = ground(remaining={"105": None, "106": 300}, late={"106": date(2022, 6, 9)})
    assert codes(draft(*BOTH, total=400), over) == [
        ("warning", "assigned_without_remaining", "people"),
        ("warning", "assigned_on_old_figures", "unit"),
    ]


def test_districts_left_out_are_named_but_bodies_outside_districts_are_not():
    [finding] = check_draft(draft(wanted("105", 100), total=100), ground())
    assert (finding.severity, finding.code, finding.values["units"]) == (
        "warning",
        "assignment_units_missing",
        "Huyện Tam Đường",
    )


def test_what_stays_the_same_keeps_its_day_and_sign_off_and_the_province_is_due_last():
    stood = ground(stands("12", 400), stands("105", 100, signed_off=DUE), stands("106", 300))
    after = standing_after(draft(wanted("105", 100), wanted("106", 300, date(2022, 6, 20)), total=400), stood)
    assert after["105"] == stood.standing["105"]
    assert after["106"] == stands("106", 300, due=date(2022, 6, 20))
    assert after["12"].due == DUE
    later = standing_after(draft(*BOTH, total=400, day=date(2022, 6, 23)), stood)
    assert later["106"].day == date(2022, 6, 23)


@given(st.lists(st.integers(0, 500), min_size=2, max_size=2), st.integers(0, 1000))
def test_only_numbers_that_add_up_are_free_of_errors(numbers, total):
    wish = draft(*(wanted(code, people) for code, people in zip(("105", "106"), numbers, strict=True)), total=total)
    wrong = [each for each in check_draft(wish, ground()) if each.severity == "error"]
    assert (not wrong) == (sum(numbers) == total)
