"""All districts' coverage on one line against the threshold: small enough for an overview card."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.labels import escaped
from campaign.charts.limits import threshold_limit_upright
from campaign.charts.palette import LIGHT
from campaign.charts.style import Reader, new_figure
from campaign.domain.status import STATUS_SIGNS, STATUS_WORDS
from campaign.locale import Translate
from campaign.locale.formats import percent, percent_sign, rounded_percent

HEIGHT = 84
# A shape for each status, like its sign, so that colours need not be told apart.
SYMBOLS = {
    "met": "star",
    "met_late": "circle",
    "missed": "x",
    "on_track": "triangle-up",
    "at_risk": "diamond",
    "behind": "triangle-down",
    "open": "circle-open",
    "no_data": "line-ew-open",
}


def draw_target_strip(progress: pd.DataFrame, *, translate: Translate, language: str, theme: str = LIGHT) -> go.Figure:
    """A mark per district (PROGRESS rows of one target) at its coverage in percent; rows without coverage have none."""
    reader = Reader(translate, language, theme)
    known = progress[progress["coverage"].notna()]
    shares = [rounded_percent(value) or 0.0 for value in known["coverage"]]
    thresholds = list(progress["threshold"].dropna()[:1])
    limits = [threshold_limit_upright(value, reader) for value in thresholds]
    longest = max([100.0, *shares, *(rounded_percent(value) or 0.0 for value in thresholds)])
    return new_figure(
        [_marks(known, shares, reader)],
        reader=reader,
        above=20,
        height=HEIGHT,
        margin={"b": 24, "l": 12, "r": 12},
        xaxis={"range": [0, round(longest * 1.04, 1)], "ticksuffix": percent_sign(reader.language), "nticks": 5},
        yaxis={"visible": False, "range": [-1, 1]},
        shapes=[limit.shape for limit in limits],
        annotations=[limit.annotation for limit in limits],
    )


def _marks(known: pd.DataFrame, shares: list[float], reader: Reader) -> go.Scatter:
    rows = list(zip(known["name"], known["status"], known["coverage"], strict=True))
    return go.Scatter(
        x=shares,
        y=[0] * len(shares),
        mode="markers",
        marker={
            "symbol": [SYMBOLS[status] for _, status, _ in rows],
            "color": [reader.status_colour(status) for _, status, _ in rows],
            "size": 12,
        },
        text=[
            f"<b>{escaped(name)}</b><br>{percent(share, reader.language)}<br>"
            f"{STATUS_SIGNS[status]} {reader.words(STATUS_WORDS[status])}"
            for name, status, share in rows
        ],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )
