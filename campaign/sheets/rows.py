"""What each row under a header is: a unit's row, a total, or neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from campaign.domain.figures import Period
from campaign.domain.units import COMMUNE, DISTRICT, PROVINCE, Found, Unit
from campaign.sheets.ages import read_group
from campaign.sheets.result import ColumnMeaning, Notes
from campaign.sheets.row_facets import read_row_dose, read_row_product
from campaign.sheets.row_labels import (
    Places,
    RowLabel,
    bare_name,
    find_places,
    may_be_of_district,
    merged_values,
    read_row_labels,
    text_of,
)
from campaign.sheets.row_periods import read_row_period
from campaign.sheets.tables import Table
from campaign.sheets.vocabulary import UNKNOWN, Vocabulary
from campaign.sheets.workbook import Sheet

_COMMUNES_LOOKED_AT = 3


class BodyRow(NamedTuple):
    """A row from 0: a unit's (`unit` is its code) or a total ("" ); group, dose, product where the row says them."""

    row: int
    unit: str
    group: str
    dose: str
    product: str
    period: Period | None = None


class Body(NamedTuple):
    """A table's rows of units and of totals, each in the order of the sheet."""

    units: list[BodyRow]
    totals: list[BodyRow]


def read_rows(
    sheet: Sheet,
    table: Table,
    meanings: Sequence[ColumnMeaning],
    vocabulary: Vocabulary,
    within: str | None,
    notes: Notes,
    *,
    period_given: bool = False,
) -> Body:
    """Tell a table's rows apart. `within` is the district whose communes it lists, where title or sheet name it.

    `period_given`: a person chose the period, so a column of periods is not needed.
    Unknown and ambiguous units, and figures without a unit, are findings; totals are never units.
    """
    places = find_places(table, meanings)
    labels = read_row_labels(sheet, table, places, vocabulary)
    reader = _Rows(sheet, places, vocabulary, within, notes, merged_values(sheet, table, places))
    reader.period_given = period_given
    reader.labels = labels
    for position, label in enumerate(labels):
        reader.read(label, labels[position + 1 : position + 1 + _COMMUNES_LOOKED_AT])
    return reader.body


