"""Ranking: order, ties, units that cannot be ranked, and movement since the period before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.frames import RANKING
from campaign.domain.ranking.ranking import UNRANKED_WORDS, ranking
from tests.domain.progress_tables import measured, people, report, told, unit_rows

NOW, BEFORE = "29/05/2022", "22/05/2022"


def table(doses, *, as_of=NOW, denominators=None):
    """Progress of districts a, b, c … with those doses of 1000 people each, reported on the day itself."""
    codes = "abcdefgh"[: len(doses)]
    reports = [report(as_of, given, unit=code) for code, given in zip(codes, doses, strict=True) if given is not None]
    rows = denominators or [people(1000, unit=code) for code in codes]
    return measured(as_of, reports, rows, units=unit_rows("district", list(codes)))


def ranked(now, before=None):
    before = now.iloc[:0] if before is None else before
    return ranking(now, before)


def listed(result, *columns):
    return [tuple(told(row[column]) for column in columns) for _, row in result.iterrows()]


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        ([100, 300, 200], [("b", 1), ("c", 2), ("a", 3)]),
        ([100, 200, 300, 200], [("c", 1), ("b", 2), ("d", 2), ("a", 4)]),
        ([200, 300, 300, 300], [("b", 1), ("c", 1), ("d", 1), ("a", 4)]),
        ([50, 50], [("a", 1), ("b", 1)]),
        ([0, 1043], [("b", 1), ("a", 2)]),
        ([100], [("a", 1)]),
        ([], []),
    ],
)
def test_ranks_are_by_coverage_and_ties_share_one(doses, expected):
    assert listed(ranked(table(doses)), "unit", "rank") == expected


def test_equal_shares_of_different_numbers_of_people_tie():
    now = table([1, 33, 20], denominators=[people(3, unit="a"), people(99, unit="b"), people(100, unit="c")])
    assert listed(ranked(now), "unit", "rank") == [("a", 1), ("b", 1), ("c", 3)]


def test_units_that_cannot_be_ranked_come_last_with_the_reason():
    rows = [people(1000, unit="a"), people(1000, unit="b"), people(0, unit="d")]
    result = ranked(table([None, 100, 200, 300], denominators=rows))
    assert listed(result, "unit", "rank", "unranked_reason") == [
        ("b", 1, None),
        ("a", None, "no_figure"),
        ("c", None, "no_denominator"),
        ("d", None, "no_denominator"),
    ]
    assert set(result.unranked_reason.dropna()) == set(UNRANKED_WORDS)


def test_a_unit_with_no_doses_given_is_ranked_last_not_left_out():
    assert listed(ranked(table([0, None, 5])), "unit", "rank") == [("c", 1), ("a", 2), ("b", None)]


def test_a_late_reporter_is_ranked_on_its_last_figure_and_marked():
    reports = [report(BEFORE, 500, unit="a"), report(BEFORE, 100, unit="b"), report(NOW, 300, unit="b")]
    rows = [people(1000, unit="a"), people(1000, unit="b")]
    now = measured(NOW, reports, rows, units=unit_rows("district", ["a", "b"]))
    assert listed(ranked(now), "unit", "rank", "stale", "period_end") == [
        ("a", 1, True, BEFORE),
        ("b", 2, False, NOW),
    ]


def test_movement_is_positive_upwards_and_in_points_of_coverage():
    result = ranked(table([400, 300, 200]), table([100, 250, 200], as_of=BEFORE))
    assert listed(result, "unit", "rank", "rank_before", "rank_change", "coverage_before") == [
        ("a", 1, 3, 2, 0.1),
        ("b", 2, 1, -1, 0.25),
        ("c", 3, 2, -1, 0.2),
    ]
    assert result.coverage_change.tolist() == pytest.approx([0.3, 0.05, 0.0])


@pytest.mark.parametrize(
    ("doses_now", "doses_before", "expected"),
    [
        ([100, 50], [None, 50], (1, None, None, None, None)),
        ([None, 50], [100, 50], (None, 1, None, 0.1, None)),
        ([100, 50], [100, 50], (1, 1, 0, 0.1, 0.0)),
    ],
)
def test_movement_is_unknown_where_either_side_is(doses_now, doses_before, expected):
    result = ranked(table(doses_now), table(doses_before, as_of=BEFORE)).set_index("unit")
    columns = ["rank", "rank_before", "rank_change", "coverage_before", "coverage_change"]
    assert tuple(told(result.loc["a", column]) for column in columns) == expected


def test_without_an_earlier_period_there_is_no_movement():
    result = ranked(table([100, 200]))
    assert result[["rank_before", "rank_change", "coverage_before", "coverage_change"]].isna().all(axis=None)


def test_a_ranking_has_its_columns_and_leaves_the_input_alone():
    now = table([100, None, 300])
    unchanged = now.copy()
    result = ranked(now, now)
    assert now.equals(unchanged)
    assert {name: str(dtype) for name, dtype in result.dtypes.items()} == RANKING


@given(st.lists(st.none() | st.integers(0, 20), max_size=8))
def test_every_unit_is_listed_once_and_ranked_by_how_many_are_ahead(doses):
    result = ranked(table(doses))
    assert sorted(result.unit) == list("abcdefgh"[: len(doses)])
    given_doses = [given for given in doses if given is not None]
    for row in result[result["rank"].notna()].itertuples():
        assert row.rank == 1 + sum(other > row.doses_to_date for other in given_doses)


def test_a_unit_that_has_not_reported_since_has_no_change_and_keeps_its_place():
    before = table([100, 200], as_of=BEFORE)
    reports = [report(BEFORE, 100, unit="a"), report(NOW, 260, unit="b")]
    now = measured(NOW, reports, [people(1000, unit=unit) for unit in "ab"], units=unit_rows("district", ["a", "b"]))
    assert listed(ranked(now, before), "unit", "coverage_change", "rank_change") == [
        ("b", pytest.approx(0.06), 0),
        ("a", None, 0),
    ]
