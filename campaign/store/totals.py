"""Running totals: derived from what units reported, kept beside it so that a page reads only what it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, func, select, tuple_

from campaign.domain.place import Place
from campaign.domain.running_totals import RunningTotal
from campaign.store.engine import add_rows
from campaign.store.reports import Series
from campaign.store.schema import running_total as table
from campaign.store.schema import unit
from campaign.store.units import at

# The usual report before this one ends within it, so one narrow read finds nearly every series' latest total.
USUAL_GAP = timedelta(days=8)

_SERIES = (table.c.unit, table.c.target_group, table.c.dose)
_TOTAL = (
    table.c.period_end,
    table.c.period_start,
    table.c.doses_in_period,
    table.c.doses_to_date,
    table.c.incomplete,
    table.c.upload,
)


Totals = dict[Series, list[RunningTotal]]


class TotalRow(NamedTuple):
    """A running total to write: whose it is, and whether it is a sum of other units'."""

    series: Series
    total: RunningTotal
    derived: bool


def read_totals_before(
    connection: Connection, place: Place, wanted: Collection[Series], *, start: date, before: date
) -> Totals:
    """What was known before a day: the totals of each wanted series from `start` on and the latest one before it."""
    near = start - USUAL_GAP
    query = select(*_SERIES, *_TOTAL).where(*at(table, place))
    recent = query.where(table.c.period_end >= near, table.c.period_end < before).order_by(table.c.period_end)
    found: Totals = defaultdict(list)
    for unit_code, group, dose, *total in connection.execute(recent).all():
        series = (unit_code, group, dose)
        if series in wanted:
            found[series].append(RunningTotal._make(total))
    late = {series for series in wanted if series not in found or found[series][0].period_end >= start}
    for series, latest in _read_latest(connection, place, late, before=near).items():
        found[series] = [latest, *found.get(series, ())]
    return dict(found)


def replace_totals(
    connection: Connection, place: Place, pairs: Collection[tuple[str, str]], *, since: date, rows: Sequence[TotalRow]
) -> None:
    """Put `rows` in place of all totals of these (group, dose) pairs that end on `since` or later."""
    of_pairs = tuple_(table.c.target_group, table.c.dose).in_(list(pairs))
    connection.execute(delete(table).where(*at(table, place), table.c.period_end >= since, of_pairs))
    add_rows(connection, table, [_values(place, row) for row in rows])


def read_totals(
    connection: Connection,
    place: Place,
    *,
    kinds: Collection[str] = (),
    units: Collection[str] = (),
    pairs: Collection[tuple[str, str]] = (),
    until: date | None = None,
) -> Sequence[Any]:
    """Rows (group, dose, unit, period_start, period_end, doses_in_period, doses_to_date,
    incomplete, derived, upload), by series and period_end; an empty filter leaves everything in."""
    columns = (
        table.c.target_group, table.c.dose, table.c.unit, table.c.period_start, table.c.period_end,
        table.c.doses_in_period, table.c.doses_to_date, table.c.incomplete, table.c.derived, table.c.upload,
    )  # fmt: skip
    query = select(*columns).where(*at(table, place))
    if kinds:
        codes = select(unit.c.code).where(*at(unit, place), unit.c.kind.in_(kinds))
        query = query.where(table.c.unit.in_(codes))
    if units:
        query = query.where(table.c.unit.in_(units))
    if pairs:
        groups, doses = map(set, zip(*pairs, strict=True))
        query = query.where(table.c.target_group.in_(groups), table.c.dose.in_(doses))
    if until:
        query = query.where(table.c.period_end <= until)
    ordered = query.order_by(table.c.target_group, table.c.dose, table.c.unit, table.c.period_end)
    rows = connection.execute(ordered).all()
    return [row for row in rows if not pairs or (row.target_group, row.dose) in pairs]


def read_period_ends(connection: Connection, place: Place) -> list[date]:
    """The days up to which anything was reported, the newest first."""
    query = select(table.c.period_end).where(*at(table, place)).distinct()
    return sorted(connection.execute(query).scalars(), reverse=True)


def read_pairs(connection: Connection, place: Place) -> set[tuple[str, str]]:
    """The (group, dose) pairs that have totals."""
    query = select(table.c.target_group, table.c.dose).where(*at(table, place)).distinct()
    return {(group, dose) for group, dose in connection.execute(query)}


def read_all_totals(connection: Connection, place: Place, pair: tuple[str, str]) -> set[TotalRow]:
    """All totals of one (group, dose)."""
    group, dose = pair
    query = select(*_SERIES, *_TOTAL, table.c.derived)
    rows = connection.execute(query.where(*at(table, place), table.c.target_group == group, table.c.dose == dose))
    return {TotalRow((row[0], row[1], row[2]), RunningTotal(*row[3:9]), row[9]) for row in rows}


def _read_latest(
    connection: Connection, place: Place, wanted: Collection[Series], *, before: date
) -> dict[Series, RunningTotal]:
    """The latest total of each wanted series that ends before a day."""
    if not wanted:
        return {}
    # a superset of the wanted series, in the order of the primary key: each is found by a seek, not by a scan
    units, groups, doses = (list(codes) for codes in map(set, zip(*wanted, strict=True)))
    chosen = (table.c.target_group.in_(groups), table.c.dose.in_(doses), table.c.unit.in_(units))
    conditions = (*at(table, place), *chosen, table.c.period_end < before)
    newest = select(*_SERIES, func.max(table.c.period_end).label("newest")).where(*conditions)
    newest_of = newest.group_by(*_SERIES).subquery()
    same = and_(*(column == newest_of.c[column.name] for column in _SERIES), table.c.period_end == newest_of.c.newest)
    rows = connection.execute(select(*_SERIES, *_TOTAL).join(newest_of, same).where(*conditions)).all()
    found = {(row[0], row[1], row[2]): RunningTotal._make(row[3:]) for row in rows}
    return {series: total for series, total in found.items() if series in wanted}


def _values(place: Place, row: TotalRow) -> tuple[Any, ...]:
    code, group, dose = row.series
    end, start, in_period, to_date, incomplete, upload = row.total
    known = (start and start.isoformat(), in_period, to_date, incomplete)
    return (*place, group, dose, code, end.isoformat(), *known, row.derived, upload)
