"""A quotation is found whatever the white space and printers' signs; its letters must be there, in order."""

from __future__ import annotations

import unicodedata

import pytest

from campaign.domain.directives.quotations import Span, clean_text, find_quotation, has_words, is_quoted, joined

TEXT = "3. Phấn đấu hoàn thành\nviệc tiêm mũi 3 – cho người\ncần tiêm…và Covid-\n19 trong Quý II/2022."


@pytest.mark.parametrize(
    ("quoted", "found"),
    [
        ("hoàn thành việc tiêm mũi 3", ["hoàn thành\nviệc tiêm mũi 3"]),
        ("Hoàn thành", ["hoàn thành"]),
        ("mũi 3 - cho", ["mũi 3 – cho"]),
        ("cần tiêm...và", ["cần tiêm…và"]),
        ("cần tiêm … và", ["cần tiêm…và"]),
        ("Covid-19", ["Covid-\n19"]),
        ("hoàn thành … trong Quý II/2022", ["hoàn thành", "trong Quý II/2022"]),
        ("… hoàn thành ...", ["hoàn thành"]),
        ("trong Quý II/2022 … hoàn thành", []),
        ("hoàn thành mũi 3", []),
        ("hoàn thành việc tiêm mũi 4", []),
        ("hoan thanh", []),
        ("", []),
        ("…", []),
    ],
)
def test_the_pieces_that_a_quotation_repeats(quoted, found):
    assert [TEXT[span.start : span.end] for span in find_quotation(TEXT, quoted)] == found


def test_letters_typed_in_two_parts_are_the_same_letters():
    assert is_quoted(TEXT, unicodedata.normalize("NFD", "Phấn đấu hoàn thành"))


def test_a_text_is_kept_without_signs_that_no_database_takes():
    assert clean_text(" a\0b\r\nc\ud800 ") == "ab\nc"


@pytest.mark.parametrize(("quoted", "says"), [("…", False), (" - ", False), ("a…", True), ("3", True)])
def test_a_quotation_says_something(quoted, says):
    assert has_words(quoted) == says


def test_pieces_that_touch_are_one():
    assert joined([Span(5, 8), Span(0, 3), Span(3, 4), Span(6, 7)]) == [Span(0, 4), Span(5, 8)]
