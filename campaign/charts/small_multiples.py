"""Every district in a panel of its own, all on one scale, in the order of rank: who lags, and since when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.alternatives import said_of_units
from campaign.charts.coverage_lines import Line, draw_line, draw_lone_points, draw_open_points
from campaign.charts.finding_titles import districts_finding, subtitle
from campaign.charts.labels import escaped, own_day, short_name
from campaign.charts.limits import DEADLINE, THRESHOLD, faded, note, rule
from campaign.charts.palette import LIGHT
from campaign.charts.panels import Panel, Scene, column, domain, draw_axes, place_in_rank, plot_pixels, read_scene
from campaign.charts.shares import share_text, unknown_text
from campaign.charts.status_key import coloured_sign, draw_status_key
from campaign.charts.style import Reader, legend_of, new_figure
from campaign.domain.frames import rows_of
from campaign.domain.progress.rhythm import WEEK
from campaign.locale import N_, Translate
from campaign.locale.formats import day, rounded_percent, threshold

AROUND_PIXELS = 84
NAME_SIZE = 11
LEGEND_BELOW = 36  # pixels between the plot and the legend: the axis' dates stand there

OPEN = N_("At least this much")
THIN = N_("{subtitle} · thin line: {unit}")
PICTURE = N_("Line charts of coverage over time, a panel for each district, all on one scale.")


def draw_small_multiples(
    history: pd.DataFrame,
    progress: pd.DataFrame,
    as_of: date,
    *,
    heading: tuple[str, str],
    translate: Translate,
    language: str,
    theme: str = LIGHT,
) -> go.Figure:
    """A panel for each district of `progress` (PROGRESS of one target), the highest coverage first, unknown last.

    history: HISTORY rows of the same target up to the date. The province's line stands thin in each; threshold and
    deadline are drawn in each and named in the first. heading: multiples_heading's.
    """
    reader = Reader(translate, language, theme)
    scene = read_scene(history, progress, pd.Timestamp(as_of))
    points = _draw_points(scene, reader)
    key = draw_status_key({panel.row.status for panel in scene.panels}, reader, mode="lines")
    return new_figure(
        [*_draw_lines(scene, reader), *points, *key],
        reader=reader,
        heading=heading,
        height=AROUND_PIXELS + plot_pixels(scene),
        margin={"r": 2},
        legend={
            **legend_of([trace.name for trace in (*key, *points)]),
            "y": -LEGEND_BELOW / plot_pixels(scene),
        },
        **draw_axes(scene, reader),
        shapes=[shape for panel in scene.panels for shape in _limits(panel, scene, reader)],
        annotations=[*_titles(scene, reader), *_names(scene, reader)],
    )


def multiples_heading(progress: pd.DataFrame, as_of: date, subject: str, reader: Reader) -> tuple[str, str]:
    """The finding about the districts, and what it rests on; `subject` is what is counted, in the reader's words."""
    basis = subtitle(subject, pd.Timestamp(as_of), reader)
    province = next(iter(progress["name"][progress["kind"] == "province"]), None)
    basis = reader.words(THIN, subtitle=basis, unit=province) if province else basis
    return districts_finding(progress[progress["kind"] != "province"], reader), basis


def _draw_lines(scene: Scene, reader: Reader) -> list[go.Scatter]:
    """In each panel the province's line, thin, and the district's own over it."""
    drawn = []
    for panel in scene.panels:
        if scene.province is not None:
            drawn.append(_thin(scene.province, panel, reader))
        if panel.line is not None:
            colour = reader.status_colour(panel.row.status)
            line = draw_line(panel.line, reader, colour=colour, width=2.5, shares=True)
            drawn.append(line.update(panel.axes))
    return drawn


def _thin(line: Line, panel: Panel, reader: Reader) -> go.Scatter:
    look = {"color": reader.faint, "width": 1}
    shown = {"x": line.days, "y": line.values, "mode": "lines", "line": look}
    return go.Scatter(**shown, **panel.axes, hoverinfo="skip", showlegend=False)


