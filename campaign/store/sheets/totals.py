"""Running totals: derived from what units reported, kept beside it so that a page reads only what it shows.

A row of the table holds the totals of all units of one kind for a (group, dose) and day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, delete, func, select, tuple_

from campaign.domain.counting.counting import Counted, DayTotals, Known
from campaign.domain.place import Place
from campaign.store.engine import add_rows
from campaign.store.manage.units import at
from campaign.store.packing import fresh_points, pack_totals, unpack_totals
from campaign.store.schema import total_block as table
from campaign.store.schema import unit

Pair = tuple[str, str]  # group, dose

_DAY = (table.c.target_group, table.c.dose, table.c.period_end)


class TotalRow(NamedTuple):
    """A unit's total on a day on which it reported, or its parts did (`derived`)."""

    target_group: str
    dose: str
    unit: str
    period_start: date | None
    period_end: date
    doses_in_period: int | None
    doses_to_date: int
    incomplete: bool
    derived: bool
    upload: int | None


class TotalBlock(NamedTuple):
    """The totals of a (group, dose) for all units of a kind by a day."""

    pair: Pair
    of: DayTotals

    @property
    def counted(self) -> Iterator[Counted]:
        """One by one."""
        return map(Counted._make, zip(self.of.units, self.of.totals, self.of.derived, strict=True))

    @property
    def fresh(self) -> Iterator[TotalRow]:
        """Those of the day itself."""
        return _fresh(*self.pair, self.of.day, self.counted)


def read_totals_before(
    connection: Connection, place: Place, pairs: Collection[Pair], *, start: date, before: date
) -> dict[Pair, Known]:
    """What was known before a day: each unit's totals from `start` on, and its latest one before `start`."""
    found: dict[Pair, Known] = {pair: {} for pair in pairs}
    latest = select(table.c.target_group, table.c.dose, table.c.kind, func.max(table.c.period_end).label("period_end"))
    latest = latest.where(*at(table, place), _of(pairs), table.c.period_end < start)
    newest = latest.group_by(table.c.target_group, table.c.dose, table.c.kind).subquery()
    same = and_(*(table.c[column.name] == column for column in newest.c))
    for group, dose, day, totals in connection.execute(_select(place).join(newest, same)):
        found[group, dose].update((one.unit, [one.total]) for one in unpack_totals(day, totals))
    since = _select(place).where(_of(pairs), table.c.period_end >= start, table.c.period_end < before)
    for group, dose, day, totals in connection.execute(since.order_by(table.c.period_end)):
        for one in unpack_totals(day, totals):
            if one.total.period_end == day:
                found[group, dose].setdefault(one.unit, []).append(one.total)
    return found


def replace_totals(
    connection: Connection, place: Place, pairs: Collection[Pair], *, since: date, blocks: Iterable[TotalBlock]
) -> None:
    """Put `blocks` in place of all totals of these (group, dose) pairs by `since` or a later day."""
    connection.execute(delete(table).where(*at(table, place), table.c.period_end >= since, _of(pairs)))
    rows = ((*place, *pair, of.kind, of.day.isoformat(), pack_totals(of)) for pair, of in blocks)
    add_rows(connection, table, rows)


def read_totals(
    connection: Connection,
    place: Place,
    *,
    kinds: Collection[str] = (),
    units: Collection[str] = (),
    pairs: Collection[Pair] = (),
    until: date | None = None,
) -> Sequence[TotalRow]:
    """Rows by series and period_end; an empty filter leaves everything in."""
    query = _select(place)
    if units:
        codes = select(unit.c.kind).where(*at(unit, place), unit.c.code.in_(units))
        query = query.where(table.c.kind.in_(codes))
    if kinds:
        query = query.where(table.c.kind.in_(kinds))
    if pairs:
        query = query.where(_of(pairs))
    if until:
        query = query.where(table.c.period_end <= until)
    rows: list[TotalRow] = []
    for group, dose, day, totals in connection.execute(query):
        wanted = (one for one in unpack_totals(day, totals) if not units or one.unit in units)
        rows.extend(_fresh(group, dose, day, wanted))
    return sorted(rows, key=lambda row: (row[0], row[1], row[2], row[4]))


def read_points(
    connection: Connection,
    place: Place,
    *,
    kinds: Collection[str],
    pairs: Collection[Pair],
    units: Collection[str] = (),
    until: date | None = None,
) -> list[tuple[Any, ...]]:
    """Rows in the order of domain.frames.POINTS, in no order: what pages measure progress from, read as columns.

    No `units` are all of those kinds.
    """
    query = _select(place).where(table.c.kind.in_(kinds), _of(pairs))
    if until:
        query = query.where(table.c.period_end <= until)
    blocks = connection.execute(query)
    return [row for group, dose, day, packed in blocks for row in fresh_points(group, dose, day, packed, units)]


def read_period_ends(connection: Connection, place: Place) -> list[date]:
    """The days up to which anything was reported, the newest first."""
    query = select(table.c.period_end).where(*at(table, place)).distinct()
    return sorted(connection.execute(query).scalars(), reverse=True)


def read_latest_day(connection: Connection, place: Place, kind: str, pair: Pair, *, until: date) -> date | None:
    """The latest day by `until` for which any unit of a kind has a total of a (group, dose), None without one."""
    query = select(func.max(table.c.period_end)).where(*at(table, place), table.c.kind == kind, _of([pair]))
    return connection.execute(query.where(table.c.period_end <= until)).scalar()


def read_pairs(connection: Connection, place: Place) -> set[Pair]:
    """The (group, dose) pairs that have totals."""
    query = select(table.c.target_group, table.c.dose).where(*at(table, place)).distinct()
    return {(group, dose) for group, dose in connection.execute(query)}


def read_all_totals(connection: Connection, place: Place, pair: Pair) -> dict[tuple[str, date], set[Counted]]:
    """All totals of one (group, dose), by kind of unit and day."""
    query = select(table.c.kind, table.c.period_end, table.c.totals).where(*at(table, place), _of([pair]))
    return {(kind, day): set(unpack_totals(day, totals)) for kind, day, totals in connection.execute(query)}


def _select(place: Place) -> Select[Any]:
    return select(*_DAY, table.c.totals).where(*at(table, place))


def _of(pairs: Collection[Pair]) -> Any:
    return tuple_(table.c.target_group, table.c.dose).in_(list(pairs))


def _fresh(group: str, dose: str, day: date, totals: Iterable[Counted]) -> Iterator[TotalRow]:
    for code, (end, start, doses, to_date, incomplete, upload), derived in totals:
        if end == day:
            yield TotalRow(group, dose, code, start, end, doses, to_date, incomplete, derived, upload)
