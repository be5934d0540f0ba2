"""Every kind of file that is read says the same as the .xlsx it was made from; the kind is told by the bytes."""

from __future__ import annotations

import io
import random
import struct
import unicodedata
from datetime import date, datetime, time

import pytest
from python_calamine import load_workbook

from campaign.errors import UnreadableFile
from campaign.sheets.files.compound import Compound
from campaign.sheets.files.sheet import Sheet
from campaign.sheets.files.workbook import open_workbook
from campaign.sheets.files.xls_formats import as_date, is_date_format
from tests.builders import (
    Formula,
    Grid,
    Style,
    build_l1,
    build_l2,
    build_l3,
    build_l7,
    build_l9,
    grids_of,
    ods_of,
    replace_part,
    set_formula_result,
    write_csv,
    write_ods,
    write_workbook,
    write_xls,
)
from tests.sheets.reading_helpers import (
    PEOPLE,
    ROWS,
    WEEK,
    code_of,
    figures_of,
    findings_of,
    people_of,
    reading_of,
    written_figures,
)

LAYOUTS = {
    "L1": build_l1(WEEK, ROWS, PEOPLE),
    "L1 with hidden parts": build_l1(WEEK, ROWS, PEOPLE, style=Style(hidden_rows=(13,), hidden_columns=(4,))),
    "L2": build_l2(WEEK.end, ROWS, PEOPLE),
    "L3": build_l3(WEEK, ROWS),
    "L9": build_l9(WEEK, ROWS, PEOPLE),
    "L1 with errors": build_l1(
        WEEK, ROWS, PEOPLE, style=Style(cells={"E12": Formula("=1/0", "#DIV/0!"), "F13": Formula("=A1", "#REF!")})
    ),
}
WRITERS = {"xls": write_xls, "ods": write_ods}


def opened(content: bytes) -> Sheet:
    return open_workbook(content).sheets[0]


def one_cell(value, kind="xls"):
    grid = Grid("S")
    grid.put(0, 0, value)
    return WRITERS[kind]([grid])


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_says_the_same_in_every_kind(layout, kind):
    base = reading_of(LAYOUTS[layout])
    reading = reading_of(WRITERS[kind](grids_of(LAYOUTS[layout])), f"bao cao.{kind}")
    assert figures_of(reading) == figures_of(base)
    assert people_of(reading) == people_of(base)
    assert findings_of(reading) == findings_of(base)
    assert reading.period == base.period


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(";", "utf-8-sig"), (";", "utf-8"), (",", "utf-8"), ("\t", "utf-16"), ("\t", "utf-16-be"), ("|", "utf-8")],
)
@pytest.mark.parametrize("layout", ["L1", "L2", "L3", "L9"])
def test_a_layout_says_the_same_as_text(layout, delimiter, encoding):
    base = reading_of(LAYOUTS[layout])
    content = write_csv(grids_of(LAYOUTS[layout])[0], delimiter=delimiter, encoding=encoding)
    content = b"\xfe\xff" + content if encoding == "utf-16-be" else content
    reading = reading_of(content, "bao cao.csv")
    assert figures_of(reading) == figures_of(base)
    assert people_of(reading) == people_of(base)
    assert [one for one in findings_of(reading) if one[1] != "text_file"] == findings_of(base)


def test_the_legacy_sheet_is_read():
    reading = reading_of(build_l7(WEEK, ROWS, PEOPLE), "bao cao.xls")
    assert figures_of(reading) == written_figures(ROWS, {"18+": ("dose_1", "dose_2", "dose_3")}, ("doses_to_date",))
    assert findings_of(reading) == [("info", "old_font_converted", "A1")]
    assert reading.period.end == WEEK.end


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (LAYOUTS["L1"], "bao cao.xlsx", []),
        (LAYOUTS["L1"], "BAO CAO.XLSM ", []),
        (LAYOUTS["L1"], "bao cao", []),
        (LAYOUTS["L1"], "bao cao.v2", []),
        (LAYOUTS["L1"], "bao cao.xls", ["another_kind"]),
        (write_xls(grids_of(LAYOUTS["L1"])), "bao cao.xlsx", ["another_kind"]),
        (write_ods(grids_of(LAYOUTS["L1"])), "bao cao.csv", ["another_kind"]),
        (write_csv(grids_of(LAYOUTS["L1"])[0]), "bao cao.xls", ["another_kind", "text_file"]),
        (write_csv(grids_of(LAYOUTS["L1"])[0]), "bao cao.txt", ["text_file"]),
    ],
)
def test_the_bytes_tell_the_kind_and_a_name_that_differs_is_told(content, name, told):
    reading = reading_of(content, name)
    assert [code for _, code, _ in findings_of(reading)] == told
    assert len(reading.figures) == 96


