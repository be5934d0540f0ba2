"""Phrases in a text: the longest that begins at a word, whole words only."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.sheets.words.phrases import Phrases

KNOWN = ("mui", "mui 1", "mui 1 tre em", "nhac lai", "lai lan 2")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("tong so", []),
        ("mui 1 tre em", ["mui 1 tre em"]),
        ("mui 1 tre", ["mui 1"]),
        ("mui 12", ["mui"]),
        ("muis mui", ["mui"]),
        ("nhac lai lan 2", ["nhac lai"]),
        ("so mui 1 mui 1", ["mui 1", "mui 1"]),
        ("mui  1", ["mui"]),
    ],
)
def test_the_longest_phrase_at_a_word_is_found(text, found):
    assert Phrases(KNOWN).find(text) == found


def test_each_phrase_is_told_with_the_place_where_it_ends():
    text = "so mui 1 nhac lai 3"
    assert [text[:end] for _, end in Phrases(KNOWN).find_ends(text)] == ["so mui 1", "so mui 1 nhac lai"]


def test_no_phrase_reaches_over_the_gap_that_another_leaves():
    assert Phrases(("mui 1",)).without("nhac mui 1 lai") == "nhac  lai"
    assert Phrases(("nhac lai",)).find("nhac  lai") == []


WORDS = st.sampled_from(("a", "b", "ab", "1"))
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@given(st.sets(TEXTS, min_size=1, max_size=6), TEXTS)
def test_it_finds_what_a_pattern_of_all_phrases_finds(phrases, text):
    pattern = re.compile(r"\b(" + "|".join(sorted(phrases, key=len, reverse=True)) + r")\b")
    found = [(match[0], match.end()) for match in pattern.finditer(text)]
    assert list(Phrases(phrases).find_ends(text)) == found
    assert Phrases(phrases).without(text).split() == pattern.sub(" ", text).split()
