"""Ranks over the weeks as lines, the first place on top: one per unit, named at its end, one of them standing out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.coverage_lines import End, draw_names
from campaign.charts.finding_titles import subtitle
from campaign.charts.labels import escaped, own_day, short_name
from campaign.charts.palette import LIGHT
from campaign.charts.rank_findings import Line, most_moved, rank_finding, read_lines
from campaign.charts.style import AXIS_DAY, CHARACTER_PIXELS, HOVER_DAY, Reader, new_figure
from campaign.locale import N_, Translate
from campaign.locale.formats import percent_sign

LATE = N_("Late: ranked on an earlier report")
RANK = N_("Rank {rank}")

PLACE_PIXELS = 34
AROUND_PIXELS = 130
GAP = 2 * "\N{NO-BREAK SPACE}"  # between a line's end, or its marker, and the name
NAME_GAP = 0.6  # of a place: names of units that share a rank stand this far apart


def draw_rank_history(
    history: pd.DataFrame,
    as_of: date,
    *,
    unit: str | None = None,
    subject: str = "",
    translate: Translate,
    language: str,
    theme: str = LIGHT,
) -> go.Figure:
    """One line per unit of `history` (RANK_HISTORY of one target or composite), broken in weeks without rank.

    `unit` stands out; without it, whoever has moved most. Weeks in which a unit was ranked on an earlier report have
    open markers. `subject` is what is ranked by, in the reader's words.
    """
    reader = Reader(translate, language, theme)
    lines = read_lines(history)
    places = max([len(lines), 2])
    chosen = unit if unit in {line.unit for line in lines} else most_moved(lines)
    ends = [_end(line, places, line.unit == chosen, pd.Timestamp(as_of), reader) for line in lines if line.known]
    edge = max((line.days[-1] for line in lines), default=as_of.isoformat())
    names = draw_names(ends, reader, edge=edge, gap=NAME_GAP, top=places + 0.5) if ends else []
    others, alone = ([line for line in lines if (line.unit == chosen) is is_chosen] for is_chosen in (False, True))
    drawn = [
        _draw(others, places, reader, reader.faint, 1.5),
        *(_draw([line], places, reader, reader.ink, 3.5) for line in alone),
    ]
    return new_figure(
        [*drawn, *_draw_late(lines, places, chosen, reader), *names],
        reader=reader,
        heading=(rank_finding(history, unit, reader), subtitle(subject, pd.Timestamp(as_of), reader)),
        above=8,
        height=AROUND_PIXELS + PLACE_PIXELS * places,
        margin={"r": 12 + CHARACTER_PIXELS * max([12, *(end.length for end in ends)])},
        xaxis={"type": "date", "showgrid": False, "tickformat": AXIS_DAY[language], "tickangle": 0, "nticks": 6},
        yaxis=_place_axis(places),
    )


def _height(rank: int | None, places: int) -> int | None:
    """The first place is the highest."""
    return None if rank is None else places + 1 - rank


def _place_axis(places: int) -> dict[str, Any]:
    heights = list(range(1, places + 1))
    texts = [str(places + 1 - height) for height in heights]
    return {"tickvals": heights, "ticktext": texts, "range": [0.4, places + 0.6], "showgrid": True}


def _draw(lines: list[Line], places: int, reader: Reader, colour: str, width: float) -> go.Scatter:
    """Lines of one look as one trace, with a gap between them: a trace for each would cost more than all the rest."""
    week, share = f"%{{x|{HOVER_DAY[reader.language]}}}", f"%{{customdata:.1f}}{percent_sign(reader.language)}"
    ranks = {rank: escaped(reader.words(RANK, rank=rank)) for rank in range(1, places + 1)}
    return go.Scatter(
        x=[day for line in lines for day in (*line.days, None)],
        y=[_height(rank, places) for line in lines for rank in (*line.ranks, None)],
        text=[text for line in lines for text in (*_texts(line, ranks), "")],
        customdata=[score for line in lines for score in (*line.scores, None)],
        mode="lines",
        line={"color": colour, "width": width},
        hovertemplate=f"%{{text}} · {share}<br>{week}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )


def _texts(line: Line, ranks: dict[int, str]) -> list[str]:
    name = escaped(line.name)
    return ["" if rank is None else f"<b>{name}</b><br>{ranks[rank]}" for rank in line.ranks]


def _draw_late(lines: list[Line], places: int, chosen: str | None, reader: Reader) -> list[go.Scatter]:
    """Every week in which a unit was late, as an open marker; none if there is none."""
    points = [(line, index) for line in lines for index, late in enumerate(line.late) if late]
    if not points:
        return []
    return [
        go.Scatter(
            x=[line.days[index] for line, index in points],
            y=[_height(line.ranks[index], places) for line, index in points],
            mode="markers",
            name=reader.words(LATE),
            marker={
                "symbol": "circle-open",
                "size": 8,
                "color": [reader.ink if line.unit == chosen else reader.muted for line, _ in points],
                "line": {"width": 1.5},
            },
            hoverinfo="skip",
            showlegend=True,
        )
    ]


def _end(line: Line, places: int, stands_out: bool, as_of: pd.Timestamp, reader: Reader) -> End:
    """ "3. Sìn Hồ" at the last week, with that week where it is not the as-of one."""
    iso, rank = line.known[-1]
    last = pd.Timestamp(iso)
    text = f"{GAP}{rank}. {escaped(short_name(line.name))}{own_day(last, as_of, reader.language)}"
    height = _height(rank, places)
    return End(iso, float(height or 0), text, reader.ink if stands_out else reader.muted)
