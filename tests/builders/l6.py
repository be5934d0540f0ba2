"""L6: the daily form (decision 3588, annex 5), one row per unit and vaccine, with stock and reactions."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from tests.builders.canvas import Grid, write_workbook
from tests.builders.data import DISTRICTS, GROUP_LABELS, Style, vietnamese_date
from tests.builders.frame import add_heading, add_signature, finish

# unit -> vaccine -> what is counted -> number; None is a cell left blank.
Day = Mapping[str, Mapping[str, Mapping[str, int | None]]]

L6_UNITS = (*DISTRICTS, "BVĐK tỉnh", "CDC tỉnh", "Bộ CHQS tỉnh", "Công an tỉnh")
L6_PRODUCTS = ("Pfizer", "AstraZeneca")
L6_DOSES = {
    "dose_1": "Mũi 1",
    "dose_2": "Mũi 2",
    "additional": "Mũi bổ sung",
    "dose_3": "Mũi nhắc 1",
    "dose_4": "Mũi nhắc 2",
}
L6_PEOPLE = {
    "transferred": "Số chuyển bệnh viện tiêm",
    "refused": "Số không đồng ý tiêm chủng",
    "deferred": "Số hoãn tiêm",
    "contraindicated": "Số chống chỉ định",
}
L6_VACCINE = {"received": "Nhận", "used": "Sử dụng**", "wasted": "Hủy", "stock": "Tồn"}
L6_REACTIONS = {"aefi_mild": "Thông thường", "aefi_serious": "Tai biến nặng****"}
L6_COUNTS = (*L6_PEOPLE, *L6_DOSES, *L6_VACCINE, *L6_REACTIONS)
INVITED = "invited"  # 'Số đối tượng trong ngày'
TITLE = "TỔNG HỢP BÁO CÁO HÀNG NGÀY KẾT QUẢ TRIỂN KHAI TIÊM CHỦNG VẮC XIN PHÒNG COVID-19"
FOOTNOTES = (
    "* Ghi rõ đợt tiêm theo kế hoạch phân bổ vắc xin",
    "** Số liều vắc xin sử dụng bao gồm cả số liều hao phí",
    "**** Báo cáo ngay các trường hợp tai biến nặng về Sở Y tế",
)
NamesUnits = Literal["merged", "once", "every row"]


def build_l6(
    days: Mapping[date, Day],
    *,
    style: Style = Style(),
    group: str = "18+",
    group_in: Literal["title", "column"] = "title",
    units: NamesUnits = "merged",
    year_in: Literal["line", "title", "nowhere"] = "line",
    invited: bool = True,
    totals: bool = True,
    started: str = "Thời gian bắt đầu triển khai: Ngày 08/3/2021",
) -> bytes:
    """A workbook with a sheet per day, named '16.5'; the day stands in its line, or only in the sheet's name."""
    grids = [_day_grid(day, data, style, group, group_in, units, year_in, invited, totals, started)
             for day, data in days.items()]  # fmt: skip
    return write_workbook(grids)


def sample_day(seed: int = 1, units: Sequence[str] = L6_UNITS, products: Sequence[str] = L6_PRODUCTS) -> Day:
    """Made-up figures of one day."""
    made = random.Random(seed)
    return {
        unit: {product: {count: made.randint(0, 90) for count in (*L6_COUNTS, INVITED)} for product in products}
        for unit in units
    }


def _day_grid(
    day: date,
    data: Day,
    style: Style,
    group: str,
    group_in: str,
    units: NamesUnits,
    year_in: str,
    invited: bool,
    totals: bool,
    started: str,
) -> Grid:
    grid, labels = Grid(f"{day.day}.{day.month}"), _labels(group_in, invited)
    width = len(labels)
    title = TITLE + (f" NĂM {day.year}" if year_in == "title" else "")
    if group_in == "title":
        title += f" CHO {GROUP_LABELS[group].upper()}"
    add_heading(grid, style, width=width, title=title, line=started)
    top = style.skip_rows + 5
    if year_in == "line":
        grid.put(top, 0, style.word(f"Ngày báo cáo: {vietnamese_date(day)}"))
    grid.put(top, width - 2, "Đơn vị: Sở Y tế tỉnh Lai Châu")
    row = _add_header(grid, style, top + 1, labels)
    first = row
    for number, (unit, of_unit) in enumerate(data.items(), 1):
        row = _add_unit(grid, style, row, number, unit, of_unit, labels, GROUP_LABELS[group], units)
    if totals:
        for word, times in (("Cộng ngày", 1), ("Lũy kế", 100)):
            _add_total(grid, style, row, first, labels, style.word(word), times)
            row += 1
    for offset, note in enumerate(FOOTNOTES):
        grid.put(row + offset, 0, note)
    add_signature(grid, style, row + len(FOOTNOTES), width=width)
    return finish(grid, style)