@pytest.mark.parametrize("kind", WRITERS)
def test_hidden_sheets_are_left_out_and_named(kind):
    grids = [*grids_of(LAYOUTS["L1"]), Grid("DM", hidden=True)]
    grids[1].put(0, 0, "Tam Đường")
    reading = reading_of(WRITERS[kind](grids), f"a.{kind}")
    assert [(one.code, one.sheet) for one in reading.findings] == [("hidden_sheet", "DM")]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("value", [12, 12.5, -3, 1e300, "Đường", "a  b".replace("  ", " "), date(2022, 5, 19)])
def test_a_value_comes_back_as_it_was_written(value, kind):
    assert opened(one_cell(value, kind)).rows == [[value]]


def test_values_and_merges_are_those_that_another_reader_finds():
    """calamine reads both kinds on its own ways."""
    for name, content in LAYOUTS.items():
        for kind, write in WRITERS.items():
            made = write(grids_of(content))
            ours = opened(made)
            theirs = load_workbook(io.BytesIO(made)).get_sheet_by_index(0)
            assert ours.rows == theirs.to_python(skip_empty_area=False), (name, kind)
            if kind == "xls":
                merges = sorted((*start, *end) for start, end in theirs.merged_cell_ranges or ())
                assert sorted(ours.merges) == merges


def test_long_texts_of_an_xls_file_go_over_several_records():
    made, grid = random.Random(5), Grid("S")
    texts = ["".join(made.choices("abc éÖ" if i % 3 else "abcệđươ", k=made.choice((1, 40, 9000)))) for i in range(90)]
    for row, text in enumerate(texts):
        grid.put(row, 0, text + "ệ")
    assert [row[0] for row in opened(write_xls([grid])).rows] == [text + "ệ" for text in texts]


def test_an_xls_formula_without_a_result_is_an_error_naming_its_cell():
    grids = grids_of(LAYOUTS["L1"])
    grids[0].put(10, 3, Formula("=1+1", 2))
    reading = reading_of(write_xls(grids, uncached=True), "a.xls")
    assert ("error", "uncached_formula", "D11") in findings_of(reading)
    assert (code_of("TP Lai Châu"), "18+", "dose_3", "doses_in_period") not in figures_of(reading)


EMPTY_TEXT = b"\3\0\0\0\0\0\xff\xff"
CALCULATE_ON_LOAD = 2


@pytest.mark.parametrize(
    ("result", "flags", "value", "errors", "without"),
    [
        (struct.pack("<d", 2.5), 0, 2.5, {}, []),
        (struct.pack("<d", 2.5), CALCULATE_ON_LOAD, 2.5, {}, []),
        (struct.pack("<d", 0.0), 0, 0.0, {}, []),
        (struct.pack("<d", 0.0), CALCULATE_ON_LOAD, "", {}, ["A1"]),
        (b"\1\0\1\0\0\0\xff\xff", 0, True, {}, []),
        (b"\2\0\x17\0\0\0\xff\xff", 0, "", {"A1": "#REF!"}, []),
        (b"\0\0\0\0\0\0\xff\xff", 0, "", {}, ["A1"]),
        (EMPTY_TEXT, 0, "", {}, []),
    ],
)
def test_a_formula_of_an_xls_file_has_its_stored_result(result, flags, value, errors, without):
    grid = Grid("S")
    grid.put_row(0, [Formula("=1+1", None), Formula("=1+2", None)])
    written = set_formula_result(write_xls([grid], uncached=True), 1, struct.pack("<d", 3.0))
    sheet = opened(set_formula_result(written, 0, result, flags))
    assert sheet.rows == [[value, 3.0]]
    assert sheet.scan.errors == errors
    assert sheet.scan.without_value == without


