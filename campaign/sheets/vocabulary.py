"""The words sheets use: units by name, and header phrases by what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from campaign.domain.text import folded, words
from campaign.domain.units import Unit, UnitIndex

# What a text says without this program knowing what: 'mũi 5', 'từ 30 đến 40 tuổi', two doses in one header.
UNKNOWN = "?"

_LETTER_DIGIT = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")
_UNKNOWN_DOSE = re.compile(r"\b(?:mui|lieu)\s+(?:\d+|co ban|tang cuong)\b")
_NOTHING: frozenset[str] = frozenset()


class Vocabulary:
    """Units and header phrases; answers are remembered per text, since headers recur from file to file."""

    def __init__(self, units: UnitIndex, synonyms: Iterable[tuple[str, str, str]]) -> None:
        self.units = units
        phrases: dict[str, dict[str, str]] = {}
        for facet, meaning, phrase in synonyms:
            phrases.setdefault(facet, {})[header_words(phrase)] = meaning
        self._phrases = phrases
        self._patterns = {facet: _any_of(known) for facet, known in phrases.items()}
        self._remembered: dict[tuple[str, str], frozenset[str]] = {}

    def meanings(self, facet: str, text: str) -> frozenset[str]:
        """Every meaning of `facet` that a phrase inside `text` says."""
        asked = (facet, text)
        if asked not in self._remembered:
            self._remembered[asked] = self._find(facet, text)
        return self._remembered[asked]

    def whole(self, facet: str, text: str) -> str | None:
        """The meaning that `text` as a whole has in `facet`."""
        return self._phrases.get(facet, {}).get(header_words(text))

    def dose(self, text: str) -> str | None:
        """The dose a text names; UNKNOWN for one this campaign does not have, or for several."""
        said = self.meanings("dose", text)
        if said == {"additional", "dose_3"}:  # "Mũi 3 (BS+NL)": the header as written is kept with the figure
            return "dose_3"
        if len(said) > 1:
            return UNKNOWN
        if not said:
            return UNKNOWN if _UNKNOWN_DOSE.search(header_words(text)) else None
        return next(iter(said))

    def is_total(self, text: str) -> bool:
        """Whether a row's label names a sum: 'Tổng cộng', 'TOÀN TỈNH', 'Cộng huyện Sìn Hồ'."""
        first = words(text).split(" ", 1)[0]
        return first in _TOTAL_WORDS or self.whole("total", text) is not None

    def _find(self, facet: str, text: str) -> frozenset[str]:
        pattern = self._patterns.get(facet)
        if pattern is None:
            return _NOTHING
        known = self._phrases[facet]
        return frozenset(known[match] for match in pattern.findall(header_words(text)))


_TOTAL_WORDS = {words("tổng"), words("cộng")}


def vocabulary(
    units: Iterable[Unit], aliases: Iterable[tuple[str, str]], synonyms: Iterable[tuple[str, str, str]]
) -> Vocabulary:
    """A vocabulary from plain rows: units, (alias, unit code), (facet, meaning, phrase)."""
    return Vocabulary(UnitIndex(units, aliases), synonyms)


@lru_cache(20_000)
def header_words(text: str) -> str:
    """A header's words without accents: 'Mũi1 (%)' is 'mui 1 phan tram'."""
    said = _LETTER_DIGIT.sub(" ", folded(text).replace("%", " phan tram "))
    return _OTHER_SIGNS.sub(" ", said).strip()


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, longest_first)) + r")\b")
