"""L4: one sheet per district with commune rows, a summary sheet of formulas, a hidden code list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tests.builders.canvas import Formula, Grid, address, write_workbook
from tests.builders.data import Denominators, Rows, Style, people_of, vietnamese_date
from tests.builders.frame import add_heading, add_signature, finish

DOSES = ("dose_1", "dose_2", "dose_3", "dose_4")
LABELS = {"dose_1": "Mũi 1", "dose_2": "Mũi 2", "additional": "Mũi bổ sung", "dose_3": "Mũi 3", "dose_4": "Mũi 4"}
PEOPLE = {
    "18+": "Dân số ≥18 tuổi",
    "12-17": "Dân số 12-17 tuổi",
    "5-11": "Dân số 5-11 tuổi",
    "6m-4": "Dân số 6 tháng - dưới 5 tuổi",
}
TITLE = "KẾT QUẢ TIÊM VẮC XIN PHÒNG COVID-19"


def build_l4(
    as_of: date,
    districts: Mapping[str, Rows],
    denominators: Denominators,
    *,
    style: Style = Style(),
    styles: Mapping[str, Style] | None = None,
    group: str = "18+",
    doses: Sequence[str] = DOSES,
    week: date | None = None,
    title: str = TITLE,
    summary: bool = True,
    hidden: bool = True,
) -> bytes:
    """A workbook with a sheet of communes per district, 'TH' first and hidden 'DM' last.

    `styles` varies single sheets (by district, or 'TH'); `week` is the first day of the week where the title names one.
    """
    styles, grids, last_rows = styles or {}, [], {}
    for district, rows in districts.items():
        grid, last_rows[district] = _district_grid(
            as_of, district, rows, denominators, styles.get(district, style), group, doses, week, title
        )
        grids.append(grid)
    if summary:
        of_summary = styles.get("TH", style)
        grids.insert(0, _summary_grid(as_of, grids, last_rows, of_summary, group, doses, week, title))
    if hidden:
        grids.append(_code_grid(districts))
    return write_workbook([finish(grid, styles.get(_district_of(grid), style)) for grid in grids])


def sheet_name(district: str) -> str:
    """'TP' for the city, the bare name for a district."""
    return "TP" if district == "TP Lai Châu" else district


def _district_of(grid: Grid) -> str:
    return "TP Lai Châu" if grid.name == "TP" else grid.name


def _full_title(title: str, name: str) -> str:
    return f"{title} {name}".upper()


def _place(district: str) -> str:
    return "THÀNH PHỐ LAI CHÂU" if district == "TP Lai Châu" else f"HUYỆN {district}"


def _as_of_line(as_of: date, week: date | None) -> str:
    if week:
        return f"(Từ ngày {vietnamese_date(week)} đến ngày {vietnamese_date(as_of)})"
    return f"(Số liệu tính đến 17h00 ngày {vietnamese_date(as_of)})"


def _district_grid(
    as_of: date,
    district: str,
    rows: Rows,
    denominators: Denominators,
    style: Style,
    group: str,
    doses: Sequence[str],
    week: date | None,
    title: str,
) -> tuple[Grid, int]:
    grid, width = Grid(sheet_name(district)), 3 + 2 * len(doses)
    agency = ("SỞ Y TẾ LAI CHÂU", f"TRUNG TÂM Y TẾ {_place(district)}".upper())
    add_heading(
        grid,
        style,
        width=width,
        title=_full_title(title, _place(district)),
        line=_as_of_line(as_of, week),
        agency=agency,
    )
    first = _add_header(grid, style, group, doses, "Xã, thị trấn")
    for offset, (unit, figures) in enumerate(rows.items()):
        people = people_of(denominators, unit, group, "")
        done = [figures.get((group, dose), (None, None))[1] for dose in doses]
        _add_line(grid, style, first + offset, (offset + 1, unit), people, done)
    last = first + len(rows)
    for extra in style.extra_rows:
        grid.put_row(last, extra)
        last += 1
    _add_total(grid, style, first, last, doses, style.word("Cộng"))
    add_signature(grid, style, last + 1, width=width)
    return grid, last


def _add_header(grid: Grid, style: Style, group: str, doses: Sequence[str], unit_label: str) -> int:
    top = style.skip_rows + 5
    for place, label in enumerate(("TT", unit_label, PEOPLE[group])):
        grid.merge(top, place, top + 1, place, style.word(label))
    for number, dose in enumerate(doses):
        grid.merge(top, 3 + 2 * number, top, 4 + 2 * number, style.word(LABELS[dose]))
        grid.put_row(top + 1, [style.word("Số lượng"), style.word("%")], "head", 3 + 2 * number)
    if not style.merged:
        grid.merges = [merge for merge in grid.merges if merge[0] < top]
    return top + 2


def _add_line(
    grid: Grid, style: Style, row: int, labels: Sequence[Any], people: int | None, done: Sequence[int | None]
) -> None:
    grid.put_row(row, labels)
    grid.put(row, 2, style.count(people), "count")
    for number, value in enumerate(done):
        place = 3 + 2 * number
        grid.put(row, place, style.count(value), "count")
        grid.put(row, place + 1, style.rate(value, people, f"={address(row, place)}/{address(row, 2)}"), "rate")


def _add_total(grid: Grid, style: Style, first: int, row: int, doses: Sequence[str], word: str) -> None:
    grid.merge(row, 0, row, 1, word, "bold")
    for place in (2, *range(3, 3 + 2 * len(doses), 2)):
        total = sum(_as_count(grid.cells[r, place][0]) for r in range(first, row) if (r, place) in grid.cells)
        formula = Formula(f"=SUM({address(first, place)}:{address(row - 1, place)})", total)
        grid.put(row, place, formula if style.total == "formula" else style.count(total), "count")


def _summary_grid(
    as_of: date,
    grids: Sequence[Grid],
    last_rows: Mapping[str, int],
    style: Style,
    group: str,
    doses: Sequence[str],
    week: date | None,
    title: str,
) -> Grid:
    summary, width = Grid("TH"), 3 + 2 * len(doses)
    add_heading(summary, style, width=width, title=_full_title(title, "TỈNH LAI CHÂU"), line=_as_of_line(as_of, week))
    first = _add_header(summary, style, group, doses, "Huyện/TP")
    for offset, (grid, (district, last)) in enumerate(zip(grids, last_rows.items(), strict=True)):
        row = first + offset
        summary.put_row(row, (offset + 1, district))
        for place in (2, *range(3, width, 2)):
            stored = _as_count(grid.cells[last, place][0])
            summary.put(row, place, Formula(f"='{grid.name}'!{address(last, place)}", stored), "count")
            if place > 2:
                people = _as_count(summary.cells[row, 2][0])
                rate = style.rate(stored, people, f"={address(row, place)}/{address(row, 2)}")
                summary.put(row, place + 1, rate, "rate")
    _add_total(summary, style, first, first + len(grids), doses, style.word("Tổng cộng"))
    add_signature(summary, style, first + len(grids) + 1, width=width)
    return summary


def _code_grid(districts: Mapping[str, Rows]) -> Grid:
    """The hidden list that such workbooks keep for their drop-downs."""
    grid = Grid("DM", hidden=True)
    grid.put_row(0, ("Mã", "Tên đơn vị", "Số lượng"))
    for row, district in enumerate(districts, 1):
        grid.put_row(row, (f"DM{row:02}", district, 1000 + row))
    return grid


def _as_count(value: Any) -> int:
    if isinstance(value, Formula):
        return int(value.value)
    if isinstance(value, str):
        return int("".join(c for c in value if c.isdigit()) or 0)
    return int(value or 0)
