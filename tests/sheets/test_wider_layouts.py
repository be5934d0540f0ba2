"""Layouts that offices make up themselves: read for whom and what they mean, asked about, or refused in words."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.doses import is_doses
from tests.builders import Grid, write_workbook
from tests.sheets.reading_helpers import findings_of, reading_of

ADULTS = "TIÊM VẮC XIN CHO NGƯỜI TỪ 18 TUỔI TRỞ LÊN"
ANYBODY = "KẾT QUẢ TIÊM VẮC XIN PHÒNG COVID-19"
AS_OF = "(Số liệu lũy kế đến ngày 19/5/2022)"
WEEK = "(Từ ngày 13/5/2022 đến ngày 19/5/2022)"


def book(*rows, merges=(), sheet="Sheet1"):
    grid = Grid(sheet)
    for number, row in enumerate(rows):
        grid.put_row(number, (row,) if isinstance(row, str) else row)
    for top, left, bottom, right in merges:
        grid.merge(top, left, bottom, right, grid.cells[top, left][0])
    return write_workbook([grid])


def doses(reading):
    return {(one.unit, one.group, one.dose): one.value for one in reading.figures if is_doses(one.measure)}


def errors(reading):
    return [(code, cell) for severity, code, cell in findings_of(reading) if severity == "error"]


def warnings(reading):
    return [(code, cell) for severity, code, cell in findings_of(reading) if severity == "warning"]


# Tables beside one another.


def test_the_right_half_of_a_list_of_districts_is_a_table_of_its_own():
    header = ("TT", "Đơn vị", "Mũi 1", None, "TT", "Đơn vị", "Mũi 1")
    reading = reading_of(book(ADULTS, AS_OF, header, (1, "Tam Đường", 10, None, 3, "Sìn Hồ", 30), (2, "Phong Thổ", 20)))
    assert doses(reading) == {("106", "18+", "dose_1"): 10, ("109", "18+", "dose_1"): 20, ("108", "18+", "dose_1"): 30}
    assert [table.range for table in reading.tables] == ["A3:C5", "E3:G4"]


def test_tables_beside_one_another_have_the_captions_over_them():
    rows = (
        ANYBODY, AS_OF, ("Bảng 1: 18+", None, None, "Bảng 2: 12-17 tuổi"),
        ("Đơn vị", "Mũi 1", None, "Đơn vị", "Mũi 1"), ("Tam Đường", 10, None, "Tam Đường", 20),
    )  # fmt: skip
    assert doses(reading_of(book(*rows))) == {("106", "18+", "dose_1"): 10, ("106", "12-17", "dose_1"): 20}


def test_a_table_beside_another_may_begin_lower():
    rows = (
        ADULTS, AS_OF, ("Đơn vị", "Mũi 1"), ("Tam Đường", 10, None, "Đơn vị", "Mũi 2"),
        ("Phong Thổ", 20, None, "Tam Đường", 5), ("Sìn Hồ", 30, None, "Phong Thổ", 6),
    )  # fmt: skip
    assert doses(reading_of(book(*rows))) == {
        ("106", "18+", "dose_1"): 10, ("109", "18+", "dose_1"): 20, ("108", "18+", "dose_1"): 30,
        ("106", "18+", "dose_2"): 5, ("109", "18+", "dose_2"): 6,
    }  # fmt: skip


def test_a_wide_table_above_two_that_stand_beside_one_another_keeps_all_its_columns():
    rows = (
        ADULTS, AS_OF, ("Đơn vị", "Mũi 1", "Mũi 2", "Mũi 3", "Mũi 4"), ("Tam Đường", 4, 3, 2, 1), (),
        "Bảng 2: 12-17 tuổi", ("Đơn vị", "Mũi 1", None, "Đơn vị", "Mũi 1"), ("Tam Đường", 8, None, "Sìn Hồ", 9),
    )  # fmt: skip
    assert doses(reading_of(book(*rows))) == {
        ("106", "18+", "dose_1"): 4, ("106", "18+", "dose_2"): 3, ("106", "18+", "dose_3"): 2,
        ("106", "18+", "dose_4"): 1, ("106", "12-17", "dose_1"): 8, ("108", "12-17", "dose_1"): 9,
    }  # fmt: skip


# Rows that name groups or doses.


def test_a_form_of_one_unit_has_its_groups_as_rows():
    rows = (
        "TRUNG TÂM Y TẾ HUYỆN TAM ĐƯỜNG", ANYBODY, WEEK,
        ("TT", "Nhóm đối tượng ưu tiên", "Các đợt trước đây", None, "Đợt này", None, "Ghi chú"),
        (None, None, "Số đối tượng", "Số đã tiêm", "Số đã tiêm", "Tỷ lệ (%)"), (None, None, None, None, "Mũi 1"),
        (1, "Người từ 18 tuổi trở lên", 1, 2, 10, 0.1), (2, "Trẻ 12-17 tuổi", 3, 4, 11, 0.1), (None, "Cộng", 4, 6, 21),
    )  # fmt: skip
    reading = reading_of(book(*rows))
    assert doses(reading) == {("106", "18+", "dose_1"): 10, ("106", "12-17", "dose_1"): 11}
    assert warnings(reading) == [("another_period", "C6"), ("another_period", "D6")]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Đơn vị: Huyện Sìn Hồ", "108"),
        ("Đơn vị báo cáo: TTYT huyện Than Uyên", "110"),
        ("TRẠM Y TẾ XÃ BẢN BO", "03424"),
        ("Đơn vị: CDC tỉnh", "cdc"),
        ("SỞ Y TẾ LAI CHÂU", None),
        ("Đơn vị: tỉnh Lai Châu", None),
        ("Huyện Tam Đường và huyện Sìn Hồ", None),
        ("TRẠM Y TẾ XÃ NÀO ĐÓ, HUYỆN TAM ĐƯỜNG", None),
    ],
)
def test_whose_groups_they_are_is_what_the_title_names_when_it_names_one(heading, unit):
    reading = reading_of(book(heading, ANYBODY, AS_OF, ("Nhóm tuổi", "Mũi 1"), ("Từ 18 tuổi trở lên", 10)))
    assert doses(reading) == ({(unit, "18+", "dose_1"): 10} if unit else {})
    assert errors(reading) == ([] if unit else [("groups_without_unit", "A4")])


def test_a_group_among_the_rows_that_is_not_reported_is_asked_about():
    rows = (("Từ 18 tuổi trở lên", 10), ("Nhân viên y tế", 3), ("Nhân viên y tế trên 18 tuổi", 2))
    reading = reading_of(book("Đơn vị: Huyện Sìn Hồ", ANYBODY, AS_OF, ("Nhóm tuổi", "Mũi 1"), *rows))
    assert doses(reading) == {("108", "18+", "dose_1"): 10}
    assert errors(reading) == [("unknown_group", "A6"), ("unknown_group", "A7")]


def test_a_groups_own_row_holds_for_the_units_under_it():
    rows = (
        ("TT", "Đơn vị", "Mũi 1"), ("I", "Người từ 18 tuổi trở lên", 30), (1, "Tam Đường", 10), (2, "Sìn Hồ", 20),
        ("II", "Trẻ 12-17 tuổi"), (1, "Tam Đường", 11), (2, "Sìn Hồ", 21), (None, "Tổng cộng", 62),
    )  # fmt: skip
    reading = reading_of(book(ANYBODY, AS_OF, *rows))
    assert errors(reading) == warnings(reading) == []
    assert doses(reading) == {
        ("106", "18+", "dose_1"): 10, ("108", "18+", "dose_1"): 20,
        ("106", "12-17", "dose_1"): 11, ("108", "12-17", "dose_1"): 21,
    }  # fmt: skip


def test_a_doses_own_row_holds_for_the_units_under_it_within_its_group():
    rows = (
        ("TT", "Đơn vị", "Số mũi tiêm"), ("A", "18+"), ("I", "Mũi 3"), (1, "Tam Đường", 10), ("II", "Mũi 4"),
        (1, "Tam Đường", 20), ("B", "12-17 tuổi"), ("I", "Mũi 3"), (1, "Tam Đường", 30),
    )  # fmt: skip
    assert doses(reading_of(book(ANYBODY, AS_OF, *rows))) == {
        ("106", "18+", "dose_3"): 10, ("106", "18+", "dose_4"): 20, ("106", "12-17", "dose_3"): 30,
    }  # fmt: skip


def test_groups_under_each_unit_are_the_units():
    rows = (
        ("TT", "Đơn vị", "Mũi 1"), (1, "Tam Đường", 21), (None, "18+", 10), (None, "12-17 tuổi", 11),
        (2, "Sìn Hồ"), (None, "18+", 8), (None, "12-17 tuổi", 12), ("Mũi 1: kể cả Janssen",),
    )  # fmt: skip
    reading = reading_of(book(ANYBODY, AS_OF, *rows))
    assert errors(reading) == warnings(reading) == []
    assert doses(reading) == {
        ("106", "18+", "dose_1"): 10, ("106", "12-17", "dose_1"): 11,
        ("108", "18+", "dose_1"): 8, ("108", "12-17", "dose_1"): 12,
    }  # fmt: skip


def test_an_age_that_is_no_group_over_its_units_is_asked_and_they_are_not_read():
    rows = (("I", "Từ 30 đến 40 tuổi"), (1, "Tam Đường", 10), ("II", "18+"), (1, "Sìn Hồ", 20))
    reading = reading_of(book(ANYBODY, AS_OF, ("TT", "Đơn vị", "Mũi 1"), *rows))
    assert errors(reading) == [("unknown_group", "B4")]
    assert doses(reading) == {("108", "18+", "dose_1"): 20}


def test_a_units_sum_over_its_groups_is_a_total_and_asked_about_where_it_is_all_there_is():
    header = ("Đơn vị", "Nhóm tuổi", "Mũi 1")
    rows = (("Tam Đường", "18+", 10), ("Tam Đường", "12-17", 5), ("Tam Đường", "Cộng", 16), ("Sìn Hồ", "Tổng", 9))
    reading = reading_of(book(ANYBODY, AS_OF, header, *rows))
    assert doses(reading) == {("106", "18+", "dose_1"): 10, ("106", "12-17", "dose_1"): 5}
    assert ("total_mismatch", "C6") in warnings(reading)
    assert errors(reading) == [("unknown_group", "B7")]


def test_a_column_and_a_row_that_name_different_groups_are_refused_and_the_narrower_one_is_taken():
    header = ("Đơn vị", "Nhóm tuổi", "Mũi 3", "Mũi 4 người từ 50 tuổi")
    rows = (("Tam Đường", "18+", 10, 3), ("Tam Đường", "12-17", 5, None), ("Sìn Hồ", "12-17", 7, 2))
    reading = reading_of(book(ANYBODY, AS_OF, header, *rows))
    assert errors(reading) == [("facets_differ", "D6")]
    assert doses(reading) == {
        ("106", "18+", "dose_3"): 10, ("106", "50+", "dose_4"): 3, ("106", "12-17", "dose_3"): 5,
        ("108", "12-17", "dose_3"): 7,
    }  # fmt: skip


# Headers of one to four rows.


@pytest.mark.parametrize("repeated", [False, True])
@pytest.mark.parametrize("height", [1, 2, 3, 4])
def test_a_header_of_one_to_four_rows_is_read_with_labels_repeated_or_merged(height, repeated):
    full = ["Kết quả tiêm", "Người từ 18 tuổi trở lên", "Mũi {}", "Lũy kế"]
    labels = full[4 - height :] if height > 1 else ["Mũi {} lũy kế người từ 18 tuổi trở lên"]
    title = ADULTS if height == 2 else ANYBODY
    rows = [["TT", "Đơn vị", label.format(3), label.format(4)] for label in labels]
    for number, row in enumerate(rows if not repeated else ()):
        row[:2] = ["TT", "Đơn vị"] if number == 0 else [None, None]
        row[3] = None if row[2] == row[3] and number < height - 1 else row[3]
    reading = reading_of(book(title, "(Số liệu đến ngày 19/5/2022)", *rows, (1, "Tam Đường", 10, 5)))
    assert errors(reading) == []
    assert doses(reading) == {("106", "18+", "dose_3"): 10, ("106", "18+", "dose_4"): 5}


def test_words_under_a_dose_that_say_nothing_to_the_program_are_not_passed_over():
    rows = (("TT", "Đơn vị", "Mũi 1", None, "Mũi 2"), (None, None, "Nam", "Nữ"), (1, "Tam Đường", 10, 9, 8))
    reading = reading_of(book(ADULTS, AS_OF, *rows))
    assert doses(reading) == {("106", "18+", "dose_2"): 8}
    assert errors(reading) == [("unknown_column", "C4")]
    assert warnings(reading) == [("other_count", "D4")]


def test_numbers_under_no_header_are_told():
    rows = (("TT", "Đơn vị", "Mũi 1", None), (1, "Tam Đường", 10, 9), (2, "Sìn Hồ", 10, 9))
    assert warnings(reading_of(book(ADULTS, AS_OF, *rows))) == [("column_without_header", "D3")]


# What stands around a table.


@pytest.mark.parametrize("words", ["NHÂN VIÊN Y TẾ", "GIÁO VIÊN", "LỰC LƯỢNG VŨ TRANG"])
def test_a_title_of_fewer_people_than_its_ages_is_asked_about(words):
    title = f"TIÊM MŨI 3 CHO {words} TỪ 18 TUỔI TRỞ LÊN"
    reading = reading_of(book(title, AS_OF, ("Đơn vị", "Số đã tiêm"), ("Tam Đường", 10)))
    assert errors(reading) == [("unknown_group", "B3")]
    assert doses(reading) == {}


def test_rows_of_numbers_outside_the_tables_are_told():
    rows = (
        ADULTS, AS_OF, ("Nội dung", "Mũi 1", "Mũi 2"), ("Trẻ 5-11 tuổi", 10, 20), ("Tổng", 10, 20), (),
        ("TT", "Đơn vị", "Mũi 1"), (1, "Tam Đường", 5),
    )  # fmt: skip
    reading = reading_of(book(*rows))
    assert doses(reading) == {("106", "18+", "dose_1"): 5}
    assert warnings(reading) == [("rows_not_read", "A4")]


def test_a_sheet_of_numbers_without_a_table_is_told_beside_one_that_was_read():
    good, other = Grid("Sheet1"), Grid("Sheet2")
    for number, row in enumerate(((ADULTS,), (AS_OF,), ("Đơn vị", "Mũi 1"), ("Tam Đường", 5))):
        good.put_row(number, row)
    for number, row in enumerate((("Nội dung", "A", "B"), ("x", 1, 2), ("y", 3, 4))):
        other.put_row(number, row)
    reading = reading_of(write_workbook([good, other]))
    assert [(one.severity, one.code, one.sheet) for one in reading.findings if one.code == "sheet_not_read"] == [
        ("warning", "sheet_not_read", "Sheet2")
    ]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Lai Châu ngày 19 tháng 5 năm 2022", None),
        ("Lai Châu, ngày 19/5/2022", None),
        ("Thời gian bắt đầu triển khai: Ngày 08/3/2021", None),
        ("KẾT QUẢ TIÊM LŨY KẾ, ngày 19/5/2022", "2022-05-19"),
        ("Số liệu lũy kế ngày 19/5/2022", "2022-05-19"),
    ],
)
def test_a_signatures_date_is_no_day_of_a_report_and_a_titles_is(line, day):
    reading = reading_of(book(line, ADULTS, ("Đơn vị", "Mũi 1 lũy kế"), ("Tam Đường", 5)))
    assert [str(table.period.end) for table in reading.tables if table.period] == ([day] if day else [])
    assert errors(reading) == ([] if day else [("no_period", errors(reading)[0][1])])


@pytest.mark.parametrize("name", ["BĐBP", "Bộ đội biên phòng", "BCH BĐBP", "Bộ CHQS", "CDC tỉnh Lai Châu"])
def test_bodies_of_the_province_are_known_by_their_short_names(name):
    reading = reading_of(book(ADULTS, AS_OF, ("Đơn vị", "Mũi 1"), ("Tam Đường", 5), (name, 7)))
    assert errors(reading) == []
    assert len(doses(reading)) == 2


def test_the_police_of_a_district_are_no_unit_and_asked_about():
    reading = reading_of(book(ADULTS, AS_OF, ("Đơn vị", "Mũi 1"), ("Tam Đường", 5), ("Công an huyện Tam Đường", 7)))
    assert errors(reading) == [("unknown_unit", "A5")]


@pytest.mark.parametrize("dots", ["…", "....", "……", "Chưa báo cáo", "n/a", "___"])
def test_the_dots_of_a_form_that_nobody_filled_in_are_no_report(dots):
    reading = reading_of(book(ADULTS, AS_OF, ("Đơn vị", "Mũi 1"), ("Tam Đường", dots), ("Sìn Hồ", 3)))
    assert errors(reading) == []
    assert doses(reading) == {("108", "18+", "dose_1"): 3}


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([("Tam Đường", 5), ("Sìn Hồ", 6), ("Trẻ 12-17 tuổi", None), ("Phong Thổ", 7)], "A6"),
        ([("Tam Đường", 5), ("Sìn Hồ", 6), ("Trẻ 12-17 tuổi", 15), ("Phong Thổ", 7)], "A6"),
        ([("Tam Đường", 5), ("Trong đó: từ 50 tuổi trở lên", 2), ("Sìn Hồ", 6), ("Phong Thổ", 6)], "A5"),
    ],
)
def test_a_group_somewhere_among_the_units_is_refused(rows, cell):
    reading = reading_of(book(ADULTS, AS_OF, ("Đơn vị", "Mũi 1"), *rows))
    assert errors(reading) == [("section_between", cell)]


def test_a_note_that_names_a_dose_below_the_units_is_a_note():
    rows = (("Đơn vị", "Mũi 1"), ("Tam Đường", 5), ("Sìn Hồ", 6), ("Mũi 1", None), ("Trẻ 5-11 tuổi", None))
    reading = reading_of(book(ADULTS, AS_OF, *rows))
    assert errors(reading) == []
    assert doses(reading) == {("106", "18+", "dose_1"): 5, ("108", "18+", "dose_1"): 6}


def test_what_stands_behind_an_empty_column_without_units_is_refused():
    rows = (("Tam Đường", 1, None, "16/5", 5), ("Sìn Hồ", 2, None, "17/5", 6))
    reading = reading_of(book(ADULTS, AS_OF, ("Đơn vị", "Mũi 1", None, "Ngày", "Mũi 2"), *rows))
    assert errors(reading) == [("table_beside", "D3")]
    assert doses(reading) == {("106", "18+", "dose_1"): 1, ("108", "18+", "dose_1"): 2}


def test_rows_that_say_what_they_count_are_refused():
    rows = (("Đơn vị", "Nội dung", "Mũi 1"), ("Tam Đường", "Đối tượng", 500), ("Tam Đường", "Đã tiêm", 50))
    assert ("row_measures", "B3") in errors(reading_of(book(ADULTS, AS_OF, *rows)))


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("KẾ HOẠCH TIÊM MŨI 3 TUẦN 21", "title_in_doubt"),
        ("BÁO CÁO NHU CẦU VẮC XIN MŨI 3", "title_in_doubt"),
        ("TỶ LỆ TIÊM MŨI 3 (%)", "title_in_doubt"),
        ("KẾT QUẢ TIÊM VẮC XIN SỞI - RUBELLA MŨI 1", "title_in_doubt"),
        ("Đơn vị tính: nghìn mũi", "counted_in"),
        ("ĐVT: %", "counted_in"),
        ("SỐ NGƯỜI HOÃN TIÊM MŨI 3", "title_in_doubt"),
        ("TÌNH HÌNH PHẢN ỨNG SAU TIÊM MŨI 3", "title_in_doubt"),
        ("SỐ NGƯỜI MẮC COVID-19 ĐÃ TIÊM MŨI 3", "title_in_doubt"),
        ("KẾT QUẢ TIÊM MŨI 3 ĐỒNG BÀO DÂN TỘC THIỂU SỐ", "title_in_doubt"),
        ("KẾT QUẢ TIÊM MŨI 3 TẠI CÁC XÃ BIÊN GIỚI", "title_in_doubt"),
        ("TỔNG HỢP KẾT QUẢ TIÊM VẮC XIN VÀ PHẢN ỨNG SAU TIÊM", None),
        ("SỐ NGƯỜI HOÀN THÀNH TIÊM MŨI 3", None),
        ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH TIÊM MŨI 3", None),
        ("TIẾN ĐỘ, TỶ LỆ TIÊM MŨI 3", None),
        ("(Kèm theo Kế hoạch số 12/KH-UBND tiêm mũi 3)", None),
        ("KẾT QUẢ TIÊM VẮC XIN COVID-19 VÀ SỞI", None),
        ("Đơn vị tính: người, mũi, %", None),
    ],
)
def test_a_title_of_something_else_than_doses_given_is_not_passed_over(title, code):
    reading = reading_of(book("NGƯỜI TỪ 18 TUỔI TRỞ LÊN", title, AS_OF, ("Đơn vị", "Mũi 3"), ("Tam Đường", 5)))
    assert errors(reading)[:1] == ([(code, "B4")] if code else [])
    assert doses(reading) == ({} if code else {("106", "18+", "dose_3"): 5})


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Lũy kế đến tuần 20", "doses_to_date"),
        ("Trong tuần 20", "doses_in_period"),
        ("Tuần 20", "doses_in_period"),
        ("Lũy kế đến tuần 19", ""),
        ("Tuần 19", ""),
    ],
)
def test_the_number_of_a_week_in_a_header_is_this_weeks_or_is_not_read(header, role):
    reading = reading_of(book(f"{ADULTS} MŨI 3 TUẦN 20", WEEK, ("Đơn vị", "Số đối tượng", header), ("Tam Đường", 9, 5)))
    assert [one.measure for one in reading.figures] == ([role] if role else [])
    assert reading.has_errors is not bool(role)


def test_a_doses_total_is_told_from_its_parts():
    rows = (("Đơn vị", "Mũi 1", None, None), (None, "Tổng", "Lưu động", "Nữ"), ("Tam Đường", 9, 5, 4))
    reading = reading_of(book(ADULTS, AS_OF, *rows))
    assert doses(reading) == {("106", "18+", "dose_1"): 9}
    assert (errors(reading), warnings(reading)) == ([("unknown_column", "C4")], [("other_count", "D4")])


def test_a_date_in_the_first_row_under_a_header_is_no_header():
    grid = Grid("Sheet1")
    for number, row in enumerate(((ADULTS,), (AS_OF,), ("TT", "Đơn vị", "Mũi 1", "Hạn dùng"))):
        grid.put_row(number, row)
    grid.put_row(3, (1, "Tam Đường", 5))
    grid.put(3, 3, date(2022, 9, 1), "date")
    assert doses(reading_of(write_workbook([grid]))) == {("106", "18+", "dose_1"): 5}


@pytest.mark.parametrize(
    ("header", "measure"),
    [
        ("Lũy kế từ 01/5", None),
        ("LK từ 1/1/2022", None),
        ("Từ 01/01/2022 đến nay", None),
        ("Đến nay (từ 01/5/2022)", None),
        ("Lũy kế từ đầu năm", None),
        ("Lũy kế từ đầu chiến dịch", "doses_to_date"),
        ("Lũy kế từ khi triển khai", "doses_to_date"),
        ("Mũi 3 trong tuần (từ 13/5 đến 19/5)", "doses_in_period"),
    ],
)
def test_a_total_since_a_day_is_asked_and_one_of_the_campaign_is_read(header, measure):
    reading = reading_of(book(f"{ADULTS} MŨI 3", WEEK, ("Đơn vị", header), ("Tam Đường", 5)))
    assert [one.measure for one in reading.figures] == ([measure] if measure else [])
    assert errors(reading) == ([] if measure else [("unknown_measure", "B3")])


@pytest.mark.parametrize("header", ["Số đã tiêm", "Lũy kế"])
@pytest.mark.parametrize("since", ["từ 01/5/2022", "từ đầu năm", "tháng 5/2022, tính", "đợt 2"])
def test_under_a_title_of_a_total_since_a_day_columns_are_asked(since, header):
    title = f"(Lũy kế {since} đến 19/5/2022)"
    reading = reading_of(book(f"{ADULTS} MŨI 3", title, ("Đơn vị", header), ("Tam Đường", 5)))
    assert errors(reading) == [("unknown_measure", "B3")]


@pytest.mark.parametrize(("header", "product"), [("Mũi 3", "Pfizer"), ("Mũi 3 Moderna", "Moderna")])
def test_a_titles_one_product_is_that_of_columns_that_name_none(header, product):
    title = "SỐ MŨI VẮC XIN PFIZER TIÊM NGƯỜI TỪ 18 TUỔI TRỞ LÊN"
    reading = reading_of(book(title, AS_OF, ("Đơn vị", header), ("Tam Đường", 5)))
    assert [one.product for one in reading.figures] == [product]
    assert errors(reading) == []
