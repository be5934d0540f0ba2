"""The native bar chart under an exported ranking, in the table's order, with the threshold as a line."""

from __future__ import annotations

from typing import Any

from campaign.exports.about import THRESHOLD, RankingAbout
from campaign.exports.columns import COLUMNS
from campaign.exports.sheet_formats import FONT
from campaign.locale import N_, Translate
from campaign.locale.formats import is_missing, threshold

FONT_11 = {"name": FONT, "size": 11}
GRID = {"visible": True, "line": {"color": "#D9D9D9"}}

COVERAGE = N_("Coverage")

NAME_COLUMN = next(index for index, column in enumerate(COLUMNS) if column.name == "name")
COVERAGE_COLUMN = next(index for index, column in enumerate(COLUMNS) if column.name == "coverage")
THRESHOLD_COLUMN = len(COLUMNS) + 1

# Pale bars carry black figures, which the threshold's line then never crosses.
BAR_COLOUR, BAR_EDGE, LINE_COLOUR = "#A9CCE6", "#0072B2", "#B83A00"
WIDTH, HEIGHT, ROWS = 1280, 400, 20


def add_chart(
    book: Any,
    sheet: Any,
    about: RankingAbout,
    ranked: int,
    *,
    first: int,
    below: int,
    translate: Translate,
    language: str,
) -> int:
    """A chart of the `ranked` rows from row `first`, placed under row `below`; the last row it covers.

    Without ranked rows there is nothing to draw. The threshold's cells stand right of the page in a hidden column.
    """
    sheet.set_column(THRESHOLD_COLUMN, THRESHOLD_COLUMN, None, None, {"hidden": True})
    if not ranked:
        return below
    chart = book.add_chart({"type": "column"})
    rows = (first, first + ranked - 1)
    chart.add_series(_bars(sheet.name, rows, translate))
    if not is_missing(about.threshold):
        line = book.add_chart({"type": "line"})
        name = translate(THRESHOLD).format(threshold=threshold(about.threshold, language))
        line.add_series(_line(sheet.name, rows, name))
        chart.combine(line)
    _dress(chart, about)
    description = f"{translate(COVERAGE)}: {about.subject}"
    sheet.insert_chart(below, 0, chart, {"object_position": 2, "description": description})
    return below + ROWS


def _bars(sheet: str, rows: tuple[int, int], translate: Translate) -> dict[str, Any]:
    return {
        "name": translate(COVERAGE),
        "categories": [sheet, rows[0], NAME_COLUMN, rows[1], NAME_COLUMN],
        "values": [sheet, rows[0], COVERAGE_COLUMN, rows[1], COVERAGE_COLUMN],
        "fill": {"color": BAR_COLOUR},
        "border": {"color": BAR_EDGE},
        "gap": 60,
        "data_labels": {"value": True, "position": "inside_base", "num_format": "0.0%", "font": FONT_11},
    }


def _line(sheet: str, rows: tuple[int, int], name: str) -> dict[str, Any]:
    return {
        "name": name,
        "categories": [sheet, rows[0], NAME_COLUMN, rows[1], NAME_COLUMN],
        "values": [sheet, rows[0], THRESHOLD_COLUMN, rows[1], THRESHOLD_COLUMN],
        "line": {"color": LINE_COLOUR, "width": 2, "dash_type": "dash"},
    }


def _dress(chart: Any, about: RankingAbout) -> None:
    chart.show_hidden_data()
    chart.set_title({"name": about.subject, "name_font": {"name": FONT, "size": 12, "bold": True}, "overlay": False})
    chart.set_x_axis({"num_font": FONT_11})
    chart.set_y_axis({"num_font": FONT_11, "num_format": "0%", "min": 0, "major_gridlines": GRID})
    chart.set_legend({"position": "bottom", "font": FONT_11})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
