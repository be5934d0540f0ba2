"""What the labels over one column say by themselves: a figure, people, a rate, or something kept apart from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from campaign.domain.counting.periods import begins_late, without_dates
from campaign.domain.doses import ASSIGNED, DUE, IN_PERIOD, RESIDENT, STOCK, TO_DATE, TO_DATE_SUFFIX, is_other
from campaign.domain.names.text import folded
from campaign.sheets.files.parts import column_letters
from campaign.sheets.headers.context import measures_of, nearest
from campaign.sheets.result import ColumnMeaning
from campaign.sheets.words.ages import read_group
from campaign.sheets.words.leftovers import OF_DOSES, OF_PEOPLE, other_measure, unexplained
from campaign.sheets.words.vocabulary import ANOTHER_PERIOD, UNKNOWN, Vocabulary

FIGURE, DENOMINATOR, RATE, IGNORED, UNREAD = "figure", "denominator", "rate", "ignored", "unknown"
# Columns set aside for a word in their header; each is also the code of the warning that says so.
OTHER_COUNT, PEOPLE_OF_DAY = "other_count", "people_of_day"
SET_ASIDE = (ANOTHER_PERIOD, OTHER_COUNT, PEOPLE_OF_DAY)
# Behind the code of another measure whose header does not say whether it counts the period or to date.
UNTOLD = "?"

# Said together in one label ("Số đối tượng cần tiêm"), the narrower kind is meant.
NARROWEST = (DUE, ASSIGNED, RESIDENT)
_COUNT = "count"
# Of a month, quarter or year: neither the period reported nor the campaign to date.
_SPAN = re.compile(
    r"\b(?:thang|quy|nam)\s*(?:20\d\d|\d{1,2}(?!\s*tuoi)|[iv]{1,3}|nay)\b|\b(?:dau|trong|ca)\s+(?:thang|quy|nam)\b"
)
# 'Số trẻ 5-11 tuổi đã tiêm' counts doses, not people to vaccinate.
_VACCINATED = re.compile(r"\bda (?:duoc )?tiem\b|(?<!can )\bduoc tiem\b|\btiem duoc\b")
_MONTH = re.compile(r"\bthang\s*(?:\d{1,2}(?!\s*tuoi)|nay)\b|\b(?:trong|ca)\s+thang\b")


def read_header(column: int, labels: tuple[str, ...], vocabulary: Vocabulary) -> ColumnMeaning:
    """The meaning of a column (from 0) by its labels from the top down; what they do not say is ''.

    Besides the roles of a ColumnMeaning it may have one of SET_ASIDE.
    """
    return _read_header(labels, vocabulary)._replace(letter=column_letters(column))


@lru_cache(20_000)
def _read_header(labels: tuple[str, ...], vocabulary: Vocabulary) -> ColumnMeaning:
    empty = ColumnMeaning("", header_text(labels), "")
    if not labels:
        return empty._replace(role=IGNORED)
    upwards = labels[::-1]
    role = vocabulary.whole("role", upwards[0])
    if role and role != IGNORED and (len(labels) == 1 or role in ("note", "index", "unit")):
        return empty._replace(role=role)
    other = _read_other(labels, vocabulary)
    apart = "" if other else _read_apart(labels, vocabulary)
    if apart:
        return empty._replace(role=apart)
    meaning = empty._replace(
        group=nearest(upwards, lambda text: read_group(text, vocabulary)) or "",
        dose=nearest(upwards, vocabulary.named_dose if other else vocabulary.dose) or "",
        product=nearest(upwards, lambda text: next(iter(vocabulary.meanings("product", text)), None)) or "",
    )
    if other:
        unclear = UNKNOWN in (meaning.group, meaning.dose)
        return meaning._replace(role=OTHER_COUNT) if unclear else meaning._replace(role=FIGURE, measure=other)
    is_whole = bool(meaning.dose) and vocabulary.whole("total", upwards[0]) is not None  # 'Mũi 1': 'Tổng', 'Nam', 'Nữ'
    if not is_whole and not _recognised(upwards[0], vocabulary):
        return meaning._replace(role=UNREAD)
    return _without_leftovers(_of_span(_read_kind(meaning, upwards, vocabulary), labels), labels, vocabulary)


def is_beside_doses(meaning: ColumnMeaning) -> bool:
    """Whether a column counts something beside doses: vaccine, reactions, people not vaccinated."""
    return meaning.role == FIGURE and is_other(meaning.measure.removesuffix(UNTOLD))


def header_text(labels: Sequence[str]) -> str:
    """A column's header as written, parents first."""
    return " / ".join(labels)


