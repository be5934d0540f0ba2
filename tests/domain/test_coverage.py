"""Coverage and the people still to vaccinate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.progress.coverage import coverage, remaining
from tests.domain.progress_tables import first, people, report, target, told

UNKNOWN = float("nan")


def one(function, *values):
    result = function(*(np.array([float(value)]) for value in values))[0]
    return None if np.isnan(result) else result


@pytest.mark.parametrize(
    ("doses", "denominator", "expected"),
    [
        (0, 1000, 0.0),
        (985, 1000, 0.985),
        (1000, 1000, 1.0),
        (1043, 1000, 1.043),  # over 100 % is shown
        (10, 0, None),
        (0, 0, None),
        (10, UNKNOWN, None),
        (UNKNOWN, 1000, None),
    ],
)
def test_coverage_is_doses_over_people_and_never_clipped(doses, denominator, expected):
    assert one(coverage, doses, denominator) == expected


@pytest.mark.parametrize(
    ("doses", "denominator", "threshold", "expected"),
    [
        (949, 1000, 0.95, 1),
        (950, 1000, 0.95, 0),
        (951, 1000, 0.95, 0),
        (999, 1000, 1, 1),
        (1000, 1000, 1, 0),
        (1200, 1000, 1, 0),
        (6, 100, 0.07, 1),  # 0.07 x 100 is a little over 7 for a computer
        (7, 100, 0.07, 0),
        (960, 1011, 0.95, 1),  # 960.45 people are 961
        (961, 1011, 0.95, 0),
        (63_630_999, 66_980_000, 0.95, 1),
        (63_631_000, 66_980_000, 0.95, 0),
        (0, 0, 1, None),
        (5, UNKNOWN, 1, None),
        (UNKNOWN, 100, 1, None),
        (5, 100, UNKNOWN, None),
    ],
)
def test_remaining_counts_whole_people_up_to_the_threshold(doses, denominator, threshold, expected):
    assert one(remaining, doses, denominator, threshold) == expected


@pytest.mark.parametrize(
    ("doses", "denominator", "coverage_shown", "remaining_shown", "status"),
    [
        (999, 1000, 0.999, 1, "missed"),
        (1000, 1000, 1.0, 0, "met"),
        (1001, 1000, 1.001, 0, "met"),
        (1000, 0, None, None, "no_data"),
        (1000, None, None, None, "no_data"),
        (None, 1000, None, None, "no_data"),
    ],
)
def test_a_unit_shows_its_coverage_or_that_it_is_unknown(doses, denominator, coverage_shown, remaining_shown, status):
    row = first("01/07/2022", [report("26/06/2022", doses)], [people(denominator)], [target(deadline="30/06/2022")])
    assert [told(row.coverage), told(row.remaining), row.status] == [coverage_shown, remaining_shown, status]


def test_without_a_threshold_nothing_remains_to_be_counted():
    row = first("01/07/2022", [report("26/06/2022", 10)], [people(100)], [target(threshold=None)])
    assert [row.coverage, told(row.remaining), told(row.required_pace)] == [0.1, None, None]


@given(st.integers(0, 10**8), st.integers(0, 10**6), st.integers(1, 10**8), st.floats(0.01, 1))
def test_more_doses_never_lower_coverage_nor_raise_what_remains(doses, more, denominator, threshold):
    assert one(coverage, doses + more, denominator) >= one(coverage, doses, denominator)
    assert one(remaining, doses + more, denominator, threshold) <= one(remaining, doses, denominator, threshold)
