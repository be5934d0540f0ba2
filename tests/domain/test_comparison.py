"""The earlier period a report is compared with."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.progress.comparison import compared_period_ends, previous_period_end


def may(*days):
    return [date(2022, 5, day) for day in days]


@pytest.mark.parametrize(
    ("reported", "as_of", "expected"),
    [
        (may(8, 15, 22), 22, 15),
        (may(22, 8, 15), 31, 15),
        (may(8, 15, 22), 21, 8),
        (may(8, 15, 22), 15, 8),
        (may(16, 22), 22, 16),  # 6 days earlier
        (may(17, 22), 22, None),  # 5 days earlier: the same week, ended on another day
        (may(12, 19, 22), 22, 12),
        (may(15, 16, 17, 18, 19, 20, 21, 22), 22, 16),  # daily
        (may(22), 22, None),
        (may(22), 21, None),
        ([], 22, None),
    ],
)
def test_the_period_before_ended_at_least_six_days_earlier(reported, as_of, expected):
    assert previous_period_end(reported, date(2022, 5, as_of)) == (expected and date(2022, 5, expected))


@pytest.mark.parametrize(
    ("reported", "as_of", "expected"),
    [
        ([1, 8, 15], 15, [1, 8, 15]),
        ([15, 1, 8, 8], 14, [1, 8]),
        ([1, 2, 8, 9, 15], 15, [2, 9, 15]),
        ([1, 7, 13], 13, [1, 7, 13]),
        ([1, 8, 13], 13, [1, 13]),
        ([8], 7, []),
        ([], 7, []),
    ],
)
def test_the_weeks_of_a_history_are_each_compared_with_the_one_before(reported, as_of, expected):
    days = [date(2022, 5, number) for number in reported]
    assert compared_period_ends(days, date(2022, 5, as_of)) == [date(2022, 5, number) for number in expected]
