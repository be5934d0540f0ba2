"""The weekly job: one sheet of a province's 106 communes, 20 figures each, merged headers, a total row.

The figures are made up and break no rule: each dose stays below the one before, and the week is the difference of the
cumulatives, so that a program which checks has nothing to report.
"""

from __future__ import annotations

import csv
import math
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from benchmarks.cells import FIRST_ROW, HEADER_ROW, PEOPLE_COLUMN, UNIT_COLUMN

ROOT = Path(__file__).parent.parent
FIRST_WEEK = date(2021, 1, 4)

# group header -> its doses; each has the week's doses and doses to date beside one another
BLOCKS = {
    "Người từ 18 tuổi trở lên": ("Mũi 1", "Mũi 2", "Mũi bổ sung", "Mũi nhắc lại lần 1", "Mũi nhắc lại lần 2"),
    "Trẻ từ 12 đến dưới 18 tuổi": ("Mũi 1", "Mũi 2", "Mũi nhắc lại lần 1"),
    "Trẻ từ 5 đến dưới 12 tuổi": ("Mũi 1", "Mũi 2"),
}
SHARES = (0.97, 0.92, 0.4, 0.35, 0.2)  # of the people, reached in the end by each dose
FIGURES = 2 * sum(map(len, BLOCKS.values()))


class Row(NamedTuple):
    """One line of the sheet: a district's heading, or a commune with its people."""

    name: str
    people: int | None


def write_weekly_workbook(path: Path, week: int, *, more: int = 0) -> None:
    """The workbook of the week with that number, 0 the first; corrected, the first commune has `more` last doses."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet(f"Tuần {week + 1}")
    head = book.add_format({"bold": True, "align": "center", "text_wrap": True, "border": 1})
    _write_heading(sheet, week)
    _write_headers(sheet, head)
    rows = read_rows()
    for number, row in enumerate(rows):
        _write_row(sheet, FIRST_ROW + number, row, week)
    _write_total(sheet, FIRST_ROW + len(rows), head, rows, week)
    if more:
        _correct(sheet, rows, week, more)
    book.close()


def read_rows() -> list[Row]:
    """The districts, each followed by its communes, from the reference data."""
    units = _units()
    rows = []
    for district in (unit for unit in units if unit["kind"] == "district"):
        communes = [unit for unit in units if unit["parent"] == district["code"]]
        rows += [Row(district["name"], None), *(Row(unit["name"], _people(unit["code"])) for unit in communes)]
    return rows


def read_communes() -> list[tuple[str, str, int]]:
    """Code, name and people of each commune."""
    return [(unit["code"], unit["name"], _people(unit["code"])) for unit in _units() if unit["kind"] == "commune"]


def figures(people: int, week: int) -> list[int]:
    """A commune's cells from PEOPLE_COLUMN on: people, then week and to date by dose; people again for each group."""
    cells = []
    for doses in BLOCKS.values():
        cells.append(people)
        for order in range(len(doses)):
            done, before = (_to_date(people, order, number) for number in (week, week - 1))
            cells += [done - before, done]
    return cells


def _units() -> list[dict[str, str]]:
    text = (ROOT / "data" / "units.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _to_date(people: int, order: int, week: int) -> int:
    """Doses to date, slowing down towards the share that the dose reaches; nothing before the first week."""
    return math.floor(people * SHARES[order] * (1 - math.exp(-(week + 1) / 20)))


def _people(code: str) -> int:
    return 600 + int(code) * 37 % 2400


def _write_heading(sheet: Any, week: int) -> None:
    start = FIRST_WEEK + timedelta(weeks=week)
    end = start + timedelta(days=6)
    sheet.write(0, 0, "UBND TỈNH LAI CHÂU")
    sheet.write(1, 0, "SỞ Y TẾ")
    sheet.write(3, 0, "BÁO CÁO TIẾN ĐỘ TIÊM VẮC XIN PHÒNG COVID-19 THEO XÃ")
    sheet.write(4, 0, f"(Từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y})")


def _write_headers(sheet: Any, head: Any) -> None:
    sheet.merge_range(HEADER_ROW, 0, HEADER_ROW + 2, 0, "TT", head)
    sheet.merge_range(HEADER_ROW, UNIT_COLUMN, HEADER_ROW + 2, UNIT_COLUMN, "Đơn vị", head)
    column = PEOPLE_COLUMN
    for group, doses in BLOCKS.items():
        last = column + 2 * len(doses)
        sheet.merge_range(HEADER_ROW, column, HEADER_ROW, last, group, head)
        sheet.merge_range(HEADER_ROW + 1, column, HEADER_ROW + 2, column, "Số đối tượng", head)
        for order, dose in enumerate(doses):
            first = column + 1 + 2 * order
            sheet.merge_range(HEADER_ROW + 1, first, HEADER_ROW + 1, first + 1, dose, head)
            sheet.write_row(HEADER_ROW + 2, first, ("Trong tuần", "Lũy kế"), head)
        column = last + 1
    sheet.write_row(HEADER_ROW + 3, 0, ("A", "B", *range(1, column - 1)), head)


def _write_row(sheet: Any, at: int, row: Row, week: int) -> None:
    sheet.write(at, UNIT_COLUMN, row.name)
    if row.people is not None:
        sheet.write_row(at, PEOPLE_COLUMN, figures(row.people, week))


def _correct(sheet: Any, rows: list[Row], week: int, more: int) -> None:
    """Write the last dose of the first commune anew, in its own line and in the total."""
    lines = [figures(row.people, week) for row in rows if row.people is not None]
    first = next(number for number, row in enumerate(rows) if row.people is not None)
    total = [sum(column) for column in zip(*lines, strict=True)]
    for at, cells in ((FIRST_ROW + first, lines[0]), (FIRST_ROW + len(rows), total)):
        sheet.write_row(at, PEOPLE_COLUMN + len(cells) - 2, [cell + more for cell in cells[-2:]])


def _write_total(sheet: Any, at: int, head: Any, rows: list[Row], week: int) -> None:
    columns = zip(*(figures(row.people, week) for row in rows if row.people is not None), strict=True)
    sheet.merge_range(at, 0, at, UNIT_COLUMN, "Tổng cộng", head)
    sheet.write_row(at, PEOPLE_COLUMN, [sum(column) for column in columns], head)
