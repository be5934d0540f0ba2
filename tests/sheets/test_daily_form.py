"""The daily form of decision 3588: doses of a day by vaccine, and everything beside them kept under its own name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from campaign.domain.counting.figures import Period
from campaign.domain.doses import IN_PERIOD, OTHER_MEASURES
from tests.builders import DISTRICTS, INVITED, L6_COUNTS, L6_DOSES, Grid, Style, build_l6, sample_day, write_workbook
from tests.sheets.reading_helpers import code_of, findings_of, others_of, reading_of

MONDAY = date(2022, 5, 16)
DAY = Period(MONDAY, MONDAY)
DATA = sample_day(1)
TELLS_INVITED = ("info", "people_of_day", "E8")


def stated(day, group="18+"):
    """What a day's form should be read as: (unit, group, dose, vaccine, measure) and the number."""
    return {
        (code_of(unit), group, *((count, product, IN_PERIOD) if count in L6_DOSES else ("", product, count))): n
        for unit, of_unit in day.items()
        for product, counts in of_unit.items()
        for count, n in counts.items()
        if count != INVITED and n is not None
    }


def read(reading):
    return {one[:5]: one.value for one in reading.figures}


@pytest.mark.parametrize("units", ["merged", "once", "every row"])
@pytest.mark.parametrize("group_in", ["title", "column"])
@pytest.mark.parametrize(
    "style",
    [
        Style(),
        Style(nfd=True, numbers="dot", signed_on="Lai Châu ngày 17 tháng 5 năm 2022"),
        Style(merged=False, index_row=False, skip_rows=2),
        Style(words={"PƯ sau tiêm": "Số phản ứng sau tiêm chủng", "Hủy": "Số huỷ (liều)", "Nhận": "Số được cấp",
                     "Tai biến nặng****": "TBN", "Lũy kế": "Luỹ kế từ đầu chiến dịch"}),
    ],
)  # fmt: skip
def test_a_days_form_is_read_to_the_last_figure(units, group_in, style):
    reading = reading_of(build_l6({MONDAY: DATA}, style=style, group_in=group_in, units=units))
    assert {code for _, code, _ in findings_of(reading)} == {"people_of_day"}
    assert read(reading) == stated(DATA)
    assert reading.period == DAY
    assert reading.denominators == []


def test_every_code_kept_beside_doses_is_in_the_form():
    assert {measure for *_, measure in others_of(reading_of(build_l6({MONDAY: DATA})))} == set(OTHER_MEASURES)
    assert set(L6_COUNTS) - set(L6_DOSES) == set(OTHER_MEASURES)


def test_each_count_has_the_day_and_the_stock_the_end_of_it():
    reading = reading_of(build_l6({MONDAY: DATA}))
    spans = {(one.measure == "stock", one.period_start, one.period_end) for one in reading.figures}
    assert spans == {(False, MONDAY, MONDAY), (True, None, MONDAY)}


@pytest.mark.parametrize(
    ("options", "file_name"),
    [
        ({"year_in": "line"}, "PL5.xlsx"),
        ({"year_in": "title"}, "PL5.xlsx"),
        ({"year_in": "nowhere"}, "PL5 thang 5 nam 2022.xlsx"),
        ({"year_in": "nowhere", "style": Style(signed_on="Lai Châu, ngày 23 tháng 5 năm 2022")}, "PL5.xlsx"),
        ({"year_in": "nowhere", "style": Style(signed_on="Lai Châu ngày 23 tháng 5 năm 2022")}, "PL5.xlsx"),
    ],
)
def test_seven_sheets_named_after_their_days_make_a_week(options, file_name):
    days = {MONDAY + timedelta(n): sample_day(n) for n in range(7)}
    reading = reading_of(build_l6(days, **options), file_name)
    assert not reading.has_errors
    assert [table.sheet for table in reading.tables] == ["16.5", "17.5", "18.5", "19.5", "20.5", "21.5", "22.5"]
    assert [table.period for table in reading.tables] == [Period(day, day) for day in days]
    assert reading.period == Period(MONDAY, MONDAY + timedelta(6))
    for day, data in days.items():
        of_day = {one[:5]: one.value for one in reading.figures if one.period_end == day}
        assert of_day == stated(data)


def test_a_day_without_a_year_is_asked_and_a_week_that_was_chosen_tells_it():
    days = {MONDAY + timedelta(n): sample_day(n) for n in range(7)}
    content = build_l6(days, year_in="nowhere", style=Style(signature=False))
    assert {code for severity, code, _ in findings_of(reading_of(content)) if severity == "error"} == {"no_year"}
    chosen = reading_of(content, period=Period(MONDAY, MONDAY + timedelta(6)))
    assert not chosen.has_errors
    assert [table.period for table in chosen.tables] == [Period(day, day) for day in days]


