"""Running totals follow every save and withdrawal, in the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any

from campaign.domain.figures import Figure
from campaign.domain.place import Place
from campaign.domain.rollup import standing_totals, sum_communes, sum_province
from campaign.domain.running_totals import Report, RunningTotal, running_totals
from campaign.store.engine import Connection
from campaign.store.reports import read_reports
from campaign.store.totals import TotalRow, Totals, read_totals_before, replace_totals
from campaign.store.units import read_units

BEGINNING = date(1900, 1, 1)  # before anything was reported

Pair = tuple[str, str]
Saved = tuple[int, Sequence[Figure]]


def recount(
    connection: Connection, place: Place, pairs: Collection[Pair], *, since: date, saved: Saved | None = None
) -> None:
    """Bring the running totals of these (group, dose) pairs up to date, for all days from `since` on.

    `saved` is the upload just saved, with its figures.
    """
    rows = count_totals(connection, place, pairs, since=since, saved=saved)
    replace_totals(connection, place, pairs, since=since, rows=rows)


def count_totals(
    connection: Connection, place: Place, pairs: Collection[Pair], *, since: date, saved: Saved | None = None
) -> list[TotalRow]:
    """What the running totals must be from `since` on, from the reports that stand; writes nothing."""
    reports = read_reports(connection, place, since=since, pairs=pairs, saved=saved)
    start = min(chain([since], _first_days(reports.values())))
    units = read_units(connection, place)
    summed = {(unit, *pair) for unit in _reporting(units) for pair in pairs}
    known, earlier = read_totals_before(
        connection, place, own=reports.keys(), standing=summed, start=start, before=since
    )
    own = {series: running_totals(each, known.get(series, ())) for series, each in reports.items()}
    return [row for pair in pairs for row in _pair_rows(pair, units, own, earlier, since)]


def _first_days(reports: Iterable[list[Report]]) -> Iterable[date]:
    return (day for series in reports for report in series for day, _ in report.increments)


def _reporting(units: Any) -> list[str]:
    """The units the province is the sum of."""
    return [unit.code for unit in units if unit.kind in ("district", "other")]


def _pair_rows(pair: Pair, units: Any, own: Totals, earlier: Totals, since: date) -> Iterable[TotalRow]:
    standing: dict[str, list[RunningTotal]] = {}
    for unit in units:
        series = (unit.code, *pair)
        mine = own.get(series, [])
        summed = _communes_total(unit, pair, units, own)
        covered = {total.period_end for total in summed}
        yield from (TotalRow(series, total, False, total.period_end not in covered) for total in mine)
        yield from (TotalRow(series, total, True, True) for total in summed)
        if unit.code in _reporting([unit]):
            standing[unit.code] = [*earlier.get(series, []), *standing_totals(mine, summed)]
    province = next(unit.code for unit in units if unit.kind == "province")
    districts = [unit.code for unit in units if unit.kind == "district"]
    for total in sum_province({code: totals for code, totals in standing.items() if totals}, districts):
        if total.period_end >= since:
            yield TotalRow((province, *pair), total, True, True)


def _communes_total(unit: Any, pair: Pair, units: Any, own: Totals) -> list[RunningTotal]:
    if unit.kind != "district":
        return []
    return sum_communes([own.get((other.code, *pair), []) for other in units if other.parent == unit.code])
