"""VNI text (the fonts VNI-Times, VNI-Helve …) as Unicode.

These fonts draw a mark after its letter in the place of a Latin-1 sign: 'Huyện' is stored as 'Huyeän', 'Mũi' as 'Muõi'.
"""

from __future__ import annotations

import re
import unicodedata

FONT_PREFIX = "vni-"

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE = "\u0302", "\u0306"

_TONES = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_HATS = {"â": "", "á": _ACUTE, "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}  # over a, e, o
_BREVES = {"ê": "", "é": _ACUTE, "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}  # over a
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def from_vni(text: str) -> str:
    """The text with each letter and its mark as one letter: 'Huyeän Sìn Hoà' is 'Huyện Sìn Hồ'."""
    return _SIGNS.sub(lambda match: _LETTERS[match[0]], text)


def is_vni(word: str) -> bool:
    """Whether every sign of a word is a letter, or the mark of the letter before it, in a VNI font."""
    return _WORD.fullmatch(word) is not None


def _letters() -> dict[str, str]:
    """What is stored -> the letter drawn."""
    drawn = dict(_ALONE)
    for vowel in "aeouy":
        drawn |= {vowel + sign: vowel + tone for sign, tone in _TONES.items()}
    for stored in "ôö":
        drawn |= {stored + sign: _ALONE[stored] + tone for sign, tone in _TONES.items()}
    for vowel in "aeo":
        drawn |= {vowel + sign: vowel + _HAT + tone for sign, tone in _HATS.items()}
    drawn |= {"a" + sign: "a" + _BREVE + tone for sign, tone in _BREVES.items()}
    both = {stored: unicodedata.normalize("NFC", letter) for stored, letter in drawn.items()}
    capitals = {stored.upper(): letter.upper() for stored, letter in both.items()}
    mixed = {stored[0].upper() + stored[1:]: letter.upper() for stored, letter in both.items()}
    return both | mixed | capitals


_LETTERS = _letters()
_ANY_LETTER = "|".join(sorted(_LETTERS, key=len, reverse=True))
_SIGNS = re.compile(_ANY_LETTER)
_WORD = re.compile(f"(?:{_ANY_LETTER}|[A-Za-zíìÍÌ])+")
