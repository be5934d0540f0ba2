"""The same thing stated twice: two rows for one unit, or one figure in two tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from campaign.domain.counting.blocks import FigureBlock, PeopleBlock
from campaign.domain.findings import ERROR, INFO, Finding
from campaign.domain.names.units import UnitIndex
from campaign.domain.questions import CELL, INSTEAD, ROW, Choice, Question
from campaign.sheets.answers import Answers
from campaign.sheets.files.workbook import Sheet
from campaign.sheets.numbers.counts import Counts
from campaign.sheets.result import Notes, Reading, cell_name, cell_subject, row_subject
from campaign.sheets.rows.body_rows import Body

_Block = TypeVar("_Block", FigureBlock, PeopleBlock)


def check_rows_twice(sheet: Sheet, body: Body, counts: Counts, column: int, units: UnitIndex, notes: Notes) -> None:
    """An error at the second of two rows with figures for one unit, group, dose and product; it is dropped."""
    seen: dict[tuple[Any, ...], int] = {}
    positions = {unit.row: position for position, unit in enumerate(body.units)}
    for position, unit in enumerate(body.units):
        key = unit[1:]
        if key not in seen or not any(sheet.rows[seen[key]][count] != "" for count in counts.columns):
            seen[key] = unit.row
            continue
        first = seen[key]
        if any(sheet.rows[unit.row][count] != "" for count in counts.columns):
            other = _settle(first, unit.row, column, units.by_code[unit.unit].name, notes)
            dropped = positions[first] if other else position
            seen[key] = unit.row if other else first
            for values in counts.columns.values():
                values[dropped] = None


def _settle(first: int, second: int, column: int, name: str, notes: Notes) -> bool:
    """Whether somebody said that the second of two rows is the one to take; asked where nobody said anything."""
    subject, place = row_subject(notes.sheet, second), (second, column)
    answer = notes.answer(ROW, subject)
    if answer is None:
        choices = (Choice(None, ""), Choice(INSTEAD, ""))
        values = {"name": name, "other": cell_name(first, column)}
        notes.ask("unit_twice", place, values, kind=ROW, subject=subject, text=name, choices=choices)
        return False
    instead = answer.value == INSTEAD
    left_out = (first, column) if instead else place
    notes.inform("answered_left_out", left_out, {"text": name, **answer.given})
    return instead


class _Cell(NamedTuple):
    """One number of a block."""

    block: FigureBlock | PeopleBlock
    place: int

    @property
    def value(self) -> int:
        return self.block.values[self.place]

    def name(self, reading: Reading) -> tuple[str, str]:
        """Its sheet and address."""
        column = reading.columns[self.block.column]
        return column.sheet, f"{column.letter}{self.block.rows[self.place]}"


def check_repeated(
    reading: Reading, answers: Answers, units: UnitIndex | None = None, *, people_alone: bool = False
) -> None:
    """What a second table states again: dropped when it is equal, asked about at its cell when it is not.

    people_alone: two rows of one table may state the same people of the same unit, too.

    units: where the names of units are looked up; without it findings name them by their codes.
    """
    if len(reading.tables) < 2 and not people_alone:
        return
    figures = _Repeats(reading, answers, units)
    for block in reading.blocks:
        figures.add((*block[:4], block.period_end), block)
    people = _Repeats(reading, answers, units, "overlapping_people" if people_alone else "stated_twice")
    for of_people in reading.people:
        people.add(of_people.key, of_people)
    reading.blocks[:] = _without(reading.blocks, figures.dropped)
    reading.people[:] = _without(reading.people, people.dropped)
    if figures.again or people.again:
        reading.findings.append(Finding(INFO, "stated_again", values={"count": figures.again + people.again}))


class _Repeats:
    """Keeps the first statement of everything; `again` counts equal ones, `dropped` the places that do not count."""

    def __init__(self, reading: Reading, answers: Answers, units: UnitIndex | None, code: str = "stated_twice") -> None:
        self.reading, self.answers, self.units, self.code = reading, answers, units, code
        self.seen: dict[tuple[Any, ...], dict[str, _Cell]] = {}
        self.dropped: dict[int, set[int]] = {}  # by id of the block
        self.again = 0

    def add(self, key: tuple[Any, ...], block: FigureBlock | PeopleBlock) -> None:
        """Take note of a block's numbers."""
        known = self.seen.setdefault(key, {})
        for place, unit in enumerate(block.units):
            here = _Cell(block, place)
            first = known.setdefault(unit, here)
            if first is here:
                continue
            self.again += first.value == here.value
            if first.value != here.value and self._is_taken_instead(first, here):
                known[unit], here = here, first
            self.dropped.setdefault(id(here.block), set()).add(here.place)

    def _is_taken_instead(self, first: _Cell, second: _Cell) -> bool:
        """Whether somebody answered that the second of two different values counts; asked where nobody answered."""
        sheet, cell = second.name(self.reading)
        subject = cell_subject(sheet, cell)
        answer = self.answers.find(CELL, subject)
        if answer is None:
            other_sheet, other_cell = first.name(self.reading)
            unit = second.block.units[second.place]
            name = self.units.by_code[unit].name if self.units else unit
            values = {"name": name, "value": second.value, "other_value": first.value}
            values |= {"other_sheet": other_sheet, "other_cell": other_cell}
            values |= {"day": second.block[3]} if isinstance(second.block, PeopleBlock) else {}
            self.reading.findings.append(Finding(ERROR, self.code, sheet, cell, values, answerable=True))
            choices = (Choice(second.value, ""), Choice(None, ""))
            asked = self.answers.id(CELL, subject)
            question = Question(asked, CELL, self.code, sheet, cell, str(second.value), choices)
            self.reading.questions.append(question)
            return False
        taken = bool(answer.value == second.value)
        said = {"text": str(second.value), **answer.given} | ({"value": second.value} if taken else {})
        code = "answered_cell" if taken else "answered_left_out"
        self.reading.findings.append(Finding(INFO, code, sheet, cell, said))
        return taken


def _without(blocks: Sequence[_Block], dropped: dict[int, set[int]]) -> list[_Block]:
    """The blocks without the places dropped; what is left of none is no block."""
    kept = []
    for block in blocks:
        out = dropped.get(id(block), ())
        places = [place for place in range(len(block.units)) if place not in out]
        if len(places) == len(block.units):
            kept.append(block)
        elif places:
            units, rows = [block.units[place] for place in places], [block.rows[place] for place in places]
            kept.append(block._replace(units=units, rows=rows, values=[block.values[place] for place in places]))
    return kept
