"""The history of coverage as lines: one per unit, broken where no report came, named at its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.labels import escaped, own_day, short_name, spread
from campaign.charts.style import HOVER_DAY, Reader
from campaign.domain.progress.rhythm import GAP_STEPS, usual_step
from campaign.domain.progress.status import STATUS_SIGNS
from campaign.locale import N_
from campaign.locale.bounds import OVER, at_least, bounded
from campaign.locale.formats import number, percent, percent_sign, rounded_percent

DOSES_GIVEN = N_("{doses} doses given")
DOSES_AT_LEAST = N_("at least {doses} doses given: an earlier report is missing")


class Line(NamedTuple):
    """One unit's history, oldest first; None stands between points where a report is missing.

    days: ISO dates; values: percent (or doses where no coverage is known); doses: doses to date; open: incomplete;
    at_most: more people are due at the as-of date than its latest share is of.
    """

    unit: str
    name: str
    status: str
    at_most: bool
    days: list[str | None]
    values: list[float | None]
    doses: list[int | None]
    open: list[bool]


def read_lines(history: pd.DataFrame, now: pd.DataFrame, *, coverage: bool) -> list[Line]:
    """A line for each row of `now` (PROGRESS of one target) that has points in `history`, in the order of `now`."""
    points = _points_by_unit(history, "coverage" if coverage else "doses_to_date")
    gap = GAP_STEPS * usual_step(*([point.day for point in of_unit] for of_unit in points.values()))
    return [
        Line(unit, *known, *_series(points[unit], gap, coverage))
        for unit, *known in zip(*(now[column] for column in ("unit", "name", "status", "people_at_least")), strict=True)
        if unit in points
    ]


def draw_line(line: Line, reader: Reader, *, colour: str, width: float, shares: bool) -> go.Scatter:
    """One unit's line without markers; the hover tells unit, date, share and doses."""
    return go.Scatter(
        x=line.days,
        y=line.values,
        name=escaped(line.name),
        customdata=line.doses,
        mode="lines",
        line={"color": colour, "width": width},
        hovertemplate=_hover(reader, DOSES_GIVEN, shares),
        showlegend=False,
    )


def draw_open_points(
    lines: Sequence[tuple[Line, str]], reader: Reader, *, name: str, shares: bool
) -> go.Scatter | None:
    """Every incomplete point of the coloured lines as an open marker, in one trace; None if there is none."""
    points = [(line, index, colour) for line, colour in lines for index in range(len(line.days)) if line.open[index]]
    hover = _hover(reader, DOSES_AT_LEAST, shares)
    return _markers(points, symbol="circle-open", name=name, hover=hover) if points else None


def draw_lone_points(lines: Sequence[tuple[Line, str]], reader: Reader, *, shares: bool) -> go.Scatter | None:
    """Complete points with a gap on both sides, which a line alone would not show; None if there is none."""
    points = [
        (line, index, colour)
        for line, colour in lines
        for index in range(len(line.days))
        if line.days[index] and not line.open[index] and _is_lone(line.days, index)
    ]
    return _markers(points, symbol="circle", name="", hover=_hover(reader, DOSES_GIVEN, shares)) if points else None


class End(NamedTuple):
    """Where a line ends and what is written there: a sign in the line's own colour, then a text (names escaped).

    One without a day is a line of text that goes on from the end after it.
    """

    day: str | None
    value: float
    text: str
    colour: str
    sign: str = ""
    tint: str = ""

    @property
    def written(self) -> str:
        """Sign and text as plotly's pseudo-HTML."""
        return f'<span style="color:{self.tint}">{self.sign}</span> {self.text}' if self.sign else self.text

    @property
    def length(self) -> int:
        """Characters that are seen."""
        return len(self.text) + (len(self.sign) + 1 if self.sign else 0)


