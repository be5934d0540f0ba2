"""What the labels over one column say by themselves: a figure, people, a rate, or something kept apart from them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaign.domain.doses import ASSIGNED, DUE, RESIDENT
from campaign.domain.periods import without_dates
from campaign.sheets.ages import read_group
from campaign.sheets.context import measures_of, nearest
from campaign.sheets.parts import column_letters
from campaign.sheets.result import ColumnMeaning
from campaign.sheets.vocabulary import ANOTHER_PERIOD, UNKNOWN, Vocabulary

FIGURE, DENOMINATOR, RATE, IGNORED, UNREAD = "figure", "denominator", "rate", "ignored", "unknown"
# Columns set aside for a word in their header; each is also the code of the warning that says so.
OTHER_COUNT = "other_count"
SET_ASIDE = (ANOTHER_PERIOD, OTHER_COUNT)

# Said together in one label ("Số đối tượng cần tiêm"), the narrower kind is meant.
_NARROWEST = (DUE, ASSIGNED, RESIDENT)
_COUNT = "count"
# Of a month, quarter or year: neither the period reported nor the campaign to date.
_SPAN = re.compile(
    r"\b(?:thang|quy|nam)\s*(?:20\d\d|\d{1,2}(?!\s*tuoi)|[iv]{1,3}|nay)\b|\b(?:dau|trong|ca)\s+(?:thang|quy|nam)\b"
)
_MONTH = re.compile(r"\bthang\s*(?:\d{1,2}(?!\s*tuoi)|nay)\b|\b(?:trong|ca)\s+thang\b")


def read_header(column: int, labels: tuple[str, ...], vocabulary: Vocabulary) -> ColumnMeaning:
    """The meaning of a column (from 0) by its labels from the top down; what they do not say is ''.

    Besides the roles of a ColumnMeaning it may have one of SET_ASIDE.
    """
    empty = ColumnMeaning(column_letters(column), header_text(labels), "")
    if not labels:
        return empty._replace(role=IGNORED)
    upwards = labels[::-1]
    role = vocabulary.whole("role", upwards[0])
    if role and (len(labels) == 1 or role in ("note", "index", "unit", IGNORED)):
        return empty._replace(role=role)
    apart = _read_apart(labels, vocabulary)
    if apart:
        return empty._replace(role=apart)
    meaning = empty._replace(
        group=nearest(upwards, lambda text: read_group(text, vocabulary)) or "",
        dose=nearest(upwards, vocabulary.dose) or "",
        product=nearest(upwards, lambda text: next(iter(vocabulary.meanings("product", text)), None)) or "",
    )
    if not _recognised(upwards[0], vocabulary):
        return meaning._replace(role=UNREAD)
    return _of_span(_read_kind(meaning, upwards, vocabulary), labels)


def header_text(labels: Sequence[str]) -> str:
    """A column's header as written, parents first."""
    return " / ".join(labels)


def _read_apart(labels: Sequence[str], vocabulary: Vocabulary) -> str:
    """The role of a column that a word in any of its labels takes away from doses and people; '' for none.

    'Lũy kế' under 'Số hoãn tiêm' counts no doses, nor does 'Chưa tiêm' under 'Mũi 3'.
    """
    kept_apart = {meaning for text in labels for meaning in vocabulary.meanings("ignored", text)} - {"other"}
    if kept_apart:
        return IGNORED
    changers = {changer for text in labels for changer in vocabulary.changers(text)}
    if not changers:
        return ""
    if any(vocabulary.meanings("rate", text) for text in labels):
        return IGNORED
    return ANOTHER_PERIOD if ANOTHER_PERIOD in changers else OTHER_COUNT


def _recognised(text: str, vocabulary: Vocabulary) -> bool:
    facets = ("measure", "denominator", "rate", "ignored", "product", "group")
    return bool(
        vocabulary.dose(text)
        or read_group(text, vocabulary)
        or any(vocabulary.meanings(facet, text) for facet in facets)
        or measures_of(text, vocabulary)
    )


def _read_kind(meaning: ColumnMeaning, upwards: Sequence[str], vocabulary: Vocabulary) -> ColumnMeaning:
    """Figure, denominator, rate or ignored: the nearest label that says one.

    A plain count ('Số lượng') leaves the measure to the labels above it.
    """
    counted = False
    for text in upwards:
        kind, what = _kind_of(text, vocabulary)
        if kind in (RATE, IGNORED, UNREAD) and not counted:
            return meaning._replace(role=kind)
        if kind == DENOMINATOR and not counted:
            return meaning._replace(role=kind, kind=what)
        if kind == FIGURE and what == _COUNT:
            counted = True
        elif kind == FIGURE:
            return meaning._replace(role=kind, measure=what)
    return meaning._replace(role=FIGURE)


def _kind_of(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    if vocabulary.meanings("ignored", text):
        return IGNORED, ""
    if vocabulary.meanings("rate", text):
        return RATE, ""
    measures = vocabulary.meanings("measure", text) | measures_of(text, vocabulary)
    people = vocabulary.meanings("denominator", text)
    stated = measures - {_COUNT}
    if people:
        if stated or _COUNT in measures:  # "Số đối tượng cần tiêm trong tuần": people, or doses?
            return UNREAD, ""
        return DENOMINATOR, next(kind for kind in _NARROWEST if kind in people)
    if len(stated) > 1:
        return UNREAD, ""
    if stated or measures:
        return FIGURE, next(iter(stated), _COUNT)
    return "", ""


def _of_span(meaning: ColumnMeaning, labels: Sequence[str]) -> ColumnMeaning:
    """'Lũy kế tháng 4' is neither this period's count nor the one to date; a month's plan is no denominator."""
    said = [without_dates(text) for text in labels]
    if meaning.role == FIGURE and any(map(_SPAN.search, said)):
        return meaning._replace(measure=UNKNOWN)
    if meaning.role == DENOMINATOR and any(map(_MONTH.search, said)):
        return meaning._replace(role=UNREAD, kind="")
    return meaning
