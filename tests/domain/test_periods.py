"""Periods are read from the days that are written, whichever way, and from nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.counting.figures import Period
from campaign.domain.counting.periods import (
    Day,
    Stated,
    complete,
    needs_year,
    period_days,
    read_signed_year,
    read_stated,
    read_years,
    widest,
    without_dates,
)


def period_of(text, year=None, *, bare=False):
    stated = read_stated(text, bare=bare)
    assert len(stated) <= 1, stated
    return complete(stated[0], year) if stated else None


MAY = Period(date(2022, 5, 13), date(2022, 5, 19))
UP_TO = Period(None, date(2022, 5, 19))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("TUẦN 20 (từ ngày 13/5/2022 đến ngày 19/5/2022)", MAY),
        ("Từ ngày 13/05 đến hết ngày 19/05/2022", MAY),
        ("(13/5 - 19/5/2022)", MAY),
        ("Từ ngày 13-19/5/2022", MAY),
        ("từ ngày 13 đến ngày 19 tháng 5 năm 2022", MAY),
        ("từ ngày 13 tháng 5 đến ngày 19 tháng 5 năm 2022", MAY),
        ("từ 13.5 - 19.5.2022", MAY),
        ("13-5-2022 đến 19-5-2022", MAY),
        ("từ 26/12 đến 1/1/2023", Period(date(2022, 12, 26), date(2023, 1, 1))),
        ("(Số liệu tính đến 17h00 ngày 19/5/2022)", UP_TO),
        ("Số liệu tính đến 17 giờ 00 phút, ngày 19/5/2022", UP_TO),
        ("tính đến hết ngày 19 tháng 5 năm 2022", UP_TO),
        ("PHÒNG COVID-19 ĐẾN NGÀY 19/5/2022", UP_TO),
        ("TIÊM MŨI 3 ĐẾN 19/5/2022", UP_TO),
        ("(từ 17h00 ngày 13/5/2022 đến 17h00 ngày 19/5/2022)", MAY),
        ("từ 7 giờ 00 ngày 13 tháng 5 đến 7 giờ 00 phút ngày 19 tháng 5 năm 2022", MAY),
        ("từ 17h00 ngày 13 đến 17h00 ngày 19/5/2022", MAY),
        ("TỪ 0H NGÀY 13/5/2022 - 24H NGÀY 19/5/2022", MAY),
        ("BÁO CÁO TUẦN, ngày 13/5/2022 đến ngày 19/5/2022", MAY),
        ("từ ngày 13/5/2022\nđến ngày 19/5/2022", MAY),
        ("TRẺ TỪ 5-11 TUỔI, TỪ 13-19/5/2022", MAY),
        ("TRẺ TỪ 5 ĐẾN DƯỚI 12 TUỔI ĐẾN NGÀY 19/5/2022", UP_TO),
        ("Số liệu tính đến 17 giờ, ngày 19/5/2022", UP_TO),
        ("Lai Châu, ngày 20/5/2022\nSố liệu tính đến ngày 19/5/2022", UP_TO),
        ("Ngày báo cáo: 19/5/2022", UP_TO),
        ("(Báo cáo số 12/BC-SYT ngày 20/5/2022, số liệu tính đến ngày 19/5/2022)", UP_TO),
    ],
)
def test_a_period_is_read_however_it_is_written(text, period):
    assert period_of(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "BÁO CÁO TUẦN 20",
        "Lai Châu, ngày 19 tháng 5 năm 2022",
        "Lai Châu, ngày 19/5/2022",
        "Độc lập - Tự do - Hạnh phúc\nLai Châu, ngày 19 tháng 5 năm 2022",
        "Hạnh phúc Lai Châu, ngày 19 tháng 5 năm 2022",
        "Lai Châu,\nngày 19/5/2022",
        "Số: 12 Lai Châu, thứ Năm, ngày 19/5/2022",
        "(Kèm theo Báo cáo số 123/BC\nngày 20/5/2022)",
        "(Kèm theo Báo cáo số 123/BC-TTYT ngày 20/5/2022)",
        "Theo Quyết định số 3588/QĐ-BYT ngày 26/7/2021",
        "Trẻ từ 5-11 tuổi",
        "Mũi 1/2",
        "Tỷ lệ 98.5",
        "từ ngày 31/6/2022 đến ngày 31/6/2022",
        "",
    ],
)
def test_what_is_no_period_is_not_taken_for_one(text):
    assert period_of(text) is None


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("16.5", Period(None, date(2022, 5, 16))),
        ("BC tiem 13.5-19.5.2022.xlsx", MAY),
        ("13-19.5.2022", MAY),
        ("2022-05-19.xlsx", UP_TO),
        ("bc_20220519.xlsx", UP_TO),
        ("Tuần 20", None),
        ("tre 5-11 tuoi.xlsx", None),
        ("tre_5-11_tuoi.xlsx", None),
        ("5-11.xlsx", None),
        ("nhóm 12-17", None),
        ("trẻ em từ 5-11 19.5.2022", UP_TO),
        ("tre_5-11_tuoi_20220519.xlsx", UP_TO),
        ("5-11t 13.5-19.5", MAY),
        ("19-5-2022", UP_TO),
        ("19/5", UP_TO),
        ("19-5", None),
    ],
)
def test_names_of_sheets_and_files_may_have_bare_dates(name, period):
    assert period_of(name, 2022, bare=True) == period
    assert period_of("Luỹ kế đến 19/5", 2022) == UP_TO


def test_a_year_that_is_not_written_is_left_open():
    stated = read_stated("Tuần từ 13/5 đến 19/5")[0]
    assert stated == Stated(Day(13, 5, None), Day(19, 5, None))
    assert needs_year(stated) and complete(stated, None) is None
    assert complete(stated, 2022) == MAY


def test_a_period_that_ends_before_it_begins_is_none():
    assert complete(Stated(Day(20, 5, 2022), Day(19, 5, 2022)), None) is None
    assert complete(Stated(Day(19, 5, 2022), Day(19, 5, 2022)), None) == Period(date(2022, 5, 19), date(2022, 5, 19))


def test_years_are_read_but_not_those_of_other_documents():
    assert read_years("TIẾN ĐỘ QUÝ II/2022") == {2022}
    assert read_years("(Kèm theo Báo cáo số 1/BC ngày 3/1/2023) năm 2022") == {2022}
    assert read_years("2019 và 2036 và 12022") == set()
    assert read_years("2020, 2035") == {2020, 2035}


def test_the_signatures_year_is_found():
    assert read_signed_year(["Nơi nhận:", "Lai Châu, ngày 19 tháng 5 năm 2022"]) == 2022
    assert read_signed_year(["Hạnh phúc\nLai Châu, ngày 19 tháng 5 năm 2022"]) == 2022
    assert read_signed_year(["số liệu tính đến 17h00, ngày 19/5/2022"]) is None


def test_dates_are_taken_out_before_ages_are_read():
    assert "11" not in without_dates("Từ ngày 5-11/5")
    assert "5-11" in without_dates("Trẻ 5-11 tuổi")


def test_days_count_both_ends_and_the_widest_period_spans_all():
    assert period_days(MAY) == 7
    assert period_days(UP_TO) is None
    assert widest([MAY, Period(None, date(2022, 5, 26))]) == Period(date(2022, 5, 13), date(2022, 5, 26))
    assert widest([]) is None
