"""Years of weekly reports as one long table, one row for each week, commune, group and dose: half a million rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

import xlsxwriter

from benchmarks.cells import LONG_HEADER
from benchmarks.layout import figures, read_communes

ROWS = 500_000
FIRST_WEEK = date(2013, 1, 7)
DOSES = {  # in the order of the weekly sheet's columns
    "18+": ("dose_1", "dose_2", "additional", "dose_3", "dose_4"),
    "12-17": ("dose_1", "dose_2", "dose_3"),
    "5-11": ("dose_1", "dose_2"),
}


def write_long_workbook(path: Path, rows: int = ROWS) -> None:
    """A workbook with so many rows under its header."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("du_lieu")
    sheet.write_row(0, 0, LONG_HEADER)
    for number, row in enumerate(islice(_rows(), rows), 1):
        sheet.write_row(number, 0, row)
    book.close()


def _rows() -> Iterator[tuple[object, ...]]:
    communes = read_communes()
    for week in count():
        start = FIRST_WEEK + timedelta(weeks=week)
        period = f"{start:%d/%m/%Y} - {start + timedelta(days=6):%d/%m/%Y}"
        for code, name, people in communes:
            cells = iter(figures(people, week))
            for group, doses in DOSES.items():
                next(cells)  # the people of the group
                for dose in doses:
                    yield period, code, name, group, dose, people, next(cells), next(cells)
