"""The exported ranking, opened again as an office opens it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from campaign.exports.columns import composite_columns, with_parts
from campaign.exports.ranking_xlsx import write_ranking_xlsx
from campaign.locale import translator
from tests.exports.ranking_for_exports import about, composite, composite_about, history, province, ranking, row

HEADERS = [
    "Rank",
    "Unit",
    "People to vaccinate",
    "Vaccinated",
    "Coverage",
    "± points since the last period",
    "± rank",
    "To the rank above",
    "To the rank below",
    "Still to vaccinate",
    "Required pace",
    "Present pace",
    "Projected completion",
    "Assessment",
    "Figures up to",
    "Notes",
]
FORMULA_TEXTS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://example.org", "{=1}"]


def write(table=None, over=None, language="en", **given):
    table = ranking() if table is None else table
    return write_ranking_xlsx(table, over or about(), translate=translator(language), language=language, **given)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def cells(sheet, at):
    """The row's values in the table's sixteen columns."""
    return [cell.value for cell in sheet[at][:16]]


def test_the_head_says_what_the_table_is_and_what_it_rests_on():
    sheet = opened(write())
    assert [sheet.cell(line, 1).value for line in range(1, 6)] == [
        "RANKING OF DISTRICTS BY COVID-19 VACCINATION PROGRESS",
        "T6 · Dose 3 · 18 years and over",
        "(Figures up to 19 May 2022; changes since 12 May 2022)",
        "Kết luận 16/05/2022, mục 3: “hoàn thành việc tiêm mũi 3 cho người cần tiêm … trong Quý II/2022”",
        "Coverage = vaccinated ÷ people due · Threshold 100% · Deadline 30 Jun 2022 · In force since 16 May 2022",
    ]


def test_columns_are_named_with_their_units():
    sheet = opened(write())
    assert cells(sheet, 6) == HEADERS
    units = ["people", "people", "%", "% points", None, *["people"] * 3, "doses/week", "doses/week"]
    assert [value or None for value in cells(sheet, 7)] == [None, None, *units, None, None, None, None]


def test_figures_are_numbers_and_dates_in_the_rankings_order():
    sheet = opened(write())
    moment = datetime(2022, 5, 19)
    assert cells(sheet, 8)[:9] == [1, "Huyện Sìn Hồ", 2000, 1970, 0.985, 1.2, 1, "–", 730]
    assert cells(sheet, 8)[9:15] == [30, 5, 20, datetime(2022, 5, 30), "▲ On track", moment]
    assert cells(sheet, 9)[:10] == [2, "Huyện Mường Tè", 2000, 1240, 0.62, -0.3, -1, 730, "–", 760]


def test_number_formats_let_excel_write_them_in_its_own_language():
    sheet = opened(write())
    formats = [sheet.cell(8, column).number_format for column in (3, 5, 6, 7, 13)]
    assert formats == ["#,##0", "0.0%", "+0.0;-0.0;0.0", "+0;-0;0", "[$-42A]dd/mm/yyyy"]


def test_less_than_all_is_not_shown_as_all():
    sheet = opened(write(ranking(row(coverage=0.9996))))
    assert sheet.cell(8, 5).value == 0.999


def test_what_is_unknown_is_a_dash_and_the_reason_is_noted():
    assert cells(opened(write()), 10) == [
        "–",
        "Huyện Tân Uyên",
        2000,
        *["–"] * 10,
        "– No data",
        "–",
        "no figure reported",
    ]


def test_incomplete_and_old_figures_are_noted():
    assert cells(opened(write()), 9)[15] == "incomplete: at least this much; no new report since 12 May 2022"


def test_the_closest_pair_is_told_under_the_table():
    text = "Closest: with 730 more people vaccinated, Huyện Mường Tè draws level with Huyện Sìn Hồ."
    assert opened(write()).cell(11, 1).value == text


def test_the_province_stands_below_as_the_sum_and_without_rank():
    sheet = opened(write(province=province()))
    values = cells(sheet, 11)
    assert [value or None for value in values[:9]] == [None, "Tỉnh Lai Châu", 6000, 3210, 0.535, *[None] * 4]
    assert sheet.cell(11, 2).font.bold


def test_the_files_the_figures_come_from_are_named_and_a_long_list_is_cut():
    names = [f"tuan{week}.xlsx" for week in range(1, 11)]
    text = opened(write(over=about(uploads=names))).cell(12, 1).value
    assert text == f"Source: {'; '.join(names[:8])}; and 2 other files."


@pytest.mark.parametrize(("count", "more"), [(8, False), (9, True)])
def test_eight_files_are_all_named(count, more):
    text = opened(write(over=about(uploads=["a.xlsx"] * count))).cell(12, 1).value
    assert ("other files" in text) is more


def test_a_target_without_deadline_or_threshold_says_neither():
    sheet = opened(write(over=about(threshold=None, deadline=None, previous_as_of=None, since=None)))
    assert sheet.cell(3, 1).value == "(Figures up to 19 May 2022)"
    assert sheet.cell(5, 1).value == "Coverage = vaccinated ÷ people due"


def test_it_prints_on_one_a4_page_across_with_the_head_frozen_and_repeated():
    sheet = opened(write())
    page = sheet.page_setup
    assert (page.orientation, int(page.paperSize), page.fitToWidth, page.fitToHeight) == ("landscape", 9, None, None)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C8", "$6:$7")
    assert sheet.oddFooter.left.text == "Figures up to 19 May 2022"
    assert sheet.oddFooter.right.text == "Page &P/&N"
    assert sheet.print_area.startswith("'Ranking'!$A$1:$P$")


def test_the_native_chart_has_the_ranked_units_in_order_and_the_threshold():
    parts = zipfile.ZipFile(io.BytesIO(write()))
    chart = parts.read("xl/charts/chart1.xml").decode()
    ranges = re.findall(r"<c:f>(.*?)</c:f>", chart)
    assert ranges == ["Ranking!$B$8:$B$9", "Ranking!$E$8:$E$9", "Ranking!$B$8:$B$9", "Ranking!$R$8:$R$9"]
    assert re.findall(r"<c:(barChart|lineChart)>", chart) == ["barChart", "lineChart"]
    assert "Threshold 100%" in chart
    assert [opened(write()).cell(line, 18).value for line in (8, 9)] == [1, 1]


def test_without_a_threshold_the_chart_has_bars_alone_and_without_ranks_there_is_none():
    bars = zipfile.ZipFile(io.BytesIO(write(ranking(row(threshold=None)), about(threshold=None))))
    assert "lineChart" not in bars.read("xl/charts/chart1.xml").decode()
    unranked = ranking(row(rank=None, coverage=None, unranked_reason="no_denominator"))
    assert "xl/charts/chart1.xml" not in zipfile.ZipFile(io.BytesIO(write(unranked))).namelist()


@pytest.mark.parametrize("text", FORMULA_TEXTS)
def test_text_from_data_is_never_a_formula_or_a_link(text):
    over = about(subject=text, directive=text, words=text, people=text, uploads=[text])
    content = write(ranking(row(name=text)), over, province=province())
    sheet = opened(content)
    assert sheet.cell(8, 2).value == text
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "d"}
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()
    assert "hyperlink" not in "".join([*parts.namelist(), parts.read("xl/worksheets/sheet1.xml").decode()])


def test_every_text_is_set_in_the_font_of_official_documents():
    sheet = opened(write(province=province()))
    assert {cell.font.name for line in sheet.iter_rows(max_col=16) for cell in line if cell.value} == {
        "Times New Roman"
    }


def test_the_same_ranking_gives_the_same_file():
    assert write() == write()


def test_a_later_ranking_is_dated_by_its_figures():
    book = openpyxl.load_workbook(io.BytesIO(write(over=about(as_of=date(2022, 5, 26)))))
    assert book.properties.created == datetime(2022, 5, 26)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"since": date(2022, 5, 20)}, "Not in force yet (from 20 May 2022)"),
        ({"since": date(2022, 5, 19)}, "In force since 19 May 2022"),
        ({"replaced_by": "T9", "replaced_on": date(2022, 5, 20)}, "In force since 16 May 2022"),
        ({"replaced_by": "T9", "replaced_on": date(2022, 5, 19)}, "Replaced by T9 on 19 May 2022"),
    ],
)
def test_the_basis_says_whether_the_target_was_in_force_on_the_day(given, expected):
    assert opened(write(over=about(**given))).cell(5, 1).value.endswith(f" · {expected}")


def by_several():
    table, parts = composite()
    columns = composite_columns([("T6", 0.75), ("T7", 0.25)], "en")
    return opened(write(with_parts(table, parts), composite_about(), columns=columns))


def test_a_ranking_by_several_targets_says_how_and_what_each_is():
    assert [by_several().cell(line, 1).value for line in range(2, 7)] == [
        "T6 (75%) + T7 (25%)",
        "(Figures up to 19 May 2022)",
        "Score = mean by weight of coverage ÷ threshold, 100 % at most for each target",
        "T6 · Dose 3 · 18 years and over · Weight 75% · Coverage = vaccinated ÷ people due · Threshold 95% · "
        "Deadline 30 Jun 2022 · In force since 16 May 2022",
        "T7 · Dose 2 · 5 to under 12 years · Weight 25% · Coverage = vaccinated ÷ residents in the group · "
        "No threshold set: counted against 100 % · Replaced by T12 on 19 May 2022",
    ]


def test_a_ranking_by_several_targets_has_the_score_for_each_beside_the_mean():
    sheet = by_several()
    rows = [[cell.value for cell in sheet[line][:12]] for line in (7, 9, 10, 11)]
    assert rows[0][:7] == [*HEADERS[:2], "Score", HEADERS[5], "± rank", "T6 (75%)", "T7 (25%)"]
    assert rows[1][:10] == [1, "Huyện Than Uyên", 0.8, 5.0, 1, 0.9, 0.5, "–", 40, 500]
    assert rows[2][:10] == [2, "Huyện Sìn Hồ", 0.7, 0.0, -1, 0.6, 1, 40, "–", 500]
    assert rows[2][11] == "incomplete: at least this much"
    assert rows[3][:10] == ["–", "Huyện Tân Uyên", "–", "–", "–", 0.5, "–", "–", "–", "–"]
    assert rows[3][11] == "no figure reported: T7"


def test_the_ranks_of_the_weeks_are_a_second_sheet_in_the_order_of_the_last():
    book = openpyxl.load_workbook(io.BytesIO(write(history=history())))
    assert book.sheetnames == ["Ranking", "Rank by week"]
    sheet = book.worksheets[1]
    assert sheet.cell(2, 1).value == "T6 · Dose 3 · 18 years and over"
    assert [[cell.value for cell in sheet[line][:3]] for line in (5, 6, 7)] == [
        ["Week up to", "Huyện Tân Uyên", "Huyện Sìn Hồ"],
        [datetime(2022, 5, 12), "–", 1],
        [datetime(2022, 5, 19), 1, "(2)"],
    ]
