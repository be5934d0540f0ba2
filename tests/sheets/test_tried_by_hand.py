"""Sheets that were once read wrong without a word: now asked about, set aside with a warning, or refused."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.counting.figures import Period
from tests.builders import Grid, write_workbook
from tests.sheets.reading_helpers import WEEK, code_of, figures_of, findings_of, reading_of

ADULTS = "MŨI 3 NGƯỜI TỪ 18 TUỔI TRỞ LÊN"
AS_OF = "(Số liệu lũy kế đến ngày 19/5/2022)"


def sheet(rows, *, top="SỞ Y TẾ LAI CHÂU", line=AS_OF, header=("TT", "Đơn vị", "Lũy kế")):
    grid = Grid("Sheet1")
    for row, text in enumerate((top, ADULTS, line)):
        grid.put(row, 0, text)
    grid.put_row(4, header)
    for number, cells in enumerate(rows, 5):
        grid.put_row(number, cells)
    return write_workbook([grid])


@pytest.mark.parametrize("name", ["Sìn Hồ", "SÌN HỒ", "sin ho"])
def test_a_districts_own_row_is_not_taken_for_its_town(name):
    reading = reading_of(sheet([(1, name, 28005)], top="TRUNG TÂM Y TẾ HUYỆN SÌN HỒ"))
    (question,) = reading.questions
    assert (question.code, [choice.label for choice in question.choices]) == (
        "ambiguous_unit",
        ["Huyện Sìn Hồ", "Thị trấn Sìn Hồ"],
    )


def test_among_other_communes_the_name_is_the_towns():
    rows = [(1, "Sìn Hồ", 100), (2, "Phăng Sô Lin", 50), (3, "Pa Khóa", 40)]
    reading = reading_of(sheet(rows, top="TRUNG TÂM Y TẾ HUYỆN SÌN HỒ"))
    assert reading.questions == []
    assert figures_of(reading)[code_of("Thị trấn Sìn Hồ", "108"), "18+", "dose_3", "doses_to_date"] == 100


def test_an_accent_that_no_name_has_is_a_slip_and_asked():
    rows = [(1, "Sìn Hồ", 1), (2, "Thân Uyên", 2), (3, "Than Uyên", 3)]
    reading = reading_of(sheet(rows))
    assert [(question.code, question.text) for question in reading.questions] == [("unknown_unit", "Thân Uyên")]
    assert figures_of(reading)[code_of("Than Uyên"), "18+", "dose_3", "doses_to_date"] == 3


def test_a_district_named_twice_is_not_pushed_to_its_town():
    rows = [(1, "Sìn Hồ", 1), (2, "Tân Uyên", 2), (3, "TAN UYEN", 3)]
    reading = reading_of(sheet(rows))
    assert [(question.code, question.cell) for question in reading.questions] == [("unit_twice", "B8")]


def test_a_column_of_an_earlier_day_is_set_aside_when_the_period_is_chosen():
    header = ("TT", "Đơn vị", "Lũy kế đến 12/5", "Lũy kế đến 19/5")
    content = sheet([(1, "Sìn Hồ", 9000, 9500)], header=header, line="")
    reading = reading_of(content, period=WEEK)
    assert list(figures_of(reading).values()) == [9500]
    assert ("warning", "another_period", "C5") in findings_of(reading)


def test_a_report_after_the_units_changed_is_refused():
    content = sheet([(1, "Sìn Hồ", 1)], line="(Số liệu lũy kế đến ngày 1/7/2025)")
    assert "units_changed" in {
        code for _, code, _ in findings_of(reading_of(content, period=Period(None, date(2025, 7, 1))))
    }
    before = reading_of(content, period=Period(None, date(2025, 6, 30)))
    assert "units_changed" not in {code for _, code, _ in findings_of(before)}


def test_ten_thousand_unknown_names_are_answered_at_once():
    reading = reading_of(sheet([(number, f"Trạm số {number}", 5) for number in range(1, 3000)]))
    assert len(reading.questions) == 2999
    assert [bool(question.choices) for question in reading.questions].count(True) <= 100
