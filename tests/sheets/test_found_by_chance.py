"""What random layouts found, each as the smallest sheet that shows it: once read wrong, lost in silence, or asked about
for nothing."""

from __future__ import annotations

import pytest

from tests.builders import Grid, write_workbook
from tests.sheets.reading_helpers import findings_of, reading_of

LINE = "(Số liệu lũy kế đến ngày 19/5/2022)"
WEEK = "(Tuần từ 13/5/2022 đến 19/5/2022)"
ADULTS = "TIÊM MŨI 3 NGƯỜI TỪ 18 TUỔI TRỞ LÊN"
CHILDREN, GROWN = "12-17 tuổi", "≥ 18 tuổi"
NUMBERS = (1, 2, 3, 4)


def sheet(*rows, name="Sheet1", merges=()):
    grid = Grid(name)
    for number, row in enumerate(rows):
        grid.put_row(number, row)
    grid.merges = list(merges)
    return grid


def read(*rows, merges=()):
    return reading_of(write_workbook([sheet(*rows, merges=merges)]))


def figures(reading):
    return [(one.unit, one.group, one.dose, one.value) for one in reading.figures]


def errors(reading):
    return [(code, cell) for severity, code, cell in findings_of(reading) if severity == "error"]


# Once read wrong.


def test_a_second_table_without_a_group_of_its_own_does_not_take_that_of_another_sheet():
    header = ("TT", "Đơn vị", "Mũi 1")
    caption = ("Bảng 3",)
    sheets = [
        sheet(
            (f"TIÊM CHO {group}",), (LINE,), header, (1, "Tam Đường", 5), caption, header, (2, "Sìn Hồ", 6), name=name
        )
        for name, group in (("Tuần 1", "TRẺ TỪ 5 ĐẾN DƯỚI 12 TUỔI"), ("Tuần 2", "TRẺ TỪ 12 ĐẾN DƯỚI 18 TUỔI"))
    ]
    reading = reading_of(write_workbook(sheets))
    assert [finding.sheet for finding in reading.findings if finding.code == "unknown_group"] == ["Tuần 1", "Tuần 2"]
    assert figures(reading) == [("106", "5-11", "dose_1", 5), ("106", "12-17", "dose_1", 5)]


def test_a_later_table_is_not_in_the_district_of_the_first_ones_caption():
    header = ("TT", "Xã", "Lũy kế")
    first = [("Bảng 1: Huyện Sìn Hồ",), header, (1, "Nậm Tăm", 5)]
    later = [("Số liệu chưa đầy đủ",), header, (2, "Nậm Chà", 7)]
    assert {unit for unit, *_ in figures(read((ADULTS,), (LINE,), *first, *later))} <= {"03517", "03473"}


def test_a_later_table_is_not_of_the_week_in_the_first_ones_caption():
    header = ("TT", "Đơn vị", "Trong tuần")
    first = [("Bảng 1: từ ngày 6/5/2022 đến ngày 12/5/2022",), header, (1, "Tam Đường", 5)]
    reading = read((ADULTS,), *first, ("Bảng 2",), header, (1, "Sìn Hồ", 7))
    assert ("no_period", "A5") in errors(reading)
    assert [value for *_, value in figures(reading)] == [5]


@pytest.mark.parametrize("nothing", [None, "x", "KBC"])
def test_a_units_last_row_is_no_label_of_the_header_repeated_below_it(nothing):
    header = ("TT", "Đơn vị", "Nhóm tuổi", "Mũi 1")
    rows = [(1, "Tam Đường", CHILDREN, 10), (None, None, GROWN, nothing), header, (2, "Sìn Hồ", CHILDREN, 20)]
    reading = read((LINE,), header, *rows, (None, None, GROWN, 30))
    assert errors(reading) == []
    assert figures(reading) == [
        ("106", "12-17", "dose_1", 10), ("108", "12-17", "dose_1", 20), ("108", "18+", "dose_1", 30),
    ]  # fmt: skip


# Once lost in silence.


@pytest.mark.parametrize("number", ["I", "I."])
def test_lai_chau_under_a_roman_number_may_be_the_city(number):
    rows = [(number, "Lai Châu", 100), (1, "Phường Tân Phong", 60), ("II", "Huyện Tam Đường", 90), (1, "Xã Bản Bo", 40)]
    assert ("ambiguous_unit", "B4") in errors(read((ADULTS,), (LINE,), ("TT", "Đơn vị", "Lũy kế"), *rows))


def test_the_numbers_under_a_repeated_header_do_not_number_the_rows():
    header = ("TT", "Đơn vị", "Mũi 3", "Mũi 4")
    rows = [(None, "Lai Châu", 10, 5), (None, "Tam Đường", 20, 5), header, NUMBERS, (None, "Sìn Hồ", 30, 1)]
    assert errors(read(("NGƯỜI TỪ 18 TUỔI",), (LINE,), header, NUMBERS, *rows)) == [("ambiguous_unit", "B5")]


def test_a_unit_in_doubt_is_asked_about_even_when_only_its_second_row_has_a_figure():
    rows = [("Lai Châu", CHILDREN, None), (None, GROWN, 30), ("Tam Đường", CHILDREN, 8)]
    reading = read((LINE,), ("Đơn vị", "Nhóm tuổi", "Mũi 1"), *rows)
    assert errors(reading) == [("ambiguous_unit", "A3")]