def test_the_day_the_campaign_began_is_not_the_day_of_the_report():
    reading = reading_of(build_l6({MONDAY: DATA}, started="Thời gian bắt đầu triển khai: Ngày 08/03/2021"))
    assert reading.period == DAY


def test_totals_of_the_day_are_checked_and_the_sum_to_date_is_no_total():
    right = build_l6({MONDAY: DATA})
    assert findings_of(reading_of(right)) == [TELLS_INVITED]
    total = 9 + 1 + 2 * len(DATA)  # header rows 7-9, two rows a unit
    wrong = build_l6({MONDAY: DATA}, style=Style(cells={f"J{total}": 1, f"J{total + 1}": 1}))
    assert findings_of(reading_of(wrong)) == [TELLS_INVITED, ("warning", "total_mismatch", f"J{total}")]


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        ({"O10": "12 lọ"}, ("error", "not_a_number", "O10")),
        ({"O10": 12.345}, ("error", "fractional_people", "O10")),
        ({"O10": -3}, ("error", "negative_people", "O10")),
        ({"R10": -3}, ("warning", "negative_stock", "R10")),
        ({"D11": "Pfizer"}, ("error", "unit_twice", "B11")),
    ],
)
def test_what_cannot_be_in_a_form_is_named_at_its_cell(cells, finding):
    reading = reading_of(build_l6({MONDAY: DATA}, style=Style(cells=cells), totals=False, invited=True))
    assert finding in findings_of(reading)


@pytest.mark.parametrize("word", ["Cộng", "Tổng số"])
def test_a_units_own_sum_over_its_vaccines_is_its_whole_and_not_another_vaccine(word):
    counts = {"Pfizer": 3, "AstraZeneca": 4, word: 7}
    rows = [(1 if n == 0 else None, "Tam Đường" if n == 0 else None, product, count)
            for n, (product, count) in enumerate(counts.items())]  # fmt: skip
    reading = reading_of(form(("TT", "Đơn vị", "Loại vắc xin", "Mũi 1"), *rows))
    assert {(one.product, one.value) for one in reading.figures} == {("Pfizer", 3), ("AstraZeneca", 4), ("", 7)}
    assert not reading.has_errors


def test_bodies_outside_the_districts_have_their_own_rows():
    units = {one.unit for one in reading_of(build_l6({MONDAY: DATA})).figures}
    assert units == {*(code_of(district) for district in DISTRICTS), "bvdk", "cdc", "bchqs", "cong-an"}


def form(*rows, title="TỔNG HỢP BÁO CÁO HÀNG NGÀY TIÊM CHO NGƯỜI TỪ 18 TUỔI TRỞ LÊN"):
    grid = Grid("PL5")
    for number, row in enumerate([(title,), ("Ngày báo cáo: 16/5/2022",), *rows]):
        grid.put_row(number, row)
    return write_workbook([grid])


def test_the_day_may_stand_in_the_cell_beside_its_label():
    grid = Grid("PL5")
    grid.put(0, 0, "BÁO CÁO HÀNG NGÀY TIÊM CHO NGƯỜI TỪ 18 TUỔI TRỞ LÊN")
    grid.put_row(1, ("Ngày báo cáo:",))
    grid.put(1, 2, date(2022, 5, 16), "date")
    grid.put_row(2, ("TT", "Đơn vị", "Mũi 1"))
    grid.put_row(3, (1, "Tam Đường", 5))
    assert reading_of(write_workbook([grid])).period == DAY


@pytest.mark.parametrize(
    ("parent", "children", "measures"),
    [
        ("Số phản ứng thông thường sau tiêm chủng", ("Số trường hợp", "Tỷ lệ %"), ["aefi_mild"]),
        ("Số phản ứng thông thường sau tiêm chủng", ("Sốt", "Sưng đau tại chỗ"), []),
        ("Phản ứng sau tiêm", ("Nhẹ", "Nặng"), ["aefi_mild", "aefi_serious"]),
        ("Vắc xin (lọ)", ("Nhận", "Tồn"), []),
        ("Vắc xin (liều)", ("Tồn đầu ngày", "Tồn cuối ngày"), ["stock"]),
        ("Tình hình sử dụng vắc xin", ("Kế hoạch nhận", "Đã nhận"), ["received"]),
        ("Số người", ("Đăng ký", "Hoãn tiêm"), ["deferred"]),
        ("Mũi 3", ("Còn lại", "Từ chối"), ["refused"]),
    ],
)
def test_only_what_the_labels_say_and_nothing_else_is_kept(parent, children, measures):
    header = ("TT", "Đơn vị", "Mũi 1", parent, None)
    reading = reading_of(form(header, (None, None, None, *children), (1, "Tam Đường", 5, 6, 7)))
    assert [one.measure for one in reading.figures if one.measure != IN_PERIOD] == measures
    assert not reading.has_errors
