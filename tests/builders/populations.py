"""Files of populations: tables of people by unit, as any kind of file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.builders.canvas import Grid, write_workbook
from tests.builders.csv_files import write_csv
from tests.builders.data import DISTRICTS
from tests.builders.ods import write_ods
from tests.builders.xls import write_xls

TITLE = "DÂN SỐ VÀ SỐ ĐỐI TƯỢNG TIÊM CHỦNG, áp dụng từ ngày 01/07/2022"
# Row 1 the title, row 3 the header, districts from row 4 on, in the order of DISTRICTS.
HEADERS = ("TT", "Đơn vị", "Số đối tượng 18+", "Số người cần tiêm mũi 3 (18+)")
LONG = (
    "Mã đơn vị", "Đơn vị", "Nhóm đối tượng", "Mũi tiêm", "Loại số đối tượng", "Áp dụng từ", "Số người", "Nguồn",
)  # fmt: skip


def population_grid(
    rows: Sequence[Sequence[Any]] | None = None,
    *,
    headers: Sequence[str] = HEADERS,
    title: str = TITLE,
    total: Sequence[Any] | None = None,
) -> Grid:
    """A wide table; `rows` are the people of each district, made up where None."""
    rows = people_rows() if rows is None else rows
    grid = Grid("Dân số")
    grid.put(0, 0, title)
    for column, header in enumerate(headers):
        grid.put(2, column, header)
    for number, (unit, people) in enumerate(zip(DISTRICTS, rows, strict=True)):
        for column, value in enumerate((number + 1, unit, *people)):
            grid.put(3 + number, column, value)
    for column, value in enumerate(("", "Tổng cộng", *total) if total else ()):
        grid.put(3 + len(DISTRICTS), column, value)
    return grid


def people_rows(residents: int = 30_000, due: int = 20_000) -> list[tuple[int, int]]:
    """Residents and people due of each district, all of them different."""
    return [(residents + 100 * place, due + 10 * place) for place in range(len(DISTRICTS))]


def long_grid(rows: Sequence[Sequence[Any]], headers: Sequence[str] = LONG) -> Grid:
    """A long table, its header in row 1."""
    grid = Grid("Sổ")
    for row, cells in enumerate((headers, *rows)):
        for column, value in enumerate(cells):
            grid.put(row, column, value)
    return grid


WRITERS = {
    "xlsx": lambda grid: write_workbook([grid]),
    "xls": lambda grid: write_xls([grid]),
    "ods": lambda grid: write_ods([grid]),
    "csv": write_csv,
}