def line_end(line: Line, reader: Reader, *, as_of: pd.Timestamp, shares: bool, colour: str, tint: str) -> End:
    """The end of a line, named: "▲ Sìn Hồ 62,1 %", with its own date where that is not the as-of week's.

    The sign has the line's own colour, `tint`.
    """
    points = zip(reversed(line.days), reversed(line.values), reversed(line.open), strict=True)
    day, value, is_open = next((d, v, o) for d, v, o in points if d and v is not None)
    shown = percent(value / 100, reader.language) if shares else number(value, reader.language)
    reported = pd.Timestamp(day)
    late = own_day(reported, as_of, reader.language)
    marked = bounded(shown, low=is_open, high=line.at_most) + (OVER if value > 100 else "") if shares else None
    text = f"{escaped(short_name(line.name))} {marked or at_least(shown, is_open)}{late}"
    return End(day, value, text, colour, STATUS_SIGNS[line.status], tint)


def draw_names(ends: Sequence[End], reader: Reader, *, edge: str, gap: float, top: float) -> list[go.Scatter]:
    """The names at the right edge, `gap` apart and below `top` (in the axis' unit), tied to their lines by threads."""
    heights = [round(place, 2) for place in spread([end.value for end in ends], gap, low=gap / 2, high=top - gap / 2)]
    tied = [(end, height) for end, height in zip(ends, heights, strict=True) if end.day]
    thread_x = [day for end, _ in tied for day in (end.day, edge, None)]
    thread_y = [value for end, height in tied for value in (end.value, height, None)]
    threads = go.Scatter(
        x=thread_x,
        y=thread_y,
        mode="lines",
        line={"color": reader.faint, "width": 0.7, "dash": "dot"},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
    names = go.Scatter(
        x=[edge] * len(ends),
        y=heights,
        text=[end.written for end in ends],
        mode="text",
        textposition="middle right",
        textfont={"color": [end.colour for end in ends], "size": 12},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
    return [threads, names]


class _Point(NamedTuple):
    day: date
    value: float
    doses: int
    incomplete: bool


def _points_by_unit(history: pd.DataFrame, value: str) -> dict[str, list[_Point]]:
    """Each unit's known points, oldest first; one pass, since a frame for each unit would cost more than the chart."""
    known = history[history[value].notna()].sort_values("period_end")
    points: dict[str, list[_Point]] = {}
    days = known["period_end"].dt.date
    rows = zip(known["unit"], days, known[value], known["doses_to_date"], known["incomplete"], strict=True)
    for unit, *point in rows:
        points.setdefault(unit, []).append(_Point(*point))
    return points


def _series(points: Sequence[_Point], gap: timedelta, coverage: bool) -> tuple[list[Any], ...]:
    """days, values, doses and incomplete of a Line, with None where two points are further apart than `gap`."""
    rows: list[tuple[Any, ...]] = []
    for before, point in zip([points[0], *points], points, strict=False):
        if point.day - before.day > gap:
            rows.append((None, None, None, False))
        value = rounded_percent(point.value) if coverage else int(point.value)
        rows.append((point.day.isoformat(), value, int(point.doses), bool(point.incomplete)))
    return tuple(list(column) for column in zip(*rows, strict=True))


def _is_lone(days: Sequence[str | None], index: int) -> bool:
    return not any(days[max(index - 1, 0) : index]) and not any(days[index + 1 : index + 2])


def _markers(points: Sequence[tuple[Line, int, str]], *, symbol: str, name: str, hover: str) -> go.Scatter:
    return go.Scatter(
        x=[line.days[index] for line, index, _ in points],
        y=[line.values[index] for line, index, _ in points],
        text=[escaped(line.name) for line, _, _ in points],
        customdata=[line.doses[index] for line, index, _ in points],
        name=name,
        mode="markers",
        marker={"symbol": symbol, "size": 8, "color": [colour for _, _, colour in points], "line": {"width": 1.5}},
        hovertemplate=hover.replace("%{fullData.name}", "%{text}"),
        showlegend=bool(name),
    )


def _hover(reader: Reader, message: str, shares: bool) -> str:
    share = f": %{{y:.1f}}{percent_sign(reader.language)}" if shares else ""
    doses = escaped(reader.translate(message)).format(doses="%{customdata:,}")
    return f"<b>%{{fullData.name}}</b><br>%{{x|{HOVER_DAY[reader.language]}}}{share}<br>{doses}<extra></extra>"
