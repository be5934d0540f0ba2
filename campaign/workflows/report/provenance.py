"""Which uploads a report's figures rest on: those added up in the doses to date, and those it looks back on."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from campaign.domain.counting.rollup import REPORTING
from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.domain.place import LAI_CHAU
from campaign.domain.progress.pace import LONGEST_WEEK, RANGE_WEEKS, SHORTEST_WEEK
from campaign.store.engine import Connection, Database
from campaign.store.manage.units import read_units
from campaign.store.sheets.reports import read_standing_cells
from campaign.store.sheets.totals import TotalRow, read_totals
from campaign.store.sheets.uploads import read_uploads

WEEK = 7


class Provenance(NamedTuple):
    """The numbers of the uploads behind one target's doses to date; of the others that paces, projections and changes
    rest on; and by unit the day of its first figure."""

    doses: frozenset[int]
    looked_back_on: frozenset[int]
    first_days: Mapping[str, date]


class Sources:
    """The uploads and units of the province, read once for all targets of a report."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.reading() as connection:
            self.units = read_units(connection, LAI_CHAU)
            self.names = {row.id: row.file_name for row in read_uploads(connection)}

    def files(self, numbers: Iterable[int]) -> list[str]:
        """Uploads by number with their names."""
        return [f"{number}: {self.names[number]}" for number in sorted(numbers)]

    def of(self, pair: tuple[str, str], as_of: date, earlier: Iterable[tuple[str | None, date]]) -> Provenance:
        """What a (group, dose) rests on; `earlier`: units and days whose doses to date are told of too (None: all)."""
        with self.database.reading() as connection:
            past = _Past(connection, self.units, pair, as_of)
        now = past.behind(past.latest(past.reporting, as_of))
        before = {row for unit, day in earlier for row in past.latest(past.reporting if unit is None else [unit], day)}
        told = past.behind(before) | past.behind_paces()
        return Provenance(now, told - now, {unit: rows[0].period_end for unit, rows in past.totals.items()})


class _Past:
    """All totals of a (group, dose) and the uploads that speak in their cells; followed back the way it was counted."""

    def __init__(self, connection: Connection, units: Sequence[Any], pair: tuple[str, str], as_of: date) -> None:
        group, dose = pair
        self.reporting = [row.code for row in units if row.kind in REPORTING]
        self.provinces = {row.code for row in units if row.kind == "province"}
        self.communes: dict[str, list[str]] = defaultdict(list)
        for row in units:
            self.communes[row.parent].append(row.code)
        self.totals: dict[str, list[TotalRow]] = defaultdict(list)
        for total in read_totals(connection, LAI_CHAU, pairs=[pair], until=as_of):
            self.totals[total.unit].append(total)
        self.days = {unit: [row.period_end for row in rows] for unit, rows in self.totals.items()}
        cells = read_standing_cells(connection, LAI_CHAU, until=as_of, group=group, dose=dose)
        self.cells: dict[tuple[str, date, str], set[int]] = defaultdict(set)
        for (unit, _, _, day), standing in cells.items():
            for (measure, *_), cell in standing.items():
                self.cells[unit, day, measure].add(cell.upload)

    def latest(self, units: Iterable[str], until: date) -> list[TotalRow]:
        """The latest total of each of these units by a day."""
        places = {unit: bisect_right(self.days[unit], until) for unit in units if unit in self.days}
        return [self.totals[unit][place - 1] for unit, place in places.items() if place]

    def behind(self, totals: Iterable[TotalRow]) -> frozenset[int]:
        """The uploads of all cells that these running totals are made of."""
        found: set[int] = set()
        seen: set[tuple[TotalRow, bool]] = set()
        waiting = [(total, True) for total in totals]
        while waiting:
            if (step := waiting.pop()) not in seen:
                seen.add(step)
                uploads, parts = self._parts(*step)
                found |= uploads
                waiting += parts
        return frozenset(found)

    def behind_paces(self) -> frozenset[int]:
        """The uploads of the reported weeks that the units' paces and the range of their projections look back on."""
        found: set[int] = set()
        for unit in self.reporting:
            for total, base in _last_weeks(self.totals.get(unit, [])):
                stated = total.doses_in_period is not None
                found |= self._said(total, IN_PERIOD) if stated else self.behind([total, *base])
        return frozenset(found)

    def _parts(self, total: TotalRow, whole: bool) -> tuple[set[int], list[tuple[TotalRow, bool]]]:
        """The uploads of a total's own cells, and the totals it was added up from.

        `whole`: doses in the period too, which a later total does not add again.
        """
        if total.unit in self.provinces:
            return set(), [(part, whole) for part in self.latest(self.reporting, total.period_end)]
        if total.derived:
            parts = self.latest(self.communes[total.unit], total.period_end)
            if any(part.incomplete for part in parts):  # only their increments could be added
                return self._said(total, IN_PERIOD), self._before(total)
            return set(), [(part, whole) for part in parts]
        cumulative, increments = self._said(total, TO_DATE), self._said(total, IN_PERIOD)
        if cumulative:
            return cumulative | (increments if whole else set()), []
        return increments, self._before(total)

    def _before(self, total: TotalRow) -> list[tuple[TotalRow, bool]]:
        """What an increment was added to: the latest total before its period."""
        start = total.period_start or total.period_end
        return [(earlier, False) for earlier in self.latest([total.unit], start - timedelta(days=1))]

    def _said(self, total: TotalRow, measure: str) -> set[int]:
        """The uploads of the cells of a total's day, its own or its communes'."""
        units = self.communes[total.unit] if total.derived else [total.unit]
        return {upload for unit in units for upload in self.cells.get((unit, total.period_end, measure), ())}


def _last_weeks(totals: Sequence[TotalRow]) -> Iterator[tuple[TotalRow, Sequence[TotalRow]]]:
    """A unit's totals of as many reported weeks as a projection's range looks back on, each with the one before it."""
    weeks, place = 0.0, len(totals) - 1
    while place >= 0 and weeks < RANGE_WEEKS:
        total, base = totals[place], totals[max(place - 1, 0) : place]
        yield total, base
        weeks += _weeks(total, base)
        place -= 1


def _weeks(total: TotalRow, base: Sequence[TotalRow]) -> float:
    since = total.period_start - timedelta(days=1) if total.period_start else base[0].period_end if base else None
    if since is None:
        return 0.0
    days = (total.period_end - since).days
    return 1.0 if SHORTEST_WEEK <= days <= LONGEST_WEEK else days / WEEK
