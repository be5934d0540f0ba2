"""The name at the head of each row under a header, and whether the row is numbered and has figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from campaign.domain.names.text import plain
from campaign.domain.names.units import OTHER, Unit
from campaign.sheets.files.workbook import Row, Sheet
from campaign.sheets.headers.tables import Table
from campaign.sheets.numbers.cells import is_dash, looks_like_number
from campaign.sheets.result import ColumnMeaning
from campaign.sheets.rows.row_periods import PeriodColumns
from campaign.sheets.words.names import is_numbered
from campaign.sheets.words.vocabulary import Vocabulary

_NUMBER = re.compile(r"\d+(?:\.\d+)*\.?")
_ROMAN = re.compile(r"[IVX]+\.?|[A-Z]\.?")

# Districts have police, army and hospital, too; the centre for disease control is the province's alone.
_ONLY_PROVINCIAL = frozenset({"cdc"})
_OF_PROVINCE = frozenset({"tinh", "chau"})  # 'tỉnh', 'Lai Châu'


class Places(NamedTuple):
    """The columns, from 0, that say whose a row is; None where the table has no such column."""

    unit: int
    district: int | None
    code: int | None
    number: int | None
    group: int | None
    dose: int | None
    product: int | None
    kind: int | None
    periods: PeriodColumns
    counts: tuple[int, ...]

    def facets(self) -> list[int]:
        """The columns that say of what a row's counts are: group, dose, product, kind of people."""
        return [column for column in (self.group, self.dose, self.product, self.kind) if column is not None]

    def names_facet(self, cells: Row) -> bool:
        """Whether a row says itself of what its counts are."""
        return any(text_of(cells[column]) for column in self.facets())


class RowLabel(NamedTuple):
    """A row that is not blank.

    `name` as written, from a merged cell above or the index column when its own cell is blank; `numbered` is None where
    the table's rows are not numbered at all.
    """

    row: int
    name: str
    numbered: bool | None
    has_figures: bool


def find_places(table: Table, meanings: Sequence[ColumnMeaning]) -> Places:
    """Which columns of a table name units, groups, doses and products, and which hold counts."""
    first: dict[str, int] = {}
    for column, meaning in enumerate(meanings):
        first.setdefault(meaning.role, column)
    counts = tuple(c for c, meaning in enumerate(meanings) if meaning.role in ("figure", "denominator"))
    unit, district = table.unit_columns[-1], table.unit_columns[-2] if len(table.unit_columns) > 1 else None
    return Places(
        unit,
        district,
        code=first.get("unit_code"),
        number=first.get("index"),
        group=first.get("group"),
        dose=first.get("dose"),
        product=first.get("product"),
        kind=first.get("kind"),
        periods=PeriodColumns(
            first.get("period"), first.get("period_start"), first.get("period_end", first.get("valid_from"))
        ),
        counts=counts,
    )


def read_row_labels(sheet: Sheet, table: Table, places: Places, vocabulary: Vocabulary) -> list[RowLabel]:
    """The labels of a table's rows down to its end: the next table, or where signatures begin."""
    merged = merged_values(sheet, table, places)
    reader = _Labels(places, merged, numbered=_is_numbered(sheet.rows, table, places))
    labels: list[RowLabel] = []
    for row in range(table.first, table.last + 1):
        cells = sheet.rows[row]
        if row in table.skipped or cells.count("") == len(cells):
            continue
        label = reader.read(row, cells)
        if label.name and not label.has_figures and _ends_table(label.name, vocabulary):
            table.last = row - 1
            break
        labels.append(label)
    return _with_rows_below(labels) if places.facets() else labels


def _with_rows_below(labels: list[RowLabel]) -> list[RowLabel]:
    """Where a unit has several rows, its name stands for the figures of those below it that have no name, too."""
    below, kept = False, []
    for label in reversed(labels):
        if label.name and below:
            label = label._replace(has_figures=True)
        below = not label.name and (below or label.has_figures)
        kept.append(label)
    return kept[::-1]


def merged_values(sheet: Sheet, table: Table, places: Places) -> dict[tuple[int, int], Any]:
    """What merged cells put over the naming columns of the body, by (row, column)."""
    columns = [column for column in places[:-2] if isinstance(column, int)]
    values = {}
    for top, left, bottom, right in sheet.merges:
        if bottom < table.first or top > table.last:
            continue
        for column in columns:
            if left <= column <= right:
                values.update({(row, column): sheet.rows[top][left] for row in range(top, bottom + 1)})
    return values


def may_be_of_district(unit: Unit | None, name: str) -> bool:
    """Whether, among a district's communes, a name such as 'Công an' is as likely the district's own body."""
    if unit is None or unit.kind != OTHER or unit.code in _ONLY_PROVINCIAL:
        return False
    return _OF_PROVINCE.isdisjoint(plain(name).split())


def text_of(value: Any) -> str:
    """A cell as text; whole numbers without decimals."""
    if isinstance(value, str):
        return value.strip()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


class _Labels:
    """Reads the labels of rows; what cells say is remembered, since long tables say the same again and again."""

    def __init__(self, places: Places, merged: dict[tuple[int, int], Any], *, numbered: bool) -> None:
        self.places, self.merged, self.numbered = places, merged, numbered
        self.known: dict[tuple[Any, Any], tuple[str, bool | None]] = {}

    def read(self, row: int, cells: Row) -> RowLabel:
        """The label of one row."""
        places = self.places
        said = (cells[places.unit], "" if places.number is None else cells[places.number])
        known = self.known.get(said) if not self.merged else None
        if known is None:
            known = self.known[said] = self._read(row, *said)
        return RowLabel(row, *known, self._has_figures(cells, known[0]))

    def _read(self, row: int, named: Any, numbering: Any) -> tuple[str, bool | None]:
        index = text_of(numbering)
        name = text_of(named) or text_of(self.merged.get((row, self.places.unit), ""))
        if not name and index and not _NUMBER.fullmatch(index) and not _ROMAN.fullmatch(index):
            name = index
        return name, self._numbering(row, name, index)

    def _has_figures(self, cells: Row, name: str) -> bool:
        """Whether a row has figures; a dash is one where the row says whose or of what it is."""
        counts = [cells[column] for column in self.places.counts]
        if any(type(value) is float for value in counts):
            return True
        if any(map(looks_like_number, counts)):
            return True
        return any(map(is_dash, counts)) and (bool(name) or self.places.names_facet(cells))

    def _numbering(self, row: int, name: str, index: str) -> bool | None:
        if is_numbered(name):
            return True
        if not self.numbered or self.places.number is None:
            return None
        number = index or text_of(self.merged.get((row, self.places.number), ""))
        if name and _ROMAN.fullmatch(number):  # districts have such numbers, and so have whole provinces
            return None
        return bool(_NUMBER.fullmatch(number))


def _is_numbered(rows: list[Row], table: Table, places: Places) -> bool:
    if places.number is None:
        return False
    body = (row for row in range(table.first, table.last + 1) if row not in table.skipped)
    return any(_NUMBER.fullmatch(text_of(rows[row][places.number])) for row in body)


def _ends_table(name: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.whole("signature", name) is not None
