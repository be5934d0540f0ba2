"""A table of assignments as people fill it in: read, or told what is wrong at its cell."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest

from campaign.domain.assigning.assignments import Responsible
from campaign.domain.findings import finding_message
from campaign.domain.names.units import Unit
from campaign.settings import DEFAULT_LIMITS
from campaign.sheets.assignment_table import read_assignment_table, read_assignment_table_apart
from campaign.sheets.words.vocabulary import vocabulary

UNITS = [
    Unit("12", "Tỉnh Lai Châu", "province", None),
    Unit("105", "Thành phố Lai Châu", "district", "12"),
    Unit("106", "Huyện Tam Đường", "district", "12"),
    Unit("108", "Huyện Sìn Hồ", "district", "12"),
    Unit("110", "Huyện Than Uyên", "district", "12"),
    Unit("111", "Huyện Tân Uyên", "district", "12"),
    Unit("03478", "Thị trấn Sìn Hồ", "commune", "108"),
    Unit("03508", "Xã Nậm Cha", "commune", "108"),
]
WORDS = vocabulary(UNITS, [], [("total", "total", "Toàn tỉnh")])
HEADER = ("TT", "Đơn vị", "Còn phải tiêm", "Chỉ tiêu giao", "Thời hạn", "Người chịu trách nhiệm", "Chức vụ")
DUE = date(2022, 6, 30)
PROVINCE, SIN_HO = UNITS[0], UNITS[3]


def workbook(*rows, header=HEADER, above=3):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Giao"
    for _ in range(above):
        sheet.append(["PHỤ LỤC"])
    for row in (header, *rows):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read(*rows, parent=PROVINCE, **given):
    return read_assignment_table(workbook(*rows, **given), "giao.xlsx", WORDS, parent)


def found(result):
    return [(each.severity, each.code, each.cell) for each in result.findings]


def test_a_filled_in_table_is_read_with_its_cells_and_its_total():
    result = read(
        (1, "Thành phố Lai Châu", 100, 90, datetime(2022, 6, 30), "Lò Văn Inh", "Chủ tịch"),
        (2, "Tam Đường", 300, 250, "25/06/2022", None, None),
        (None, "Tổng cộng", 400, 340, None, None, None),
        (None, "Lai Châu, ngày 16 tháng 6", None, None, None, None, None),
    )
    assert not result.findings
    first, second = result.rows
    assert (first.unit, first.people, first.due) == ("105", 90, DUE)
    assert first.responsible == Responsible("Lò Văn Inh", "Chủ tịch")
    assert (first.sheet, first.cells) == ("Giao", {"unit": "B5", "people": "D5", "due": "E5"})
    assert (second.unit, second.due, second.responsible) == ("106", date(2022, 6, 25), None)
    assert (result.total, result.total_cells) == (340, {"people": "D7"})


def test_a_blank_due_day_and_numbers_under_the_headers_are_left_aside():
    result = read(("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"), (1, "Tam Đường", 300, "1.250", None, None, None))
    assert not result.findings
    assert [(row.unit, row.people, row.due) for row in result.rows] == [("106", 1250, None)]


@pytest.mark.parametrize(
    ("people", "code"),
    [
        (12.5, "fractional_people"),
        ("năm mươi", "not_a_number"),
        (-3, "negative_people"),
        ("1.2.3", "ambiguous_number"),
        (20_000_000, "too_many_people"),
    ],
)
def test_what_is_no_whole_number_of_people_is_an_error_at_its_cell(people, code):
    assert found(read((1, "Tam Đường", 300, people, DUE, None, None))) == [("error", code, "D5")]


def test_an_error_cell_and_a_formula_without_a_result_are_no_numbers():
    result = read((1, "Tam Đường", 300, "#REF!", DUE, None, None), (2, "Than Uyên", 9, "=1+1", DUE, None, None))
    assert {(code, cell) for _, code, cell in found(result)} >= {("uncached_formula", "D6")}
    assert [row.people for row in result.rows] == [None, None]


@pytest.mark.parametrize("due", ["31/06/2022", "cuối tháng 6", "30/6", 44742])
def test_a_due_day_that_cannot_be_read_is_an_error_at_its_cell(due):
    result = read((1, "Tam Đường", 300, 250, due, None, None))
    assert found(result) == [("error", "assignment_due_unreadable", "E5")]
    assert "Huyện Tam Đường" in finding_message(result.findings[0], "en")


@pytest.mark.parametrize("due", ["30/06/2022", "30-6-2022", "30.06.2022", "2022-06-30", DUE])
def test_due_days_as_people_write_them(due):
    assert read((1, "Tam Đường", 300, 250, due, None, None)).rows[0].due == DUE


def test_an_unknown_unit_is_told_with_the_nearest_names():
    result = read((1, "Thân Uyên", 300, 250, DUE, None, None))
    assert found(result) == [("error", "unknown_unit", "B5")]
    assert "Than Uyên" in result.findings[0].values["nearest"]
    assert not result.rows


def test_a_number_without_a_unit_is_an_error():
    assert found(read((None, None, 300, 250, DUE, None, None))) == [("error", "row_without_unit", "B5")]


def test_a_numbered_town_is_no_total_of_its_district():
    result = read((1, "Sìn Hồ", 5, 40, DUE, None, None), (2, "Nậm Cha", 5, 60, DUE, None, None), parent=SIN_HO)
    assert [(row.unit, row.people) for row in result.rows] == [("03478", 40), ("03508", 60)]
    assert result.total is None


def test_the_district_itself_without_a_number_is_the_total_of_its_communes():
    rows = ((1, "Thị trấn Sìn Hồ", 5, 40, DUE, None, None), (None, "Huyện Sìn Hồ", 5, 40, None, None, None))
    result = read(*rows, parent=SIN_HO)
    assert ([row.unit for row in result.rows], result.total) == (["03478"], 40)


def test_two_columns_of_people_are_not_chosen_between():
    header = ("TT", "Đơn vị", "Chỉ tiêu giao mũi 3", "Chỉ tiêu giao mũi 4")
    assert ("error", "same_meaning", "D4") in found(read((1, "Tam Đường", 250, 30), header=header))


def test_a_table_without_such_columns_is_none():
    assert found(read((1, "Tam Đường", 250), header=("TT", "Đơn vị", "Đã tiêm"))) == [
        ("error", "assignment_no_table", None)
    ]


def test_a_file_that_is_no_workbook_is_a_finding_in_this_process_and_in_another():
    for reader in (read_assignment_table, read_assignment_table_apart):
        result = reader(b"%PDF-1.7", "giao.xlsx", WORDS, PROVINCE, limits=DEFAULT_LIMITS)
        assert found(result) == [("error", "other_document", None)]


def test_a_file_is_read_the_same_in_a_process_of_its_own():
    content = workbook((1, "Tam Đường", 300, 250, DUE, "Lò Văn Inh", None))
    apart = read_assignment_table_apart(content, "giao.xlsx", WORDS, PROVINCE, limits=DEFAULT_LIMITS)
    assert apart.rows == read_assignment_table(content, "giao.xlsx", WORDS, PROVINCE).rows


def test_hidden_rows_are_read_and_hidden_sheets_left_out_and_both_are_said():
    book = openpyxl.load_workbook(io.BytesIO(workbook((1, "Tam Đường", 300, 250, DUE, None, None))))
    book.active.row_dimensions[5].hidden = True
    book.create_sheet("Nháp").sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    result = read_assignment_table(content.getvalue(), "giao.xlsx", WORDS, PROVINCE)
    assert [(each.severity, each.code, each.sheet) for each in result.findings] == [
        ("info", "hidden_sheet", "Nháp"),
        ("warning", "hidden_rows", "Giao"),
    ]
    assert [row.people for row in result.rows] == [250]


def test_csv_with_codes_is_read_and_a_code_that_is_another_unit_is_told():
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";")
    writer.writerow(("Mã đơn vị", "Đơn vị", "Chỉ tiêu giao", "Thời hạn", "Chức vụ"))
    writer.writerow(("106", "Huyện Tam Đường", "250", "2022-06-30", "'=cmd"))
    writer.writerow(("110", "Huyện Tân Uyên", "10", "2022-06-30", ""))
    result = read_assignment_table(lines.getvalue().encode("utf-8-sig"), "giao.csv", WORDS, PROVINCE)
    assert ("error", "code_and_name", "B3") in found(result)
    assert result.rows[0].responsible == Responsible(None, "=cmd")


def test_findings_never_repeat_a_persons_name():
    result = read((1, "Tam Đường", 300, "x5", "mai", "Lò Văn Inh", "Chủ tịch"))
    assert len(result.findings) == 2
    assert "Lò Văn Inh" not in repr(result.findings)
