"""Rules that one table can break by itself: each a warning at the cell that looks wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from operator import le
from typing import TypeVar

from campaign.domain.counting.blocks import FigureBlock, PeopleBlock
from campaign.domain.doses import PREVIOUS_DOSE, TO_DATE, is_doses
from campaign.domain.names.units import COMMUNE, DISTRICT, UnitIndex
from campaign.sheets.files.workbook import Sheet
from campaign.sheets.numbers.cells import read_rate
from campaign.sheets.numbers.counts import Counts
from campaign.sheets.numbers.figures import TableFigures
from campaign.sheets.result import ColumnMeaning, Notes, cell_name, name_cells
from campaign.sheets.rows.body_rows import Body, BodyRow
from campaign.sheets.words.ages import go_together

# Rates stored in full differ by less than this.
SAME = 1e-9
NAN = float("nan")

_Key = tuple[str, str, str, date]  # group, dose, product, last day
_Block = TypeVar("_Block", FigureBlock, PeopleBlock)


def check_facets(body: Body, meanings: Sequence[ColumnMeaning], counts: Counts, notes: Notes) -> None:
    """An error where a row and a column name different groups, doses or products; such figures are dropped."""
    for facet in ("group", "dose", "product"):
        own = [getattr(row, facet) for row in body.units]
        named = set(own) - {""}
        if not named:
            continue
        for column, values in counts.columns.items():
            said = getattr(meanings[column], facet)
            unlike = {of_row for of_row in named if not go_together(said, of_row)}
            apart = [p for p, of_row in enumerate(own) if of_row in unlike and values[p] is not None] if unlike else []
            if apart:
                _drop(apart, column, values, (said, own[apart[0]]), body, notes)


def _drop(
    apart: Sequence[int], column: int, values: list[int | None], said: tuple[str, str], body: Body, notes: Notes
) -> None:
    cells = [cell_name(body.units[position].row, column) for position in apart]
    names = {"column": said[0], "row": said[1], "count": len(cells), "cells": name_cells(cells)}
    notes.error("facets_differ", (body.units[apart[0]].row, column), names, answerable=False)
    for position in apart:
        values[position] = None


class TableStated:
    """A table's figures and denominators by what they are of, with their cells."""

    def __init__(self, made: TableFigures, letters: dict[int, int]) -> None:
        self.letters = letters  # index into the reading's columns -> column from 0
        self.to_date: dict[_Key, list[FigureBlock]] = {}
        self.in_period: dict[_Key, list[FigureBlock]] = {}
        for block in made.figures:
            if is_doses(block.measure):
                of_measure = self.to_date if block.measure == TO_DATE else self.in_period
                of_measure.setdefault((*block[:3], block.period_end), []).append(block)
        self.people: dict[tuple[str, str, date], list[PeopleBlock]] = {}
        for people in made.people:
            self.people.setdefault((people.group, people.dose, people.valid_from), []).append(people)

    def place(self, block: FigureBlock | PeopleBlock, position: int) -> tuple[int, int]:
        """Row and column from 0 of one number of a block."""
        return block.rows[position] - 1, self.letters[block.column]

    def cell(self, block: FigureBlock | PeopleBlock, position: int) -> str:
        """Its address: 'E14'."""
        return cell_name(*self.place(block, position))

    def people_of(self, group: str, dose: str, day: date) -> list[list[PeopleBlock]]:
        """The denominators of this dose, and those for any dose, which hold for units that have none of this one."""
        found = (self.people.get((group, of_dose, day)) for of_dose in dict.fromkeys((dose, "")))
        return [blocks for blocks in found if blocks]


