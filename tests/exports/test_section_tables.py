"""Tables as files: real numbers and dates, unknown told apart, text that is only ever text."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from campaign.exports.columns import COUNT, DAY, SHARE, TEXT
from campaign.exports.section_tables import Field, Section, write_section_csv, write_sections_xlsx
from campaign.locale import translator

FIELDS = [Field("Đơn vị", TEXT, 20), Field("Đã tiêm", COUNT), Field("Tỷ lệ", SHARE), Field("Đến ngày", DAY)]
ROWS = [
    ("Sìn Hồ", 48_357, 0.9056, pd.Timestamp("2022-06-16")),
    ("=1+1", None, pd.NA, pd.NaT),
    ("Mường Tè", 0, 0.99996, date(2022, 6, 16)),
]
SECTION = Section("Chỉ tiêu", FIELDS, ROWS)


def workbook(*sections, **given):
    named = {
        "title": "SỐ LIỆU",
        "subtitle": "đến 16/06/2022",
        "created": date(2022, 6, 16),
        "translate": translator("vi"),
    }
    return write_sections_xlsx(sections, **{**named, **given})


def values(content, sheet=0):
    book = openpyxl.load_workbook(BytesIO(content))
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows(min_row=5)]


def test_figures_are_numbers_and_days_are_dates():
    head, *rows = values(workbook(SECTION))
    assert head == ["Đơn vị", "Đã tiêm", "Tỷ lệ", "Đến ngày"]
    assert rows[0] == ["Sìn Hồ", 48_357, 0.906, datetime(2022, 6, 16)]


def test_unknown_is_a_dash_and_nought_is_nought():
    _, _, unknown, nought = values(workbook(SECTION))
    assert unknown == ["=1+1", "–", "–", "–"]
    assert nought[1] == 0


def test_less_than_all_never_reads_as_all():
    assert values(workbook(SECTION))[3][2] == 0.999


def test_each_section_has_its_sheet_and_an_empty_one_says_so():
    content = workbook(SECTION, Section("Giao chỉ tiêu", FIELDS, []))
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames == ["Chỉ tiêu", "Giao chỉ tiêu"]
    assert values(content, 1)[1][0] not in (None, "")


def test_a_long_name_is_cut_to_what_excel_takes():
    content = workbook(Section("x" * 40, FIELDS, ROWS))
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames == ["x" * 31]


def test_the_same_tables_give_the_same_bytes():
    assert workbook(SECTION) == workbook(SECTION)


@pytest.mark.parametrize(
    ("language", "line"), [("vi", "Sìn Hồ;48357;90,6;2022-06-16"), ("en", "Sìn Hồ,48357,90.6,2022-06-16")]
)
def test_csv_is_as_the_readers_excel_takes_it(language, line):
    lines = write_section_csv(SECTION, language=language).decode("utf-8-sig").split("\r\n")
    assert lines[0].split(line[6])[2] == "Tỷ lệ (%)"
    assert lines[1] == line


def test_text_in_csv_is_no_formula_and_unknown_is_empty():
    lines = write_section_csv(SECTION, language="en").decode("utf-8-sig").split("\r\n")
    assert lines[2] == "'=1+1,,,"