class _Rows:
    """Goes down the rows, remembering the unit above (for names written once) and the district (for its communes)."""

    def __init__(
        self,
        sheet: Sheet,
        places: Places,
        vocabulary: Vocabulary,
        within: str | None,
        notes: Notes,
        merged: dict[tuple[int, int], object],
    ) -> None:
        self.rows, self.places, self.vocabulary, self.notes, self.merged = sheet.rows, places, vocabulary, notes, merged
        self.units = vocabulary.units
        self.within = self.district = within
        self.above: Unit | str | None = None  # a unit, "" after a total, None after a row that is neither
        self.period_given = False
        self.labels: Sequence[RowLabel] = ()
        self.has_periods = places.periods.any()
        self.body = Body([], [])

    def read(self, label: RowLabel, following: Sequence[RowLabel]) -> None:
        """Read one row."""
        coded = self._by_code(label) if self.places.code is not None else None
        if coded:
            self.above = self._agreed(coded, label)
        elif not label.name:
            if not self._goes_with_above(label):
                return
        elif self._is_summary(label):
            self.above = None
        elif self._is_total(label):
            self.above = ""
        else:
            self.above = self._find_named(label, following)
        if self.above is not None:
            self._add(label)

    def _by_code(self, label: RowLabel) -> Unit | None:
        code = text_of(self.rows[label.row][self.places.code or 0])
        return self.units.by_code.get(code) or self.units.by_code.get(code.zfill(5))

    def _agreed(self, coded: Unit, label: RowLabel) -> Unit | None:
        """The unit that code and name agree on: the code's own, or a commune named beside its district's code."""
        if not label.name or self._find(label.name, None, True).unit == coded:
            return coded
        within = coded.code if coded.kind == DISTRICT else coded.parent
        found = self._find(label.name, within, True)
        if coded in (found.unit, *found.candidates) or (found.unit and found.unit.parent == coded.code):
            return found.unit or coded
        values = {"code": coded.code, "unit": coded.name, "name": label.name[:80]}
        self.notes.error("code_and_name", (label.row, self.places.unit), values)
        return None

    def _is_summary(self, label: RowLabel) -> bool:
        """Whether the row compares or averages ("Lũy kế", "Tuần trước"): neither a unit nor a sum of the rows above."""
        return self.vocabulary.whole("summary", label.name) is not None

    def _is_total(self, label: RowLabel) -> bool:
        if self.vocabulary.is_total(bare_name(label.name)):
            return True
        found = self._find(bare_name(label.name), None, label.numbered).unit
        return found is not None and found.kind == PROVINCE

    def _find(self, name: str, within: str | None, numbered: bool | None) -> Found:
        found = self.units.find(name, within, numbered=numbered)
        return Found(None) if within and may_be_of_district(found.unit, name) else found

    def _find_named(self, label: RowLabel, following: Sequence[RowLabel]) -> Unit | None:
        self._read_district_column(label)
        found = self._find(label.name, self.district, label.numbered)
        if not found.unit and not found.candidates:
            found = self._find(bare_name(label.name), self.district, label.numbered)
        if found.unit is None:
            found = self._by_elimination(found)
        if found.unit is None:
            self._report(label, found)
        elif self._is_elsewhere(found.unit):
            district = self.units.by_code[self.district or ""].name
            place = (label.row, self.places.unit)
            self.notes.error("unit_elsewhere", place, {"name": label.name[:80], "district": district})
            return None
        elif found.unit.kind == DISTRICT and self.places.district is None:
            leads = self._leads_communes(found.unit, label, following)
            self.district = found.unit.code if leads else self.within
        return found.unit

    def _by_elimination(self, found: Found) -> Found:
        """The one commune left of several with the name, when other rows name all the others in full.

        'Mường Tè' beside 'TT Mường Tè' can only be the commune: a unit has one row.
        """
        if not all(unit.kind == COMMUNE for unit in found.candidates):
            return found
        others = {self._find(bare_name(label.name), self.district, label.numbered).unit for label in self.labels}
        left = [unit for unit in found.candidates if unit not in others]
        return Found(left[0]) if len(left) == 1 else found

    def _is_elsewhere(self, unit: Unit) -> bool:
        """Whether a row with a column for its district names another district beside it."""
        return self.places.district is not None and unit.kind == DISTRICT and self.district not in (None, unit.code)

    def _leads_communes(self, unit: Unit, label: RowLabel, following: Sequence[RowLabel]) -> bool:
        """Whether the next name below is a commune of this district: then this row heads a group."""
        for below in following:
            if below.name and below.name != label.name:
                found = self._find(bare_name(below.name), unit.code, below.numbered)
                return any(one.kind == COMMUNE for one in (found.unit, *found.candidates) if one)
        return False

    def _read_district_column(self, label: RowLabel) -> None:
        """In a table with a column for districts and one for communes, the first says where to look for the second."""
        if self.places.district is None:
            return
        place = (label.row, self.places.district)
        name = text_of(self.rows[place[0]][place[1]]) or text_of(self.merged.get(place, ""))
        if name:
            found = self._find(bare_name(name), None, True).unit
            self.district = found.code if found else self.within

    def _report(self, label: RowLabel, found: Found) -> None:
        if not label.has_figures:
            return
        place, name = (label.row, self.places.unit), label.name[:80]
        if found.candidates:
            candidates = ", ".join(unit.name for unit in found.candidates)
            self.notes.error("ambiguous_unit", place, {"name": name, "candidates": candidates})
            return
        nearest = ", ".join(unit.name for unit in self.units.nearest(bare_name(name), self.district))
        self.notes.error("unknown_unit", place, {"name": name, "nearest": nearest or "…"})

    def _goes_with_above(self, label: RowLabel) -> bool:
        """A row without a name belongs to the unit above when it names a group, dose or product of its own."""
        facets = (self.places.group, self.places.dose, self.places.product)
        if any(text_of(self.rows[label.row][column]) for column in facets if column is not None):
            return True
        if label.has_figures:
            self.notes.error("row_without_unit", (label.row, self.places.unit))
        return False

    def _add(self, label: RowLabel) -> None:
        total = self.above == ""
        group = self._facet(label.row, self.places.group, self._group, "unknown_group", total)
        dose = self._facet(label.row, self.places.dose, self._dose, "unknown_dose", total)
        if UNKNOWN in (group, dose):
            return
        code = self.above.code if isinstance(self.above, Unit) else ""
        rows = self.body.totals if total else self.body.units
        rows.append(BodyRow(label.row, code, group, dose, self._product(label.row), self._period(label.row)))

    def _facet(self, row: int, column: int | None, read: Callable[[str], str | None], code: str, total: bool) -> str:
        if column is None:
            return ""
        text = text_of(self.rows[row][column]) or text_of(self.merged.get((row, column), ""))
        said = (read(text) if text else None) or UNKNOWN
        if said == UNKNOWN and not total:
            self.notes.error(code, (row, column), {"text": text[:80]})
        return "" if said == UNKNOWN and total else said

    def _group(self, text: str) -> str | None:
        return read_group(text, self.vocabulary)

    def _dose(self, text: str) -> str | None:
        return read_row_dose(text, self.vocabulary)

    def _product(self, row: int) -> str:
        column = self.places.product
        return "" if column is None else read_row_product(text_of(self.rows[row][column]), self.vocabulary)

    def _period(self, row: int) -> Period | None:
        if not self.has_periods:
            return None
        period = read_row_period(self.rows[row], self.places.periods)
        if period is None and self.above != "" and not self.period_given:
            column = next(column for column in self.places.periods if column is not None)
            self.notes.error("no_period", (row, column))
        return period
