"""Sheets saved as text with separated cells (.csv, .tsv)."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from tests.builders.canvas import Formula, Grid


def write_csv(grid: Grid, *, delimiter: str = ";", encoding: str = "utf-8-sig", padded: bool = True) -> bytes:
    """The grid's values as Excel writes them with Vietnamese settings; `padded` gives every line the same cells."""
    height = max((row for row, _ in grid.cells), default=-1) + 1
    width = max((column for _, column in grid.cells), default=-1) + 1
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    for row in range(height):
        cells = [_shown(grid.cells.get((row, column), (None, ""))[0]) for column in range(width)]
        while not padded and cells and cells[-1] == "":
            cells.pop()
        writer.writerow(cells)
    return buffer.getvalue().encode(encoding)


def _shown(value: Any) -> str:
    if isinstance(value, Formula):
        return _shown(value.value)
    if isinstance(value, float):
        return f"{100 * value:.1f}%".replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
