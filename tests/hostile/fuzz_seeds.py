"""Small sound files to invent from, cut into the parts that a fuzzer changes, and words that it may put in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tests.builders import Grid, ods_of, write_csv, write_ods, write_workbook, write_xls
from tests.builders.canvas import address

SHEET = "xl/worksheets/sheet1.xml"
HEADER = ("TT", "Đơn vị", "Số đối tượng 18+", "Mũi 3 18+ trong tuần", "Mũi 3 18+ lũy kế", "Tỷ lệ %", "Ghi chú")


def small_grid() -> Grid:
    """A table as small as one can be that has everything: title, header, units, total, rate."""
    grid = Grid("Tuần 20")
    grid.put(0, 0, "Tuần 20 từ ngày 13/5/2022 đến ngày 19/5/2022")
    grid.put_row(1, HEADER)
    grid.put_row(2, (1, "Tam Đường", 1000, 10, 500, 0.5, "x"))
    grid.put_row(3, (2, "Sìn Hồ", 2000, 20, "1.500", 0.75, None))
    grid.put_row(4, (None, "Tổng cộng", 3000, 30, 2000, None, None))
    grid.merge(5, 1, 5, 2, "Lai Châu, ngày 19 tháng 5 năm 2022")
    return grid


def inline_sheet(grid: Grid) -> bytes:
    """The grid as one part that holds its texts itself, with a formula, an error, a hidden row and a merge."""
    rows: dict[int, str] = {}
    for (row, column), (value, _) in sorted(grid.cells.items()):
        rows[row] = rows.get(row, "") + _cell(row, column, value)
    hidden = ' hidden="1"'
    lines = "".join(f'<row r="{row + 1}"{hidden if row == 3 else ""}>{cells}</row>' for row, cells in rows.items())
    odd = '<row r="9"><c r="A9" t="e"><v>#REF!</v></c><c r="B9"><f>1+1</f></c><c r="C9" t="b"><v>1</v></c></row>'
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    merges = '<mergeCells count="1"><mergeCell ref="B6:C6"/></mergeCells>'
    return f'<worksheet xmlns="{name}"><sheetData>{lines}{odd}</sheetData>{merges}</worksheet>'.encode()


def _cell(row: int, column: int, value: object) -> str:
    place = f'r="{address(row, column)}"'
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t>{value}</t></is></c>'
    return "" if value is None else f"<c {place}><v>{value}</v></c>"


def parts_of(content: bytes) -> dict[str, bytes]:
    """An archive's members, without those that are not read."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist() if not name.startswith(("docProps", "xl/theme"))}


XLSX_PARTS = parts_of(write_workbook([small_grid()]))
ODS_PARTS = parts_of(write_ods([small_grid()]))


def packed(parts: Mapping[str, bytes], part: str, data: bytes) -> bytes:
    """The archive of some parts with one part's bytes replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        for member, content in parts.items():
            book.writestr(member, data if member == part else content)
    return buffer.getvalue()


def chosen_part(data: bytes) -> str:
    """Which part of a workbook is invented: the first byte says it, the rest is what stands there."""
    return sorted(XLSX_PARTS)[data[0] % len(XLSX_PARTS)] if data else SHEET


def seeds(target: str) -> list[bytes]:
    """The files that a target begins with."""
    grid = small_grid()
    if target == "gate":
        tiny = ods_of("")
        small = packed({"xl/workbook.xml": b"<workbook/>", SHEET: b"<worksheet/>"}, SHEET, b"<worksheet></worksheet>")
        return [tiny, small, b"%PDF-1.4\n", b"<html>\n", b"a;b\n1;2\n", "a\tb\n".encode("utf-16")]
    if target == "csv":
        return [write_csv(grid, delimiter=delimiter, encoding=encoding)
                for delimiter in ";,\t" for encoding in ("utf-8-sig", "utf-16")]  # fmt: skip
    if target == "xls":
        return [write_xls([grid])]
    if target == "ods":
        return [ODS_PARTS["content.xml"]]
    parts = [*XLSX_PARTS.items(), (SHEET, inline_sheet(grid))]
    return [bytes([sorted(XLSX_PARTS).index(name)]) + content for name, content in parts]


_NUMBERS = ("1.234", "1,234", "12,5", "-5", "5 liều", "99999999999999999999", "NaN", "1e999", "KBC", "–", "50%")
_SAID = (
    "Tuần 21", "đến ngày 19/5/2022", "năm 2022", "Tam Đường", "Huyện ", "Xã ", "Tổng cộng", "Mũi 4", "12-17 tuổi",
    "lũy kế", "trong tuần", "Mã", "105", "Nhóm tuổi", "Loại vắc xin", "Từ ngày", "Dân số", "Lý do", "=1+1",
)  # fmt: skip
_XML = (
    '<c r="B2">', "<f>1+1</f>", "<v>1</v>", 't="s"', 't="e"', 't="inlineStr"', "<is><t>", 'r="XFD1048576"',
    "<mergeCell ref=", 'hidden="1"', "<!DOCTYPE", "&#0;", "<![CDATA[", 's="99"', "</row>", "x:", 't="d"',
)  # fmt: skip
_ODS = (
    "<table:table-row", "table:number-rows-repeated=", "table:number-columns-repeated=", "office:value-type=",
    '"float"', '"date"', "office:value=", "<text:p>", "table:number-columns-spanned=", "table:visibility=",
)  # fmt: skip
_ZIP = ("PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "xl/workbook.xml", "content.xml", "xl/workbook.bin", "../")
WORDS: Mapping[str, tuple[str, ...]] = {
    "gate": _ZIP,
    "xlsx": (*_XML, *_NUMBERS),
    "ods": (*_ODS, *_NUMBERS),
    "xls": _NUMBERS,
    "csv": (*_SAID, *_NUMBERS, *HEADER),
}