def check_figures(stated: TableStated, notes: Notes) -> None:
    """More in the period than to date, of a dose than of the one before, than people; a sum unlike its parts."""
    for key, blocks in stated.in_period.items():
        for block, p, other, q in _greater(blocks, stated.to_date.get(key, ())):
            values = {"in_period": block.values[p], "to_date": other.values[q], "other": stated.cell(other, q)}
            notes.warn("in_period_over_to_date", stated.place(block, p), values)
    for (group, dose, product, day), blocks in stated.to_date.items():
        before = stated.to_date.get((group, PREVIOUS_DOSE.get(dose, ""), product, day), ())
        for block, p, other, q in _greater(blocks, before):
            values = {"value": block.values[p], "before": other.values[q], "other": stated.cell(other, q)}
            notes.warn("dose_order", stated.place(block, p), values)
        _check_people(blocks, stated.people_of(group, dose, day), stated, notes)
    for of_measure in (stated.in_period, stated.to_date):
        _check_parts(of_measure, stated, notes)


def _check_people(
    blocks: Sequence[FigureBlock], denominators: list[list[PeopleBlock]], stated: TableStated, notes: Notes
) -> None:
    """More doses than people: the fewest people stated for the unit and dose, else for the unit and any dose."""
    known: set[str] = set()
    for people in denominators:
        least: dict[tuple[int, str], tuple[FigureBlock, int, PeopleBlock, int]] = {}
        for block, p, other, q in _greater(blocks, people):
            if block.units[p] not in known:
                found = least.setdefault((block.rows[p], block.units[p]), (block, p, other, q))
                if other.values[q] < found[2].values[found[3]]:
                    least[block.rows[p], block.units[p]] = (block, p, other, q)
        for block, p, other, q in least.values():
            values = {"value": block.values[p], "people": other.values[q], "other": stated.cell(other, q)}
            notes.warn("over_denominator", stated.place(block, p), values)
        known.update(unit for each in people for unit in each.units)


def _greater(blocks: Sequence[FigureBlock], others: Sequence[_Block]) -> Iterator[tuple[FigureBlock, int, _Block, int]]:
    """Each number, as a block and a place in it, that is greater than the same unit's number in other blocks."""
    for block in blocks:
        for other in others:
            if block.units == other.units and all(map(le, block.values, other.values)):
                continue
            places = {unit: place for place, unit in enumerate(other.units)}
            for place, unit in enumerate(block.units):
                beside = places.get(unit)
                if beside is not None and block.values[place] > other.values[beside]:
                    yield block, place, other, beside


def _check_parts(of_measure: dict[_Key, list[FigureBlock]], stated: TableStated, notes: Notes) -> None:
    """A total stated beside its vaccines that is not their sum; one vaccine alone may leave others out."""
    parts: dict[tuple[str, str, date, str], list[tuple[FigureBlock, int]]] = {}
    for (group, dose, product, day), blocks in of_measure.items():
        for block in blocks if product else ():
            for place, unit in enumerate(block.units):
                parts.setdefault((group, dose, day, unit), []).append((block, place))
    for (group, dose, day, unit), cells in parts.items():
        wholes = [block for block in of_measure.get((group, dose, "", day), ()) if unit in block.units]
        for whole in wholes:
            place, added = whole.units.index(unit), sum(block.values[place] for block, place in cells)
            if added > whole.values[place] or (added < whole.values[place] and len(cells) > 1):
                names = name_cells([stated.cell(*cell) for cell in cells])
                values = {"stated": whole.values[place], "sum": added, "cells": names}
                notes.warn("parts_mismatch", stated.place(whole, place), values)


def check_rates(
    sheet: Sheet, meanings: Sequence[ColumnMeaning], body: Body, counts: Counts, stated: TableStated, notes: Notes
) -> None:
    """A stated rate that is not doses to date over any denominator of the table, beyond its own rounding."""
    for column, meaning in enumerate(meanings):
        if meaning.role != "rate":
            continue
        exact = _exact_rates(meaning, meanings, counts)
        for position, unit in enumerate(body.units):
            written = sheet.rows[unit.row][column]
            if exact and type(written) is float and abs(written - exact[position]) < SAME:
                continue
            _check_rate(read_rate(written), unit, column, meaning, stated, notes)


