"""What a header becomes: read as what it says, asked about, or set aside with a warning; never taken at face value."""

from __future__ import annotations

import pytest

from campaign.domain.doses import is_doses
from tests.builders import Grid, write_workbook
from tests.sheets.reading_helpers import findings_of, reading_of

ADULTS = "TIÊM MŨI 3 NGƯỜI TỪ 18 TUỔI TRỞ LÊN"
ANYBODY = "KẾT QUẢ TIÊM VẮC XIN PHÒNG COVID-19"
WEEK = "(Từ ngày 13/5/2022 đến ngày 19/5/2022)"
TO_DATE = "(Số liệu lũy kế đến ngày 19/5/2022)"
SET_ASIDE, EARLIER = ("ignored", "other_count"), ("ignored", "another_period")
UNTOLD_DOSE, UNTOLD_GROUP, UNTOLD_MEASURE = (("unknown", f"unknown_{what}") for what in ("dose", "group", "measure"))


def read_table(headers, *, title=ADULTS, line=WEEK, sheet="Sheet1", rows=((9000, 500, 400, 300, 200),), name="bao cao"):
    grid = Grid(sheet)
    for row, cells in enumerate([[title], [line], [], ["TT", "Đơn vị", *headers]], start=0):
        grid.put_row(row, cells)
    for row, (district, counts) in enumerate(zip(("Tam Đường", "Sìn Hồ"), rows, strict=False), start=4):
        grid.put_row(row, [row - 3, district, *counts[: len(headers)]])
    return reading_of(write_workbook([grid]), f"{name}.xlsx")


def meanings_of(reading):
    return [column for column in reading.tables[0].columns if column.letter not in "AB"]


def became(header, **options):
    """(role, code of the finding at its column) of a header beside one of people."""
    reading = read_table(["Số đối tượng", header], **options)
    codes = [code for severity, code, cell in findings_of(reading) if cell == "D4"]
    return meanings_of(reading)[1].role, (codes or [""])[0]


@pytest.mark.parametrize(
    ("header", "outcome"),
    [
        *[(header, SET_ASIDE) for header in (
            "Chưa được tiêm mũi 3", "Chua tiem mui 3", "Mũi 3 còn thiếu", "Mũi 3 chưa nhập phần mềm",
            "Mũi 3 không tiêm được", "Mũi 3 đăng ký tiêm", "Mũi 3 đã nhập", "Đã khám sàng lọc mũi 3",
            "Lũy kế số liều đã cấp", "Số người tiếp nhận", "Lũy kế số lọ đã nhận", "Tồn đầu kỳ", "Lũy kế phản ứng",
            "Số hoãn, từ chối tiêm", "Kế hoạch nhận vắc xin", "Số F0 trong tuần",
            "Còn phải tiêm", "Chưa tiêm", "Số đối tượng cần tiêm còn lại", "Số người không đủ điều kiện tiêm",
            "Số đối tượng chưa đủ điều kiện", "Số người chưa đến hạn tiêm", "Số đối tượng F0 chưa đến lịch",
        )],
        *[(header, EARLIER) for header in (
            "Lũy kế tuần trước", "Lũy kế kỳ trước", "Lũy kế đến hết tuần trước", "Mũi 3 tuần trước",
            "Lũy kế tháng trước", "Đã tiêm hôm trước", "Số đối tượng tuần trước", "Kế hoạch tuần tới mũi 3",
        )],
        *[(header, UNTOLD_MEASURE) for header in (
            "Lũy kế tháng 4", "Lũy kế tháng 5", "Lũy kế năm 2022", "Lũy kế quý II", "Lũy kế từ đầu năm",
        )],
        *[(header, UNTOLD_DOSE) for header in (
            "Mũi 1, 2", "Mũi 1-2", "Mũi 3 và 4", "Mũi 3/4", "Mũi 1 + Mũi 2", "Nhắc lại lần 1,2", "NL 1 + 2",
            "Nhắc lại lần 3", "Nhắc lại lần cuối", "Mũi 5", "Tiêm 1 mũi",
        )],
        *[(header, ("unknown", "unknown_column")) for header in (
            "Mũi 3 (đợt 1)", "Mũi 3.1", "Nhân viên y tế mũi 3", "Mũi 3 tại trường học", "Học sinh nội trú mũi 3",
            "Kế hoạch lũy kế mũi 3", "Số đối tượng tiêm mũi 3", "Mũi 3 dân tộc Mông",
        )],
        *[(header, ("figure", "")) for header in (
            "Tổng số mũi đã tiêm", "Số mũi tiêm từ trước đến nay", "Mũi 3", "Lũy kế", "Số tiêm được trong tuần",
            "Tổng số người đã được tiêm", "Số trẻ 18+ đã được tiêm mũi 3", "2. Mũi 3", "Số người đã tiêm vắc xin mũi 3",
        )],
    ],
)  # fmt: skip
def test_words_that_change_a_header_are_not_passed_over(header, outcome):
    assert became(header) == outcome


