"""Each unit's rank week by week: a sheet of the exported ranking, or a CSV file of its own."""

from __future__ import annotations

from typing import Any

import pandas as pd

from campaign.domain.frames import rows_of
from campaign.domain.ranking.ranking import UNRANKED_WORDS
from campaign.exports.about import RankingAbout, subject_line
from campaign.exports.columns import DAY, PLACE
from campaign.exports.ranking_csv import write_lines
from campaign.exports.sheet_formats import Formats
from campaign.locale import N_, Translate
from campaign.locale.formats import MISSING, is_missing, rounded_percent

SHEET = N_("Rank by week")
TITLE = N_("RANK OF EACH DISTRICT BY WEEK")
WEEK = N_("Week up to")
LATE = N_("({rank}): no report for that week, ranked on the last one; –: not ranked")
HEADERS = (
    WEEK, N_("Unit code"), N_("Unit"), N_("Rank"), N_("Coverage or score (%)"), N_("Figures up to"),
    N_("Not ranked because"),
)  # fmt: skip

HEADER_ROW = 4
HEADER_HEIGHT = 36  # two lines
A4 = 9


def add_rank_history(
    book: Any, formats: Formats, history: pd.DataFrame, about: RankingAbout, *, translate: Translate, language: str
) -> None:
    """A sheet: a row for each week of `history` (RANK_HISTORY), a column for each unit in the last week's order."""
    sheet = book.add_worksheet(translate(SHEET))
    units = _units(history)
    _set_up_page(sheet, len(units))
    late = translate(LATE).format(rank=5)
    lines = ((translate(TITLE), "title"), (subject_line(about, language), "subject"), (late, "italic"))
    for row, (text, look) in enumerate(lines):
        sheet.merge_range(row, 0, row, max(len(units), 1), "", formats.plain(look))
        sheet.write_string(row, 0, text, formats.plain(look))
    for column, text in enumerate([translate(WEEK), *units.values()]):
        sheet.write_string(HEADER_ROW, column, text, formats.plain("header"))
    columns = {unit: column for column, unit in enumerate(units, 1)}
    rows = {week: row for row, week in enumerate(history["week"].unique(), HEADER_ROW + 1)}
    for week, row in rows.items():
        sheet.write_datetime(row, 0, week.date(), formats.cell(DAY, bold=False))
    for each in rows_of(history):
        _write_rank(sheet, rows[each.week], columns[each.unit], each, formats.cell(PLACE, bold=False))


def write_rank_history_csv(history: pd.DataFrame, *, translate: Translate, language: str) -> bytes:
    """The rows of `history` (RANK_HISTORY) as CSV, a line for each week and unit, as write_ranking_csv writes them."""
    lines: list[list[Any]] = [[translate(header) for header in HEADERS]]
    for row in rows_of(history):
        reason: Any = row.unranked_reason
        lines.append(
            [
                row.week.date(),
                row.unit,
                row.name,
                None if is_missing(row.rank) else int(row.rank),
                rounded_percent(row.score),
                None if is_missing(row.period_end) else row.period_end.date(),
                None if is_missing(reason) else translate(UNRANKED_WORDS[reason]),
            ]
        )
    return write_lines(lines, language)


def _set_up_page(sheet: Any, units: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.repeat_rows(HEADER_ROW)
    sheet.set_column(0, max(units, 1), 14)
    sheet.set_row(HEADER_ROW, HEADER_HEIGHT)


def _units(history: pd.DataFrame) -> dict[str, str]:
    """Names by unit, in the order of the last week."""
    last = history[history["week"] == history["week"].max()].sort_values("rank", kind="stable", na_position="last")
    return dict(zip(last["unit"], last["name"], strict=True))


def _write_rank(sheet: Any, row: int, column: int, each: Any, look: Any) -> None:
    if is_missing(each.rank):
        sheet.write_string(row, column, MISSING, look)
    elif each.stale:
        sheet.write_string(row, column, f"({each.rank})", look)
    else:
        sheet.write_number(row, column, int(each.rank), look)