def _read_other(labels: Sequence[str], vocabulary: Vocabulary) -> str:
    """The measure beside doses that a column holds, '' for none: received, deferred_to_date, wasted? (UNTOLD)."""
    code = other_measure(labels, vocabulary)
    if code is None or any(vocabulary.meanings("rate", text) for text in labels):
        return ""
    said = nearest(labels[::-1], lambda text: _stated_measure(text, vocabulary))
    if code == STOCK:
        return code
    return code + {IN_PERIOD: "", TO_DATE: TO_DATE_SUFFIX}.get(said or "", UNTOLD)


def _stated_measure(text: str, vocabulary: Vocabulary) -> str | None:
    said = measures_of(text, vocabulary) - {_COUNT}
    return next(iter(said)) if len(said) == 1 else None


def _read_apart(labels: Sequence[str], vocabulary: Vocabulary) -> str:
    """The role of a column that a word in any of its labels takes away from doses and people; '' for none.

    'Lũy kế' under 'Số hoãn tiêm' counts no doses, nor does 'Chưa tiêm' under 'Mũi 3'.
    """
    kept_apart = {meaning for text in labels for meaning in vocabulary.meanings("ignored", text)} - {"other"}
    changers = {changer for text in labels for changer in vocabulary.changers(text)}
    if not changers and not kept_apart:
        return ""
    if any(vocabulary.meanings("rate", text) for text in labels):
        return IGNORED
    return next((changer for changer in (ANOTHER_PERIOD, PEOPLE_OF_DAY) if changer in changers), OTHER_COUNT)


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
    measures = measures_of(text, vocabulary)
    people = vocabulary.people(text)
    stated = measures - {_COUNT}
    if people == {RESIDENT} and not stated and _VACCINATED.search(folded(text)):
        return FIGURE, _COUNT
    if people:
        if stated or _COUNT in measures:  # "Số đối tượng cần tiêm trong tuần": people, or doses?
            return UNREAD, ""
        return DENOMINATOR, next(kind for kind in NARROWEST if kind in people)
    if len(stated) > 1:
        return UNREAD, ""
    if stated or measures:
        return FIGURE, next(iter(stated), _COUNT)
    return "", ""


def _without_leftovers(meaning: ColumnMeaning, labels: Sequence[str], vocabulary: Vocabulary) -> ColumnMeaning:
    """A column whose labels say more than this program understands is asked about."""
    if meaning.role not in (FIGURE, DENOMINATOR) or UNKNOWN in meaning:
        return meaning
    beside = OF_DOSES if meaning.role == FIGURE else OF_PEOPLE
    if not any(unexplained(text, beside, vocabulary) for text in labels):
        return meaning
    return meaning._replace(role=UNREAD, dose=meaning.dose or UNKNOWN)


def _of_span(meaning: ColumnMeaning, labels: Sequence[str]) -> ColumnMeaning:
    """'Lũy kế tháng 4' is neither this period's count nor the one to date; a month's plan is no denominator."""
    said = [without_dates(text) for text in labels]
    late = meaning.measure == TO_DATE and any(begins_late(text, cumulated=True) for text in labels)
    if meaning.role == FIGURE and (late or any(map(_SPAN.search, said))):
        return meaning._replace(measure=UNKNOWN)
    if meaning.role == DENOMINATOR and any(map(_MONTH.search, said)):
        return meaning._replace(role=UNREAD, kind="")
    return meaning
