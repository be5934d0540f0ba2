"""The lanes of the timeline: one per target, with the time it held, the coverage, and its deadline's verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.labels import escaped
from campaign.charts.limits import faded
from campaign.charts.palette import GROUND, translucent
from campaign.charts.shares import share_text
from campaign.charts.style import HOVER_DAY, Reader
from campaign.charts.timeline_words import deadline_words
from campaign.domain.directives.timeline import DEADLINE
from campaign.domain.frames import rows_of
from campaign.domain.progress.rhythm import GAP_STEPS, usual_step
from campaign.domain.progress.status import STATUS_SIGNS
from campaign.locale import N_
from campaign.locale.bounds import AT_LEAST
from campaign.locale.formats import is_missing, percent_sign, rounded_percent

# Shares of a lane's height: its line below, its name on top, the verdict between them.
LINE_HEIGHT, VERDICT_HEIGHT = 0.54, 0.66
NO_FIGURES = N_("no figures")


class Lane(NamedTuple):
    """One target: where its lane stands (0 at the bottom), its name, and its row of TARGETS."""

    place: int
    name: str
    row: Any


def read_lanes(targets: pd.DataFrame, names: Mapping[str, str]) -> list[Lane]:
    """Those with a deadline first, each followed by what took its place; the first lane is on top."""
    rows = {row.target: row for row in rows_of(targets)}
    roots = [row for row in rows.values() if is_missing(row.supersedes) or row.supersedes not in rows]
    ordered: list[Any] = []
    for root in sorted(roots, key=lambda row: (is_missing(row.deadline), row.in_force_from)):
        row: Any = root
        while row is not None and row not in ordered:
            ordered.append(row)
            row = rows.get(row.superseded_by)
    return [Lane(len(ordered) - 1 - number, names[row.target], row) for number, row in enumerate(ordered)]


def draw_held(lane: Lane, now: pd.Timestamp, reader: Reader) -> dict[str, Any]:
    """The time a target was in force, as the ground of its lane."""
    end = now if is_missing(lane.row.superseded_on) else lane.row.superseded_on
    days = {"x0": f"{lane.row.in_force_from:%Y-%m-%d}", "x1": f"{end:%Y-%m-%d}"}
    heights = {"y0": lane.place, "y1": lane.place + LINE_HEIGHT}
    look = {"fillcolor": translucent(reader.muted, 0.14), "line": {"width": 0}, "layer": "below"}
    return {"type": "rect", **days, **heights, **look}


def draw_guides(days: Iterable[pd.Timestamp], lanes: Sequence[Lane], colour: str, dash: str) -> go.Scatter:
    """Upright lines on some days through the ground of every lane; they leave the lanes' names alone."""
    feet = [(f"{day_:%Y-%m-%d}", lane.place) for day_ in days for lane in lanes]
    return go.Scatter(
        x=[x for day_, _ in feet for x in (day_, day_, None)],
        y=[y for _, place in feet for y in (place, place + LINE_HEIGHT, None)],
        mode="lines",
        line={"color": colour, "width": 1, "dash": dash},
        hoverinfo="skip",
    )


def draw_lines(history: pd.DataFrame, lanes: Sequence[Lane], reader: Reader) -> list[go.Scatter]:
    """The coverage in every lane as one trace, broken where a report is missing and between lanes."""
    by_target: dict[str, list[Any]] = {}
    for row in rows_of(history[history["coverage"].notna()]):
        by_target.setdefault(row.target, []).append(row)
    top = max([1.0, *(float(row.coverage) for rows in by_target.values() for row in rows)])
    points: list[tuple[Any, ...]] = []
    for lane in lanes:
        for row in _broken(by_target.get(lane.row.target, [])):
            points.append(_NOTHING if row is None else _point(lane, row, top))
        points.append(_NOTHING)
    days, heights, shares, names = (list(column) for column in zip(*points, strict=True))
    share = f"%{{customdata:.1f}}{percent_sign(reader.language)}"
    return [
        go.Scatter(
            x=days,
            y=heights,
            customdata=shares,
            text=names,
            mode="lines",
            line={"color": reader.ink, "width": 1.5},
            hovertemplate=f"%{{text}}{share}<br>%{{x|{HOVER_DAY[reader.language]}}}<extra></extra>",
        )
    ]


_NOTHING = (None, None, None, None)


def _point(lane: Lane, row: Any, top: float) -> tuple[str, float, float | None, str]:
    """Day, height, share in percent, and the target's id, with a sign before a lower bound."""
    height = round(lane.place + LINE_HEIGHT * float(row.coverage) / top, 3)
    name = f"{escaped(row.target)}: {AT_LEAST if row.incomplete else ''}"
    return row.period_end.date().isoformat(), height, rounded_percent(row.coverage), name


def draw_verdicts(events: pd.DataFrame, lanes: Sequence[Lane], reader: Reader) -> list[go.Scatter]:
    """Each deadline: an upright line, and its sign with the coverage on that day beside it."""
    by_target = {lane.row.target: lane for lane in lanes}
    rows = [row for row in rows_of(events) if row.event == DEADLINE and row.target in by_target]
    if not rows:
        return []
    uprights = [(f"{row.day:%Y-%m-%d}", by_target[row.target].place) for row in rows]
    lines = go.Scatter(
        x=[x for day_, _ in uprights for x in (day_, day_, None)],
        y=[y for _, place in uprights for y in (place, place + VERDICT_HEIGHT + 0.08, None)],
        mode="lines",
        line={"color": reader.muted, "width": 1.5},
        hoverinfo="skip",
    )
    signs = go.Scatter(
        x=[day_ for day_, _ in uprights],
        y=[place + VERDICT_HEIGHT for _, place in uprights],
        text=[f"<b>{STATUS_SIGNS[row.status]}</b> {share_text(row, reader)} " for row in rows],
        mode="text",
        textposition="middle left",
        textfont={"color": [reader.status_colour(row.status) for row in rows], "size": 12},
        customdata=[escaped(deadline_words(row, by_target[row.target].name, reader)) for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )
    return [lines, signs]


def draw_names(lanes: Sequence[Lane], history: pd.DataFrame, reader: Reader) -> list[dict[str, Any]]:
    """Each lane's name at its left, above its line; one without any coverage says so inside the lane."""
    known = set(history.loc[history["coverage"].notna(), "target"])
    place = {"xref": "paper", "x": 0, "xanchor": "left", "showarrow": False}
    names = [
        {
            "text": escaped(lane.name), "y": lane.place + 0.99, "yanchor": "top", **place,
            "bgcolor": GROUND[reader.theme], "font": {"color": reader.ink},
        }
        for lane in lanes
    ]  # fmt: skip
    without = [lane for lane in lanes if lane.row.target not in known]
    words, faint = escaped(reader.words(NO_FIGURES)), {"bgcolor": faded(reader)}
    return [
        *names,
        *({"text": words, "y": lane.place + 0.04, "yanchor": "bottom", **place, **faint} for lane in without),
    ]


def _broken(rows: Sequence[Any]) -> list[Any]:
    """The rows in order, None where a report is missing between two."""
    gap = GAP_STEPS * usual_step(row.period_end for row in rows)
    broken: list[Any] = []
    for row in rows:
        if broken and row.period_end - broken[-1].period_end > gap:
            broken.append(None)
        broken.append(row)
    return broken
