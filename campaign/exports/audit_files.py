"""The audit trail as a workbook or CSV, written as the events come: text is only ever text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

import xlsxwriter

from campaign.exports.about import anchor_line
from campaign.exports.ranking_csv import write_lines
from campaign.exports.sheet_formats import FONT, Formats
from campaign.locale import N_, Translate
from campaign.locale.zone import VIETNAM_TIME

TITLE, SHEET = N_("AUDIT TRAIL"), N_("Audit trail")
WRITTEN = N_("Written on {day}. The time is the office's (UTC+7); the newest event comes first.")
HEADERS = (
    N_("Number"), N_("When"), N_("Done by"), N_("Area"), N_("Action"), N_("Concerns"), N_("What changed"),
    N_("Mark of the event"),
)  # fmt: skip
_WIDTHS = (9, 17, 16, 22, 34, 30, 70, 20)
MOST_TEXT = 32_767  # what a cell of Excel takes
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_HEADING_ROWS = 3


class AuditLine(NamedTuple):
    """One event in the reader's words; `changes` has a line for each value; mac: "" where it is not chained."""

    number: int
    at: datetime
    by: str
    area: str
    action: str
    about: str
    changes: str
    mac: str


def write_audit_xlsx(lines: Iterable[AuditLine], *, anchor: str, today: str, translate: Translate) -> bytes:
    """One event a row under headers with filters; over them the end of the trail, to be compared with later."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        sheet, formats = book.add_worksheet(translate(SHEET)), Formats(book)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        mark = anchor_line(anchor, translate)
        for row, (text, look) in enumerate(((TITLE, "title"), (WRITTEN, "italic"))):
            sheet.write_string(row, 0, translate(text).format(day=today), formats.plain(look))
        sheet.write_string(_HEADING_ROWS - 1, 0, mark, formats.plain("italic"))
        for column, header in enumerate(HEADERS):
            sheet.write_string(_HEADING_ROWS, column, translate(header), formats.plain("header"))
        sheet.freeze_panes(_HEADING_ROWS + 1, 1)
        last = _write_rows(book, sheet, lines)
        sheet.autofilter(_HEADING_ROWS, 0, max(last, _HEADING_ROWS), len(HEADERS) - 1)
        _set_up_page(sheet, mark)
    return made.getvalue()


def write_audit_csv(lines: Iterable[AuditLine], *, translate: Translate, language: str) -> bytes:
    """One event a line under one line of headers, as rankings are written (ranking_csv)."""
    headers = [translate(header) for header in HEADERS]
    rows = ((each.number, _moment(each.at), *each[2:6], each.changes.replace("\n", "; "), each.mac) for each in lines)
    return write_lines([headers, *rows], language)


def _write_rows(book: Any, sheet: Any, lines: Iterable[AuditLine]) -> int:
    look = {"font_name": FONT, "font_size": 11, "valign": "top", "border": 1}
    text = book.add_format({**look, "text_wrap": True, "num_format": "@"})
    when = book.add_format({**look, "num_format": "dd/mm/yyyy hh:mm:ss"})
    number = book.add_format({**look, "num_format": "0"})
    row = _HEADING_ROWS
    for row, line in enumerate(lines, _HEADING_ROWS + 1):
        sheet.write_number(row, 0, line.number, number)
        sheet.write_datetime(row, 1, line.at.astimezone(VIETNAM_TIME).replace(tzinfo=None), when)
        for column, value in enumerate(line[2:], 2):
            sheet.write_string(row, column, value[:MOST_TEXT], text)
    return row


def _moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM_TIME):%Y-%m-%d %H:%M:%S}"


def _set_up_page(sheet: Any, mark: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROWS)
    sheet.set_footer(f"&L{mark}&R&P/&N")
