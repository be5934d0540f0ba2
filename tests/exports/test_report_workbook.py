"""The workbook of the report, opened again as an office opens it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest

from campaign.exports.report.workbook.names import sheet_names
from campaign.exports.report.workbook.workbook import write_report_workbook
from campaign.locale import translator
from tests.exports.deck_reports import late_row, province, report, section
from tests.exports.ranking_for_exports import target_about
from tests.exports.rendered import render_pdf


def write(of, language="en"):
    return write_report_workbook(of, translate=translator(language), language=language)


def opened(of, language="en"):
    return openpyxl.load_workbook(io.BytesIO(write(of, language)))


def texts(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]


def line(sheet, number):
    return [cell.value for cell in sheet[number]]


def test_a_sheet_a_target_between_the_summary_and_the_sources():
    of = report(section("T6"), section("T7"))
    assert opened(of).sheetnames == ["Summary", "Late districts", "T6", "T7", "Sources"]
    assert opened(report(section(late=()))).sheetnames == ["Summary", "T6", "Sources"]


def test_the_summary_has_the_provinces_figures_as_numbers_and_says_which_are_bounds():
    sheet = opened(report()).worksheets[0]
    values = line(sheet, 5)
    assert values[:7] == ["T6 · Dose 3 · 18 years and over", 6000, 3210, 0.535, 1.2, 1, datetime(2022, 6, 30)]
    assert values[7:12] == [42, 2790, 180, 465, "▼ Behind"]
    assert values[13] == "incomplete: at least this much"
    assert sheet["D5"].number_format == "0.0%"


def test_a_coverage_over_all_is_marked_and_said_to_be_checked_and_stays_a_number():
    over = province(coverage=1.043, incomplete=False)
    at_all = province(coverage=1.0, incomplete=False)
    sheet = opened(report(section("T6", province=over), section("T7", province=at_all), synthetic=False)).worksheets[0]
    assert [sheet["D5"].value, sheet["D6"].value] == [1.043, 1]
    assert sheet["D5"].number_format == '0.0%"\N{NO-BREAK SPACE}!"'
    assert sheet["D6"].number_format == "0.0%"
    assert line(sheet, 5)[13] == "over 100 %: check the doses and the people"
    assert line(sheet, 6)[13] in (None, "")


def test_the_summary_warns_before_anybody_signs():
    said = texts(opened(report(synthetic=True)).worksheets[0])
    assert "Synthetic figures, not to be signed." in said
    assert "Not every target reported for the latest period: Huyện Mường Tè (figures up to 12 May 2022)." in said
    assert "Warnings found in the sheets of the latest period: 2." in said
    assert "Made from uploads: 7: tuần 20.xlsx; 9: tuần 20 (bổ sung).xlsx." in said


def test_the_late_districts_stand_with_what_they_need_a_week_rounded_up():
    sheet = opened(report())["Late districts"]
    assert line(sheet, 5)[:8] == ["T6", "Huyện Mường Tè", 0.62, "▼ Behind", 760, 80, 127, 47]


def test_each_target_has_its_ranking_and_a_native_chart_of_its_own_sheet():
    content = write(report(section("T6"), section("T7")))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["T7"]
    assert [sheet.cell(row, 2).value for row in (8, 9, 10, 11)] == [
        "Huyện Sìn Hồ", "Huyện Mường Tè", "Huyện Tân Uyên", "Tỉnh Lai Châu",
    ]  # fmt: skip
    assert [sheet.cell(row, 5).value for row in (8, 9, 10, 11)] == [0.985, 0.62, "–", 0.535]
    parts = zipfile.ZipFile(io.BytesIO(content))
    charts = [parts.read(f"xl/charts/chart{number}.xml").decode() for number in (1, 2)]
    assert [sorted({place.split("!")[0] for place in re.findall(r"<c:f>(.*?)</c:f>", chart)}) for chart in charts] == [
        ["'T6'"],
        ["'T7'"],
    ]


def test_the_sources_quote_the_directive_and_number_the_uploads():
    sheet = opened(report())["Sources"]
    assert line(sheet, 5) == [
        "T6 · Dose 3 · 18 years and over",
        "Coverage = vaccinated ÷ people due\nIn force since 16 May 2022",
        "Kết luận 16/05/2022, mục 3: “hoàn thành việc tiêm mũi 3 cho người cần tiêm … trong Quý II/2022”",
        "7: tuần 20.xlsx\n9: tuần 20 (bổ sung).xlsx",
    ]
    assert "Fingerprint of the figures: 0123456789" in texts(sheet)


def test_every_sheet_prints_on_a4_across_with_its_headers_repeated():
    for sheet in opened(report()).worksheets:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows


def test_what_is_unknown_is_a_dash_not_a_nought():
    unknown = province(
        doses_to_date=None, coverage=None, remaining=None, pace=None, required_pace=None, status="no_data"
    )
    values = line(opened(report(section(late=(), province=unknown))).worksheets[0], 5)
    assert [values[place] for place in (2, 3, 8, 9, 10)] == ["–"] * 5


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "http://example.org"])
def test_text_from_sheets_is_never_run(text):
    of = report(section(late=(late_row() | {"name": text},), about=target_about(words=text)))
    book = opened(of)
    assert book["Late districts"]["B5"].value == text
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_the_same_report_gives_the_same_bytes():
    assert write(report()) == write(report())


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["T6", "T7"], ["T6", "T7"]),
        (["T6", "t6"], ["T6", "t6 2"]),
        (["Summary"], ["Summary 2"]),
        (["a/b:c*[d]", "x" * 40], ["a-b-c--d-", "x" * 31]),
        (["x" * 40, "x" * 40], ["x" * 31, f"{'x' * 29} 2"]),
        (["''"], ["-"]),
    ],
)
def test_names_of_sheets_are_such_that_excel_opens_them(wanted, names):
    assert sheet_names(wanted, ["Summary"]) == names


def test_libreoffice_prints_every_sheet_with_its_words(tmp_path):
    pdf = render_pdf(write(report(), "vi"), ".xlsx", tmp_path)
    assert pdf.pages == 4
    assert "TIẾN ĐỘ THỰC HIỆN" in pdf.text[0]
    assert "Huyện Mường Tè" in pdf.text[1]
    assert "hoàn thành việc tiêm mũi 3" in " ".join(pdf.text[3].split())
