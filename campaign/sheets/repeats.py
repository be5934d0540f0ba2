"""The same thing stated twice: two rows for one unit, or one figure in two tables."""

from __future__ import annotations

from typing import Any

from campaign.domain.figures import Denominator, Figure
from campaign.domain.findings import ERROR, INFO, Finding
from campaign.domain.units import UnitIndex
from campaign.sheets.counts import Counts
from campaign.sheets.result import Notes, Reading, cell_name
from campaign.sheets.rows import Body
from campaign.sheets.workbook import Sheet


def check_rows_twice(sheet: Sheet, body: Body, counts: Counts, column: int, units: UnitIndex, notes: Notes) -> None:
    """An error at the second of two rows with figures for one unit, group, dose and product; it is dropped."""
    seen: dict[tuple[Any, ...], int] = {}
    for position, unit in enumerate(body.units):
        key = unit[1:]
        if key not in seen or not any(sheet.rows[seen[key]][count] != "" for count in counts.columns):
            seen[key] = unit.row
            continue
        first = seen[key]
        if any(sheet.rows[unit.row][count] != "" for count in counts.columns):
            name = units.by_code[unit.unit].name
            notes.error("unit_twice", (unit.row, column), {"name": name, "other": cell_name(first, column)})
            for values in counts.columns.values():
                values[position] = None


def check_repeated(reading: Reading) -> None:
    """What a second table states again: dropped when it is equal, an error at its cell when it is not."""
    if len(reading.tables) < 2:
        return
    again = _keep_first(reading, reading.figures, 7, {5}) + _keep_first(reading, reading.denominators, 5, set())
    if again:
        reading.findings.append(Finding(INFO, "stated_again", values={"count": again}))


def _keep_first(reading: Reading, stated: list[Any], value: int, left_out: set[int]) -> int:
    """Drop every later statement of a key from `stated`; how many said the same value."""
    seen: dict[tuple[Any, ...], Figure | Denominator] = {}
    kept, again = [], 0
    for one in stated:
        key = tuple(part for place, part in enumerate(one[:-2]) if place != value and place not in left_out)
        first = seen.setdefault(key, one)
        if first is one:
            kept.append(one)
        elif first[value] == one[value]:
            again += 1
        else:
            reading.findings.append(_conflict(reading, first, one, value))
    stated[:] = kept
    return again


def _conflict(reading: Reading, first: Any, second: Any, value: int) -> Finding:
    here, there = reading.columns[second.column], reading.columns[first.column]
    values = {
        "name": second.unit,
        "value": second[value],
        "other_value": first[value],
        "other_sheet": there.sheet,
        "other_cell": f"{there.letter}{first.row}",
    }
    return Finding(ERROR, "stated_twice", here.sheet, f"{here.letter}{second.row}", values, answerable=True)
