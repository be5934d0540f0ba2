"""What no rule can tell is asked once; with the answer the same sheet is read, and the answer is told."""

from __future__ import annotations

import pickle

import pytest

from campaign.domain.counting.figures import Period
from campaign.domain.questions import INSTEAD, split_id
from tests.builders import Grid, Style, build_l1, build_l2, build_l3, build_l4, communes_of, write_workbook
from tests.sheets.reading_helpers import FILE, PEOPLE, ROWS, WEEK, code_of, figures_of, findings_of, reading_of

ADULTS = {"18+": ("people", "dose_3")}  # columns C people, D week, E to date, F rate; rows 11-18, total 19

ONE = {"18+": ("dose_3",)}
TITLE = "SỐ MŨI TIÊM TUẦN TỪ 13/5/2022 ĐẾN 19/5/2022"


def small(cells=None, *, words=None, **options):
    style = Style(cells=cells or {}, words=words or {}, rates="fraction", total="none")
    return build_l1(WEEK, ROWS, PEOPLE, style=style, blocks=ADULTS, **options)


def read_with(content, answers):
    return reading_of(content, answers=answers)


def asked(reading):
    return [(split_id(question.id)[0], question.code, question.cell, question.text) for question in reading.questions]


def test_a_sheet_without_doubt_asks_nothing():
    assert reading_of(small()).questions == []


def test_a_column_is_asked_with_what_is_known_of_it_and_read_as_answered():
    content = small(words={"Lũy kế": "Số lượng"})
    reading = reading_of(content)
    (question,) = reading.questions
    assert asked(reading) == [("column", "same_meaning", "E9", "Người từ 18 tuổi trở lên / Mũi 3 / Số lượng")]
    answer = {**question.proposed, "measure": "doses_to_date"}
    answered = read_with(content, {question.id: answer})
    assert not answered.has_errors
    assert answered.questions == []
    assert figures_of(answered) == figures_of(reading_of(small()))
    assert ("info", "answered_column", "E9") in findings_of(answered)


def test_a_column_left_out_is_not_read_and_nothing_else_changes():
    content = small(words={"Lũy kế": "Số lượng"})
    (question,) = reading_of(content).questions
    left_out = read_with(content, {question.id: {"role": "ignored"}})
    assert not left_out.has_errors
    assert {measure for _, _, _, measure in figures_of(left_out)} == {"doses_in_period"}


def test_an_answer_holds_for_the_next_week_of_the_same_report_and_for_other_districts_sheets():
    doses = ("dose_1",)

    def sheet(district, day):
        rows = {name: {("18+", dose): (None, 7) for dose in doses} for name in communes_of(district)}
        style = Style(words={"Mũi 1": "Cột A"}, total="none", rates="none")
        return build_l4(day, {district: rows}, {}, style=style, summary=False)

    first = reading_of(sheet("Sìn Hồ", WEEK.end))
    later = reading_of(sheet("Tam Đường", WEEK.end.replace(day=26)))
    signatures = {table.signature for reading in (first, later) for table in reading.tables}
    assert len(signatures) == 1
    assert first.tables[0].report != later.tables[0].report


def test_an_answer_about_adults_does_not_hold_for_children():
    adults = reading_of(small())
    children = reading_of(small(words={"Người từ 18 tuổi trở lên": "Trẻ từ 12 đến dưới 18 tuổi"}))
    titled = reading_of(small(title="BÁO CÁO TIÊM CHO TRẺ EM TỪ 13/5/2022 ĐẾN 19/5/2022"))
    assert len({reading.tables[0].signature for reading in (adults, children, titled)}) == 3


def test_any_column_can_be_corrected_even_one_that_was_not_asked():
    reading = reading_of(small())
    table = reading.tables[0]
    week = next(column for column in table.columns if column.letter == "D")
    answer = {f"column|{table.signature}|{week.subject}": {"role": "ignored"}}
    assert {key[3] for key in figures_of(read_with(small(), answer))} == {"doses_to_date"}


@pytest.mark.parametrize("value", [{"role": "unit"}, {"role": "dance"}, {}])
def test_an_answer_that_makes_no_sense_is_no_answer(value):
    content = small(words={"Lũy kế": "Số lượng"})
    (question,) = reading_of(content).questions
    assert asked(read_with(content, {question.id: value})) == asked(reading_of(content))


def test_an_unknown_unit_is_asked_with_the_nearest_names_and_read_as_the_one_chosen():
    content = small({"B12": "Tam Đườngg"})
    reading = reading_of(content)
    (question,) = reading.questions
    assert (question.kind, question.code, question.text) == ("unit", "unknown_unit", "Tam Đườngg")
    assert (code_of("Tam Đường"), "Huyện Tam Đường") in question.choices
    answered = read_with(content, {question.id: code_of("Tam Đường")})
    assert figures_of(answered) == figures_of(reading_of(small()))
    assert ("info", "answered_unit", "B12") in findings_of(answered)


def test_a_unit_that_does_not_count_is_left_out_with_its_row():
    content = small({"B12": "Bệnh viện 354"})
    (question,) = reading_of(content).questions
    answered = read_with(content, {question.id: None})
    expected = {key: value for key, value in figures_of(reading_of(small())).items() if key[0] != code_of("Tam Đường")}
    assert figures_of(answered) == expected
    assert ("info", "answered_left_out", "B12") in findings_of(answered)


