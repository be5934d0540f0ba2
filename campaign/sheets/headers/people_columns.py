"""Columns of a file of populations: people alone, in columns of their own or in one that its rows explain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from campaign.domain.doses import RESIDENT
from campaign.sheets.files.workbook import Row
from campaign.sheets.headers.column_checks import is_filled
from campaign.sheets.headers.context import Context
from campaign.sheets.headers.headings import DENOMINATOR, FIGURE, IGNORED, NARROWEST, is_beside_doses
from campaign.sheets.result import ColumnMeaning, Notes
from campaign.sheets.words.vocabulary import Vocabulary

# What a column of a long table holds, by its whole header: the facet of the words, and the roles they give.
FACET = "people_role"
KIND, SOURCE, PEOPLE, VALID_FROM = "kind", "source", "people", "valid_from"
_AS_ROLE = {KIND: KIND, SOURCE: SOURCE, PEOPLE: DENOMINATOR, VALID_FROM: VALID_FROM}


def as_people(
    meanings: Sequence[ColumnMeaning], labels: Sequence[tuple[str, ...]], context: Context, roles: Iterable[str]
) -> list[ColumnMeaning]:
    """The meanings in a file of populations: a column headed by a group alone ('18+') counts its residents.

    The kind is the column's own, else the row's, else the title's ('Số người cần tiêm mũi 3'), else residents.
    `roles` are what the rows of the table's sections say beside its columns.
    """
    named = [_named(each, texts, context) for each, texts in zip(meanings, labels, strict=True)]
    named = _from_first_day(named)
    by_rows = {meaning.role for meaning in named} | set(roles)
    return [_settled(meaning, by_rows, context) for meaning in named]


def read_kind(text: str, vocabulary: Vocabulary) -> str | None:
    """The kind of denominator that a cell names, by its code or in words; None when it names none."""
    if text in NARROWEST:
        return text
    said = vocabulary.people(text)
    return next((kind for kind in NARROWEST if kind in said), None)


def is_any_dose(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell in a column of doses says that people are of no dose in particular."""
    return not text or vocabulary.whole("any_dose", text) is not None


def refuse_doses(
    meanings: Sequence[ColumnMeaning], rows: Sequence[Row], bottom: int, notes: Notes
) -> list[ColumnMeaning]:
    """The meanings without columns that count doses; an error at the first: such a file is a report.

    `bottom` is the header's last row.
    """
    counting = [place for place, each in enumerate(meanings) if each.role == FIGURE and is_filled(rows, place)]
    if counting:
        values = {"header": meanings[counting[0]].header, "count": len(counting)}
        notes.error("doses_in_populations", (bottom, counting[0]), values, answerable=False)
    return [each._replace(role=IGNORED, measure="") if each.role == FIGURE else each for each in meanings]


def _named(meaning: ColumnMeaning, labels: tuple[str, ...], context: Context) -> ColumnMeaning:
    said = context.vocabulary.whole(FACET, labels[-1]) if labels else None
    if said is None or meaning.role in ("unit", "unit_code"):
        return meaning
    return meaning._replace(role=_AS_ROLE[said])


def _from_first_day(meanings: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Where rows have a first and a last day, they hold from the first one."""
    roles = {each.role for each in meanings}
    first = next((role for role in (VALID_FROM, "period_start", "period_end") if role in roles), VALID_FROM)
    of_first = dict.fromkeys(("period_start", "period_end"), "note") | {first: VALID_FROM}
    return [each._replace(role=of_first.get(each.role, each.role)) for each in meanings]


def _settled(meaning: ColumnMeaning, roles: set[str], context: Context) -> ColumnMeaning:
    if _is_group_alone(meaning):
        meaning = meaning._replace(role=DENOMINATOR)
    if meaning.role != DENOMINATOR:
        return meaning
    kind = meaning.kind or ("" if KIND in roles else _kind_of_title(context))
    dose = meaning.dose or ("" if "dose" in roles or kind in ("", RESIDENT) else context.dose() or "")
    return meaning._replace(kind=kind, dose=dose, measure="", product="")


def _is_group_alone(meaning: ColumnMeaning) -> bool:
    counts = meaning.role == FIGURE and not is_beside_doses(meaning)
    return counts and bool(meaning.group) and not meaning.dose and not meaning.measure and not meaning.product


def _kind_of_title(context: Context) -> str:
    lines = (*context.lines, *context.sheet_lines, context.sheet)
    return next((kind for kind in (read_kind(line, context.vocabulary) for line in lines) if kind), RESIDENT)
