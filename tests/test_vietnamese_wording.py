"""The Vietnamese of the app: one word for one thing, and the punctuation of an office."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.catalogue import ROOT, bare, entries

GUIDE = ROOT / "docs" / "huong-dan-su-dung.md"
STREAMLIT_WORDS = ROOT / "campaign" / "ui" / "assets" / "words.js"

# Avoided (a pattern) and what is written instead; sheets may spell as they like.
SPELLINGS = {
    "vắc-xin": "vắc xin",
    "vacxin": "vắc xin",
    "vắcxin": "vắc xin",
    "vaccine?": "vắc xin",
    "luỹ": "lũy",
    "tỉ lệ": "tỷ lệ",
    "huỷ": "hủy",
    "khoá": "khóa",
    "uỷ ban": "ủy ban",
}
TERMS = {
    "(?<!tệp/)file": "tệp",  # 'Tệp/File' names Excel's own menu
    "tập tin": "tệp",
    "sheet": "trang tính, or phiếu for what a district sends",
    "liều": "mũi",
    "ngưỡng": "mức cần đạt",
    "mẫu số": "số đối tượng",
    "người đến hạn|đến hạn tiêm": "đến lịch: hạn is a deadline's",
    "tốc độ hiện tại": "tốc độ hiện nay",
    "người phụ trách": "người chịu trách nhiệm",
    "người quản trị": "quản trị viên",
    "(không|được) nhập": "nạp: what is typed is nhập",
    "luỹ tích|cộng dồn": "lũy kế",
    "bạn": "nobody is addressed",
    "vui lòng": "hãy",
}
PUNCTUATION = {
    "two spaces": r"  ",
    "a space before a comma, a semicolon or a full stop": r"\s[,;]|\s\.(?!\w)",
    "straight quotation marks": r"[\"']",
    "three dots instead of …": r"\.\.\.",
    "no space before %": r"[\d…]%",
    "an exclamation": r"\w!",
    "a decimal point": r"\d\.\d\d?(?!\d)",
    "a space after ( or before )": r"\(\s|\s\)",
}
# Names of programs, of their menus and of formats, and what is typed in a command; syllables without a mark.
KNOWN_IN_BOTH = {
    *("answer", "covid", "data", "docx", "excel", "file", "geojson", "info", "json", "list", "people", "powerpoint"),
    *("analyst", "viewer", "role", "alter", "createdb", "campaign", "python", "sqlite", "postgresql", "check"),
    *(
        "restore",
        "backup",
        "internet",
        "install",
        "debian",
        "login",
        "reset",
        "user",
        "lien",
        "localhost",
        "http",
        "docs",
    ),
    *("feature", "featurecollection", "polygon", "multipolygon", "shapefile", "epsg"),
    *("sslmode", "sslrootcert", "verify"),
    *("protect", "remaining", "toml", "word", "workbook", "giao", "sung"),
}


@pytest.mark.parametrize(("avoided", "written"), (SPELLINGS | TERMS).items())
def test_one_thing_has_one_word_in_the_catalogue(avoided: str, written: str):
    wrong = [message.string for message in entries() if _has(avoided, bare(message.string))]
    assert not wrong, f"write {written}"


@pytest.mark.parametrize(("avoided", "written"), SPELLINGS.items())
@pytest.mark.parametrize("place", [GUIDE, STREAMLIT_WORDS], ids=lambda place: place.name)
def test_words_are_spelt_the_same_outside_the_catalogue(place: Path, avoided: str, written: str):
    wrong = [line for line in place.read_text(encoding="utf-8").splitlines() if _has(avoided, line)]
    assert not wrong, f"write {written}"


@pytest.mark.parametrize(("fault", "pattern"), PUNCTUATION.items())
def test_texts_are_punctuated_as_an_office_does(fault: str, pattern: str):
    wrong = [message.string for message in entries() if re.search(pattern, bare(message.string))]
    assert not wrong, fault


def test_a_sentence_stays_a_sentence_and_a_question_a_question():
    ends = ".:?"
    wrong = {
        message.id: message.string
        for message in entries()
        if len(message.id) > 5 and (message.id[-1] in ends) != (message.string[-1] in ends)
    }
    assert set(wrong) <= {"Which days does this sheet report?"}


def test_a_text_that_starts_with_a_capital_does_so_in_vietnamese():
    wrong = [
        message.string
        for message in entries()
        if message.id[0].isalpha() and message.string[0].isalpha()
        if message.id[0].isupper() != message.string[0].isupper()
    ]
    assert not wrong


def test_no_text_is_left_in_english():
    same = [message.id for message in entries() if message.id == message.string]
    assert not [text for text in same if re.search(r"\w", bare(text))], "values and signs alone are the same in both"


def test_no_english_word_is_left_inside_a_vietnamese_text():
    wrong = {message.string: left for message in entries() if (left := _words(message.string) & _english_words())}
    assert not wrong


@cache
def _english_words() -> frozenset[str]:
    """Words of the keys that are no Vietnamese ones."""
    return frozenset(word for message in entries() for word in _words(message.id)) - KNOWN_IN_BOTH


def _words(text: str) -> set[str]:
    """Words of four letters and more without a mark, in small letters; no options, no endings of files."""
    return set(re.findall(r"(?<![\w.{'“-])[a-z]{4,}(?![\w}.])", bare(text).casefold()))


def _has(avoided: str, text: str) -> bool:
    return re.search(rf"\b(?:{avoided})\b", text.casefold()) is not None