def _exact_rates(meaning: ColumnMeaning, meanings: Sequence[ColumnMeaning], counts: Counts) -> list[float]:
    """The rates that the table's own columns give, NaN where they give none; most cells agree with these at once."""
    facets = (meaning.group, meaning.dose, meaning.product)
    done = [c for c, m in enumerate(meanings) if m.measure == TO_DATE and (m.group, m.dose, m.product) == facets]
    people = [c for c, m in enumerate(meanings) if m.kind and m.group == meaning.group and m.dose in (meaning.dose, "")]
    if not done or not people or done[0] not in counts.columns or people[-1] not in counts.columns:
        return []
    pairs = zip(counts.columns[done[0]], counts.columns[people[-1]], strict=True)
    return [of / among if of is not None and among else NAN for of, among in pairs]


def _check_rate(
    written: float | None, unit: BodyRow, column: int, meaning: ColumnMeaning, stated: TableStated, notes: Notes
) -> None:
    if written is None:
        return
    group, dose = meaning.group or unit.group, meaning.dose or unit.dose
    for (*of, day), blocks in stated.to_date.items():
        if of != [group, dose, meaning.product or unit.product]:
            continue
        done = _value_at(blocks, unit)
        people = [_value_of(each, unit.unit) for kinds in stated.people_of(group, dose, day) for each in kinds]
        known = [value for value in people if value is not None]
        if done is not None and known and not any(_agrees(written, done, value) for value in known):
            _report_rate(unit.row, column, written, done, known[0], notes)


def _value_at(blocks: Sequence[FigureBlock], unit: BodyRow) -> int | None:
    """The number that stands in a unit's own row."""
    for block in blocks:
        place = bisect_left(block.rows, unit.row + 1)
        if place < len(block.rows) and block.rows[place] == unit.row + 1:
            return block.values[place]
    return None


def _value_of(block: PeopleBlock, unit: str) -> int | None:
    return block.values[block.units.index(unit)] if unit in block.units else None


def check_units(body: Body, units: UnitIndex, within: str | None, column: int, notes: Notes) -> None:
    """Districts missing from a provincial table, and communes missing from a district's list."""
    present = {row.unit for row in body.units}
    kinds = [units.by_code[code] for code in present]
    expected = [unit for unit in units.districts() if within is None and any(one.kind == DISTRICT for one in kinds)]
    parents = {one.parent for one in kinds if one.kind == COMMUNE}
    if len(present) > 1:
        expected += [unit for unit in units.units if unit.parent in parents and unit.kind == COMMUNE]
    if parents and not any(one.kind == DISTRICT and one.code not in parents for one in kinds):
        expected = [unit for unit in expected if unit.kind == COMMUNE]
    missing = [unit.name for unit in expected if unit.code not in present]
    if missing and body.units:
        notes.inform("units_missing", (body.units[0].row, column), {"names": ", ".join(missing)})


def _agrees(written: float, done: int, people: int) -> bool:
    """Whether a rate, as a fraction or in percent, is done / people to the digits it has."""
    if not people:
        return done == 0
    exact = done / people
    if abs(written - exact) < SAME:
        return True
    digits = len(repr(written).partition(".")[2]) if written != int(written) else 0
    rounding = 0.5 * 10**-digits * 1.02
    return abs(written - exact) <= max(rounding if digits else 0, SAME) or abs(written - 100 * exact) <= rounding


def _report_rate(row: int, column: int, written: float, done: int, people: int, notes: Notes) -> None:
    computed = done / people if people else 0.0
    percent = written if written > 2 else 100 * written
    values = {"stated": _percent(percent), "computed": _percent(100 * computed)}
    notes.warn("rate_mismatch", (row, column), values | {"done": done, "people": people})


def _percent(value: float) -> str:
    return f"{value:.1f}".replace(".", ",") + " %"
