"""A target's coverage as a picture the size of a stamp: an SVG of half a kilobyte, where a chart would cost too much.

It has no texts and no axes: the figures stand beside it, its text alternative goes with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import quote

import pandas as pd

from campaign.charts.palette import translucent
from campaign.charts.style import Reader
from campaign.domain.progress.rhythm import GAP_STEPS, usual_step
from campaign.locale import N_
from campaign.locale.bounds import at_least
from campaign.locale.formats import day, is_missing, percent, threshold

WIDTH, HEIGHT = 260, 64
PAD = 5

ALT = N_("Coverage from {first} ({from_share}) to {last} ({to_share}).")
ALT_THRESHOLD = N_("The threshold is {threshold}.")
ALT_DEADLINE = N_("The deadline is {deadline}.")


class SmallChart(NamedTuple):
    """A picture as an address that needs no request, and what it shows in words."""

    source: str
    alt: str


def draw_small_progress(history: pd.DataFrame, row: Any, as_of: date, reader: Reader) -> SmallChart | None:
    """Coverage over time against threshold and deadline; None where no coverage is known.

    history: HISTORY of one unit and target; row: its PROGRESS. The upright line is the deadline, the level one the
    threshold; the line breaks where a report is missing and ends in a dot at the latest one.
    """
    points = _points(history)
    if not points:
        return None
    deadline = None if is_missing(row.deadline) else row.deadline.date()
    scene = _Scene(points, as_of, deadline, _share(row.threshold))
    shapes = [*_limits(scene, reader), *_line(scene, reader.status_colour(row.status), reader)]
    size = f"viewBox='0 0 {WIDTH} {HEIGHT}' preserveAspectRatio='none'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{''.join(shapes)}</svg>"
    return SmallChart(f"data:image/svg+xml,{quote(svg, safe=_SAFE)}", _words(points, row, reader))


_SAFE = " =:/(),.;'-+"


class _Point(NamedTuple):
    day: date
    share: float
    incomplete: bool


class _Scene:
    """Days and shares as places in the picture."""

    def __init__(self, points: Sequence[_Point], as_of: date, deadline: date | None, limit: float | None) -> None:
        self.points, self.deadline, self.limit = points, deadline, limit
        self.first = points[0].day
        last = max([as_of, *([deadline] if deadline else [])])
        self.days = max((last - self.first).days, 1)
        self.top = max([1.0, *(point.share for point in points)])

    def x(self, when: date) -> float:
        return round(PAD + (WIDTH - 2 * PAD) * max((when - self.first).days, 0) / self.days, 1)

    def y(self, share: float) -> float:
        return round(HEIGHT - PAD - (HEIGHT - 2 * PAD) * share / self.top, 1)


def _points(history: pd.DataFrame) -> list[_Point]:
    known = history[history["coverage"].notna()]
    rows = zip(known["period_end"].dt.date, known["coverage"], known["incomplete"], strict=True)
    return [_Point(when, float(share), bool(open_)) for when, share, open_ in rows]


def _limits(scene: _Scene, reader: Reader) -> list[str]:
    """The floor, the threshold, the deadline."""
    lines = [_rule(PAD, scene.y(0), WIDTH - PAD, scene.y(0), reader.faint)]
    if scene.limit is not None:
        lines.append(_rule(PAD, scene.y(scene.limit), WIDTH - PAD, scene.y(scene.limit), reader.muted, dash="4 3"))
    if scene.deadline is not None:
        lines.append(_rule(scene.x(scene.deadline), PAD, scene.x(scene.deadline), HEIGHT - PAD, reader.ink))
    return lines


def _line(scene: _Scene, colour: str, reader: Reader) -> list[str]:
    """Coverage as a line with the ground under it filled, and a dot at its end, open for a lower bound."""
    parts = []
    for run in _runs(scene.points):
        places = " ".join(f"{scene.x(point.day)},{scene.y(point.share)}" for point in run)
        ground = f"{scene.x(run[0].day)},{scene.y(0)} {places} {scene.x(run[-1].day)},{scene.y(0)}"
        parts.append(f"<polygon points='{ground}' fill='{translucent(colour, 0.15)}'/>")
        parts.append(f"<polyline points='{places}' fill='none' stroke='{colour}' stroke-width='2'/>")
    last = scene.points[-1]
    fill = "none" if last.incomplete else colour
    place = f"cx='{scene.x(last.day)}' cy='{scene.y(last.share)}' r='3.5'"
    return [*parts, f"<circle {place} fill='{fill}' stroke='{colour}' stroke-width='1.5'/>"]


def _runs(points: Sequence[_Point]) -> list[list[_Point]]:
    """The points in runs without a missing report."""
    gap = GAP_STEPS * usual_step(point.day for point in points)
    runs = [[points[0]]]
    for before, point in pairwise(points):
        if point.day - before.day > gap:
            runs.append([])
        runs[-1].append(point)
    return runs


def _rule(x0: float, y0: float, x1: float, y1: float, colour: str, *, dash: str = "") -> str:
    pattern = f" stroke-dasharray='{dash}'" if dash else ""
    return f"<path d='M{x0} {y0}L{x1} {y1}' stroke='{colour}' stroke-width='1'{pattern}/>"


def _words(points: Sequence[_Point], row: Any, reader: Reader) -> str:
    language = reader.language
    first, last = points[0], points[-1]
    values = {
        "first": day(first.day, language),
        "from_share": at_least(percent(first.share, language), first.incomplete),
        "last": day(last.day, language),
        "to_share": at_least(percent(last.share, language), last.incomplete),
    }
    said = [reader.words(ALT, **values)]
    if not is_missing(row.threshold):
        said.append(reader.words(ALT_THRESHOLD, threshold=threshold(row.threshold, language)))
    if not is_missing(row.deadline):
        said.append(reader.words(ALT_DEADLINE, deadline=day(row.deadline, language)))
    return " ".join(said)


def _share(value: Any) -> float | None:
    return None if is_missing(value) else float(value)
