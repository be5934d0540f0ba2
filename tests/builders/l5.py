"""L5: one sheet per age group, two denominators side by side. L8: two tables on one messy sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.domain.counting.figures import Period
from tests.builders.canvas import Grid, address, write_workbook
from tests.builders.data import DOSE_LABELS, Denominators, Rows, Style, vietnamese_date
from tests.builders.frame import add_heading, add_signature, finish

L5_DOSES = {
    "18+": ("dose_1", "dose_2", "dose_3", "dose_4"),
    "12-17": ("dose_1", "dose_2", "dose_3"),
    "5-11": ("dose_1", "dose_2"),
}
OTHERS = ("Số hoãn tiêm", "Số chống chỉ định", "Số không đồng ý tiêm", "Ghi chú")


def build_l5(
    week: Period,
    rows: Rows,
    residents: Denominators,
    due: Denominators,
    *,
    style: Style = Style(),
    doses: Mapping[str, Sequence[str]] = L5_DOSES,
) -> bytes:
    """A workbook with one sheet per group; rates are of the people due."""
    grids = [_group_grid(week, rows, residents, due, style, group, names) for group, names in doses.items()]
    return write_workbook(grids)


def build_l8(
    as_of: Period,
    rows: Rows,
    residents: Denominators,
    *,
    style: Style = Style(nfd=True),
    title: str = "TỔNG HỢP TIÊM CHỦNG VẮC XIN PHÒNG COVID-19 NĂM 2022",
    page_break: bool = True,
) -> bytes:
    """Two tables (18+ and 12-17) stacked on one sheet, header repeated in the middle, units misspelt but clear.

    `style.cells` puts the wrong total, the #DIV/0! and the other accidents where a test wants them.
    """
    grid = Grid("Sheet1")
    grid.put(0, 0, style.word(title), "bold")
    row = _add_stacked(grid, style, 2, "Bảng 1: Người từ 18 tuổi trở lên", "18+", as_of, rows, residents, page_break)
    _add_stacked(grid, style, row + 3, "Bảng 2: Trẻ 12–17 tuổi", "12-17", as_of, rows, residents, page_break)
    return write_workbook([finish(grid, style)])


MESSY_NAMES = {
    "TP Lai Châu": "TP. Lai Châu ",
    "Tam Đường": "H.Tam Đường",
    "Tân Uyên": "Tân uyên",
    "Than Uyên": "THAN UYÊN\u00a0",
    "Sìn Hồ": "huyện  Sìn Hồ",
}


def _group_grid(
    week: Period, rows: Rows, residents: Denominators, due: Denominators, style: Style, group: str, doses: Sequence[str]
) -> Grid:
    grid, width = Grid(group), 4 + 3 * len(doses) + len(OTHERS)
    start = f"Từ ngày {vietnamese_date(week.start)} đến" if week.start else "Đến"
    line = f"({start} ngày {vietnamese_date(week.end)})"
    add_heading(grid, style, width=width, title="KẾT QUẢ TIÊM VẮC XIN PHÒNG COVID-19 TRONG TUẦN", line=line)
    top = style.skip_rows + 6
    for place, label in enumerate(("STT", "Đơn vị", "Tổng số trẻ trong độ tuổi", "Số trẻ cần tiêm")):
        grid.merge(top, place, top + 1, place, style.word(label))
    for number, dose in enumerate(doses):
        grid.merge(top, 4 + 3 * number, top, 6 + 3 * number, style.word(DOSE_LABELS[dose]))
        words = [style.word(text) for text in ("Trong tuần", "Cộng dồn", "TL%")]
        grid.put_row(top + 1, words, "head", 4 + 3 * number)
    for place, label in enumerate(OTHERS, 4 + 3 * len(doses)):
        grid.merge(top, place, top + 1, place, style.word(label))
    for number, (unit, figures) in enumerate(rows.items(), 1):
        row, people = top + 1 + number, due.get(unit, {}).get((group, ""))
        counts = (residents.get(unit, {}).get((group, "")), people)
        grid.put_row(row, (number, style.word(unit), *map(style.count, counts)))
        for place, dose in enumerate(doses):
            week_done, done = figures.get((group, dose), (None, None))
            column = 4 + 3 * place
            grid.put_row(row, (style.count(week_done), style.count(done)), "count", column)
            rate = style.rate(done, people, f"={address(row, column + 1)}/{address(row, 3)}")
            grid.put(row, column + 2, rate, "rate")
        grid.put_row(row, (3, 1, 2), "count", 4 + 3 * len(doses))
    add_signature(grid, style, top + 2 + len(rows), width=width)
    return finish(grid, style)


def _add_stacked(
    grid: Grid,
    style: Style,
    top: int,
    caption: str,
    group: str,
    as_of: Period,
    rows: Rows,
    residents: Denominators,
    page_break: bool,
) -> int:
    """One table of L8; the next free row."""
    grid.put(top, 0, caption, "bold")
    doses = [
        dose for dose in ("dose_1", "dose_2", "dose_3") if any((group, dose) in of_unit for of_unit in rows.values())
    ]
    row = _add_stacked_header(grid, style, top + 1, as_of, doses)
    sums = [0] * (1 + len(doses))
    for number, (unit, figures) in enumerate(rows.items(), 1):
        if page_break and number == 5:
            row = _add_stacked_header(grid, style, row, as_of, doses)
        done = [figures.get((group, dose), (None, None))[1] for dose in doses]
        counts = [residents.get(unit, {}).get((group, "")), *done]
        grid.put_row(row, (number, MESSY_NAMES.get(unit, unit), *map(style.count, counts)))
        sums = [total + (count or 0) for total, count in zip(sums, counts, strict=True)]
        row += 1
    grid.put_row(row, (None, "Tổng", *sums))
    return row + 1


def _add_stacked_header(grid: Grid, style: Style, row: int, as_of: Period, doses: Sequence[str]) -> int:
    grid.merge(row, 0, row + 1, 0, "STT ")
    grid.merge(row, 1, row + 1, 1, style.word("Huyện/TP"))
    grid.merge(row, 2, row + 1, 2, style.word("Số đối tượng"))
    grid.merge(row, 3, row, 2 + len(doses), style.word(f"Luỹ kế đến {as_of.end.day}/{as_of.end.month}"))
    grid.put_row(row + 1, [DOSE_LABELS[dose] for dose in doses], "head", 3)
    return row + 2
