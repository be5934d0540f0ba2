"""How many people stand between a unit and its neighbours in the ranking: to the last person, on both sides."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from campaign.domain.ranking.fragility import people_to_draw_level
from campaign.domain.ranking.ranking import find_ranks, ranking
from tests.domain.progress_tables import measured, people, report, unit_rows
from tests.domain.ranking_tables import NOW, listed

Units = list[tuple[int, int]]  # doses and people


def ranked(units: Units):
    codes = [f"u{number}" for number in range(len(units))]
    reports = [report(NOW, doses, unit=code) for code, (doses, _) in zip(codes, units, strict=True)]
    rows = [people(number, unit=code) for code, (_, number) in zip(codes, units, strict=True)]
    now = measured(NOW, reports, rows, units=unit_rows("district", codes))
    return ranking(now, now.iloc[:0]).sort_values("unit")


def gaps(units: Units):
    return listed(ranked(units), "rank", "people_above", "people_below")


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        # of as many people: simply the difference
        ([(300, 1000), (255, 1000), (200, 1000)], [(1, None, 45), (2, 45, 55), (3, 55, None)]),
        # 2/3 of 1000 are 666.67 people: 667 draw level
        ([(2, 3), (600, 1000)], [(1, None, 67), (2, 67, None)]),
        # 2/3 of 999 are 666 exactly
        ([(2, 3), (600, 999)], [(1, None, 66), (2, 66, None)]),
        # equals share a rank and no one stands between them; the next one above counts for both
        ([(50, 100), (40, 100), (80, 200), (10, 100)], [(1, None, 10), (2, 10, 0), (2, 20, 0), (4, 30, None)]),
        # a small unit further down may be nearer than the next one
        ([(500, 1000), (4900, 10000), (4, 10)], [(1, None, 1), (2, 100, 1), (3, 1, None)]),
        ([(7, 10)], [(1, None, None)]),
        ([(0, 10), (0, 20)], [(1, None, 0), (1, None, 0)]),
        # more than all: it is arithmetic, not advice
        ([(110, 100), (90, 100)], [(1, None, 20), (2, 20, None)]),
    ],
)
def test_people_to_the_places_above_and_below(units, expected):
    assert gaps(units) == expected


def test_one_person_fewer_does_not_draw_level_and_one_more_passes():
    assert listed(ranked([(2, 3), (666, 1000)]), "rank") == [(1,), (2,)]
    assert listed(ranked([(2, 3), (667, 1000)]), "rank") == [(2,), (1,)]
    assert listed(ranked([(2, 3), (665, 999)]), "rank") == [(1,), (2,)]
    assert listed(ranked([(2, 3), (666, 999)]), "rank") == [(1,), (1,)]
    assert listed(ranked([(2, 3), (667, 999)]), "rank") == [(2,), (1,)]


def test_units_without_rank_have_no_gaps_and_are_nobodys_neighbours():
    now = measured(
        NOW,
        [report(NOW, 10, unit="a"), report(NOW, 5, unit="b")],
        [people(100, unit="a"), people(100, unit="c")],
        units=unit_rows("district", ["a", "b", "c"]),
    )
    result = ranking(now, now.iloc[:0])
    assert listed(result, "unit", "rank", "people_above", "people_below") == [
        ("a", 1, None, None),
        ("b", None, None, None),
        ("c", None, None, None),
    ]


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ((1, 3), (2, 6), True),
        ((1, 3), (33_333_333, 99_999_999), True),
        ((333_333, 1_000_000), (1, 3), False),
        ((66_666_666, 66_666_667), (66_666_665, 66_666_666), False),
        ((33_333_333, 66_666_665), (33_333_332, 66_666_663), False),
    ],
)
def test_equal_fractions_tie_and_nearly_equal_ones_do_not(one, other, equal):
    coverage = np.array([one[0] / one[1], other[0] / other[1]])
    assert (Fraction(*one) == Fraction(*other)) is equal
    assert (len(set(find_ranks(coverage))) == 1) is equal


@tried(st.lists(st.tuples(st.integers(0, 67_000_000), st.integers(1, 67_000_000)), max_size=6))
def test_ranks_by_quotients_are_those_by_exact_fractions(units):
    exact = [Fraction(*unit) for unit in units]
    ranks = find_ranks(np.array([doses / people for doses, people in units]))
    assert ranks.tolist() == [1 + sum(other > each for other in exact) for each in exact]


@tried(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), min_size=2, max_size=6))
def test_that_many_more_doses_change_a_rank_and_one_fewer_does_not(units):
    before = ranked(units).reset_index(drop=True)
    for number, row in before.iterrows():
        doses, of = units[number]

        def rank(more, number=number, doses=doses, of=of):
            return ranked([*units[:number], (doses + more, of), *units[number + 1 :]])["rank"].iloc[number]

        if row["rank"] == 1:
            assert row[["people_above"]].isna().all()
        else:
            assert row["people_above"] > 0
            assert rank(row["people_above"]) < row["rank"]
            assert rank(row["people_above"] - 1) == row["rank"]


@tried(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), min_size=2, max_size=6))
def test_the_people_below_are_what_the_nearest_unit_needs_to_draw_level(units):
    for number, row in ranked(units).reset_index(drop=True).iterrows():
        own = Fraction(*units[number])
        others = [unit for place, unit in enumerate(units) if place != number and Fraction(*unit) <= own]

        def level(more, others=others, own=own):
            return any(Fraction(doses + more, of) >= own for doses, of in others)

        if not others:
            assert row[["people_below"]].isna().all()
        else:
            assert level(row["people_below"])
            assert row["people_below"] == 0 or not level(row["people_below"] - 1)


def test_people_of_a_whole_nation_are_counted_to_the_last_one():
    doses, number = np.array([65_632_999.0, 33_000_000.0]), np.array([65_633_000.0, 66_980_000.0])
    needed = people_to_draw_level(doses, number)[1, 0]
    exact = Fraction(65_632_999, 65_633_000)
    assert Fraction(33_000_000 + int(needed), 66_980_000) >= exact
    assert Fraction(33_000_000 + int(needed) - 1, 66_980_000) < exact