def test_an_answer_never_overrules_a_name_that_is_certain():
    content = small({"B12": "Tam Đườngg"})
    kind, scope, _ = split_id(reading_of(content).questions[0].id)
    certain = f"{kind}|{scope}|tamđường"
    assert figures_of(read_with(small(), {certain: code_of("Sìn Hồ")})) == figures_of(reading_of(small()))


@pytest.mark.parametrize(
    ("written", "code", "offered"),
    [(12.345, "fractional_people", [12345]), ("12,5", "ambiguous_number", []), ("5 liều", "not_a_number", [])],
)
def test_a_cell_is_asked_with_its_likely_reading_and_read_as_answered(written, code, offered):
    content = small({"E12": written})
    (question,) = reading_of(content).questions
    assert (question.kind, question.code, question.cell) == ("cell", code, "E12")
    assert [choice.value for choice in question.choices] == offered
    assert question.id == f"cell|{FILE}|Tuần 20!E12"
    answered = read_with(content, {question.id: 800})
    assert figures_of(answered)[code_of("Tam Đường"), "18+", "dose_3", "doses_to_date"] == 800
    assert not answered.has_errors
    left_out = read_with(content, {question.id: None})
    assert (code_of("Tam Đường"), "18+", "dose_3", "doses_to_date") not in figures_of(left_out)
    assert not left_out.has_errors


def test_the_words_of_a_row_are_asked_once_for_all_rows_that_say_them():
    rows = {unit: {("18+", "dose_3"): (5, None)} for unit in ROWS}
    content = build_l3(
        WEEK, rows, style=Style(words={"Người từ 18 tuổi trở lên": "Người cao niên"}), pairs=ONE, title=TITLE
    )
    (question,) = reading_of(content).questions
    assert (question.kind, question.code, question.text) == ("group", "unknown_group", "Người cao niên")
    answered = read_with(content, {question.id: "65+"})
    assert {key[1] for key in figures_of(answered)} == {"65+"}
    assert len(figures_of(answered)) == len(ROWS)


def test_a_blank_word_is_asked_about_its_row_alone():
    rows = {unit: {("18+", "dose_3"): (5, None)} for unit in ROWS}
    content = build_l3(WEEK, rows, style=Style(cells={"C4": None}), pairs=ONE, title=TITLE)
    (question,) = reading_of(content).questions
    assert (question.kind, question.cell) == ("row", "C4")
    assert len(figures_of(read_with(content, {question.id: None}))) == len(ROWS) - 1


@pytest.mark.parametrize(("answer", "taken"), [(None, 100), (INSTEAD, 200)])
def test_of_two_rows_of_one_unit_the_one_chosen_is_taken(answer, taken):
    content = small({"B13": "Tam Đường", "D12": 1, "E12": 100, "D13": 1, "E13": 200})
    (question,) = reading_of(content).questions
    assert (question.kind, question.code, question.cell) == ("row", "unit_twice", "B13")
    answered = read_with(content, {question.id: answer})
    assert figures_of(answered)[code_of("Tam Đường"), "18+", "dose_3", "doses_to_date"] == taken
    assert not answered.has_errors


@pytest.mark.parametrize(("answer", "taken"), [(None, 100), (200, 200)])
def test_of_two_tables_that_differ_the_one_chosen_is_taken(answer, taken):
    grids = []
    for name, value in (("Bảng A", 100), ("Bảng B", 200)):
        grid = Grid(name)
        grid.put(0, 0, "KẾT QUẢ TIÊM NGƯỜI TỪ 18 TUỔI TRỞ LÊN ĐẾN NGÀY 19/5/2022")
        grid.put_row(2, ["TT", "Đơn vị", "Mũi 3"])
        grid.put_row(3, [1, "Tam Đường", value])
        grid.put_row(4, [2, "Sìn Hồ", 50])
        grids.append(grid)
    content = write_workbook(grids)
    (question,) = reading_of(content).questions
    assert (question.kind, question.code, question.sheet, question.cell) == ("cell", "stated_twice", "Bảng B", "C4")
    answered = read_with(content, {question.id: answer})
    assert figures_of(answered)[code_of("Tam Đường"), "18+", "dose_3", "doses_to_date"] == taken
    assert not answered.has_errors


def test_a_period_is_asked_once_and_taken_from_the_answer():
    content = build_l2(WEEK.end, ROWS, PEOPLE, style=Style(words={}, signature=False), line="(Số liệu lũy tích)")
    reading = reading_of(content)
    question = reading.questions[0]
    assert (question.kind, question.id) == ("period", f"period|{FILE}|")
    answered = read_with(content, {question.id: {"start": None, "end": "2022-05-19"}})
    assert answered.period == Period(None, WEEK.end)


def test_each_columns_first_values_stand_beside_what_it_was_taken_to_mean():
    table = reading_of(small({"B11": "TP Lai Châu", "E11": 700, "E12": 800, "E13": "x"})).tables[0]
    samples = dict(zip([column.letter for column in table.columns], table.samples, strict=True))
    assert samples["E"] == ("700", "800", "x")
    assert samples["B"][0] == "TP Lai Châu"


def test_a_reading_can_be_sent_to_another_process():
    reading = reading_of(small({"B12": "Tam Đườngg", "E13": 12.345}))
    assert pickle.loads(pickle.dumps(reading)) == reading
