"""Rules that one table can break by itself: each a warning at the cell that looks wrong."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.domain.doses import PREVIOUS_DOSE, TO_DATE
from campaign.domain.figures import Denominator, Figure
from campaign.domain.units import COMMUNE, DISTRICT, UnitIndex
from campaign.sheets.cells import read_rate
from campaign.sheets.counts import Counts
from campaign.sheets.figures import TableFigures
from campaign.sheets.result import ColumnMeaning, Notes, cell_name, name_cells
from campaign.sheets.rows import Body, BodyRow
from campaign.sheets.workbook import Sheet

# Rates stored in full differ by less than this.
SAME = 1e-9
NAN = float("nan")

_Key = tuple[str, str, str, str]


class Stated:
    """A table's figures and denominators by unit, group, dose and product, with their cells."""

    def __init__(self, made: TableFigures, letters: dict[int, int]) -> None:
        self.letters = letters  # index into the reading's columns -> column from 0
        self.to_date: dict[_Key, Figure] = {}
        self.in_period: dict[_Key, Figure] = {}
        for figure in made.figures:
            (self.to_date if figure.measure == TO_DATE else self.in_period)[figure[:4]] = figure
        self.people: dict[tuple[str, str, str], list[Denominator]] = {}
        for denominator in made.denominators:
            self.people.setdefault(denominator[:3], []).append(denominator)

    def place(self, source: Figure | Denominator) -> tuple[int, int]:
        """Row and column from 0 of a figure or denominator."""
        return source.row - 1, self.letters[source.column]

    def cell(self, source: Figure | Denominator) -> str:
        """Its address: 'E14'."""
        return cell_name(*self.place(source))

    def people_of(self, unit: str, group: str, dose: str) -> list[Denominator]:
        """The denominators of this dose, else those for any dose."""
        return self.people.get((unit, group, dose)) or self.people.get((unit, group, ""), [])


def check_figures(stated: Stated, notes: Notes) -> None:
    """More in the period than to date, of a dose than of the one before, than people; a sum unlike its parts."""
    for key, figure in stated.in_period.items():
        to_date = stated.to_date.get(key)
        if to_date and figure.value > to_date.value:
            values = {"in_period": figure.value, "to_date": to_date.value, "other": stated.cell(to_date)}
            notes.warn("in_period_over_to_date", stated.place(figure), values)
    for (unit, group, dose, product), figure in stated.to_date.items():
        before = stated.to_date.get((unit, group, PREVIOUS_DOSE.get(dose, ""), product))
        if before and figure.value > before.value:
            values = {"value": figure.value, "before": before.value, "other": stated.cell(before)}
            notes.warn("dose_order", stated.place(figure), values)
        over = [people for people in stated.people_of(unit, group, dose) if figure.value > people.people]
        if over:
            least = min(over, key=lambda people: people.people)
            values = {"value": figure.value, "people": least.people, "other": stated.cell(least)}
            notes.warn("over_denominator", stated.place(figure), values)
    for figures in (stated.in_period, stated.to_date):
        _check_parts(figures, stated, notes)


def _check_parts(figures: dict[_Key, Figure], stated: Stated, notes: Notes) -> None:
    """A total stated beside its vaccines that is not their sum; one vaccine alone may leave others out."""
    parts: dict[tuple[str, str, str], list[Figure]] = {}
    for (*of, product), figure in figures.items():
        if product:
            parts.setdefault((of[0], of[1], of[2]), []).append(figure)
    for (unit, group, dose), of_products in parts.items():
        total = figures.get((unit, group, dose, ""))
        added = sum(figure.value for figure in of_products)
        if total and (added > total.value or (added < total.value and len(of_products) > 1)):
            cells = name_cells([stated.cell(figure) for figure in of_products])
            notes.warn("parts_mismatch", stated.place(total), {"stated": total.value, "sum": added, "cells": cells})


def check_rates(
    sheet: Sheet, meanings: Sequence[ColumnMeaning], body: Body, counts: Counts, stated: Stated, notes: Notes
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
    written: float | None, unit: BodyRow, column: int, meaning: ColumnMeaning, stated: Stated, notes: Notes
) -> None:
    if written is None:
        return
    group, dose = meaning.group or unit.group, meaning.dose or unit.dose
    figure = stated.to_date.get((unit.unit, group, dose, meaning.product or unit.product))
    people = [*stated.people_of(unit.unit, group, dose), *stated.people.get((unit.unit, group, ""), [])]
    if figure is None or figure.row != unit.row + 1 or not people:
        return
    if not any(_agrees(written, figure.value, one.people) for one in people):
        _report_rate(unit.row, column, written, figure, people[0], notes)


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


def _report_rate(row: int, column: int, written: float, figure: Figure, people: Denominator, notes: Notes) -> None:
    computed = figure.value / people.people if people.people else 0.0
    percent = written if written > 2 else 100 * written
    values = {"stated": _percent(percent), "computed": _percent(100 * computed)}
    notes.warn("rate_mismatch", (row, column), values | {"done": figure.value, "people": people.people})


def _percent(value: float) -> str:
    return f"{value:.1f}".replace(".", ",") + " %"
