"""Deadlines' words as days: what each can mean, the likeliest first."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.directives.readings import propose_readings

ISSUED = date(2022, 2, 28)


def days(words, issued=ISSUED):
    return [f"{reading.deadline:%d/%m/%Y}" for reading in propose_readings(words, issued)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # a week: Monday weeks, weeks from day 01, full weeks, within the week
        ("trước tuần thứ 3 của tháng 3 năm 2022", ["13/03/2022", "14/03/2022", "20/03/2022", "21/03/2022"]),
        ("trong tuần thứ 3 của tháng 3 năm 2022", ["20/03/2022", "21/03/2022", "27/03/2022"]),
        ("trước tuần 1 tháng 8/2022", ["31/07/2022", "07/08/2022"]),  # 1 August is a Monday
        ("hết tuần 4 tháng 2/2021", ["28/02/2021"]),  # 1 February 2021 is a Monday: all ways agree
        ("trong tuần 5 tháng 2/2021", []),  # which has no fifth week
        ("tuần 7 tháng 3 năm 2022", []),
        ("tuần 0 tháng 3 năm 2022", []),
        # a quarter
        ("trong Quý II/2022", ["30/06/2022"]),
        ("hết quý 1 năm 2022", ["31/03/2022"]),
        ("trước Quý III năm 2022", ["30/06/2022"]),
        ("Quý IV/2022", ["31/12/2022"]),
        ("trong quý 5/2022", []),
        ("đầu quý II năm 2022", []),
        # a day: "trước" leaves it out, or takes it in
        ("trước ngày 30/6/2022", ["29/06/2022", "30/06/2022"]),
        ("xong trước ngày 15-6-2022", ["14/06/2022", "15/06/2022"]),
        ("trước ngày 01 tháng 7 năm 2022", ["30/06/2022", "01/07/2022"]),
        ("đến hết ngày 30/6/2022", ["30/06/2022"]),
        ("chậm nhất ngày 5/7/2022", ["05/07/2022"]),
        ("từ ngày 1/6/2022 đến ngày 30/6/2022", ["30/06/2022"]),
        ("trước ngày 31/2/2022", []),
        # a month
        ("hết tháng 6/2022", ["30/06/2022"]),
        ("trong tháng 02 năm 2024", ["29/02/2024"]),
        ("trước tháng 6/2022", ["31/05/2022"]),
        ("cuối tháng 6 năm 2022", ["30/06/2022"]),
        ("hoàn thành mũi 3 tháng 6/2022", ["30/06/2022"]),
        ("đầu tháng 6/2022", []),
        ("giữa tháng 6/2022", []),
        ("từ tháng 6/2022", []),
        ("tháng 13/2022", []),
        # a year and its parts
        ("cuối năm 2022", ["31/12/2022"]),
        ("trong năm 2022", ["31/12/2022"]),
        ("trước năm 2023", ["31/12/2022"]),
        ("trong 6 tháng đầu năm 2022", ["30/06/2022"]),
        ("09 tháng đầu năm 2022", ["30/09/2022"]),
        ("6 tháng cuối năm 2022", ["31/12/2022"]),
        ("đầu năm 2022", []),
        ("mùa xuân năm 2022", []),
        ("Tết Nguyên đán năm 2023", []),
        # words that name no day
        ("trong thời gian tới", []),
        ("ngay sau khi được cung ứng vắc xin", []),
        ("tuần 20", []),
        ("trẻ em từ 12-17 tuổi", []),
        ("", []),
    ],
)
def test_the_days_that_words_can_mean(words, expected):
    assert days(words) == expected


@pytest.mark.parametrize(
    ("words", "issued", "expected"),
    [
        ("trước 30/6", date(2022, 2, 28), ["29/06/2022", "30/06/2022"]),
        ("trong tháng 2", date(2022, 2, 28), ["28/02/2022"]),
        ("trong tháng 2", date(2022, 3, 1), ["28/02/2023"]),
        ("trong Quý II", date(2022, 6, 30), ["30/06/2022"]),
        ("trong Quý II", date(2022, 7, 1), ["30/06/2023"]),
        ("đến ngày 5/7", None, []),
    ],
)
def test_words_without_a_year_are_the_first_such_time_after_the_directive(words, issued, expected):
    assert days(words, issued) == expected


def test_a_reading_says_how_the_words_give_the_day():
    first, *_ = propose_readings("trước tuần thứ 3 của tháng 3 năm 2022")
    assert first.message.format(**first.values) == (
        "Weeks from Monday to Sunday, week 1 is the one with 2022-03-01: week 3 is 2022-03-14–2022-03-20, "
        "the last day in time is Sunday 2022-03-13."
    )
