"""L2: cumulative only, one row per district and age group, totals on top, numbers as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tests.builders.canvas import Grid, write_workbook
from tests.builders.data import L2_PAIRS, Denominators, Rows, Style, people_of, vietnamese_date
from tests.builders.frame import add_heading, add_signature, finish

TITLE = "TỔNG HỢP KẾT QUẢ TIÊM VẮC XIN PHÒNG COVID-19 THEO NHÓM TUỔI"
AGES = {"18+": "≥ 18 tuổi", "12-17": "12 - 17 tuổi", "5-11": "5 - 11 tuổi", "6m-4": "6 tháng - dưới 5 tuổi"}
DOSES = {
    "dose_1": "Mũi 1",
    "dose_2": "Mũi 2",
    "additional": "Bổ sung",
    "dose_3": "Nhắc lại lần 1",
    "dose_4": "Nhắc lại lần 2",
}
_Line = tuple[int | None, dict[str, int]]  # people, doses by dose


def build_l2(
    as_of: date,
    rows: Rows,
    denominators: Denominators,
    *,
    style: Style = Style(numbers="dot", rates="text"),
    pairs: Mapping[str, Sequence[str]] = L2_PAIRS,
    sheet: str = "Sheet1",
    title: str = TITLE,
    line: str | None = None,
) -> bytes:
    """A workbook with one L2 sheet; what a group has no figure for stays blank."""
    grid = Grid(sheet)
    doses = list(dict.fromkeys(dose for names in pairs.values() for dose in names))
    width = 4 + 2 * len(doses)
    as_of_line = f"(Số liệu lũy tích đến 17h00 ngày {vietnamese_date(as_of)})"
    add_heading(grid, style, width=width, title=title, line=as_of_line if line is None else line)
    row = _add_header(grid, style, doses, style.skip_rows + 6)
    table = {unit: {group: _line(rows, denominators, unit, group, doses) for group in pairs} for unit in rows}
    if style.total != "none":
        row = _add_block(grid, style, doses, row, "", "TOÀN TỈNH", _sums_by_group(table, pairs))
    for number, (unit, lines) in enumerate(table.items(), 1):
        row = _add_block(grid, style, doses, row, number, unit, lines)
        if style.total != "none":
            _add_line(grid, style, doses, row, ("", style.word("Cộng"), ""), _sum(lines.values()))
            row += 1
    for extra in style.extra_rows:
        grid.put_row(row, extra)
        row += 1
    add_signature(grid, style, row, width=width)
    return write_workbook([finish(grid, style)])


def _line(rows: Rows, denominators: Denominators, unit: str, group: str, doses: Sequence[str]) -> _Line:
    done = {dose: rows[unit].get((group, dose), (None, None))[1] for dose in doses}
    return people_of(denominators, unit, group, ""), {dose: n for dose, n in done.items() if n is not None}


def _sums_by_group(table: Mapping[str, Mapping[str, _Line]], groups: Iterable[str]) -> dict[str, _Line]:
    return {group: _sum(lines[group] for lines in table.values()) for group in groups}


def _sum(lines: Iterable[_Line]) -> _Line:
    people = 0
    done: dict[str, int] = {}
    for of_line, doses in lines:
        people += of_line or 0
        for dose, n in doses.items():
            done[dose] = done.get(dose, 0) + n
    return people, done


def _add_header(grid: Grid, style: Style, doses: Sequence[str], top: int) -> int:
    for place, label in enumerate(("STT", "Huyện/TP", "Nhóm tuổi", "Tổng số đối tượng")):
        grid.merge(top, place, top + 1, place, style.word(label))
    for label, left in (("Lũy tích số mũi đã tiêm", 4), ("Tỷ lệ (%)", 4 + len(doses))):
        grid.merge(top, left, top, left + len(doses) - 1, style.word(label))
        grid.put_row(top + 1, [style.word(DOSES[dose]) for dose in doses], "head", left)
    if not style.merged:
        grid.merges = [merge for merge in grid.merges if merge[0] < top]
    return top + 2


def _add_block(
    grid: Grid, style: Style, doses: Sequence[str], row: int, number: object, unit: str, lines: Mapping[str, _Line]
) -> int:
    """One unit's rows, number and name merged over them; the next free row."""
    for offset, (group, line) in enumerate(lines.items()):
        _add_line(grid, style, doses, row + offset, (None, None, style.word(AGES[group])), line)
    for column, value in ((0, number), (1, style.word(unit))):
        grid.merge(row, column, row + len(lines) - 1, column, value, "cell")
        if not style.merged:
            grid.put_row(row, [value], "cell", column)
    return row + len(lines)


def _add_line(
    grid: Grid, style: Style, doses: Sequence[str], row: int, labels: tuple[object, ...], line: _Line
) -> None:
    people, done = line
    grid.put_row(row, labels)
    grid.put(row, 3, style.count(people), "count")
    for place, dose in enumerate(doses, 4):
        grid.put(row, place, style.count(done.get(dose)), "count")
        grid.put(row, place + len(doses), style.rate(done.get(dose), people, "=0"), "cell")
