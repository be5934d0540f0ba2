"""A (group, dose) counted day by day, in whatever order its days become known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.counting.counting import Count, Family, Known, Saved
from campaign.domain.counting.running_totals import RunningTotal
from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.domain.names.units import Unit

FAMILY = Family(
    [
        *(Unit("12", "Tỉnh Lai Châu", "province", None), Unit("106", "Huyện Tam Đường", "district", "12")),
        *(Unit("03390", "Thị trấn Tam Đường", "commune", "106"), Unit("03394", "Xã Thèn Sin", "commune", "106")),
        Unit("cdc", "CDC tỉnh", "other", "12"),
    ]
)
WEEK_1 = date(2022, 5, 12)


def end(week: int) -> date:
    return WEEK_1 + timedelta(weeks=week - 1)


def to_date(upload: int, *, product: str = "", **values: int) -> Saved:
    return Saved(upload, product, TO_DATE, None, [name.strip("_") for name in values], list(values.values()))


def in_period(upload: int, week: int, *, days: int = 7, product: str = "", **values: int) -> Saved:
    start = end(week) - timedelta(days=days - 1)
    return Saved(upload, product, IN_PERIOD, start, [name.strip("_") for name in values], list(values.values()))


def counted(*stated: tuple[int, Saved], known: Known | None = None) -> Count:
    count = Count(FAMILY, known or {})
    for week, saved in stated:
        count.add(end(week), saved)
    return count


def shown(count: Count, unit: str) -> list[tuple[int | None, int, bool]]:
    """Doses in the period and to date and whether it is a lower bound, on the unit's own days."""
    kind = FAMILY.kinds[unit]
    rows = [(of, of.totals[of.units.index(unit)]) for of in count.by_kind() if of.kind == kind and unit in of.units]
    return [(t.doses_in_period, t.doses_to_date, t.incomplete) for of, t in rows if t.period_end == of.day]


def test_of_two_uploads_the_newer_speaks_for_the_units_it_names() -> None:
    count = counted((1, to_date(1, _106=100, cdc=7)), (1, to_date(2, _106=110)))
    assert shown(count, "106") == [(None, 110, False)]
    assert {unit: total.upload for unit, total in count.latest(end(2)).items()} == {"106": 2, "cdc": 1, "12": None}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([to_date(1, product="A", cdc=30), to_date(1, product="B", cdc=20)], 50),
        ([to_date(1, product="A", cdc=30), to_date(1, cdc=60), to_date(1, product="B", cdc=20)], 60),
        ([to_date(1, cdc=60), to_date(2, product="A", cdc=30)], 30),
    ],
)
def test_parts_by_product_make_up_for_a_whole_of_the_same_upload_that_is_not_stated(
    stated: list[Saved], expected: int
) -> None:
    assert shown(counted(*((1, saved) for saved in stated)), "cdc") == [(None, expected, False)]


def test_districts_and_the_province_are_summed_from_the_communes_of_the_day() -> None:
    count = counted((1, to_date(1, _03390=10, _03394=20)), (2, to_date(2, _03390=15)))
    assert shown(count, "106") == [(None, 30, False)]
    assert shown(count, "12") == [(None, 30, False)]
    derived = {unit: flag for of in counted((1, to_date(1, _03390=10, _03394=20))).by_kind()
               for unit, flag in zip(of.units, of.derived, strict=True)}  # fmt: skip
    assert derived == {"03390": False, "03394": False, "106": True, "12": True}


def test_the_latest_of_every_unit_stands_with_a_day_of_its_kind() -> None:
    count = counted((1, to_date(1, _03390=10, _03394=20)), (2, to_date(2, _03390=15)))
    (of,) = [of for of in count.by_kind() if of.kind == "commune" and of.day == end(2)]
    assert [(total.period_end, total.doses_to_date) for total in of.totals] == [(end(2), 15), (end(1), 20)]


def test_a_day_counts_on_from_what_was_known_before_the_first() -> None:
    known: Known = {"cdc": [RunningTotal(end(0), None, None, 100, False, 7)]}
    assert shown(counted((1, in_period(8, 1, cdc=5)), known=known), "cdc") == [(5, 105, False)]
    assert counted(known=known).latest(end(1)) == {"cdc": known["cdc"][0]}


def test_the_longest_period_is_shown_and_the_best_base_is_counted_on_from() -> None:
    week, day = in_period(3, 1, cdc=30), in_period(2, 1, days=1, cdc=9)
    known: Known = {"cdc": [RunningTotal(end(0), None, None, 100, False, 7)]}
    assert shown(counted((1, day), (1, week), known=known), "cdc") == [(30, 130, False)]


weeks = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.sampled_from(["_106", "_03390", "_03394", "cdc"]),
        st.booleans(),
        st.integers(0, 90),
    ),
    max_size=10,
)


@given(weeks, st.lists(st.integers(1, 6), max_size=3))
def test_asking_in_between_changes_nothing(stated: list[tuple[int, str, bool, int]], asked: list[int]) -> None:
    blocks = [
        (week, to_date(number, **{unit: value}) if whole else in_period(number, week, **{unit: value}))
        for number, (week, unit, whole, value) in enumerate(stated, 1)
    ]
    interrupted = Count(FAMILY, {})
    for place, (week, saved) in enumerate(blocks):
        interrupted.add(end(week), saved)
        for before in asked if place % 2 else []:
            interrupted.latest(end(before))
    assert list(interrupted.by_kind()) == list(counted(*blocks).by_kind())
