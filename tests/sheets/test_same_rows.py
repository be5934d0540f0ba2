"""A sheet with the rows of one before it is read as if it were the first."""

from __future__ import annotations

import pytest

from campaign.domain.doses import is_doses
from campaign.domain.names.text import key
from tests.builders import Grid, write_workbook
from tests.sheets.reading_helpers import findings_of, reading_of

TITLE = "TIÊM VẮC XIN CHO NGƯỜI TỪ 18 TUỔI TRỞ LÊN"
AS_OF = "(Số liệu lũy kế đến ngày 19/5/2022)"
ROWS = ((1, "Huyện Tam Đường", 10), (2, "Huyện Phong Thổ", 20), ("", "Tổng cộng", 30))


def read(*rows, answers=None):
    grid = Grid("Sheet1")
    for number, row in enumerate(((TITLE,), (AS_OF,), ("STT", "Đơn vị", "Mũi 3"), *rows)):
        grid.put_row(number, row)
    return reading_of(write_workbook([grid]), answers=answers)


def doses(reading):
    return {one.unit: one.value for one in reading.figures if is_doses(one.measure)}


def test_other_numbers_in_the_same_rows_are_read():
    assert doses(read(*ROWS)) == {"106": 10, "109": 20}
    assert doses(read((1, "Huyện Tam Đường", 11), (2, "Huyện Phong Thổ", 22), ("", "Tổng cộng", 33))) == {
        "106": 11,
        "109": 22,
    }


@pytest.mark.parametrize(
    ("changed", "read_as"),
    [
        ((2, "Huyện Sìn Hồ", 20), {"106": 10, "108": 20}),
        ((2, "Huyện Phong Thổ", ""), {"106": 10}),
        ((2, "Huyện Phong Thổ", "-"), {"106": 10, "109": 0}),
        (("", "Cộng", 10), {"106": 10}),
        (("", "", ""), {"106": 10}),
    ],
)
def test_a_row_that_says_something_else_is_read_anew(changed, read_as):
    read(*ROWS)
    assert doses(read(ROWS[0], changed, ROWS[2])) == read_as


def test_a_wrong_total_is_told_in_the_second_sheet_too():
    read(*ROWS)
    assert ("warning", "total_mismatch", "C6") in findings_of(read(*ROWS[:2], ("", "Tổng cộng", 31)))


def test_an_unknown_name_is_asked_about_in_every_sheet():
    rows = (*ROWS[:2], (3, "Điện Biên Đông", 5))
    for _ in range(2):
        assert ("error", "unknown_unit", "B6") in findings_of(read(*rows))


def test_an_answer_is_heard_after_the_same_rows_were_read_without_it():
    """A name without figures is not asked about, but whoever answered for it is told that he was heard."""
    rows = (*ROWS[:2], (3, "Điện Biên Đông", ""))
    assert not [cell for _, _, cell in findings_of(read(*rows)) if cell == "B6"]
    answers = {f"unit||{key('Điện Biên Đông')}": "108"}
    assert ("info", "answered_unit", "B6") in findings_of(read(*rows, answers=answers))
