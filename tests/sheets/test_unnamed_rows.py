"""Rows without a name: read as the unit above only where the sheet shows one unit over several rows."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.purposes import POPULATIONS
from campaign.domain.questions import Answer
from campaign.sheets.answers import Answers
from campaign.sheets.reading import read_workbook
from tests.builders import Formula, Grid, set_cells, write_workbook
from tests.builders.populations import LONG, long_grid
from tests.sheets.reading_helpers import ANSWERED, FILE, VOCABULARY, findings_of, reading_of

CITY = ("105", "Thành phố Lai Châu", "5-11", "", "resident", "01/08/2022", 5700, "")
UNCACHED = '=HYPERLINK("http://x","Huyện Sìn Hồ")'
TITLE = "Kết quả tiêm cho trẻ 5-11 tuổi từ ngày 13/5/2022 đến ngày 19/5/2022"


def people(code, name, count, group="12-17"):
    return code, name, group, "", "resident", "01/08/2022", count, ""


def ledger(*rows, cells=None, merges=(), answers=None):
    """A long file of people read: its numbers by unit and group, and its errors."""
    grid = long_grid([CITY, *rows], LONG)
    for merge in merges:
        grid.merge(*merge)
    content = write_workbook([grid])
    content = set_cells(content, "Sổ", cells) if cells else content
    given = Answers([Answer(question, value, "an", ANSWERED) for question, value in (answers or {}).items()], FILE)
    today = date(2022, 8, 1)
    reading = read_workbook(content, "so.xlsx", VOCABULARY, today=today, purpose=POPULATIONS, answers=given)
    return {(one.unit, one.group): one.people for one in reading.denominators}, errors(reading), reading


def errors(reading):
    return [(code, cell) for severity, code, cell in findings_of(reading) if severity == "error"]


def report(*rows, headers=("TT", "Đơn vị", "Mũi tiêm", "Số mũi tiêm trong tuần"), cells=None):
    """A long report read: its doses by unit and dose, and its errors."""
    grid = Grid("Tuần 20")
    for number, row in enumerate([(TITLE,), headers, *rows]):
        grid.put_row(number, row)
    content = write_workbook([grid])
    reading = reading_of(set_cells(content, "Tuần 20", cells) if cells else content)
    return {(one.unit, one.dose): one.value for one in reading.figures}, errors(reading)


SAVED = {("105", "5-11"): 5700}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (people("999", "", 888), ("unknown_unit", "A3")),
        (people(999, "", 888), ("unknown_unit", "A3")),
        (people("999", "", "-"), ("unknown_unit", "A3")),
        (people("", "", 777), ("row_without_unit", "B3")),
        (people("", "Huyện Lạ", 777), ("unknown_unit", "B3")),
        (people("", Formula("=NA()", "#N/A"), 777), ("error_cell", "B3")),
        (people("999", Formula("=NA()", "#N/A"), 777), ("unknown_unit", "A3")),
    ],
)
def test_people_of_nobody_known_are_an_error_and_never_those_of_the_row_above(row, found):
    read, wrong, _ = ledger(row)
    assert (read, wrong) == (SAVED, [found])


@pytest.mark.parametrize("code", ["105", "108"])
def test_a_known_code_alone_says_whose_people_are(code):
    read, wrong, _ = ledger(people(code, "", 888))
    assert (read, wrong) == (SAVED | {(code, "12-17"): 888}, [])


def test_a_name_that_is_a_formula_without_a_result_is_an_error_at_its_cell():
    read, wrong, _ = ledger(people("", "x", 888), cells={"B3": UNCACHED})
    assert (read, wrong) == (SAVED, [("uncached_formula", "B3")])


def test_a_formula_beside_a_known_code_needs_no_result_and_one_with_a_result_is_a_name():
    beside, wrong, _ = ledger(people("108", "x", 888), cells={"B3": UNCACHED})
    assert (beside, wrong) == (SAVED | {("108", "12-17"): 888}, [])
    result, wrong, _ = ledger(people("", Formula("=X1", "Huyện Sìn Hồ"), 888))
    assert (result, wrong) == (SAVED | {("108", "12-17"): 888}, [])


def test_rows_after_an_unknown_unit_are_each_told():
    rows = [people("", "Huyện Lạ", 1), people("", "x", 2), people("", "", 3), people("998", "", 4)]
    read, wrong, _ = ledger(*rows, cells={"B4": UNCACHED})
    assert read == SAVED
    assert wrong == [
        ("unknown_unit", "B3"), ("uncached_formula", "B4"), ("row_without_unit", "B5"), ("unknown_unit", "A6"),
    ]  # fmt: skip


def test_a_row_of_people_goes_with_the_unit_above_where_name_or_code_is_merged():
    for merge in ((1, 1, 2, 1, "Thành phố Lai Châu"), (1, 0, 2, 0, "105")):
        read, wrong, _ = ledger(people(None, None, 888), merges=[merge])
        assert (read, wrong) == (SAVED | {("105", "12-17"): 888}, [])


def test_an_unknown_code_is_read_as_the_unit_that_somebody_chose_or_left_out():
    (question,) = ledger(people("999", "", 888))[2].questions
    assert (question.kind, question.cell, question.text) == ("unit", "A3", "999")
    assert ledger(people("999", "", 888), answers={question.id: "108"})[:2] == (SAVED | {("108", "12-17"): 888}, [])
    assert ledger(people("999", "", 888), answers={question.id: None})[:2] == (SAVED, [])


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("999", "", "Mũi 2", 7), ("unknown_unit", "A4")),
        (("", Formula("=NA()", "#N/A"), "Mũi 2", 7), ("error_cell", "B4")),
    ],
)
def test_doses_of_nobody_known_are_an_error_and_never_those_of_the_row_above(row, found):
    headers = ("Mã đơn vị", "Đơn vị", "Mũi tiêm", "Số mũi tiêm trong tuần")
    assert report(("108", "Sìn Hồ", "Mũi 1", 9), row, headers=headers) == ({("108", "dose_1"): 9}, [found])


def test_a_unit_written_once_over_its_rows_of_a_report_is_read_for_all_of_them():
    read, wrong = report((1, "Sìn Hồ", "Mũi 1", 9), ("", "", "Mũi 2", 7))
    assert (read, wrong) == ({("108", "dose_1"): 9, ("108", "dose_2"): 7}, [])


def test_the_same_rows_with_a_formula_for_a_name_are_not_read_like_those_with_a_blank():
    rows = (1, "Sìn Hồ", "Mũi 1", 9), ("", "", "Mũi 2", 7)
    assert report(*rows)[1] == []
    assert report(*rows, cells={"B4": UNCACHED}) == ({("108", "dose_1"): 9}, [("uncached_formula", "B4")])


def test_a_row_below_a_blank_one_is_not_the_units_above_it():
    read, wrong = report((1, "Sìn Hồ", "Mũi 1", 9), (), ("", "", "Mũi 2", 7))
    assert (read, wrong) == ({("108", "dose_1"): 9}, [("row_without_unit", "B5")])


def test_figures_above_the_first_unit_are_told():
    read, wrong = report(("", "", "Mũi 2", 7), (1, "Sìn Hồ", "Mũi 1", 9))
    assert (read, wrong) == ({("108", "dose_1"): 9}, [("row_without_unit", "B3")])


def test_rows_below_a_formula_without_figures_are_told_and_not_the_units_before_it():
    rows = (1, "Sìn Hồ", "Mũi 1", 9), (2, "x", "", ""), ("", "", "Mũi 2", 7)
    read, wrong = report(*rows, cells={"B4": UNCACHED})
    assert (read, wrong) == ({("108", "dose_1"): 9}, [("row_without_unit", "B5")])
