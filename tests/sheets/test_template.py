"""The blank weekly workbook: what a person meets in it, and that it is read back when filled in."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest

from campaign.domain.counting.figures import Period
from campaign.domain.findings import ERROR, INFO, WARNING
from campaign.sheets.reading import read_workbook
from campaign.sheets.template import BLOCKS, INSTRUCTIONS_SHEET, SHEET, week_text, write_template
from tests.builders import set_cells
from tests.samples.words import UNITS, WORDS

WEEK = Period(date(2022, 5, 13), date(2022, 5, 19))
LATER_WEEKS = [Period(WEEK.start + timedelta(weeks=n), WEEK.end + timedelta(weeks=n)) for n in range(1, 5)]
GROUPS = {
    "18+": "Người từ 18 tuổi trở lên",
    "12-17": "Từ 12 đến dưới 18 tuổi",
    "5-11": "Từ 5 đến dưới 12 tuổi",
}


def template(**options):
    buffer = io.BytesIO()
    write_template(buffer, units=UNITS, groups=GROUPS, **options)
    return buffer.getvalue()


def opened(**options):
    return openpyxl.load_workbook(io.BytesIO(template(**options)))


def checks(sheet):
    return {str(check.sqref): check for check in sheet.data_validations.dataValidation}


def test_districts_and_other_units_are_listed_and_numbered():
    sheet = opened()[SHEET]
    listed = [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in range(10, 24)]
    assert listed == [
        *enumerate((unit.name for unit in UNITS if unit.kind in ("district", "other")), 1),
        ("Tổng cộng", None),
    ]
    assert listed[6:9] == [(7, "Huyện Tân Uyên"), (8, "Huyện Nậm Nhùn"), (9, "CDC tỉnh")]


def test_each_group_and_dose_has_people_week_and_cumulative():
    sheet = opened()[SHEET]
    assert [sheet[f"{letter}7"].value for letter in "ABCIO"] == ["TT", "Đơn vị", *GROUPS.values()]
    assert [sheet[f"{letter}8"].value for letter in "CFILOR"] == ["Mũi 3", "Mũi 4", "Mũi 2", "Mũi 3", "Mũi 1", "Mũi 2"]
    assert [sheet[f"{letter}9"].value for letter in "CDEIJK"] == [
        *("Số người cần tiêm", "Trong tuần", "Lũy kế"),
        *("Số đối tượng", "Trong tuần", "Lũy kế"),
    ]
    assert sheet["U7"].value == "Ghi chú"


def test_the_week_stands_under_the_title_or_waits_to_be_filled_in():
    assert opened(period=WEEK)[SHEET]["A5"].value == "Từ ngày 13/05/2022 đến ngày 19/05/2022"
    assert opened()[SHEET]["A5"].value == "Từ ngày …/…/…… đến ngày …/…/……"


def test_weeks_are_offered_in_a_list_and_others_may_be_typed():
    offered = checks(opened(weeks=LATER_WEEKS)[SHEET])["A5"]
    assert offered.type == "list"
    assert offered.formula1.strip('"').split(",") == [week_text(week) for week in LATER_WEEKS]
    assert not offered.showErrorMessage


def test_only_as_many_weeks_are_offered_as_a_list_in_excel_holds():
    many = [Period(WEEK.start + timedelta(weeks=n), WEEK.end + timedelta(weeks=n)) for n in range(8)]
    offered = checks(opened(weeks=many)[SHEET])["A5"].formula1.strip('"')
    assert offered.split(",") == [week_text(week) for week in many[:6]]
    assert len(offered) <= 255


def test_cells_refuse_what_is_not_a_count_and_say_so():
    check = checks(opened()[SHEET])["C10:T22"]
    assert (check.type, check.operator, check.formula1) == ("whole", "greaterThanOrEqual", "0")
    assert check.showErrorMessage
    assert check.error == "Hãy nhập số nguyên từ 0 trở lên; để trống nếu chưa có số liệu."


def test_a_note_is_picked_from_a_list_or_typed():
    check = checks(opened()[SHEET])["U10:U22"]
    assert check.formula1 == '"Chưa nộp báo cáo,Đã rà soát - điều chỉnh,Số liệu tạm tính"'
    assert not check.showErrorMessage


def test_the_total_row_adds_up_every_column_by_itself():
    content = template()
    formulas = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[SHEET]
    assert [formulas.cell(23, column).value for column in (3, 20)] == ["=SUM(C10:C22)", "=SUM(T10:T22)"]
    assert {values.cell(23, column).value for column in range(3, 21)} == {0}


def test_headers_stay_in_sight_and_it_prints_on_one_page_across():
    sheet = opened()[SHEET]
    assert sheet.freeze_panes == "C10"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert sheet.print_title_rows == "$7:$9"


def test_instructions_stand_on_their_own_sheet():
    book = opened()
    assert book.sheetnames == [SHEET, INSTRUCTIONS_SHEET]
    assert book[INSTRUCTIONS_SHEET]["A1"].value == "HƯỚNG DẪN ĐIỀN BÁO CÁO TUẦN"


def test_it_is_written_to_a_path_as_well(tmp_path):
    write_template(tmp_path / "mau.xlsx", units=UNITS, groups=GROUPS)
    assert openpyxl.load_workbook(tmp_path / "mau.xlsx").sheetnames == [SHEET, INSTRUCTIONS_SHEET]


@pytest.mark.parametrize(
    ("week", "text"),
    [(WEEK, "Từ ngày 13/05/2022 đến ngày 19/05/2022"), (Period(None, date(2022, 5, 19)), "Đến ngày 19/05/2022")],
)
def test_a_week_is_written_in_full(week, text):
    assert week_text(week) == text


def reading_of(content, name="mau.xlsx", **options):
    return read_workbook(content, name, WORDS, today=date(2022, 6, 1), **options)


def filled(content, **cells):
    return set_cells(content, SHEET, cells)


FIGURES = {"C10": 27000, "D10": 120, "E10": 25000, "R15": 9000, "S15": 0, "T15": 310, "U15": "Số liệu tạm tính"}


def problems(reading):
    return [(finding.severity, finding.code) for finding in reading.findings if finding.severity != INFO]


@pytest.mark.parametrize("week", ["Từ ngày 13/05/2022 đến ngày 19/05/2022", "Từ ngày 13/5/2022 đến ngày 19/5/2022"])
def test_a_filled_template_is_read_back_without_a_question(week):
    reading = reading_of(filled(template(), A5=week, **FIGURES))
    assert problems(reading) == []
    assert [(one.unit, one.group, one.dose, one.measure, one.value) for one in reading.figures] == [
        ("105", "18+", "dose_3", "doses_in_period", 120),
        ("105", "18+", "dose_3", "doses_to_date", 25000),
        ("110", "5-11", "dose_2", "doses_in_period", 0),
        ("110", "5-11", "dose_2", "doses_to_date", 310),
    ]
    assert [(one.unit, one.group, one.dose, one.kind, one.people) for one in reading.denominators] == [
        ("105", "18+", "dose_3", "due", 27000),
        ("110", "5-11", "dose_2", "resident", 9000),
    ]
    assert reading.period == WEEK


def test_every_column_is_understood():
    reading = reading_of(filled(template(period=WEEK), **FIGURES))
    columns = reading.tables[0].columns
    assert [(column.role, column.group, column.dose, column.kind or column.measure) for column in columns] == [
        ("index", "", "", ""),
        ("unit", "", "", ""),
        *(
            meaning
            for block in BLOCKS
            for meaning in (
                ("denominator", block.group, block.dose, "due" if block.group == "18+" else "resident"),
                ("figure", block.group, block.dose, "doses_in_period"),
                ("figure", block.group, block.dose, "doses_to_date"),
            )
        ),
        ("note", "", "", ""),
    ]


def test_a_template_filled_by_hand_is_read_for_the_week_it_was_written_for():
    assert reading_of(filled(template(period=WEEK), **FIGURES)).period == WEEK


def test_a_week_left_open_is_asked_for():
    reading = reading_of(filled(template(), **FIGURES))
    assert problems(reading) == [(ERROR, "no_period")]
    assert reading.findings[0].answerable
    assert problems(reading_of(filled(template(), **FIGURES), period=WEEK)) == []


@pytest.mark.parametrize(
    ("options", "told"), [({}, (ERROR, "no_period")), ({"period": WEEK}, (WARNING, "nothing_reported"))]
)
def test_a_template_sent_back_empty_says_so(options, told):
    reading = reading_of(template(**options))
    assert told in problems(reading)
    assert (reading.figures, reading.denominators) == ([], [])
