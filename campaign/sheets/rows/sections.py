"""Groups and doses that stand as rows of their own: over the units they are of, or under each unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.domain.names.text import folded
from campaign.sheets.files.workbook import Row
from campaign.sheets.numbers.cells import looks_like_number
from campaign.sheets.rows.row_facets import read_row_dose, read_row_group
from campaign.sheets.words.names import bare_name
from campaign.sheets.words.vocabulary import Vocabulary

# A longer text is a note.
LONGEST = 60
# 'Trong đó: từ 50 tuổi' under a unit is part of its figures, not all of them.
_PART = re.compile(r"\b(?:trong do|bao gom|rieng)\b")
_SECTION, _UNIT = "section", "unit"
_DOSE_NUMBERS = frozenset(("I", "II", "III", "IV"))


class Section(NamedTuple):
    """What a row such as 'I. Người từ 18 tuổi trở lên' names; '' for what it does not."""

    group: str
    dose: str


class Sections(NamedTuple):
    """By text, the sections of a table; `lead`: they stand over their units ('I. Mũi 3', then the districts).

    `between`: texts that name a group or dose somewhere among the units, so that what follows cannot be told.
    """

    named: Mapping[str, Section]
    lead: bool
    between: frozenset[str] = frozenset()

    def facets(self) -> set[str]:
        """What they say: 'group', 'dose'."""
        return {facet for section in self.named.values() for facet, said in section._asdict().items() if said}

    def find(self, name: str) -> Section | None:
        """The section that a row's name begins, or is."""
        return self.named.get(name) if self.named else None

    def over(self, section: Section | None, above: Section) -> Section:
        """What holds under a section: a dose within the group above it, a group without the dose before it."""
        if section is None or section.group:
            return section or above
        return section._replace(group=above.group)


NO_SECTIONS, NO_SECTION = Sections({}, lead=False), Section("", "")


def find_sections(rows: Sequence[Row], columns: Sequence[int], vocabulary: Vocabulary) -> Sections:
    """The sections among the names in a table's body; `columns` are the index column, if any, and the units' last."""
    found: dict[str, Section] = {}
    for column in columns:
        texts = {row[column].strip() for row in rows if type(row[column]) is str}
        read = {text: _read_section(text, vocabulary) for text in texts if len(text) <= LONGEST}
        found |= {text: section for text, section in read.items() if section}
    return _placed(rows, columns, found, vocabulary) if found else NO_SECTIONS


def _placed(rows: Sequence[Row], columns: Sequence[int], found: dict[str, Section], vocabulary: Vocabulary) -> Sections:
    """Over all units, or under each of them; anything else between units cannot be told apart."""
    named = [row for row in rows if any(type(row[column]) is str and row[column].strip() for column in columns)]
    kinds = [_kind(row, columns, found, vocabulary) for row in named]
    if next(filter(None, kinds), "") == _SECTION:
        return Sections(found, lead=True)
    texts = [_texts(row, columns) & found.keys() for row in named]
    last = max((place for place, kind in enumerate(kinds) if kind == _UNIT), default=-1)
    counted = [_has_number(row, columns[-1]) for row in named]
    places = [place for place, kind in enumerate(kinds) if kind == _SECTION and (counted[place] or place < last)]
    under = {text for place in places for text in texts[place]}
    parts = _PART.search(folded(" ".join(under)))
    if not parts and _stand_under_each(kinds, counted, places, {found[text] for text in under}):
        return Sections({text: found[text] for text in under}, lead=False)
    return Sections({}, lead=False, between=frozenset(under))


def _stand_under_each(kinds: list[str], counted: list[bool], places: list[int], said: set[Section]) -> bool:
    """Whether every unit with figures has such rows under it, all with figures, and several where it has its own."""
    if not all(counted[place] for place in places):
        return False
    units = [place for place, kind in enumerate(kinds) if kind == _UNIT]
    own = [place for place in units if counted[place]]
    followed = all(place + 1 in places for place in own)
    return followed and (len(said) > 1 or not own)


def _texts(row: Row, columns: Sequence[int]) -> set[str]:
    return {row[column].strip() for column in columns if type(row[column]) is str}


def _has_number(row: Row, column: int) -> bool:
    return any(map(looks_like_number, row[column + 1 :]))


def _read_section(text: str, vocabulary: Vocabulary) -> Section | None:
    name = bare_name(text)
    if len(name) < 2 or name.isdigit() or name in _DOSE_NUMBERS:
        return None
    group, dose = read_row_group(name, vocabulary), read_row_dose(name, vocabulary)
    if not group and not dose:
        return None
    found = vocabulary.units.find(name)
    return None if found.unit or found.candidates or vocabulary.is_total(name) else Section(group or "", dose or "")


def _kind(row: Row, columns: Sequence[int], named: Mapping[str, Section], vocabulary: Vocabulary) -> str:
    texts = _texts(row, columns)
    if not texts.isdisjoint(named):
        return _SECTION
    found = (vocabulary.units.find(bare_name(text)) for text in texts if not vocabulary.is_total(text))
    return _UNIT if any(one.unit or one.candidates for one in found) else ""
