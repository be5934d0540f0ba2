"""The words sheets use: units by name, and header phrases by what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Any

from campaign.domain.names.text import folded, plain, words
from campaign.domain.names.units import Unit, UnitIndex
from campaign.sheets.words.phrases import Phrases

# What a text says without this program knowing what: 'mũi 5', 'từ 30 đến 40 tuổi', two doses in one header.
UNKNOWN = "?"

_LETTER_DIGIT = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_COLUMN_NUMBER = re.compile(r"\s*\((?:\d{1,2}|[A-Za-z])\)$")
_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")
# 'mũi 5', 'liều cơ bản', 'tiêm 1 mũi' (so many doses, or only one?)
_UNKNOWN_DOSE = re.compile(
    r"\b(?:mui|lieu)\s+(?:thu\s+)?(?:\d+|co ban|tang cuong)\b|\b(?:tiem|duoc|du|chi)\s+\d\s+(?:mui|lieu)\b"
)
# 'Mũi 1, 2', 'Mũi 3/4', 'Nhắc lại lần 1,2'; not 'mũi 3, 5-11 tuổi' nor 'mũi 3 đến 2/6'
_SEVERAL_DOSES = re.compile(
    r"\b(?:mui|lieu|lan|m|nl|nhac lai|nhac)\s*(?:thu\s*)?[1-4]\s*(?:[,;/&+\-–~]|va\b|hoac\b|den\b)\s*"
    r"(?:mui|lieu|lan|m)?\s*(?:thu\s*)?[1-4]\b(?!\s*(?:[-–/.]\s*\d|tuoi|thang|den))"
)
# Which booster? 'Nhắc lại lần 3' is none of this campaign; 'nhắc lại 5-11 tuổi' says nothing about it.
_BARE_BOOSTERS = frozenset(("nhac lai", "nhac", "nl"))
_ORDINAL = re.compile(
    r"\s*(?:mui\s+)?(?:(?:lan|thu|lieu)\b|(?:i{1,3}|iv|v)\b|(?<!mui )\d\b(?!\s+(?:\d|tuoi|thang|den|tuan)))"
)
# What a changer makes of the phrase it stands beside.
ANOTHER_PERIOD, NEGATION, _KEPT = "another_period", "negation", "kept"
_NOTHING: frozenset[str] = frozenset()


class Vocabulary:
    """Units and header phrases; answers are remembered per text, since headers recur from file to file."""

    def __init__(self, units: UnitIndex, synonyms: Iterable[tuple[str, str, str]]) -> None:
        self.units = units
        self._entries = entries = tuple((facet, meaning, phrase) for facet, meaning, phrase in synonyms)
        phrases: dict[str, dict[str, str]] = {}
        for facet, meaning, phrase in entries:
            phrases.setdefault(facet, {})[header_words(phrase)] = meaning
        self._phrases = phrases
        self._found = {facet: Phrases(known) for facet, known in phrases.items()}
        self._people = Phrases((*phrases.get("denominator", ()), *phrases.get("measure", ())))
        self._changers = {plain(phrase): meaning for facet, meaning, phrase in entries if facet == "changer"}
        changers = (phrase for facet, _, phrase in entries if facet == "changer")
        self._changer = Phrases(spelled for phrase in changers for spelled in _with_or_without_accents(phrase))
        self._remembered: dict[tuple[str, str], frozenset[str]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as its plain rows: another process builds it from them once, and remembers it."""
        return _built, (self.units.units, self.units.aliases, self._entries)

    def people(self, text: str) -> frozenset[str]:
        """The kinds of denominator a text names; 'Tổng số người' in 'Tổng số người đã tiêm' names none."""
        known = self._phrases.get("denominator", {})
        return frozenset(known[match] for match in self._people.find(header_words(text)) if match in known)

    def phrases(self, facet: str) -> Mapping[str, str]:
        """The phrases of a facet in `header_words`, with their meanings."""
        return self._phrases.get(facet, {})

    def meanings(self, facet: str, text: str) -> frozenset[str]:
        """Every meaning of `facet` that a phrase inside `text` says."""
        asked = (facet, text)
        if asked not in self._remembered:
            self._remembered[asked] = self._find(facet, text)
        return self._remembered[asked]

    def whole(self, facet: str, text: str) -> str | None:
        """The meaning that `text` as a whole has in `facet`, a column's number in brackets aside: 'STT (1)'."""
        known = self._phrases.get(facet, {})
        found = known.get(header_words(text))
        return known.get(header_words(_COLUMN_NUMBER.sub("", text))) if found is None and text.endswith(")") else found

    def dose(self, text: str) -> str | None:
        """The dose a text names; UNKNOWN for one this campaign does not have, for several, or beside a changer."""
        said = self._dose(text)
        return UNKNOWN if said and self.changers(text) else said

    def named_dose(self, text: str) -> str | None:
        """The dose a text names, whatever its changers: 'Từ chối mũi 3' is of dose 3."""
        return self._dose(text)

    def dose_in_title(self, text: str) -> str | None:
        """The dose a title or name speaks of; there only a negation makes something else of it."""
        said = self._dose(text)
        return UNKNOWN if said and self.negates(text) else said

    def changers(self, text: str) -> frozenset[str]:
        """What the words of a text make of the phrases beside them: ANOTHER_PERIOD, NEGATION, 'other_count'."""
        asked = ("changer", text)
        if asked not in self._remembered:
            found = self._changer.find(words(text))
            self._remembered[asked] = frozenset(self._changers[plain(match)] for match in found) - {_KEPT}
        return self._remembered[asked]

    def negates(self, text: str) -> bool:
        """Whether a text leaves out what it names: 'Trừ 18+', 'chưa tiêm mũi 3'."""
        return NEGATION in self.changers(text)

    def is_total(self, text: str) -> bool:
        """Whether a row's label names a sum: 'Tổng cộng', 'TOÀN TỈNH', 'Cộng huyện Sìn Hồ'."""
        return _is_total(text, self)

    def _dose(self, text: str) -> str | None:
        header = header_words(text)
        said = self.meanings("dose", text)
        if _SEVERAL_DOSES.search(folded(text)) or self._is_other_booster(header):
            return UNKNOWN
        if len(said) > 1:
            said = self._without_bare_booster(header)
        if said == {"additional", "dose_3"}:  # "Mũi 3 (BS+NL)": the header as written is kept with the figure
            return "dose_3"
        if len(said) > 1:
            return UNKNOWN
        if not said:
            return UNKNOWN if _UNKNOWN_DOSE.search(header) else None
        return next(iter(said))

    def _without_bare_booster(self, header: str) -> frozenset[str]:
        """'Mũi 4 (nhắc lại)' is dose 4; 'nhắc lại mũi 2' stays two things."""
        matches = set(self._found["dose"].find(header))
        named = frozenset(self._phrases["dose"][match] for match in matches - _BARE_BOOSTERS)
        return named if named <= {"dose_3", "dose_4"} else named | {"dose_3"}

    def _is_other_booster(self, header: str) -> bool:
        """Whether 'nhắc lại' is followed by an ordinal that no phrase of the vocabulary explains."""
        doses = self._found.get("dose")
        found = doses.find_ends(header) if doses else ()
        return any(phrase in _BARE_BOOSTERS and _ORDINAL.match(header, end) for phrase, end in found)

    def _find(self, facet: str, text: str) -> frozenset[str]:
        if facet not in self._found:
            return _NOTHING
        known = self._phrases[facet]
        return frozenset(known[phrase] for phrase in self._found[facet].find(header_words(text)))


