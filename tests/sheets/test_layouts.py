"""Every documented layout is read without a question, to the last figure."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.counting.figures import Period
from campaign.domain.doses import IN_PERIOD, TO_DATE
from tests.builders import (
    DISTRICTS,
    L2_PAIRS,
    L5_DOSES,
    Style,
    build_l1,
    build_l2,
    build_l3,
    build_l4,
    build_l5,
    build_l8,
    build_l9,
    communes_of,
    sample_denominators,
    sample_rows,
)
from tests.sheets.reading_helpers import (
    PEOPLE,
    ROWS,
    WEEK,
    code_of,
    figures_of,
    findings_of,
    others_of,
    people_of,
    reading_of,
    written_figures,
    written_people,
)

BOTH = (IN_PERIOD, TO_DATE)
L1_PAIRS = {"18+": ("dose_3", "dose_4"), "12-17": ("dose_2", "dose_3"), "5-11": ("dose_1", "dose_2")}
MONDAY = Period(date(2022, 5, 16), date(2022, 5, 22))
COMMUNE_DOSES = {"18+": ("dose_1", "dose_2", "dose_3", "dose_4")}


def commune_campaign():
    people = {
        district: sample_denominators(communes_of(district), ("18+",), seed) for seed, district in enumerate(DISTRICTS)
    }
    return {district: sample_rows(of_district, COMMUNE_DOSES) for district, of_district in people.items()}, people


@pytest.mark.parametrize(
    "style",
    [
        Style(),
        Style(nfd=True),
        Style(merged=False),
        Style(index_row=False),
        Style(numbers="dot", rates="text"),
        Style(numbers="nbsp", rates="percent", total="values"),
        Style(numbers="comma", rates="none", total="none"),
        Style(signature=False, skip_rows=3),
        Style(
            words={"Lũy kế": "Luỹ kế", "Tỷ lệ %": "TL %", "Đơn vị": "ĐỊA PHƯƠNG", "Trong tuần": "Số tiêm trong tuần"}
        ),
        Style(words={"Mũi 3": "Mũi nhắc lại lần 1", "Mũi 4": "NL2", "Trẻ từ 5 đến dưới 12 tuổi": "5-11 tuổi"}),
        Style(words={"Người từ 18 tuổi trở lên": "≥18 TUỔI", "Trẻ từ 12 đến dưới 18 tuổi": "Nhóm 12-17", "TT": "STT"}),
        Style(words={"Tổng cộng": "TOÀN TỈNH", "Ghi chú": "Ghi chú "}),
        Style(words={"Tổng cộng": "Lai Châu"}),
    ],
)
def test_the_wide_provincial_sheet_is_read_to_the_last_figure(style):
    reading = reading_of(build_l1(WEEK, ROWS, PEOPLE, style=style))
    assert findings_of(reading) == []
    assert figures_of(reading) == written_figures(ROWS, L1_PAIRS, BOTH)
    assert people_of(reading) == written_people(PEOPLE)
    assert reading.period == WEEK


def test_people_due_and_quotas_are_told_apart_from_residents():
    style = Style(words={"Số đối tượng": "Số người cần tiêm", "Số đối tượng mũi 4": "Chỉ tiêu giao mũi 4"})
    kinds = {(one.dose, one.kind) for one in reading_of(build_l1(WEEK, ROWS, PEOPLE, style=style)).denominators}
    assert kinds == {("", "due"), ("dose_4", "assigned")}


@pytest.mark.parametrize("style", [Style(numbers="dot", rates="text"), Style(), Style(merged=False), Style(nfd=True)])
def test_the_cumulative_sheet_by_age_is_read_to_the_last_figure(style):
    reading = reading_of(build_l2(date(2022, 5, 19), ROWS, PEOPLE, style=style))
    assert findings_of(reading) == []
    assert figures_of(reading) == written_figures(ROWS, L2_PAIRS, (TO_DATE,))
    assert people_of(reading) == written_people(PEOPLE, with_dose=False)
    assert reading.period == Period(None, date(2022, 5, 19))


@pytest.mark.parametrize("style", [Style(), Style(merged=False), Style(nfd=True, numbers="dot"), Style(skip_rows=2)])
def test_a_workbook_of_communes_is_read_sheet_by_sheet_with_its_summary(style):
    districts, people = commune_campaign()
    denominators = {unit: of_unit for of_district in people.values() for unit, of_unit in of_district.items()}
    reading = reading_of(build_l4(date(2022, 5, 19), districts, denominators, style=style))
    assert findings_of(reading) == [("info", "hidden_sheet", None)]
    expected = {}
    for district, rows in districts.items():
        code = code_of(district)
        for commune, figures in rows.items():
            for (group, dose), (_, done) in figures.items():
                expected[code_of(commune, code), group, dose, TO_DATE] = done
                place = (code, group, dose, TO_DATE)
                expected[place] = expected.get(place, 0) + done
    assert figures_of(reading) == expected
    assert [table.sheet for table in reading.tables][:3] == ["TH", "TP", "Tam Đường"]


def test_the_weekly_list_is_read_and_its_dashes_are_zero():
    rows = {unit: {key: (0 if key == ("5-11", "dose_1") else week, done) for key, (week, done) in figures.items()}
            for unit, figures in ROWS.items()}  # fmt: skip
    reading = reading_of(build_l3(MONDAY, rows), "BC tuan 2022.xlsx")
    assert [code for _, code, _ in findings_of(reading)] == ["dash_is_zero"]
    assert figures_of(reading) == written_figures(rows, L2_PAIRS, (IN_PERIOD,))
    assert reading.period == MONDAY


def test_one_sheet_per_age_group_has_two_denominators():
    due = {unit: {key: int(people * 0.99) for key, people in groups.items()} for unit, groups in PEOPLE.items()}
    rows = sample_rows(due, L5_DOSES)
    reading = reading_of(build_l5(MONDAY, rows, PEOPLE, due))
    assert findings_of(reading) == []
    assert figures_of(reading) == written_figures(rows, L5_DOSES, BOTH)
    resident = written_people(PEOPLE, with_dose=False)
    assert people_of(reading) == resident | written_people(due, "due", with_dose=False)
    kept = {"deferred": 3, "contraindicated": 1, "refused": 2}
    assert others_of(reading) == {
        (code_of(unit), group, "", "", measure): value
        for unit in rows
        for group in L5_DOSES
        for measure, value in kept.items()
    }


def test_two_tables_on_one_sheet_are_read_with_their_own_groups():
    reading = reading_of(build_l8(WEEK, ROWS, PEOPLE))
    doses = {"18+": ("dose_1", "dose_2", "dose_3"), "12-17": ("dose_1", "dose_2", "dose_3")}
    assert findings_of(reading) == []
    assert figures_of(reading) == written_figures(ROWS, doses, (TO_DATE,))
    assert [table.rows for table in reading.tables] == [8, 8]


def test_the_long_table_has_its_period_in_each_row():
    reading = reading_of(build_l9(MONDAY, ROWS, PEOPLE))
    assert findings_of(reading) == []
    assert figures_of(reading) == written_figures(ROWS, L2_PAIRS, BOTH)
    assert reading.period == MONDAY


def test_every_figure_knows_its_cell_and_its_header():
    reading = reading_of(build_l1(WEEK, ROWS, PEOPLE))
    figure = next(one for one in reading.figures if one[:5] == ("106", "18+", "dose_3", "", TO_DATE))
    column = reading.columns[figure.column]
    assert (column.sheet, f"{column.letter}{figure.row}") == ("Tuần 20", "E12")
    assert column.header == "Người từ 18 tuổi trở lên / Mũi 3 / Lũy kế"
    assert [(table.sheet, table.range, table.rows) for table in reading.tables] == [("Tuần 20", "A7:Y19", 8)]
