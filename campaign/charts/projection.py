"""What is ahead of the as-of date: the line that must be kept, and where the present pace leads."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.labels import wrapped
from campaign.charts.palette import translucent
from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.locale.formats import day, is_missing, number, rounded_percent, whole_needed

# The pace of a few weeks says nothing about what comes more than 4 weeks after the deadline (or the as-of date).
HORIZON = timedelta(weeks=4)

REQUIRED = N_("Required: {pace} people a week")
PROJECTED = N_("Projected: {day}")
BETWEEN = N_("(between {early} and {late})")
FROM = N_("(from {early}; no end at the slowest pace)")

# Characters of a legend entry that fit on a phone.
LEGEND_WIDTH = 40

Row = Mapping[Hashable, Any]


class Point(NamedTuple):
    """A place on the chart: a day and a percentage."""

    day: pd.Timestamp
    value: float


def last_day(row: Row | None, as_of: pd.Timestamp, deadline: pd.Timestamp | None) -> pd.Timestamp:
    """Where the time axis ends: after as-of date and deadline, and after the projection's range within HORIZON."""
    known = as_of if deadline is None else max(as_of, deadline)
    if row is None or not is_ahead(row):
        return known
    reach = max((row[end] for end in _ENDS if not is_missing(row[end])), default=known)
    never = is_missing(row["projected_late"])
    return max(known, min(known + HORIZON if never else reach, known + HORIZON))


def is_ahead(row: Row) -> bool:
    """Whether a threshold is still to be reached from a known coverage, so that there is something to project."""
    known = not is_missing(row["coverage"]) and not is_missing(row["threshold"])
    return known and bool(row["coverage"] < row["threshold"])


def required_line(row: Row, as_of: pd.Timestamp) -> list[Point]:
    """From where the unit stands to the threshold on the deadline day; empty without a deadline ahead."""
    if not is_ahead(row) or is_missing(row["deadline"]) or row["deadline"] <= as_of:
        return []
    return [_standing(row, as_of), Point(row["deadline"], _threshold(row))]


def projection(row: Row, as_of: pd.Timestamp, edge: pd.Timestamp) -> list[Point]:
    """From where the unit stands to the threshold at its present pace, cut at `edge`; empty without a pace."""
    if not is_ahead(row) or is_missing(row["projected_completion"]):
        return []
    return [_standing(row, as_of), _reach(row, as_of, row["projected_completion"], edge)]


def projection_range(row: Row, as_of: pd.Timestamp, edge: pd.Timestamp) -> list[Point]:
    """The corners of the area between the fastest and the slowest of the last weeks, cut at `edge`.

    A missing late end means that the slowest week had no doses: the area's lower side stays level.
    """
    if not projection(row, as_of, edge) or is_missing(row["projected_early"]):
        return []
    fast, slow = (_reach(row, as_of, row[end], edge) for end in ("projected_early", "projected_late"))
    corner = [Point(edge, _threshold(row))] if fast.day < edge and slow.value < _threshold(row) else []
    return [_standing(row, as_of), fast, *corner, slow]


def draw_ahead(row: Row, as_of: pd.Timestamp, edge: pd.Timestamp, reader: Reader) -> list[go.Scatter]:
    """The range, the required line and the projection of one PROGRESS row, each named in the legend."""
    colour = reader.status_colour(row["status"])
    traces = []
    if area := projection_range(row, as_of, edge):
        traces.append(_draw(area, fill="toself", fillcolor=translucent(colour, 0.16), line={"width": 0}))
    if line := required_line(row, as_of):
        name = reader.words(REQUIRED, pace=number(whole_needed(row["required_pace"]), reader.language))
        traces.append(_draw(line, name=name, line={"color": reader.ink, "width": 1.5, "dash": "dot"}))
    if line := projection(row, as_of, edge):
        traces.append(_draw(line, name=_projected(row, reader), line={"color": colour, "width": 2.5, "dash": "dash"}))
    return traces


_ENDS = ("projected_completion", "projected_early", "projected_late")


def _standing(row: Row, as_of: pd.Timestamp) -> Point:
    return Point(as_of, rounded_percent(row["coverage"]) or 0.0)


def _threshold(row: Row) -> float:
    return rounded_percent(row["threshold"]) or 0.0


def _reach(row: Row, as_of: pd.Timestamp, end: pd.Timestamp | None, edge: pd.Timestamp) -> Point:
    """Where the straight way to the threshold on day `end` (None: never) stands, at the latest on `edge`."""
    start, top = _standing(row, as_of), _threshold(row)
    if end is None or is_missing(end):
        return Point(edge, start.value)
    if end <= edge:
        return Point(end, top)
    return Point(edge, round(start.value + (top - start.value) * ((edge - as_of) / (end - as_of)), 2))


def _projected(row: Row, reader: Reader) -> str:
    """The projected day, and in the next lines of the legend its range."""
    completion, early, late = (day(row[end], reader.language) for end in _ENDS)
    lines = [reader.words(PROJECTED, day=completion)]
    if not is_missing(row["projected_early"]):
        message = FROM if is_missing(row["projected_late"]) else BETWEEN
        lines += wrapped(reader.words(message, early=early, late=late), LEGEND_WIDTH)
    return "<br>".join(lines)


def _draw(points: list[Point], *, name: str = "", **style: Any) -> go.Scatter:
    return go.Scatter(
        x=[point.day.strftime("%Y-%m-%d") for point in points],
        y=[point.value for point in points],
        mode="lines",
        name=name,
        showlegend=bool(name),
        hoverinfo="skip",
        **style,
    )