@pytest.mark.parametrize(
    ("header", "dose"),
    [
        ("Nhắc lại lần 1", "dose_3"),
        ("Mũi nhắc lại thứ nhất", "dose_3"),
        ("Mũi 3 (BS+NL)", "dose_3"),
        ("Mũi 3 (nhắc lại)", "dose_3"),
        ("Mũi 4 (nhắc lại)", "dose_4"),
        ("Nhắc lại lần hai", "dose_4"),
        ("Mũi nhắc lại thứ 2", "dose_4"),
        ("Nhắc lại lần II", "dose_4"),
        ("Nhắc lại mũi thứ 2", "dose_4"),
        ("Số người đã tiêm đủ 2 mũi", "dose_2"),
        ("Tiêm đủ liều cơ bản", "dose_2"),
        ("Tiêm ít nhất 1 mũi", "dose_1"),
    ],
)
def test_a_dose_is_known_by_its_other_names(header, dose):
    column = meanings_of(read_table(["Số đối tượng", header], line=TO_DATE))[1]
    assert (column.role, column.dose) == ("figure", dose)


def test_what_is_counted_under_a_parent_that_counts_something_else_is_no_dose():
    reading = read_table(["Số đối tượng", "Mũi 3", "Số hoãn tiêm", None], rows=(
        (None, None, "Trong tuần", "Lũy kế"), (9000, 500, 4, 40)))  # fmt: skip
    assert {figure.value for figure in reading.figures if is_doses(figure.measure)} <= {500}


@pytest.mark.parametrize(
    ("header", "measure"),
    [
        ("Số hoãn tiêm", "deferred"),
        ("Lũy kế số người hoãn", "deferred_to_date"),
        ("Số người từ chối tiêm mũi 3", "refused"),
        ("Số không đồng ý tiêm chủng", "refused"),
        ("Chống chỉ định", "contraindicated"),
        ("Số chuyển bệnh viện tiêm", "transferred"),
        ("Lũy kế vắc xin đã nhận", "received_to_date"),
        ("Vắc xin nhận trong tuần (liều)", "received"),
        ("Số sử dụng (liều)**", "used"),
        ("Mũi 3 hỏng/hủy", "wasted"),
        ("Vắc xin huỷ", "wasted"),
        ("Tồn kho", "stock"),
        ("Số liều còn lại", "stock"),
        ("Số phản ứng thông thường sau tiêm chủng", "aefi_mild"),
        ("PƯ nặng", "aefi_serious"),
        ("Số tai biến nặng****", "aefi_serious"),
    ],
)
def test_what_is_counted_beside_doses_is_kept_under_its_own_name(header, measure):
    column = meanings_of(read_table(["Số đối tượng", header]))[1]
    assert (column.role, column.measure) == ("figure", measure)


def test_what_is_counted_beside_doses_is_never_taken_for_doses_or_people():
    reading = read_table(["Số đối tượng", "Số hoãn tiêm", "Vắc xin nhận", "Tồn"])
    assert [one.people for one in reading.denominators] == [9000]
    kept = [("deferred", 500), ("received", 400), ("stock", 300)]
    assert [(one.measure, one.value) for one in reading.figures] == kept


