"""Rows, stacked tables, numbers and periods that could be taken for something else: read rightly, or reported."""

from __future__ import annotations

import struct
from datetime import date

import pytest

from campaign.domain.counting.figures import Period
from tests.builders import DISTRICTS, Grid, write_workbook
from tests.sheets.reading_helpers import figures_of, findings_of, reading_of

ADULTS = "TIÊM MŨI 3 NGƯỜI TỪ 18 TUỔI TRỞ LÊN"
AS_OF = "(Số liệu lũy kế đến 17h00 ngày 19/5/2022)"
WEEK_LINE = "(Tuần từ 13/5/2022 đến 19/5/2022)"
HEADER = ("TT", "Đơn vị", "Số đối tượng", "Trong tuần", "Lũy kế")
WEEK = Period(date(2022, 5, 13), date(2022, 5, 19))
TO_19_MAY = Period(None, date(2022, 5, 19))


def book(*rows, sheet="Sheet1"):
    grid = Grid(sheet)
    for number, row in enumerate(rows):
        grid.put_row(number, row)
    return write_workbook([grid])


def sheet_of(title, *lines, columns=("Số đối tượng", "Lũy kế"), name="Sheet1"):
    """All eight districts under a title, one figure a column."""
    figures = [(1000 + number, *[500 + number] * (len(columns) - 1)) for number in range(1, 9)]
    rows = [(number, unit, *figures[number - 1]) for number, unit in enumerate(DISTRICTS, 1)]
    return book((title,), *[(line,) for line in lines], ("TT", "Đơn vị", *columns), *rows, sheet=name)


def codes_of(reading):
    return [(finding.severity, finding.code) for finding in reading.findings if finding.code != "units_missing"]


def errors_of(reading):
    return [(finding.code, finding.cell) for finding in reading.findings if finding.severity == "error"]


# An age is no date.


@pytest.mark.parametrize("name", ["tre 5-11 tuoi.xlsx", "BC 5-11.xlsx", "nhom 12-17.xlsx", "tre_5-11_tuoi.xlsx"])
def test_an_age_in_a_files_name_is_not_the_reporting_date(name):
    reading = reading_of(sheet_of("TIÊM MŨI 3 NĂM 2022 NGƯỜI TỪ 18 TUỔI TRỞ LÊN"), name)
    assert findings_of(reading) == [("error", "no_period", "A1")]
    assert reading.figures == []


def test_a_date_beside_an_age_in_a_files_name_is_read():
    reading = reading_of(sheet_of(ADULTS), "tre 5-11 tuoi 19.5.2022.xlsx")
    assert findings_of(reading) == []
    assert reading.period == TO_19_MAY


# The place and date of a signature.


@pytest.mark.parametrize(
    "heading",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLai Châu, ngày 20 tháng 5 năm 2022",
        "Độc lập - Tự do - Hạnh phúc Lai Châu, ngày 20/5/2022",
        "Lai Châu, thứ Sáu, ngày 20/5/2022",
        "Lai Châu,\nngày 20 tháng 5 năm 2022",
    ],
)
def test_a_signatures_date_in_the_heading_is_not_the_period(heading):
    assert errors_of(reading_of(sheet_of(heading, ADULTS))) == [("no_period", "A2")]
    dated = reading_of(sheet_of(heading, ADULTS, "(Số liệu lũy kế đến ngày 19/5)"))
    assert findings_of(dated) == []
    assert dated.period == TO_19_MAY


# Rows without a unit, and numbers with marks.


@pytest.mark.parametrize("people", [50000, "50.000", "50 000", "5"])
def test_figures_without_a_unit_are_reported_even_when_they_are_text(people):
    rows = [(1, "TP Lai Châu", 900, 800), (2, None, people, "5.001"), (3, "Phong Thổ", 700, 600)]
    reading = reading_of(book((ADULTS,), (AS_OF,), ("TT", "Đơn vị", "Số đối tượng", "Lũy kế"), *rows))
    assert errors_of(reading) == [("row_without_unit", "B5")]


