"""Ranking by several targets: the score, what is not known, ties, weights, and the people between two ranks."""

from __future__ import annotations

import pytest
from hypothesis import given as tried
from hypothesis import settings
from hypothesis import strategies as st

from campaign.domain.frames import COMPOSITE, COMPOSITE_PARTS
from campaign.domain.ranking.composite import composite
from tests.domain.ranking_tables import BEFORE, NOW, campaign, day, due, given, goal, listed, table

HALVES = {"T6": 0.5, "T7": 0.5}
THIRDS = {"T6": 1 / 3, "T7": 1 / 3, "T4": 1 / 3}


def composed(frames, weights=HALVES, *, before=None, now=NOW):
    return composite(*frames, weights=weights, as_of=day(now), before=before and day(before))


def scores(frames, weights=HALVES):
    return {
        unit: (rank, score) for unit, rank, score in listed(composed(frames, weights).ranking, "unit", "rank", "score")
    }


def test_the_score_is_the_mean_of_the_shares_of_each_threshold():
    assert scores(table({"T6": [500, 800], "T7": [300, 100]})) == {"b": (1, 0.45), "a": (2, 0.4)}


def test_weights_decide_how_much_each_target_counts():
    frames = table({"T6": [500, 800], "T7": [300, 100]})
    assert scores(frames, {"T6": 0.25, "T7": 0.75}) == {"a": (1, 0.35), "b": (2, 0.275)}


def test_what_is_beyond_a_threshold_makes_up_for_nothing():
    assert scores(table({"T6": [1200, 1000], "T7": [500, 500]})) == {"a": (1, 0.75), "b": (1, 0.75)}


def test_a_share_is_of_the_threshold_and_of_all_people_where_none_is_set():
    frames = table({"T6": [475, 900], "T7": [500, 900]}, thresholds={"T6": 0.95, "T7": None})
    assert scores(frames) == {"a": (2, 0.5), "b": (1, pytest.approx((900 / 950 + 0.9) / 2))}
    parts = composed(frames).parts
    assert listed(parts[parts["unit"] == "a"], "target", "weight", "threshold", "coverage", "score") == [
        ("T6", 0.5, 0.95, 0.475, 0.5),
        ("T7", 0.5, 1.0, 0.5, 0.5),
    ]


def test_a_threshold_is_reached_at_the_whole_person_as_it_is_elsewhere():
    """95 % of 1001 people are 950.95: 951 reach it, 950 do not."""
    frames = table({"T6": [951, 950], "T7": [1001, 1001]}, of=1001, thresholds={"T6": 0.95})
    rows = composed(frames).ranking
    assert listed(rows, "unit", "rank", "remaining") == [("a", 1, 0), ("b", 2, 1)]
    assert rows["score"].tolist() == [1.0, pytest.approx(0.5 + 0.5 * 950 / 950.95)]


def test_a_unit_without_a_figure_for_one_target_is_unranked_and_the_target_is_named():
    units = "abcd"
    reports = [row for unit, doses in zip("acd", (10, 20, 30), strict=True) for row in given("T6", unit, doses)]
    reports += [row for unit in "abd" for row in given("T7", unit, 500)]
    rows = [row for unit in "abc" for row in due("T6", unit)] + [row for unit in "abd" for row in due("T7", unit)]
    frames = campaign(units, reports, rows, [goal("T6"), goal("T7")])
    assert listed(composed(frames).ranking, "unit", "rank", "score", "unranked_reason", "unranked_target") == [
        ("a", 1, 0.255, None, None),
        ("b", None, None, "no_figure", "T6"),
        ("c", None, None, "no_figure", "T7"),
        ("d", None, None, "no_denominator", "T6"),
    ]


def test_a_target_left_out_is_not_missed():
    frames = campaign("a", given("T6", "a", 10), due("T6", "a"), [goal("T6"), goal("T7")])
    assert scores(frames, {"T6": 1.0}) == {"a": (1, 0.01)}


def test_several_missing_targets_are_all_named():
    frames = campaign("a", [], due("T6", "a"), [goal("T6"), goal("T7")])
    assert listed(composed(frames).ranking, "unranked_reason", "unranked_target") == [("no_figure", "T6, T7")]


