"""Populations as workbooks: the ledger, and a blank one to fill in. Both are read again by the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range

from campaign.domain.names.units import COMMUNE, DISTRICT, OTHER, Unit
from campaign.exports.columns import COUNT, DAY, TEXT
from campaign.exports.population_columns import HEADERS, PopulationLine, line_cells
from campaign.exports.sheet_formats import OPTIONS, Formats

LEDGER_SHEET, DISTRICT_SHEET, COMMUNE_SHEET = "Sổ số đối tượng", "Huyện", "Xã"
TITLE = "DÂN SỐ VÀ SỐ ĐỐI TƯỢNG TIÊM CHỦNG THEO ĐƠN VỊ"
DAY_TO_FILL = "Áp dụng từ ngày …/…/……"
INSTRUCTIONS = (
    "Ghi ngày áp dụng vào ô vàng. Ghi số nguyên, không gõ dấu chấm hoặc dấu phẩy; chưa có số liệu thì để trống. "
    "Cột không dùng có thể xóa; thêm nhóm khác thì ghi nhóm tuổi ở tiêu đề."
)
# The columns offered in a blank workbook: what targets are counted against.
PEOPLE_LABEL, DUE_LABEL = "Tổng số đối tượng", "Số người cần tiêm"
BLANK_COLUMNS = (
    ("18+", PEOPLE_LABEL, ""), ("18+", DUE_LABEL, "mũi 3"), ("18+", DUE_LABEL, "mũi 4"), ("12-17", PEOPLE_LABEL, ""),
    ("5-11", PEOPLE_LABEL, ""), ("6m-4", PEOPLE_LABEL, ""), ("50+", PEOPLE_LABEL, ""), ("65+", PEOPLE_LABEL, ""),
)  # fmt: skip
_WIDTHS = (10, 26, 30, 14, 22, 13, 12, 40)
_FORMS = (TEXT, TEXT, TEXT, TEXT, TEXT, DAY, COUNT, TEXT)
_WHOLE = {
    "validate": "integer",
    "criteria": ">=",
    "value": 0,
    "error_title": "Số liệu không hợp lệ",
    "error_message": "Hãy nhập số nguyên từ 0 trở lên; để trống nếu chưa có số liệu.",
}


def write_ledger_xlsx(lines: Iterable[PopulationLine], groups: Mapping[str, str]) -> bytes:
    """One line a row, under one row of headers with filters."""
    made = BytesIO()
    rows = [line_cells(line, groups) for line in lines]
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        sheet, formats = book.add_worksheet(LEDGER_SHEET), Formats(book)
        sheet.write_row(0, 0, HEADERS, formats.plain("header"))
        for number, cells in enumerate(rows, 1):
            for column, (cell, form) in enumerate(zip(cells, _FORMS, strict=True)):
                _write(sheet, number, column, cell, formats.cell(form, bold=False))
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(rows), len(HEADERS) - 1)
        _set_up_page(sheet)
    return made.getvalue()


def write_blank_populations(units: Sequence[Unit], groups: Mapping[str, str]) -> bytes:
    """A workbook with the units listed, one sheet for districts and other bodies, one for communes by district."""
    made = BytesIO()
    names = {unit.code: unit.name for unit in units}
    districts = [(unit.code, unit.name) for unit in units if unit.kind in (DISTRICT, OTHER)]
    communes = [(unit.code, names[unit.parent or ""], unit.name) for unit in units if unit.kind == COMMUNE]
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        formats = Formats(book)
        yellow = book.add_format({"bg_color": "#FFF7D6", "italic": True, "align": "center", "font_size": 12})
        _add_blank(book.add_worksheet(DISTRICT_SHEET), ("Mã đơn vị", "Đơn vị"), districts, groups, formats, yellow)
        heads = ("Mã đơn vị", "Huyện", "Xã, phường, thị trấn")
        _add_blank(book.add_worksheet(COMMUNE_SHEET), heads, communes, groups, formats, yellow)
    return made.getvalue()


def _add_blank(
    sheet: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    groups: Mapping[str, str],
    formats: Formats,
    yellow: Any,
) -> None:
    width, first = len(heads) + len(BLANK_COLUMNS), 4
    sheet.merge_range(0, 0, 0, width - 1, TITLE, formats.plain("title"))
    sheet.merge_range(1, 0, 1, width - 1, DAY_TO_FILL, yellow)
    sheet.merge_range(2, 0, 2, width - 1, INSTRUCTIONS, formats.plain("small"))
    labels = [" ".join(filter(None, (label, dose, groups[group].lower()))) for group, label, dose in BLANK_COLUMNS]
    sheet.write_row(first - 1, 0, (*heads, *labels), formats.plain("header"))
    blank, text = formats.cell(COUNT, bold=False), formats.cell(TEXT, bold=False)
    for number, cells in enumerate(rows, first):
        sheet.write_row(number, 0, cells, text)
        for column in range(len(heads), width):
            sheet.write_blank(number, column, None, blank)
    _add_total(sheet, first, len(rows), len(heads), width, formats)
    sheet.data_validation(first, len(heads), first + len(rows) - 1, width - 1, _WHOLE)
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, len(heads) - 1, 24)
    sheet.set_column(len(heads), width - 1, 15)
    sheet.set_row(2, 32)
    sheet.set_row(first - 1, 62)
    sheet.freeze_panes(first, len(heads))
    _set_up_page(sheet)


def _add_total(sheet: Any, first: int, rows: int, names: int, width: int, formats: Formats) -> None:
    """The total row: only checked when the workbook is read."""
    last, bold = first + rows, formats.cell(COUNT, bold=True)
    for column in range(names):
        sheet.write_string(last, column, "Tổng cộng" if column == names - 1 else "", formats.cell(TEXT, bold=True))
    for column in range(names, width):
        sheet.write_formula(last, column, f"=SUM({xl_range(first, column, last - 1, column)})", bold, 0)


def _write(sheet: Any, row: int, column: int, cell: str | int | date | None, form: Any) -> None:
    if cell is None:
        sheet.write_blank(row, column, None, form)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, form)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, form)
    else:
        sheet.write_number(row, column, cell, form)


def _set_up_page(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&CTrang &P/&N")
