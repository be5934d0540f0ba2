"""What each column means: its own header cell first, then its merged parents, then title, sheet and file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaign.domain.doses import ANY_DOSE, IN_PERIOD, RESIDENT, TO_DATE, TO_DATE_SUFFIX, VACCINE_MEASURES
from campaign.domain.names.text import folded
from campaign.domain.questions import COLUMN, Answer
from campaign.sheets.files.workbook import Row
from campaign.sheets.headers.column_checks import ANSWERED, Asking, check_columns
from campaign.sheets.headers.context import Context
from campaign.sheets.headers.headings import (
    DENOMINATOR,
    FIGURE,
    IGNORED,
    RATE,
    UNREAD,
    UNTOLD,
    header_text,
    is_beside_doses,
    read_header,
)
from campaign.sheets.headers.layouts import Layout
from campaign.sheets.headers.people_columns import as_people, refuse_doses
from campaign.sheets.headers.tables import Table
from campaign.sheets.result import ColumnMeaning, Notes
from campaign.sheets.words.ages import read_group
from campaign.sheets.words.vocabulary import UNKNOWN

# What an answer can make of a column; those that say whose a row is are not asked about.
ANSWERS = (FIGURE, DENOMINATOR, RATE, IGNORED)
_OF_CAMPAIGN = re.compile(r"\b(?:chien dich|trien khai|tu truoc)\b")
_FIXED = frozenset(("unit", "unit_code", "index", "group", "dose", "product", "period", "period_start", "period_end"))


def read_columns(
    table: Table, rows: Sequence[Row], context: Context, layout: Layout, notes: Notes
) -> list[ColumnMeaning]:
    """The meaning of every column of a table; `rows` are its body rows. What no rule can tell is asked, unless it was
    answered before."""
    labels = [tuple(map(context.without_week, texts)) for texts in table.labels.texts]
    meanings = [read_header(column, texts, context.vocabulary) for column, texts in enumerate(labels)]
    headers = map(header_text, table.labels.texts)
    meanings = [each._replace(header=header) for each, header in zip(meanings, headers, strict=True)]
    meanings = _begun_late(meanings, context)
    meanings = [_settle_by_values(column, meaning, rows, context) for column, meaning in enumerate(meanings)]
    meanings = [each._replace(subject=subject) for each, subject in zip(meanings, layout.subjects, strict=True)]
    for column in table.unit_columns:
        meanings[column] = meanings[column]._replace(role="group" if table.by_group else "unit")
    meanings = [_as_answered(column, each, table, layout, notes) for column, each in enumerate(meanings)]
    if context.of_people:
        meanings = as_people(meanings, labels, context, table.sections.facets())
        meanings = refuse_doses(meanings, rows, table.bottom, notes)
    roles = {meaning.role for meaning in meanings} | table.sections.facets()
    inherited = _Inherited(context, meanings, roles)
    settled = [_inherit(meaning, inherited) for meaning in meanings]
    settled = _with_rates_dose(settled)
    asking = Asking(table, layout, notes, context.doubt(), of_people=context.of_people)
    return check_columns(settled, rows, asking, context.vocabulary)


def _begun_late(meanings: list[ColumnMeaning], context: Context) -> list[ColumnMeaning]:
    """'Lũy kế' under a title 'Lũy kế từ 01/5' is no count to date, unless it says that it is one of the campaign."""
    if not context.begins_late():
        return meanings
    late = [each.measure == TO_DATE and not _OF_CAMPAIGN.search(folded(each.header)) for each in meanings]
    return [each._replace(measure=UNKNOWN) if is_late else each for each, is_late in zip(meanings, late, strict=True)]


def _as_answered(column: int, meaning: ColumnMeaning, table: Table, layout: Layout, notes: Notes) -> ColumnMeaning:
    """The column as somebody said it is; what the answer leaves unsaid is read as ever."""
    answer = notes.answer(COLUMN, meaning.subject, layout.signature)
    if answer is None or meaning.role in _FIXED or answer.value.get("role") not in ANSWERS:
        return meaning
    values = {"header": meaning.header, **answer.given}
    notes.inform("answered_column", (table.bottom, column), values)
    return _answered_meaning(meaning, answer)


def _answered_meaning(meaning: ColumnMeaning, answer: Answer) -> ColumnMeaning:
    said = {name: str(value or "") for name, value in answer.value.items() if name in ANSWERED}
    return meaning._replace(**{**dict.fromkeys(ANSWERED, ""), **said})


def _settle_by_values(column: int, meaning: ColumnMeaning, rows: Sequence[Row], context: Context) -> ColumnMeaning:
    """'Đối tượng' over numbers is people, over names a column of groups."""
    if meaning.role != "group":
        return meaning
    values = {row[column] for row in rows[:200]} - {"", None}
    texts = {value for value in values if type(value) is str and not any(map(str.isdigit, value))}
    if 2 * len(texts) > len(values) or any(
        read_group(value, context.vocabulary) for value in values if type(value) is str
    ):
        return meaning
    kind = context.vocabulary.meanings("denominator", meaning.header)
    return meaning._replace(role=DENOMINATOR, kind=RESIDENT) if kind else meaning


class _Inherited:
    """What a column without a group, dose or measure of its own takes over."""

    def __init__(self, context: Context, meanings: Sequence[ColumnMeaning], roles: set[str]) -> None:
        self.group, self.group_of_people = ("", "") if "group" in roles else self._groups(context, meanings)
        self.dose = "" if "dose" in roles else (context.dose() or UNKNOWN)
        named = "product" in roles or any(meaning.product for meaning in meanings)
        self.product = "" if named else context.product()
        self.measure = context.measure() or UNKNOWN
        # 'Số liệu đến ngày …' over a table that counts the week too: what a column without such a word counts is open.
        weekly = any(meaning.measure == IN_PERIOD for meaning in meanings)
        self.measure_of_others = UNKNOWN if weekly and self.measure == TO_DATE else self.measure

    @staticmethod
    def _groups(context: Context, meanings: Sequence[ColumnMeaning]) -> tuple[str, str]:
        """The group of columns that name none, and of residents that name none: the title's.

        Where the title has none, doses are of the people that the denominator names ('Dân số ≥18 tuổi'), when no other
        column names a group; what a column beside them counts says nothing ('Mũi 4 người trên 50 tuổi').
        """
        counting = [m for m in meanings if m.role in (FIGURE, DENOMINATOR, RATE, UNREAD) and not is_beside_doses(m)]
        naming = [meaning for meaning in counting if meaning.group]
        named, said = {meaning.group for meaning in naming}, context.group()
        if said:
            return (said, said) if named <= {said} else (UNKNOWN, UNKNOWN)
        if len(named) == 1 and all(meaning.role == DENOMINATOR for meaning in naming):
            return next(iter(named)), UNKNOWN
        return UNKNOWN, UNKNOWN


def _inherit(meaning: ColumnMeaning, inherited: _Inherited) -> ColumnMeaning:
    if meaning.role == DENOMINATOR:
        group = inherited.group_of_people if meaning.kind == RESIDENT else inherited.group
        return meaning._replace(group=meaning.group or group, dose=meaning.dose or ANY_DOSE)
    if is_beside_doses(meaning):
        return _inherit_other(meaning, inherited)
    if meaning.role in (FIGURE, RATE):
        return meaning._replace(
            group=meaning.group or inherited.group,
            dose=meaning.dose or inherited.dose,
            product=meaning.product or inherited.product,
            measure=meaning.measure or (inherited.measure if meaning.role == FIGURE else ""),
        )
    return meaning


def _inherit_other(meaning: ColumnMeaning, inherited: _Inherited) -> ColumnMeaning:
    """What such a column takes over where it is said at all: neither its group nor its dose is ever asked about."""
    code = meaning.measure.removesuffix(UNTOLD)
    if code != meaning.measure:
        said = {IN_PERIOD: code, TO_DATE: code + TO_DATE_SUFFIX}
        code = said.get(inherited.measure_of_others, meaning.measure)
    dose = "" if code.removesuffix(TO_DATE_SUFFIX) in VACCINE_MEASURES else inherited.dose
    group, dose = meaning.group or inherited.group, meaning.dose or dose
    return meaning._replace(group=_known(group), dose=_known(dose), measure=code)


def _known(said: str) -> str:
    return "" if said == UNKNOWN else said


def _with_rates_dose(meanings: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """A rate that names no dose is of the table's dose, when the table has only one."""
    doses = {meaning.dose for meaning in meanings if meaning.role == FIGURE and not is_beside_doses(meaning)}
    if len(doses) != 1:
        return meanings
    dose = next(iter(doses))
    return [m._replace(dose=dose) if m.role == RATE and m.dose == UNKNOWN else m for m in meanings]
