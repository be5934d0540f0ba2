"""What each column means: its own header cell first, then its merged parents, then title, sheet and file."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.domain.doses import ANY_DOSE, ASSIGNED, DUE, RESIDENT
from campaign.sheets.ages import read_group
from campaign.sheets.context import Context, measures_of, nearest
from campaign.sheets.parts import column_letters
from campaign.sheets.result import ColumnMeaning, Notes
from campaign.sheets.tables import Table
from campaign.sheets.vocabulary import UNKNOWN, Vocabulary
from campaign.sheets.workbook import Row

# Said together in one label ("Số đối tượng cần tiêm"), the narrower kind is meant.
_NARROWEST = (DUE, ASSIGNED, RESIDENT)
_COUNT = "count"
_FIGURE, _DENOMINATOR, _RATE, _IGNORED, _UNKNOWN = "figure", "denominator", "rate", "ignored", "unknown"


def read_columns(table: Table, rows: Sequence[Row], context: Context, notes: Notes) -> list[ColumnMeaning]:
    """The meaning of every column of a table; `rows` are its body rows. What no rule can tell is a finding."""
    meanings = [_read_labels(column, texts, context.vocabulary) for column, texts in enumerate(table.labels.texts)]
    meanings = [_settle_by_values(column, meaning, rows, context) for column, meaning in enumerate(meanings)]
    for column in table.unit_columns:
        meanings[column] = meanings[column]._replace(role="unit")
    roles = {meaning.role for meaning in meanings}
    inherited = _Inherited(context, meanings, roles)
    settled = [_inherit(meaning, inherited) for meaning in meanings]
    settled = [_check(column, meaning, table, rows, notes) for column, meaning in enumerate(settled)]
    return _check_twice(settled, table, notes)


def header_text(labels: Sequence[str]) -> str:
    """A column's header as written, parents first."""
    return " / ".join(labels)


def _read_labels(column: int, labels: tuple[str, ...], vocabulary: Vocabulary) -> ColumnMeaning:
    header = header_text(labels)
    empty = ColumnMeaning(column_letters(column), header, "")
    if not labels:
        return empty._replace(role=_IGNORED)
    upwards = labels[::-1]
    role = vocabulary.whole("role", upwards[0])
    if role and (len(labels) == 1 or role in ("note", "index", "unit", _IGNORED)):
        return empty._replace(role=role)
    meaning = empty._replace(
        group=nearest(upwards, lambda text: read_group(text, vocabulary)) or "",
        dose=nearest(upwards, vocabulary.dose) or "",
        product=nearest(upwards, lambda text: next(iter(vocabulary.meanings("product", text)), None)) or "",
    )
    if not _recognised(upwards[0], vocabulary):
        return meaning._replace(role=_UNKNOWN)
    return _read_kind(meaning, upwards, vocabulary)


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
        if kind in (_RATE, _IGNORED, _UNKNOWN) and not counted:
            return meaning._replace(role=kind)
        if kind == _DENOMINATOR and not counted:
            return meaning._replace(role=kind, kind=what)
        if kind == _FIGURE and what == _COUNT:
            counted = True
        elif kind == _FIGURE:
            return meaning._replace(role=kind, measure=what)
    return meaning._replace(role=_FIGURE)


def _kind_of(text: str, vocabulary: Vocabulary) -> tuple[str, str]:
    if vocabulary.meanings("ignored", text):
        return _IGNORED, ""
    if vocabulary.meanings("rate", text):
        return _RATE, ""
    measures = vocabulary.meanings("measure", text) | measures_of(text, vocabulary)
    people = vocabulary.meanings("denominator", text)
    stated = measures - {_COUNT}
    if people:
        if stated or _COUNT in measures:  # "Số đối tượng cần tiêm trong tuần": people, or doses?
            return _UNKNOWN, ""
        return _DENOMINATOR, next(kind for kind in _NARROWEST if kind in people)
    if len(stated) > 1:
        return _UNKNOWN, ""
    if stated or measures:
        return _FIGURE, next(iter(stated), _COUNT)
    return "", ""


def _settle_by_values(column: int, meaning: ColumnMeaning, rows: Sequence[Row], context: Context) -> ColumnMeaning:
    """'Đối tượng' over numbers is people, over names a column of groups."""
    if meaning.role != "group":
        return meaning
    texts = {row[column] for row in rows[:200] if type(row[column]) is str and row[column].strip()}
    if any(read_group(text, context.vocabulary) for text in texts):
        return meaning
    kind = context.vocabulary.meanings("denominator", meaning.header)
    return meaning._replace(role=_DENOMINATOR, kind=RESIDENT) if kind else meaning


class _Inherited:
    """What a column without a group, dose or measure of its own takes over."""

    def __init__(self, context: Context, meanings: Sequence[ColumnMeaning], roles: set[str]) -> None:
        self.group = "" if "group" in roles else self._group(context, meanings)
        self.dose = "" if "dose" in roles else (context.dose() or UNKNOWN)
        self.measure = context.measure() or UNKNOWN

    @staticmethod
    def _group(context: Context, meanings: Sequence[ColumnMeaning]) -> str:
        """The title's group, and where the title has none, the only group that the table's header names."""
        named = {meaning.group for meaning in meanings if meaning.group}
        said = context.group()
        if len(named) == 1 and said in (None, *named):
            return next(iter(named))
        return said if said and not named else UNKNOWN


def _inherit(meaning: ColumnMeaning, inherited: _Inherited) -> ColumnMeaning:
    if meaning.role == _DENOMINATOR:
        return meaning._replace(group=meaning.group or inherited.group, dose=meaning.dose or ANY_DOSE)
    if meaning.role in (_FIGURE, _RATE):
        return meaning._replace(
            group=meaning.group or inherited.group,
            dose=meaning.dose or inherited.dose,
            measure=meaning.measure or (inherited.measure if meaning.role == _FIGURE else ""),
        )
    return meaning


def _check(column: int, meaning: ColumnMeaning, table: Table, rows: Sequence[Row], notes: Notes) -> ColumnMeaning:
    """Report what a column with numbers leaves unsaid; such a column is not read."""
    if meaning.role not in (_FIGURE, _DENOMINATOR, _UNKNOWN):
        return meaning
    if not any(_is_number(row[column]) for row in rows):
        return meaning._replace(role=_IGNORED) if meaning.role == _UNKNOWN else meaning
    place = (table.bottom, column)
    if meaning.role == _UNKNOWN:
        if meaning.group or meaning.dose:
            notes.error("unknown_column", place, {"header": meaning.header})
        else:
            notes.warn("column_not_read", place, {"header": meaning.header})
        return meaning
    unsaid = _unsaid(meaning)
    if unsaid is None:
        return meaning
    notes.error(unsaid, place, {"header" if unsaid == "unknown_measure" else "text": meaning.header})
    return meaning._replace(role=_UNKNOWN)


def _unsaid(meaning: ColumnMeaning) -> str | None:
    if meaning.dose == UNKNOWN:
        return "unknown_dose"
    if meaning.group == UNKNOWN:
        return "unknown_group"
    if meaning.role == _FIGURE and meaning.measure == UNKNOWN:
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
        if meaning.role not in (_FIGURE, _DENOMINATOR):
            continue
        first = seen.setdefault(meaning[2:], meaning)
        if first is not meaning:
            values = {"first": first.letter, "second": meaning.letter, "what": meaning.header}
            notes.error("same_meaning", (table.bottom, column), values)
            meanings = [m._replace(role=_UNKNOWN) if m is meaning else m for m in meanings]
    return meanings