@pytest.mark.parametrize("blank", [None, "", "x", "-"])
def test_a_blank_row_of_the_form_is_no_row(blank):
    rows = [(1, "TP Lai Châu", 900, 800), (2, None, blank, blank), (3, "Phong Thổ", 700, 600)]
    reading = reading_of(book((ADULTS,), (AS_OF,), ("TT", "Đơn vị", "Số đối tượng", "Lũy kế"), *rows))
    assert codes_of(reading) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5234¹", "ambiguous_number"),
        ("523²", "ambiguous_number"),
        ("5.234³", "ambiguous_number"),
        ("¹5234", "ambiguous_number"),
        ("523④", "ambiguous_number"),
        ("52３4", "ambiguous_number"),
        ("1٢", "ambiguous_number"),
        ("5234*", "not_a_number"),
        ("5234(1)", "not_a_number"),
        ("5234 (1)", "not_a_number"),
    ],
)
def test_a_footnotes_mark_never_becomes_a_digit(text, code):
    rows = [(1, "TP Lai Châu", 9000, text)]
    reading = reading_of(book((ADULTS,), (AS_OF,), ("TT", "Đơn vị", "Số đối tượng", "Lũy kế"), *rows))
    assert errors_of(reading) == [(code, "D4")]
    assert reading.figures == []


@pytest.mark.parametrize("text", ["５２３４", "5234", "5.234"])
def test_a_number_of_full_width_digits_is_read(text):
    rows = [(1, "TP Lai Châu", 9000, text)]
    reading = reading_of(book((ADULTS,), (AS_OF,), ("TT", "Đơn vị", "Số đối tượng", "Lũy kế"), *rows))
    assert [one.value for one in reading.figures] == [5234]


# Stacked tables.


def stacked(*between, numbers=(10, 501)):
    first = [(number, unit, 1000, *numbers) for number, unit in enumerate(DISTRICTS[:4], 1)]
    second = [(number, unit, 1000, *numbers) for number, unit in enumerate(DISTRICTS[4:], 5)]
    return book((ADULTS,), (WEEK_LINE,), HEADER, *first, *[(text,) for text in between], HEADER, *second)


@pytest.mark.parametrize("caption", ["Bảng 2: đối tượng lực lượng vũ trang", "Bảng 2", "Lực lượng vũ trang", "Công an"])
def test_a_caption_before_a_repeated_header_begins_a_table_of_its_own(caption):
    reading = reading_of(stacked(None, caption))
    assert [table.range for table in reading.tables] == ["A3:E7", "A10:E14"]
    assert ("unknown_group", "C10") in errors_of(reading)
    assert {one.row for one in reading.figures} == {4, 5, 6, 7}


@pytest.mark.parametrize(
    "between", [(), (None,), ("(tiếp theo)",), ("Bảng 1 (tiếp theo)",), ("Trang 2",), (None, "Trang 2/3")]
)
@pytest.mark.parametrize("numbers", [(10, 501), ("10", "501")])
def test_a_header_repeated_without_a_caption_is_a_page_break(between, numbers):
    reading = reading_of(stacked(*between, numbers=numbers))
    assert findings_of(reading) == []
    assert len(reading.tables) == 1 and len(figures_of(reading)) == 16


def test_a_districts_name_before_a_repeated_header_heads_its_communes():
    rows = [
        (WEEK_LINE,), HEADER, ("Huyện Tam Đường",), (1, "Xã Bản Bo", 1000, 10, 501),
        ("Huyện Sìn Hồ",), HEADER, (1, "Xã Nậm Cha", 1000, 11, 502),
    ]  # fmt: skip
    reading = reading_of(book((ADULTS,), *rows))
    assert errors_of(reading) == []
    assert {(one.unit, one.value) for one in reading.figures} == {
        ("03424", 10), ("03424", 501), ("03526", 11), ("03526", 502),
    }  # fmt: skip


