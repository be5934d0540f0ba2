"""The ranking as a workbook that can be pinned to a report: one A4 landscape page, table and native chart."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple

import pandas as pd
import xlsxwriter

from campaign.domain.progress.status import STATUS_SIGNS
from campaign.domain.ranking.fragility import find_closest
from campaign.exports.about import (
    DIRECTIVE,
    TITLE,
    RankingAbout,
    as_of_line,
    basis_lines,
    closest_line,
    sources_line,
    subject_line,
)
from campaign.exports.columns import COLUMNS, DAY, SHARE, TEXT, Column, cell_value, ranking_rows, row_note
from campaign.exports.rank_history_sheet import add_rank_history
from campaign.exports.ranking_chart import add_chart, threshold_column
from campaign.exports.sheet_formats import Formats
from campaign.locale import N_, Translate
from campaign.locale.formats import MISSING, day, is_missing

SHEET = N_("Ranking")
FIGURES_TO = N_("Figures up to {day}")
PAGE = N_("Page {page}/{pages}")

LINE_HEIGHT = 18
LINE_SHARE = 0.85  # of the columns' characters, which are as wide as a figure: what a line of text holds
MARGIN_INCHES = 0.4
A4 = 9

# Where nothing to say is no missing figure: a unit's notes, the province's rank.
NOT_RANKED = {"note", "rank", "rank_change", "coverage_change", "people_above", "people_below"}
BLANK = {False: {"note"}, True: NOT_RANKED}


class _Page(NamedTuple):
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


def write_ranking_xlsx(
    ranking: pd.DataFrame,
    about: RankingAbout,
    *,
    translate: Translate,
    language: str,
    columns: Sequence[Column] = COLUMNS,
    province: pd.DataFrame | None = None,
    history: pd.DataFrame | None = None,
) -> bytes:
    """The rows of `ranking` in their order, and below them `province` (one row of PROGRESS) as the summary.

    `history` (RANK_HISTORY) goes on a second sheet. Figures are real numbers (shares as fractions shown in percent,
    dates as dates) in formats that Excel writes by its own language's rules: 1.234 and 98,5% where it is Vietnamese.
    Text is only ever text, whatever it begins with. The same ranking gives the same bytes: the file is dated by its
    figures, not by the clock.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": translate(TITLE), "created": datetime.combine(about.as_of, time())})
        formats = Formats(book)
        heading = _heading(about, translate, language)
        page = _Page(book.add_worksheet(translate(SHEET)), formats, columns, len(heading), translate, language)
        _set_up_page(page, about)
        _write_heading(page, heading)
        _write_headers(page)
        rows = ranking_rows(ranking, columns)
        last = _write_rows(page, page.first, rows, bold=False)
        last = _write_rows(page, last + 1, [] if province is None else ranking_rows(province, columns), bold=True)
        last = _write_notes(page, _notes(ranking, about, translate, language), last)
        ranked = sum(not pd.isna(row.rank) for row in rows)
        place = (page.first, page.first + ranked - 1)
        words: dict[str, Any] = {"translate": translate, "language": language}
        bottom = add_chart(book, page.sheet, about, columns, place, below=last + 1, **words)
        page.sheet.print_area(0, 0, bottom, len(columns) - 1)
        if history is not None:
            add_rank_history(book, formats, history, about, **words)
    return content.getvalue()


_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def _set_up_page(page: _Page, about: RankingAbout) -> None:
    sheet, translate = page.sheet, page.translate
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 1)
    sheet.set_margins(left=MARGIN_INCHES, right=MARGIN_INCHES, top=MARGIN_INCHES, bottom=0.6)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.repeat_rows(page.header, page.header + 1)
    sheet.freeze_panes(page.first, 2)
    up_to = translate(FIGURES_TO).format(day=day(about.as_of, page.language))
    sheet.set_footer(f"&L{up_to}&R{translate(PAGE).format(page='&P', pages='&N')}")
    for index, column in enumerate(page.columns):
        sheet.set_column(index, index, column.width)


