"""What the people of a file of populations say against one another: each a warning at the cell that looks wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from campaign.domain.counting.blocks import PeopleBlock
from campaign.domain.counting.figures import SourceColumn
from campaign.domain.doses import RESIDENT
from campaign.domain.findings import ERROR, WARNING, Finding
from campaign.domain.names.units import COMMUNE, DISTRICT, UnitIndex

# A population is decided some time ahead; a day further off is a slip of the hand (2032 for 2022).
FURTHEST_AHEAD = timedelta(days=366)


class _Cell(NamedTuple):
    value: int
    sheet: str
    cell: str


_Cells = dict[str, _Cell]  # by unit


def check_people(
    people: Sequence[PeopleBlock], columns: Sequence[SourceColumn], units: UnitIndex, today: date
) -> list[Finding]:
    """More people due than resident, a district that is not the sum of its communes, days that have yet to come."""
    stated: dict[tuple[str, str, str, date], _Cells] = defaultdict(dict)
    for block in people:
        stated[block.key].update(_cells(block, columns))
    return [
        *_check_days(people, columns, today),
        *(found for key, cells in stated.items() for found in _check_due(key, cells, stated, units)),
        *(found for cells in stated.values() for found in _check_communes(cells, units)),
    ]


def _cells(block: PeopleBlock, columns: Sequence[SourceColumn]) -> Iterator[tuple[str, _Cell]]:
    column = columns[block.column]
    for unit, row, value in zip(block.units, block.rows, block.values, strict=True):
        yield unit, _Cell(value, column.sheet, f"{column.letter}{row}")


def _check_days(people: Iterable[PeopleBlock], columns: Sequence[SourceColumn], today: date) -> Iterator[Finding]:
    """Once a day that is ahead, at its first cell."""
    told: set[date] = set()
    for block in people:
        if block.valid_from > today and block.valid_from not in told:
            told.add(block.valid_from)
            _, first = next(_cells(block, columns))
            far = block.valid_from > today + FURTHEST_AHEAD
            code, severity = ("valid_from_too_far", ERROR) if far else ("valid_from_ahead", WARNING)
            yield Finding(severity, code, first.sheet, first.cell, {"day": block.valid_from})


def _check_due(
    key: tuple[str, str, str, date],
    cells: _Cells,
    stated: dict[tuple[str, str, str, date], _Cells],
    units: UnitIndex,
) -> Iterator[Finding]:
    """People to vaccinate who are more than all people of the group."""
    group, dose, kind, day = key
    if kind == RESIDENT:
        return
    residents = {**stated.get((group, "", RESIDENT, day), {}), **stated.get((group, dose, RESIDENT, day), {})}
    for unit, here in cells.items():
        whole = residents.get(unit)
        if whole and here.value > whole.value:
            values = {"name": units.by_code[unit].name, "people": here.value, "residents": whole.value}
            yield Finding(WARNING, "due_over_residents", here.sheet, here.cell, values | {"other": whole.cell})


def _check_communes(cells: _Cells, units: UnitIndex) -> Iterator[Finding]:
    """A district beside all of its communes that is not their sum."""
    for unit, here in cells.items():
        if units.by_code[unit].kind != DISTRICT:
            continue
        communes = [each.code for each in units.units if each.parent == unit and each.kind == COMMUNE]
        if communes and all(code in cells for code in communes):
            added = sum(cells[code].value for code in communes)
            if added != here.value:
                values = {"name": units.by_code[unit].name, "stated": here.value, "sum": added}
                yield Finding(WARNING, "people_of_communes", here.sheet, here.cell, values)
