"""The ledger of denominators: what stands, what stood before, what took its place and what was taken back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.people.ledger import (
    COMING,
    IN_FORCE,
    PAST,
    REPLACED,
    WITHDRAWN,
    PeopleStated,
    ledger_entries,
    of_dose,
    people_on,
)

JAN, APR, JUL = date(2022, 1, 1), date(2022, 4, 1), date(2022, 7, 1)


def stated(day, upload, people, *, dose="", kind="resident", withdrawn=False):
    """People by unit, in column C from row 5 on."""
    units, rows = list(people), list(range(5, 5 + len(people)))
    place = ("Dân số", "C", "Số đối tượng")
    return PeopleStated("18+", dose, kind, day, upload, withdrawn, *place, units, rows, list(people.values()))


def entries(statements, as_of=JUL, **options):
    found = ledger_entries(statements, as_of, **options)
    return [(each.unit, each.valid_from, each.people, each.before, each.until, each.state) for each in found]


def test_a_revision_keeps_what_stood_before_it():
    statements = [stated(JAN, 1, {"105": 100}), stated(APR, 2, {"105": 90})]
    assert entries(statements) == [
        ("105", JAN, 100, None, APR, PAST),
        ("105", APR, 90, 100, None, IN_FORCE),
    ]


@pytest.mark.parametrize(
    ("as_of", "states"),
    [(date(2021, 12, 31), [COMING, COMING]), (JAN, [IN_FORCE, COMING]), (date(2022, 3, 31), [IN_FORCE, COMING]),
     (APR, [PAST, IN_FORCE])],
)  # fmt: skip
def test_a_number_is_in_force_from_its_day_until_the_day_before_the_next(as_of, states):
    statements = [stated(JAN, 1, {"105": 100}), stated(APR, 2, {"105": 90})]
    assert [state for *_, state in entries(statements, as_of)] == states


def test_a_statement_that_repeats_what_stands_changes_nothing():
    statements = [stated(JAN, 1, {"105": 100, "106": 50}), stated(APR, 2, {"105": 100, "106": 51})]
    assert entries(statements) == [
        ("105", JAN, 100, None, None, IN_FORCE),
        ("106", JAN, 50, None, APR, PAST),
        ("106", APR, 51, 50, None, IN_FORCE),
    ]


def test_for_one_day_the_newest_upload_stands_and_the_other_is_history():
    statements = [stated(JAN, 1, {"105": 100}), stated(JAN, 2, {"105": 120})]
    assert entries(statements) == [("105", JAN, 120, None, None, IN_FORCE)]
    assert entries(statements, history=True) == [
        ("105", JAN, 100, None, None, REPLACED),
        ("105", JAN, 120, None, None, IN_FORCE),
    ]


def test_a_number_that_returns_to_the_one_before_on_its_own_day_is_no_revision():
    statements = [stated(JAN, 1, {"105": 100}), stated(APR, 2, {"105": 90}), stated(APR, 3, {"105": 100})]
    assert entries(statements) == [("105", JAN, 100, None, None, IN_FORCE)]


def test_what_was_withdrawn_is_shown_in_the_history_alone():
    statements = [stated(JAN, 1, {"105": 100}), stated(APR, 2, {"105": 90}, withdrawn=True)]
    assert entries(statements) == [("105", JAN, 100, None, None, IN_FORCE)]
    assert entries(statements, history=True)[-1] == ("105", APR, 90, None, None, WITHDRAWN)


def test_each_entry_names_its_cell():
    [entry] = ledger_entries([stated(JAN, 7, {"105": 100, "106": 50})], JUL, units={"106"})
    assert (entry.upload, entry.sheet, entry.cell, entry.header) == (7, "Dân số", "C6", "Số đối tượng")


def test_people_of_a_dose_go_before_those_of_any():
    standing = people_on(
        ledger_entries([stated(JAN, 1, {"105": 100}), stated(JAN, 1, {"105": 80}, dose="dose_3")], JUL), JUL
    )
    assert of_dose(standing, "105", "18+", "dose_3", "resident").people == 80
    assert of_dose(standing, "105", "18+", "dose_4", "resident").people == 100
    assert of_dose(standing, "106", "18+", "dose_3", "resident") is None


STATEMENTS = st.lists(
    st.tuples(
        st.sampled_from([JAN, APR, JUL]),
        st.dictionaries(st.sampled_from(["105", "106"]), st.integers(1, 3), min_size=1),
        st.booleans(),
    ),
    max_size=8,
)


@given(STATEMENTS, st.sampled_from([JAN, APR, JUL]))
def test_what_stands_is_what_the_newest_accepted_statement_of_the_latest_day_says(made, day):
    numbered = [stated(since, number, people, withdrawn=out) for number, (since, people, out) in enumerate(made, 1)]
    ordered = sorted(numbered, key=lambda each: (each.valid_from, each.upload))
    expected: dict[str, int] = defaultdict(int)
    for each in ordered:
        if not each.withdrawn and each.valid_from <= day:
            expected.update(zip(each.units, each.values, strict=True))
    standing = people_on(ledger_entries(ordered, day), day)
    assert {key[0]: entry.people for key, entry in standing.items()} == dict(expected)
    assert all(entry.state == IN_FORCE for entry in standing.values())