def test_an_xlsx_whose_formulas_all_hold_the_zero_of_a_script_was_never_calculated():
    grid = Grid("S")
    grid.put_row(0, [Formula("=1+1", 0), Formula("=2+2", 0), 7])
    scan = opened(write_workbook([grid])).scan
    assert sorted(scan.without_value) == ["A1", "B1"]
    grid.put(1, 0, Formula("=3+3", 6))
    assert opened(write_workbook([grid])).scan.without_value == []


@pytest.mark.parametrize(
    ("cell", "value", "trouble"),
    [
        ('<table:table-cell office:value-type="float" office:value="12"/>', 12.0, ""),
        ('<table:table-cell office:value-type="percentage" office:value="0.5"/>', 0.5, ""),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', True, ""),
        (
            '<table:table-cell office:value-type="date" office:date-value="2022-05-19T17:00:00"/>',
            datetime(2022, 5, 19, 17),
            "",
        ),
        ('<table:table-cell office:value-type="string" office:string-value="x"/>', "x", ""),
        (
            "<table:table-cell><text:p>a<text:s text:c='2'/>b<text:span>c</text:span></text:p></table:table-cell>",
            "a  bc",
            "",
        ),
        (
            "<table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p>"
            "<text:p>b</text:p></table:table-cell>",
            "a\nb",
            "",
        ),
        ('<table:table-cell table:formula="of:=1+1"/>', "", "uncached"),
        ('<table:table-cell table:formula="of:=1+1" office:value-type="float"/>', "", "uncached"),
        (
            '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0">'
            "<text:p>#DIV/0!</text:p></table:table-cell>",
            "",
            "#DIV/0!",
        ),
        (
            '<table:table-cell table:formula="of:=x" office:value-type="string" office:string-value="" '
            'calcext:value-type="error"><text:p>Err:508</text:p></table:table-cell>',
            "",
            "Err:508",
        ),
        (
            '<table:table-cell table:formula="of:=x" office:value-type="string" office:string-value=""/>',
            "",
            "",
        ),
    ],
)
def test_a_cell_of_an_ods_file(cell, value, trouble):
    end = '<table:table-cell office:value-type="string"><text:p>.</text:p></table:table-cell>'
    sheet = opened(ods_of(f'<table:table table:name="S"><table:table-row>{cell}{end}</table:table-row></table:table>'))
    assert sheet.rows == [[value, "."]]
    assert sheet.scan.without_value == (["A1"] if trouble == "uncached" else [])
    assert sheet.scan.errors == ({} if trouble in ("", "uncached") else {"A1": trouble})


def test_what_an_ods_file_repeats_stands_in_every_place():
    cell = '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3"/>'
    row = f'<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>'
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    sheet = opened(ods_of(f'<table:table table:name="S">{blank}{row}{blank}</table:table>'))
    assert sheet.rows == [["", ""]] * 3 + [[3.0, 3.0]] * 2


