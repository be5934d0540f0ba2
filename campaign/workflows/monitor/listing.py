"""The history of figures as other programs read it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from campaign.domain.counting.changes import Standing
from campaign.domain.counting.rollup import REPORTING
from campaign.domain.doses import DOSES, TO_DATE
from campaign.domain.place import LAI_CHAU
from campaign.errors import NotFound
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.store.manage.units import read_groups, read_units
from campaign.store.sheets.reports import read_standing_cells
from campaign.store.sheets.totals import read_totals

NO_CODE = N_("There is no '{given}'. Known codes: {known} …")
MOST_NAMED = 12

Cells = dict[tuple[Any, ...], Standing]


def list_figures(
    database: Database,
    *,
    as_of: date | None = None,
    unit: str | None = None,
    group: str | None = None,
    dose: str | None = None,
    latest: bool = False,
) -> list[dict[str, Any]]:
    """One row per unit x group x dose x period_end up to `as_of`, with the cells it was read from.

    `sheet` and `cell` are those of doses_to_date where it was stated, else of doses_in_period; both are None for
    districts and the province where they are summed (`derived`): `cells` then lists those of the units summed.
    Raises NotFound for a unit, group or dose that there is not.
    """
    with database.reading() as connection:
        units = read_units(connection, LAI_CHAU)
        _check_known(unit, [row.code for row in units])
        _check_known(group, [row.code for row in read_groups(connection)])
        _check_known(dose, DOSES)
        rows = read_totals(connection, LAI_CHAU, until=as_of)
        cells = read_standing_cells(connection, LAI_CHAU, until=as_of, group=group, dose=dose)
    rows = [row for row in rows if group in (None, row.target_group) and dose in (None, row.dose)]
    sources = _Sources(units, rows, cells)
    kept = [row for row in rows if unit in (None, row.unit)]
    if latest:
        kept = list({(row.unit, row.target_group, row.dose): row for row in kept}.values())
    return [_figure(row, sources) for row in kept]


def _check_known(code: str | None, known: Iterable[str]) -> None:
    known = list(known)
    if code is not None and code not in known:
        raise NotFound("unknown_code", NO_CODE, given=code, known=", ".join(known[:MOST_NAMED]))


class _Sources:
    """The cells behind each row."""

    def __init__(self, units: Any, rows: Sequence[Any], cells: dict[tuple[str, str, str, date], Cells]) -> None:
        self.units, self.cells = {row.code: row for row in units}, cells
        self.days: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
        for row in rows:
            self.days[row.unit, row.target_group, row.dose].append(row)

    def of(self, row: Any) -> list[Standing]:
        """Cells of doses_to_date first; of a sum, the cells of its parts."""
        if not row.derived:
            return _in_order(self.cells.get((row.unit, row.target_group, row.dose, row.period_end), {}))
        return [cell for part in self._parts(row) for cell in self.of(part)]

    def _parts(self, row: Any) -> Iterator[Any]:
        province = self.units[row.unit].kind == "province"
        for unit in self.units.values():
            if unit.kind in REPORTING if province else unit.parent == row.unit:
                days = self.days.get((unit.code, row.target_group, row.dose), [])
                place = bisect_right(days, row.period_end, key=lambda day: day.period_end)
                yield from days[place - 1 : place]


def _figure(row: Any, sources: _Sources) -> dict[str, Any]:
    cells = sources.of(row)
    first = None if row.derived or not cells else cells[0]
    return {
        "unit": row.unit,
        "group": row.target_group,
        "dose": row.dose,
        "period_start": row.period_start,
        "period_end": row.period_end,
        "doses_in_period": row.doses_in_period,
        "doses_to_date": row.doses_to_date,
        "incomplete": row.incomplete,
        "derived": row.derived,
        "upload_id": first.upload if first else None,
        "sheet": first.sheet if first else None,
        "cell": first.cell if first else None,
        "cells": [{"upload_id": c.upload, "sheet": c.sheet, "cell": c.cell} for c in cells],
    }


def _in_order(cells: Cells) -> list[Standing]:
    return [cells[key] for key in sorted(cells, key=lambda key: (key[0] != TO_DATE, key[1]))]
