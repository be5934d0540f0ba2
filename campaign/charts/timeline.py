"""The chain of targets as lanes over time: when each held, how coverage moved, how it stood on its deadline.

A lane is as high as full coverage: the line in it is the unit's coverage, the upright line its deadline with the
verdict, the arrow to another lane that this target took its place. Dotted lines are the directives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.labels import escaped
from campaign.charts.palette import LIGHT
from campaign.charts.style import AXIS_DAY, Reader, new_figure
from campaign.charts.timeline_lanes import (
    LINE_HEIGHT,
    Lane,
    draw_guides,
    draw_held,
    draw_lines,
    draw_names,
    draw_verdicts,
    read_lanes,
)
from campaign.charts.timeline_words import timeline_finding, timeline_subject
from campaign.domain.directives.timeline import ISSUED, SUPERSEDED
from campaign.domain.frames import rows_of
from campaign.locale import Translate

LANE_PIXELS, AROUND_PIXELS = 84, 110
AROUND = pd.Timedelta(days=12)
# Directives closer than this share of the time shown have their names on two lines.
CLOSE = 0.12


def draw_timeline(
    events: pd.DataFrame,
    history: pd.DataFrame,
    targets: pd.DataFrame,
    as_of: date,
    *,
    unit: str,
    names: Mapping[str, str],
    translate: Translate,
    language: str,
    theme: str = LIGHT,
) -> go.Figure:
    """A lane per row of `targets` (TARGETS known at the date), a target above the one that took its place.

    events: EVENTS, history: HISTORY of one unit, which is named `unit`; names: the targets' in the reader's words.
    """
    reader = Reader(translate, language, theme)
    lanes = read_lanes(targets, names)
    now = pd.Timestamp(as_of)
    first, last = _span(events, targets, now)
    issued = [row.day for row in _of_kind(events, ISSUED)]
    guides = [draw_guides(issued, lanes, reader.muted, "dot"), draw_guides([now], lanes, reader.faint, "solid")]
    return new_figure(
        [*guides, *draw_lines(history, lanes, reader), *draw_verdicts(events, lanes, reader)],
        reader=reader,
        heading=(timeline_finding(events, unit, reader), timeline_subject(as_of, reader)),
        above=44,
        height=AROUND_PIXELS + LANE_PIXELS * max(len(lanes), 1),
        xaxis={
            "type": "date",
            "range": [f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"],
            "tickformat": AXIS_DAY[language],
            "nticks": 6,
            "tickangle": 0,
            "showgrid": False,
        },
        yaxis={"visible": False, "range": [0, max(len(lanes), 1)]},
        showlegend=False,
        shapes=[draw_held(lane, now, reader) for lane in lanes],
        annotations=[  # names last: they interrupt an arrow that passes
            *_directives(events, first, last),
            *_arrows(events, lanes, reader),
            *draw_names(lanes, history, reader),
        ],
    )


def _span(events: pd.DataFrame, targets: pd.DataFrame, now: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From the first event to the last deadline, or to the date looked at."""
    days = [*events["day"], *targets["deadline"].dropna(), now]
    return min(days) - AROUND, max(days) + AROUND


def _directives(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> list[dict[str, Any]]:
    """Each directive's id above its day; neighbours that crowd stand on two lines."""
    made, raised, before = [], False, None
    for row in _of_kind(events, ISSUED):
        raised = before is not None and (row.day - before) / (last - first) < CLOSE and not raised
        iso, before = f"{row.day:%Y-%m-%d}", row.day
        text = f"<b>{escaped(row.directive)}</b>"
        note = {"x": iso, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 18 if raised else 2}
        made.append({"text": text, "showarrow": False, "xanchor": "center", **note})
    return made


def _arrows(events: pd.DataFrame, lanes: Sequence[Lane], reader: Reader) -> list[dict[str, Any]]:
    """From the lane of what was replaced to that of what took its place."""
    places = {lane.row.target: lane.place for lane in lanes}
    arrows = []
    for row in _of_kind(events, SUPERSEDED):
        if row.other in places and row.target in places:
            iso = f"{row.day:%Y-%m-%d}"
            tail = {"x": iso, "ax": iso, "axref": "x", "ayref": "y", "ay": places[row.target] + LINE_HEIGHT / 2}
            head = {"y": places[row.other] + LINE_HEIGHT / 2, "text": "", "showarrow": True, "arrowhead": 2}
            arrows.append({**tail, **head, "arrowwidth": 2, "arrowcolor": reader.ink})
    return arrows


def _of_kind(events: pd.DataFrame, kind: str) -> list[Any]:
    return [row for row in rows_of(events) if row.event == kind]