# Hours, days and weeks.


@pytest.mark.parametrize(
    "line",
    [
        "(từ 17h00 ngày 13/5/2022 đến 17h00 ngày 19/5/2022)",
        "(từ 17 giờ 00 phút ngày 13/5 đến 17 giờ 00 phút ngày 19/5/2022)",
        "(từ 7 giờ 00 ngày 13 tháng 5 năm 2022 đến 7 giờ 00 ngày 19 tháng 5 năm 2022)",
    ],
)
def test_hours_before_both_days_of_a_week_are_no_conflict(line):
    reading = reading_of(sheet_of(ADULTS, line, columns=("Số đối tượng", "Trong tuần", "Lũy kế")))
    assert findings_of(reading) == []
    assert reading.period == WEEK


def test_a_column_of_one_day_under_a_week_is_a_conflict():
    columns = ("Số đối tượng", "Trong ngày", "Lũy kế")
    reading = reading_of(sheet_of(ADULTS, WEEK_LINE, columns=columns))
    assert findings_of(reading) == [("error", "period_conflict", "A2")]
    assert reading.findings[0].values == {"periods": "Trong ngày; 13/05/2022 - 19/05/2022"}
    assert reading.findings[0].answerable
    one_day = Period(date(2022, 5, 19), date(2022, 5, 19))
    assert errors_of(reading_of(sheet_of(ADULTS, WEEK_LINE, columns=columns), period=one_day)) == []


def test_a_column_of_one_day_on_a_day_is_read():
    columns = ("Số đối tượng", "Trong ngày", "Lũy kế")
    reading = reading_of(sheet_of(ADULTS, "Ngày báo cáo: 19/5/2022", columns=columns))
    assert findings_of(reading) == []
    assert reading.period == Period(date(2022, 5, 19), date(2022, 5, 19))


@pytest.mark.parametrize(
    ("title", "line", "header", "findings"),
    [
        (f"{ADULTS} TUẦN 20", "(Số liệu đến ngày 19/5/2022)", "Mũi 3", [("info", "read_as_to_date", "D3")]),
        (f"{ADULTS} TUẦN 20", "(Số liệu đến ngày 19/5/2022)", "Lũy kế", []),
        (f"{ADULTS} TUẦN 20", "(Số liệu lũy kế đến ngày 19/5/2022)", "Mũi 3", []),
        (ADULTS, "(Số liệu đến ngày 19/5/2022)", "Mũi 3", []),
    ],
)
def test_plain_columns_of_a_week_with_an_as_of_line_are_told_to_be_cumulative(title, line, header, findings):
    reading = reading_of(sheet_of(title, line, columns=("Số đối tượng", header)))
    assert findings_of(reading) == findings
    assert {one.measure for one in reading.figures} == {"doses_to_date"}


# A period that a person chose.


@pytest.mark.parametrize(
    ("line", "chosen", "findings"),
    [
        (WEEK_LINE, Period(date(2022, 5, 16), date(2022, 5, 22)), [("warning", "period_overridden", "A2")]),
        (WEEK_LINE, Period(date(2022, 5, 12), date(2022, 5, 19)), [("warning", "period_overridden", "A2")]),
        (WEEK_LINE, WEEK, []),
        ("(Số liệu đến ngày 19/5/2022)", WEEK, []),
        ("(13/5 - 19/5; số liệu đến ngày 20/5)", WEEK, []),
        ("Tuần 20", WEEK, []),
    ],
)
def test_a_chosen_period_that_contradicts_the_sheet_is_warned_of(line, chosen, findings):
    content = sheet_of(ADULTS, line, columns=("Số đối tượng", "Trong tuần", "Lũy kế"))
    reading = reading_of(content, period=chosen)
    assert findings_of(reading) == findings
    assert reading.period == chosen


