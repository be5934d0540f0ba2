"""Coverage of many units over many weeks as one picture: a row per unit, a column per week.

The values go to the browser as whole numbers in two bytes each (tenths of a percent): a fifth of their size as
decimals.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from campaign.charts.labels import at_least, escaped, short_name
from campaign.charts.palette import DARK, LIGHT
from campaign.charts.style import SEPARATORS, Reader, new_figure
from campaign.domain.progress.coverage_grid import UNKNOWN, Grid
from campaign.locale import N_, Translate
from campaign.locale.formats import day, percent_sign, short_day

ROW_PIXELS, AROUND_PIXELS = 22, 120
ALL = 1000  # 100 %, in tenths of a percent
TICKS = 5
# From little to all, on each ground; what is unknown shows the ground itself.
SCALES = {LIGHT: ("#d7e5f2", "#6aaed6", "#08427e"), DARK: ("#16324d", "#2f7ab5", "#cfe8ff")}
UNKNOWN_NAME = N_("No report, or the number of people is not known")

TITLE = N_("{count} units over {weeks} weeks, {first} to {last}")
PICTURE = N_("Heatmap of coverage: a row per unit, a column per week.")
LATEST = N_("In the last column ({day}) {known} of {count} units are known: {units}.")
HOLES = N_("Not known in {holes} of {all} cells.")


def draw_heatmap(
    grid: Grid,
    names: dict[str, str],
    *,
    subject: str,
    translate: Translate,
    language: str,
    theme: str = LIGHT,
) -> go.Figure:
    """The grid with its first row on top; `names` are the units' by code. `subject` is what is counted.

    Cells of which nothing is known are left blank with a small cross, never drawn as 0.
    """
    reader = Reader(translate, language, theme)
    days = [day(column, language) for column in grid.tenths.columns]
    rows = [escaped(short_name(names[unit])) for unit in grid.tenths.index]
    return new_figure(
        [_cells(grid, days, rows, reader), *_crosses(grid, days, rows, reader)],
        reader=reader,
        heading=(heatmap_finding(grid, reader), subject),
        above=26,
        margin={"b": 62},
        legend={"y": 1, "yanchor": "bottom"},
        height=AROUND_PIXELS + ROW_PIXELS * len(rows),
        xaxis={"type": "category", "showgrid": False, "tickangle": 0, **_ticks(grid, days, reader)},
        yaxis={"type": "category", "autorange": "reversed", "showgrid": False, "dtick": 1},
    )


def heatmap_finding(grid: Grid, reader: Reader) -> str:
    """The picture's title: of how many units, over how many weeks."""
    columns = grid.tenths.columns
    ends = {"first": columns[0], "last": columns[-1]} if len(columns) else {"first": None, "last": None}
    days = {name: day(value, reader.language) for name, value in ends.items()}
    return reader.words(TITLE, count=len(grid.tenths), weeks=len(columns), **days)


def heatmap_alternative(grid: Grid, names: dict[str, str], *, subject: str, reader: Reader) -> str:
    """What the picture shows, in words: its last column unit by unit, and how much of it is unknown."""
    said = [reader.words(PICTURE), f"{subject}.", f"{heatmap_finding(grid, reader)}."]
    if not grid.tenths.empty:
        last = grid.tenths.iloc[:, -1]
        texts = _texts(grid, reader)
        known = [f"{names[unit]} {texts[place][-1]}" for place, unit in enumerate(last.index) if last[unit] != UNKNOWN]
        values = {"day": day(last.name, reader.language), "known": len(known), "count": len(last)}
        said.append(reader.words(LATEST, units=", ".join(known) or "–", **values))
        holes = int((grid.tenths == UNKNOWN).to_numpy().sum())
        said.append(reader.words(HOLES, holes=holes, all=grid.tenths.size))
    return " ".join(said)


def _cells(grid: Grid, days: list[str], rows: list[str], reader: Reader) -> go.Heatmap:
    """The lowest value there can be is what is unknown, and its colour is none."""
    none = "rgba(0,0,0,0)"
    low, middle, high = SCALES[reader.theme]
    known = 0.5 * (0 - UNKNOWN) / (ALL - UNKNOWN)  # between unknown and 0
    sign = percent_sign(reader.language)
    return go.Heatmap(
        x=days,
        y=rows,
        z=grid.tenths.to_numpy(),
        zmin=UNKNOWN,
        zmax=ALL,
        colorscale=[[0, none], [known, none], [known, low], [0.5, middle], [1, high]],
        text=_texts(grid, reader),
        hovertemplate="<b>%{y}</b><br>%{x}: %{text}<extra></extra>",
        hoverongaps=False,
        xgap=1,
        ygap=1,
        colorbar={
            "tickvals": [0, 250, 500, 750, ALL],
            "ticktext": [f"{share}{sign}" for share in (0, 25, 50, 75, 100)],
            "orientation": "h",
            "thickness": 10,
            "outlinewidth": 0,
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
        },
    )


def _crosses(grid: Grid, days: list[str], rows: list[str], reader: Reader) -> list[go.Scatter]:
    """A small cross where nothing is known; none where everything is."""
    holes = [
        (column, row)
        for row, values in zip(rows, grid.tenths.to_numpy().tolist(), strict=True)
        for column, value in zip(days, values, strict=True)
        if value == UNKNOWN
    ]
    if not holes:
        return []
    return [
        go.Scatter(
            x=[column for column, _ in holes],
            y=[row for _, row in holes],
            mode="markers",
            marker={"symbol": "x-thin", "size": 6, "line": {"width": 1, "color": reader.faint}},
            name=reader.words(UNKNOWN_NAME),
            hoverinfo="skip",
            showlegend=True,
        )
    ]


def _texts(grid: Grid, reader: Reader) -> list[list[str]]:
    """Each share as it is read: 98,5 %, ≥ 62,0 %, 104,3 % !; nothing where it is unknown."""
    mark, sign = SEPARATORS[reader.language][0], percent_sign(reader.language)
    return [
        [_text(value, bound, mark, sign) for value, bound in zip(values, bounds, strict=True)]
        for values, bounds in zip(grid.tenths.to_numpy().tolist(), grid.at_least.to_numpy().tolist(), strict=True)
    ]


def _text(tenths: int, bound: bool, mark: str, sign: str) -> str:
    if tenths == UNKNOWN:
        return "–"
    whole, tenth = divmod(tenths, 10)
    over = "\N{NO-BREAK SPACE}!" if tenths > ALL else ""
    return at_least(f"{whole}{mark}{tenth}{sign}{over}", bound)


def _ticks(grid: Grid, days: list[str], reader: Reader) -> dict[str, Any]:
    """A few of the columns named, the last one among them."""
    step = max(1, -(-len(days) // TICKS))
    places = range(len(days) - 1, -1, -step)
    named: list[Any] = list(grid.tenths.columns)
    return {
        "tickvals": [days[place] for place in places],
        "ticktext": [short_day(named[place], reader.language) for place in places],
    }
