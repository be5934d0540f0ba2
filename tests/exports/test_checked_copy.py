"""The checked copy, opened again as a district opens it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from campaign.domain.counting.figures import Period
from campaign.domain.findings import ERROR, INFO, WARNING, Finding
from campaign.errors import Refused, UnreadableFile
from campaign.exports.checked_copy import MAX_FILE, PlainSheet, checked_copy, copy_name, rebuilt_copy
from tests.builders import Style, build_l1, edit_part, replace_part, sample_denominators, sample_rows

DAY = date(2022, 5, 20)
SHEET = "Tuần 20"
RED, YELLOW, BLUE = "FFFFC7CE", "FFFFEB9C", "FFDDEBF7"
NOT_A_NUMBER = Finding(ERROR, "not_a_number", SHEET, "D11", {"text": "12 liều"})
MISSING = Finding(WARNING, "units_missing", SHEET, None, {"names": "Tam Đường"})
NO_PERIOD = Finding(ERROR, "no_period")
FORMULA_TEXTS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")']
FIRST_FINDING = 9  # its row in the list, where no note stands above


def weekly_sheet(**style) -> bytes:
    people = sample_denominators()
    rows = sample_rows(
        people, {"18+": ("dose_3", "dose_4"), "12-17": ("dose_2", "dose_3"), "5-11": ("dose_1", "dose_2")}
    )
    return build_l1(Period(date(2022, 5, 13), date(2022, 5, 19)), rows, people, style=Style(**style))


def small_sheet(prepare=None) -> bytes:
    """A workbook with one sheet, after `prepare(sheet)`."""
    book = openpyxl.Workbook()
    book.active.title = SHEET
    if prepare:
        prepare(book.active)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def check(content, *findings, name="BC.xlsx", language="en"):
    """The copy, opened."""
    return openpyxl.load_workbook(io.BytesIO(copy(content, *findings, name=name, language=language)), rich_text=True)


def copy(content, *findings, name="BC.xlsx", language="en") -> bytes:
    return checked_copy(content, name, findings, language=language, today=DAY)[1]


def at(cell, severity=WARNING, code="unit_elsewhere", sheet=SHEET, **values) -> Finding:
    return Finding(severity, code, sheet, cell, values or {"name": "Nậm Cha", "district": "Nậm Nhùn"})


def listed(book, first=FIRST_FINDING):
    """The rows of the list: severity, sheet, cell, words."""
    rows = book.worksheets[0].iter_rows(min_row=first, max_col=5, values_only=True)
    return [row[1:] for row in rows if row[0] is not None]


def fill(cell):
    return cell.fill.fgColor.rgb if cell.fill.fill_type else None


def test_a_finding_becomes_a_comment_and_a_colour_at_its_cell():
    book = check(weekly_sheet(cells={"D11": "12 liều"}), NOT_A_NUMBER)
    cell = book[SHEET]["D11"]
    assert cell.value == "12 liều"
    assert cell.comment.author == "Figure check"
    assert cell.comment.text.startswith("✗ Error: '12 liều' is not a number of people or doses.")
    assert fill(cell) == RED
    assert book[SHEET]["D12"].comment is None and fill(book[SHEET]["D12"]) is None


@pytest.mark.parametrize(("severity", "colour"), [(ERROR, RED), (WARNING, YELLOW), (INFO, BLUE)])
def test_each_severity_has_its_colour(severity, colour):
    assert fill(check(small_sheet(), at("B2", severity))[SHEET]["B2"]) == colour


def test_findings_of_one_cell_share_a_comment_and_the_worst_gives_the_colour():
    book = check(small_sheet(), at("B2", INFO), at("B2", ERROR), at("B2", WARNING))
    cell = book[SHEET]["B2"]
    assert fill(cell) == RED
    assert re.findall(r"^(\S \w+):", cell.comment.text, re.MULTILINE) == ["✗ Error", "! Warning", "i Note"]


def test_of_very_many_findings_in_one_cell_the_rest_are_counted():
    text = check(small_sheet(), *[at("B2")] * 25)[SHEET]["B2"].comment.text
    assert text.count("! Warning") == 20 and text.endswith("… and 5 more findings for this cell.")


def test_a_long_comment_is_large_enough_to_be_read():
    with zipfile.ZipFile(io.BytesIO(copy(small_sheet(), at("B2"), at("B3"), at("B3"), at("B3")))) as book:
        drawing = book.read("xl/drawings/commentsDrawing1.vml").decode()
    heights = [int(height) for height in re.findall(r"height:(\d+)px", drawing)]
    assert re.findall(r"width:(\d+)px", drawing) == ["340", "340"]
    assert 50 <= heights[0] < heights[1] <= 420


def test_a_comment_that_was_there_is_kept_with_ours_below():
    def prepare(sheet):
        sheet["B2"].comment = Comment("Đã hỏi xã", "Lan")
        sheet["C3"].comment = Comment("Để nguyên", "Lan")

    sheet = check(small_sheet(prepare), at("B2"))[SHEET]
    assert sheet["B2"].comment.text.startswith("Đã hỏi xã\n\nFigure check:\n! Warning: 'Nậm Cha'")
    assert sheet["B2"].comment.author == "Lan"
    assert sheet["C3"].comment.text == "Để nguyên"


def test_in_a_merged_block_the_first_cell_carries_the_comment():
    def prepare(sheet):
        sheet["B2"] = "TAM ĐƯỜNG"
        sheet.merge_cells("B2:C4")

    sheet = check(small_sheet(prepare), at("C4"))[SHEET]
    assert sheet["B2"].comment and fill(sheet["B2"]) == YELLOW
    assert sheet["B2"].value == "TAM ĐƯỜNG"


def test_the_sheets_themselves_stay_as_they_are():
    content = weekly_sheet()
    before = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    after = check(content, NOT_A_NUMBER, at("E12", INFO))[SHEET]
    assert {cell.coordinate: cell.value for row in before for cell in row} == {
        cell.coordinate: cell.value for row in after for cell in row
    }
    assert before.merged_cells.ranges == after.merged_cells.ranges
    assert after["D19"].value == "=SUM(D11:D18)"
    assert after["F12"].number_format == before["F12"].number_format == "0.0%"
    assert before["D11"].number_format == after["D11"].number_format
    assert {key: column.width for key, column in before.column_dimensions.items()} == {
        key: column.width for key, column in after.column_dimensions.items()
    }


def test_formulas_keep_the_results_they_had():
    content = weekly_sheet()
    before, after = (
        openpyxl.load_workbook(io.BytesIO(each), data_only=True)[SHEET] for each in (content, copy(content, at("D19")))
    )
    assert after["D19"].value == before["D19"].value > 0
    assert after["F12"].value == before["F12"].value
    assert 0 < after["F12"].value < 2


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<c r='A1' t='str'><f>B1&amp;C1</f><v>a &lt; b</v></c>", "a < b"),
        ("<c r='A1' t='b'><f>B1&gt;0</f><v>1</v></c>", True),
        ("<c r='A1' t='e'><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!"),
        ("<c r='A1'><f>B1*2</f><v>1.5</v></c>", 1.5),
        ("<c r='A1'><f t='array' ref='A1'>SUM(B1:B2*2)</f><v>7</v></c>", 7),
        ("<c r='A1'><f>B1</f></c>", None),
    ],
)
def test_a_result_of_any_kind_is_kept_and_an_unknown_one_stays_unknown(stored, shown):
    content = with_cells(small_sheet(), stored)
    made = openpyxl.load_workbook(io.BytesIO(copy(content)), data_only=True)
    assert made[SHEET]["A1"].value == shown


def with_cells(content: bytes, cells: str) -> bytes:
    """The workbook with these cells, as XML, in the first row of its empty sheet."""
    data = f"<sheetData><row r='1'>{cells}</row></sheetData>"
    return edit_part(content, "xl/worksheets/sheet1.xml", "<sheetData></sheetData>", data)


def test_text_that_looks_like_a_formula_stays_text_and_formulas_stay_formulas():
    def prepare(sheet):
        for row, text in enumerate(FORMULA_TEXTS, 1):
            sheet.cell(row, 1, text).data_type = "s"
        sheet["B1"] = "=1+1"

    sheet = check(small_sheet(prepare), at("A1"))[SHEET]
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 1).data_type) for row in range(1, 6)] == [
        (text, "s") for text in FORMULA_TEXTS
    ]
    assert sheet["B1"].data_type == "f"


@pytest.mark.parametrize("text", FORMULA_TEXTS)
def test_nothing_in_the_list_is_ever_a_formula(text):
    finding = Finding(WARNING, "not_a_number", text, text, {"text": text})
    sheet = check(small_sheet(), finding, name=f"{text}.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} <= {"s", "n"}
    assert sheet.cell(FIRST_FINDING, 3).value == text and sheet.cell(FIRST_FINDING, 3).quotePrefix


def test_the_list_names_every_finding_the_worst_first():
    book = check(weekly_sheet(), MISSING, NOT_A_NUMBER, NO_PERIOD)
    assert book.sheetnames == ["Check", SHEET]
    assert [row[:3] for row in listed(book)] == [
        ("✗ Error", SHEET, "D11"),
        ("✗ Error", None, None),
        ("! Warning", SHEET, None),
    ]
    assert listed(book)[2][3].startswith("No row for Tam Đường.")


def test_the_list_leads_to_the_cells():
    sheet = check(weekly_sheet(), NOT_A_NUMBER, MISSING).worksheets[0]
    link = sheet.cell(FIRST_FINDING, 4).hyperlink
    assert (link.location, link.target) == ("'Tuần 20'!D11", None)
    assert sheet.cell(FIRST_FINDING + 1, 4).hyperlink is None


def test_above_the_list_stand_file_day_counts_and_what_the_colours_mean():
    sheet = check(weekly_sheet(), NOT_A_NUMBER, MISSING, NO_PERIOD, name="BC tuần 20.xlsx").worksheets[0]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "RESULT OF CHECKING THE FIGURES",
        "File: BC tuần 20.xlsx",
        "Checked on 20 May 2022",
    ]
    assert [(sheet.cell(row, 2).value, fill(sheet.cell(row, 2))) for row in (4, 5, 6)] == [
        ("✗ Error: 2", RED),
        ("! Warning: 1", YELLOW),
        ("i Note: 0", BLUE),
    ]
    assert sheet["C4"].value == "The figure cannot be known; the file is not accepted until it is corrected."


def test_without_findings_the_list_says_so():
    sheet = check(weekly_sheet()).worksheets[0]
    assert sheet.cell(FIRST_FINDING, 1).value == "✓ Nothing was found to be wrong."


def test_the_list_prints_on_a4_landscape_pages_with_its_header_on_each():
    sheet = check(weekly_sheet(), NOT_A_NUMBER).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$8:$8"


def test_the_workbook_opens_on_the_list_and_no_other_sheet_is_selected_with_it():
    book = check(weekly_sheet(), NOT_A_NUMBER)
    assert book.active.title == "Check"
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False]


def test_the_lists_name_is_not_taken_from_another_sheet():
    def prepare(sheet):
        sheet.title = "check"

    assert check(small_sheet(prepare)).sheetnames == ["Check (2)", "check"]


def test_a_hidden_sheet_stays_hidden_and_a_protected_one_protected():
    def prepare(sheet):
        sheet.parent.create_sheet("DM").sheet_state = "hidden"
        sheet.protection.enable()

    book = check(small_sheet(prepare), at("B2"), at("A1", sheet="DM"))
    assert book["DM"].sheet_state == "hidden"
    assert book[SHEET].protection.sheet
    assert book[SHEET]["B2"].comment


@pytest.mark.parametrize(("colour", "after"), [("FFFFFFFF", "FF000000"), ("FFC00000", "FFC00000"), (None, None)])
def test_text_too_pale_for_the_colours_is_made_black(colour, after):
    def prepare(sheet):
        sheet["B2"] = "Tỷ lệ"
        sheet["B2"].font = Font(color=colour, bold=True)

    font = check(small_sheet(prepare), at("B2"))[SHEET]["B2"].font
    assert font.bold
    assert (font.color.rgb if font.color else None) == after


def test_a_corrected_copy_that_is_checked_again_carries_only_the_new_findings():
    def prepare(sheet):
        sheet["B2"].comment = Comment("Đã hỏi xã", "Lan")

    once = copy(small_sheet(prepare), at("B2"), at("C3"), NO_PERIOD)
    again = check(once, at("D4", ERROR))
    assert again.sheetnames == ["Check", SHEET]
    assert again[SHEET]["B2"].comment.text == "Đã hỏi xã"
    assert again[SHEET]["C3"].comment is None
    assert [fill(again[SHEET][cell]) for cell in ("B2", "C3", "D4")] == [None, None, RED]
    assert [row[2] for row in listed(again)] == ["D4"]


def test_a_formula_that_points_into_another_file_becomes_its_value():
    cells = "<c r='A1'><f>'[1]Tuần 19'!B2+1</f><v>1031</v></c><c r='B1'><f>SUM(A1:A1)</f><v>1031</v></c>"

    def prepare(sheet):
        sheet.parent.defined_names["Cu"] = DefinedName("Cu", attr_text="'[1]Tuần 19'!$A$1")
        sheet.parent.defined_names["Moi"] = DefinedName("Moi", attr_text="'Tuần 20'!$A$1")

    content = with_cells(small_sheet(prepare), cells)
    made = check(content)
    assert (made[SHEET]["A1"].value, made[SHEET]["B1"].value) == (1031, "=SUM(A1:A1)")
    assert "1 formulas that point into other files" in made.worksheets[0]["A7"].value
    assert list(made.defined_names) == ["Moi"]
    assert b"[1]" not in zipfile.ZipFile(io.BytesIO(copy(content))).read("xl/worksheets/sheet2.xml")


def test_a_workbook_with_macros_comes_back_without_them():
    with_macros = replace_part(weekly_sheet(), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    content = edit_part(
        with_macros,
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    name, made = checked_copy(content, "BC.xlsm", [], language="en", today=DAY)
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        assert "xl/vbaProject.bin" not in book.namelist()
        assert b"macroEnabled" not in book.read("[Content_Types].xml")
    assert name == "BC (checked).xlsx"
    assert "macros" in openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]["A7"].value


def test_drawings_that_may_be_lost_are_named():
    content = replace_part(weekly_sheet(), "xl/media/image1.png", b"x")
    assert check(content).worksheets[0]["A7"].value.startswith("Pictures, charts and shapes may be missing")


def test_of_ten_thousand_findings_all_are_listed_and_coloured_and_the_first_have_comments():
    book = check(small_sheet(), *(at(f"C{row}", INFO) for row in range(1, 10_001)), at("A1", ERROR))
    sheet = book[SHEET]
    assert sheet["A1"].comment
    assert sum(sheet.cell(row, 3).comment is not None for row in range(1, 10_001)) == 1_999
    assert fill(sheet["C10000"]) == BLUE
    assert len(listed(book, FIRST_FINDING + 1)) == 10_001
    assert "first 2,000 findings" in book.worksheets[0]["A7"].value


def test_a_list_without_end_is_cut_and_says_so():
    sheet = check(small_sheet(), *[Finding(INFO, "macros_ignored")] * 20_003).worksheets[0]
    last = FIRST_FINDING + 20_000
    assert sheet.cell(last, 1).value == "… and 3 more findings, which are not listed."
    assert sheet.max_row == last


@pytest.mark.parametrize("cell", ["XFE1", "A1048577", "A0", "a1", "A1:B2", "=A1", ""])
def test_what_no_sheet_can_have_as_a_cell_is_only_listed(cell):
    book = check(small_sheet(), at(cell))
    assert book.worksheets[0].cell(FIRST_FINDING, 4).hyperlink is None
    assert book[SHEET].max_row == 1


def test_a_finding_of_a_sheet_that_is_not_there_is_only_listed():
    assert [row[1] for row in listed(check(small_sheet(), at("B2", sheet="Khác")))] == ["Khác"]


def test_signs_that_a_workbook_cannot_hold_are_left_out():
    book = check(small_sheet(), Finding(ERROR, "not_a_number", SHEET, "B2", {"text": "1\x002\x0b3"}))
    assert "'123' is not a number" in book[SHEET]["B2"].comment.text
    assert "'123' is not a number" in listed(book)[0][3]


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("BC-tuan-20.xlsx", "en", "BC-tuan-20 (checked).xlsx"),
        ("BC tuần 20.xls", "en", "BC tuần 20 (checked).xlsx"),
        ("BC (checked).xlsx", "en", "BC (checked).xlsx"),
        ("16.5.csv", "en", "16.5 (checked).xlsx"),
        ("C:\\bao cao\\../BC.ods", "en", "BC (checked).xlsx"),
        ("", "en", "file (checked).xlsx"),
    ],
)
def test_the_copy_is_named_after_the_file(name, language, expected):
    assert copy_name(name, language) == expected


def test_a_file_that_is_too_large_is_refused_in_words():
    with pytest.raises(Refused, match="too large to be copied"):
        copy(b"PK\x03\x04" + b"\0" * MAX_FILE)


def test_a_file_that_inflates_beyond_the_limit_is_refused_too():
    with pytest.raises(Refused, match="too large"):
        copy(replace_part(small_sheet(), "xl/media/x.bin", b"\0" * 41 * 2**20))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a workbook",
        b"PK\x03\x04 cut off",
        replace_part(small_sheet(), "xl/worksheets/sheet1.xml", b"<worksheet"),
        replace_part(small_sheet(), "xl/worksheets/sheet1.xml", None)[:-40],
    ],
)
def test_what_openpyxl_cannot_open_is_said_to_be_so(content):
    with pytest.raises(UnreadableFile, match="cannot be copied as it stands"):
        copy(content)


ROWS = [["UBND", "", None], ["TT", "Đơn vị", "Lũy kế"], [1.0, "=Tam Đường", 1234.5], [True, datetime(2022, 5, 19), -3]]


def rebuild(*sheets, findings=(), note=None):
    name, content = rebuilt_copy(sheets, "BC.xls", findings, language="en", today=DAY, note=note)
    assert name == "BC (checked).xlsx"
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_copy_made_from_values_has_them_at_their_addresses_with_the_comments():
    book = rebuild(PlainSheet(SHEET, ROWS, [(0, 0, 0, 2)], {"D3": "#REF!"}), findings=[at("B3", ERROR)])
    sheet = book[SHEET]
    assert (sheet["A1"].value, sheet["A3"].value, sheet["C3"].value, sheet["C4"].value) == ("UBND", 1, 1234.5, -3)
    assert (sheet["A4"].value, sheet["B4"].value) == (True, datetime(2022, 5, 19))
    assert (sheet["B3"].value, sheet["B3"].data_type, fill(sheet["B3"])) == ("=Tam Đường", "s", RED)
    assert sheet["B3"].comment
    assert sheet["D3"].value == "#REF!"
    assert [str(block) for block in sheet.merged_cells.ranges] == ["A1:C1"]
    assert "The values stand at their cells" in book.worksheets[0]["A7"].value


def test_a_sheets_name_that_xlsx_does_not_allow_is_made_fit_and_its_findings_still_find_it():
    long = "Huyện/Thành phố: báo cáo tiến độ tiêm chủng"
    book = rebuild(PlainSheet(long, [[1]]), PlainSheet(long + " 2", [[2]]), findings=[at("A1", sheet=long)])
    assert book.sheetnames[1] == "Huyện_Thành phố_ báo cáo tiến đ"
    assert book.sheetnames[2] == "Huyện_Thành phố_ báo cáo ti (2)"
    assert book.worksheets[1]["A1"].comment
    assert book.worksheets[0].cell(FIRST_FINDING + 1, 4).hyperlink.location.startswith("'Huyện_Thành phố_ báo")
    assert len(set(book.sheetnames)) == 3


def test_without_sheets_it_is_the_list_alone_with_the_reason():
    book = rebuild(findings=[NO_PERIOD], note="The file is damaged.")
    assert book.sheetnames == ["Check"]
    assert book.worksheets[0]["A7"].value == "The file is damaged."
    assert len(listed(book, FIRST_FINDING + 1)) == 1


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_written_as_text(value):
    assert rebuild(PlainSheet(SHEET, [[value]]))[SHEET]["A1"].value == str(value)


def test_values_without_end_are_refused():
    with pytest.raises(Refused, match="too large"):
        rebuilt_copy([PlainSheet(SHEET, [[1] * 1_001] * 1_000)], "BC.csv", [], language="en", today=DAY)
