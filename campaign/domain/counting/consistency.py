"""Rules that a sheet and what was reported before can decide together; all of them warn.

Each has legitimate exceptions: doses given elsewhere, revisions after a review ("đã rà soát, điều chỉnh").
Doses alone are held against one another: other measures are kept as they are stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import repeat
from typing import NamedTuple

from campaign.domain.counting.blocks import FigureBlock, FigureKey, Layer
from campaign.domain.counting.changes import FiguresStanding
from campaign.domain.counting.figures import SourceColumn
from campaign.domain.counting.running_totals import ONE_DAY, RunningTotal
from campaign.domain.doses import ALL_PRODUCTS, IN_PERIOD, TO_DATE, is_doses
from campaign.domain.findings import INFO, WARNING, Finding
from campaign.domain.names.units import Unit

# A weekly report follows the one before by 6 to 8 days; more than that is a missing week.
LONGEST_WEEK = timedelta(days=8)

Pair = tuple[str, str]  # group, dose
Gap = tuple[str, date, date]  # severity, first and last day that nobody reported
Latest = Mapping[Pair, Mapping[str, RunningTotal]]  # by pair and unit


class _Day(NamedTuple):
    """What a file states for a (group, dose) and day, by unit; rows split by product are left out.

    `eves` are the days before the first days of what is stated for a period.
    """

    to_date: dict[str, int]
    in_period: dict[str, int]
    eves: dict[str, date]
    blocks: list[FigureBlock]


def check_series(
    blocks: Iterable[FigureBlock], columns: Sequence[SourceColumn], latest: Latest, names: Mapping[str, str]
) -> list[Finding]:
    """A cumulative figure that fell, an increment that is not the difference, weeks that are missing in between.

    `latest` holds each unit's latest total before the file's first day, `names` the units' names by code.
    """
    findings: list[Finding] = []
    gaps: dict[Gap, set[str]] = defaultdict(set)
    for pair, days in _days(blocks).items():
        known = latest.get(pair, {})
        for day, stated in sorted(days.items()):
            for unit, before in _worth_a_look(known, stated):
                if before.period_end < day:
                    findings += _check_against(before, unit, stated, columns, names)
                    if gap := _gap(before, unit, day, stated):
                        gaps[gap].add(unit)
            if len(days) > 1:
                known = {**known, **_next_totals(known, day, stated)}
    return findings + [_missing(*gap, len(units)) for gap, units in sorted(gaps.items())]


def _days(blocks: Iterable[FigureBlock]) -> dict[Pair, dict[date, _Day]]:
    """The days of each (group, dose); of several periods that end on one, the longest counts."""
    found: dict[Pair, dict[date, _Day]] = {}
    for block in sorted(blocks, key=_first_day, reverse=True):
        if is_doses(block.measure) and block.product == ALL_PRODUCTS:
            day = found.setdefault((block.group, block.dose), {}).setdefault(block.period_end, _Day({}, {}, {}, []))
            day.blocks.append(block)
            (day.to_date if block.measure == TO_DATE else day.in_period).update(
                zip(block.units, block.values, strict=True)
            )
            if block.period_start:
                day.eves.update(dict.fromkeys(block.units, block.period_start - ONE_DAY))
    return found


def _worth_a_look(known: Mapping[str, RunningTotal], stated: _Day) -> Iterator[tuple[str, RunningTotal]]:
    """The units with a total before, but for those that go on from it by what they state: most of thousands."""
    to_date, in_period, eves = stated.to_date, stated.in_period, stated.eves
    for unit in to_date | in_period:
        before = known.get(unit)
        if before and not (
            before.period_end == eves.get(unit) and to_date.get(unit) == before.doses_to_date + in_period[unit]
        ):
            yield unit, before


def _first_day(block: FigureBlock) -> date:
    return block.period_start or block.period_end


def _next_totals(before: Mapping[str, RunningTotal], day: date, stated: _Day) -> dict[str, RunningTotal]:
    """What is known after a day of a file with several."""
    totals = {}
    for unit, value in stated.in_period.items():
        known = before.get(unit)
        incomplete = known is None or known.incomplete or known.period_end != stated.eves.get(unit)
        totals[unit] = RunningTotal(day, None, None, value + (known.doses_to_date if known else 0), incomplete)
    for unit, value in stated.to_date.items():
        totals[unit] = RunningTotal(day, None, None, value, False)
    return totals


def _check_against(
    before: RunningTotal, unit: str, stated: _Day, columns: Sequence[SourceColumn], names: Mapping[str, str]
) -> Iterable[Finding]:
    to_date, in_period = stated.to_date.get(unit), stated.in_period.get(unit)
    if to_date is None:
        return ()
    difference = to_date - before.doses_to_date
    follows = stated.eves.get(unit) == before.period_end
    if difference >= 0 and (in_period in (None, difference) or not follows or before.incomplete):
        return ()
    known = {"before": before.doses_to_date, "before_date": before.period_end}
    values = {"unit": names[unit], **known, "value": to_date}
    if difference < 0:
        return (Finding(WARNING, "cumulative_fell", *_place(unit, TO_DATE, stated, columns), values),)
    values |= {"stated": in_period, "difference": difference}
    return (Finding(WARNING, "difference", *_place(unit, IN_PERIOD, stated, columns), values),)


def _place(unit: str, measure: str, stated: _Day, columns: Sequence[SourceColumn]) -> tuple[str, str]:
    """The sheet and cell of what is stated for a unit."""
    block = next(block for block in reversed(stated.blocks) if block.measure == measure and unit in block.units)
    column = columns[block.column]
    return column.sheet, f"{column.letter}{block.rows[block.units.index(unit)]}"


def _gap(before: RunningTotal, unit: str, day: date, stated: _Day) -> Gap | None:
    """What nobody reported, if a week is missing before these figures."""
    eve = stated.eves.get(unit) or day - LONGEST_WEEK
    if before.period_end >= eve:
        return None
    return INFO if unit in stated.to_date else WARNING, before.period_end + ONE_DAY, eve


def _missing(severity: str, first: date, last: date, units: int) -> Finding:
    code = "missing_week" if severity == WARNING else "week_not_reported"
    return Finding(severity, code, values={"first": first, "last": last, "units": units})


def check_communes(
    blocks: Iterable[FigureBlock], columns: Sequence[SourceColumn], standing: FiguresStanding, units: Sequence[Unit]
) -> list[Finding]:
    """A district's own row that its communes contradict.

    It differs from the sum of all of them, which stands then; or it is less than the sum of those that are there.
    """
    communes: dict[str, list[str]] = {unit.code: [] for unit in units if unit.kind == "district"}
    for unit in units:
        if unit.parent in communes:
            communes[unit.parent].append(unit.code)
    names = {unit.code: unit.name for unit in units}
    stated: dict[FigureKey, list[FigureBlock]] = defaultdict(list)
    for block in blocks:
        if is_doses(block.measure):
            stated[block.key].append(block)
    cells = [
        _cells(stated[key], columns, standing.get(key, ()))
        for key in sorted(stated, key=str)
        if _names_any(communes.keys(), stated[key], standing.get(key, ()))
    ]
    findings: list[Finding] = []
    for district, codes in communes.items():
        for of in cells:
            if district in of and (parts := [of[code] for code in codes if code in of]):
                findings += _disagreement(names[district], of[district], parts, len(codes))
    return findings


def _names_any(districts: Collection[str], blocks: Iterable[FigureBlock], layers: Iterable[Layer]) -> bool:
    wanted = set(districts)
    lists = (*(block.units for block in blocks), *(layer.cells()[0] for layer in layers))
    return not all(map(wanted.isdisjoint, lists))


class _Stands(NamedTuple):
    value: int
    sheet: str
    letter: str
    row: int


def _cells(
    blocks: Iterable[FigureBlock], columns: Sequence[SourceColumn], layers: Iterable[Layer]
) -> dict[str, _Stands]:
    """What would stand for each unit: the file's own cells before those of earlier uploads."""
    found: dict[str, _Stands] = {}
    for layer in layers:
        units, rows, values = layer.cells()
        found.update(_placed(units, values, layer.sheet, layer.letter, rows))
    for block in blocks:
        column = columns[block.column]
        found.update(_placed(block.units, block.values, column.sheet, column.letter, block.rows))
    return found


def _placed(
    units: Sequence[str], values: Sequence[int], sheet: str, letter: str, rows: Sequence[int]
) -> Iterable[tuple[str, _Stands]]:
    return zip(units, map(_Stands._make, zip(values, repeat(sheet), repeat(letter), rows, strict=False)), strict=True)


def _disagreement(unit: str, own: _Stands, parts: Sequence[_Stands], communes: int) -> Iterable[Finding]:
    """What is wrong with a district's row beside those of its `communes` that are there."""
    total, complete = sum(part.value for part in parts), len(parts) == communes
    if total == own.value or (total < own.value and not complete):
        return ()
    first, last = parts[0], parts[-1]
    where = f"'{first.sheet}' {first.letter}{first.row}" + (f"–{last.letter}{last.row}" if last is not first else "")
    values: dict[str, object] = {"unit": unit, "stated": own.value, "sum": total, "cells": where}
    if not complete:
        values |= {"there": len(parts), "communes": communes}
    code = "communes_disagree" if complete else "communes_exceed"
    return (Finding(WARNING, code, own.sheet, f"{own.letter}{own.row}", values),)
