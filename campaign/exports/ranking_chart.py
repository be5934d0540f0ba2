"""The native bar chart under an exported ranking, in the table's order, with the threshold as a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from campaign.exports.about import THRESHOLD, RankingAbout, subject_line
from campaign.exports.columns import SHARE, Column
from campaign.exports.sheet_formats import FONT, Formats
from campaign.locale import Translate
from campaign.locale.formats import is_missing, threshold

FONT_11 = {"name": FONT, "size": 11}
GRID = {"visible": True, "line": {"color": "#D9D9D9"}}

# Pale bars carry black figures, which the threshold's line then never crosses.
BAR_COLOUR, BAR_EDGE, LINE_COLOUR = "#A9CCE6", "#0072B2", "#B83A00"
HEIGHT, ROWS = 400, 20
CHARACTER_PIXELS = 7  # of a column's width; the chart is as wide as the table


def add_chart(
    book: Any,
    sheet: Any,
    about: RankingAbout,
    columns: Sequence[Column],
    rows: tuple[int, int],
    *,
    below: int,
    translate: Translate,
    language: str,
) -> int:
    """A chart of the ranked rows (first and last), placed under row `below`; the last row it covers.

    The last row before the first means that nobody is ranked: then there is nothing to draw. The threshold's cells
    stand right of the page in a hidden column.
    """
    sheet.set_column(threshold_column(columns), threshold_column(columns), None, None, {"hidden": True})
    if rows[1] < rows[0]:
        return below
    score = next(column for column in columns if column.name in ("coverage", "score"))
    name = translate(score.header)
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {"name": name, "values": _range(sheet, columns.index(score), rows), **_BARS, **_names(sheet, columns, rows)}
    )
    limit = None if about.is_composite else about.targets[0].threshold
    if not is_missing(limit):
        line = book.add_chart({"type": "line"})
        words = translate(THRESHOLD).format(threshold=threshold(limit, language))
        values = _range(sheet, threshold_column(columns), rows)
        line.add_series({"name": words, "values": values, **_LINE, **_names(sheet, columns, rows)})
        chart.combine(line)
    subject = subject_line(about, language)
    _dress(chart, subject, CHARACTER_PIXELS * sum(column.width for column in columns))
    sheet.insert_chart(below, 0, chart, {"object_position": 2, "description": f"{name}: {subject}"})
    return below + ROWS


def write_thresholds(sheet: Any, formats: Formats, columns: Sequence[Column], first: int, rows: Sequence[Any]) -> None:
    """Each row's threshold (one attribute of it, where it has any) beside the table, for the chart's line."""
    for at, row in enumerate(rows, first):
        limit: Any = getattr(row, "threshold", None)
        if not is_missing(limit):
            sheet.write_number(at, threshold_column(columns), float(limit), formats.cell(SHARE, bold=False))


def threshold_column(columns: Sequence[Column]) -> int:
    """Where the chart's threshold stands, beside the table."""
    return len(columns) + 1


_BARS: dict[str, Any] = {
    "fill": {"color": BAR_COLOUR},
    "border": {"color": BAR_EDGE},
    "gap": 60,
    "data_labels": {"value": True, "position": "inside_base", "num_format": "0.0%", "font": FONT_11},
}
_LINE: dict[str, Any] = {"line": {"color": LINE_COLOUR, "width": 2, "dash_type": "dash"}}


def _names(sheet: Any, columns: Sequence[Column], rows: tuple[int, int]) -> dict[str, Any]:
    place = next(index for index, column in enumerate(columns) if column.name == "name")
    return {"categories": _range(sheet, place, rows)}


def _range(sheet: Any, column: int, rows: tuple[int, int]) -> list[Any]:
    return [sheet.name, rows[0], column, rows[1], column]


def _dress(chart: Any, subject: str, width: int) -> None:
    chart.show_hidden_data()
    chart.set_title({"name": subject, "name_font": {"name": FONT, "size": 12, "bold": True}, "overlay": False})
    chart.set_x_axis({"num_font": FONT_11})
    chart.set_y_axis({"num_font": FONT_11, "num_format": "0%", "min": 0, "major_gridlines": GRID})
    chart.set_legend({"position": "bottom", "font": FONT_11})
    chart.set_size({"width": width, "height": HEIGHT})
