"""Populations as CSV: for Excel as a Vietnamese office sets it up, and for the program to read again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date

from campaign.exports.population_columns import HEADERS, PopulationLine, line_cells
from campaign.exports.ranking_csv import FORMULA_STARTS


def write_population_csv(lines: Iterable[PopulationLine], groups: Mapping[str, str]) -> bytes:
    """One line a row under one line of headers; UTF-8 with BOM, separated by semicolons, days as 31/12/2022."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADERS)
    for line in lines:
        writer.writerow([_plain(cell) for cell in line_cells(line, groups)])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: str | int | date | None) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
    return "" if cell is None else str(cell)
