"""The history of figures as other programs read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from campaign.domain.changes import Standing
from campaign.domain.doses import TO_DATE
from campaign.domain.place import LAI_CHAU
from campaign.store.engine import Database
from campaign.store.reports import read_standing_cells
from campaign.store.totals import read_totals


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
    districts and the province where they are summed (`derived`).
    """
    with database.reading() as connection:
        rows = read_totals(connection, LAI_CHAU, units=[unit] if unit else (), until=as_of)
        cells = read_standing_cells(connection, LAI_CHAU, until=as_of, unit=unit, group=group, dose=dose)
    kept = [row for row in rows if group in (None, row.target_group) and dose in (None, row.dose)]
    if latest:
        kept = list({(row.unit, row.target_group, row.dose): row for row in kept}.values())
    return [_figure(row, cells.get((row.unit, row.target_group, row.dose, row.period_end), {})) for row in kept]


def _figure(row: Any, cells: dict[tuple[Any, ...], Standing]) -> dict[str, Any]:
    own = {} if row.derived else cells
    first = next(iter(_in_order(own)), None)
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
        "cells": [{"upload_id": c.upload, "sheet": c.sheet, "cell": c.cell} for c in _in_order(own)],
    }


def _in_order(cells: dict[tuple[Any, ...], Standing]) -> Iterable[Standing]:
    """Cells of doses_to_date first."""
    return [cells[key] for key in sorted(cells, key=lambda key: key[0] != TO_DATE)]
