"""Doses to date: what was reported cumulatively, and increments added to it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.counting.running_totals import Report, RunningTotal, running_totals


def day(number: int) -> date:
    return date(2022, 5, number)


def week(end: int, doses: int, *, days: int = 7) -> tuple[tuple[date, int], ...]:
    return ((day(end) - timedelta(days=days - 1), doses),)


def totals(*reports: Report, before: tuple[RunningTotal, ...] = ()) -> list[tuple[int, int, bool]]:
    return [(t.period_end.day, t.doses_to_date, t.incomplete) for t in running_totals(reports, before)]


def test_a_reported_cumulative_stands_as_it_is() -> None:
    assert totals(Report(day(5), (), 1000), Report(day(12), week(12, 30), 1040)) == [
        (5, 1000, False),
        (12, 1040, False),
    ]


def test_a_week_after_a_cumulative_is_added_to_it() -> None:
    assert totals(Report(day(5), (), 1000), Report(day(12), week(12, 30), None)) == [
        (5, 1000, False),
        (12, 1030, False),
    ]


def test_a_missing_week_leaves_a_lower_bound_until_the_next_cumulative() -> None:
    reports = [
        Report(day(5), (), 1000),
        Report(day(19), week(19, 30), None),
        Report(day(26), week(26, 5), None),
        Report(day(31), (), 1100),
    ]
    assert totals(*reports) == [(5, 1000, False), (19, 1030, True), (26, 1035, True), (31, 1100, False)]


def test_the_missing_week_makes_the_later_ones_complete_when_it_arrives() -> None:
    reports = [Report(day(5), (), 1000), Report(day(12), week(12, 20), None), Report(day(19), week(19, 30), None)]
    assert totals(*reports) == [(5, 1000, False), (12, 1020, False), (19, 1050, False)]


def test_increments_without_any_cumulative_are_a_lower_bound() -> None:
    assert totals(Report(day(5), week(5, 10), None), Report(day(12), week(12, 20), None)) == [
        (5, 10, True),
        (12, 30, True),
    ]


def test_one_day_short_of_the_next_week_is_a_gap_and_the_next_day_is_not() -> None:
    before = (RunningTotal(day(5), None, None, 1000, False),)
    assert totals(Report(day(13), ((day(7), 30),), None), before=before) == [(13, 1030, True)]
    assert totals(Report(day(13), ((day(6), 30),), None), before=before) == [(13, 1030, False)]


def test_a_week_and_its_days_are_not_added_twice() -> None:
    reports = [
        Report(day(5), (), 1000),
        Report(day(6), ((day(6), 4),), None),
        Report(day(12), ((day(6), 30), (day(12), 9)), None),
    ]
    assert totals(*reports) == [(5, 1000, False), (6, 1004, False), (12, 1030, False)]


def test_an_increment_that_overlaps_a_larger_cumulative_never_lowers_it() -> None:
    reports = [Report(day(5), (), 1000), Report(day(10), (), 1100), Report(day(12), week(12, 30), None)]
    assert totals(*reports) == [(5, 1000, False), (10, 1100, False), (12, 1100, True)]


def test_the_longest_period_that_ends_on_a_day_is_its_doses_in_period() -> None:
    (total,) = running_totals([Report(day(12), ((day(12), 9), (day(6), 30)), 500)])
    assert (total.period_start, total.doses_in_period) == (day(6), 30)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 500)), min_size=2, max_size=12), st.integers(1, 10))
def test_counting_on_from_a_day_gives_what_counting_all_gives(weeks: list[tuple[bool, int]], cut: int) -> None:
    first = date(2022, 1, 7)
    reports = []
    for number, (cumulative, doses) in enumerate(weeks):
        end = first + timedelta(weeks=number)
        value = 10_000 + doses if cumulative else None
        reports.append(Report(end, ((end - timedelta(days=6), doses),), value))
    cut = min(cut, len(reports) - 1)
    whole = running_totals(reports)
    assert running_totals(reports[cut:], whole[:cut][-1:]) == whole[cut:]
