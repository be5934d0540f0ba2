"""The lines every date is judged against: threshold, deadline, as-of date; each is named on the chart."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from campaign.charts.labels import escaped
from campaign.charts.palette import GROUND, translucent
from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.locale.formats import day, rounded_percent, threshold

THRESHOLD = N_("Threshold {threshold}")
DEADLINE = N_("Deadline {day}")
FIGURES_TO = N_("Figures up to {day}")


# Names stand right of their lines: units' names leave room there, and on a phone there is none on the left.
NAME_PIXELS = 18
ABOVE = 3 * NAME_PIXELS
# The as-of line goes on to its name, past the deadline's (a share of the plot's height).
AS_OF_TOP = 1.07


class Limit(NamedTuple):
    """A line (plotly shape) and its name (plotly annotation)."""

    shape: dict[str, Any]
    annotation: dict[str, Any]


def threshold_limit(fraction: float, reader: Reader) -> Limit:
    """The threshold as a level line, named at its left end."""
    height = rounded_percent(fraction)
    text = reader.words(THRESHOLD, threshold=threshold(fraction, reader.language))
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": height, "yanchor": "bottom"}
    return Limit(
        rule(reader, x0=0, x1=1, xref="paper", y0=height, y1=height), note(text, bgcolor=faded(reader), **place)
    )


def threshold_limit_upright(fraction: float, reader: Reader) -> Limit:
    """The threshold as an upright line across bars that run to the right, named above the plot."""
    share = rounded_percent(fraction)
    text = reader.words(THRESHOLD, threshold=threshold(fraction, reader.language))
    place = {"x": share, "xanchor": "right", "y": 1, "yref": "paper", "yanchor": "bottom"}
    line = rule(reader, x0=share, x1=share, y0=0, y1=1, yref="paper")
    return Limit({**line, "layer": "above"}, note(text, **place))


def deadline_limit(when: pd.Timestamp, reader: Reader) -> Limit:
    """The deadline as an upright line, named just above the plot, over whatever line passes there."""
    text = reader.words(DEADLINE, day=day(when, reader.language))
    iso = f"{when:%Y-%m-%d}"
    place = {"x": iso, "xanchor": "left", "xshift": -2, "y": 1, "yref": "paper", "yanchor": "bottom"}
    return Limit(_upright(iso, reader, dash="solid"), note(text, bgcolor=faded(reader), **place))


def as_of_limit(when: pd.Timestamp, reader: Reader) -> Limit:
    """The as-of date as an upright dotted line, named in two lines at its top, above the deadline's name."""
    iso = f"{when:%Y-%m-%d}"
    words = escaped(reader.translate(FIGURES_TO))
    text = words.format(day=f"<br>{day(when, reader.language)}")
    place = {"x": iso, "xanchor": "left", "align": "left", "xshift": -2}
    top = {"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": NAME_PIXELS}
    line = {**_upright(iso, reader, dash="dot"), "y1": AS_OF_TOP}
    return Limit(line, {"text": text, "showarrow": False, **place, **top})


def rule(reader: Reader, *, dash: str = "solid", **place: Any) -> dict[str, Any]:
    """A thin line behind the data; `place` are plotly's x0, x1, y0, y1 and their references."""
    return {"type": "line", "line": {"color": reader.muted, "width": 1, "dash": dash}, "layer": "below", **place}


def note(text: str, **place: Any) -> dict[str, Any]:
    """An annotation without arrow; `text` is plain and escaped here, `place` are plotly's own keys."""
    return {"text": escaped(text), "showarrow": False, **place}


def faded(reader: Reader) -> str:
    """Behind a name that lines may cross: they fade, but can still be followed."""
    return translucent(GROUND[reader.theme], 0.8)


def _upright(iso: str, reader: Reader, *, dash: str) -> dict[str, Any]:
    return rule(reader, x0=iso, x1=iso, y0=0, y1=1, yref="paper", dash=dash)
