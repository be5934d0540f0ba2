"""Whether a word can be Vietnamese: one syllable, spelled as the language spells it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED_TONES = frozenset(("\u0301", "\u0323"))  # mát, mạt; there is no 'màt'

# Before e, ê and i stand k, gh and ngh in the place of c, g and ng.
_ONSET = "ngh|ng(?![eêi])|nh|gh|gi|ch|kh|ph|qu|th|tr|g(?![eê])|c(?![eêiy])|[bdđhklmnprstvx]"
_OPEN = (
    "oai|oay|oao|oeo|uây|uôi|uya|uyu|iêu|yêu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|ua|ui|ưa|ưi|ưu|uê|uy|uơ"
    "|oa|oe|[aeêioôơuưy]"
)
_CLOSED = "uyê|iê|yê|uô|ươ|oa|oă|oe|oo|uâ|uê|uy|[aăâeêioôơuưy]"
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:(?:{_OPEN})|(?:{_CLOSED})(?P<coda>ng|nh|ch|[cmnptk]))")
_STOPS = frozenset(("c", "ch", "p", "t", "k"))
# 'BVĐK', 'TĐ', 'đ/c': letters of abbreviations that hold no syllable.
_ABBREVIATION = re.compile("[A-ZĂÂĐÊÔƠƯ]{1,6}|đ")


@lru_cache(20_000)
def is_syllable(word: str) -> bool:
    """Whether a word is one Vietnamese syllable, or an abbreviation in capitals.

    Not whether it has a meaning: 'Mũi' and 'Mòi' both are syllables, 'Tæng' and 'kÕ' are none.
    """
    if _ABBREVIATION.fullmatch(word):
        return True
    composed = unicodedata.normalize("NFC", word).replace("Ð", "Đ").replace("ð", "đ")
    if _has_capital_inside(composed):
        return False
    spelled = unicodedata.normalize("NFD", composed.lower())
    tones = _TONES.findall(spelled)
    match = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONES.sub("", spelled)))
    if not match or len(tones) > 1:
        return False
    return match["coda"] not in _STOPS or not tones or tones[0] in _STOPPED_TONES


def _has_capital_inside(word: str) -> bool:
    return any(before.islower() and after.isupper() for before, after in pairwise(word))
