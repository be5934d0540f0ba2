"""L7: the legacy sheet: an .xls in TCVN3 fonts, total row on top, no age group but in the title."""

from __future__ import annotations

from campaign.domain.counting.figures import Period
from tests.builders.canvas import Grid
from tests.builders.data import DOSE_LABELS, GROUP_LABELS, Denominators, Rows, Style, people_of, vietnamese_date
from tests.builders.frame import add_heading, add_signature, finish
from tests.builders.xls import to_tcvn3, write_xls

L7_DOSES = ("dose_1", "dose_2", "dose_3")


def build_l7(
    week: Period,
    rows: Rows,
    denominators: Denominators,
    *,
    style: Style = Style(),
    group: str = "18+",
    font: str = ".VnTime",
    old: bool = True,
) -> bytes:
    """The bytes of an .xls workbook with one L7 sheet, to date up to the week's end; `old` False writes Unicode."""
    grid = l7_grid(week, rows, denominators, style=style, group=group)
    return write_xls([grid], font=font, encode=to_tcvn3 if old else str)


def l7_grid(
    week: Period, rows: Rows, denominators: Denominators, *, style: Style = Style(), group: str = "18+"
) -> Grid:
    """One L7 sheet as a grid, its texts in Unicode."""
    grid, width, top = Grid("Sheet1"), 4 + len(L7_DOSES), style.skip_rows + 6
    title = f"KẾT QUẢ TIÊM VẮC XIN PHÒNG COVID-19: {GROUP_LABELS[group]}"
    line = f"(Số liệu lũy kế đến ngày {vietnamese_date(week.end)})"
    add_heading(grid, style, width=width, title=title, line=line)
    header = ("TT", "Đơn vị", "Đối tượng", *(DOSE_LABELS[dose] for dose in L7_DOSES), "Tỷ lệ")
    grid.put_row(top, [style.word(text) for text in header], "head")
    _put_figures(grid, style, top + 1, (None, "Toàn tỉnh"), _sums(rows, denominators, group))
    for number, (unit, figures) in enumerate(rows.items(), 1):
        done = [figures.get((group, dose), (None, None))[1] for dose in L7_DOSES]
        people = people_of(denominators, unit, group, "")
        _put_figures(grid, style, top + 1 + number, (number, unit), [people, *done])
    add_signature(grid, style, top + 2 + len(rows), width=width)
    return finish(grid, style)


def _put_figures(grid: Grid, style: Style, row: int, name: tuple[int | None, str], counts: list[int | None]) -> None:
    people, done = counts[0], counts[-1]
    rate = done / people if people and done is not None else None
    grid.put_row(row, (name[0], style.word(name[1]), *map(style.count, counts), rate))


def _sums(rows: Rows, denominators: Denominators, group: str) -> list[int | None]:
    people = sum(people_of(denominators, unit, group, "") or 0 for unit in rows)
    return [people, *(sum(rows[unit].get((group, dose), (0, 0))[1] or 0 for unit in rows) for dose in L7_DOSES)]