def test_a_count_beside_doses_whose_period_is_open_is_told_and_not_imported():
    headers = ["Mũi 3 trong tuần", "Mũi 3 lũy kế", "Số hoãn tiêm"]
    line = "(Tuần 20; số liệu tính đến ngày 19/5/2022)"
    reading = read_table(headers, line=line)
    assert ("warning", "measure_untold", "E4") in findings_of(reading)
    assert {one.measure for one in reading.figures} <= {"doses_in_period", "doses_to_date"}


def test_two_columns_of_one_count_beside_doses_are_told_and_neither_is_imported():
    reading = read_table(["Mũi 3", "Hoãn tiêm", "Số hoãn tiêm"])
    assert ("warning", "same_other", "E4") in findings_of(reading)
    assert not reading.has_errors
    assert {one.measure for one in reading.figures} == {"doses_in_period"}


def test_the_people_invited_on_a_day_are_no_denominator():
    headers, line = ["Số đối tượng trong ngày", "Mũi 3"], "Ngày báo cáo: 19/5/2022"
    reading = read_table(headers, line=line, title=f"{ADULTS} HÀNG NGÀY")
    assert findings_of(reading)[0] == ("info", "people_of_day", "C4")
    assert reading.denominators == []


@pytest.mark.parametrize(
    ("title", "headers", "groups"),
    [
        (ANYBODY, ["Số đối tượng", "Mũi 3", "Mũi 4 người trên 50 tuổi"], ["?", "?", "50+"]),
        (ANYBODY, ["Dân số", "Mũi 1", "Phụ nữ có thai đã tiêm mũi 4"], ["?", "?", "pregnant"]),
        (ANYBODY, ["Dân số ≥18 tuổi", "Mũi 1", "Mũi 2"], ["18+", "18+", "18+"]),
        (ANYBODY, ["Tổng dân số", "Số đối tượng 18+", "Mũi 3"], ["?", "18+", "18+"]),
        (ANYBODY, ["Số đối tượng", "Mũi 1", "Mũi 2"], ["?", "?", "?"]),
        (ADULTS, ["Số đối tượng", "Mũi 1", "Mũi 2"], ["18+", "18+", "18+"]),
        (ADULTS + " VÀ TRẺ EM", ["Số đối tượng", "Mũi 1", "Mũi 2"], ["?", "?", "?"]),
        ("NGƯỜI CHƯA TIÊM TỪ 18 TUỔI", ["Số đối tượng", "Mũi 1", "Mũi 2"], ["?", "?", "?"]),
    ],
)
def test_a_column_beside_it_does_not_say_whom_a_column_counts(title, headers, groups):
    reading = read_table(headers, title=title, line=TO_DATE)
    asked = [cell for _, code, cell in findings_of(reading) if code == "unknown_group"]
    assert [column.group for column in meanings_of(reading)] == groups
    assert asked == [f"{letter}4" for letter, group in zip("CDE", groups, strict=True) if group == "?"]


@pytest.mark.parametrize(
    ("sheet", "title", "group"),
    [
        ("5-11.9", ANYBODY, "?"),
        ("Tuan 5-11", ANYBODY, "?"),
        ("Sheet1", "KẾT QUẢ TIÊM TUẦN 5-11/9/2022", "?"),
        ("Sheet1", "KẾT QUẢ TIÊM CHO TRẺ EM TUẦN 5-11/9/2022", "?"),
        ("5-11", ANYBODY, "5-11"),
        ("12-17", ANYBODY, "12-17"),
        ("18+", ANYBODY, "18+"),
        ("Trẻ 5-11", ANYBODY, "5-11"),
        ("Sheet1", "KẾT QUẢ TIÊM NHÓM 5-11", "5-11"),
        ("Sheet1", "KẾT QUẢ TIÊM 12-17 TUỔI", "12-17"),
    ],
)
def test_the_days_of_a_week_are_not_ages(sheet, title, group):
    reading = read_table(["Số đối tượng", "Mũi 1"], sheet=sheet, title=title, line="(Số liệu lũy kế đến 11/9/2022)")
    assert {column.group for column in meanings_of(reading)} == {group}


