"""The monitoring chart: coverage over time of all districts or of one, against the threshold and the deadline."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from campaign.charts import coverage_lines as drawing
from campaign.charts.coverage_lines import Line, read_lines
from campaign.charts.finding_titles import monitoring_finding, subtitle
from campaign.charts.holidays import holiday_bands
from campaign.charts.limits import ABOVE, Limit, as_of_limit, deadline_limit, threshold_limit
from campaign.charts.palette import LIGHT
from campaign.charts.projection import draw_ahead, ends_ahead, last_day
from campaign.charts.status_key import draw_status_key
from campaign.charts.style import AXIS_DAY, CHARACTER_PIXELS, Reader, legend_of, new_figure
from campaign.domain.progress.rhythm import WEEK
from campaign.locale import N_, Translate
from campaign.locale.formats import percent_sign, rounded_percent

INCOMPLETE = N_("At least this much")

HEIGHT = 560
# Names need 16 pixels to stand apart. On a phone, where the legend takes the most lines, the plot is 250 pixels high.
NAME_PIXELS, PLOT_PIXELS = 16, 250
# Right of the plot even where no unit is named: the names of the deadline and of the as-of date may stand there.
LEAST_CHARACTERS = 19
# Above the highest value: the threshold's name stands on its line.
ROOM = 1.09


def draw_monitoring(
    history: pd.DataFrame,
    progress: pd.DataFrame,
    as_of: date,
    *,
    unit: str | None = None,
    subject: str = "",
    holidays: pd.DataFrame | None = None,
    finding: str = "",
    translate: Translate,
    language: str,
    theme: str = LIGHT,
) -> go.Figure:
    """Coverage over time in percent (doses to date where no unit has a denominator), a line per row of `progress`.

    history: HISTORY rows; progress: PROGRESS rows of the same target at `as_of`: the districts and, if its line and its
    outlook are wanted, the province. unit: the district that stands out (None: all are compared, and the outlook is
    the province's). subject: what is counted, in the reader's words (dose, group, denominator). holidays: HOLIDAYS,
    drawn as bands; finding: the heading, where it is worded already. The outlook is the line to keep to the threshold
    on the deadline, and the projection with its range from the fastest to the slowest of the last weeks, cut some weeks
    after the deadline.
    """
    reader = Reader(translate, language, theme)
    scene = _scene(history[history["period_end"] <= pd.Timestamp(as_of)], progress, pd.Timestamp(as_of), unit)
    ends = [*(_end(line, scene, reader) for line in scene.lines), *_ends_ahead(scene, reader)]
    bands = holiday_bands(holidays, _first_day(scene).date(), scene.edge.date(), reader)
    limits = [*bands, *_limits(scene, progress, reader)]
    key = draw_status_key({line.status for line in scene.lines if not scene.is_muted(line)}, reader, mode="lines")
    points = _draw_points(scene, reader)
    return new_figure(
        [*_draw_outlook(scene, reader), *_draw_lines(scene, reader), *points, *key, *_draw_names(ends, scene, reader)],
        reader=reader,
        legend=legend_of([trace.name for trace in (*key, *points)]),
        heading=(finding or monitoring_finding(progress, unit, reader), subtitle(subject, scene.now, reader)),
        above=ABOVE,
        height=HEIGHT,
        margin={"r": 12 + CHARACTER_PIXELS * max([LEAST_CHARACTERS, *(end.length for end in ends)])},
        xaxis=_time_axis(scene, reader),
        yaxis={
            "range": [0, scene.top],
            "ticksuffix": percent_sign(reader.language) if scene.shares else "",
            "nticks": 6,
        },
        shapes=[limit.shape for limit in limits],
        annotations=[limit.annotation for limit in limits],
    )


class _Scene(NamedTuple):
    """What is drawn: shares or doses, of which lines, between which days, up to which height."""

    now: pd.Timestamp
    edge: pd.Timestamp
    deadline: pd.Timestamp | None
    lines: list[Line]
    shares: bool
    top: float
    unit: str | None
    focus: Any

    def stands_out(self, line: Line) -> bool:
        return self.focus is not None and line.unit == self.focus["unit"]

    def is_muted(self, line: Line) -> bool:
        return self.unit is not None and line.unit != self.unit


def _scene(history: pd.DataFrame, progress: pd.DataFrame, now: pd.Timestamp, unit: str | None) -> _Scene:
    shares = history.empty or bool(history["coverage"].notna().any())
    lines = read_lines(history, progress, coverage=shares)
    deadline = next(iter(progress["deadline"].dropna()), None)
    focus = _focus(progress, unit) if shares else None
    edge = last_day(focus, now, deadline)
    return _Scene(now, edge, deadline, lines, shares, _top(lines, progress, shares), unit, focus)


def _focus(progress: pd.DataFrame, unit: str | None) -> Any:
    """The row whose outlook is drawn: the chosen unit's, else the province's; None if `progress` lacks it."""
    rows = progress[progress["unit"] == unit] if unit else progress[progress["kind"] == "province"]
    return None if rows.empty else rows.iloc[0]


def _top(lines: list[Line], progress: pd.DataFrame, shares: bool) -> float:
    highest = max((value for line in lines for value in line.values if value is not None), default=1.0)
    levels = [100.0, *(rounded_percent(value) or 0.0 for value in progress["threshold"].dropna()[:1])]
    return round(max([highest, *levels] if shares else [highest]) * ROOM, 1)


def _time_axis(scene: _Scene, reader: Reader) -> dict[str, Any]:
    days = [f"{_first_day(scene):%Y-%m-%d}", f"{scene.edge:%Y-%m-%d}"]
    ticks = {"tickformat": AXIS_DAY[reader.language], "tickangle": 0, "nticks": 5, "ticks": "outside", "ticklen": 6}
    return {"type": "date", "range": days, "showgrid": False, **ticks}


def _first_day(scene: _Scene) -> pd.Timestamp:
    return min((pd.Timestamp(line.days[0]) for line in scene.lines), default=scene.now - WEEK)


def _limits(scene: _Scene, progress: pd.DataFrame, reader: Reader) -> list[Limit]:
    limits = [as_of_limit(scene.now, reader)]
    if scene.deadline is not None:
        limits.append(deadline_limit(scene.deadline, reader))
    known = progress["threshold"].dropna()
    return [*limits, threshold_limit(known.iloc[0], reader)] if scene.shares and len(known) else limits


def _draw_outlook(scene: _Scene, reader: Reader) -> list[go.Scatter]:
    return [] if scene.focus is None else draw_ahead(scene.focus, scene.now, scene.edge, reader)


def _ends_ahead(scene: _Scene, reader: Reader) -> list[drawing.End]:
    return [] if scene.focus is None else ends_ahead(scene.focus, scene.now, scene.edge, reader)


def _draw_lines(scene: _Scene, reader: Reader) -> list[go.Scatter]:
    """The lines, the one that stands out last and so on top."""
    return [
        drawing.draw_line(line, reader, colour=colour, width=3 if scene.stands_out(line) else 1.5, shares=scene.shares)
        for line, colour in _coloured(scene, reader)
    ]


def _draw_points(scene: _Scene, reader: Reader) -> list[go.Scatter]:
    """Open points, which are lower bounds, and lone ones."""
    coloured = _coloured(scene, reader)
    points = (
        drawing.draw_open_points(coloured, reader, name=reader.words(INCOMPLETE), shares=scene.shares),
        drawing.draw_lone_points(coloured, reader, shares=scene.shares),
    )
    return [trace for trace in points if trace is not None]


def _coloured(scene: _Scene, reader: Reader) -> list[tuple[Line, str]]:
    return [(line, _colour(line, scene, reader)) for line in sorted(scene.lines, key=scene.stands_out)]


def _colour(line: Line, scene: _Scene, reader: Reader) -> str:
    """A status' colour where it tells something: on all lines when they are compared, else on the chosen one alone."""
    return reader.faint if scene.is_muted(line) else reader.status_colour(line.status)


def _end(line: Line, scene: _Scene, reader: Reader) -> drawing.End:
    colour = reader.muted if scene.is_muted(line) else reader.ink
    tint = _colour(line, scene, reader)
    return drawing.line_end(line, reader, as_of=scene.now, shares=scene.shares, colour=colour, tint=tint)


def _draw_names(ends: list[drawing.End], scene: _Scene, reader: Reader) -> list[go.Scatter]:
    gap = scene.top * NAME_PIXELS / PLOT_PIXELS
    return drawing.draw_names(ends, reader, edge=f"{scene.edge:%Y-%m-%d}", gap=gap, top=scene.top) if ends else []
