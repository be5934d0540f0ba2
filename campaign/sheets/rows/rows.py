"""What each row under a header is: a unit's row, a total, or neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from campaign.domain.names.text import words
from campaign.domain.names.units import COMMUNE, DISTRICT, PROVINCE, Found, Unit
from campaign.sheets.files.workbook import Sheet
from campaign.sheets.headers.tables import Table
from campaign.sheets.result import NOTHING, QUOTED, ColumnMeaning, Notes, Values
from campaign.sheets.rows.body_rows import TOTAL, Body, BodyReader, BodyRow
from campaign.sheets.rows.row_labels import (
    Places,
    RowLabel,
    find_places,
    may_be_of_district,
    merged_values,
    read_row_labels,
    text_of,
)
from campaign.sheets.rows.row_questions import RowQuestions
from campaign.sheets.rows.same_rows import rows_as_named, rows_known_to
from campaign.sheets.rows.unnamed_rows import UNTOLD, UnnamedRows
from campaign.sheets.words.names import bare_name
from campaign.sheets.words.vocabulary import Vocabulary

_COMMUNES_LOOKED_AT = 3
# 'Lũy kế đến ngày 16/5', 'Cộng dồn toàn tỉnh': no unit's row.
_SUMMARIES = tuple(map(words, ("lũy kế", "lũy tích", "cộng dồn")))


def read_rows(
    sheet: Sheet,
    table: Table,
    meanings: Sequence[ColumnMeaning],
    vocabulary: Vocabulary,
    within: str | None,
    notes: Notes,
    *,
    period_given: bool = False,
    whose: Unit | None = None,
    of_people: bool = False,
) -> Body:
    """Tell a table's rows apart. `within` is the district whose communes it lists, where title or sheet name it.

    `whose`: the unit that a table whose rows name groups is of.
    `period_given`: a person chose the period, so a column of periods is not needed.
    `of_people`: the rows state people alone, who may be of any dose.
    Unknown and ambiguous units, and figures without a unit, are findings; totals are never units.
    """
    places, known = find_places(table, meanings), rows_known_to(vocabulary)
    asked = None if notes.answers.any() else rows_as_named(sheet, table, places, within, whose, period_given, of_people)
    told = known.find(asked)
    if told:
        table.last = told.last
        return told.body
    found = len(notes.findings)
    given = {"period_given": period_given, "of_people": of_people}
    body = _read_rows(sheet, table, places, vocabulary, within, notes, given, whose)
    if asked and len(notes.findings) == found:
        known.keep(asked, body, table.last)
    return body


def _read_rows(
    sheet: Sheet,
    table: Table,
    places: Places,
    vocabulary: Vocabulary,
    within: str | None,
    notes: Notes,
    given: Mapping[str, bool],
    whose: Unit | None,
) -> Body:
    labels = read_row_labels(sheet, table, places, vocabulary)
    merged, questions = merged_values(sheet, table, places), RowQuestions(notes, vocabulary.units)
    body = BodyReader(sheet.rows, places, vocabulary, questions, table.sections, merged, **given)
    reader = _Rows(sheet, labels, body, within, notes)
    reader.whose = whose
    for position, label in enumerate(labels):
        if not reader.read_again(label):
            reader.read(label, labels[position + 1 : position + 1 + _COMMUNES_LOOKED_AT])
    return body.finish()


class _Rows:
    """Goes down the rows, remembering the unit above (for names written once) and the district (for its communes)."""

    def __init__(
        self, sheet: Sheet, labels: Sequence[RowLabel], body: BodyReader, within: str | None, notes: Notes
    ) -> None:
        self.rows, self.labels, self.body, self.notes = sheet.rows, labels, body, notes
        self.places, self.vocabulary = body.places, body.vocabulary
        self.merged, self.sections = body.merged, body.sections
        self.units, self.questions = self.vocabulary.units, body.questions
        self.within = self.district = within
        self.unnamed = UnnamedRows(sheet, body, notes)
        self.above: Unit | str | None = UNTOLD  # a unit, TOTAL, None after a row that is neither
        self.whose: Unit | None = None  # whose all rows are, where they name groups
        self.known: dict[tuple[Any, ...], tuple[Unit, BodyRow]] = {}
        self.listed: dict[str | None, set[str]] = {}  # communes named in the table, by their district
        self.naming = [column for column in self.places[1:8] if column is not None]

    def read_again(self, label: RowLabel) -> bool:
        """Read a row whose cells named the same, without doubt, before; False where none did.

        Only in tables whose rows stand for themselves: with a code each, without merged names or sections.
        """
        known = self.known.get(self._said(label)) if self.known else None
        if known is None:
            return False
        self.above, row = known
        self.body.add_again(label.row, row)
        return True

    def read(self, label: RowLabel, following: Sequence[RowLabel]) -> None:
        """Read one row."""
        before, district = len(self.notes.findings), self.district
        self._read(label, following)
        alone = self.places.code is not None and not self.merged and not self.sections.named
        if not alone or len(self.notes.findings) > before or self.district != district or not self.body.body.units:
            return
        last = self.body.body.units[-1]
        if last.row == label.row and isinstance(self.above, Unit) and self._by_code(label):
            self.known[self._said(label)] = self.above, last

    def _said(self, label: RowLabel) -> tuple[Any, ...]:
        """What the cells of a row name, and the district it stands under."""
        cells = self.rows[label.row]
        return (
            label.name,
            label.numbered,
            label.has_figures,
            self.district,
            *[cells[column] for column in self.naming],
        )

    def _read(self, label: RowLabel, following: Sequence[RowLabel]) -> None:
        coded = self._by_code(label) if self.places.code is not None else None
        if coded:
            self.above = self._agreed(coded, label)
        elif label.name in self.sections.between:
            place, values = (label.row, self.places.unit), {"text": label.name[:QUOTED]}
            self.notes.error("section_between", place, values, answerable=False)
            self.above = None
        elif self.sections.find(label.name):
            self.above = None if self.sections.lead else self.above
            self.body.add_section(label, self.above)
            return
        elif not label.name and self.unnamed.says_another(label.row):
            self.above = self.unnamed.read(label)
        elif not label.name:
            if not self.unnamed.goes_with(label, self.above, of_one=self.whose is not None):
                return
        elif self._is_summary(label):
            self.above = None
        elif self._is_total(label):
            self.above = TOTAL
        elif self.whose:
            self.above = self.whose
        else:
            self.above = self._find_named(label, following)
        if self.above is not None and self.above != UNTOLD:
            self.body.add(label, self.above)

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
        values = {"code": coded.code, "unit": coded.name, "name": label.name[:QUOTED]}
        self._ask_row("code_and_name", label.row, values)
        return None

    def _is_summary(self, label: RowLabel) -> bool:
        """Whether the row compares or averages ("Lũy kế", "Tuần trước"): neither a unit nor a sum of the rows above."""
        said = self.vocabulary.whole("summary", label.name)
        return said is not None or words(label.name).startswith(_SUMMARIES)

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
        named = (found.unit,) if found.unit else found.candidates
        if named and self._may_be_whole_district(named[0], label):
            found = Found(None, (self.units.by_code[named[0].parent or ""], *named))
        unit = found.unit or self.questions.unit(label, (label.row, self.places.unit), found, self.district)
        if unit is None:
            return None
        if self._is_elsewhere(unit):
            district = self.units.by_code[self.district or ""].name
            self._ask_row("unit_elsewhere", label.row, {"name": label.name[:QUOTED], "district": district})
            return None
        if unit.kind == DISTRICT and self.places.district is None:
            leads = self._leads_communes(unit, label, following)
            self.district = unit.code if leads else self.within
        return unit

    def _by_elimination(self, found: Found) -> Found:
        """The one commune left of several with the name, when other rows name all the others in full.

        'Mường Tè' beside 'TT Mường Tè' can only be the commune: a unit has one row.
        """
        if not found.candidates or not all(unit.kind == COMMUNE for unit in found.candidates):
            return found
        others = {self._find(bare_name(label.name), self.district, label.numbered).unit for label in self.labels}
        left = [unit for unit in found.candidates if unit not in others]
        return Found(left[0]) if len(left) == 1 else found

    def _may_be_whole_district(self, unit: Unit, label: RowLabel) -> bool:
        """Whether 'Sìn Hồ' in the sheet of its district is as likely the district as its town: no other commune of it
        stands in the table."""
        if unit.kind != COMMUNE or self.places.district is not None:
            return False
        bare = self.units.find(bare_name(label.name), None, numbered=True)
        named = {one.code for one in (bare.unit, *bare.candidates) if one}
        return unit.parent in named and not self._communes_beside(unit)

    def _communes_beside(self, unit: Unit) -> bool:
        if unit.parent not in self.listed:
            found = (self._find(bare_name(each.name), unit.parent, True).unit for each in self.labels if each.name)
            self.listed[unit.parent] = {one.code for one in found if one and one.kind == COMMUNE}
        return bool(self.listed[unit.parent] - {unit.code})

    def _is_elsewhere(self, unit: Unit) -> bool:
        """Whether a row with a column for its district names another district beside it."""
        return self.places.district is not None and unit.kind == DISTRICT and self.district not in (None, unit.code)

    def _leads_communes(self, unit: Unit, label: RowLabel, following: Sequence[RowLabel]) -> bool:
        """Whether the next name below is a commune of this district: then this row heads a group."""
        for below in following:
            if below.name and below.name != label.name:
                if self._find(bare_name(below.name), None, True).unit == unit:  # its town, or the district again
                    continue
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
        elif self.unnamed.is_unreadable(place):
            self.district = self.within

    def _ask_row(self, code: str, row: int, values: Values = NOTHING) -> None:
        column = self.places.unit
        self.questions.row(code, (row, column), text_of(self.rows[row][column]), values)
