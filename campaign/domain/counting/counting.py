"""Counting a (group, dose) day by day: what units stated, what that makes to date, and the sums above them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby, repeat
from operator import itemgetter
from typing import NamedTuple

from campaign.domain.counting.rollup import REPORTING, district_report, sum_communes, sum_province
from campaign.domain.counting.running_totals import Report, RunningTotal, next_total
from campaign.domain.doses import ALL_PRODUCTS, TO_DATE
from campaign.domain.names.units import Unit

Known = dict[str, list[RunningTotal]]  # by unit, in order of period_end

_END = itemgetter(0)  # the period_end of a RunningTotal
_MADE = partial(tuple.__new__, RunningTotal)  # RunningTotal._make, without a call of Python for each of thousands


class Counted(NamedTuple):
    """A total that stands: whose it is, and whether it is a sum of other units'."""

    unit: str
    total: RunningTotal
    derived: bool


class DayTotals(NamedTuple):
    """The latest totals of all units of a kind by a day on which any of them has one; lists in one order.

    `derived` are sums of other units' totals of this very day.
    """

    day: date
    kind: str
    units: Sequence[str]
    totals: Sequence[RunningTotal]
    derived: Sequence[bool]


class Saved(NamedTuple):
    """A block of doses as the upload with this number states it."""

    upload: int
    product: str
    measure: str
    period_start: date | None
    units: Sequence[str]
    values: Sequence[int]


class Family:
    """The units of a province: who is summed to whom."""

    def __init__(self, units: Iterable[Unit]) -> None:
        units = list(units)
        self.province = next(unit.code for unit in units if unit.kind == "province")
        self.districts: dict[str, list[str]] = {unit.code: [] for unit in units if unit.kind == "district"}
        for unit in units:
            if unit.parent in self.districts:
                self.districts[unit.parent].append(unit.code)
        self.reporting = [unit.code for unit in units if unit.kind in REPORTING]
        self.kinds = {unit.code: unit.kind for unit in units}
        self.of_kind: dict[str, list[str]] = {}
        for unit in sorted(units, key=lambda unit: unit.code):
            self.of_kind.setdefault(unit.kind, []).append(unit.code)


class Count:
    """Totals of one (group, dose) from a day on: each day counted upon those before it, when it is asked for."""

    def __init__(self, family: Family, known: Known) -> None:
        """`known` are the totals before that day: at least the latest before any period that is added starts."""
        self.family = family
        self.known: Known = defaultdict(list, {unit: list(totals) for unit, totals in known.items()})
        self.before = {unit: totals[-1] for unit, totals in known.items()}
        self.stated: dict[date, list[Saved]] = {}
        self.counted: dict[date, dict[str, RunningTotal]] = {}
        self.derived: dict[date, set[str]] = {}
        self.last = date.min  # of the days counted

    def add(self, day: date, saved: Saved) -> None:
        """Lay what an upload states for a day over what older ones do."""
        self.stated.setdefault(day, []).append(saved)
        if day <= self.last:
            self._forget_since(day)

    def latest(self, before: date) -> dict[str, RunningTotal]:
        """Each unit's latest total before a day."""
        self._count(before)
        if self.last < before:
            return {unit: totals[-1] for unit, totals in self.known.items() if totals}
        places = ((unit, bisect_left(of, before, key=_END)) for unit, of in self.known.items())
        return {unit: self.known[unit][place - 1] for unit, place in places if place}

    def by_kind(self) -> Iterator[DayTotals]:
        """For each day and kind of unit that has a total on it: the latest total of all its units by that day."""
        self._count()
        latest = dict(self.before)
        for day, totals in sorted(self.counted.items()):
            latest |= totals
            for kind in dict.fromkeys(map(self.family.kinds.__getitem__, totals)):
                units = [unit for unit in self.family.of_kind[kind] if unit in latest]
                derived = list(map(self.derived[day].__contains__, units))
                yield DayTotals(day, kind, units, list(map(latest.__getitem__, units)), derived)

    def _count(self, before: date = date.max) -> None:
        """Count the days not counted yet."""
        for day in sorted(self.stated.keys() - self.counted.keys()):
            if day < before:
                self._count_day(day)

    def _forget_since(self, day: date) -> None:
        for counted in [other for other in self.counted if other >= day]:
            for unit in self.counted.pop(counted):
                self.known[unit].pop()
        self.last = max(self.counted, default=date.min)

    def _count_day(self, day: date) -> None:
        stated = _stated_on(day, self.stated[day])
        today = self._own_totals(stated)
        derived = self._add_districts(stated, today)
        for unit, total in today.items():
            self.known[unit].append(total)
        if not today.keys().isdisjoint(self.family.reporting):
            latest = {unit: self.known[unit][-1] for unit in self.family.reporting if self.known[unit]}
            total = today[self.family.province] = sum_province(day, latest, list(self.family.districts))
            self.known[self.family.province].append(total)
            derived.add(self.family.province)
        self.counted[day], self.derived[day], self.last = today, derived, day

    def _own_totals(self, stated: _Stated) -> dict[str, RunningTotal]:
        """Those of communes and of bodies outside the districts."""
        above = {self.family.province, *self.family.districts}
        units = [unit for unit in stated.cumulative if unit not in above]
        longest = map(stated.longest.get, units, repeat((None, None)))
        starts, doses = zip(*longest, strict=True) if units else ((), ())
        values = map(stated.cumulative.__getitem__, units)
        speakers = map(stated.uploads.__getitem__, units)
        rows = zip(repeat(stated.day), starts, doses, values, repeat(False), speakers, strict=False)
        today = dict(zip(units, map(_MADE, rows), strict=True))
        for unit in stated.longest.keys() - stated.cumulative.keys() - above:
            if report := stated.report(unit):
                today[unit] = next_total(report, self.known[unit])
        return today

    def _add_districts(self, stated: _Stated, today: dict[str, RunningTotal]) -> set[str]:
        """Add the districts' totals to those of the day; those that are sums of their communes."""
        sums = set()
        for district, communes in self.family.districts.items():
            report, derived = district_report(stated.report(district), sum_communes(communes, today))
            if report:
                today[district] = next_total(report, self.known[district])
            if derived:
                sums.add(district)
        return sums


