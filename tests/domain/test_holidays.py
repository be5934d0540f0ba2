"""Days off: which days, which unreported weeks hold one, and what they leave out of the pace."""

from __future__ import annotations

import numpy as np
import pytest

from campaign.domain.arrays import day_number
from campaign.domain.frames import HOLIDAYS, frame
from campaign.domain.progress.holidays import holiday_days, holidays_between, idle_days
from tests.domain.progress_tables import day, first, people, report, told

TET = [(day("29/01/2022"), day("06/02/2022"), "Tết", "New year")]
AFTER = "28/02/2022"


def number(text):
    return day_number(day(text).date())


def pace(reports, holidays=TET):
    return told(first(AFTER, reports, [people(10_000)], holidays=holidays).pace)


def between(before, after, given=700):
    """Two cumulatives, that many doses apart."""
    return [report(before, 1000), report(after, 1000 + given)]


# --- the days ---


def test_both_ends_of_a_holiday_are_days_off_and_none_is_counted_twice():
    overlapping = [*TET, (day("06/02/2022"), day("07/02/2022"), "bù", "in lieu")]
    days = holiday_days(frame(overlapping, HOLIDAYS))
    assert list(days) == list(range(number("29/01/2022"), number("07/02/2022") + 1))


def test_without_holidays_no_day_is_off():
    assert len(holiday_days(frame([], HOLIDAYS))) == 0


@pytest.mark.parametrize(
    ("begin", "end", "found"),
    [
        ("01/01/2022", "28/01/2022", []),
        ("01/01/2022", "29/01/2022", ["Tết"]),
        ("06/02/2022", "28/02/2022", ["Tết"]),
        ("07/02/2022", "28/02/2022", []),
    ],
)
def test_a_holiday_is_between_two_days_if_any_of_its_days_is(begin, end, found):
    rows = holidays_between(frame(TET, HOLIDAYS), day(begin).date(), day(end).date())
    assert rows["name_vi"].tolist() == found


@pytest.mark.parametrize(
    ("before", "after", "idle"),
    [
        ("23/01/2022", "30/01/2022", 0),  # one week, which was reported
        ("23/01/2022", "31/01/2022", 7),  # 24-30/01 ended without a report
        ("23/01/2022", "06/02/2022", 7),  # 31/01-06/02 ended with one
        ("23/01/2022", "07/02/2022", 14),
        ("23/01/2022", "13/02/2022", 14),  # 07-13/02 had no day off
        ("21/01/2022", "29/01/2022", 0),  # 22-28/01 had no day off, 29/01 was reported
        ("22/01/2022", "30/01/2022", 7),  # 23-29/01 had one
        ("06/02/2022", "27/02/2022", 0),
        ("05/02/2022", "27/02/2022", 7),  # 06-12/02
    ],
)
def test_an_unreported_week_with_a_day_off_is_idle(before, after, idle):
    days = idle_days(np.array([number(before)]), np.array([number(after)]), holiday_days(frame(TET, HOLIDAYS)))
    assert days.tolist() == [idle]


# --- the pace ---


@pytest.mark.parametrize(
    ("before", "after", "weeks"),
    [
        ("23/01/2022", "30/01/2022", 1),  # a week
        ("23/01/2022", "31/01/2022", 8 / 7),  # 8 days are a week as they stand
        ("23/01/2022", "01/02/2022", 1),  # 9 days: the week without a report is left out, never less than a week stays
        ("23/01/2022", "06/02/2022", 1),
        ("23/01/2022", "07/02/2022", 1),  # two idle weeks and a day
        ("23/01/2022", "13/02/2022", 1),
        ("23/01/2022", "20/02/2022", 2),
        ("23/01/2022", "21/02/2022", 15 / 7),
        ("16/01/2022", "30/01/2022", 2),  # 17-23/01 had no day off, 24-30/01 was reported
        ("15/01/2022", "30/01/2022", 8 / 7),  # 23-29/01 is idle
    ],
)
def test_a_difference_is_not_spread_over_unreported_weeks_with_a_day_off(before, after, weeks):
    assert pace(between(before, after)) == pytest.approx(700 / weeks)


def test_without_a_holiday_the_difference_is_spread_over_all_days():
    assert pace(between("23/01/2022", "13/02/2022"), holidays=[]) == pytest.approx(700 / 3)


@pytest.mark.parametrize("given", [0, 50])
def test_a_reported_week_counts_holiday_or_not(given):
    reports = [report("23/01/2022", 1000), report("30/01/2022", 1000 + given), report("06/02/2022", 1100 + given)]
    assert pace(reports) == (given + 100) / 2


def test_a_stated_week_of_zero_during_the_holiday_slows_the_pace():
    assert pace([report("30/01/2022", 100, 100), report("06/02/2022", 100, 0)]) == 50


def test_a_longer_period_with_stated_doses_is_a_report_of_all_its_days():
    assert pace([report("13/02/2022", 700, 700, days=21)]) == pytest.approx(700 / 3)


def test_a_correction_over_the_holiday_stays_negative():
    assert pace(between("23/01/2022", "13/02/2022", given=-70)) == -70