def _labels(group_in: str, invited: bool) -> list[tuple[str, tuple[str, str]]]:
    """(what the column holds, its labels from the top down)."""
    naming = {"index": "TT", "unit": "Địa phương/Cơ sở y tế/Ngày triển khai", "round": "Đợt tiêm*"}
    naming |= {"group": "Đối tượng"} if group_in == "column" else {}
    naming |= {"product": "Loại vắc xin"} | ({INVITED: "Số đối tượng trong ngày"} if invited else {}) | L6_PEOPLE
    return [
        *((name, (label, "")) for name, label in naming.items()),
        *((dose, ("Số tiêm được", label)) for dose, label in L6_DOSES.items()),
        *((name, ("Vắc xin Covid-19 (liều)", label)) for name, label in L6_VACCINE.items()),
        *((name, ("PƯ sau tiêm", label)) for name, label in L6_REACTIONS.items()),
        ("note", ("Ghi chú", "")),
    ]


def _add_header(grid: Grid, style: Style, top: int, labels: Sequence[tuple[str, tuple[str, str]]]) -> int:
    uppers = [upper for _, (upper, _) in labels]
    for place, (_, (upper, lower)) in enumerate(labels):
        if not lower:
            grid.merge(top, place, top + 1, place, style.word(upper))
            continue
        grid.put(top + 1, place, style.word(lower), "head")
        if upper not in uppers[:place]:
            grid.merge(top, place, top, place + uppers.count(upper) - 1, style.word(upper))
    if not style.merged:
        grid.merges = [merge for merge in grid.merges if merge[0] < top]
    if style.index_row:
        grid.put_row(top + 2, ["A", "B", *range(1, len(labels) - 1)], "head")
    return top + 3 if style.index_row else top + 2


def _add_unit(
    grid: Grid,
    style: Style,
    row: int,
    number: int,
    unit: str,
    of_unit: Mapping[str, Mapping[str, int | None]],
    labels: Sequence[tuple[str, tuple[str, str]]],
    group: str,
    units: NamesUnits,
) -> int:
    for offset, (product, counts) in enumerate(of_unit.items()):
        naming: dict[str, Any] = {"round": "Đợt 12", "group": style.word(group), "product": style.word(product)}
        for place, (name, _) in enumerate(labels):
            value = naming.get(name) or style.count(counts.get(name))
            grid.put(row + offset, place, value, "count")
        if units == "every row" or offset == 0:
            grid.put_row(row + offset, (number, style.word(unit)))
    last = row + len(of_unit) - 1
    if units == "merged" and last > row:
        for place, value in enumerate((number, style.word(unit))):
            grid.merge(row, place, last, place, value, "cell")
    return last + 1


def _add_total(
    grid: Grid,
    style: Style,
    row: int,
    first: int,
    labels: Sequence[tuple[str, tuple[str, str]]],
    word: str,
    times: int,
) -> None:
    grid.merge(row, 0, row, 1, word, "bold")
    for place, (name, _) in enumerate(labels):
        if name in (*L6_COUNTS, INVITED):
            added = sum(_as_count(grid.cells.get((r, place), (0, ""))[0]) for r in range(first, row - (times > 1)))
            grid.put(row, place, style.count(added * times), "count")


def _as_count(value: Any) -> int:
    if isinstance(value, str):
        return int("".join(c for c in value if c.isdigit()) or 0)
    return int(value or 0)
