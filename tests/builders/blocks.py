"""Figures written one by one in a test, as the blocks that a reader makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from campaign.domain.counting.blocks import FigureBlock, Stated
from campaign.domain.counting.figures import Figure, SourceColumn
from campaign.domain.doses import needs_start


def stated_by(columns: Sequence[SourceColumn], figures: Iterable[Figure]) -> Stated:
    """All that a file with these figures states."""
    return Stated(columns, figure_blocks(figures), ())


def figure_blocks(figures: Iterable[Figure]) -> list[FigureBlock]:
    """The blocks of figures in any order."""
    found: dict[tuple[object, ...], FigureBlock] = {}
    for unit, *what, start, end, value, column, row in figures:
        first = start if needs_start(what[-1]) else None
        made = FigureBlock._make((*what, first, end, column, [], [], []))
        block = found.setdefault(made[:7], made)
        block.units.append(unit)
        block.rows.append(row)
        block.values.append(value)
    return list(found.values())
