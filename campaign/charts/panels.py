"""Where the panels of small multiples stand: two beside each other, all on one scale of days and shares."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from campaign.charts.coverage_lines import Line, read_lines
from campaign.charts.style import AXIS_DAY, Reader
from campaign.domain.frames import rows_of
from campaign.domain.progress.rhythm import WEEK
from campaign.locale.formats import is_missing, rounded_percent

# Two panels beside each other: on a phone each is as wide as its title.
COLUMNS = 2
PANEL_PIXELS, TITLE_PIXELS = 100, 24
GUTTER = 0.03  # between the columns, a share of the width
DAYS_NAMED = 3  # at most, under a panel
EDGE = 0.05  # before the first day and after the last, a share of the days: a dot there is whole
ROOM = 1.06  # above the highest value
SHARES = [0, 50, 100]  # ticks of the one scale, in percent: no sign, for a phone has no room for it


class Panel(NamedTuple):
    """A district: its row of PROGRESS, its line (None without any coverage), its place from the top and the left."""

    row: Any
    line: Line | None
    down: int
    across: int

    @property
    def axes(self) -> dict[str, str]:
        """The names of its axes."""
        return {"xaxis": axis_name("x", self.across), "yaxis": axis_name("y", self.down)}


class Scene(NamedTuple):
    """All panels, the province's line, and the one scale: days and the highest value."""

    panels: list[Panel]
    province: Line | None
    first: pd.Timestamp
    last: pd.Timestamp
    top: float
    threshold: float | None
    deadline: pd.Timestamp | None
    as_of: pd.Timestamp

    @property
    def down(self) -> int:
        """How many panels stand above each other."""
        return max(-(-len(self.panels) // COLUMNS), 1)


def read_scene(history: pd.DataFrame, progress: pd.DataFrame, now: pd.Timestamp) -> Scene:
    """The scene of HISTORY and PROGRESS rows of one target at a date."""
    past = history[history["period_end"] <= now]
    lines = {line.unit: line for line in read_lines(past, progress, coverage=True)}
    listed = rows_of(progress)
    province = next((lines.get(row.unit) for row in listed if row.kind == "province"), None)
    ranked = sorted((row for row in listed if row.kind != "province"), key=place_in_rank)
    panels = [Panel(row, lines.get(row.unit), *divmod(place, COLUMNS)) for place, row in enumerate(ranked)]
    limit, deadline = (next(iter(progress[name].dropna()), None) for name in ("threshold", "deadline"))
    first = min((pd.Timestamp(line.days[0]) for line in lines.values()), default=now - WEEK)
    highest = [value for line in lines.values() for value in line.values if value is not None]
    top = max([100.0, *highest, rounded_percent(limit) or 0.0]) * ROOM
    last = now if deadline is None else max(now, deadline)
    return Scene(panels, province, first, last, top, limit, deadline, now)


def place_in_rank(row: Any) -> float:
    """The highest coverage first, unknown last; equals in the order they came in."""
    return 1.0 if is_missing(row.coverage) else -float(row.coverage)


def plot_pixels(scene: Scene) -> int:
    """How high all panels are together."""
    return scene.down * (PANEL_PIXELS + TITLE_PIXELS)


def axis_name(letter: str, place: int) -> str:
    """Plotly's name of the axis for a place: x, x2, x3 …"""
    return f"{letter}{place + 1}" if place else letter


def domain(scene: Scene, place: int) -> list[float]:
    """From where to where a row of panels reaches, in shares of the plot's height; its title stands above."""
    slot = 1 / scene.down
    foot = 1 - (place + 1) * slot
    return [foot, foot + slot * PANEL_PIXELS / (PANEL_PIXELS + TITLE_PIXELS)]


def column(place: int) -> list[float]:
    """From where to where a column reaches, in shares of the plot's width."""
    width = (1 - GUTTER * (COLUMNS - 1)) / COLUMNS
    return [place * (width + GUTTER), place * (width + GUTTER) + width]


def _named_days(scene: Scene) -> list[str]:
    """A few first days of a month, none so near the end that its name would meet the next column's; or the middle."""
    span = scene.last - scene.first
    months = pd.date_range(scene.first, scene.last - span * (1 / 6), freq="MS", normalize=True)
    named = list(months[:: -(-len(months) // DAYS_NAMED) or 1]) or [(scene.first + span / 2).normalize()]
    return [f"{when:%Y-%m-%d}" for when in named]


def draw_axes(scene: Scene, reader: Reader) -> dict[str, Any]:
    """An axis of days for each column, under the lowest panel, and one of shares for each row, at its left."""
    room = (scene.last - scene.first) * EDGE
    days = [f"{end:%Y-%m-%d %H:%M}" for end in (scene.first - room, scene.last + room)]
    time = {
        "type": "date",
        "range": days,
        "tickformat": AXIS_DAY[reader.language],
        "tickvals": _named_days(scene),
        "tickangle": 0,
    }
    shares = {"range": [0, round(scene.top, 1)], "tickvals": SHARES}
    across = {
        f"{axis_name('x', place)}".replace("x", "xaxis"): {
            **time, "showgrid": False, "domain": column(place), "anchor": axis_name("y", scene.down - 1)
        }
        for place in range(COLUMNS)
    }  # fmt: skip
    down = {
        f"{axis_name('y', place)}".replace("y", "yaxis"): {**shares, "domain": domain(scene, place), "anchor": "x"}
        for place in range(scene.down)
    }
    return across | down
