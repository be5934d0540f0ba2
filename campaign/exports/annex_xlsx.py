"""The table of assignments as the annex of a decision: an A4 page to print, sign, or fill in and send back."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range

from campaign.exports.annex_columns import SUMMED, TITLE, TOTAL, Annex, Column, annex_columns, annex_value, column_sum
from campaign.exports.columns import COUNT, DAY, PLACE, TEXT
from campaign.exports.sheet_formats import OPTIONS, Formats
from campaign.locale.formats import MISSING

SHEET = "Phụ lục"
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
ANNEX = "PHỤ LỤC"
DECISION = "(Kèm theo Quyết định số ………/QĐ-……… ngày …… tháng …… năm ……… của ………………………)"
DIRECTIVE = "Thực hiện {directive}: “{words}”"
COUNTED = (
    "Số liệu tính đến ngày {day}. Chỉ tiêu giao là số người phải tiêm thêm kể từ ngày {day} đến hết thời hạn; "
    "đơn vị tính: người."
)
PREPARED, SIGNED, SIGN_HERE = "NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên)"

# Rows from 0: agency and motto, a gap, title and what it goes with, what it rests on, the header.
TITLE_ROW, BASIS_ROW, HEADER_ROW = 3, 7, 10
LINE_HEIGHT = 18
MARGIN_INCHES = 0.5
A4 = 9


def write_annex_xlsx(annex: Annex) -> bytes:
    """The workbook: numbers are numbers, text is only ever text, the total adds up what is typed above it.

    The same assignments give the same bytes: the file is dated by their day, not by the clock.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        book.set_properties({"title": TITLE, "created": datetime.combine(annex.day, time())})
        sheet, formats = book.add_worksheet(SHEET), Formats(book)
        columns = annex_columns(persons=annex.persons)
        _set_up_page(sheet, columns, landscape=annex.persons)
        _write_heading(sheet, formats, annex, columns)
        last = _write_table(sheet, formats, annex, columns)
        last = _write_signatures(sheet, formats, columns, last + 2)
        sheet.print_area(0, 0, last, len(columns) - 1)
    return content.getvalue()


def _set_up_page(sheet: Any, columns: Sequence[Column], *, landscape: bool) -> None:
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=MARGIN_INCHES, right=MARGIN_INCHES, top=MARGIN_INCHES, bottom=0.6)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.repeat_rows(HEADER_ROW)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.set_footer("&R&P/&N")
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)


def _write_heading(sheet: Any, formats: Formats, annex: Annex, columns: Sequence[Column]) -> None:
    last = len(columns) - 1
    half = 2  # the agency over number, unit and the first figures' column; the motto over the rest
    for row, (left, right) in enumerate(((annex.authority, COUNTRY), (annex.agency, MOTTO))):
        _write_over(sheet, row, 0, half, left, formats.plain("subject"))
        _write_over(sheet, row, half + 1, last, right, formats.plain("subject"))
    lines = ((ANNEX, "title"), (TITLE, "title"), (annex.subject, "subject"), (DECISION, "italic"))
    for row, (text, look) in enumerate(lines, start=TITLE_ROW):
        _write_over(sheet, row, 0, last, text, formats.plain(look))
        sheet.set_row(row, LINE_HEIGHT)
    width = int(sum(column.width for column in columns) * 0.9)
    basis = (
        DIRECTIVE.format(directive=annex.directive, words=annex.words),
        COUNTED.format(day=f"{annex.day:%d/%m/%Y}"),
    )
    for row, text in enumerate(basis, start=BASIS_ROW):
        _write_over(sheet, row, 0, last, text, formats.plain("paragraph"))
        sheet.set_row(row, LINE_HEIGHT * max(1, math.ceil(len(text) / width)))


def _write_over(sheet: Any, row: int, first: int, last: int, text: str, look: Any) -> None:
    sheet.merge_range(row, first, row, last, "", look)
    sheet.write_string(row, first, text, look)


def _write_table(sheet: Any, formats: Formats, annex: Annex, columns: Sequence[Column]) -> int:
    """Headers, units and total; the total's row."""
    for index, column in enumerate(columns):
        sheet.write_string(HEADER_ROW, index, column.header, formats.plain("header"))
    sheet.set_row(HEADER_ROW, 2.5 * LINE_HEIGHT)
    for number, row in enumerate(annex.rows, start=1):
        at = HEADER_ROW + number
        sheet.set_row(at, LINE_HEIGHT * _lines(row, number, columns))
        for index, column in enumerate(columns):
            _write_cell(sheet, formats, at, index, column, annex_value(row, number, column))
    total = HEADER_ROW + len(annex.rows) + 1
    _write_total(sheet, formats, annex, columns, total)
    return total


def _lines(row: Any, number: int, columns: Sequence[Column]) -> int:
    """How many lines the longest text of a row needs."""
    texts = [(annex_value(row, number, column), column.width) for column in columns if column.kind == TEXT]
    return max(math.ceil(len(text or "") / width) or 1 for text, width in texts)


def _write_cell(sheet: Any, formats: Formats, at: int, index: int, column: Column, value: Any) -> None:
    look = formats.cell(column.kind, bold=False)
    if value is None:
        sheet.write_string(at, index, MISSING if column.kind == COUNT else "", look)
    elif column.kind == DAY:
        sheet.write_datetime(at, index, datetime.combine(value, time()), look)
    elif column.kind in (COUNT, PLACE):
        sheet.write_number(at, index, value, look)
    else:
        sheet.write_string(at, index, value, look)


def _write_total(sheet: Any, formats: Formats, annex: Annex, columns: Sequence[Column], at: int) -> None:
    """Sums as formulas with their values, so that a number corrected above is added up again."""
    sheet.set_row(at, LINE_HEIGHT)
    for index, column in enumerate(columns):
        look = formats.cell(column.kind, bold=True)
        summed = column_sum(annex.rows, column.field) if column.field in SUMMED else None
        if summed is not None and annex.rows:
            cells = xl_range(HEADER_ROW + 1, index, at - 1, index)
            sheet.write_formula(at, index, f"=SUM({cells})", look, summed)
        else:
            text = TOTAL if column.field == "name" else MISSING if column.field in SUMMED else ""
            sheet.write_string(at, index, text, look)


def _write_signatures(sheet: Any, formats: Formats, columns: Sequence[Column], at: int) -> int:
    """Who prepared it and who signs it, with room for a signature; the last row used."""
    last = len(columns) - 1
    for row, (left, right), look in ((at, (PREPARED, SIGNED), "subject"), (at + 1, (SIGN_HERE, SIGN_HERE), "italic")):
        _write_over(sheet, row, 0, 2, left, formats.plain(look))
        _write_over(sheet, row, 3, last, right, formats.plain(look))
    return at + 6
