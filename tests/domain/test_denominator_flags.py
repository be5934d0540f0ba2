"""Flags of denominators: both sides of each edge, each with its unit and figures."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from campaign.domain import frames
from campaign.domain.people.denominator_flags import FLAG_WORDS, denominator_flags, flag_message

AS_OF = date(2022, 7, 31)
UNITS = frames.frame(
    [
        ("12", "Tỉnh Lai Châu", "province", None),
        ("105", "Thành phố Lai Châu", "district", "12"),
        ("106", "Huyện Tam Đường", "district", "12"),
        ("a", "Xã A", "commune", "106"),
        ("b", "Xã B", "commune", "106"),
        ("cdc", "CDC tỉnh", "other", "12"),
    ],
    frames.UNITS,
)


def people(unit, count, *, group="18+", dose="", kind="resident", since=date(2022, 1, 1)):
    return group, dose, unit, kind, since, count


def flags(*rows, as_of=AS_OF):
    found = denominator_flags(frames.frame(rows, frames.DENOMINATORS), UNITS, as_of)
    return [(each.code, each.unit, each.people, each.other) for each in found]


BOTH = (people("105", 100), people("106", 200))


@pytest.mark.parametrize(
    ("before", "now", "flagged"),
    [(1000, 1100, True), (1000, 1099, False), (1000, 900, True), (1000, 901, False), (30, 33, True), (30, 32, False),
     (1000, 1000, False), (0, 1, True)],
)  # fmt: skip
def test_a_change_of_ten_percent_or_more_is_flagged(before, now, flagged):
    rows = (people("105", before), people("105", now, since=date(2022, 7, 1)), people("106", 200))
    assert flags(*rows) == ([("changed", "105", now, before)] if flagged else [])


def test_a_change_is_held_against_the_number_before_it_and_not_an_older_one():
    days = (date(2022, 1, 1), date(2022, 2, 1), date(2022, 3, 1))
    rows = [people("105", count, since=day) for count, day in zip((1000, 500, 510), days, strict=True)]
    assert flags(*rows, people("106", 1)) == []
    assert flags(*rows, people("106", 1), as_of=date(2022, 2, 28)) == [("changed", "105", 500, 1000)]


def test_what_is_not_yet_in_force_is_not_flagged():
    rows = (*BOTH, people("105", 500, since=date(2022, 8, 1)))
    assert flags(*rows) == []
    assert flags(*rows, as_of=date(2022, 8, 1)) == [("changed", "105", 500, 100)]


@pytest.mark.parametrize(("province", "flagged"), [(300, False), (301, True), (299, True)])
def test_a_province_unlike_the_sum_of_its_districts_is_flagged(province, flagged):
    assert flags(*BOTH, people("12", province)) == ([("province_sum", "12", province, 300)] if flagged else [])


def test_other_bodies_are_in_the_provinces_sum_and_a_missing_district_leaves_it_unknown():
    assert flags(*BOTH, people("cdc", 7), people("12", 307)) == []
    assert [code for code, *_ in flags(people("105", 100), people("12", 999))] == ["missing"]


def test_a_district_without_its_own_number_counts_by_its_communes_in_the_provinces_sum():
    rows = (people("105", 100), people("a", 50), people("b", 60))
    assert flags(*rows, people("12", 210)) == []
    assert flags(*rows, people("12", 211)) == [("province_sum", "12", 211, 210)]


@pytest.mark.parametrize(("stated", "flagged"), [(110, False), (111, True)])
def test_a_district_unlike_the_sum_of_its_communes_is_flagged(stated, flagged):
    rows = (people("105", 100), people("106", stated), people("a", 50), people("b", 60))
    assert flags(*rows) == ([("district_sum", "106", stated, 110)] if flagged else [])


def test_communes_that_are_not_all_there_have_no_sum():
    rows = (people("105", 100), people("106", 999), people("a", 50))
    assert flags(*rows) == [("missing_communes", "106", 1, 0)]


@pytest.mark.parametrize(
    ("due", "flagged"), [(people("105", 100, dose="dose_3", kind="due"), False), (people("105", 101, kind="due"), True),
                         (people("105", 101, dose="dose_3", kind="assigned"), True)],
)  # fmt: skip
def test_more_people_to_vaccinate_than_residents_are_flagged(due, flagged):
    found = [each for each in flags(*BOTH, due) if each[0] == "due_over_residents"]
    assert found == ([("due_over_residents", "105", 101, 100)] if flagged else [])


def test_residents_of_the_dose_go_before_those_of_any():
    rows = (*BOTH, people("105", 130, dose="dose_3"), people("105", 120, dose="dose_3", kind="due"))
    assert [each for each in flags(*rows) if each[0] == "due_over_residents"] == []


def test_a_district_without_people_where_others_have_them_is_flagged():
    assert flags(people("105", 100)) == [("missing", "106", 0, 1)]
    assert flags(people("105", 100), people("106", 1)) == []


def test_people_of_any_dose_hold_for_each_dose():
    rows = (*BOTH, people("105", 90, dose="dose_3"))
    assert flags(*rows) == []
    other_way = (people("105", 100), people("106", 90, dose="dose_3"))
    assert [each[:2] for each in flags(*other_way)] == []


def test_nothing_known_flags_nothing():
    assert flags() == []


def test_every_flag_is_a_sentence_with_its_figures():
    rows = (
        people("105", 1000), people("105", 1100, since=date(2022, 7, 1)), people("106", 2000), people("a", 900),
        people("b", 1200), people("12", 5), people("105", 1200, kind="due"), people("106", 10, kind="assigned"),
        people("a", 3, group="5-11"),
    )  # fmt: skip
    found = denominator_flags(frames.frame(rows, frames.DENOMINATORS), UNITS, AS_OF)
    assert {each.code for each in found} == FLAG_WORDS.keys()
    said = {each.code: flag_message(each, "en") for each in found}
    assert said["changed"].startswith("Thành phố Lai Châu: 1,100 people from 01/07/2022 on, 1,000 before: +10.0 %.")
    assert said["province_sum"].startswith(
        "Tỉnh Lai Châu: 5 people are stated for the whole province, its units add up to 3,100"
    )
    assert said["missing_communes"] == "Huyện Tam Đường: 1 of 2 communes have none (Xã B)."


def test_the_frames_given_are_left_as_they_are():
    rows = frames.frame([people("105", 1), people("105", 2, since=date(2022, 7, 1))], frames.DENOMINATORS)
    before = rows.copy()
    denominator_flags(rows, UNITS, AS_OF)
    pd.testing.assert_frame_equal(rows, before)
