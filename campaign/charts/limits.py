"""The lines every date is judged against: threshold, deadline, as-of date; each is named on the chart."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from campaign.charts.labels import escaped
from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.locale.formats import day, rounded_percent, threshold

THRESHOLD = N_("Threshold {threshold}")
DEADLINE = N_("Deadline {day}")
FIGURES_TO = N_("Figures up to {day}")


class Limit(NamedTuple):
    """A line (plotly shape) and its name (plotly annotation)."""

    shape: dict[str, Any]
    annotation: dict[str, Any]


def threshold_limit(fraction: float, reader: Reader) -> Limit:
    """The threshold as a level line, named at its left end."""
    height = rounded_percent(fraction)
    text = reader.words(THRESHOLD, threshold=threshold(fraction, reader.language))
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": height, "yanchor": "bottom"}
    return Limit(rule(reader, x0=0, x1=1, xref="paper", y0=height, y1=height), note(text, **place))


def threshold_limit_upright(fraction: float, reader: Reader) -> Limit:
    """The threshold as an upright line across bars that run to the right, named above the plot."""
    share = rounded_percent(fraction)
    text = reader.words(THRESHOLD, threshold=threshold(fraction, reader.language))
    place = {"x": share, "xanchor": "right", "y": 1, "yref": "paper", "yanchor": "bottom"}
    line = rule(reader, x0=share, x1=share, y0=0, y1=1, yref="paper")
    return Limit({**line, "layer": "above"}, note(text, **place))


def deadline_limit(when: pd.Timestamp, reader: Reader) -> Limit:
    """The deadline as an upright line, named above the plot, where the as-of date's name never is."""
    text = reader.words(DEADLINE, day=day(when, reader.language))
    iso = f"{when:%Y-%m-%d}"
    place = {"x": iso, "xanchor": "right", "y": 1, "yref": "paper", "yanchor": "bottom"}
    return Limit(_upright(iso, reader, dash="solid"), note(text, **place))


def as_of_limit(when: pd.Timestamp, reader: Reader, *, anchor: str) -> Limit:
    """The as-of date as an upright dotted line, named at its foot in two lines on the `anchor` side."""
    iso = f"{when:%Y-%m-%d}"
    words = escaped(reader.translate(FIGURES_TO))
    text = words.format(day=f"<br>{day(when, reader.language)}")
    shift = 4 if anchor == "left" else -4
    beside = {"x": iso, "xanchor": anchor, "align": anchor, "xshift": shift}
    foot = {"y": 0, "yref": "paper", "yanchor": "bottom"}
    return Limit(_upright(iso, reader, dash="dot"), {"text": text, "showarrow": False, **beside, **foot})


def rule(reader: Reader, *, dash: str = "solid", **place: Any) -> dict[str, Any]:
    """A thin line behind the data; `place` are plotly's x0, x1, y0, y1 and their references."""
    return {"type": "line", "line": {"color": reader.muted, "width": 1, "dash": dash}, "layer": "below", **place}


def note(text: str, **place: Any) -> dict[str, Any]:
    """An annotation without arrow; `text` is plain and escaped here, `place` are plotly's own keys."""
    return {"text": escaped(text), "showarrow": False, **place}


def _upright(iso: str, reader: Reader, *, dash: str) -> dict[str, Any]:
    return rule(reader, x0=iso, x1=iso, y0=0, y1=1, yref="paper", dash=dash)