_TOTAL_WORDS = {words("tổng"), words("cộng")}


def vocabulary(
    units: Iterable[Unit], aliases: Iterable[tuple[str, str]], synonyms: Iterable[tuple[str, str, str]]
) -> Vocabulary:
    """A vocabulary from plain rows: units, (alias, unit code), (facet, meaning, phrase); the same for the same rows."""
    return _built(*(tuple(map(tuple, rows)) for rows in (units, aliases, synonyms)))


@lru_cache(4)
def _built(
    units: tuple[Unit, ...], aliases: tuple[tuple[str, str], ...], synonyms: tuple[tuple[str, str, str], ...]
) -> Vocabulary:
    return Vocabulary(UnitIndex(units, aliases), synonyms)


@lru_cache(20_000)
def _is_total(text: str, vocabulary: Vocabulary) -> bool:
    return words(text).split(" ", 1)[0] in _TOTAL_WORDS or vocabulary.whole("total", text) is not None


@lru_cache(20_000)
def header_words(text: str) -> str:
    """A header's words without accents: 'Mũi1 (%)' is 'mui 1 phan tram'."""
    said = _LETTER_DIGIT.sub(" ", folded(text).replace("%", " phan tram "))
    return _OTHER_SIGNS.sub(" ", said).strip()


def _with_or_without_accents(phrase: str) -> Iterator[str]:
    """A phrase in `words`, each word with its own accents or with none, so that 'hoàn' is not 'hoãn'."""
    return map(" ".join, product(*({word, plain(word)} for word in words(phrase).split())))
