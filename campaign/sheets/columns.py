"""What each column means: its own header cell first, then its merged parents, then title, sheet and file."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.domain.doses import ANY_DOSE, RESIDENT
from campaign.sheets.ages import read_group
from campaign.sheets.context import Context
from campaign.sheets.headers import DENOMINATOR, FIGURE, IGNORED, RATE, SET_ASIDE, UNREAD, read_header
from campaign.sheets.result import ColumnMeaning, Notes
from campaign.sheets.tables import Table
from campaign.sheets.vocabulary import UNKNOWN
from campaign.sheets.workbook import Row


def read_columns(table: Table, rows: Sequence[Row], context: Context, notes: Notes) -> list[ColumnMeaning]:
    """The meaning of every column of a table; `rows` are its body rows. What no rule can tell is a finding."""
    meanings = [read_header(column, texts, context.vocabulary) for column, texts in enumerate(table.labels.texts)]
    meanings = [_settle_by_values(column, meaning, rows, context) for column, meaning in enumerate(meanings)]
    for column in table.unit_columns:
        meanings[column] = meanings[column]._replace(role="unit")
    roles = {meaning.role for meaning in meanings}
    inherited = _Inherited(context, meanings, roles)
    settled = [_inherit(meaning, inherited) for meaning in meanings]
    settled = _with_rates_dose(settled)
    settled = [_check(column, meaning, table, rows, notes) for column, meaning in enumerate(settled)]
    return _check_twice(settled, table, notes)


def _settle_by_values(column: int, meaning: ColumnMeaning, rows: Sequence[Row], context: Context) -> ColumnMeaning:
    """'Đối tượng' over numbers is people, over names a column of groups."""
    if meaning.role != "group":
        return meaning
    texts = {row[column] for row in rows[:200] if type(row[column]) is str and row[column].strip()}
    if any(read_group(text, context.vocabulary) for text in texts):
        return meaning
    kind = context.vocabulary.meanings("denominator", meaning.header)
    return meaning._replace(role=DENOMINATOR, kind=RESIDENT) if kind else meaning


class _Inherited:
    """What a column without a group, dose or measure of its own takes over."""

    def __init__(self, context: Context, meanings: Sequence[ColumnMeaning], roles: set[str]) -> None:
        self.group, self.group_of_people = ("", "") if "group" in roles else self._groups(context, meanings)
        self.dose = "" if "dose" in roles else (context.dose() or UNKNOWN)
        self.measure = context.measure() or UNKNOWN

    @staticmethod
    def _groups(context: Context, meanings: Sequence[ColumnMeaning]) -> tuple[str, str]:
        """The group of columns that name none, and of residents that name none: the title's.

        Where the title has none, doses are of the people that the denominator names ('Dân số ≥18 tuổi'), when no other
        column names a group; what a column beside them counts says nothing ('Mũi 4 người trên 50 tuổi').
        """
        naming = [m for m in meanings if m.group and m.role in (FIGURE, DENOMINATOR, RATE, UNREAD)]
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
    if meaning.role in (FIGURE, RATE):
        return meaning._replace(
            group=meaning.group or inherited.group,
            dose=meaning.dose or inherited.dose,
            measure=meaning.measure or (inherited.measure if meaning.role == FIGURE else ""),
        )
    return meaning


def _with_rates_dose(meanings: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """A rate that names no dose is of the table's dose, when the table has only one."""
    doses = {meaning.dose for meaning in meanings if meaning.role == FIGURE}
    if len(doses) != 1:
        return meanings
    dose = next(iter(doses))
    return [m._replace(dose=dose) if m.role == RATE and m.dose == UNKNOWN else m for m in meanings]


def _check(column: int, meaning: ColumnMeaning, table: Table, rows: Sequence[Row], notes: Notes) -> ColumnMeaning:
    """Report what a column with numbers leaves unsaid; such a column is not read."""
    if meaning.role not in (FIGURE, DENOMINATOR, UNREAD, *SET_ASIDE):
        return meaning
    if not any(_is_number(row[column]) for row in rows):
        return meaning if meaning.role in (FIGURE, DENOMINATOR) else meaning._replace(role=IGNORED)
    place = (table.bottom, column)
    if meaning.role in SET_ASIDE:
        notes.warn(meaning.role, place, {"header": meaning.header})
        return meaning._replace(role=IGNORED)
    if meaning.role == UNREAD:
        if meaning.group or meaning.dose:
            notes.error("unknown_column", place, {"header": meaning.header})
        else:
            notes.warn("column_not_read", place, {"header": meaning.header})
        return meaning
    unsaid = _unsaid(meaning)
    if unsaid is None:
        return meaning
    notes.error(unsaid, place, {"header" if unsaid == "unknown_measure" else "text": meaning.header})
    return meaning._replace(role=UNREAD)


def _unsaid(meaning: ColumnMeaning) -> str | None:
    if meaning.dose == UNKNOWN:
        return "unknown_dose"
    if meaning.group == UNKNOWN:
        return "unknown_group"
    if meaning.role == FIGURE and meaning.measure == UNKNOWN:
        return "unknown_measure"
    return None


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return any(map(str.isdigit, value)) and len(value) < 20
    return value is not None and value != ""


def _check_twice(meanings: list[ColumnMeaning], table: Table, notes: Notes) -> list[ColumnMeaning]:
    """Two columns that state the same thing: neither is taken for the other."""
    seen: dict[tuple[str, ...], ColumnMeaning] = {}
    for column, meaning in enumerate(meanings):
        if meaning.role not in (FIGURE, DENOMINATOR):
            continue
        first = seen.setdefault(meaning[2:], meaning)
        if first is not meaning:
            values = {"first": first.letter, "second": meaning.letter, "what": meaning.header}
            notes.error("same_meaning", (table.bottom, column), values)
            meanings = [m._replace(role=UNREAD) if m is meaning else m for m in meanings]
    return meanings
