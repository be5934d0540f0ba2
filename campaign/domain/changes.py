"""What saving a sheet would change: new, changed and unchanged figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from campaign.domain.doses import TO_DATE
from campaign.domain.figures import Denominator, Figure, SourceColumn

FigureKey = tuple[str, str, str, str, str, date | None, date]
DenominatorKey = tuple[str, str, str, str, date]


class Standing(NamedTuple):
    """A value that stands in the database, and the upload, sheet and cell it came from."""

    value: int
    upload: int
    sheet: str
    cell: str


class Counts(NamedTuple):
    """Dose figures only: denominators and checked totals are not counted."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class Change(NamedTuple):
    """One value that saving would add (`old` is None) or change; `measure` may be a denominator kind."""

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


def figure_key(figure: Figure) -> FigureKey:
    """What makes two figures the same figure: a cumulative figure has no period start."""
    start = None if figure.measure == TO_DATE else figure.period_start
    return (figure.unit, figure.group, figure.dose, figure.product, figure.measure, start, figure.period_end)


def denominator_key(denominator: Denominator) -> DenominatorKey:
    """What makes two denominators the same."""
    unit, group, dose, kind, valid_from, *_ = denominator
    return (unit, group, dose, kind, valid_from)


def compare_figures(
    figures: Iterable[Figure], columns: list[SourceColumn], standing: Mapping[FigureKey, Standing]
) -> tuple[Counts, list[Change]]:
    """Counts and the list of new and changed figures against what stands."""
    changes = []
    unchanged = 0
    for figure in figures:
        old = standing.get(figure_key(figure))
        if old and old.value == figure.value:
            unchanged += 1
            continue
        what = (figure.unit, figure.group, figure.dose, figure.measure, figure.period_end)
        changes.append(_change(what, figure.value, old, columns[figure.column], figure.row))
    new = sum(change.old is None for change in changes)
    return Counts(new, len(changes) - new, unchanged), changes


def compare_denominators(
    denominators: Iterable[Denominator], columns: list[SourceColumn], standing: Mapping[DenominatorKey, Standing]
) -> list[Change]:
    """New and changed denominators against what stands."""
    changes = []
    for each in denominators:
        old = standing.get(denominator_key(each))
        if not old or old.value != each.people:
            what = (each.unit, each.group, each.dose, each.kind, each.valid_from)
            changes.append(_change(what, each.people, old, columns[each.column], each.row))
    return changes


def _change(
    what: tuple[str, str, str, str, date], new: int, old: Standing | None, column: SourceColumn, row: int
) -> Change:
    before = (old.upload, old.sheet, old.cell) if old else (None, None, None)
    return Change(*what, old.value if old else None, new, column.sheet, f"{column.letter}{row}", *before)