def test_equal_means_of_different_parts_tie():
    """1/10 + 2/10 + 3/10 is not the same floating number in every order."""
    frames = table({"T6": [100, 200, 300, 50], "T7": [200, 300, 100, 50], "T4": [300, 100, 200, 50]})
    assert listed(composed(frames, THIRDS).ranking, "unit", "rank") == [("a", 1), ("b", 1), ("c", 1), ("d", 4)]


def test_one_person_in_a_million_decides():
    frames = table({"T6": [500_000, 500_001], "T7": [500_000, 500_000]}, of=1_000_000)
    assert listed(composed(frames).ranking, "unit", "rank") == [("b", 1), ("a", 2)]


def test_everybody_at_their_thresholds_has_the_whole_score():
    rows = composed(table({"T6": [1000, 1000], "T7": [1000, 1300], "T4": [1000, 1000]}), THIRDS).ranking
    assert listed(rows, "rank", "score", "remaining", "people_above", "people_below") == [(1, 1.0, 0, None, 0)] * 2


def test_moves_are_measured_against_the_period_before():
    reports = [row for unit, doses in zip("ab", (300, 200), strict=True) for row in given("T6", unit, doses, BEFORE)]
    reports += [row for unit, doses in zip("ab", (300, 400), strict=True) for row in given("T6", unit, doses)]
    reports += [row for unit in "ab" for on in (BEFORE, NOW) for row in given("T7", unit, 500, on)]
    frames = campaign("ab", reports, [row for n in HALVES for u in "ab" for row in due(n, u)], [goal("T6"), goal("T7")])
    rows = composed(frames, before=BEFORE).ranking
    assert listed(rows, "unit", "rank", "rank_before", "rank_change", "score", "score_before") == [
        ("b", 1, 2, 1, 0.45, 0.35),
        ("a", 2, 1, -1, 0.4, 0.4),
    ]
    assert rows["score_change"].tolist() == pytest.approx([0.1, 0.0])
    assert composed(frames).ranking[["rank_before", "rank_change", "score_change"]].isna().all(axis=None)


def test_a_late_reporter_is_marked_with_the_oldest_figure_that_counts():
    reports = [*given("T6", "a", 500, BEFORE), *given("T7", "a", 500), *given("T6", "b", 300), *given("T7", "b", 300)]
    rows = [row for name in HALVES for unit in "ab" for row in due(name, unit)]
    found = composed(campaign("ab", reports, rows, [goal("T6"), goal("T7")])).ranking
    assert listed(found, "unit", "rank", "stale", "period_end") == [("a", 1, True, BEFORE), ("b", 2, False, NOW)]


def test_a_lower_bound_in_one_part_makes_the_score_one():
    frames = table({"T6": [500], "T7": [300]})
    points = frames[0].assign(incomplete=[True, False])
    assert composed((points, *frames[1:])).ranking["incomplete"].tolist() == [True]


def test_frames_have_their_columns_and_the_input_is_left_alone():
    frames = table({"T6": [500, None], "T7": [300, 200]})
    copies = [each.copy() for each in frames]
    found = composed(frames)
    assert {name: str(dtype) for name, dtype in found.ranking.dtypes.items()} == COMPOSITE
    assert {name: str(dtype) for name, dtype in found.parts.dtypes.items()} == COMPOSITE_PARTS
    assert all(each.equals(copy) for each, copy in zip(frames, copies, strict=True))


