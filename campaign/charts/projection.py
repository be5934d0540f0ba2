"""What is ahead of the as-of date: the line that must be kept, and where the present pace leads."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.coverage_lines import End
from campaign.charts.labels import escaped
from campaign.charts.palette import translucent
from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.locale.formats import day, is_missing, number, rounded_percent, short_day, whole_needed

# The pace of a few weeks says nothing about what comes more than 4 weeks after the deadline (or the as-of date).
HORIZON = timedelta(weeks=4)

REQUIRED = N_("Required: {pace} doses a week")
PROJECTED = N_("Projected: {day}")
BETWEEN = N_("(between {early} and {late})")
FROM = N_("(from {early}; no end at the slowest pace)")
# The same at the ends of the lines, where room is short.
NEEDED, EXPECTED = N_("need {pace} a week"), N_("projected {day}")
AS_EARLY = N_("(from {early} on)")

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
    """The range, the required line and the projection of one PROGRESS row; they say what they are when pointed at."""
    colour = reader.status_colour(row["status"])
    traces = []
    if area := projection_range(row, as_of, edge):
        traces.append(_draw(area, fill="toself", fillcolor=translucent(colour, 0.16), line={"width": 0}))
    if line := required_line(row, as_of):
        name = reader.words(REQUIRED, pace=number(whole_needed(row["required_pace"]), reader.language))
        traces.append(_draw(line, name=name, line={"color": reader.ink, "width": 1.5, "dash": "dot"}))
    if line := projection(row, as_of, edge):
        traces.append(_draw(line, name=projected(row, reader), line={"color": colour, "width": 2.5, "dash": "dash"}))
    return traces


def ends_ahead(row: Row, as_of: pd.Timestamp, edge: pd.Timestamp, reader: Reader) -> list[End]:
    """What stands at the ends of the required line and of the projection, each with its own dash before it."""
    ends, colour = [], reader.status_colour(row["status"])
    if line := projection(row, as_of, edge):
        day_, value = line[-1].day.strftime("%Y-%m-%d"), line[-1].value
        if span := _span(row, as_of, reader):
            ends.append(End(None, value, f"{_INDENT}{escaped(span)}", reader.ink))
        text = reader.words(EXPECTED, day=day(row["projected_completion"], reader.language))
        ends.append(End(day_, value, escaped(text), reader.ink, _DASHES, colour))
    if line := required_line(row, as_of):
        day_, value = line[-1].day.strftime("%Y-%m-%d"), line[-1].value
        text = reader.words(NEEDED, pace=number(whole_needed(row["required_pace"]), reader.language))
        ends.append(End(day_, value, escaped(text), reader.ink, _DOTS, reader.ink))
    return ends


# As the lines are drawn: dashes and dots. The range stands under the day it is about.
_DASHES, _DOTS, _INDENT = "– –", "· · ·", 4 * "\N{NO-BREAK SPACE}"
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


def projected(row: Row, reader: Reader) -> str:
    """The projected day and its range, in words; a row without a projection has none."""
    completion, early, late = (day(row[end], reader.language) for end in _ENDS)
    said = reader.words(PROJECTED, day=completion)
    if is_missing(row["projected_early"]):
        return said
    message = FROM if is_missing(row["projected_late"]) else BETWEEN
    return f"{said} {reader.words(message, early=early, late=late)}"


def _span(row: Row, as_of: pd.Timestamp, reader: Reader) -> str:
    """The range as short as it can be said: (18/07–04/08), with years where they are not the as-of date's."""
    early, late = row["projected_early"], row["projected_late"]
    if is_missing(early):
        return ""
    if is_missing(late):
        return reader.words(AS_EARLY, early=day(early, reader.language))
    write = short_day if early.year == late.year == as_of.year else day
    return f"({write(early, reader.language)}–{write(late, reader.language)})"


def _draw(points: list[Point], *, name: str = "", **style: Any) -> go.Scatter:
    return go.Scatter(
        x=[point.day.strftime("%Y-%m-%d") for point in points],
        y=[point.value for point in points],
        mode="lines",
        hovertemplate=f"{escaped(name)}<extra></extra>" if name else None,
        hoverinfo=None if name else "skip",
        name=escaped(name),
        showlegend=False,
        **style,
    )
