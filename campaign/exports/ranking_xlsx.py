"""The ranking as a workbook that can be pinned to a report: one A4 landscape page, table and native chart."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import pandas as pd
import xlsxwriter

from campaign.domain.status import STATUS_SIGNS
from campaign.exports.about import DIRECTIVE, TITLE, RankingAbout, as_of_line, basis_line, sources_line
from campaign.exports.columns import COLUMNS, DAY, SHARE, TEXT, Column, cell_value, ranking_rows, row_note
from campaign.exports.ranking_chart import THRESHOLD_COLUMN, add_chart
from campaign.exports.sheet_formats import Formats
from campaign.locale import N_, Translate
from campaign.locale.formats import MISSING, day

SHEET = N_("Ranking")
FIGURES_TO = N_("Figures up to {day}")
PAGE = N_("Page {page}/{pages}")

# In characters; together they fill an A4 landscape page at about nine tenths.
WIDTHS = (6, 22, 11, 10, 9, 11, 7, 11, 12, 12, 13, 17, 12, 25)
LINE_CHARACTERS = int(sum(WIDTHS) * 0.85)
LINE_HEIGHT = 18
MARGIN_INCHES = 0.4
A4 = 9

HEADER_ROW, UNIT_ROW, FIRST_ROW = 5, 6, 7
LAST_COLUMN = len(COLUMNS) - 1

# Where nothing to say is no missing figure: a unit's notes, the province's rank.
BLANK = {False: {"note"}, True: {"note", "rank", "rank_change", "coverage_change"}}


def write_ranking_xlsx(
    ranking: pd.DataFrame,
    about: RankingAbout,
    *,
    translate: Translate,
    language: str,
    province: pd.DataFrame | None = None,
) -> bytes:
    """The rows of `ranking` (RANKING) in their order, and below them `province` (one row of PROGRESS) as the summary.

    Figures are real numbers (shares as fractions shown in percent, dates as dates) in formats that Excel writes by its
    own language's rules: 1.234 and 98,5% where it is Vietnamese. Text is only ever text, whatever it begins with.
    The same ranking gives the same bytes: the file is dated by its figures, not by the clock.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": translate(TITLE), "created": datetime.combine(about.as_of, time())})
        sheet = book.add_worksheet(translate(SHEET))
        formats = Formats(book)
        _set_up_page(sheet, about, translate, language)
        _write_heading(sheet, formats, about, translate, language)
        _write_headers(sheet, formats, translate)
        rows = ranking_rows(ranking)
        last = _write_rows(sheet, formats, rows, translate)
        last = _write_province(sheet, formats, province, last, translate)
        last = _write_sources(sheet, formats, sources_line(about, translate), last)
        ranked = sum(not pd.isna(row.rank) for row in rows)
        place = {"first": FIRST_ROW, "below": last + 1}
        bottom = add_chart(book, sheet, about, ranked, **place, translate=translate, language=language)
        sheet.print_area(0, 0, bottom, LAST_COLUMN)
    return content.getvalue()


_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def _set_up_page(sheet: Any, about: RankingAbout, translate: Translate, language: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 1)
    sheet.set_margins(left=MARGIN_INCHES, right=MARGIN_INCHES, top=MARGIN_INCHES, bottom=0.6)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.repeat_rows(HEADER_ROW, UNIT_ROW)
    sheet.freeze_panes(FIRST_ROW, 2)
    up_to = translate(FIGURES_TO).format(day=day(about.as_of, language))
    sheet.set_footer(f"&L{up_to}&R{translate(PAGE).format(page='&P', pages='&N')}")
    for index, width in enumerate(WIDTHS):
        sheet.set_column(index, index, width)


def _write_heading(sheet: Any, formats: Formats, about: RankingAbout, translate: Translate, language: str) -> None:
    quoted = translate(DIRECTIVE).format(directive=about.directive, words=about.words)
    lines = [
        (translate(TITLE), "title"),
        (about.subject, "subject"),
        (as_of_line(about, translate, language), "italic"),
        (quoted, "paragraph"),
        (basis_line(about, translate, language), "paragraph"),
    ]
    for row, (text, look) in enumerate(lines):
        _write_across(sheet, row, text, formats.plain(look))


def _write_across(sheet: Any, row: int, text: str, cell_format: Any) -> None:
    """A text over all columns; Excel does not fit the height of merged cells, so it is set for the lines needed."""
    sheet.merge_range(row, 0, row, LAST_COLUMN, "", cell_format)
    sheet.write_string(row, 0, text, cell_format)
    sheet.set_row(row, LINE_HEIGHT * max(1, math.ceil(len(text) / LINE_CHARACTERS)))


def _write_headers(sheet: Any, formats: Formats, translate: Translate) -> None:
    for index, column in enumerate(COLUMNS):
        sheet.write_string(HEADER_ROW, index, translate(column.header), formats.plain("header"))
        sheet.write_string(UNIT_ROW, index, translate(column.unit) if column.unit else "", formats.plain("unit"))
    sheet.set_row(HEADER_ROW, 3 * LINE_HEIGHT)


def _write_rows(sheet: Any, formats: Formats, rows: Sequence[Any], translate: Translate) -> int:
    """Writes the units' rows; the last row written."""
    for position, row in enumerate(rows):
        _write_row(sheet, formats, FIRST_ROW + position, row, translate, bold=False)
    return FIRST_ROW + len(rows) - 1


def _write_province(
    sheet: Any, formats: Formats, province: pd.DataFrame | None, last: int, translate: Translate
) -> int:
    for row in [] if province is None else ranking_rows(province):
        last += 1
        _write_row(sheet, formats, last, row, translate, bold=True)
    return last


def _write_row(sheet: Any, formats: Formats, at: int, row: Any, translate: Translate, *, bold: bool) -> None:
    sheet.set_row(at, LINE_HEIGHT * max(1, math.ceil(len(row_note(row, translate)) / WIDTHS[-1])))
    for index, column in enumerate(COLUMNS):
        _write_cell(sheet, formats, at, index, column, cell_value(row, column, translate), row.status, bold)
    if not pd.isna(row.threshold):
        sheet.write_number(at, THRESHOLD_COLUMN, float(row.threshold), formats.cell(SHARE, bold=False))


def _write_cell(
    sheet: Any, formats: Formats, at: int, index: int, column: Column, value: Any, status: str, bold: bool
) -> None:
    look = formats.cell(column.kind, bold=bold)
    if value is None:
        sheet.write_string(at, index, "" if column.name in BLANK[bold] else MISSING, look)
    elif column.kind == TEXT:
        sheet.write_string(at, index, f"{STATUS_SIGNS[status]} {value}" if column.name == "status" else value, look)
    elif column.kind == DAY:
        sheet.write_datetime(at, index, value, look)
    else:
        sheet.write_number(at, index, round(value / 100, 4) if column.kind == SHARE else value, look)


def _write_sources(sheet: Any, formats: Formats, text: str, last: int) -> int:
    if not text:
        return last
    _write_across(sheet, last + 1, text, formats.plain("small"))
    return last + 1
