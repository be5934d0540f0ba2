"""Figures as they were reported, and the cells behind any of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from campaign.domain.place import LAI_CHAU
from campaign.errors import NotFound
from campaign.locale import N_
from campaign.store.engine import Connection, Database
from campaign.store.reports import read_sources
from campaign.store.totals import read_totals
from campaign.store.units import read_units

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
        total = _latest(connection, [unit], group, dose, as_of)
        if not total:
            raise NotFound("no_figure", NO_FIGURE, as_of=f"{as_of:%d/%m/%Y}")
        parts = list(_parts(connection, units, total[0]))
    _, _, code, _, end, in_period, to_date, incomplete, _, _ = total[0]
    return Trace(code, units[code].name, group, dose, end, in_period, to_date, incomplete, parts)


def _latest(connection: Connection, units: Sequence[str], group: str, dose: str, as_of: date) -> list[Any]:
    """The latest standing total of each of these units by a date."""
    rows = read_totals(connection, LAI_CHAU, units=units, pairs=[(group, dose)], until=as_of)
    return list({row.unit: row for row in rows}.values())


def _parts(connection: Connection, units: dict[str, Any], total: Any) -> Iterable[TracePart]:
    group, dose, code, end = total.target_group, total.dose, total.unit, total.period_end
    if not total.derived:
        yield from _cells(connection, units, total)
    elif units[code].kind == "province":
        outer = [row.code for row in units.values() if row.kind in ("district", "other")]
        for part in _latest(connection, outer, group, dose, end):
            yield from _parts(connection, units, part)
    else:
        communes = [row.code for row in units.values() if row.parent == code]
        for part in _latest(connection, communes, group, dose, end):
            yield from _cells(connection, units, part)


def _cells(connection: Connection, units: dict[str, Any], total: Any) -> Iterable[TracePart]:
    """The cells of a unit's own total: of its day, and of the days before it back to a cumulative figure."""
    rows = read_totals(
        connection, LAI_CHAU, units=[total.unit], pairs=[(total.target_group, total.dose)], until=total.period_end
    )
    for row in reversed(rows):
        cells = read_sources(connection, LAI_CHAU, [total.unit], total.target_group, total.dose, row.period_end)
        yield from (_part(units, cell) for cell in cells)
        if any(cell.measure == "doses_to_date" for cell in cells):
            return


def _part(units: dict[str, Any], cell: Any) -> TracePart:
    return TracePart(
        cell.unit, units[cell.unit].name, cell.measure, cell.value, cell.period_start, cell.period_end, cell.upload,
        cell.file_name, cell.sheet, f"{cell.letter}{cell.row}", cell.header, cell.uploaded_by, cell.uploaded_at,
    )  # fmt: skip