def test_copies_of_other_files_and_tables_outside_the_book_are_no_sheets():
    cell = '<table:table-row><table:table-cell office:value-type="float" office:value="3"/></table:table-row>'
    own = f'<table:table table:name="S">{cell}</table:table>'
    copy = f'<table:table table:name="x"><table:table-source/>{cell}</table:table>'
    link = f'<table:dde-link><table:table table:name="y">{cell}</table:table></table:dde-link>'
    book = open_workbook(ods_of(own + copy, after=f"<table:dde-links>{link}</table:dde-links>"))
    assert ([sheet.name for sheet in book.sheets], book.hidden) == (["S"], [])


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\n1;2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a\tb,c\n1,5\t2\n", [["a", "b,c"], ["1,5", "2"]]),
        ("Đơn vị;Tỷ lệ\nTam Đường;98,5\nSìn Hồ;97\n", [["Đơn vị", "Tỷ lệ"], ["Tam Đường", "98,5"], ["Sìn Hồ", "97"]]),
        ("sep=,\r\na,b;c\r\n1,2\r\n", [["a", "b;c"], ["1", "2"]]),
        ('"a;b";"c ""d"""\n"x\ny";2\n', [["a;b", 'c "d"'], ["x\ny", "2"]]),
        ("a;b\n=1+1;@SUM(A1)\n", [["a", "b"], ["=1+1", "@SUM(A1)"]]),
        ("a;b\n#REF!;2\n", [["a", "b"], ["", "2"]]),
        ("T\n\na;b;c\n1;2,5;3\n4;5,5;6\n", [["T", "", ""], [""] * 3, [*"abc"], ["1", "2,5", "3"], ["4", "5,5", "6"]]),
    ],
)  # fmt: skip
def test_text_is_cut_into_cells(text, rows):
    assert opened(text.encode()).rows == rows


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'a;b\n1;"2\n3;4\n', "open_quote"),
        (b'a;b\n"1"x;2\n', "open_quote"),
        (b"a;b\n1;2\n3;4\n5", "damaged_file"),
        (b"a;b\n1;\x002\n" + b"a;b\n" * 2000, "not_a_workbook"),
        (b"a;b\n" * 2000 + b"\0", "damaged_file"),
        (b"\xff\xfea\x00;\x00b\x00\n\x00\x00\xd8", "damaged_file"),
        (b"TT;Don v\x81\n" * 20, "unknown_letters"),
        (b"TT;M?i 1;M?i 2;L?y k?\n" * 3, "lost_letters"),
        (("x" + ";" * 2000 + "\n").encode() * 3, "far_cell"),
    ],
)
def test_text_whose_cells_or_letters_cannot_be_told_is_refused(content, code):
    with pytest.raises(UnreadableFile) as refused:
        open_workbook(content)
    assert refused.value.code == code


def test_a_file_of_windows_1258_is_read_by_its_words():
    text = "TT;Đơn vị;Mũi 3\n1;Tam Đường;12\n2;Sìn Hồ;15\n"
    sheet = opened("".join(map(in_windows_1258, text)).encode("cp1258"))
    assert sheet.rows[0] == ["TT", "Đơn vị", "Mũi 3"]
    assert [row[1] for row in sheet.rows[1:]] == ["Tam Đường", "Sìn Hồ"]


def in_windows_1258(letter: str) -> str:
    """A letter with its hat or horn, and its tone after it."""
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tones


@pytest.mark.parametrize(
    ("code", "shows_date"),
    [
        ("dd/mm/yyyy", True),
        ("[h]:mm", True),
        ("General", False),
        ("#,##0", False),
        ('#,##0 "liều"', False),
        ("[Red]0.0%", False),
        ("0.00_);[Red]\\(0.00\\)", False),
    ],
)
def test_which_number_formats_show_a_date(code, shows_date):
    assert is_date_format(code) == shows_date


@pytest.mark.parametrize(
    ("number", "from_1904", "value"),
    [
        (44700.0, False, date(2022, 5, 19)),
        (44700.5, False, datetime(2022, 5, 19, 12)),
        (43238.0, True, date(2022, 5, 19)),
        (0.75, False, time(18)),
        (59.0, False, date(1900, 2, 28)),
        (61.0, False, date(1900, 3, 1)),
        (2_958_465.0, False, date(9999, 12, 31)),
        (2_958_466.0, False, 2_958_466.0),
        (-1.0, False, -1.0),
    ],
)
def test_serial_numbers_as_dates(number, from_1904, value):
    assert as_date(number, from_1904=from_1904) == value


def test_only_the_workbook_at_the_root_counts():
    assert list(Compound(one_cell("a")).entries) == ["Workbook"]


def test_macros_of_an_ods_file_are_reported_and_not_run():
    made = replace_part(write_ods(grids_of(LAYOUTS["L1"])), "Basic/Standard/Module1.xml", b"<x/>")
    assert findings_of(reading_of(made, "a.ods")) == [("info", "macros_ignored", None)]
