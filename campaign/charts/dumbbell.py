"""This report against the one before: two dots a unit and the way between them, in the order of rank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from campaign.charts.labels import escaped, short_name
from campaign.charts.limits import threshold_limit_upright
from campaign.charts.move_findings import (
    PROVINCE,
    Moves,
    has_moved,
    has_not_reported,
    move_words,
)
from campaign.charts.palette import LIGHT
from campaign.charts.shares import NO_PEOPLE, share_text
from campaign.charts.status_key import coloured_sign, draw_status_key
from campaign.charts.style import Reader, legend_of, new_figure
from campaign.locale import N_, Translate
from campaign.locale.formats import day, is_missing, percent_sign, rounded_percent, short_day

ROW_PIXELS, AROUND_PIXELS = 42, 150
DOT_PIXELS = 11
# The axis begins and ends this share of what it shows away from the outermost dots, on a whole step.
ROOM, LEAST_ROOM = 0.06, 0.4
STEPS = (1, 2, 5, 10, 20, 50)  # percent points between two ticks
TICKS = 2  # steps; a phone has room for three names of them

FIGURES_OF = N_("figures of {day}")
PEOPLE_UNKNOWN = N_("people not known")


def draw_dumbbell(
    moves: Moves,
    *,
    heading: tuple[str, str],
    translate: Translate,
    language: str,
    theme: str = LIGHT,
) -> go.Figure:
    """Each unit's coverage now (a filled dot in its status' colour) and at the report before (an open one).

    The province stands on top. A unit that has not reported since has one dot and says so; one without coverage has a
    dash. The axis shows where the dots are, not all from 0: what counts is how far they moved. `heading`: see
    moves_heading.
    """
    reader = Reader(translate, language, theme)
    low, high, step = _span(moves)
    limits = [threshold_limit_upright(limit, reader) for limit in moves.thresholds]
    key = draw_status_key({row.status for row in moves.rows}, reader)
    return new_figure(
        [*_draw_ways(moves, reader), *_draw_dots(moves, reader), *key],
        reader=reader,
        heading=heading,
        above=24,
        height=AROUND_PIXELS + ROW_PIXELS * max(len(moves.rows), 1),
        legend=legend_of([trace.name for trace in key]),
        xaxis={"range": [low, high], **_ticks(low, high, step, reader)},
        yaxis=_unit_axis(moves, reader),
        shapes=[limit.shape for limit in limits],
        annotations=[limit.annotation for limit in limits],
    )


def _span(moves: Moves) -> tuple[float, float, int]:
    """Where the axis begins and ends, in percent, and its step."""
    known = [row for row in moves.rows if not is_missing(row.coverage)]
    shares = [row.coverage for row in known] + [row.coverage_before for row in known if has_moved(row)]
    ends = [rounded_percent(share) or 0.0 for share in (*shares, *moves.thresholds)]
    if not ends:
        return 0.0, 100.0, STEPS[-1]
    low, high = min(ends), max(ends)
    step = next((each for each in STEPS if (high - low) / each <= TICKS), STEPS[-1])
    room = max((high - low) * ROOM, LEAST_ROOM)
    return max(0.0, (low - room) // step * step), high + room, step


def _ticks(low: float, high: float, step: int, reader: Reader) -> dict[str, Any]:
    shares = list(range(int(low), int(high) + 1, step))
    return {
        "tickvals": shares, "ticktext": [f"{share}{percent_sign(reader.language)}" for share in shares], "tickangle": 0
    }  # fmt: skip


def _unit_axis(moves: Moves, reader: Reader) -> dict[str, Any]:
    """Places 0, 1, 2 … from the top, each with the sign of its status and its rank before the name.

    Share and change stand below the name: beside the dots a phone has no room for them.
    """
    names = [
        f"{_name(row, rank, reader)}<br>{escaped(_label(row, moves, reader))} "
        for row, rank in zip(moves.rows, moves.ranks, strict=True)
    ]
    last = len(names) - 0.5
    return {"tickvals": list(range(len(names))), "ticktext": names, "range": [last, -0.5], "showgrid": False}


def _name(row: Any, rank: int | None, reader: Reader) -> str:
    sign, name = coloured_sign(row.status, reader), escaped(short_name(row.name))
    if row.kind == PROVINCE:
        return f"{sign} <b>{name}</b> "
    return f"{sign} {f'{rank}. ' if rank else ''}{name} "


def _label(row: Any, moves: Moves, reader: Reader) -> str:
    """86,3 % (+1,1 điểm %), or why there is no change."""
    share, change = share_text(row, reader), move_words(row, moves, reader)
    if has_not_reported(row, moves):
        change = reader.words(FIGURES_OF, day=short_day(row.period_end, reader.language))
    elif change == reader.words(NO_PEOPLE):
        change = reader.words(PEOPLE_UNKNOWN)
    return f"{share} ({change})"


def _draw_ways(moves: Moves, reader: Reader) -> list[go.Scatter]:
    """From the dot before to the one now, all as one trace."""
    moved = _compared(moves)
    if not moved:
        return []
    return [
        go.Scatter(
            x=[x for _, row in moved for x in (*_shares(row), None)],
            y=[y for place, _ in moved for y in (place, place, None)],
            mode="lines",
            line={"color": reader.faint, "width": 4},
            hoverinfo="skip",
            showlegend=False,
        )
    ]


def _draw_dots(moves: Moves, reader: Reader) -> list[go.Scatter]:
    """The dots of the report before, open, then those of now in the colours of their statuses."""
    moved, known = _compared(moves), [pair for pair in enumerate(moves.rows) if not is_missing(pair[1].coverage)]
    before = [(place, row, _shares(row)[0]) for place, row in moved]
    now = [(place, row, rounded_percent(row.coverage)) for place, row in known]
    colours = [reader.status_colour(row.status) for _, row in known]
    return [
        _dots(before, moves, reader, {"symbol": "circle-open", "color": reader.ink}),
        _dots(now, moves, reader, {"symbol": "circle", "color": colours}),
    ]


def _dots(places: Sequence[tuple[int, Any, float | None]], moves: Moves, reader: Reader, look: Any) -> go.Scatter:
    return go.Scatter(
        x=[share for *_, share in places],
        y=[place for place, *_ in places],
        mode="markers",
        marker={"size": DOT_PIXELS, "line": {"width": 1.5}, **look},
        customdata=[_hover(row, moves, reader) for _, row, _ in places],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )


def _hover(row: Any, moves: Moves, reader: Reader) -> str:
    days = " → ".join(day(each, reader.language) for each in (moves.before, moves.as_of) if each is not None)
    said = f"{share_text(row, reader)} ({move_words(row, moves, reader)})"
    return f"<b>{escaped(row.name)}</b><br>{escaped(said)}<br>{days}"


def _compared(moves: Moves) -> list[tuple[int, Any]]:
    return [(place, row) for place, row in enumerate(moves.rows) if has_moved(row)]


def _shares(row: Any) -> tuple[float | None, float | None]:
    """Before and now, in percent."""
    return rounded_percent(row.coverage_before), rounded_percent(row.coverage)
