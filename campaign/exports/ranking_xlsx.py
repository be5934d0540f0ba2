"""The ranking as a workbook that can be pinned to a report: one A4 landscape page, table and native chart."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import pandas as pd
import xlsxwriter

from campaign.domain.ranking.fragility import find_closest
from campaign.exports.about import (
    DIRECTIVE,
    TITLE,
    RankingAbout,
    anchor_line,
    as_of_line,
    basis_lines,
    closest_line,
    sources_line,
    subject_line,
)
from campaign.exports.columns import COLUMNS, Column, ranking_rows
from campaign.exports.rank_history_sheet import add_rank_history
from campaign.exports.ranking_chart import add_chart, write_thresholds
from campaign.exports.sheet_formats import OPTIONS, Formats
from campaign.exports.sheet_pages import (
    Page,
    set_up_page,
    write_headers,
    write_heading,
    write_notes,
    write_rows,
)
from campaign.locale import N_, Translate

SHEET = N_("Ranking")


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
    words: dict[str, Any] = {"translate": translate, "language": language}
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        book.set_properties({"title": translate(TITLE), "created": datetime.combine(about.as_of, time())})
        formats = Formats(book)
        below = [] if province is None else ranking_rows(province, columns)
        add_ranking(book, formats, ranking, about, name=translate(SHEET), columns=columns, below=below, **words)
        if history is not None:
            add_rank_history(book, formats, history, about, **words)
    return content.getvalue()


def add_ranking(
    book: Any,
    formats: Formats,
    ranking: pd.DataFrame,
    about: RankingAbout,
    *,
    name: str,
    translate: Translate,
    language: str,
    columns: Sequence[Column] = COLUMNS,
    below: Sequence[Any] = (),
) -> None:
    """A sheet with the ranking, `below` it rows in bold (the province's), notes and the chart."""
    heading = _heading(about, translate, language)
    page = Page(book.add_worksheet(name), formats, columns, len(heading), translate, language)
    set_up_page(page, about.as_of)
    write_heading(page, heading)
    write_headers(page)
    rows = ranking_rows(ranking, columns)
    last = write_rows(page, page.first, rows, bold=False)
    last = write_rows(page, last + 1, below, bold=True)
    last = write_notes(page, _notes(ranking, about, translate, language), last)
    ranked = sum(not pd.isna(row.rank) for row in rows)
    write_thresholds(page.sheet, formats, columns, page.first, rows)
    place = (page.first, page.first + ranked - 1)
    bottom = add_chart(book, page.sheet, about, columns, place, below=last + 1, translate=translate, language=language)
    page.sheet.print_area(0, 0, bottom, len(columns) - 1)


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
    return [*near, *filter(None, [sources_line(about, translate), anchor_line(about.anchor, translate)])]
