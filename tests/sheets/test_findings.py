"""What is wrong in a sheet is reported at its cell, and only there: input on the left, exact findings on the right."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from campaign.domain.counting.figures import Period
from campaign.domain.findings import finding_message
from campaign.domain.wording.finding_words import WORDS
from campaign.locale import translator
from tests.builders import (
    DISTRICTS,
    Formula,
    Grid,
    Style,
    build_l1,
    build_l2,
    build_l3,
    build_l4,
    build_l9,
    communes_of,
    sample_denominators,
    sample_rows,
    set_cells,
    write_workbook,
)
from tests.sheets.reading_helpers import PEOPLE, ROWS, WEEK, figures_of, findings_of, reading_of

ADULTS = {"18+": ("people", "dose_3")}  # columns C people, D week, E to date, F rate; rows 11-18, total 19
FIVE_SIX = ("error", "period_conflict", "A5")


def small(cells=None, *, rows=ROWS, style=None, **options):
    """An L1 sheet of adults and dose 3, with some cells replaced."""
    style = style or Style(cells=cells or {}, rates="fraction")
    return build_l1(options.pop("week", WEEK), rows, PEOPLE, style=style, blocks=ADULTS, **options)


def total_off(*cells):
    """The totals no longer add up when a figure is changed."""
    return [("warning", "total_mismatch", cell) for cell in cells]


@pytest.mark.parametrize(
    ("cells", "findings"),
    [
        ({"D12": 12.345}, [("error", "fractional_people", "D12")]),
        ({"D12": 0.5}, [("error", "fractional_people", "D12")]),
        ({"D12": "12,5"}, [("error", "ambiguous_number", "D12")]),
        ({"D12": "12.34"}, [("error", "ambiguous_number", "D12")]),
        ({"D12": "0.985"}, [("error", "ambiguous_number", "D12")]),
        ({"D12": "1.234,567"}, [("error", "ambiguous_number", "D12")]),
        ({"D12": "5 liều"}, [("error", "not_a_number", "D12")]),
        ({"D12": "~5"}, [("error", "not_a_number", "D12")]),
        ({"D12": "O5"}, [("error", "not_a_number", "D12")]),
        ({"D12": True}, [("error", "not_a_number", "D12")]),
        ({"D12": "năm mươi"}, [("error", "not_a_number", "D12")]),
        ({"D12": -5}, [("error", "negative_people", "D12")]),
        ({"D12": "(5)"}, [("error", "negative_people", "D12")]),
        ({"E12": 10_000_001}, [("error", "too_many_people", "E12")]),
        ({"D12": Formula("=1/0", "#DIV/0!")}, [("error", "error_cell", "D12")]),
        ({"C12": Formula("=#REF!", "#REF!")}, [("error", "error_cell", "C12")]),
        ({"F12": Formula("=1/0", "#DIV/0!")}, [("warning", "error_cell_unused", "F12")]),
        ({"D19": Formula("=#REF!", "#REF!")}, [("warning", "error_cell_unused", "D19")]),
        ({"B12": "Tam Đườg"}, [("error", "unknown_unit", "B12"), *total_off("C19", "D19", "E19")]),
        ({"B12": "TP Lai Châu"}, [("error", "unit_twice", "B12"), *total_off("C19", "D19", "E19")]),
        ({"B12": None}, [("error", "row_without_unit", "B12"), *total_off("C19", "D19", "E19")]),
        ({"E19": 1}, total_off("E19")),
        ({"F12": 0.123}, [("warning", "rate_mismatch", "F12")]),
        ({"D7": "Người từ 30 đến 40 tuổi"}, []),
    ],
)
def test_a_cell_that_is_wrong_is_named(cells, findings):
    reading = reading_of(small(cells))
    assert [one for one in findings_of(reading) if one[1] != "units_missing"] == findings
    assert reading.has_errors == any(severity == "error" for severity, _, _ in findings)


def test_a_date_in_a_column_of_doses_is_refused():
    grid = small({"D12": None})
    reading = reading_of(set_cells(grid, "Tuần 20", {"D12": datetime(2022, 5, 3)}))
    assert ("error", "not_a_number", "D12") in findings_of(reading)


@pytest.mark.parametrize(
    ("text", "value"), [("1.234", 1234), ("1,234", 1234), ("1 234", 1234), ("1\u00a0234 ", 1234), (" 84", 84), ("0", 0)]
)
def test_text_that_is_certainly_a_whole_number_is_read(text, value):
    rows = {**ROWS, "Tam Đường": {("18+", "dose_3"): (value, ROWS["Tam Đường"]["18+", "dose_3"][1])}}
    reading = reading_of(build_l1(WEEK, rows, PEOPLE, style=Style(cells={"D12": text}), blocks=ADULTS))
    assert findings_of(reading) == []
    assert figures_of(reading)["106", "18+", "dose_3", "doses_in_period"] == value


@pytest.mark.parametrize("nothing", [None, "x", "X", "KBC", "  "])
def test_a_cell_without_a_report_is_missing_and_not_zero(nothing):
    rows = {**ROWS, "Tam Đường": {("18+", "dose_3"): (None, ROWS["Tam Đường"]["18+", "dose_3"][1])}}
    reading = reading_of(build_l1(WEEK, rows, PEOPLE, style=Style(cells={"D12": nothing}), blocks=ADULTS))
    assert findings_of(reading) == []
    assert ("106", "18+", "dose_3", "doses_in_period") not in figures_of(reading)


def test_dashes_are_zeros_told_once():
    rows = {unit: {("18+", "dose_3"): (0, figures["18+", "dose_3"][1])} for unit, figures in ROWS.items()}
    reading = reading_of(build_l1(WEEK, rows, PEOPLE, style=Style(cells={"D12": "-", "D14": "–"}), blocks=ADULTS))
    assert findings_of(reading) == [("info", "dash_is_zero", "D12")]
    assert reading.findings[0].values == {"count": 2, "cells": "D12, D14"}
    assert figures_of(reading)["106", "18+", "dose_3", "doses_in_period"] == 0


def test_the_whole_number_a_fraction_may_mean_is_offered():
    finding = reading_of(small({"D12": 12.345})).findings[0]
    assert finding.answerable
    assert finding.values == {"value": "12,345", "offer": 12345}


def test_the_nearest_names_are_offered_for_an_unknown_unit():
    finding = reading_of(small({"B12": "Tam Đườg"})).findings[0]
    assert finding.values["nearest"].startswith("Huyện Tam Đường")


def test_a_row_that_stands_twice_names_the_first_one():
    finding = reading_of(small({"B12": "TP. Lai Châu"})).findings[0]
    assert finding.values == {"name": "Thành phố Lai Châu", "other": "B11"}


def test_a_wrong_total_says_what_it_should_be():
    total = sum(figures["18+", "dose_3"][1] for figures in ROWS.values())
    finding = reading_of(small({"E19": total + 7})).findings[0]
    assert finding.values == {"stated": total + 7, "computed": total, "difference": 7}


def test_a_district_without_a_row_is_told_and_the_total_does_not_add_up():
    rows = {unit: figures for unit, figures in ROWS.items() if unit != "Nậm Nhùn"}
    reading = reading_of(small(rows=rows))
    assert findings_of(reading) == [("info", "units_missing", "B11")]
    assert reading.findings[0].values == {"names": "Huyện Nậm Nhùn"}


@pytest.mark.parametrize(
    ("figures", "finding"),
    [
        ({("18+", "dose_1"): (50, 49)}, ("warning", "in_period_over_to_date", "D11")),
        ({("18+", "dose_1"): (49, 49)}, None),
        ({("18+", "dose_1"): (1, 49), ("18+", "dose_2"): (1, 50)}, ("warning", "dose_order", "H11")),
        ({("18+", "dose_1"): (1, 50), ("18+", "dose_2"): (1, 50)}, None),
        ({("18+", "dose_1"): (1, 101)}, ("warning", "over_denominator", "E11")),
        ({("18+", "dose_1"): (1, 100)}, None),
    ],
)
def test_figures_that_cannot_be_together_are_warned_of(figures, finding):
    blocks = {"18+": ("people", "dose_1", "dose_2")}
    content = build_l1(WEEK, {"Tam Đường": figures}, {"Tam Đường": {("18+", ""): 100}}, blocks=blocks)
    reading = reading_of(content)
    assert [one for one in findings_of(reading) if one[1] != "units_missing"] == ([finding] if finding else [])
    assert not reading.has_errors


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"Mũi 3": "Mũi 5"}, "unknown_dose"),
        ({"Mũi 3": "Mũi 1 + Mũi 2"}, "unknown_dose"),
        ({"Mũi 3": "ABC"}, "unknown_column"),
        ({"Người từ 18 tuổi trở lên": "Người từ 30 đến 40 tuổi"}, "unknown_group"),
        ({"Người từ 18 tuổi trở lên": "Nhóm A"}, "unknown_column"),
        ({"Lũy kế": "ABC"}, "unknown_column"),
        ({"Lũy kế": "Số đối tượng trong tuần"}, "unknown_column"),
        ({"Lũy kế": "Trong tuần"}, "same_meaning"),
        ({"Số đối tượng": "ABC"}, "unknown_column"),
    ],
)
def test_a_header_that_no_rule_can_read_is_asked_about(words, code):
    reading = reading_of(small(style=Style(words=words, rates="none")))
    found = {finding.code: finding for finding in reading.findings}
    assert found[code].severity == "error" and found[code].answerable


def test_a_count_without_a_measure_anywhere_is_asked_about():
    content = build_l2(date(2022, 5, 19), ROWS, PEOPLE, style=Style(words={"Lũy tích số mũi đã tiêm": "Số mũi tiêm"}),
                       line="")  # fmt: skip
    reading = reading_of(content, "bao cao 2022-05-19.xlsx")
    assert {finding.code for finding in reading.findings} >= {"unknown_measure"}
    assert figures_of(reading) == {}


@pytest.mark.parametrize(
    ("options", "findings"),
    [
        ({"title": "BÁO CÁO TUẦN 20"}, [("error", "no_period", "A4")]),
        ({"title": "TUẦN TỪ 13/5 ĐẾN 19/5"}, []),  # the year of the signature
        (
            {"title": "TUẦN 20", "line": "(Kèm theo Báo cáo số 12/BC-SYT ngày 19/5/2022)"},
            [("error", "no_period", "A5")],
        ),
        ({"title": "TUẦN 20", "line": "(Số liệu tính đến 17h00 ngày 19/5/2022)"}, [("error", "no_period_start", "A5")]),
        ({"line": "(Số liệu tính đến 17h00 ngày 19/5/2022)"}, []),
        ({"line": "(Số liệu tính đến 17h00 ngày 20/5/2022)"}, [FIVE_SIX]),
        ({"week": Period(date(2022, 5, 14), date(2022, 5, 19))}, [("warning", "period_length", "A4")]),
        ({"week": Period(date(2022, 5, 12), date(2022, 5, 19))}, [("warning", "period_length", "A4")]),
        ({"week": Period(date(2022, 5, 27), date(2022, 6, 2))}, [("error", "period_in_future", "A4")]),
        ({"week": Period(date(2022, 5, 26), date(2022, 6, 1))}, []),
        ({"title": "TUẦN (từ ngày 13/5/2022 đến ngày 31/6/2022)"}, [("error", "no_period", "A4")]),
    ],
)
def test_the_period_is_read_or_asked_and_never_taken_from_a_week_number(options, findings):
    assert findings_of(reading_of(small(**options))) == findings


def test_a_year_that_nobody_wrote_is_asked_for():
    content = small(style=Style(signed_on="", rates="fraction"), title="TUẦN TỪ 13/5 ĐẾN 19/5")
    assert findings_of(reading_of(content)) == [("error", "no_year", "A4")]
    assert findings_of(reading_of(content, "tuan 20 nam 2022.xlsx")) == []


def test_a_file_name_that_says_another_period_is_warned_of():
    reading = reading_of(small(), "BC 20-26.5.2022.xlsx")
    assert findings_of(reading) == [("warning", "period_file_name", "A4")]
    assert reading.period == WEEK


def test_a_period_that_a_person_chose_overrides_the_sheet():
    chosen = Period(date(2022, 5, 16), date(2022, 5, 22))
    reading = reading_of(small(title="TUẦN 20"), period=chosen)
    assert findings_of(reading) == []
    assert {one.period_end for one in reading.figures} == {chosen.end}


def test_formulas_without_results_name_their_cells_and_the_remedy():
    content = set_cells(small(), "Tuần 20", {"D12": "=100+1"})
    found = {finding.code: finding for finding in reading_of(content).findings}
    assert found["uncached_formula"].values == {"count": 1, "cells": "D12"}
    assert found["uncached_formula"].cell == "D12" and not found["uncached_formula"].answerable


def test_hidden_rows_and_columns_are_read_and_named():
    reading = reading_of(small(style=Style(hidden_rows=(12, 13), hidden_columns=(3,), rates="fraction")))
    assert findings_of(reading) == [("warning", "hidden_rows", "A12"), ("warning", "hidden_columns", "D7")]
    assert reading.findings[0].values == {"rows": "12, 13"}
    assert len(reading.figures) == 16


def test_a_sheet_without_a_table_is_told_what_a_table_needs():
    reading = reading_of(small({"B7": "Tên"}, rows={}))
    assert findings_of(reading) == [("error", "no_table", None)]
    assert reading.findings[0].values == {"sheets": "“Tuần 20”"}


def test_an_unnumbered_lai_chau_is_the_province_and_a_numbered_one_the_city():
    style = Style(words={"Tổng cộng": "Lai Châu"}, rates="fraction", cells={"B11": "Lai Châu"})
    reading = reading_of(small(style=style))
    assert findings_of(reading) == []
    assert figures_of(reading)["105", "18+", "dose_3", "doses_to_date"] == ROWS["TP Lai Châu"]["18+", "dose_3"][1]


def test_bare_muong_te_in_its_own_districts_list_is_asked_about():
    names = [name.removeprefix("Xã ").removeprefix("Thị trấn ") for name in communes_of("Mường Tè")]
    people = sample_denominators(tuple(dict.fromkeys(names)), ("18+",))
    rows = sample_rows(people, {"18+": ("dose_1", "dose_2", "dose_3", "dose_4")})
    reading = reading_of(build_l4(date(2022, 5, 19), {"Mường Tè": rows}, people, summary=False, hidden=False))
    finding = next(one for one in reading.findings if one.severity == "error")
    assert (finding.code, finding.cell) == ("ambiguous_unit", "B8")
    assert finding.values["candidates"] == "Thị trấn Mường Tè, Xã Mường Tè"


def test_bare_muong_te_beside_its_town_can_only_be_the_commune():
    names = [name.removeprefix("Xã ").replace("Thị trấn", "TT") for name in communes_of("Mường Tè")]
    people = sample_denominators(tuple(names), ("18+",))
    rows = sample_rows(people, {"18+": ("dose_1", "dose_2", "dose_3", "dose_4")})
    reading = reading_of(build_l4(date(2022, 5, 19), {"Mường Tè": rows}, people, summary=False, hidden=False))
    assert findings_of(reading) == []
    assert figures_of(reading)["03445", "18+", "dose_3", "doses_to_date"] == rows["Mường Tè"]["18+", "dose_3"][1]
    assert figures_of(reading)["03433", "18+", "dose_3", "doses_to_date"] == rows["TT Mường Tè"]["18+", "dose_3"][1]


def test_one_bad_table_does_not_hide_what_is_wrong_in_another():
    style = {"Tam Đường": Style(cells={"D8": -1}), "Sìn Hồ": Style(cells={"F9": "5 liều"})}
    people = {d: sample_denominators(communes_of(d), ("18+",)) for d in DISTRICTS}
    doses = {"18+": ("dose_1", "dose_2", "dose_3", "dose_4")}
    districts = {district: sample_rows(of_district, doses) for district, of_district in people.items()}
    everyone = {unit: of_unit for of_district in people.values() for unit, of_unit in of_district.items()}
    reading = reading_of(build_l4(date(2022, 5, 19), districts, everyone, styles=style))
    errors = [(one.sheet, one.code, one.cell) for one in reading.findings if one.severity == "error"]
    assert errors == [("Tam Đường", "negative_people", "D8"), ("Sìn Hồ", "not_a_number", "F9")]


def test_an_unknown_dose_in_a_row_is_named_at_its_cell():
    rows = {"Tam Đường": {("18+", "dose_1"): (5, 5)}}
    style = Style(words={"Mũi 1": "Mũi 6"})
    content = build_l3(WEEK, rows, pairs={"18+": ("dose_1",)}, style=style, title="Tuần 13/5/2022 - 19/5/2022")
    reading = reading_of(content)
    assert findings_of(reading)[0] == ("error", "unknown_dose", "D3")


def test_every_code_has_words_with_the_values_it_is_given():
    for content in (small({"D12": 12.345, "E12": "5 liều", "B13": "Tam Đườg", "F14": 0.1, "E19": 3}), small(title="")):
        for finding in reading_of(content).findings:
            assert finding_message(finding, translator("en"))
    assert all(text.strip() for text in WORDS.values())


@pytest.mark.parametrize(
    ("code", "name", "unit", "problem"),
    [
        ("106", "Tam Đường", "106", None),
        (106, "Huyện Tam Đường", "106", None),
        ("106", "Xã Bản Bo", "03424", None),
        ("03424", "Bản Bo", "03424", None),
        (3424, "Xã Bản Bo", "03424", None),
        ("106", "", "106", None),
        ("106", "Than Uyên", None, "code_and_name"),
        ("106", "Xã Khoen On", None, "code_and_name"),
        ("106", "Tên lạ", None, "code_and_name"),
        ("", "Than Uyên", "110", None),
    ],
)
def test_code_and_name_must_agree(code, name, unit, problem):
    content = build_l9(WEEK, {"Tam Đường": {("18+", "dose_1"): (5, 5)}}, {}, pairs={"18+": ("dose_1",)},
                       style=Style(cells={"B2": code, "C2": name}))  # fmt: skip
    reading = reading_of(content)
    assert {one.unit for one in reading.figures} == ({unit} if unit else set())
    errors = [(finding.code, finding.cell) for finding in reading.findings if finding.severity == "error"]
    assert errors == ([(problem, "C2")] if problem else [])


def two_unit_columns(district, commune):
    grid = Grid("Sheet1")
    grid.put(0, 0, "MŨI 3 CHO NGƯỜI TỪ 18 TUỔI, LŨY KẾ ĐẾN NGÀY 19/5/2022")
    grid.put_row(1, ("TT", "Huyện", "Xã", "Lũy kế"))
    grid.put_row(2, (1, district, commune, 12))
    return write_workbook([grid])


def test_a_column_of_districts_says_where_to_look_for_the_communes():
    assert {one.unit for one in reading_of(two_unit_columns("Nậm Nhùn", "Nậm Cha")).figures} == {"03473"}
    assert {one.unit for one in reading_of(two_unit_columns("Sìn Hồ", "Nậm Cha")).figures} == {"03526"}
    assert findings_of(reading_of(two_unit_columns("Sìn Hồ", "Than Uyên")))[0] == ("error", "unit_elsewhere", "C3")
    assert findings_of(reading_of(two_unit_columns("Sìn Hồ", "Khoen On")))[0] == ("error", "unknown_unit", "C3")