@pytest.mark.parametrize(
    ("doses", "thresholds", "weights", "expected"),
    [
        # 0.4 and 0.45 of 1000 people each, half the weight: 100 more for either target
        ({"T6": [500, 800], "T7": [300, 100]}, None, HALVES, [("b", None, 100), ("a", 100, None)]),
        # a person of T7 counts three times as much
        ({"T6": [500, 500], "T7": [300, 400]}, None, {"T6": 0.25, "T7": 0.75}, [("b", None, 100), ("a", 100, None)]),
        ({"T6": [600, 500], "T7": [300, 400]}, None, {"T6": 0.25, "T7": 0.75}, [("b", None, 67), ("a", 67, None)]),
        # beyond the threshold a target adds nothing: after 50 for T7 they must be for T6, where each counts less
        ({"T6": [500, 1000], "T7": [950, 850]}, None, {"T6": 0.25, "T7": 0.75}, [("b", None, 100), ("a", 100, None)]),
        ({"T6": [500, 1000], "T7": [950, 950]}, None, {"T6": 0.25, "T7": 0.75}, [("b", None, 400), ("a", 400, None)]),
        # 95 % of 1000 people: a person's share is one in 950
        ({"T6": [500, 501], "T7": [950, 950]}, {"T6": 0.95}, HALVES, [("b", None, 1), ("a", 1, None)]),
    ],
)
def test_people_between_two_units(doses, thresholds, weights, expected):
    found = composed(table(doses, thresholds=thresholds), weights).ranking
    assert listed(found, "unit", "people_above", "people_below") == expected


numbers = st.integers(0, 60)
some_units = st.lists(st.tuples(numbers, numbers, st.integers(1, 40), st.integers(1, 40)), min_size=2, max_size=5)
some_weights = st.sampled_from([(1, 1), (2, 1), (1, 5), (3, 7)])
some_thresholds = st.sampled_from([(1.0, 1.0), (0.95, 1.0), (0.7, 0.33)])


def of_any(units, thresholds):
    """The campaign of units given as (doses, doses, people, people)."""
    codes = "abcde"[: len(units)]
    rows = zip(codes, units, strict=True)
    reports, people = [], []
    for code, (six, seven, of_six, of_seven) in rows:
        reports += given("T6", code, six) + given("T7", code, seven)
        people += due("T6", code, of_six) + due("T7", code, of_seven)
    return campaign(codes, reports, people, [goal("T6", thresholds[0]), goal("T7", thresholds[1])])


@settings(max_examples=25)
@tried(some_units, some_weights, some_thresholds)
def test_no_fewer_people_draw_level_and_that_many_do(units, weights, thresholds):
    shares = dict(zip(HALVES, (weight / sum(weights) for weight in weights), strict=True))

    def ranks(changed):
        found = composed(of_any(changed, thresholds), shares).ranking.set_index("unit")
        return found.loc[list("abcde"[: len(units)])]

    def ways(number, more):
        """All the ways of vaccinating that many more people of a unit."""
        six, seven, *people = units[number]
        for of_six in range(more + 1):
            yield [*units[:number], (six + of_six, seven + more - of_six, *people), *units[number + 1 :]]

    now = ranks(units)
    for number, row in enumerate(now.itertuples()):
        if row.rank == 1:
            assert now[["people_above"]].isna().iloc[number, 0]
            continue
        more = int(row.people_above)
        assert more > 0
        assert any(ranks(changed)["rank"].iloc[number] < row.rank for changed in ways(number, more))
        assert all(ranks(changed)["rank"].iloc[number] == row.rank for changed in ways(number, more - 1))


@settings(max_examples=25)
@tried(st.lists(st.tuples(st.none() | numbers, st.none() | numbers), max_size=6))
def test_a_composite_is_a_permutation_of_the_units(doses):
    codes = "abcdef"[: len(doses)]
    reports = [
        r
        for code, (six, seven) in zip(codes, doses, strict=True)
        for r in given("T6", code, six) + given("T7", code, seven)
    ]
    people = [row for name in HALVES for code in codes for row in due(name, code, 50)]
    found = composed(campaign(codes, reports, people, [goal("T6"), goal("T7")])).ranking
    assert sorted(found["unit"]) == list(codes)
    ranked = found[found["rank"].notna()]
    for row in ranked.itertuples():
        assert row.rank == 1 + sum(other > row.score + 1e-9 for other in ranked["score"])


def test_nobody_at_all_is_an_empty_ranking():
    found = composed(campaign("", [], [], [goal("T6"), goal("T7")]), before=BEFORE)
    assert (len(found.ranking), len(found.parts)) == (0, 0)