class _Stated(NamedTuple):
    """What units state for a day: cumulatives, increments by first day, and the upload that speaks for each unit."""

    day: date
    cumulative: dict[str, int]
    increments: dict[date, dict[str, int]]
    longest: dict[str, tuple[date, int]]
    uploads: dict[str, int]

    def report(self, unit: str) -> Report | None:
        """What one unit states."""
        if unit not in self.uploads:
            return None
        increments = tuple((start, values[unit]) for start, values in self.increments.items() if unit in values)
        return Report(self.day, increments, self.cumulative.get(unit), self.uploads[unit])


def _stated_on(day: date, blocks: Iterable[Saved]) -> _Stated:
    keyed: dict[date | None, list[Saved]] = {}
    for block in blocks:
        keyed.setdefault(None if block.measure == TO_DATE else block.period_start, []).append(block)
    cumulative, speaker = _newest(keyed.pop(None, ()))
    stated = _Stated(day, cumulative, {}, {}, {})
    for start in sorted(keyed, key=str, reverse=True):  # the longest period last
        values, uploads = _newest(keyed[start])
        if start:
            stated.increments[start] = values
            stated.longest.update(zip(values, zip(repeat(start), values.values(), strict=False), strict=True))
        both = stated.uploads.keys() & uploads.keys()
        stated.uploads.update(uploads | {unit: max(uploads[unit], stated.uploads[unit]) for unit in both})
    stated.uploads.update(speaker)
    return stated


def _newest(blocks: Iterable[Saved]) -> tuple[dict[str, int], dict[str, int]]:
    """For each unit what the newest upload states, the whole or the sum of its parts by product; and that upload."""
    values: dict[str, int] = {}
    uploads: dict[str, int] = {}
    for upload, of_upload in groupby(blocks, key=lambda block: block.upload):
        whole: dict[str, int] = {}
        parts: dict[str, int] = {}
        for block in of_upload:
            if block.product == ALL_PRODUCTS:
                whole.update(zip(block.units, block.values, strict=True))
            else:
                for unit, value in zip(block.units, block.values, strict=True):
                    parts[unit] = parts.get(unit, 0) + value
        stated = {**parts, **whole}
        values.update(stated)
        uploads.update(dict.fromkeys(stated, upload))
    return values, uploads
