"""Statuses on charts: the sign in its colour before a name, and the words for the signs that are on a chart."""

from __future__ import annotations

from collections.abc import Collection

import plotly.graph_objects as go

from campaign.charts.style import Reader
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS


def draw_status_key(statuses: Collection[str], reader: Reader, *, mode: str = "markers") -> list[go.Scatter]:
    """A legend entry (sign and word) for each of these statuses; nothing is drawn. mode: plotly's, as the chart's."""
    return [
        go.Scatter(
            x=[None],
            y=[None],
            mode=mode,
            name=f"{STATUS_SIGNS[status]} {reader.words(word)}",
            line={"color": reader.status_colour(status), "width": 2},
            marker={"color": reader.status_colour(status), "size": 10},
        )
        for status, word in STATUS_WORDS.items()
        if status in statuses
    ]


def coloured_sign(status: str, reader: Reader) -> str:
    """A status' sign in its colour, as plotly's pseudo-HTML."""
    return f'<span style="color:{reader.status_colour(status)}">{STATUS_SIGNS[status]}</span>'
