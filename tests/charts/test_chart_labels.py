"""Labels on charts: escaped, short, and never on top of each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.charts.labels import escaped, short_name, spread


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Huyện Sìn Hồ", "Sìn Hồ"),
        ("Thành phố Lai Châu", "TP Lai Châu"),
        ("Thị trấn Mường Tè", "TT Mường Tè"),
        ("Xã Pa Khóa", "Pa Khóa"),
        ("Tỉnh Lai Châu", "Tỉnh Lai Châu"),
    ],
)
def test_a_label_has_the_name_without_its_long_rank(name, short):
    assert short_name(name) == short


def test_markup_in_a_name_is_shown_and_not_obeyed():
    assert escaped("<a href='http://x'>A&B</a>") == "&lt;a href='http://x'&gt;A&amp;B&lt;/a&gt;"


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([], []),
        ([50.0], [50.0]),
        ([10.0, 50.0], [10.0, 50.0]),
        ([50.0, 50.0], [47.5, 52.5]),
        ([52.0, 50.0], [53.5, 48.5]),
        ([100.0, 99.0, 98.0], [100.0, 95.0, 90.0]),
        ([1.0, 0.0], [5.0, 0.0]),
    ],
)
def test_crowded_labels_move_apart_around_where_they_belong_and_stay_inside(places, moved):
    assert spread(places, 5.0, low=0.0, high=100.0) == moved


def test_more_labels_than_fit_stand_evenly():
    assert spread([50.0] * 5, 50.0, low=0.0, high=100.0) == [0.0, 25.0, 50.0, 75.0, 100.0]


@settings(max_examples=60)
@given(st.lists(st.floats(0, 100), min_size=2, max_size=9))
def test_labels_keep_their_order_and_their_distance(places):
    moved = spread(places, 6.0, low=0.0, high=106.0)
    by_height = sorted(moved)
    assert all(above - below >= 6.0 - 1e-6 for below, above in pairwise(by_height))
    assert [moved[i] for i in sorted(range(len(places)), key=places.__getitem__)] == by_height
