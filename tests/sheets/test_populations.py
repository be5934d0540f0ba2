"""A file of populations: people alone are read from it, wide or long, and what is wrong in it stands at its cell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.domain.counting.figures import Period
from campaign.domain.doses import ASSIGNED, DOSES, DUE, RESIDENT
from campaign.domain.findings import finding_message
from campaign.domain.purposes import POPULATIONS
from campaign.domain.questions import Answer
from campaign.exports.population_columns import PopulationLine
from campaign.exports.population_csv import write_population_csv
from campaign.exports.population_xlsx import write_blank_populations, write_ledger_xlsx
from campaign.sheets.answers import NO_ANSWERS, Answers
from campaign.sheets.reading import read_workbook
from campaign.sheets.result import Reading
from tests.builders import DISTRICTS, Grid, build_l1, communes_of, set_cells, write_workbook
from tests.builders.populations import HEADERS, WRITERS, long_grid, people_rows, population_grid
from tests.builders.reference import unit_rows
from tests.sheets.reading_helpers import ANSWERED, FILE, PEOPLE, ROWS, TODAY, VOCABULARY, WEEK, code_of, people_of

SINCE = date(2022, 7, 1)
GROUPS = {
    "18+": "Người từ 18 tuổi trở lên",
    "12-17": "Từ 12 đến dưới 18 tuổi",
    "5-11": "Từ 5 đến dưới 12 tuổi",
    "6m-4": "Từ 6 tháng đến dưới 5 tuổi",
    "50+": "Người từ 50 tuổi trở lên",
    "65+": "Người từ 65 tuổi trở lên",
    "underlying": "Người có bệnh nền",
    "pregnant": "Phụ nữ có thai",
    "immobile": "Người khó khăn đi lại",
    "hardship": "Người có hoàn cảnh khó khăn",
    "frontline": "Lực lượng tuyến đầu",
}
SINH_HO, TAM_DUONG = code_of("Sìn Hồ"), code_of("Tam Đường")


def populations(grid: Grid, kind: str = "xlsx", **options: Any) -> Reading:
    return of_bytes(WRITERS[kind](grid), f"dan so.{kind}", **options)


def of_bytes(content: bytes, name: str = "dan so.xlsx", *, valid_from: date | None = None, **options: Any) -> Reading:
    period = Period(None, valid_from) if valid_from else None
    options = {"today": date(2022, 8, 1), **options}
    return read_workbook(content, name, VOCABULARY, period=period, purpose=POPULATIONS, **options)


def troubles(reading: Reading) -> list[tuple[str, str, str | None]]:
    return [(each.severity, each.code, each.cell) for each in reading.findings if each.severity != "info"]


def line(
    unit: str, group: str, dose: str, kind: str, since: str, people: Any, source: str = "QĐ 12"
) -> tuple[Any, ...]:
    return "", unit, group, dose, kind, since, people, source


@pytest.mark.parametrize("kind", WRITERS)
def test_a_wide_table_gives_the_people_of_each_column(kind):
    reading = populations(population_grid(), kind)
    assert not reading.has_errors
    expected = {}
    for unit, (residents, due) in zip(DISTRICTS, people_rows(), strict=True):
        expected[code_of(unit), "18+", "", RESIDENT] = residents
        expected[code_of(unit), "18+", "dose_3", DUE] = due
    assert people_of(reading) == expected
    assert {each.valid_from for each in reading.denominators} == {SINCE}
    assert not reading.figures


@pytest.mark.parametrize(
    ("headers", "title", "meant"),
    [
        (("TT", "Đơn vị", "18+", "12-17"), "DÂN SỐ", [("18+", "", RESIDENT), ("12-17", "", RESIDENT)]),
        (
            ("TT", "Đơn vị", "18+", "12-17"),
            "SỐ NGƯỜI CẦN TIÊM MŨI 3",
            [("18+", "dose_3", DUE), ("12-17", "dose_3", DUE)],
        ),
        (("TT", "Đơn vị", "18+", "12-17"), "CHỈ TIÊU TIÊM VẮC XIN", [("18+", "", ASSIGNED), ("12-17", "", ASSIGNED)]),
        (
            ("TT", "Đơn vị", "Tổng số trẻ 5-11 tuổi", "Chỉ tiêu giao mũi 2 trẻ 5-11 tuổi"),
            "KẾ HOẠCH TIÊM",
            [("5-11", "", RESIDENT), ("5-11", "dose_2", ASSIGNED)],
        ),
        (
            ("TT", "Đơn vị", "Người từ 50 tuổi trở lên", "Phụ nữ có thai"),
            "Bảng tổng hợp",
            [("50+", "", RESIDENT), ("pregnant", "", RESIDENT)],
        ),
    ],
)
def test_a_column_of_a_group_counts_what_title_or_header_says(headers, title, meant):
    reading = populations(population_grid(headers=headers, title=f"{title}, áp dụng từ ngày 01/07/2022"))
    assert troubles(reading) == []
    assert {(each.group, each.dose, each.kind) for each in reading.people} == set(meant)


@pytest.mark.parametrize(
    ("title", "since"),
    [
        ("Dân số, áp dụng từ ngày 01/07/2022", date(2022, 7, 1)),
        ("Dân số có hiệu lực từ 01/07/2022", date(2022, 7, 1)),
        ("Dân số kể từ ngày 1 tháng 7 năm 2022", date(2022, 7, 1)),
        ("Dân số tính đến ngày 30/06/2022", date(2022, 6, 30)),
        ("Dân số tính đến 30/06/2022, áp dụng từ ngày 01/07/2022", date(2022, 7, 1)),
        ("Dân số áp dụng từ ngày 01/07/2022 đến ngày 31/12/2022", date(2022, 7, 1)),
        ("Dân số năm 2022", None),
        ("Dân số từ ngày 01/07/2022 đến ngày 31/12/2022", None),
        ("Dân số", None),
    ],
)
def test_the_day_from_which_people_hold_is_the_titles_or_is_asked(title, since):
    reading = populations(population_grid(title=title))
    if since:
        assert {each.valid_from for each in reading.denominators} == {since}
    else:
        assert [each.code for each in reading.findings] == ["no_valid_from"]
        assert [each.kind for each in reading.questions] == ["period"]
        assert not reading.people


def test_a_day_given_settles_what_the_title_does_not_say():
    reading = populations(population_grid(title="Dân số"), valid_from=date(2022, 3, 1))
    assert troubles(reading) == []
    assert {each.valid_from for each in reading.denominators} == {date(2022, 3, 1)}


def test_a_day_given_against_the_title_is_taken_and_told():
    reading = populations(population_grid(), valid_from=date(2022, 3, 1))
    assert troubles(reading) == [("warning", "valid_from_overridden", "A1")]
    assert {each.valid_from for each in reading.denominators} == {date(2022, 3, 1)}


def test_the_files_name_says_no_day():
    content = WRITERS["xlsx"](population_grid(title="Dân số"))
    assert [each.code for each in of_bytes(content, "dan so 01.07.2022.xlsx").findings] == ["no_valid_from"]


@pytest.mark.parametrize(
    ("since", "code"),
    [
        ("01/08/2022", None),
        ("02/08/2022", "valid_from_ahead"),
        ("02/08/2023", "valid_from_ahead"),
        ("03/08/2023", "valid_from_too_far"),
    ],
)
def test_a_day_to_come_is_told_and_one_more_than_a_year_ahead_refused(since, code):
    reading = populations(population_grid(title=f"Dân số áp dụng từ ngày {since}"))
    assert [each.code for each in reading.findings] == ([code] if code else [])
    assert reading.has_errors == (code == "valid_from_too_far")


@pytest.mark.parametrize("kind", WRITERS)
def test_a_long_table_says_everything_in_its_rows(kind):
    rows = [
        line("Sìn Hồ", "18+", "", "Tổng số đối tượng", "01/01/2022", 50_000),
        line("Sìn Hồ", "18+", "Mọi mũi", "Tổng số đối tượng", "01/07/2022", 51_000),
        line("Sìn Hồ", "Người từ 18 tuổi trở lên", "Mũi 3", "Số người cần tiêm", "01/07/2022", 40_000),
        line("Tam Đường", "Từ 5 đến dưới 12 tuổi", "2", "Chỉ tiêu giao", "01/03/2022", "7.200"),
    ]
    reading = populations(long_grid(rows), kind)
    assert troubles(reading) == []
    found = {
        (each.unit, each.group, each.dose, each.kind, each.valid_from, each.people) for each in reading.denominators
    }
    assert found == {
        (SINH_HO, "18+", "", RESIDENT, date(2022, 1, 1), 50_000),
        (SINH_HO, "18+", "", RESIDENT, date(2022, 7, 1), 51_000),
        (SINH_HO, "18+", "dose_3", DUE, date(2022, 7, 1), 40_000),
        (TAM_DUONG, "5-11", "dose_2", ASSIGNED, date(2022, 3, 1), 7_200),
    }
    assert reading.source == "QĐ 12"
    assert reading.period == Period(date(2022, 1, 1), date(2022, 7, 1))


def test_rows_of_several_documents_name_no_source():
    rows = [
        line("Sìn Hồ", "18+", "", "Tổng số đối tượng", "01/01/2022", 50_000, "QĐ 12"),
        line("Tam Đường", "18+", "", "Tổng số đối tượng", "01/01/2022", 40_000, "QĐ 13"),
    ]
    assert populations(long_grid(rows)).source == ""


RESIDENTS = ("18+", "", "Tổng số đối tượng", "01/07/2022")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([line("Sìn Hồ Xa", *RESIDENTS, 50_000)], ("error", "unknown_unit", "B2")),
        ([line("Sìn Hồ", "30+", "", "Tổng số đối tượng", "01/07/2022", 9)], ("error", "unknown_group", "C2")),
        ([line("Sìn Hồ", "18+", "Mũi 9", "Tổng số đối tượng", "01/07/2022", 9)], ("error", "unknown_dose", "D2")),
        ([line("Sìn Hồ", "18+", "", "Số gì đó", "01/07/2022", 9)], ("error", "unknown_kind", "E2")),
        ([line("Sìn Hồ", "18+", "", "interval", "01/07/2022", 9)], ("error", "unknown_kind", "E2")),
        ([line("Sìn Hồ", "18+", "", "Tổng số đối tượng", "31/02/2022", 9)], ("error", "bad_valid_from", "F2")),
        ([line("Sìn Hồ", "18+", "", "Tổng số đối tượng", "", 9)], ("error", "row_valid_from", "F2")),
        ([line("Sìn Hồ", *RESIDENTS, 12.345)], ("error", "fractional_people", "G2")),
        ([line("Sìn Hồ", *RESIDENTS, -5)], ("error", "negative_people", "G2")),
        ([line("Sìn Hồ", *RESIDENTS, "khoảng 500")], ("error", "not_a_number", "G2")),
        (
            [line("Sìn Hồ", *RESIDENTS, 500), line("Sìn Hồ", *RESIDENTS, 501)],
            ("error", "overlapping_people", "G3"),
        ),
        (
            [line("Sìn Hồ", *RESIDENTS, 500), line("Sìn Hồ", "18+", "Mũi 3", "Số người cần tiêm", "01/07/2022", 501)],
            ("warning", "due_over_residents", "G3"),
        ),
    ],
)
def test_what_is_wrong_in_a_long_table_stands_at_its_cell(rows, found):
    assert troubles(populations(long_grid(rows))) == [found]


def test_people_due_as_many_as_residents_are_in_order():
    rows = [line("Sìn Hồ", *RESIDENTS, 500), line("Sìn Hồ", "18+", "Mũi 3", "Số người cần tiêm", "01/07/2022", 500)]
    assert troubles(populations(long_grid(rows))) == []


def test_the_same_number_twice_is_read_once():
    reading = populations(long_grid([line("Sìn Hồ", *RESIDENTS, 500), line("Sìn Hồ", *RESIDENTS, 500)]))
    assert [each.code for each in reading.findings] == ["stated_again"]
    assert [each.people for each in reading.denominators] == [500]


@pytest.mark.parametrize(("answer", "people"), [(501, 501), (None, 500)])
def test_an_answer_says_which_of_two_numbers_counts(answer, people):
    grid = long_grid([line("Sìn Hồ", *RESIDENTS, 500), line("Sìn Hồ", *RESIDENTS, 501)])
    asking = populations(grid, answers=Answers((), FILE))
    [question] = asking.questions
    given = Answers([Answer(question.id, answer, "an", ANSWERED)], FILE)
    reading = populations(grid, answers=given)
    assert not reading.has_errors
    assert [each.people for each in reading.denominators] == [people]


def test_a_total_that_is_not_the_sum_of_its_districts_is_told_at_its_cell():
    residents, due = (sum(column) for column in zip(*people_rows(), strict=True))
    assert troubles(populations(population_grid(total=(residents, due)))) == []
    assert troubles(populations(population_grid(total=(residents, due + 1)))) == [("warning", "total_mismatch", "D12")]


def test_a_district_unlike_the_sum_of_its_communes_is_told_at_its_cell():
    names = communes_of("Tân Uyên")

    def grid(stated):
        rows = [line("Tân Uyên", *RESIDENTS, stated)] + [line(name, *RESIDENTS, 100) for name in names]
        coded = [
            (code_of(row[1], None if place == 0 else code_of("Tân Uyên")), *row[1:]) for place, row in enumerate(rows)
        ]
        return long_grid(coded)

    assert troubles(populations(grid(100 * len(names)))) == []
    assert troubles(populations(grid(100 * len(names) + 1))) == [("warning", "people_of_communes", "G2")]


def test_two_tables_that_state_different_people_overlap():
    one, other = population_grid(), population_grid([(1, 2)] * len(DISTRICTS))
    other.name = "Bản sao"
    found = troubles(of_bytes(write_workbook([one, other])))
    assert {code for _, code, _ in found} == {"overlapping_people"}
    assert len(found) == 2 * len(DISTRICTS)


def test_a_file_that_counts_doses_is_a_report_and_nothing_of_it_is_read():
    reading = of_bytes(build_l1(WEEK, ROWS, PEOPLE), today=TODAY)
    found = [each for each in reading.findings if each.severity == "error"]
    assert [each.code for each in found] == ["doses_in_populations"]
    assert "Upload it on the page 'Upload sheets'" in finding_message(found[0], "en")
    assert not reading.figures


@pytest.mark.parametrize(
    ("headers", "cell"),
    [
        (("TT", "Đơn vị", "18+", "Mũi 3"), "D3"),
        (("TT", "Đơn vị", "Lũy kế mũi 3 (18+)", "12-17"), "C3"),
        (("TT", "Đơn vị", "Vắc xin nhận", "12-17"), "C3"),
    ],
)
def test_a_column_of_doses_beside_people_is_told_at_its_header(headers, cell):
    errors = [one for one in troubles(populations(population_grid(headers=headers))) if one[0] == "error"]
    assert errors == [("error", "doses_in_populations", cell)]


def test_a_sheet_of_people_alone_is_no_report_and_is_led_to_its_page():
    content = WRITERS["xlsx"](population_grid())
    reading = read_workbook(content, "dan so.xlsx", VOCABULARY, today=date(2022, 8, 1))
    [error] = [each for each in reading.findings if each.severity == "error"]
    assert error.code == "no_figures"
    assert "load it on the page 'Populations'" in finding_message(error, "en")
    long = WRITERS["xlsx"](long_grid([line("Sìn Hồ", *RESIDENTS, 500)]))
    codes = {each.code for each in read_workbook(long, "so.xlsx", VOCABULARY, today=TODAY).findings}
    assert "people_by_rows" in codes


def test_the_blank_sheet_is_read_when_it_is_filled_in():
    units, _ = unit_rows()
    blank = write_blank_populations(units, GROUPS)
    assert [code for _, code, _ in troubles(of_bytes(blank))] == ["nothing_filled_in"]
    filled = set_cells(blank, "Huyện", {"A2": "Áp dụng từ ngày 01/07/2022", "C5": 30_000, "D5": 20_000})
    reading = of_bytes(filled)
    assert not reading.has_errors
    assert people_of(reading) == {("105", "18+", "", RESIDENT): 30_000, ("105", "18+", "dose_3", DUE): 20_000}


UNITS = [unit.code for unit in unit_rows()[0]]
LINES = st.builds(
    lambda key, people: PopulationLine(key[0], "", *key[1:5], people, "QĐ 12/QĐ-SYT"),
    st.tuples(
        st.sampled_from(UNITS),
        st.sampled_from(list(GROUPS)),
        st.sampled_from(["", *DOSES]),
        st.sampled_from([RESIDENT, DUE, ASSIGNED]),
        st.dates(date(2020, 1, 1), date(2022, 8, 1)),
    ),
    st.integers(0, 9_999_999),
)


@settings(max_examples=25)
@given(st.lists(LINES, min_size=1, max_size=30, unique_by=lambda each: each[:6]), st.sampled_from(["csv", "xlsx"]))
def test_a_ledger_written_out_is_read_as_it_was(lines, form):
    names = {unit.code: unit.name for unit in unit_rows()[0]}
    lines = [each._replace(name=names[each.unit]) for each in lines]
    content = (write_population_csv if form == "csv" else write_ledger_xlsx)(lines, GROUPS)
    reading = of_bytes(content, f"so.{form}", answers=NO_ANSWERS)
    assert not reading.has_errors, reading.findings
    found = {(one.unit, one.group, one.dose, one.kind, one.valid_from, one.people) for one in reading.denominators}
    assert found == {(*each[:1], *each[2:7]) for each in lines}


def test_the_headers_of_a_long_table_are_known_with_their_own_words():
    reading = populations(long_grid([("105", "TP Lai Châu", "18+", "", "resident", "01/07/2022", 7, "")], (
        "Mã", "Tên đơn vị", "Nhóm tuổi", "Mũi", "Loại mẫu số", "Hiệu lực từ ngày", "Tổng số người", "Văn bản",
    )))  # fmt: skip
    assert troubles(reading) == []
    assert people_of(reading) == {("105", "18+", "", RESIDENT): 7}


def test_what_columns_hold_is_said_of_each():
    reading = populations(population_grid())
    assert [column.role for column in reading.tables[0].columns] == ["index", "unit", "denominator", "denominator"]
    assert [column.header for column in reading.tables[0].columns] == list(HEADERS)
