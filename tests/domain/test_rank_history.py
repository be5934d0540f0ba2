"""Ranks week by week: each week as it was seen then."""

from __future__ import annotations

from itertools import product

import pandas as pd
from hypothesis import given as tried
from hypothesis import settings
from hypothesis import strategies as st

from campaign.domain.frames import INTERVALS, RANK_HISTORY, frame
from campaign.domain.progress.progress import progress
from campaign.domain.ranking.composite import composite
from campaign.domain.ranking.rank_history import composite_rank_history, rank_history
from campaign.domain.ranking.ranking import ranking
from tests.domain.progress_tables import interval, report, target
from tests.domain.ranking_tables import campaign, day, due, given, goal, listed, week

SHARES = {"T6": 0.25, "T7": 0.75}


def history(frames, weeks):
    return rank_history(*frames, weeks=[day(week(number)) for number in weeks])


def ranks(rows):
    """{unit: its rank in each week}"""
    told = listed(rows, "unit", "rank")
    return {unit: [rank for other, rank in told if other == unit] for unit, _ in told}


def some_weeks(doses: dict[str, list[int | None]]):
    """T6 by unit, week by week; None is no report."""
    reports = [
        row
        for unit, by_week in doses.items()
        for number, n in enumerate(by_week)
        for row in given("T6", unit, n, week(number))
    ]
    rows = [row for unit in doses for row in due("T6", unit)]
    return campaign("".join(doses), reports, rows, [goal("T6")])


def test_ranks_change_from_week_to_week():
    frames = some_weeks({"a": [100, 200, 300], "b": [150, 180, 400], "c": [50, 200, 350]})
    assert ranks(history(frames, [0, 1, 2])) == {"a": [2, 1, 3], "b": [1, 3, 1], "c": [3, 1, 2]}


def test_a_late_unit_is_ranked_on_its_last_figure_and_marked_in_that_week_alone():
    rows = history(some_weeks({"a": [100, None, 300], "b": [50, 80, 120]}), [0, 1, 2])
    a = rows[rows["unit"] == "a"]
    assert listed(a, "week", "rank", "period_end", "stale") == [
        (week(0), 1, week(0), False),
        (week(1), 1, week(0), True),
        (week(2), 1, week(2), False),
    ]


def test_a_unit_has_no_rank_before_its_first_report():
    rows = history(some_weeks({"a": [None, 100], "b": [50, 80]}), [0, 1])
    assert listed(rows[rows["unit"] == "a"], "rank", "unranked_reason") == [(None, "no_figure"), (1, None)]


def test_each_week_has_the_people_in_force_then():
    reports = [
        row for number in (0, 1) for row in given("T6", "a", 100, week(number)) + given("T6", "b", 150, week(number))
    ]
    rows = [*due("T6", "a"), *due("T6", "a", 500, since=week(1)), *due("T6", "b")]
    frames = campaign("ab", reports, rows, [goal("T6")])
    found = history(frames, [0, 1])
    assert listed(found, "unit", "rank", "score") == [("a", 2, 0.1), ("b", 1, 0.15), ("a", 1, 0.2), ("b", 2, 0.15)]


def test_later_reports_leave_earlier_weeks_as_they_were():
    early, late = some_weeks({"a": [100, 200], "b": [150, 180]}), some_weeks({"a": [100, 200, 999], "b": [150, 180, 1]})
    assert history(early, [0, 1]).equals(history(late, [0, 1]))


def test_people_due_by_interval_are_those_of_each_week():
    reports = [
        *(report(week(0), doses, unit=unit, dose="dose_2") for unit, doses in (("a", 100), ("b", 100))),
        *(report(week(4), doses, unit=unit, dose="dose_2") for unit, doses in (("a", 400), ("b", 100))),
        *(report(week(number), 50, unit=unit) for number in (6, 10) for unit in "ab"),
    ]
    frames = campaign("ab", reports, [], [target("interval")])
    frames = (*frames[:4], frame([interval(1, "01/01/2021")], INTERVALS), frames[5])
    assert ranks(history(frames, [6, 10])) == {"a": [1, 2], "b": [1, 1]}


