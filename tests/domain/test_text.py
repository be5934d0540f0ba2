"""Texts that people would call the same have one key; texts that differ by an accent do not."""

from __future__ import annotations

import unicodedata

import pytest

from campaign.domain.names.text import folded, key, plain, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lũy kế", "Luỹ kế"),
        ("Thành phố Hòa Bình", "Thành phố Hoà Bình"),
        ("Pa Khoá", "Pa Khóa"),
        ("Số hủy", "Số huỷ"),
        ("Tam Đường", unicodedata.normalize("NFD", "Tam Đường")),
        ("Tam Đường", "TAM  ĐƯỜNG\u00a0"),
        ("Tam Đường", "Tam\u200bĐường"),
        ("Đông Phong", "\u00d0ông Phong"),
        ("Đông Phong", "\u0189ông Phong"),
        ("T.P Lai Châu", "t p lai châu"),
        ("Mù Sang (*)", "Mù Sang"),
        ("Nậm\nNhùn", "Nậm Nhùn"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tân Uyên", "Than Uyên"),
        ("Nậm Cha", "Nậm Chà"),
        ("Tả Lèng", "Tá Lèng"),
        ("Mường Tè", "Mương Tè"),
        ("cộng", "công"),
    ],
)
def test_names_that_differ_by_an_accent_or_a_letter_stay_apart(one, other):
    assert key(one) != key(other)


def test_words_are_single_spaced_and_without_punctuation():
    assert words("  Huyện/TP:\u00a0 (tên) ") == words("huyện tp tên")
    assert words("  No/TP:\u00a0 (1) ") == "no tp 1"


def test_plain_words_have_no_accents():
    assert plain("Mũi nhắc lại (lần 1)") == "mui nhac lai lan 1"
    assert plain("ĐƯỜNG đường") == "duong duong"


def test_folded_text_keeps_its_signs():
    assert folded("  ≥ 18  Tuổi (98,5 %)") == "≥ 18 tuoi (98,5 %)"


def test_nothing_has_an_empty_key():
    assert key("") == key(" \u200b…") == ""
