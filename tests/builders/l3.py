"""L3: the week's increments as a list, one row per unit, group and dose. L9: everything in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.domain.counting.figures import Period
from tests.builders.canvas import Grid, write_workbook
from tests.builders.data import GROUP_LABELS, L2_PAIRS, Denominators, Rows, Style, people_of, vietnamese_date
from tests.builders.frame import finish
from tests.builders.l4 import LABELS


def build_l3(
    week: Period,
    rows: Rows,
    *,
    style: Style = Style(),
    pairs: Mapping[str, Sequence[str]] = L2_PAIRS,
    sheet: str = "Sheet1",
    title: str | None = None,
) -> bytes:
    """A workbook with one L3 sheet; 0 is written as '-', and the week stands in the title without its year."""
    grid = Grid(sheet)
    start = f"{week.start.day}/{week.start.month}" if week.start else ""
    written = f"TUẦN TỪ {start} ĐẾN {week.end.day}/{week.end.month}"
    grid.put(style.skip_rows, 0, f"SỐ MŨI TIÊM VẮC XIN {written}" if title is None else title, "bold")
    top = style.skip_rows + 1
    header = ("TT", "Địa phương", "Đối tượng", "Mũi", "Số tiêm trong tuần", "Ghi chú")
    grid.put_row(top, [style.word(text) for text in header], "head")
    lines = [(unit, group, dose) for unit in rows for group, doses in pairs.items() for dose in doses]
    for number, (unit, group, dose) in enumerate(lines, 1):
        done = rows[unit].get((group, dose), (None, None))[0]
        written_count = "-" if done == 0 else style.count(done)
        labels = (number, style.word(unit), style.word(GROUP_LABELS[group]), style.word(LABELS[dose]))
        grid.put_row(top + number, (*labels, written_count, None))
    return write_workbook([finish(grid, style)])


def build_l9(
    week: Period,
    rows: Rows,
    denominators: Denominators,
    *,
    style: Style = Style(),
    pairs: Mapping[str, Sequence[str]] = L2_PAIRS,
    codes: Mapping[str, str] | None = None,
) -> bytes:
    """A workbook with the canonical long table, one row per unit, group and dose; `codes` are the units' codes."""
    grid = Grid("du_lieu")
    header = ("tuan_bao_cao", "ma_huyen", "don_vi", "nhom_tuoi", "mui", "doi_tuong", "trong_ky", "luy_ke")
    grid.put_row(0, [style.word(text) for text in header], "head")
    start = f"{vietnamese_date(week.start)} - " if week.start else ""
    row = 1
    for unit, figures in rows.items():
        for group, dose in ((group, dose) for group, doses in pairs.items() for dose in doses):
            in_period, to_date = figures.get((group, dose), (None, None))
            place = (f"{start}{vietnamese_date(week.end)}", (codes or {}).get(unit, ""), style.word(unit))
            counts = (people_of(denominators, unit, group, dose), in_period, to_date)
            grid.put_row(row, (*place, group, dose, *map(style.count, counts)))
            row += 1
    return write_workbook([finish(grid, style)])
