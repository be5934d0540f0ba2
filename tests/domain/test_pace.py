"""Pace: doses a week, from weekly, daily, monthly and cumulative-only reports."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.progress_tables import CITY, TAM_DUONG, day, first, measured, people, report, target, told, unit_rows

MONDAY_AFTER = "01/08/2022"


def weekly(doses, *, last="31/07/2022", days=7):
    """Reports of those doses, one a week, the last ending on that day."""
    ends = [day(last) - timedelta(days=7 * back) for back in reversed(range(len(doses)))]
    sums = [sum(doses[: place + 1]) for place in range(len(doses))]
    return [
        report(f"{end:%d/%m/%Y}", total, given, days=days) for end, total, given in zip(ends, sums, doses, strict=True)
    ]


def pace(reports, **named):
    return told(first(MONDAY_AFTER, reports, [people(10_000)], **named).pace)


def days_until(reports):
    """Days to completion at the pace, the fastest and the slowest week; 1000 people remain."""
    given = reports[-1][6]
    row = first(MONDAY_AFTER, reports, [people(given + 1000)])
    dates = [row.projected_completion, row.projected_early, row.projected_late]
    return [None if told(date) is None else (date - day(MONDAY_AFTER)).days for date in dates]


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        ([], None),
        ([70], 70),
        ([10, 20, 60], 30),
        ([10, 20, 30, 40], 25),
        ([900, 10, 20, 30, 40], 25),
        ([900, 900, 900, 900, 10, 20, 30, 40], 25),
        ([0, 0, 0, 0], 0),
        ([0, 0, 0, -40], -10),
    ],
)
def test_pace_is_the_mean_of_the_last_four_reported_weeks(doses, expected):
    assert pace(weekly(doses)) == expected


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        ([100], [70, 70, 70]),
        ([50, 100, 200], [60, 35, 140]),
        ([100] * 7 + [200], [56, 35, 70]),
        ([50, *[100] * 6, 200], [56, 35, 140]),  # 8 weeks: the slowest counts
        ([50, *[100] * 7, 200], [56, 35, 70]),  # 9 weeks: it no longer does
        ([500, *[100] * 7], [70, 14, 70]),
        ([500, *[100] * 8], [70, 70, 70]),
        ([0, 100, 100, 100, 100], [70, 70, None]),  # never, at the slowest week's pace
        ([-30, 100, 100, 100, 100], [70, 70, None]),
        ([0, 0, 0, 0], [None, None, None]),
        ([100, -50, -50, -50, -50], [None, 70, None]),
    ],
)
def test_the_projection_ranges_over_the_last_eight_reported_weeks(doses, expected):
    assert days_until(weekly(doses)) == expected


def test_a_missing_week_is_not_a_week_without_doses():
    first_week, _, third_week = weekly([10, 20, 30])
    assert pace([first_week, third_week]) == 20


@pytest.mark.parametrize(
    ("days", "expected"),
    [(6, 70), (7, 70), (8, 70), (9, 70 * 7 / 9), (14, 35), (31, 70 * 7 / 31)],
)
def test_a_report_of_six_to_eight_days_is_a_week_and_a_longer_one_counts_by_the_week(days, expected):
    assert pace([report("31/07/2022", 70, 70, days=days)]) == pytest.approx(expected)


# --- only doses to date ---


def test_a_first_cumulative_alone_has_no_pace():
    assert pace([report("31/07/2022", 5000)]) is None


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (("24/07/2022", 930), 70),
        (("25/07/2022", 930), 70 * 7 / 6),
        (("17/07/2022", 930), 35),
        (("24/07/2022", 1010), -10),  # a correction
        (("24/07/2022", None), None),
    ],
)
def test_the_difference_of_two_cumulatives_counts_by_the_week(before, expected):
    assert pace([report(*before), report("31/07/2022", 1000)]) == pytest.approx(expected)


def test_doses_stated_for_the_period_go_before_the_difference():
    assert pace([report("24/07/2022", 930), report("31/07/2022", 1000, 55)]) == 55


def test_doses_stated_without_a_period_are_not_used():
    row = ("18+", "dose_3", CITY, None, day("31/07/2022"), 55, 1000, False, False)
    assert pace([report("24/07/2022", 930), row]) == 70


def test_a_complete_total_is_not_compared_with_a_lower_bound():
    lower_bound = report("24/07/2022", 100, 100, incomplete=True)
    assert pace([lower_bound, report("31/07/2022", 9000)]) == 100
    assert pace([report("10/07/2022", 8700), lower_bound, report("31/07/2022", 9000)]) == (100 + 100) / 2


def test_two_lower_bounds_are_not_compared():
    """They may be sums of different units: a district's first report is not a week's work."""
    bounds = [report("24/07/2022", 100, incomplete=True), report("31/07/2022", 970, incomplete=True)]
    assert pace(bounds) is None
    stated = [report("24/07/2022", 100, 40, incomplete=True), report("31/07/2022", 970, 60, incomplete=True)]
    assert pace(stated) == 50


# --- daily reports ---


def daily(doses, *, last="31/07/2022", already=0):
    """One report a day, the last on that day; None is a day without a report."""
    total, rows = already, []
    for place, given in enumerate(doses):
        if given is not None:
            total += given
            end = day(last) - timedelta(days=len(doses) - 1 - place)
            rows.append(report(f"{end:%d/%m/%Y}", total, given, days=1))
    return rows


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        ([1, 2, 3, 4, 5, 6, 7], 28),
        ([10] * 7 + [20] * 7, 105),
        ([100] * 7 + [10] * 7 * 4, 70),  # only the last four weeks
        ([None, None, 10, 10, 10, 10, 10], 70),  # five days known of the first week
        ([10] * 6, 60),
        ([30], 210),
    ],
)
def test_daily_reports_are_summed_into_weeks_ending_with_the_latest(doses, expected):
    assert pace(daily(doses)) == pytest.approx(expected)


def test_days_without_a_report_inside_a_week_add_nothing():
    assert pace(daily([10, 10, 10, 10, 10, None, None, 10, 10, 10, 10, 10])) == pytest.approx((50 + 70) / 2)


def test_weeks_of_daily_reports_end_with_each_units_own_latest():
    city = daily([10] * 14)
    late = [(*row[:2], TAM_DUONG, *row[3:]) for row in daily([20] * 14, last="29/07/2022")]
    table = measured(MONDAY_AFTER, city + late, [people(1000)], units=unit_rows("district", [CITY, TAM_DUONG]))
    assert table.pace.tolist() == [70, 140]


def test_weekly_reports_followed_by_daily_ones_are_all_weeks():
    assert pace(weekly([70, 140], last="24/07/2022") + daily([30] * 7, already=210)) == pytest.approx(140)


def test_days_inside_a_weekly_report_are_not_counted_twice():
    sheet_of_wednesday = report("27/07/2022", 80, 10, days=1)
    first_week, second_week = weekly([70, 70])
    assert pace([first_week, sheet_of_wednesday, second_week]) == 70


def test_cumulatives_a_few_days_apart_are_summed_into_weeks():
    ends = [("17/07/2022", 0), ("21/07/2022", 30), ("24/07/2022", 70), ("28/07/2022", 110), ("31/07/2022", 140)]
    assert pace([report(end, total) for end, total in ends]) == 70


def test_reports_after_the_date_do_not_count():
    assert pace([*weekly([10, 20]), report("07/08/2022", 9000, 8970)]) == 15


def test_pace_is_known_without_people_or_threshold():
    row = first(MONDAY_AFTER, weekly([70]), [], [target(threshold=None)])
    assert [row.pace, told(row.projected_completion)] == [70, None]


@pytest.mark.parametrize(
    ("before", "length", "expected"),
    [
        # 400 doses in four weeks are 100 a week, whatever the months before were like
        (4000, 28, 100),
        # three weeks leave room for one week of the months before, at their 1000 a week
        (4000, 21, (3 * 100 + 1000) / 4),
        # a report of eight days is one week as it stands; one of nine is 9/7 of a week at its weekly rate
        (4000, 8, (400 + 3 * 1000) / 4),
        (4000, 9, (400 + (4 - 9 / 7) * 1000) / 4),
    ],
)
def test_a_report_of_a_month_is_the_weeks_it_has(before, length, expected):
    doses = 100 * length // 7 if length in (28, 21) else 400
    earlier = report(f"{day('31/07/2022') - timedelta(days=length):%d/%m/%Y}", before, before, days=28)
    assert pace([earlier, report("31/07/2022", before + doses, doses, days=length)]) == pytest.approx(expected)


def test_monthly_communes_and_their_weekly_district_are_judged_alike():
    weeks = weekly([500, 500, 500, 500, 100, 100, 100, 100])
    months = [report("03/07/2022", 2000, 2000, days=28), report("31/07/2022", 2400, 400, days=28)]
    assert pace(months) == pace(weeks) == 100
