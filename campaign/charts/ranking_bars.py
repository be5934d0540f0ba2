"""The ranking as bars, in the ranking's own order, against the threshold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.finding_titles import districts_finding, subtitle
from campaign.charts.labels import escaped, short_name
from campaign.charts.limits import threshold_limit_upright
from campaign.charts.palette import LIGHT
from campaign.charts.shares import share_text
from campaign.charts.status_key import coloured_sign
from campaign.charts.style import Reader, legend_of, new_figure
from campaign.domain.frames import rows_of
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS
from campaign.domain.ranking.ranking import UNRANKED_WORDS
from campaign.locale import Translate
from campaign.locale.bounds import at_least
from campaign.locale.formats import MISSING, number, percent_sign, rounded_percent

BAR_PIXELS = 34
AROUND_PIXELS = 150  # title, axis and legend
# Labels stand in a column right of the longest bar and of the threshold; on a phone "▼ 104,3 %" takes this share.
ROOM = 1.4


def draw_ranking(
    ranking: pd.DataFrame, as_of: date, *, subject: str = "", translate: Translate, language: str, theme: str = LIGHT
) -> go.Figure:
    """One bar per row of `ranking` (RANKING), top to bottom in its order, in percent of its denominator.

    Colour, sign and legend tell the status; a unit without rank has a dash and the reason instead of a bar. `subject`
    is what is counted, in the reader's words.
    """
    reader = Reader(translate, language, theme)
    rows = ranking.reset_index(drop=True)
    ranked, unranked = rows[rows["rank"].notna()], rows[rows["rank"].isna()]
    thresholds = list(rows["threshold"].dropna()[:1])
    longest = max([100.0, *(rounded_percent(value) or 0.0 for value in [*ranked["coverage"], *thresholds])])
    limits = [threshold_limit_upright(value, reader) for value in thresholds]
    bars = _draw_bars(ranked, reader)
    return new_figure(
        [*bars, _draw_shares(ranked, longest, reader), *_draw_reasons(unranked, reader)],
        reader=reader,
        heading=(districts_finding(rows, reader), subtitle(subject, pd.Timestamp(as_of), reader)),
        above=22,
        legend=legend_of([bar.name for bar in bars]),
        height=AROUND_PIXELS + BAR_PIXELS * max(len(rows), 1),
        bargap=0.35,
        xaxis={"range": [0, round(longest * ROOM, 1)], **_ticks(longest, reader)},
        yaxis=_unit_axis(rows),
        shapes=[limit.shape for limit in limits],
        annotations=[limit.annotation for limit in limits],
    )


def _ticks(longest: float, reader: Reader) -> dict[str, Any]:
    """Every 50 %, with none in the room left for labels."""
    shares = list(range(0, int(longest) + 1, 50))
    return {"tickvals": shares, "ticktext": [f"{share}{percent_sign(reader.language)}" for share in shares]}


def _unit_axis(rows: pd.DataFrame) -> dict[str, Any]:
    """Places 0, 1, 2 … from the top: names may be alike, places are not."""
    names = [_place_and_name(rank, name) for rank, name in zip(rows["rank"], rows["name"], strict=True)]
    return {"tickvals": list(range(len(rows))), "ticktext": names, "range": [len(rows) - 0.5, -0.5], "showgrid": False}


def _place_and_name(rank: Any, name: str) -> str:
    return f"{MISSING if pd.isna(rank) else int(rank)}. {escaped(short_name(name))} ".replace(f"{MISSING}.", MISSING)


def _draw_bars(ranked: pd.DataFrame, reader: Reader) -> list[go.Bar]:
    """A trace for each status present, in the order statuses are told, so that the legend explains the colours."""
    present = set(ranked["status"])
    return [_bars(ranked[ranked["status"] == status], status, reader) for status in STATUS_WORDS if status in present]


def _bars(rows: pd.DataFrame, status: str, reader: Reader) -> go.Bar:
    language = reader.language
    people = zip(rows["doses_to_date"], rows["denominator"], rows["incomplete"], strict=True)
    return go.Bar(
        x=[rounded_percent(value) for value in rows["coverage"]],
        y=list(rows.index),
        orientation="h",
        name=f"{STATUS_SIGNS[status]} {reader.words(STATUS_WORDS[status])}",
        marker={"color": reader.status_colour(status)},
        customdata=[
            f"<b>{escaped(name)}</b><br>{at_least(number(doses, language), incomplete)} / {number(everyone, language)}"
            for name, (doses, everyone, incomplete) in zip(rows["name"], people, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=True,
    )


def _draw_shares(ranked: pd.DataFrame, longest: float, reader: Reader) -> go.Scatter:
    """Each bar's share with its status' sign, in one column."""
    return _texts(
        x=[round(longest * 1.02, 1)] * len(ranked),
        y=list(ranked.index),
        text=[f"{coloured_sign(row.status, reader)} {share_text(row, reader)}" for row in rows_of(ranked)],
        colour=reader.ink,
    )


def _draw_reasons(unranked: pd.DataFrame, reader: Reader) -> list[go.Scatter]:
    if unranked.empty:
        return []
    reasons = [reader.words(UNRANKED_WORDS[reason]) for reason in unranked["unranked_reason"]]
    texts = [f" {MISSING} {escaped(reason)}" for reason in reasons]
    return [_texts(x=[0] * len(unranked), y=list(unranked.index), text=texts, colour=reader.muted)]


def _texts(*, x: list[float], y: list[int], text: list[str], colour: str) -> go.Scatter:
    place = {"x": x, "y": y, "text": text, "mode": "text", "textposition": "middle right"}
    return go.Scatter(**place, textfont={"color": colour}, hoverinfo="skip", showlegend=False)
