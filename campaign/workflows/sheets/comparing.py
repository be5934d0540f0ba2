"""What a corrected sheet would move: coverages, ranks and assessments, before anything is saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain.counting.blocks import FigureBlock, PeopleBlock
from campaign.domain.counting.changes import Change
from campaign.domain.directives.in_force import in_force
from campaign.domain.doses import is_doses, is_other
from campaign.domain.frames import rows_of
from campaign.domain.place import LAI_CHAU
from campaign.domain.progress.progress import progress
from campaign.domain.ranking.ranking import ranking
from campaign.locale.formats import is_missing
from campaign.store.engine import Connection, Database
from campaign.store.sheets.reports import read_people_since
from campaign.store.sheets.totals import read_period_ends
from campaign.workflows.monitor.monitoring import Basis, Situation, read_basis, situation_of
from campaign.workflows.sheets.importing import Preview
from campaign.workflows.sheets.recount import Recount

LEVELS = ("district", "province")

# A correction of a whole month of daily reports is shown at its last days.
MOST_DAYS = 8

# Greater than the number of any upload there is: what is not saved yet counts as the newest.
NOT_SAVED_YET = 2**31


class Mark(NamedTuple):
    """Where a unit stands for a target on a day; None is unknown, and the province has no rank."""

    doses: int | None
    incomplete: bool
    people: int | None
    coverage: float | None
    rank: int | None
    status: str

    @property
    def seen(self) -> tuple[float | None, int | None, str]:
        """What makes a move when it changes."""
        return self.coverage, self.rank, self.status


class Move(NamedTuple):
    """A unit whose coverage, rank or assessment changes for a target, as it stands on `day`."""

    day: date
    target: str
    unit: str
    name: str
    before: Mark
    after: Mark


def moved_by(
    database: Database, preview: Preview, *, as_of: date | None = None, upon: Sequence[Preview] = ()
) -> list[Move]:
    """What saving a file that corrects earlier figures would move, by day, target and rank; nothing is written.

    Only targets in force on the day are shown. Without `as_of` it is seen on the days that are corrected and on
    the latest reported one. `upon` are files of the same batch that are saved before this one. A file that corrects
    nothing, or may not be saved, moves nothing.
    """
    corrected = [change for change in preview.changes if change.old is not None and not is_other(change.measure)]
    if not corrected or not preview.may_be_saved:
        return []
    with database.reading() as connection:
        basis = read_basis(connection, levels=LEVELS)
        before = _with_readings(connection, basis, upon)
        after = _with_readings(connection, basis, [*upon, preview])
        days = [as_of] if as_of else _days(corrected, read_period_ends(connection, LAI_CHAU), after)
    situations = situation_of(before, LEVELS), situation_of(after, LEVELS)
    return [move for day in days for move in _moves(*situations, day)]


def moves_on(database: Database, preview: Preview, day: date) -> list[Move]:
    """What saving a file would move on a day, be its values new or corrections; nothing is written."""
    if not preview.may_be_saved:
        return []
    with database.reading() as connection:
        basis = read_basis(connection, levels=LEVELS)
        after = _with_readings(connection, basis, [preview])
    return _moves(situation_of(basis, LEVELS), situation_of(after, LEVELS), day)


def _days(corrected: Iterable[Change], reported: Sequence[date], after: Basis) -> list[date]:
    """The days that are corrected, and the latest one on which anything is reported."""
    latest = max([*reported[:1], *(row[4] for row in after.totals)], default=None)
    return sorted({change.period_end for change in corrected} | ({latest} if latest else set()))[-MOST_DAYS:]


def _with_readings(connection: Connection, basis: Basis, previews: Sequence[Preview]) -> Basis:
    """What would stand with these files saved, the last one the newest."""
    doses = [block for preview in previews for block in preview.stated.figures if is_doses(block.measure)]
    people = [block for preview in previews for block in preview.stated.people]
    return basis._replace(
        totals=_with_doses(connection, basis, doses, previews) if doses else basis.totals,
        people=_with_people(connection, basis, people) if people else basis.people,
    )


def _with_doses(
    connection: Connection, basis: Basis, doses: Sequence[FigureBlock], previews: Sequence[Preview]
) -> list[Sequence[Any]]:
    """The rows of totals as they would be counted with these files."""
    pairs = {(block.group, block.dose) for block in doses}
    since = min(block.period_end for block in doses)
    first = min((block.period_start for block in doses if block.period_start), default=since)
    counting = Recount(connection, LAI_CHAU, pairs, since=since, first=first)
    for number, preview in enumerate(previews, NOT_SAVED_YET):
        counting.add(number, preview.stated.figures)
    kept = [row for row in basis.totals if (row[0], row[1]) not in pairs or row[4] < since]
    fresh = [row[:-1] for block in counting.totals() if block.of.kind in LEVELS for row in block.fresh]
    return sorted([*kept, *fresh], key=lambda row: (*row[:3], row[4]))


def _with_people(connection: Connection, basis: Basis, people: Sequence[PeopleBlock]) -> list[Sequence[Any]]:
    """The rows of denominators as they would stand. Rows that only repeat the one before are not among `basis`, and
    may become changes: from the first new day on they are read in full."""
    first = min(block.valid_from for block in people)
    standing = read_people_since(connection, LAI_CHAU, first)
    for block in people:
        standing.setdefault(block.key, {}).update(zip(block.units, block.values, strict=True))
    rows = [
        (group, dose, unit, kind, day, value)
        for (group, dose, kind, day), of_units in standing.items()
        for unit, value in of_units.items()
    ]
    return [*(row for row in basis.people if row[4] < first), *rows]


def _moves(before: Situation, after: Situation, day: date) -> list[Move]:
    old, new = progress(*before, day), progress(*after, day)
    moves = []
    for target in after.targets["target"][in_force(after.targets, day)]:
        then, now = old[old["target"] == target], new[new["target"] == target]
        if _seen(then) != _seen(now):
            marks = {unit: mark for unit, _, mark in _marks(then)}
            moves += [
                Move(day, target, unit, name, marks[unit], mark)
                for unit, name, mark in _marks(now)
                if marks[unit].seen != mark.seen
            ]
    return moves


def _seen(rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    """What of one target's rows is seen to move; ranks follow from it."""
    return list(zip(rows["unit"], rows["coverage"].to_numpy(object, na_value=None), rows["status"], strict=True))


def _marks(rows: pd.DataFrame) -> list[tuple[str, str, Mark]]:
    """Unit, its name and where it stands, of one target's rows: the districts in order of rank, then the province."""
    districts, province = rows[rows["kind"] == "district"], rows[rows["kind"] != "district"].assign(rank=None)
    ordered = (ranking(districts, districts.iloc[:0]), province)
    return [(row.unit, row.name, _mark(row)) for some in ordered for row in rows_of(some)]


def _mark(row: Any) -> Mark:
    counts = (None if is_missing(value) else int(value) for value in (row.doses_to_date, row.denominator, row.rank))
    doses, people, rank = counts
    coverage = None if is_missing(row.coverage) else float(row.coverage)
    return Mark(doses, bool(row.incomplete), people, coverage, rank, row.status)