@pytest.mark.parametrize(("title", "group"), [("TRẺ EM", None), ("(Đơn vị tính: người)", "18+"), (None, "18+")])
def test_another_sheets_title_speaks_for_a_sheet_only_where_its_own_says_nothing_of_people(title, group):
    sheets = []
    for name, heading, end in (("Tuần 19", ADULTS, "12/5/2022"), ("Tuần 20", title, "19/5/2022")):
        grid = Grid(name)
        sheets.append(grid)
        for row, cells in enumerate([[heading], [f"Lũy kế đến ngày {end}"], [], ["TT", "Đơn vị", "Mũi 3"]], start=0):
            grid.put_row(row, cells)
        grid.put_row(4, [1, "Tam Đường", 500])
    reading = reading_of(write_workbook(sheets))
    asked = [(finding.sheet, finding.cell) for finding in reading.findings if finding.code == "unknown_group"]
    assert asked == ([] if group else [("Tuần 20", "C4")])
    assert {str(figure.group) for figure in reading.figures} == {"18+"}


@pytest.mark.parametrize(
    ("group", "dose", "code"),
    [
        ("18+", "Mũi 3", ""),
        ("18+", "Chưa tiêm mũi 3", "unknown_dose"),
        ("18+", "Mũi 3 (hủy)", "unknown_dose"),
        ("18+", "Mũi 3, 4", "unknown_dose"),
        ("Không thuộc nhóm ≥ 50 tuổi", "Mũi 3", "unknown_group"),
        ("Trừ 18+", "Mũi 3", "unknown_group"),
        ("18+ chưa tiêm", "Mũi 3", "unknown_group"),
        ("Người không đi lại được", "Mũi 3", ""),
    ],
)
def test_a_rows_group_and_dose_are_not_taken_at_face_value_either(group, dose, code):
    reading = read_table(["Đối tượng", "Mũi", "Số tiêm trong tuần"], title=ANYBODY, rows=((group, dose, 10),))
    assert [found for severity, found, _ in findings_of(reading) if severity == "error"] == ([code] if code else [])


@pytest.mark.parametrize(("rate", "warned"), [("104,3", True), ("50", False)])
def test_a_rate_without_a_dose_is_of_the_tables_only_dose(rate, warned):
    headers = ["Số đối tượng", "Mũi 3 trong tuần", "Mũi 3 lũy kế", "Tỷ lệ %"]
    reading = read_table(headers, title="NGƯỜI TỪ 18 TUỔI TRỞ LÊN", rows=((1000, 10, 500, rate),))
    assert (("warning", "rate_mismatch", "F5") in findings_of(reading)) == warned


@pytest.mark.parametrize(
    ("counts", "warned"), [((500, 300, 200), False), ((500, 300, 201), True), ((500, 300, 199), True)]
)
def test_a_total_is_held_against_its_vaccines(counts, warned):
    reading = read_table(["Mũi 3", "Mũi 3 AstraZeneca", "Mũi 3 Pfizer"], line=TO_DATE, rows=(counts,))
    assert [figure.product for figure in reading.figures] == ["", "AstraZeneca", "Pfizer"]
    found = [finding for finding in reading.findings if finding.code == "parts_mismatch"]
    assert [(finding.cell, finding.values["sum"]) for finding in found] == ([("C5", sum(counts[1:]))] if warned else [])


@pytest.mark.parametrize(("pfizer", "warned"), [(499, False), (500, False), (501, True)])
def test_one_vaccine_alone_may_be_less_than_the_total_and_not_more(pfizer, warned):
    reading = read_table(["Mũi 3", "Trong đó Pfizer mũi 3"], line=TO_DATE, rows=((500, pfizer),))
    assert (("warning", "parts_mismatch", "C5") in findings_of(reading)) == warned