def _draw_points(scene: Scene, reader: Reader) -> list[go.Scatter]:
    """Lower bounds as open points, lone points as such; the first open ones explain all in the legend."""
    drawn: list[go.Scatter] = []
    for panel in scene.panels:
        lines = [(panel.line, reader.status_colour(panel.row.status))] if panel.line else []
        points = (
            draw_open_points(lines, reader, name=reader.words(OPEN), shares=True),
            draw_lone_points(lines, reader, shares=True),
        )
        drawn += [trace.update(panel.axes) for trace in points if trace is not None]
    named = [trace for trace in drawn if trace.name]
    for again in named[1:]:
        again.showlegend = False
    return drawn


def _limits(panel: Panel, scene: Scene, reader: Reader) -> list[dict[str, Any]]:
    """Threshold and deadline across one panel."""
    place = {"xref": panel.axes["xaxis"], "yref": panel.axes["yaxis"]}
    shapes = []
    if scene.threshold is not None:
        height = rounded_percent(scene.threshold)
        ends = {"x0": f"{scene.first:%Y-%m-%d}", "x1": f"{scene.last:%Y-%m-%d}"}
        shapes.append(rule(reader, dash="dash", y0=height, y1=height, **ends, **place))
    if scene.deadline is not None and scene.deadline >= scene.first:
        iso = f"{scene.deadline:%Y-%m-%d}"
        shapes.append(rule(reader, x0=iso, x1=iso, y0=0, y1=round(scene.top, 1), **place))
    return shapes


def _titles(scene: Scene, reader: Reader) -> list[dict[str, Any]]:
    """Above each panel sign, name, coverage, and the day it is of where that is not the as-of week's."""
    notes = []
    for panel in scene.panels:
        place = {"xref": "paper", "x": column(panel.across)[0], "xanchor": "left", "yref": "paper", "showarrow": False}
        low, high = domain(scene, panel.down)
        text = f"{coloured_sign(panel.row.status, reader)} {_title(panel.row, scene, reader)}"
        look = {"font": {"color": reader.ink, "size": NAME_SIZE}}
        notes.append({"text": text, "y": high, "yanchor": "bottom", **look, **place})
        if panel.line is None:
            words = escaped(unknown_text(panel.row, reader))
            notes.append({"text": words, "y": (low + high) / 2, "yanchor": "middle", **place})
    return notes


def _title(row: Any, scene: Scene, reader: Reader) -> str:
    own = own_day(row.period_end, scene.as_of, reader.language)
    return f"{escaped(short_name(row.name))} {share_text(row, reader)}{own}"


def _names(scene: Scene, reader: Reader) -> list[dict[str, Any]]:
    """What the lines in every panel are, said in the first."""
    names, look = [], {"bgcolor": faded(reader), "font": {"size": NAME_SIZE}, "xref": "x", "yref": "y"}
    if scene.threshold is not None:
        text = reader.words(THRESHOLD, threshold=threshold(scene.threshold, reader.language))
        place = {"x": f"{scene.first:%Y-%m-%d}", "xanchor": "left", "yanchor": "top"}
        names.append(note(text, y=rounded_percent(scene.threshold), **place, **look))
    if scene.deadline is not None and scene.deadline >= scene.first:
        text = reader.words(DEADLINE, day=day(scene.deadline, reader.language))
        passed = (scene.deadline - scene.first) / max(scene.last - scene.first, WEEK)
        side = {"xanchor": "left" if passed < 1 / 3 else "right" if passed > 2 / 3 else "center", "yanchor": "bottom"}
        names.append(note(text, x=f"{scene.deadline:%Y-%m-%d}", y=0, **side, **look))
    return names


def multiples_alternative(progress: pd.DataFrame, heading: tuple[str, str], reader: Reader) -> str:
    """What the panels show, in words, district by district."""
    finding, basis = heading
    ranked = sorted((row for row in rows_of(progress) if row.kind != "province"), key=place_in_rank)
    return f"{reader.words(PICTURE)} {finding}. {basis}. {said_of_units(ranked, reader)}."
