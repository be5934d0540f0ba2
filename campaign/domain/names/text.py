"""Vietnamese text as people type it, brought to one form for comparing.

Unicode forms, capitals, the place of a tone mark (hòa/hoà, lũy/luỹ), look-alike Đ, spaces of every kind and
punctuation differ between files that say the same; accents tell names apart and are dropped only on request.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Texts remembered per function: headers and unit names recur in every sheet.
REMEMBERED = 20_000

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_IN_WORD = re.compile(f"([{_TONES}])([a-z\u0111\u0302\u0306\u031b]+)")
_ACCENTS = re.compile("[\u0300-\u036f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_NOT_LETTERS = re.compile("[^a-z0-9\u0111\u0300-\u036f]+")
_SPACES = re.compile(r"\s+")
# Eth and African D look like Đ and are typed for it.
_SAME_LETTER = str.maketrans({"\u00f0": "\u0111", "\u0256": "\u0111"})


@lru_cache(REMEMBERED)
def words(text: str) -> str:
    """The words, accents in one form, single spaces between, punctuation off: 'Luỹ  kế:' and 'LŨY KẾ' are one."""
    moved = _TONE_IN_WORD.sub(r"\2\1", _decomposed(text))
    return unicodedata.normalize("NFC", _NOT_LETTERS.sub(" ", moved).strip())


@lru_cache(REMEMBERED)
def key(text: str) -> str:
    """The key that names are compared on: `words` without the spaces, accents kept."""
    return words(text).replace(" ", "")


@lru_cache(REMEMBERED)
def plain(text: str) -> str:
    """The words without accents: 'Mũi nhắc lại (lần 1)' is 'mui nhac lai lan 1'."""
    return _NOT_LETTERS.sub(" ", folded(text)).strip()


@lru_cache(REMEMBERED)
def folded(text: str) -> str:
    """Small letters without accents, punctuation and signs kept, spaces single: '≥ 18 Tuổi' is '≥ 18 tuoi'."""
    bare = _ACCENTS.sub("", _decomposed(text)).replace("\u0111", "d")
    return _SPACES.sub(" ", bare).strip()


def _decomposed(text: str) -> str:
    if text.isascii():
        return text.lower()
    visible = _INVISIBLE.sub("", text)
    return unicodedata.normalize("NFKD", visible).casefold().translate(_SAME_LETTER)
