"""A sheet of an exported workbook as a page: heading lines, a table of columns, notes below, A4 landscape."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from campaign.domain.progress.status import STATUS_SIGNS
from campaign.exports.columns import DAY, SHARE, TEXT, Column, cell_value, is_over, row_note
from campaign.exports.sheet_formats import Formats
from campaign.locale import N_, Translate
from campaign.locale.formats import MISSING, day

FIGURES_TO = N_("Figures up to {day}")
PAGE = N_("Page {page}/{pages}")

LINE_HEIGHT = 18
LINE_SHARE = 0.85  # of the columns' characters, which are as wide as a figure: what a line of text holds
MARGIN_INCHES = 0.4
A4 = 9

# Where nothing to say is no missing figure: a unit's notes, the province's rank.
NOT_RANKED = {"note", "rank", "rank_change", "coverage_change", "people_above", "people_below"}
BLANK = {False: {"note"}, True: NOT_RANKED}


class Page(NamedTuple):
    """The sheet being written, its columns and the first row of its headers; for whom."""

    sheet: Any
    formats: Formats
    columns: Sequence[Column]
    header: int
    translate: Translate
    language: str

    @property
    def first(self) -> int:
        """The first row of figures."""
        return self.header + 2


def set_up_page(page: Page, as_of: date, *, pages_high: int = 1) -> None:
    """How it prints: one page wide, headers repeated, day and page at its foot; pages_high 0: as high as needed."""
    sheet, translate = page.sheet, page.translate
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, pages_high)
    sheet.set_margins(left=MARGIN_INCHES, right=MARGIN_INCHES, top=MARGIN_INCHES, bottom=0.6)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.repeat_rows(page.header, page.header + 1)
    sheet.freeze_panes(page.first, 2)
    up_to = translate(FIGURES_TO).format(day=day(as_of, page.language))
    sheet.set_footer(f"&L{up_to}&R{translate(PAGE).format(page='&P', pages='&N')}")
    for index, column in enumerate(page.columns):
        sheet.set_column(index, index, column.width)


def write_heading(page: Page, lines: Iterable[tuple[str, str]]) -> None:
    """Lines and their looks (sheet_formats.PLAIN) from the top of the sheet."""
    for row, (text, look) in enumerate(lines):
        _write_across(page, row, text, page.formats.plain(look))


def write_headers(page: Page) -> None:
    """The columns' names, and their units below."""
    for index, column in enumerate(page.columns):
        unit = page.translate(column.unit) if column.unit else ""
        page.sheet.write_string(page.header, index, page.translate(column.header), page.formats.plain("header"))
        page.sheet.write_string(page.header + 1, index, unit, page.formats.plain("unit"))
    page.sheet.set_row(page.header, 3 * LINE_HEIGHT)


def write_rows(page: Page, first: int, rows: Sequence[Any], *, bold: bool) -> int:
    """Writes rows (their columns as attributes) from a row on; the last row written."""
    for position, row in enumerate(rows, first):
        _write_row(page, position, row, bold=bold)
    return first + len(rows) - 1


def write_notes(page: Page, lines: Sequence[str], last: int) -> int:
    """Small lines below row `last`; the last row written."""
    for row, text in enumerate(lines, last + 1):
        _write_across(page, row, text, page.formats.plain("small"))
    return last + len(lines)


def _write_across(page: Page, row: int, text: str, cell_format: Any) -> None:
    """A text over all columns; Excel does not fit the height of merged cells, so it is set for the lines needed."""
    page.sheet.merge_range(row, 0, row, len(page.columns) - 1, "", cell_format)
    page.sheet.write_string(row, 0, text, cell_format)
    characters = int(sum(column.width for column in page.columns) * LINE_SHARE)
    page.sheet.set_row(row, LINE_HEIGHT * max(1, math.ceil(len(text) / characters)))


def _write_row(page: Page, at: int, row: Any, *, bold: bool) -> None:
    note = row_note(row, page.translate, page.language)
    page.sheet.set_row(at, LINE_HEIGHT * max(1, math.ceil(len(note) / page.columns[-1].width)))
    for index, column in enumerate(page.columns):
        value = cell_value(row, column, page.translate, page.language)
        if value is not None and column.name == "status":
            value = f"{STATUS_SIGNS[row.status]} {value}"
        _write_cell(page, at, index, value, bold=bold, over=column.name == "coverage" and is_over(row))


def _write_cell(page: Page, at: int, index: int, value: Any, *, bold: bool, over: bool) -> None:
    column = page.columns[index]
    look = page.formats.cell(column.kind, bold=bold, over=over)
    if value is None:
        page.sheet.write_string(at, index, "" if column.name in BLANK[bold] else MISSING, look)
    elif column.kind == TEXT:
        page.sheet.write_string(at, index, value, look)
    elif column.kind == DAY:
        page.sheet.write_datetime(at, index, value, look)
    else:
        page.sheet.write_number(at, index, round(value / 100, 4) if column.kind == SHARE else value, look)
