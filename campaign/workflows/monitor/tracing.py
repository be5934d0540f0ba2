"""Figures as they were reported, and the cells behind any of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from campaign.domain.counting.rollup import REPORTING
from campaign.domain.counting.running_totals import ONE_DAY
from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.domain.place import LAI_CHAU
from campaign.errors import NotFound
from campaign.locale import N_
from campaign.store.engine import Connection, Database
from campaign.store.manage.units import read_units
from campaign.store.sheets.reports import read_sources
from campaign.store.sheets.totals import read_totals

NO_UNIT = N_("There is no unit with the code '{unit}'.")
NO_FIGURE = N_("Nothing was reported for this unit, group and dose by {as_of}.")


class TracePart(NamedTuple):
    """One cell that a figure is made of."""

    unit: str
    unit_name: str
    measure: str
    value: int
    period_start: date | None
    period_end: date
    upload_id: int
    file_name: str
    sheet: str
    cell: str
    header: str
    uploaded_by: str
    uploaded_at: datetime


class Trace(NamedTuple):
    """A figure, and every cell it was read or summed from."""

    unit: str
    unit_name: str
    group: str
    dose: str
    period_end: date
    doses_in_period: int | None
    doses_to_date: int
    incomplete: bool
    parts: Sequence[TracePart]


def trace_figure(database: Database, unit: str, group: str, dose: str, as_of: date) -> Trace:
    """The cells behind a unit's doses to date at a date; raises NotFound."""
    with database.reading() as connection:
        units = {row.code: row for row in read_units(connection, LAI_CHAU)}
        if unit not in units:
            raise NotFound("no_unit", NO_UNIT, unit=unit)
        tracer = _Tracer(connection, units, group, dose)
        total = tracer.latest([unit], as_of).get(unit)
        if not total:
            raise NotFound("no_figure", NO_FIGURE, as_of=f"{as_of:%d/%m/%Y}")
        parts = list(tracer.parts(total))
    figures = (total.period_end, total.doses_in_period, total.doses_to_date, total.incomplete)
    return Trace(unit, units[unit].name, group, dose, *figures, parts)


class _Tracer:
    """Follows a running total back to its cells, the way it was counted."""

    def __init__(self, connection: Connection, units: dict[str, Any], group: str, dose: str) -> None:
        self.connection, self.units, self.group, self.dose = connection, units, group, dose

    def latest(self, units: Sequence[str], until: date) -> dict[str, Any]:
        """The latest total of each of these units by a date."""
        pairs = [(self.group, self.dose)]
        rows = read_totals(self.connection, LAI_CHAU, units=units, pairs=pairs, until=until)
        return {row.unit: row for row in rows}

    def parts(self, total: Any, *, whole: bool = True) -> Iterator[TracePart]:
        """The cells a total is made of; `whole`: doses in the period too, which a later total does not add again."""
        if self.units[total.unit].kind == "province":
            reporting = [row.code for row in self.units.values() if row.kind in REPORTING]
            for part in self.latest(reporting, total.period_end).values():
                yield from self.parts(part, whole=whole)
        elif total.derived:
            yield from self._communes(total, whole=whole)
        else:
            yield from self._own(total, whole=whole)

    def _communes(self, total: Any, *, whole: bool) -> Iterator[TracePart]:
        communes = [row.code for row in self.units.values() if row.parent == total.unit]
        parts = list(self.latest(communes, total.period_end).values())
        if any(part.incomplete for part in parts):  # only their increments could be added
            yield from self._cells(communes, total.period_end, IN_PERIOD)
            yield from self._before(total)
            return
        for part in parts:
            yield from self.parts(part, whole=whole)

    def _own(self, total: Any, *, whole: bool) -> Iterator[TracePart]:
        cumulative = list(self._cells([total.unit], total.period_end, TO_DATE))
        yield from cumulative
        if whole or not cumulative:
            yield from self._cells([total.unit], total.period_end, IN_PERIOD)
        if not cumulative:
            yield from self._before(total)

    def _before(self, total: Any) -> Iterator[TracePart]:
        """What an increment was added to: the total of the day before its period, or the latest one before that."""
        start = total.period_start or total.period_end
        for earlier in self.latest([total.unit], start - ONE_DAY).values():
            yield from self.parts(earlier, whole=False)

    def _cells(self, units: Sequence[str], day: date, measure: str) -> Iterator[TracePart]:
        cells = read_sources(self.connection, LAI_CHAU, units, self.group, self.dose, day)
        return (_part(self.units, cell) for cell in cells if cell.measure == measure)


def _part(units: dict[str, Any], cell: Any) -> TracePart:
    return TracePart(
        cell.unit, units[cell.unit].name, cell.measure, cell.value, cell.period_start, cell.period_end, cell.upload,
        cell.file_name, cell.sheet, f"{cell.letter}{cell.row}", cell.header, cell.uploaded_by, cell.uploaded_at,
    )  # fmt: skip