def test_the_warning_names_the_chosen_and_the_stated_period():
    chosen = Period(date(2022, 5, 16), date(2022, 5, 22))
    reading = reading_of(sheet_of(ADULTS, WEEK_LINE, columns=("Số đối tượng", "Trong tuần")), period=chosen)
    assert reading.findings[0].values == {"given": "16/05/2022 - 22/05/2022", "stated": "13/05/2022 - 19/05/2022"}


def test_rows_that_state_another_period_than_the_chosen_one_are_warned_of():
    header = ("Tuần báo cáo", "Đơn vị", "Nhóm tuổi", "Mũi", "Trong kỳ")
    row = ("13/5/2022 - 19/5/2022", "Tam Đường", "18+", "Mũi 3", 12)
    chosen = Period(date(2022, 5, 16), date(2022, 5, 22))
    assert codes_of(reading_of(book(header, row), period=chosen)) == [("warning", "period_overridden")]
    assert codes_of(reading_of(book(header, row), period=WEEK)) == []


# Units under everyday names.


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CDC", "cdc"),
        ("CDC Lai Châu", "cdc"),
        ("TT KSBT tỉnh", "cdc"),
        ("Trung tâm KSBT", "cdc"),
        ("Trung tâm kiểm soát bệnh tật tỉnh", "cdc"),
        ("BVĐK", "bvdk"),
        ("Bệnh viện tỉnh", "bvdk"),
        ("Công an", "cong-an"),
        ("BCH Quân sự tỉnh", "bchqs"),
        ("Bộ Chỉ huy Quân sự", "bchqs"),
        ("BCHQS tỉnh", "bchqs"),
        ("BCH BĐBP tỉnh", "bdbp"),
        ("Bộ đội biên phòng tỉnh", "bdbp"),
        ("BĐBP tỉnh", "bdbp"),
    ],
)
def test_bodies_outside_the_districts_are_known_by_their_everyday_names(name, code):
    reading = reading_of(book((ADULTS,), (AS_OF,), ("TT", "Đơn vị", "Lũy kế"), (1, "Tam Đường", 5), (2, name, 7)))
    assert {one.unit: one.value for one in reading.figures} == {"106": 5, code: 7}


def test_the_police_among_a_districts_communes_may_be_the_districts_and_are_asked_about():
    header = ("TT", "Xã", "Lũy kế")
    title = f"{ADULTS} HUYỆN TAM ĐƯỜNG"
    bare = reading_of(book((title,), (AS_OF,), header, (1, "Bản Bo", 5), (2, "Công an", 7)))
    assert errors_of(bare) == [("unknown_unit", "B5")]
    full = reading_of(book((title,), (AS_OF,), header, (1, "Bản Bo", 5), (2, "Công an tỉnh", 7)))
    assert errors_of(full) == []


# Parts of the file that are damaged.


def with_damaged(content, part):
    """The content with one byte of a member's data flipped, its directory untouched."""
    place = content.find(b"PK\x03\x04")
    while content[place + 30 : place + 30 + len(part)] != part.encode():
        place = content.find(b"PK\x03\x04", place + 1)
    start = place + 30 + sum(struct.unpack_from("<HH", content, place + 26))
    return content[: start + 20] + bytes([content[start + 20] ^ 0xFF]) + content[start + 21 :]


@pytest.mark.parametrize("part", ["xl/theme/theme1.xml", "docProps/app.xml"])
def test_a_damaged_part_without_values_is_warned_of_and_the_sheet_is_read(part):
    content = sheet_of(ADULTS, AS_OF)
    reading = reading_of(with_damaged(content, part))
    assert findings_of(reading) == [("warning", "damaged_part", None)]
    assert reading.findings[0].values == {"part": part}
    assert figures_of(reading) == figures_of(reading_of(content))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_damaged_part_with_values_is_refused(part):
    reading = reading_of(with_damaged(sheet_of(ADULTS, AS_OF), part))
    assert findings_of(reading) == [("error", "damaged_file", None)]
