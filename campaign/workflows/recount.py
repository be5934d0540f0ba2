"""Running totals follow every save and withdrawal, in the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any

from campaign.domain.figures import Figure
from campaign.domain.place import Place
from campaign.domain.rollup import REPORTING, district_reports, sum_province
from campaign.domain.running_totals import Report, RunningTotal, running_totals
from campaign.store.engine import Connection
from campaign.store.reports import Series, read_reports
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
    wanted = reports.keys() | {(unit.code, *pair) for unit in units if unit.kind in REPORTING for pair in pairs}
    known = read_totals_before(connection, place, wanted, start=start, before=since)
    return [row for pair in pairs for row in _pair_rows(pair, units, reports, known, since)]


def _first_days(reports: Iterable[list[Report]]) -> Iterable[date]:
    return (day for series in reports for report in series for day, _ in report.increments)


def _pair_rows(
    pair: Pair, units: Any, reports: dict[Series, list[Report]], known: Totals, since: date
) -> Iterable[TotalRow]:
    """The rows of one group and dose: communes and other units, then districts, then the province."""
    totals = {
        unit.code: running_totals(reports.get((unit.code, *pair), ()), known.get((unit.code, *pair), ()))
        for unit in units
        if unit.kind not in ("district", "province")
    }
    derived: dict[str, set[date]] = {}
    for district in units:
        if district.kind == "district":
            series = (district.code, *pair)
            communes = [totals[unit.code] for unit in units if unit.parent == district.code]
            merged, derived[district.code] = district_reports(reports.get(series, ()), communes)
            totals[district.code] = running_totals(merged, known.get(series, ()))
    for code, each in totals.items():
        yield from (TotalRow((code, *pair), total, total.period_end in derived.get(code, ())) for total in each)
    yield from _province_rows(pair, units, totals, known, since)


def _province_rows(
    pair: Pair, units: Any, totals: dict[str, list[RunningTotal]], known: Totals, since: date
) -> Iterable[TotalRow]:
    """The province on every day from `since` on on which one of its units reported."""
    reporting = [unit for unit in units if unit.kind in REPORTING]
    all_totals = {unit.code: [*known.get((unit.code, *pair), [])[-1:], *totals[unit.code]] for unit in reporting}
    districts = [unit.code for unit in units if unit.kind == "district"]
    province = next(unit.code for unit in units if unit.kind == "province")
    for total in sum_province({code: each for code, each in all_totals.items() if each}, districts):
        if total.period_end >= since:
            yield TotalRow((province, *pair), total, derived=True)
