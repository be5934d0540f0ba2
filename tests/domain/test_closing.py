"""Closed periods: which figures a close reaches, what opens it again, what counts as a difference."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from campaign.domain.closing import (
    CLOSED,
    ROW,
    Close,
    Difference,
    differences,
    find_closed,
    in_short,
    is_closed,
    is_reason,
    opened_by,
    waterline,
)
from campaign.domain.counting.changes import Change
from campaign.domain.findings import ERROR, finding_message

W1, W2, W3 = date(2022, 5, 12), date(2022, 5, 19), date(2022, 5, 26)
MOMENT = datetime(2022, 6, 1, 8, tzinfo=UTC)


def close(number: int, day: date, *, opened: bool = False) -> Close:
    reopened = ("mai", MOMENT, "nhập sai một xã") if opened else (None, None, None)
    return Close(number, day, "giao ban", "0" * 64, "lan", MOMENT, *reopened)


def change(day: date, *, old: int | None = 10) -> Change:
    return Change("108", "18+", "dose_3", "doses_to_date", day, old, 12, "Tuần 20", "E14")


def test_the_latest_day_that_stands_is_the_waterline():
    assert waterline([]) is None
    assert waterline([close(1, W1, opened=True)]) is None
    closes = [close(1, W1), close(2, W2), close(3, W3, opened=True)]
    assert waterline(closes) == closes[1]


def test_a_close_reaches_its_last_day_and_every_day_before():
    assert is_closed(W1, close(1, W2))
    assert is_closed(W2, close(1, W2))
    assert not is_closed(date(2022, 5, 20), close(1, W2))
    assert not is_closed(W1, None)


def test_opening_from_a_day_takes_back_each_close_of_it_or_later():
    closes = [close(1, W1), close(2, W2), close(3, W3), close(4, W2, opened=True)]
    assert [each.id for each in opened_by(closes, W2)] == [2, 3]
    assert [each.id for each in opened_by(closes, date(2022, 5, 13))] == [2, 3]
    assert [each.id for each in opened_by(closes, date(2022, 5, 27))] == []
    assert [each.id for each in opened_by(closes, date(2021, 1, 1))] == [1, 2, 3]


@pytest.mark.parametrize("text", ["", "sai", "nhập sai", "1 2 3", "- - -", "nhập sai !"])
def test_a_word_or_two_are_no_reason(text: str):
    assert not is_reason(text)


@pytest.mark.parametrize("text", ["nhập sai xã", "  Huyện Sìn Hồ nộp lại  ", "district corrected it"])
def test_a_few_words_are_a_reason(text: str):
    assert is_reason(text)


def test_only_cells_of_closed_periods_are_found_and_say_what_to_do():
    [found] = find_closed([change(W3), change(W2)], close(1, W2), {"108": "Huyện Sìn Hồ"})
    assert (found.severity, found.code, found.sheet, found.cell) == (ERROR, CLOSED, "Tuần 20", "E14")
    assert not found.answerable
    assert finding_message(found, "en") == (
        "Sheet 'Tuần 20', cell E14: Huyện Sìn Hồ: 12 would take the place of 10 in the figures up to 19/05/2022, but "
        "the figures up to 19/05/2022 are closed (by lan), so nothing of this file is saved. Leave closed periods out "
        "of the file, or ask an administrator to open the period again on the page 'Closed periods'."
    )


def test_a_figure_that_was_not_there_is_shown_to_take_the_place_of_none():
    [found] = find_closed([change(W1, old=None)], close(1, W2), {})
    assert (found.values["name"], found.values["stands"]) == ("108", "–")


def row(**values: object) -> dict[str, object]:
    return {"name": "Huyện Sìn Hồ", "doses_to_date": 10, "coverage": 0.5, "pace": 3.0, "status": "behind"} | values


def test_equal_rows_do_not_differ():
    assert differences({("T6", "108"): row()}, {("T6", "108"): row()}) == []


def test_each_value_that_differs_is_told_as_it_was_and_is():
    found = differences({("T6", "108"): row()}, {("T6", "108"): row(doses_to_date=12, coverage=None, name="Sìn Hồ")})
    assert found == [
        Difference("T6", "108", "Huyện Sìn Hồ", "doses_to_date", 10, 12),
        Difference("T6", "108", "Huyện Sìn Hồ", "coverage", 0.5, None),
    ]


def test_rows_that_are_gone_or_were_not_reported_are_differences():
    found = differences({("T6", "108"): row()}, {("T9", "108"): row()})
    assert found == [
        Difference("T6", "108", "Huyện Sìn Hồ", ROW, "Huyện Sìn Hồ", None),
        Difference("T9", "108", "Huyện Sìn Hồ", ROW, None, "Huyện Sìn Hồ"),
    ]


def test_fields_that_only_one_version_of_the_program_reports_are_not_compared():
    assert differences({("T6", "108"): row(old_field=1)}, {("T6", "108"): row(new_field=2)}) == []


def test_what_follows_from_a_difference_is_left_out_where_the_difference_itself_is_told():
    doses, pace = ("doses_to_date", 10, 12), ("pace", 3.0, 4.0)
    one = [Difference("T6", "108", "Sìn Hồ", *each) for each in (doses, pace)]
    other = [Difference("T6", "109", "Mường Tè", *pace)]
    assert in_short([*one, *other]) == [one[0], *other]
