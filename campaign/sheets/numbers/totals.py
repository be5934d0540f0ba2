"""Total rows, held against the rows they sum. A total is checked and never imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from campaign.domain.names.units import COMMUNE, UnitIndex
from campaign.sheets.files.workbook import Sheet
from campaign.sheets.numbers.cells import read_count
from campaign.sheets.numbers.counts import Counts
from campaign.sheets.result import Notes
from campaign.sheets.rows.body_rows import Body, BodyRow

_Scope = tuple[int, ...]  # positions in the body's unit rows


def check_totals(sheet: Sheet, body: Body, counts: Counts, units: UnitIndex, notes: Notes) -> None:
    """A warning at each cell of a total row that is not the sum of its rows.

    Offices put totals on top, at the bottom and after each district, for all rows or those of one age group; which rows
    a total sums is taken from its numbers: the rows that explain most of its columns.
    """
    positions = {unit.row: position for position, unit in enumerate(body.units)}
    ends = sorted(total.row for total in body.totals)
    for total in body.totals:
        stated = _stated(sheet, total, counts)
        scope = _best(_scopes(total, body.units, positions, ends, units), stated, counts) if stated else ()
        if scope:
            _report(total, stated, scope, counts, body.units, notes)


def _stated(sheet: Sheet, total: BodyRow, counts: Counts) -> dict[int, int]:
    cells = sheet.rows[total.row]
    read = {column: read_count(cells[column]) for column in counts.columns}
    return {column: value for column, value in read.items() if isinstance(value, int)}


def _scopes(
    total: BodyRow, units: Sequence[BodyRow], positions: dict[int, int], ends: list[int], index: UnitIndex
) -> Iterator[_Scope]:
    """The sets of rows that a total can mean, the likeliest first, each when it is asked for."""
    fitting = [p for p, unit in enumerate(units) if _fits(total, unit)]
    communes = [p for p in fitting if index.by_code[units[p].unit].kind == COMMUNE]
    of_communes = set(communes)
    yield tuple(p for p in fitting if p not in of_communes)
    yield tuple(communes)
    above = max((end for end in ends if end < total.row), default=-1)
    yield tuple(p for p in fitting if above < units[p].row < total.row)
    below = min((end for end in ends if end > total.row), default=1 << 30)
    yield tuple(p for p in fitting if total.row < units[p].row < below)
    last = max((unit.row for unit in units if unit.row < total.row), default=None)
    yield tuple(p for p in fitting if last is not None and units[p].unit == units[positions[last]].unit)
    yield tuple(fitting)


def _fits(total: BodyRow, unit: BodyRow) -> bool:
    if not any((*total[2:5], total.kind)):
        return True
    pairs = zip((*total[2:5], total.kind), (*unit[2:5], unit.kind), strict=True)
    return all(not said or said == own for said, own in pairs)


def _best(scopes: Iterable[_Scope], stated: dict[int, int], counts: Counts) -> _Scope:
    """The first of those that explain most columns; () where there is none."""
    best: _Scope = ()
    most = -1
    for scope in filter(None, scopes):
        explained = sum(_sum(counts, column, scope) == value for column, value in stated.items())
        if explained > most:
            best, most = scope, explained
        if most == len(stated):
            break
    return best


def _sum(counts: Counts, column: int, scope: _Scope) -> int:
    values = counts.columns[column]
    return sum(filter(None, map(values.__getitem__, scope)))


def _report(
    total: BodyRow, stated: dict[int, int], scope: _Scope, counts: Counts, units: Sequence[BodyRow], notes: Notes
) -> None:
    rows = {units[position].row for position in scope}
    unknown = {column for row, column in counts.unreadable if row in rows}
    for column, value in stated.items():
        computed = _sum(counts, column, scope)
        if computed != value and column not in unknown:
            values = {"stated": value, "computed": computed, "difference": value - computed}
            notes.warn("total_mismatch", (total.row, column), values)