def test_a_dash_is_a_figure_of_a_unit_in_doubt():
    assert errors(read((ADULTS,), (LINE,), ("Đơn vị", "Lũy kế"), ("Lai Châu", "-"), ("Sìn Hồ", 5))) == [
        ("ambiguous_unit", "A4")
    ]


def test_a_dash_in_its_second_row_is_one_too():
    rows = [("Lai Châu", CHILDREN, None), (None, GROWN, "-"), ("Tam Đường", CHILDREN, 8)]
    reading = read((LINE,), ("Đơn vị", "Nhóm tuổi", "Mũi 1"), *rows)
    assert errors(reading) == [("ambiguous_unit", "A3")]


def test_a_last_row_of_a_dash_is_no_title_of_the_table_below():
    header = ("Đơn vị", "Nhóm tuổi", "Mũi 1")
    first = [header, ("Tam Đường", CHILDREN, 10), (None, GROWN, "-")]
    second = [("Bảng 2",), header, ("Sìn Hồ", CHILDREN, 20)]
    reading = read((LINE,), *first, *second)
    assert errors(reading) == []
    assert ("106", "18+", "dose_1", 0) in figures(reading)


def test_a_column_of_dashes_is_asked_about_like_any_other():
    rows = [("Tam Đường", "-"), ("Sìn Hồ", "-")]
    reading = read(("NGƯỜI TỪ 18 TUỔI TRỞ LÊN",), (WEEK,), ("Đơn vị", "Trong tuần"), *rows)
    assert errors(reading) == [("unknown_dose", "B3")]
    assert reading.figures == []


# Once asked about for nothing.


def test_a_districts_name_merged_over_its_whole_row_is_no_merged_figure():
    rows = [("Huyện Tam Đường",), (1, "Xã Bản Bo", 40), ("Huyện Sìn Hồ",), (2, "Xã Nậm Cha", 50)]
    reading = read((ADULTS,), (LINE,), ("TT", "Đơn vị", "Lũy kế"), *rows, merges=[(3, 0, 3, 2), (5, 0, 5, 2)])
    assert errors(reading) == []
    assert [unit for unit, *_ in figures(reading)] == ["03424", "03526"]


def test_a_number_merged_over_two_rows_still_is_one():
    rows = [(1, "Tam Đường", 40), (2, "Sìn Hồ", None)]
    reading = read((ADULTS,), (LINE,), ("TT", "Đơn vị", "Lũy kế"), *rows, merges=[(3, 2, 4, 2)])
    assert errors(reading) == [("merged_figure", "C4"), ("merged_figure", "C5")]


@pytest.mark.parametrize(
    "heading", [("Huyện Tam Đường",), (None, "Huyện Tam Đường"), (None, None, "Lai Châu, ngày 20/5")]
)
def test_a_row_without_figures_needs_no_group(heading):
    rows = [heading, (1, "Xã Bản Bo", CHILDREN, 40), (2, "Xã Bình Lư", CHILDREN, 50)]
    reading = read((LINE,), ("TT", "Đơn vị", "Nhóm tuổi", "Mũi 1"), *rows)
    assert errors(reading) == []
    assert [value for *_, value in figures(reading)] == [40, 50]


@pytest.mark.parametrize("total", ["39.502", "-", "x"])
def test_a_total_that_is_text_under_the_header_is_no_label(total):
    rows = [("Tổng cộng", None, GROWN, total), (1, "Tam Đường", GROWN, "30.000"), (2, "Sìn Hồ", GROWN, "9.502")]
    reading = read((LINE,), ("TT", "Đơn vị", "Nhóm tuổi", "Mũi 1"), *rows)
    assert errors(reading) == []
    assert [value for *_, value in figures(reading)] == [30000, 9502]


@pytest.mark.parametrize("index", [("A", "B", 1), ("A", "B", "1")])
def test_a_table_of_one_figure_may_number_its_columns(index):
    reading = read((ADULTS,), (LINE,), ("TT", "Đơn vị", "Lũy kế"), index, (1, "Tam Đường", 40))
    assert errors(reading) == []


@pytest.mark.parametrize("name", ["Tram y te xa Ban Bo", "TTYT xã Bản Bo", "Uy ban nhan dan xa Ban Bo"])
def test_a_body_is_known_without_accents(name):
    reading = read((f"{ADULTS} HUYỆN TAM ĐƯỜNG",), (LINE,), ("TT", "Đơn vị", "Lũy kế"), (1, name, 40))
    assert [unit for unit, *_ in figures(reading)] == ["03424"]


def test_a_blank_column_beside_doses_needs_no_first_day():
    header = ("TT", "Đơn vị", "Lũy kế đến ngày 19/5/2022", "Số hoãn tiêm")
    assert errors(read((ADULTS,), header, (1, "Tam Đường", 40, None), (2, "Sìn Hồ", 50, None))) == []


def test_the_year_of_a_signature_beside_the_units_is_found():
    rows = [
        (1, "Tam Đường", 40),
        (),
        ("Nơi nhận:", None, "Lai Châu, ngày 20 tháng 5 năm 2022"),
        (None, "Người lập biểu"),
    ]
    reading = read((ADULTS,), ("(Số liệu lũy kế đến ngày 19/5)",), ("TT", "Đơn vị", "Lũy kế"), *rows)
    assert errors(reading) == []
