"""What saving a sheet would change: new, changed and unchanged figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple

from campaign.domain.counting.blocks import FigureBlock, FigureKey, Layer, PeopleBlock, PeopleKey
from campaign.domain.counting.figures import SourceColumn

# Of the values that are new so many are named; every value that changes is.
NEW_NAMED = 200

FiguresStanding = Mapping[FigureKey, Sequence[Layer]]
PeopleStanding = Mapping[PeopleKey, Sequence[Layer]]


class Standing(NamedTuple):
    """A value that stands in the database, and the upload, sheet and cell it came from."""

    value: int
    upload: int
    sheet: str
    cell: str


class Counts(NamedTuple):
    """Figures only: denominators and checked totals are not counted."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class Change(NamedTuple):
    """One value that saving would add (`old` is None) or change; `measure` may be a denominator kind.

    `old_upload` is None for a cell of the same batch, which has no number yet.
    """

    unit: str
    group: str
    dose: str
    measure: str
    period_end: date
    old: int | None
    new: int
    sheet: str
    cell: str
    old_upload: int | None = None
    old_sheet: str | None = None
    old_cell: str | None = None


class Comparison(NamedTuple):
    """A file's values against those that stand.

    `changed` names every value that changes, `new` the first ones that are new; `pattern` says of each value which it
    is, so that two comparisons of one file are alike when their patterns and changed values are; `holders` are the
    uploads that its unchanged values stand in.
    """

    counts: Counts
    changed: list[Change]
    new: list[Change]
    pattern: tuple[str, ...]
    holders: set[int]


class OldCell(NamedTuple):
    """The value that stands for a unit, in which block, and in which row of it."""

    value: int
    layer: Layer
    row: int


def compare_figures(
    blocks: Iterable[FigureBlock],
    columns: Sequence[SourceColumn],
    standing: FiguresStanding,
    *,
    named: int = NEW_NAMED,
) -> Comparison:
    """A file's figures, whatever they measure, against what stands; `named` of the new ones are told."""
    return _compare(((block, block.measure, block.period_end) for block in blocks), columns, standing, named)


def compare_denominators(
    blocks: Iterable[PeopleBlock],
    columns: Sequence[SourceColumn],
    standing: PeopleStanding,
    *,
    named: int = NEW_NAMED,
) -> Comparison:
    """A file's denominators against what stands; `named` of the new ones are told."""
    return _compare(((block, block.kind, block.valid_from) for block in blocks), columns, standing, named)


def current_cells(layers: Iterable[Layer]) -> dict[str, OldCell]:
    """What stands for each unit: the newest layer that names it."""
    found: dict[str, OldCell] = {}
    for layer in layers:
        units, rows, values = layer.cells()
        found.update(zip(units, map(OldCell._make, zip(values, repeat(layer), rows, strict=False)), strict=True))
    return found


def _compare(
    blocks: Iterable[tuple[FigureBlock | PeopleBlock, str, date]],
    columns: Sequence[SourceColumn],
    standing: Mapping[Any, Sequence[Layer]],
    named: int,
) -> Comparison:
    found = Comparison(Counts(), [], [], (), set())
    new = changed = unchanged = 0
    pattern = []
    for block, measure, day in blocks:
        layers = standing.get(block.key, ())
        what = (block.group, block.dose, measure, day)
        signs = _compare_block(block, what, columns[block.column], layers, found, named)
        pattern.append(signs)
        block_changed, block_unchanged = signs.count("c"), signs.count("=")
        changed, unchanged = changed + block_changed, unchanged + block_unchanged
        new += len(block.values) - block_changed - block_unchanged
    return found._replace(counts=Counts(new, changed, unchanged), pattern=tuple(pattern))


def _compare_block(
    block: FigureBlock | PeopleBlock,
    what: tuple[str, str, str, date],
    column: SourceColumn,
    layers: Sequence[Layer],
    found: Comparison,
    named: int,
) -> str:
    """One sign a value: "n" new, "c" changed, "=" unchanged; a single "n" where all are new."""
    if not layers:
        for place in range(min(named - len(found.new), len(block.values))):
            found.new.append(_change(block, place, what, column, None))
        return "n"
    old = current_cells(layers)
    signs = []
    for place, (unit, value) in enumerate(zip(block.units, block.values, strict=True)):
        before = old.get(unit)
        if before is None:
            signs.append("n")
            if len(found.new) < named:
                found.new.append(_change(block, place, what, column, None))
        elif before.value == value:
            signs.append("=")
            found.holders.add(before.layer.upload)
        else:
            signs.append("c")
            found.changed.append(_change(block, place, what, column, before))
    return "".join(signs)


def _change(
    block: FigureBlock | PeopleBlock,
    place: int,
    what: tuple[str, str, str, date],
    column: SourceColumn,
    old: OldCell | None,
) -> Change:
    cell = f"{column.letter}{block.rows[place]}"
    here = (block.values[place], column.sheet, cell)
    if old is None:
        return Change(block.units[place], *what, None, *here)
    before = (old.layer.upload if old.layer.upload > 0 else None, old.layer.sheet, f"{old.layer.letter}{old.row}")
    return Change(block.units[place], *what, old.value, *here, *before)
