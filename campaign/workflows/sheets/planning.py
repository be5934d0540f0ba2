"""What saving a file would change, and what earlier reports say that contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from campaign.domain.counting.blocks import FigureBlock, Layer, PeopleBlock, Stated
from campaign.domain.counting.changes import NEW_NAMED, Change, Counts, compare_denominators, compare_figures
from campaign.domain.counting.consistency import check_communes, check_series
from campaign.domain.counting.figures import SourceColumn
from campaign.domain.doses import is_doses
from campaign.domain.findings import Finding
from campaign.domain.names.units import Unit
from campaign.domain.place import LAI_CHAU
from campaign.store.engine import Connection
from campaign.store.manage.closing import read_waterline
from campaign.store.manage.units import read_units
from campaign.store.sheets.reports import read_standing_figures, read_standing_people
from campaign.store.sheets.uploads import read_origins
from campaign.workflows.sheets.closed_periods import check_closed
from campaign.workflows.sheets.layouts import check_layouts, layouts_of, read_layouts
from campaign.workflows.sheets.overlaps import check_due, check_overlaps
from campaign.workflows.sheets.previews import Preview
from campaign.workflows.sheets.recount import Recount


class Plan(NamedTuple):
    """What would become of a file's values, and the findings against earlier reports.

    `changes` are all values that change and the first of those that are new; `new_values` says how many are new,
    people included. `pattern` tells one outcome from another: which values are new, changed and unchanged. `holder`
    is the upload that all of these figures stand in already, if there is one.
    """

    counts: Counts
    changes: Sequence[Change] = ()
    new_values: int = 0
    pattern: Sequence[str] = ()
    findings: Sequence[Finding] = ()
    holder: int | None = None

    def is_like(self, other: Plan) -> bool:
        """Whether both change the same values from and to the same, whichever upload those stand in."""
        mine, theirs = (
            [each._replace(old_upload=None) for each in plan.changes if each.old is not None] for plan in (self, other)
        )
        return self.counts == other.counts and self.pattern == other.pattern and mine == theirs


class Ground:
    """What files are planned upon: the database as it is, and the files of the same batch before them."""

    def __init__(self, connection: Connection, files: Sequence[Preview]) -> None:
        """`files` are all that will be planned: what they touch is read once. Reads only."""
        figures = [block for file in files for block in file.stated.figures]
        people = {block.key for file in files for block in file.stated.people}
        self.units = [Unit(*row) for row in read_units(connection, LAI_CHAU)]
        self.figures = read_standing_figures(connection, LAI_CHAU, {block.key for block in figures})
        self.people = read_standing_people(connection, LAI_CHAU, people)
        self.layouts = read_layouts(connection, [table for file in files for table in file.tables])
        self.closed = read_waterline(connection, LAI_CHAU)
        doses = [block for block in figures if is_doses(block.measure)]
        since = min((block.period_end for block in doses), default=date.max)
        first = min((block.period_start for block in doses if block.period_start), default=since)
        pairs = {(block.group, block.dose) for block in doses}
        self.totals = Recount(connection, LAI_CHAU, pairs, since=since, first=first)
        self.touched: set[tuple[str, str]] = set()
        self.connection = connection

    def plan(self, file: Preview, *, named: int = NEW_NAMED) -> Plan:
        """Compare a file with what stands, telling so many of its new values; nothing is written."""
        columns, figures, people = file.stated
        found = compare_figures(figures, columns, self.figures, named=named)
        of_people = compare_denominators(people, columns, self.people, named=max(named - len(found.new), 0))
        findings = [
            *self._check_closed(file.stated),
            *self._check_ledger(file, of_people.changed),
            *self._check_series(file.stated),
            *check_communes(figures, columns, self.figures, self.units),
            *check_layouts(file.tables, self.layouts),
        ]
        changed = [*found.changed, *of_people.changed]
        new_values = found.counts.new + of_people.counts.new
        of_file = of_people if file.sent.of_people else found
        holders = of_file.holders if not changed and not new_values else set()
        return Plan(
            counts=of_file.counts,
            changes=[*changed, *found.new, *of_people.new],
            new_values=new_values,
            pattern=found.pattern + of_people.pattern,
            findings=findings,
            holder=next((number for number in holders if number > 0 and len(holders) == 1), None),
        )

    def add(self, number: int, file: Preview) -> None:
        """Lay a file over what stands, as the upload with this number; one below 0 is not saved yet."""
        self.totals.add(number, file.stated.figures)
        self.touched |= {(block.group, block.dose) for block in file.stated.figures if is_doses(block.measure)}
        for figures in file.stated.figures:
            self.figures.setdefault(figures.key, []).append(_layer(number, figures, file.stated.columns))
        for people in file.stated.people:
            self.people.setdefault(people.key, []).append(_layer(number, people, file.stated.columns))
        self.layouts |= layouts_of(file.file_name, file.tables)

    def save_totals(self) -> None:
        """Count the running totals of what was laid over, and write them."""
        self.totals.save(self.touched)

    def _check_closed(self, stated: Stated) -> list[Finding]:
        if self.closed is None:
            return []
        names = {unit.code: unit.name for unit in self.units}
        return check_closed(stated, self.closed, self.figures, self.people, names)

    def _check_ledger(self, file: Preview, changed: Sequence[Change]) -> list[Finding]:
        origins = read_origins(self.connection, {each.old_upload for each in changed if each.old_upload})
        names = {unit.code: unit.name for unit in self.units}
        overlaps = check_overlaps(changed, origins, names, file.sent)
        return [*overlaps, *check_due(self.connection, file, names)] if file.sent.of_people else overlaps

    def _check_series(self, stated: Stated) -> list[Finding]:
        doses = [block for block in stated.figures if is_doses(block.measure)]
        if not doses:
            return []
        first = min(block.period_end for block in doses)
        latest = {pair: self.totals.latest(pair, first) for pair in {(block.group, block.dose) for block in doses}}
        return check_series(doses, stated.columns, latest, {unit.code: unit.name for unit in self.units})


def _layer(number: int, block: FigureBlock | PeopleBlock, columns: Sequence[SourceColumn]) -> Layer:
    column = columns[block.column]
    cells = (block.units, block.rows, block.values)
    return Layer(number, column.sheet, column.letter, lambda: cells)
