"""Units (province, districts, communes and bodies outside districts) and finding them by name.

A name is matched exactly on its key, then without accents where that is still unique, never by likeness:
Tân Uyên and Than Uyên differ by one letter, Nậm Cha and Nậm Chà by one accent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from campaign.domain.names.text import REMEMBERED, key, plain, words

PROVINCE, DISTRICT, COMMUNE, OTHER = "province", "district", "commune", "other"

# Offered beside an unknown name.
NEAREST = 3

# Bodies that report for a place: taken off before its name, with or without "huyện" after them.
_BODIES = (
    "trung tâm y tế",
    "ban chỉ đạo",
    "ủy ban nhân dân",
    "trạm y tế",
    "phòng y tế",
    "ttyt",
    "ubnd",
    "bcđ",
    "tyt",
    "pyt",
)
# What stands before a name, and the type it says.
_TYPES = {
    "thành phố": "city",
    "thị trấn": "town",
    "t p": "city",
    "t t": "town",
    "tp": "city",
    "tt": "town",
    "huyện": "district",
    "h": "district",
    "phường": "ward",
    "p": "ward",
    "xã": "commune",
    "x": "commune",
    "tỉnh": "province",
}
_KIND_OF_TYPE = {
    "city": DISTRICT,
    "district": DISTRICT,
    "town": COMMUNE,
    "ward": COMMUNE,
    "commune": COMMUNE,
    "province": PROVINCE,
}


class Unit(NamedTuple):
    """A reporting unit; `kind` is province, district, commune or other, `parent` the code above it."""

    code: str
    name: str
    kind: str
    parent: str | None


class Found(NamedTuple):
    """The unit of a name; None with several `candidates` when the name fits more than one, with none when unknown."""

    unit: Unit | None
    candidates: tuple[Unit, ...] = ()


class _Name(NamedTuple):
    unit: Unit
    type: str
    key: str
    plain: str


_Words = tuple[str, ...]


def _by_first(phrases: Iterable[_Words]) -> dict[str, list[_Words]]:
    """By their first word, the longest first."""
    found: dict[str, list[_Words]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return found


_TYPE_WORDS = {tuple(words(phrase).split()): kind for phrase, kind in _TYPES.items()}
_TYPE_PHRASES = _by_first(_TYPE_WORDS)
_BODY_PHRASES = _by_first(tuple(words(phrase).split()) for phrase in (*_BODIES, *map(plain, _BODIES)))


class UnitIndex:
    """Units by code and by every name and alias."""

    def __init__(self, units: Iterable[Unit], aliases: Iterable[tuple[str, str]] = ()) -> None:
        self.units = tuple(Unit(*unit) for unit in units)  # rows of a database come as they are
        self.aliases = tuple((alias, code) for alias, code in aliases)
        self.by_code = {unit.code: unit for unit in self.units}
        self.names: list[_Name] = []
        for unit in self.units:
            self._add(unit.name, unit)
        for alias, code in self.aliases:
            self._add(alias, self.by_code[code])
        self._add_only_city()
        self._by_plain: dict[str, list[_Name]] = {}
        for name in self.names:
            self._by_plain.setdefault(name.plain, []).append(name)
        self._mentions = [(unit, self._mention_phrases(unit)) for unit in self.districts()]
        self._spoken_of: dict[str, tuple[Unit, ...]] = {}
        self._district_names = [f" {_bare_words(unit.name)} " for unit in self.districts()]
        self._whole = {key(unit.name): unit for unit in self.units}
        self._remembered: dict[tuple[str, str | None, bool | None], Found] = {}

    def find(self, name: str, within: str | None = None, *, numbered: bool | None = None) -> Found:
        """The unit that `name` means.

        `within` is the code of the district whose communes the sheet lists; without it districts come first and a
        commune is found only when no other commune has that name, even without accents. A bare name that a unit
        and the unit above it share (Lai Châu, Tam Đường) is the smaller one in a numbered row and the larger one
        in a row without a number; when rows are not numbered at all (None) it is ambiguous.
        """
        asked = (name, within, numbered)
        if asked not in self._remembered:
            self._remembered[asked] = self._find(name, within, numbered)
        return self._remembered[asked]

    def nearest(self, name: str, within: str | None = None) -> tuple[Unit, ...]:
        """Units whose names look most like `name`, to be offered, never taken."""
        from difflib import get_close_matches  # only an unknown name needs it

        pool: dict[str, Unit] = {}
        for known in self.names:
            if within is None or known.unit.parent == within or known.unit.kind != COMMUNE:
                pool.setdefault(known.plain, known.unit)
        close = get_close_matches(_parse(name)[2], pool, n=NEAREST, cutoff=0.5)
        return tuple(dict.fromkeys(pool[found] for found in close))

    def children(self, code: str) -> tuple[Unit, ...]:
        """The units right under a unit, in the order of the list."""
        return tuple(unit for unit in self.units if unit.parent == code)

    def districts(self) -> tuple[Unit, ...]:
        """The districts, in the order of the list."""
        return tuple(unit for unit in self.units if unit.kind == DISTRICT)

    def mentioned(self, text: str) -> tuple[Unit, ...]:
        """Districts that a title or file name speaks of: 'TRUNG TÂM Y TẾ HUYỆN TAM ĐƯỜNG'.

        The bare name is enough except where the province has it too.
        """
        if text not in self._spoken_of:
            said = f" {plain(text)} "
            found = (unit for unit, phrases in self._mentions if any(map(said.__contains__, phrases)))
            self._spoken_of[text] = tuple(found)
        return self._spoken_of[text]

    def without_names(self, text: str) -> str:
        """The words of a text, without accents and without the districts' names."""
        said = f" {plain(text)} "
        for name in self._district_names:
            said = said.replace(name, " ")
        return said.strip()

    def _mention_phrases(self, unit: Unit) -> list[str]:
        bare = _bare_words(unit.name)
        shared = any(other.kind == PROVINCE and _bare_words(other.name) == bare for other in self.units)
        prefixes = ("thanh pho", "tp") if _parse(unit.name)[0] == "city" else ("huyen", "h")
        return [f" {prefix} {bare} " for prefix in prefixes] + ([] if shared else [f" {bare} "])

    def _add(self, text: str, unit: Unit) -> None:
        kind, bare, without = _parse(text)
        if bare:
            self.names.append(_Name(unit, kind or _parse(unit.name)[0], bare, without))

    def _add_only_city(self) -> None:
        """'TP' alone, a sheet's name or a row, is the city when there is only one."""
        cities = [unit for unit in self.units if _parse(unit.name)[0] == "city"]
        if len(cities) == 1:
            for text in ("tp", "thành phố"):
                self.names.append(_Name(cities[0], "city", key(text), plain(text).replace(" ", "")))

    def _find(self, name: str, within: str | None, numbered: bool | None) -> Found:
        whole = self._whole.get(key(name))
        if whole and (whole.kind != COMMUNE or whole.parent == within):
            return Found(whole)
        kind, bare, without = _parse(name)
        spelled = [known for known in self._by_plain.get(without, []) if _lacks_accents_at_most(bare, known.key)]
        fitting = [known for known in spelled if _fits(known, kind)]
        inside = [known for known in fitting if known.unit.kind == COMMUNE and known.unit.parent == within]
        outside = [known for known in fitting if known.unit.kind != COMMUNE]
        if within and inside:
            above = [known for known in outside if known.unit.code == within] if not kind else []
            return _choose(_typed(inside, kind, bare), above, bare, numbered)
        if outside:
            return _choose(outside, [], bare, numbered)
        if within:
            return Found(None)
        return _only(_typed([known for known in fitting if known.unit.kind == COMMUNE], kind, bare))