def test_a_composites_history_ranks_by_the_mean():
    reports = [*given("T6", "a", 500, week(0)), *given("T7", "a", 300, week(0)), *given("T6", "b", 500, week(0))]
    reports += [*given("T7", "b", 200, week(0)), *given("T7", "b", 900, week(1))]
    rows = [row for name in SHARES for unit in "ab" for row in due(name, unit)]
    frames = campaign("ab", reports, rows, [goal("T6"), goal("T7")])
    found = composite_rank_history(*frames, weights=SHARES, weeks=[day(week(0)), day(week(1))])
    assert ranks(found) == {"a": [1, 2], "b": [2, 1]}
    assert listed(found, "target", "unit", "score", "stale")[2:] == [
        ("T6 + T7", "a", 0.35, True),
        ("T6 + T7", "b", 0.8, False),
    ]


def test_histories_have_their_columns_whatever_there_is():
    for weeks in ([], [0, 1]):
        for frames in (some_weeks({"a": [100, None]}), some_weeks({})):
            found = history(frames, weeks)
            assert {name: str(dtype) for name, dtype in found.dtypes.items()} == RANK_HISTORY
            mean = composite_rank_history(*frames, weights={"T6": 1.0}, weeks=[day(week(number)) for number in weeks])
            assert {name: str(dtype) for name, dtype in mean.dtypes.items()} == RANK_HISTORY


reported = st.lists(st.none() | st.integers(0, 30), min_size=4, max_size=4)


@settings(max_examples=20)
@tried(st.lists(st.tuples(reported, reported, st.integers(1, 30), st.integers(1, 30)), min_size=1, max_size=4))
def test_a_week_of_the_history_is_the_ranking_as_of_that_week(units):
    codes = "abcd"[: len(units)]
    reports, rows = [], []
    for code, (six, seven, first, second) in zip(codes, units, strict=True):
        for number, (of_six, of_seven) in enumerate(zip(six, seven, strict=True)):
            reports += given("T6", code, of_six, week(number)) + given("T7", code, of_seven, week(number))
        rows += due("T6", code, first) + due("T6", code, second, since=week(2)) + due("T7", code, second)
    frames = campaign(codes, reports, rows, [goal("T6", 0.95), goal("T7")])
    weeks = [day(week(number)) for number in range(4)]
    single = rank_history(*frames, weeks=weeks)
    mean = composite_rank_history(*frames, weights=SHARES, weeks=weeks)
    for number, as_of in enumerate(weeks):
        now = progress(*frames, as_of)
        for name in SHARES:
            rows_of = now[now["target"] == name].reset_index(drop=True)
            expected = ranking(rows_of, rows_of.iloc[:0])
            assert_same(single[single["target"] == name], number, expected, "coverage")
        found = composite(*frames, weights=SHARES, as_of=as_of, before=None).ranking
        assert_same(mean, number, found, "score")


def assert_same(rows: pd.DataFrame, number: int, expected: pd.DataFrame, score: str) -> None:
    columns = ("unit", "rank", "period_end", "incomplete", "stale", "unranked_reason")
    one = rows[rows["week"] == pd.Timestamp(day(week(number)))]
    assert sorted(listed(one, *columns), key=str) == sorted(listed(expected, *columns), key=str)
    told = dict(zip(expected["unit"], expected[score], strict=True))
    assert all(pd.isna(given) == pd.isna(told[unit]) for unit, given in zip(one["unit"], one["score"], strict=True))
    assert all(told[unit] == given for unit, given in zip(one["unit"], one["score"], strict=True) if not pd.isna(given))


def test_many_units_targets_and_weeks_are_one_pass():
    """A row for each, in the order of targets, weeks and units."""
    units, weeks = "abcdefgh", [0, 1, 2]
    reports = [row for n, unit in product(weeks, units) for name in SHARES for row in given(name, unit, n, week(n))]
    rows = [row for name in SHARES for unit in units for row in due(name, unit)]
    found = history(campaign(units, reports, rows, [goal("T6"), goal("T7")]), weeks)
    assert listed(found, "target", "week", "unit") == [
        (name, week(n), unit) for name in SHARES for n in weeks for unit in units
    ]
