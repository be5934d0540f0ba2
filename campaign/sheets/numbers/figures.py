"""Figures and denominators of one table, each with its column and row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from campaign.domain.counting.blocks import Cells, FigureBlock, PeopleBlock
from campaign.domain.counting.figures import Period, SourceColumn
from campaign.domain.doses import needs_start
from campaign.sheets.numbers.counts import Counts
from campaign.sheets.result import ColumnMeaning, Reading
from campaign.sheets.rows.body_rows import BodyRow
from campaign.sheets.words.ages import narrower


class _Facets(NamedTuple):
    """What rows say beside whose they are; many rows say the same."""

    group: str
    dose: str
    product: str
    start: date | None
    end: date | None
    kind: str = ""


class TableFigures:
    """What one table states, as blocks; `figures` and `people` are its part of a reading."""

    def __init__(self, sheet: str, units: Sequence[BodyRow], period: Period | None) -> None:
        self.sheet = sheet
        self.units = [row.unit for row in units]
        self.rows = [row.row + 1 for row in units]
        self.facets: dict[_Facets, int] = {}
        numbers = self.facets
        said = ((*row[2:5], *(period or row.period or (None, None)), row.kind) for row in units)
        self.facets_of = [numbers.setdefault(_Facets._make(each), len(numbers)) for each in said]
        self.figures: list[FigureBlock] = []
        self.people: list[PeopleBlock] = []

    def add_to(self, reading: Reading, meanings: Sequence[ColumnMeaning], counts: Counts) -> None:
        """Append every number that has a period, with its source column, to the reading."""
        for column, values in counts.columns.items():
            meaning = meanings[column]
            index = len(reading.columns)
            reading.columns.append(SourceColumn(self.sheet, meaning.letter, meaning.header))
            if meaning.role == "figure":
                self.figures.extend(self._figures(meaning, index, values))
            else:
                self.people.extend(self._people(meaning, index, values))
        reading.blocks.extend(self.figures)
        reading.people.extend(self.people)

    def _figures(self, meaning: ColumnMeaning, index: int, values: list[int | None]) -> Iterator[FigureBlock]:
        from_start = needs_start(meaning.measure)
        blocks: dict[tuple[object, ...], Cells] = {}
        for said, cells in self._cells(values):
            start = said.start if from_start else None
            if said.end is not None and (start is not None or not from_start):
                facets = (*_settled(meaning, said), meaning.product or said.product)
                _put(blocks, (*facets, meaning.measure, start, said.end, index), cells)
        return (FigureBlock._make((*key, *cells)) for key, cells in blocks.items())

    def _people(self, meaning: ColumnMeaning, index: int, values: list[int | None]) -> Iterator[PeopleBlock]:
        blocks: dict[tuple[object, ...], Cells] = {}
        for said, cells in self._cells(values):
            kind = meaning.kind or said.kind
            if said.end is not None and kind:
                _put(blocks, (*_settled(meaning, said), kind, said.end, index), cells)
        return (PeopleBlock._make((*key, *cells)) for key, cells in blocks.items())

    def _cells(self, values: list[int | None]) -> Iterator[tuple[_Facets, Cells]]:
        """The units, rows and numbers of a column by what their rows say; what was not reported is left out."""
        numbers = [value for value in values if value is not None]
        if not numbers:
            return
        if len(self.facets) == 1:
            units, rows = self.units, self.rows
            if len(numbers) < len(values):
                units = [unit for unit, value in zip(units, values, strict=True) if value is not None]
                rows = [row for row, value in zip(rows, values, strict=True) if value is not None]
            yield next(iter(self.facets)), (units, rows, numbers)
            return
        found: list[Cells] = [([], [], []) for _ in self.facets]
        for unit, row, value, number in zip(self.units, self.rows, values, self.facets_of, strict=True):
            if value is not None:
                of_facets = found[number]
                of_facets[0].append(unit)
                of_facets[1].append(row)
                of_facets[2].append(value)
        yield from ((said, cells) for said, cells in zip(self.facets, found, strict=True) if cells[0])


def _settled(meaning: ColumnMeaning, said: _Facets) -> tuple[str, str]:
    """Group and dose: what the column says, or the row where it says something narrower ('50+' of '18+')."""
    group = narrower(meaning.group, said.group) if meaning.group else said.group
    return group, meaning.dose or said.dose


def _put(blocks: dict[tuple[object, ...], Cells], key: tuple[object, ...], cells: Cells) -> None:
    """Rows that say different things may come to mean the same beside what their column says."""
    known = blocks.get(key, ([], [], []))
    blocks[key] = (known[0] + cells[0], known[1] + cells[1], known[2] + cells[2]) if known[0] else cells
