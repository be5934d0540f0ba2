"""Rules that a sheet and what was reported before can decide together; all of them warn.

Each has legitimate exceptions: doses given elsewhere, revisions after a review ("đã rà soát, điều chỉnh").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from campaign.domain.changes import FigureKey, Standing, figure_key
from campaign.domain.doses import ALL_PRODUCTS, IN_PERIOD, TO_DATE
from campaign.domain.figures import Figure, SourceColumn
from campaign.domain.findings import INFO, WARNING, Finding
from campaign.domain.running_totals import ONE_DAY, RunningTotal
from campaign.domain.units import Unit

# A weekly report follows the one before by 6 to 8 days; more than that is a missing week.
LONGEST_WEEK = timedelta(days=8)

Series = tuple[str, str, str]


def check_series(
    figures: Iterable[Figure],
    columns: Sequence[SourceColumn],
    before: Mapping[Series, Sequence[RunningTotal]],
    names: Mapping[str, str],
) -> list[Finding]:
    """A cumulative figure that fell, an increment that is not the difference, weeks that are missing in between.

    `before` holds each series' earlier totals, `names` the units' names by code.
    """
    findings: list[Finding] = []
    gaps: dict[tuple[str, date, date], set[str]] = defaultdict(set)
    latest = {series: totals[-1] for series, totals in before.items() if totals}
    for series, day, cells in _days(figures):
        previous = latest.get(series)
        if previous and previous.period_end < day:
            findings += _check_against(previous, cells, columns, names[series[0]])
            gap = _gap(previous, cells)
            if gap:
                gaps[gap].add(series[0])
        latest[series] = _next_total(previous, day, cells)
    return findings + [_missing(*gap, len(units)) for gap, units in sorted(gaps.items())]


def _days(figures: Iterable[Figure]) -> Iterable[tuple[Series, date, dict[str, Figure]]]:
    """Each series' days in order, with the cell of each measure; rows split by product are left out."""
    days: dict[tuple[date, Series], dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        if figure.product == ALL_PRODUCTS:
            days[figure.period_end, (figure.unit, figure.group, figure.dose)][figure.measure] = figure
    for (day, series), cells in sorted(days.items(), key=lambda item: item[0][0]):
        yield series, day, cells


def _next_total(previous: RunningTotal | None, day: date, cells: Mapping[str, Figure]) -> RunningTotal:
    to_date = cells.get(TO_DATE)
    value = to_date.value if to_date else (previous.doses_to_date if previous else 0) + cells[IN_PERIOD].value
    return RunningTotal(day, None, None, value, to_date is None)


def _check_against(
    previous: RunningTotal, cells: Mapping[str, Figure], columns: Sequence[SourceColumn], unit: str
) -> Iterable[Finding]:
    to_date, in_period = cells.get(TO_DATE), cells.get(IN_PERIOD)
    if not to_date:
        return
    known = {"unit": unit, "before": previous.doses_to_date, "before_date": previous.period_end, "value": to_date.value}
    if to_date.value < previous.doses_to_date:
        yield _at(to_date, columns, "cumulative_fell", known)
    elif in_period and _follows(previous, in_period) and not previous.incomplete:
        difference = to_date.value - previous.doses_to_date
        if difference != in_period.value:
            yield _at(in_period, columns, "difference", {**known, "stated": in_period.value, "difference": difference})


def _at(figure: Figure, columns: Sequence[SourceColumn], code: str, values: dict[str, object]) -> Finding:
    column = columns[figure.column]
    return Finding(WARNING, code, column.sheet, f"{column.letter}{figure.row}", values)


def _follows(previous: RunningTotal, in_period: Figure) -> bool:
    return in_period.period_start is not None and in_period.period_start == previous.period_end + ONE_DAY


def _gap(previous: RunningTotal, cells: Mapping[str, Figure]) -> tuple[str, date, date] | None:
    """The severity and the first and last day nobody reported, if a week is missing before these cells."""
    any_cell = next(iter(cells.values()))
    start = min((cell.period_start for cell in cells.values() if cell.period_start), default=None)
    if start is None:
        start = any_cell.period_end - LONGEST_WEEK + ONE_DAY
    if previous.period_end + ONE_DAY >= start:
        return None
    severity = INFO if TO_DATE in cells else WARNING
    return severity, previous.period_end + ONE_DAY, start - ONE_DAY


def _missing(severity: str, first: date, last: date, units: int) -> Finding:
    code = "missing_week" if severity == WARNING else "week_not_reported"
    return Finding(severity, code, values={"first": first, "last": last, "units": units})


def check_communes(
    figures: Sequence[Figure],
    columns: Sequence[SourceColumn],
    standing: Mapping[FigureKey, Standing],
    units: Sequence[Unit],
) -> list[Finding]:
    """A district's own row that differs from the sum of its complete communes: the communes stand."""
    values = {key: (cell.value, cell.sheet, cell.cell) for key, cell in standing.items()}
    for figure in figures:
        column = columns[figure.column]
        values[figure_key(figure)] = (figure.value, column.sheet, f"{column.letter}{figure.row}")
    touched = {figure_key(figure)[1:] for figure in figures}
    communes: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        if unit.kind == "commune" and unit.parent:
            communes[unit.parent].append(unit.code)
    names = {unit.code: unit.name for unit in units}
    findings = []
    for district, codes in communes.items():
        for rest in sorted(touched, key=str):
            own = values.get((district, *rest))
            parts = [values.get((code, *rest)) for code in codes]
            if own and all(parts) and sum(part[0] for part in parts if part) != own[0]:
                findings.append(_disagreement(names[district], own, [part for part in parts if part]))
    return findings


def _disagreement(unit: str, own: tuple[int, str, str], parts: Sequence[tuple[int, str, str]]) -> Finding:
    total = sum(part[0] for part in parts)
    where = f"'{parts[0][1]}' {parts[0][2]}–{parts[-1][2]}"
    values = {"unit": unit, "stated": own[0], "sum": total, "cells": where}
    return Finding(WARNING, "communes_disagree", own[1], own[2], values)
