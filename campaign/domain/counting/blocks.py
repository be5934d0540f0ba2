"""Figures as blocks: what one column of a sheet states for one group, dose, measure and period, unit by unit.

A weekly sheet of 106 communes and 20 columns is 20 blocks, not 2,120 figures: comparing, saving and counting go
through lists. Every number keeps its unit, its row and its column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from campaign.domain.counting.figures import Denominator, Figure, SourceColumn

# What makes two figures of a unit the same figure: group, dose, product, measure, first and last day.
FigureKey = tuple[str, str, str, str, date | None, date]
# Of a denominator: group, dose, kind, valid from.
PeopleKey = tuple[str, str, str, date]
Cells = tuple[list[str], list[int], list[int]]  # units, rows, values


class FigureBlock(NamedTuple):
    """Figures of one source column, one a unit: `units`, `rows` (from 1) and `values` belong together by place."""

    group: str
    dose: str
    product: str
    measure: str
    period_start: date | None
    period_end: date
    column: int
    units: list[str]
    rows: list[int]
    values: list[int]

    @property
    def key(self) -> FigureKey:
        """What makes two figures of a unit the same figure."""
        return self[:6]


class PeopleBlock(NamedTuple):
    """Denominators of one source column; `values` are people."""

    group: str
    dose: str
    kind: str
    valid_from: date
    column: int
    units: list[str]
    rows: list[int]
    values: list[int]

    @property
    def key(self) -> PeopleKey:
        """What makes two denominators of a unit the same."""
        return self[:4]


class Stated(NamedTuple):
    """All that a file states, in the order of its columns."""

    columns: Sequence[SourceColumn]
    figures: Sequence[FigureBlock]
    people: Sequence[PeopleBlock]

    @property
    def size(self) -> int:
        """How many numbers these are."""
        return sum(len(block.values) for block in self.figures) + sum(len(block.values) for block in self.people)


class Layer(NamedTuple):
    """A block of an earlier upload: one of those that state the same, the newest last. `cells` unpacks it.

    A number below 0 is an earlier file of the same batch, which has not been saved.
    """

    upload: int
    sheet: str
    letter: str
    cells: Callable[[], Cells]


def figures_in(blocks: Iterable[FigureBlock]) -> list[Figure]:
    """The figures of blocks one by one, by column and row."""
    figures = [
        Figure(unit, *block[:6], value, block.column, row)
        for block in blocks
        for unit, row, value in zip(block.units, block.rows, block.values, strict=True)
    ]
    return sorted(figures, key=itemgetter(8, 9))


def denominators_in(blocks: Iterable[PeopleBlock]) -> list[Denominator]:
    """The denominators of blocks one by one, by column and row."""
    denominators = [
        Denominator(unit, *block[:4], value, block.column, row)
        for block in blocks
        for unit, row, value in zip(block.units, block.rows, block.values, strict=True)
    ]
    return sorted(denominators, key=itemgetter(6, 7))
