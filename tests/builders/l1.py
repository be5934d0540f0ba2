"""L1: the wide provincial sheet, age group x dose, week and cumulative side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from campaign.domain.counting.figures import Period
from tests.builders.canvas import Formula, Grid, address, write_workbook
from tests.builders.data import (
    DOSE_LABELS,
    GROUP_LABELS,
    L1_BLOCKS,
    Denominators,
    Rows,
    Style,
    people_of,
    vietnamese_date,
)
from tests.builders.frame import add_heading, add_signature, finish


class _Column(NamedTuple):
    group: str
    dose: str
    what: str  # people, week, total, rate


def build_l1(
    week: Period,
    rows: Rows,
    denominators: Denominators,
    *,
    style: Style = Style(),
    blocks: Mapping[str, Sequence[str]] = L1_BLOCKS,
    sheet: str = "Tuần 20",
    title: str | None = None,
    line: str = "",
    notes: Mapping[str, str] | None = None,
) -> bytes:
    """A workbook with one L1 sheet; units in the order of `rows`.

    `title` None writes "... TUẦN 20 (từ ngày 13/5/2022 đến ngày 19/5/2022)" with the sheet's name and the week's days.
    """
    grid = l1_grid(
        week, rows, denominators, style=style, blocks=blocks, sheet=sheet, title=title, line=line, notes=notes
    )
    return write_workbook([grid])


def l1_grid(
    week: Period,
    rows: Rows,
    denominators: Denominators,
    *,
    style: Style,
    blocks: Mapping[str, Sequence[str]],
    sheet: str,
    title: str | None,
    line: str,
    notes: Mapping[str, str] | None,
) -> Grid:
    """One L1 sheet as a grid, to stand in a workbook with others."""
    grid, columns = Grid(sheet), _columns(blocks)
    width = 3 + len(columns)
    add_heading(grid, style, width=width, title=l1_title(week, sheet) if title is None else title, line=line)
    top = style.skip_rows + 6
    first = _add_header(grid, style, columns, top)
    for offset, (unit, figures) in enumerate(rows.items()):
        grid.put_row(first + offset, (offset + 1, unit))
        _add_figures(grid, style, columns, first + offset, unit, figures, denominators)
        grid.put(first + offset, width - 1, (notes or {}).get(unit), "cell")
    last = first + len(rows)
    for extra in style.extra_rows:
        grid.put_row(last, extra)
        last += 1
    if style.total != "none":
        _add_total(grid, style, columns, first, last)
        last += 1
    add_signature(grid, style, last, width=width)
    return finish(grid, style)


def l1_title(week: Period, sheet: str) -> str:
    """The usual title, with the days where the week has a start."""
    start = f"từ ngày {vietnamese_date(week.start)} " if week.start else ""
    return f"BÁO CÁO TIẾN ĐỘ TIÊM VẮC XIN PHÒNG COVID-19 {sheet.upper()} ({start}đến ngày {vietnamese_date(week.end)})"


def _columns(blocks: Mapping[str, Sequence[str]]) -> list[_Column]:
    columns = []
    for group, parts in blocks.items():
        for part in parts:
            if part.startswith("people"):
                columns.append(_Column(group, part[7:], "people"))
            else:
                columns += [_Column(group, part, what) for what in ("week", "total", "rate")]
    return columns


def _add_header(grid: Grid, style: Style, columns: list[_Column], top: int) -> int:
    """Three header rows and the index row; the row of the first unit."""
    grid.merge(top, 0, top + 2, 0, style.word("TT"))
    grid.merge(top, 1, top + 2, 1, style.word("Đơn vị"))
    grid.merge(top, 2 + len(columns), top + 2, 2 + len(columns), style.word("Ghi chú"))
    for group in dict.fromkeys(column.group for column in columns):
        places = [2 + i for i, column in enumerate(columns) if column.group == group]
        grid.merge(top, places[0], top, places[-1], style.word(GROUP_LABELS[group]))
    for place, column in enumerate(columns, 2):
        _add_column_header(grid, style, column, top + 1, place)
    if not style.merged:
        grid.merges = [merge for merge in grid.merges if merge[0] < top]
    if style.index_row:
        grid.put_row(top + 3, ["A", "B", *range(1, len(columns) + 1)], "head")
    return top + 4 if style.index_row else top + 3


def _add_column_header(grid: Grid, style: Style, column: _Column, row: int, place: int) -> None:
    if column.what == "people":
        label = "Số đối tượng" + (f" {DOSE_LABELS[column.dose].lower()}" if column.dose else "")
        grid.merge(row, place, row + 1, place, style.word(label))
        return
    if column.what == "week":
        grid.merge(row, place, row, place + 2, style.word(DOSE_LABELS[column.dose]))
    words = {"week": "Trong tuần", "total": "Lũy kế", "rate": "Tỷ lệ %"}
    grid.put(row + 1, place, style.word(words[column.what]), "head")


def _add_figures(
    grid: Grid, style: Style, columns: list[_Column], row: int, unit: str, figures: Any, denominators: Denominators
) -> None:
    people_at: dict[tuple[str, str], int] = {}
    for place, column in enumerate(columns, 2):
        pair = (column.group, column.dose)
        week, done = figures.get(pair, (None, None))
        if column.what == "people":
            people_at[pair] = place
            grid.put(row, place, style.count(denominators.get(unit, {}).get(pair)), "count")
        elif column.what == "rate":
            below = people_at.get(pair, people_at.get((column.group, ""), place))
            formula = f"={address(row, place - 1)}/{address(row, below)}"
            grid.put(row, place, style.rate(done, people_of(denominators, unit, *pair), formula), "rate")
        else:
            grid.put(row, place, style.count(week if column.what == "week" else done), "count")


def _add_total(grid: Grid, style: Style, columns: list[_Column], first: int, row: int) -> None:
    grid.merge(row, 0, row, 1, style.word(style.total_word), "bold")
    sums: dict[int, int] = {}
    for place, column in enumerate(columns, 2):
        if column.what == "rate":
            continue
        values = [_as_count(grid.cells[r, place][0]) for r in range(first, row) if (r, place) in grid.cells]
        sums[place] = sum(values)
        formula = Formula(f"=SUM({address(first, place)}:{address(row - 1, place)})", sums[place])
        grid.put(row, place, formula if style.total == "formula" else style.count(sums[place]), "count")


def _as_count(value: Any) -> int:
    if isinstance(value, str):
        return int("".join(c for c in value if c.isdigit()) or 0)
    return int(value or 0)