def _heading(about: RankingAbout, translate: Translate, language: str) -> list[tuple[str, str]]:
    """The lines above the table and their looks."""
    first = about.targets[0]
    quoted = [translate(DIRECTIVE).format(directive=first.directive, words=first.words)] if first.directive else []
    return [
        (translate(TITLE), "title"),
        (subject_line(about, language), "subject"),
        (as_of_line(about, translate, language), "italic"),
        *((line, "paragraph") for line in [*quoted, *basis_lines(about, translate, language)]),
    ]


def _notes(ranking: pd.DataFrame, about: RankingAbout, translate: Translate, language: str) -> list[str]:
    """The lines under the table."""
    closest = find_closest(ranking)
    near = [closest_line(*closest, translate, language)] if closest else []
    return [*near, *filter(None, [sources_line(about, translate)])]


def _write_heading(page: _Page, lines: Iterable[tuple[str, str]]) -> None:
    for row, (text, look) in enumerate(lines):
        _write_across(page, row, text, page.formats.plain(look))


def _write_across(page: _Page, row: int, text: str, cell_format: Any) -> None:
    """A text over all columns; Excel does not fit the height of merged cells, so it is set for the lines needed."""
    page.sheet.merge_range(row, 0, row, len(page.columns) - 1, "", cell_format)
    page.sheet.write_string(row, 0, text, cell_format)
    characters = int(sum(column.width for column in page.columns) * LINE_SHARE)
    page.sheet.set_row(row, LINE_HEIGHT * max(1, math.ceil(len(text) / characters)))


def _write_headers(page: _Page) -> None:
    for index, column in enumerate(page.columns):
        unit = page.translate(column.unit) if column.unit else ""
        page.sheet.write_string(page.header, index, page.translate(column.header), page.formats.plain("header"))
        page.sheet.write_string(page.header + 1, index, unit, page.formats.plain("unit"))
    page.sheet.set_row(page.header, 3 * LINE_HEIGHT)


def _write_rows(page: _Page, first: int, rows: Sequence[Any], *, bold: bool) -> int:
    """Writes rows from a row on; the last row written."""
    for position, row in enumerate(rows, first):
        _write_row(page, position, row, bold=bold)
    return first + len(rows) - 1


def _write_row(page: _Page, at: int, row: Any, *, bold: bool) -> None:
    note = row_note(row, page.translate, page.language)
    page.sheet.set_row(at, LINE_HEIGHT * max(1, math.ceil(len(note) / page.columns[-1].width)))
    for index, column in enumerate(page.columns):
        value = cell_value(row, column, page.translate, page.language)
        if value is not None and column.name == "status":
            value = f"{STATUS_SIGNS[row.status]} {value}"
        _write_cell(page, at, index, value, bold=bold)
    limit: Any = getattr(row, "threshold", None)
    if not is_missing(limit):
        page.sheet.write_number(at, threshold_column(page.columns), float(limit), page.formats.cell(SHARE, bold=False))


def _write_cell(page: _Page, at: int, index: int, value: Any, *, bold: bool) -> None:
    column = page.columns[index]
    look = page.formats.cell(column.kind, bold=bold)
    if value is None:
        page.sheet.write_string(at, index, "" if column.name in BLANK[bold] else MISSING, look)
    elif column.kind == TEXT:
        page.sheet.write_string(at, index, value, look)
    elif column.kind == DAY:
        page.sheet.write_datetime(at, index, value, look)
    else:
        page.sheet.write_number(at, index, round(value / 100, 4) if column.kind == SHARE else value, look)


def _write_notes(page: _Page, lines: Sequence[str], last: int) -> int:
    for row, text in enumerate(lines, last + 1):
        _write_across(page, row, text, page.formats.plain("small"))
    return last + len(lines)