@lru_cache(REMEMBERED)
def _lacks_accents_at_most(written: str, name: str) -> bool:
    """Whether a key is a name with some accents left out: 'tanuyen' is 'tânuyên', but 'thânuyên' is not 'thanuyên'."""
    if written == name or written.isascii():
        return True
    said, known = _marks(written), _marks(name)
    return len(said) == len(known) and all(marks <= of_name for marks, of_name in zip(said, known, strict=True))


def _marks(text: str) -> list[set[str]]:
    """The accents on each letter; the bar of đ is one."""
    letters: list[set[str]] = []
    for sign in unicodedata.normalize("NFD", text):
        if letters and unicodedata.combining(sign):
            letters[-1].add(sign)
        else:
            letters.append({sign} - {sign.replace("\u0111", "d")})
    return letters


def _parse(text: str) -> tuple[str, str, str]:
    """(type said or "", key of the bare name, the same without accents)."""
    said = words(text).split()
    for prefix in _BODY_PHRASES.get(said[0], ()) if said else ():
        if tuple(said[: len(prefix)]) == prefix and len(said) > len(prefix):
            said = said[len(prefix) :]
            break
    kind = ""
    for prefix in _TYPE_PHRASES.get(said[0], ()) if said else ():
        if tuple(said[: len(prefix)]) == prefix and len(said) > len(prefix):
            kind, said = _TYPE_WORDS[prefix], said[len(prefix) :]
            break
    else:
        kind, said = _parse_without_accents(said)
    bare = " ".join(said)
    return kind, key(bare), plain(bare).replace(" ", "")


_PLAIN_TYPES = {tuple(plain(" ".join(phrase)).split()): kind for phrase, kind in _TYPE_WORDS.items()}


def _parse_without_accents(said: list[str]) -> tuple[str, list[str]]:
    """'huyen Tam Duong': a type typed without accents."""
    for size in (2, 1):
        kind = _PLAIN_TYPES.get(tuple(plain(word) for word in said[:size]))
        if kind and len(said) > size and all(word.isascii() for word in said[:size]):
            return kind, said[size:]
    return "", said


def _bare_words(name: str) -> str:
    parts = plain(name).split()
    for size in (2, 1):
        if tuple(parts[:size]) in _PLAIN_TYPES:
            return " ".join(parts[size:])
    return " ".join(parts)


def _fits(known: _Name, kind: str) -> bool:
    return not kind or known.unit.kind == _KIND_OF_TYPE[kind] or (known.unit.kind == OTHER and not known.type)


def _typed(names: list[_Name], kind: str, bare: str) -> list[_Name]:
    """The names of the type said, where there are any: xã Mường Tè and thị trấn Mường Tè are two units."""
    return [known for known in names if known.type == kind] or names


def _choose(smaller: list[_Name], above: list[_Name], bare: str, numbered: bool | None) -> Found:
    exact = [known for known in smaller if known.key == bare] or smaller
    units = _distinct(exact)
    larger = _distinct(above) or tuple(unit for unit in units if unit.kind == PROVINCE)
    lower = tuple(unit for unit in units if unit not in larger)
    if not larger or not lower:
        return _one(units or larger)
    if numbered is None:
        return Found(None, lower + larger)
    return _one(lower if numbered else larger)


def _only(names: list[_Name]) -> Found:
    return _one(_distinct(names))


def _one(units: Sequence[Unit]) -> Found:
    return Found(units[0]) if len(units) == 1 else Found(None, tuple(units))


def _distinct(names: Iterable[_Name]) -> tuple[Unit, ...]:
    return tuple(dict.fromkeys(known.unit for known in names))
