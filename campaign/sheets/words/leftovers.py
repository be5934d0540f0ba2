"""What the phrases of a label leave over: a header is taken at its word only when it says nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from campaign.domain.counting.periods import without_dates
from campaign.domain.doses import STOCK, VACCINE_MEASURES
from campaign.domain.names.text import folded
from campaign.sheets.words.ages import read_group, without_ages
from campaign.sheets.words.phrases import Phrases
from campaign.sheets.words.vocabulary import Vocabulary, header_words

# Beside what a word says nothing new: doses given, people to vaccinate, or what else is counted.
OF_DOSES, OF_PEOPLE, OF_OTHERS = "harmless_doses", "harmless_people", "harmless_others"
_ALWAYS = "harmless"
# The facets whose phrases explain a word there: a plan ('Kế hoạch') is explained beside people only.
_EXPLAINED = {
    OF_DOSES: ("dose", "group", "product", "measure"),
    OF_PEOPLE: ("dose", "group", "product", "denominator"),
    OF_OTHERS: ("dose", "group", "product", "measure"),
}
_SAYING = ("measure", "denominator", "rate", "ignored", "product")

# 'I. Mũi 1', '2) Mũi 2': a label's own number.
_NUMBER_BEFORE = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}|[a-e])\s*[.)]\s+")
_SHORT_DATE = re.compile(r"\b\d{1,2}/\d{1,2}(?:/20\d\d)?\b")
_NUMBER_OF_THIS_WEEK = re.compile(r"(?<=\btrong tuan )\d{1,2}\b")
# 'Còn lại' of vaccine is stock, of people it is not; and nobody receives, uses or wastes people.
_OF_VACCINE = re.compile(r"\b(?:vac ?xin|vaccine?s?|vx|vc|lieu)\b")
_OF_PEOPLE = re.compile(r"\b(?:nguoi|tre|doi tuong|dt|truong hop|ca|hoc sinh|dan)\b")
_LEFT = frozenset(("con", "lai"))
_YEAR = re.compile(r"\b(?:nam )?20[23]\d\b")


def says_something(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a label speaks of doses, people, groups or anything else a header speaks of."""
    if vocabulary.dose(text) or read_group(text, vocabulary) or vocabulary.whole("role", text) is not None:
        return True
    return any(vocabulary.meanings(facet, text) for facet in _SAYING) or bool(other_measure([text], vocabulary))


def unexplained(text: str, beside: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words of a label that no phrase explains and that are not harmless beside what it counts.

    'Nhân viên y tế mũi 3' leaves 'nhan vien y te': whom the column counts is more than its phrases say.
    """
    return _unexplained(text, beside, vocabulary)


def other_measure(labels: Iterable[str], vocabulary: Vocabulary) -> str | None:
    """The measure beside doses that a column's labels say together, when they say nothing else (OTHER_MEASURES)."""
    texts = tuple(labels)
    said = frozenset(word for text in texts for word in unexplained(text, OF_OTHERS, vocabulary))
    measure = _others(vocabulary).get(said) if said else None
    written = header_words(" / ".join(texts))
    if said == _LEFT and _OF_VACCINE.search(written):
        measure = STOCK
    return None if measure in VACCINE_MEASURES and _OF_PEOPLE.search(written) else measure


@lru_cache(20_000)
def _unexplained(text: str, beside: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    said = _NUMBER_BEFORE.sub("", folded(text))
    said = header_words(_SHORT_DATE.sub(" ", without_ages(without_dates(said))))
    said = _NUMBER_OF_THIS_WEEK.sub("", said)
    if beside == OF_PEOPLE:
        said = _YEAR.sub(" ", said)
    said = _explained(beside, vocabulary).without(said)
    return tuple(_harmless(beside, vocabulary).without(said).split())


@lru_cache(32)
def _explained(beside: str, vocabulary: Vocabulary) -> Phrases:
    return Phrases(phrase for facet in _EXPLAINED[beside] for phrase in vocabulary.phrases(facet))


@lru_cache(32)
def _harmless(beside: str, vocabulary: Vocabulary) -> Phrases:
    return Phrases((*vocabulary.phrases(_ALWAYS), *vocabulary.phrases(beside)))


@lru_cache(8)
def _others(vocabulary: Vocabulary) -> dict[frozenset[str], str]:
    known = vocabulary.phrases("other_measure").items()
    return {frozenset(unexplained(phrase, OF_OTHERS, vocabulary)): meaning for phrase, meaning in known}
