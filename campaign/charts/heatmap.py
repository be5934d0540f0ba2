"""Coverage of many units over many weeks as one picture: a row per unit, a column per week.

The values go to the browser as whole numbers in two bytes each (tenths of a percent): a fifth of their size as
decimals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.labels import escaped, short_name
from campaign.charts.palette import LIGHT, SCALE
from campaign.charts.style import CHARACTER_PIXELS, SEPARATORS, Reader, new_figure
from campaign.domain.progress.coverage_grid import UNKNOWN, Grid
from campaign.locale import N_, Translate
from campaign.locale.bounds import OVER, bounded
from campaign.locale.formats import MISSING, day, percent_sign, short_day

ROW_PIXELS, AROUND_PIXELS = 26, 120
ALL = 1000  # 100 %, in tenths of a percent
TICKS = 4
# Columns that leave room for a number in each cell on a wide screen; on a phone the style sheet hides numbers where
# there are more than NARROW columns.
LABELLED, NARROW = 40, 6
UNKNOWN_NAME = N_("No report, or the number of people is not known")

RANGE = N_("In the week to {day}: lowest {low}, highest {high}")
ALIKE = N_("In the week to {day} all are at {share}")
NOBODY = N_("Nobody's coverage is known for the week to {day}")
BESIDES = N_("{finding}; {count} of {total} not known")
NOT_THIS_WEEK = N_("{finding}; {count} of {total} have not reported this week")
UNITS = N_("{count} units")
BASIS = N_("{subject} · {weeks} weeks, {first} to {last}")
PICTURE = N_("Heatmap of coverage: a row per unit, a column per week.")
LATEST = N_("In the last column ({day}) {known} of {count} units are known: {units}.")
HOLES = N_("Not known in {holes} of {all} cells.")


def draw_heatmap(
    grid: Grid,
    names: Mapping[str, str],
    *,
    heading: tuple[str, str],
    ends: Mapping[str, str] | None = None,
    translate: Translate,
    language: str,
    theme: str = LIGHT,
) -> go.Figure:
    """The grid with its first row on top; `names` are the units' by code.

    heading: see heatmap_heading; ends: what stands at the end of a unit's row (pseudo-HTML). Cells say their whole
    percent where columns are few enough. Those of which nothing is known are left blank with a small cross, never drawn
    as 0.
    """
    reader = Reader(translate, language, theme)
    days = [day(column, language) for column in grid.tenths.columns]
    rows = [escaped(short_name(names[unit])) for unit in grid.tenths.index]
    said = [(ends or {}).get(unit, "") for unit in grid.tenths.index]
    return new_figure(
        [_cells(grid, days, rows, reader), *_crosses(grid, days, rows, reader)],
        reader=reader,
        heading=heading,
        above=26,
        margin={"b": 62, **_right(said)},
        legend={"y": 1, "yanchor": "bottom"},
        height=AROUND_PIXELS + ROW_PIXELS * len(rows),
        xaxis={"type": "category", "showgrid": False, "tickangle": 0, **_ticks(grid, days, reader)},
        yaxis={"type": "category", "autorange": "reversed", "showgrid": False, "dtick": 1, "ticks": ""},
        annotations=[_end(text, row, reader) for text, row in zip(said, rows, strict=True) if text],
    )


def heatmap_heading(grid: Grid, names: Mapping[str, str], subject: str, reader: Reader) -> tuple[str, str]:
    """The finding, and what it rests on: what is counted, over which weeks."""
    columns = grid.tenths.columns
    if not len(columns):
        return reader.words(NOBODY, day=day(None, reader.language)), subject
    ends = {name: day(value, reader.language) for name, value in (("first", columns[0]), ("last", columns[-1]))}
    return heatmap_finding(grid, names, reader), reader.words(BASIS, subject=subject, weeks=len(columns), **ends)


def heatmap_finding(grid: Grid, names: Mapping[str, str], reader: Reader) -> str:
    """The picture's title: the lowest and the highest of the last week, and how many of it are not known."""
    last = grid.tenths.iloc[:, -1]
    known, when = last[last != UNKNOWN], day(last.name, reader.language)
    if known.empty:
        return reader.words(NOBODY, day=when)
    texts = {unit: row[-1] for unit, row in zip(last.index, _texts(grid, reader), strict=True)}
    low, high = (_named(known[known == end], texts, names, reader) for end in (known.min(), known.max()))
    if known.min() == known.max():
        finding = reader.words(ALIKE, day=when, share=texts[known.index[0]])
    else:
        finding = reader.words(RANGE, day=when, low=low, high=high)
    holes = grid.tenths[last == UNKNOWN]
    before = int((holes != UNKNOWN).any(axis=1).sum())
    for message, count in ((NOT_THIS_WEEK, before), (BESIDES, len(holes) - before)):
        if count:
            finding = reader.words(message, finding=finding, count=count, total=len(last))
    return finding


