"""The group, the dose and the product that a row's own cells name."""

from __future__ import annotations

from functools import lru_cache

from campaign.sheets.words.ages import CODES, read_group
from campaign.sheets.words.leftovers import OF_DOSES, OF_OTHERS, OF_PEOPLE, unexplained
from campaign.sheets.words.vocabulary import UNKNOWN, Vocabulary

_DOSE_CODES = frozenset(("dose_1", "dose_2", "additional", "dose_3", "dose_4"))


@lru_cache(20_000)
def read_row_group(text: str, vocabulary: Vocabulary) -> str | None:
    """The group of a cell: a code as it is, or ages and nothing else; None when it names none, UNKNOWN beside more."""
    said = read_group(text, vocabulary)
    more = said and text.strip() not in CODES and unexplained(text, OF_PEOPLE, vocabulary)
    return UNKNOWN if more else said


@lru_cache(20_000)
def read_row_dose(text: str, vocabulary: Vocabulary) -> str | None:
    """The dose of a cell: a code as it is, 'Mũi 3', or the bare number '3'; None when it names none, UNKNOWN beside
    more ('Mũi 3 (đợt 1)')."""
    if text in _DOSE_CODES:
        return text
    said = vocabulary.dose(f"mũi {text}" if text.isdigit() else text)
    return UNKNOWN if said and not text.isdigit() and unexplained(text, OF_DOSES, vocabulary) else said


@lru_cache(20_000)
def read_row_product(text: str, vocabulary: Vocabulary) -> str:
    """The product of a cell, as written when it is not known, more than one, or says more ('Pfizer trẻ em'); '' for all
    of them ('Cộng')."""
    if text and vocabulary.is_total(text):
        return ""
    names = vocabulary.meanings("product", text)
    more = len(names) != 1 or unexplained(text, OF_OTHERS, vocabulary) or read_group(text, vocabulary)
    return text if more else next(iter(names))
