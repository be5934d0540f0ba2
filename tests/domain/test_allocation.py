"""Splitting a number of people over units: exactly, in proportion, to nobody more than remain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.assigning.allocation import PEOPLE, REMAINING, Part, allocate, split


def parts(*counts):
    """Units a, b, c … with (people, remaining); one number is both."""
    pairs = [each if isinstance(each, tuple) else (each, each) for each in counts]
    return [Part(code, f"unit {code}", *pair) for code, pair in zip("abcdefgh", pairs, strict=False)]


def shares(total, units, by=REMAINING):
    return list(allocate(total, units, by=by).shares.values())


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        (10, [1, 1, 1], [4, 3, 3]),  # ties go in the official order
        (10, [1, 2, 3], [2, 3, 5]),  # 1.67 3.33 5.00
        (7, [10, 20, 70], [1, 1, 5]),  # 0.7 1.4 4.9: the largest fractions first
        (1, [1, 1], [1, 0]),
        (0, [3, 4], [0, 0]),
        (5, [0, 5], [0, 5]),
        (5, [0, 0], [0, 0]),
    ],
)
def test_the_largest_remainders_get_the_people_left_over(total, weights, expected):
    codes = "abc"[: len(weights)]
    assert list(split(total, dict(zip(codes, weights, strict=True))).values()) == expected


def test_all_who_remain_are_each_units_own():
    assert shares(60, parts(10, 20, 30)) == [10, 20, 30]


def test_by_people_nobody_gets_more_than_remain_and_the_others_take_the_rest():
    # By people alone 30 each; the first has only 5 left.
    assert shares(60, parts((100, 5), (100, 50), (100, 40)), PEOPLE) == [5, 28, 27]


def test_by_people_a_unit_at_its_cap_exactly_is_full_and_not_over():
    assert shares(60, parts((100, 20), (100, 20), (100, 20)), PEOPLE) == [20, 20, 20]


def test_more_than_remain_in_all_is_split_and_said():
    found = allocate(61, parts(10, 20, 30), by=REMAINING)
    assert sum(found.shares.values()) == 61
    [finding] = found.findings
    assert (finding.severity, finding.code) == ("warning", "more_than_remain")
    assert finding.values == {"total": 61, "remaining": 60, "field": "total"}


def test_exactly_what_remains_is_not_more():
    assert allocate(60, parts(10, 20, 30), by=REMAINING).findings == ()


def test_where_nobody_remains_nothing_can_be_split():
    found = allocate(5, parts(0, 0), by=REMAINING)
    assert (found.shares, [each.code for each in found.findings]) == ({}, ["assignment_nobody_remains"])


@pytest.mark.parametrize(
    ("by", "unknown", "code"),
    [
        (REMAINING, (100, None), "assignment_remaining_unknown"),
        (PEOPLE, (100, None), "assignment_remaining_unknown"),
        (PEOPLE, (None, None), "assignment_people_unknown"),
    ],
)
def test_an_unknown_number_is_never_taken_as_nobody(by, unknown, code):
    found = allocate(10, parts((50, 20), unknown), by=by)
    assert found.shares == {}
    [finding] = found.findings
    assert (finding.severity, finding.code, finding.values["unit"]) == ("error", code, "unit b")


COUNTS = st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 9_000)), min_size=1, max_size=8)
METHODS = st.sampled_from((REMAINING, PEOPLE))


@given(COUNTS, st.floats(0, 1), METHODS)
def test_shares_add_up_exactly_and_stay_between_nobody_and_all_who_remain(counts, part, by):
    units = parts(*counts)
    left = sum(unit.remaining for unit in units)
    total = int(left * part)
    found = allocate(total, units, by=by)
    assert sum(found.shares.values()) == total
    assert all(0 <= found.shares[unit.unit] <= unit.remaining for unit in units)
    assert list(found.shares) == [unit.unit for unit in units]


@given(COUNTS, st.integers(1, 5_000), METHODS)
def test_what_is_over_those_who_remain_adds_up_all_the_same(counts, more, by):
    units = parts(*counts)
    total = sum(unit.remaining for unit in units) + more
    found = allocate(total, units, by=by)
    if found.shares:
        assert sum(found.shares.values()) == total
        assert min(found.shares.values()) >= 0


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8), st.integers(0, 3_000))
def test_who_weighs_more_never_gets_less(weights, total):
    codes = "abcdefgh"[: len(weights)]
    found = split(total, dict(zip(codes, weights, strict=True)))
    by_weight = sorted(codes, key=lambda code: (weights[codes.index(code)], -codes.index(code)))
    assert [found[code] for code in by_weight] == sorted(found[code] for code in by_weight)


@given(COUNTS, st.floats(0, 1), METHODS)
def test_another_order_of_the_units_moves_no_more_than_one_person_of_a_unit(counts, part, by):
    units = parts(*counts)
    total = int(sum(unit.remaining for unit in units) * part)
    one, other = (allocate(total, order, by=by).shares for order in (units, units[::-1]))
    assert all(abs(one[code] - other[code]) <= 1 for code in one)