def _named(units: pd.Series, texts: Mapping[str, str], names: Mapping[str, str], reader: Reader) -> str:
    """Mường Tè 86,3 %; more than two alike are counted."""
    few = ", ".join(short_name(names[unit]) for unit in units.index)
    return f"{few if len(units) <= 2 else reader.words(UNITS, count=len(units))} {texts[units.index[0]]}"


def heatmap_alternative(grid: Grid, names: Mapping[str, str], *, heading: tuple[str, str], reader: Reader) -> str:
    """What the picture shows, in words: its last column unit by unit, and how much of it is unknown."""
    said = [reader.words(PICTURE), *(f"{part}." for part in heading)]
    if not grid.tenths.empty:
        last = grid.tenths.iloc[:, -1]
        texts = _texts(grid, reader)
        known = [f"{names[unit]} {texts[place][-1]}" for place, unit in enumerate(last.index) if last[unit] != UNKNOWN]
        values = {"day": day(last.name, reader.language), "known": len(known), "count": len(last)}
        said.append(reader.words(LATEST, units=", ".join(known), **values) if known else "")
        holes = int((grid.tenths == UNKNOWN).to_numpy().sum())
        said.append(reader.words(HOLES, holes=holes, all=grid.tenths.size))
    return " ".join(part for part in said if part)


def is_wide(grid: Grid) -> bool:
    """Whether the cells' numbers have no room on a phone."""
    return len(grid.tenths.columns) > NARROW


def _cells(grid: Grid, days: list[str], rows: list[str], reader: Reader) -> go.Heatmap:
    """The lowest value there can be is what is unknown, and its colour is none."""
    none = "rgba(0,0,0,0)"
    low, middle, high = SCALE[reader.theme]  # what is unknown shows the ground itself
    known = 0.5 * (0 - UNKNOWN) / (ALL - UNKNOWN)  # between unknown and 0
    sign = percent_sign(reader.language)
    return go.Heatmap(
        x=days,
        y=rows,
        z=grid.tenths.to_numpy(),
        zmin=UNKNOWN,
        zmax=ALL,
        colorscale=[[0, none], [known, none], [known, low], [0.5, middle], [1, high]],
        customdata=_texts(grid, reader),
        hovertemplate="<b>%{y}</b><br>%{x}: %{customdata}<extra></extra>",
        **_in_cells(grid),
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
    """Each share as it is read: 98,5 %, ≥ 62,0 %, 104,3 % !; a dash where it is unknown."""
    mark, sign = SEPARATORS[reader.language][0], percent_sign(reader.language)
    return [[_text(*cell, mark, sign) for cell in row] for row in _rows(grid)]


def _text(tenths: int, low: bool, high: bool, mark: str, sign: str) -> str:
    if tenths == UNKNOWN:
        return MISSING
    whole, tenth = divmod(tenths, 10)
    return bounded(f"{whole}{mark}{tenth}{sign}", low=low, high=high) + (OVER if tenths > ALL else "")


def _in_cells(grid: Grid) -> dict[str, Any]:
    """The shares as whole percents, for cells; nothing where there are too many columns."""
    if len(grid.tenths.columns) > LABELLED:
        return {}
    return {"text": [[_whole(*cell) for cell in row] for row in _rows(grid)], "texttemplate": "%{text}"}


def _whole(tenths: int, low: bool, high: bool) -> str:
    """96, ≥96; less than all is never rounded up to 100."""
    if tenths == UNKNOWN:
        return ""
    whole = 99 if ALL - 5 <= tenths < ALL else (tenths + 5) // 10
    return bounded(str(whole), low=low, high=high).replace("\N{NO-BREAK SPACE}", "")


def _rows(grid: Grid) -> list[list[tuple[int, bool, bool]]]:
    """Row by row each cell's tenths, and whether it is a lower or an upper bound."""
    most = grid.at_least & False if grid.at_most is None else grid.at_most
    parts = (cells.to_numpy().tolist() for cells in (grid.tenths, grid.at_least, most))
    return [list(zip(*rows, strict=True)) for rows in zip(*parts, strict=True)]


def _right(said: Sequence[str]) -> dict[str, float]:
    """Room for what stands at the rows' ends."""
    longest = max((len(re.sub(r"<[^>]*>", "", text)) for text in said), default=0)
    return {"r": 12 + CHARACTER_PIXELS * longest} if longest else {}


def _end(text: str, row: str, reader: Reader) -> dict[str, Any]:
    place = {"x": 1, "xref": "paper", "xanchor": "left", "y": row, "showarrow": False}
    return {"text": text, "font": {"color": reader.ink}, **place}


def _ticks(grid: Grid, days: list[str], reader: Reader) -> dict[str, Any]:
    """A few of the columns named, the last one among them."""
    step = max(1, -(-len(days) // TICKS))
    places = range(len(days) - 1, -1, -step)
    named: list[Any] = list(grid.tenths.columns)
    return {
        "tickvals": [days[place] for place in places],
        "ticktext": [short_day(named[place], reader.language) for place in places],
    }
