"""Target groups as headers and titles name them: by age, by code, or by a phrase."""

from __future__ import annotations

import re
from functools import lru_cache

from campaign.domain.counting.periods import without_dates
from campaign.domain.names.text import folded, plain
from campaign.sheets.words.vocabulary import UNKNOWN, Vocabulary

# Ages in months, half-open, of the groups reported (Ministry of Health guidance: 12-17 is 12 to under 18).
AGES: dict[tuple[int, int | None], str] = {
    (216, None): "18+",
    (144, 216): "12-17",
    (60, 144): "5-11",
    (6, 60): "6m-4",
    (600, None): "50+",
    (780, None): "65+",
}
CODES = frozenset(AGES.values()) | {"underlying", "pregnant", "immobile", "hardship", "frontline"}
_ADULT = "18+"
_OF_ADULTS = CODES - {_ADULT, "12-17", "5-11", "6m-4"}

_UNIT = r"(thang tuoi|thang|th|tuoi|t)?"
# Not in '5-11/9' or '5-11.9', which are days.
_BETWEEN = re.compile(
    rf"(?<!\d)(?<!\d[/.])(\d{{1,2}})\s*{_UNIT}\s*(?:den|toi|-|–|—|~)\s*(duoi|<)?\s*(\d{{1,2}})\s*{_UNIT}\b"
    r"(?!\s*[/.]\s*\d)"
)
# 'Tuần 5-11': the days of a week.
_WEEK_DAYS = re.compile(r"\btuan\s*(?:tu\s+)?(?:ngay\s+)?\d{1,2}\s*(?:den|-|–|—)\s*\d{1,2}\b(?!\s*t(?:uoi)?\b)")
# In a title or a name, a bare '5-11' counts as ages only beside one of these.
_AGES_ARE_MEANT = re.compile(
    r"\btuoi\b|\b(?:tre|te|nhom|hoc sinh|lua|tro len)\b|[≥≤<>+]|(?<=\d)\s?t\b|\d\s*(?:thang tuoi|th\b)"
)
_FROM = re.compile(r"(?:>=|≥|>|\btren|\btu du|\btu|\bdu)?\s*(\d{1,2})\s*(?:tuoi|t)?\s*(?:tro len|\+(?!\s*\d))")
_OVER = re.compile(
    r"(?:>=|≥|>|\btren)\s*(\d{1,2})(?:\s*(?:tuoi|t)\b)?|(?:\btu du|\btu|\bdu)\s+(\d{1,2})\s*(?:tuoi|t)\b"
)
_BELOW = re.compile(r"(?:<|≤|\bduoi)\s*(\d{1,2})\s*(?:tuoi|thang|t)\b")
_ADULTS = frozenset({"18+", "50+", "65+"})
_CHILDREN = re.compile(r"\btre em\b")
_AGE_WORD = re.compile(r"\btuoi\b|\bthang tuoi\b")


def read_group(text: str, vocabulary: Vocabulary) -> str | None:
    """The group a text names; None when it names none.

    UNKNOWN for an age that is no reported group, for several, or for those outside one ('Trừ 18+', '18+ chưa tiêm').
    """
    return _read_group(text, vocabulary)


@lru_cache(20_000)
def read_titled_group(text: str, vocabulary: Vocabulary) -> str | None:
    """`read_group` of a title, a sheet's or a file's name, where '5-11' may be days unless it is all there is."""
    said = without_dates(text)
    if vocabulary.meanings("subgroup", text):
        return UNKNOWN
    if (
        _BETWEEN.fullmatch(_without_districts(said, vocabulary))
        or _AGES_ARE_MEANT.search(said)
        or vocabulary.meanings("group", text)
    ):
        return read_group(text, vocabulary)
    return None


def narrower(group: str, other: str) -> str:
    """Of two groups said of one figure the one that is part of the other; the first when neither is."""
    return other if group == _ADULT and other in _OF_ADULTS else group


def go_together(said: str, other: str) -> bool:
    """Whether two groups, doses or products can be said of one figure: the same, or one part of the other."""
    pair = {said, other}
    return len(pair) == 1 or "" in pair or (_ADULT in pair and pair - {_ADULT} <= _OF_ADULTS)


def without_ages(said: str) -> str:
    """A folded text with every age taken out, and the words that go with ages."""
    for pattern in (_BETWEEN, _FROM, _OVER, _BELOW):
        said = pattern.sub(" ", said)
    return said


def _without_districts(said: str, vocabulary: Vocabulary) -> str:
    """A folded name without the districts' it has: a sheet '5-11 Phong Thổ' is of an age."""
    for unit in vocabulary.units.mentioned(said):
        name = plain(unit.name)
        said = re.sub(rf"\b(?:{name}|{name.removeprefix('huyen ').removeprefix('thanh pho ')})\b", " ", said)
    return said.strip(" _-")


@lru_cache(20_000)
def _read_group(text: str, vocabulary: Vocabulary) -> str | None:
    if text.strip() in CODES:
        return text.strip()
    special = vocabulary.meanings("group", text)
    ages = _read_ages(_WEEK_DAYS.sub(" ", without_dates(text)))
    if (special or ages) and (vocabulary.negates(text) or _adds_children(ages, text)):
        return UNKNOWN
    if special:
        return next(iter(special)) if len(special) == 1 and ages <= {"18+"} else UNKNOWN
    if len(ages) > 1:
        return UNKNOWN
    return next(iter(ages), None)


def _adds_children(ages: set[str], text: str) -> bool:
    """'Người từ 18 tuổi trở lên và trẻ em': adults and somebody else."""
    return not ages.isdisjoint(_ADULTS) and bool(_CHILDREN.search(folded(text)))


def _read_ages(said: str) -> set[str]:
    found: set[str] = set()
    worded = bool(_AGE_WORD.search(said))
    for match in _BETWEEN.finditer(said):
        found |= _named(_interval(match), worded)
    rest = _BETWEEN.sub(" ", said)
    for pattern in (_FROM, _OVER):
        for match in pattern.finditer(rest):
            found |= _named((int(next(filter(None, match.groups()))) * 12, None), worded=True)
        rest = pattern.sub(" ", rest)
    if _BELOW.search(rest) or (worded and not found and any(map(str.isdigit, rest))):
        found.add(UNKNOWN)
    return found


def _interval(match: re.Match[str]) -> tuple[int, int | None]:
    low, low_unit, below, high, high_unit = match.groups()
    high_months = int(high) * (1 if (high_unit or "").startswith("th") else 12)
    low_months = int(low) * (1 if (low_unit or high_unit or "").startswith("th") else 12)
    return low_months, high_months if below else high_months + 12


def _named(interval: tuple[int, int | None], worded: bool) -> set[str]:
    """The group of an interval; an interval of no group is UNKNOWN when the text speaks of ages at all."""
    if interval in AGES:
        return {AGES[interval]}
    return {UNKNOWN} if worded else set()
