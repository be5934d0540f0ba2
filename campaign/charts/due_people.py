"""People due by interval as a chart: who became due each week, and above it how many are due and how many are done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.coverage_lines import End, draw_names
from campaign.charts.holidays import holiday_bands
from campaign.charts.labels import escaped, own_day
from campaign.charts.limits import ABOVE, as_of_limit, deadline_limit
from campaign.charts.palette import LIGHT, translucent
from campaign.charts.style import AXIS_DAY, CHARACTER_PIXELS, HOVER_DAY, Reader, legend_of, new_figure
from campaign.locale import N_, Translate
from campaign.locale.bounds import at_least, bounded
from campaign.locale.formats import day, is_missing, number, percent

DUE, DONE = N_("Due to date"), N_("Vaccinated to date")
DUE_BY, DONE_BY = N_("due {people}"), N_("vaccinated {people}")
BECAME_DUE = N_("Became due in the week")
WILL_BECOME_DUE = N_("Will become due")
AT_LEAST = N_("Due: at least this many")
CHART = N_("Line and bar chart of the people due by interval.")
FINDING = N_("{unit}: {share} of the {due} people due are vaccinated")
FINDING_DUE = N_("{unit}: {due} people are due; how many of them are vaccinated is not reported")
FINDING_BOTH = N_("{unit}: {due} people are due, {done} are vaccinated")
FINDING_AHEAD = N_("{unit}: who is due now is not known; {due} people will be due by {day}")
MORE = N_("{more} more will become due by {deadline}")
MORE_UNKNOWN = N_("how many more will become due by {deadline} the reports of the dose before do not tell")

HEIGHT = 460
# The two panels: cumulative figures above, weekly ones below, which are a tenth of them.
PANELS = (((0.36, 1.0), ("due_to_date", "done_to_date")), ((0.0, 0.26), ("became_due",)))
# People are written in full (300.000, not 300k), and there are no halves of them.
WHOLE = {"nticks": 5, "tickformat": ",d"}
FEWEST, ROOM = 5, 1.08  # the least that an axis goes up to, and its room above the highest value
# Right of the plot: the lines' names, and where there are none those of the deadline and of the as-of date.
LEAST_CHARACTERS = 19
NAME_GAP = 0.13  # between the two names, a share of the axis


def draw_due_people(
    pool: pd.DataFrame,
    as_of: date,
    *,
    deadline: date | None = None,
    subject: str = "",
    holidays: pd.DataFrame | None = None,
    translate: Translate,
    language: str,
    theme: str = LIGHT,
) -> go.Figure:
    """The weeks of one unit's DUE_POOL rows: lines of those due and done to date, bars of those becoming due.

    deadline: drawn where it is ahead of the first week; subject: what is counted, in the reader's words; holidays:
    HOLIDAYS rows, drawn as bands. Weeks to come are lighter, lower bounds open circles.
    """
    reader = Reader(translate, language, theme)
    now, last = pd.Timestamp(as_of), max(pd.Timestamp(as_of), pool["period_end"].max())
    limits = holiday_bands(holidays, pool["period_start"].min().date(), last.date(), reader)
    limits.append(as_of_limit(now, reader))
    if deadline is not None and pd.Timestamp(deadline) >= pool["period_start"].min():
        limits.append(deadline_limit(pd.Timestamp(deadline), reader))
        last = max(last, pd.Timestamp(deadline))
    ticks = {"tickformat": AXIS_DAY[language], "tickangle": 0, "nticks": 5, "ticks": "outside", "ticklen": 6}
    days = [f"{pool['period_start'].min():%Y-%m-%d}", f"{last:%Y-%m-%d}"]
    ends, panels = _ends(pool, reader), _panels(pool)
    top = panels["yaxis"]["range"][1]
    names = draw_names(ends, reader, edge=days[1], gap=top * NAME_GAP, top=top) if ends else []
    drawn, bars = _draw_lines(pool, reader), _draw_bars(pool, reader)
    return new_figure(
        [*drawn, *bars, *names],
        reader=reader,
        legend=legend_of([trace.name for trace in (*drawn, *bars) if trace.showlegend is not False]),
        heading=(due_finding(pool, reader), subject),
        above=ABOVE,
        height=HEIGHT,
        margin={"r": 12 + CHARACTER_PIXELS * max([LEAST_CHARACTERS, *(end.length for end in ends)])},
        xaxis={"type": "date", "range": days, "showgrid": False, **ticks, **_below(pool)},
        **panels,
        shapes=[limit.shape for limit in limits],
        annotations=[limit.annotation for limit in limits],
    )


def due_finding(pool: pd.DataFrame, reader: Reader) -> str:
    """How many of those due now are done, or will be due first; `pool` are one unit's DUE_POOL rows, at least one."""
    past = pool[~pool["ahead"]]
    if past.empty:
        return _finding_ahead(pool.iloc[0], reader)
    row = past.iloc[-1]
    values = {"unit": row["name"], "due": _people(row["due_to_date"], row["at_least"], reader)}
    if is_missing(row["share"]):  # not told, or both figures are bounds, and so is no share of them
        told = not is_missing(row["done_to_date"])
        done = _people(row["done_to_date"], row["done_at_least"], reader)
        return reader.words(FINDING_BOTH, done=done, **values) if told else reader.words(FINDING_DUE, **values)
    share = percent(row["share"], reader.language)
    return reader.words(
        FINDING, share=bounded(share, low=bool(row["done_at_least"]), high=bool(row["at_least"])), **values
    )


def _finding_ahead(row: pd.Series, reader: Reader) -> str:
    due = _people(row["due_to_date"], row["at_least"], reader)
    return reader.words(FINDING_AHEAD, unit=row["name"], due=due, day=day(row["period_end"], reader.language))


def due_ahead(pool: pd.DataFrame, reader: Reader) -> str:
    """How many more will become due by the last week ahead; "" where none is."""
    ahead, now = pool[pool["ahead"]], pool[~pool["ahead"]]
    if ahead.empty or now.empty:
        return ""
    more = ahead.iloc[-1]["due_to_date"] - now.iloc[-1]["due_to_date"]
    deadline, told = day(ahead.iloc[-1]["period_end"], reader.language), ahead["became_due"].notna()
    if not told.any():
        return reader.words(MORE_UNKNOWN, deadline=deadline)
    bound = bool(ahead.iloc[-1]["at_least"] or not told.all())
    return reader.words(MORE, more=_people(more, bound, reader), deadline=deadline)


def due_alternative(pool: pd.DataFrame, subject: str, reader: Reader) -> str:
    """What the chart shows, as plain text for st.plotly_chart(alt=…); `subject` is what is counted."""
    parts = (due_finding(pool, reader), subject, due_ahead(pool, reader))
    return " ".join([reader.words(CHART), *(f"{part[:1].upper()}{part[1:]}." for part in parts if part)])


def _people(value: Any, bound: bool, reader: Reader) -> str:
    return at_least(number(value, reader.language), bool(bound))


def _panels(pool: pd.DataFrame) -> dict[str, Any]:
    """The axes of cumulative and of weekly figures; without weekly ones the others take the whole height."""
    lines, bars = ({"domain": list(domain), "range": [0, _top(pool, columns)], **WHOLE} for domain, columns in PANELS)
    return {"yaxis": lines, "yaxis2": bars} if _has_bars(pool) else {"yaxis": {**lines, "domain": [0, 1]}}


def _below(pool: pd.DataFrame) -> dict[str, str]:
    return {"anchor": "y2"} if _has_bars(pool) else {}


def _has_bars(pool: pd.DataFrame) -> bool:
    return bool(pool["became_due"].notna().any())


def _top(pool: pd.DataFrame, columns: tuple[str, ...]) -> float:
    highest = max((float(pool[column].max()) for column in columns if pool[column].notna().any()), default=0.0)
    return ROOM * max(FEWEST, highest)


def _draw_lines(pool: pd.DataFrame, reader: Reader) -> list[go.Scatter]:
    due, done = reader.ink, reader.status_colour("on_track")
    bound = pool[pool["at_least"]]
    lines = [
        _line(pool, "due_to_date", reader.words(DUE), due, reader),
        _line(pool[~pool["ahead"]], "done_to_date", reader.words(DONE), done, reader),
    ]
    if bound.empty:
        return lines
    marks = _line(bound, "due_to_date", reader.words(AT_LEAST), due, reader)
    look = {"symbol": "circle-open", "size": 7, "color": due}
    return [*lines, marks.update(mode="markers", marker=look, showlegend=True)]


def _ends(pool: pd.DataFrame, reader: Reader) -> list[End]:
    """The two lines named at their last known week, each with its figure."""
    past = pool[~pool["ahead"]]
    lines = (
        (pool, "due_to_date", DUE_BY, "at_least", reader.ink),
        (past, "done_to_date", DONE_BY, "done_at_least", reader.status_colour("on_track")),
    )
    ends = []
    for rows, column, name, bound, colour in lines:
        known = rows[rows[column].notna()]
        if len(known):
            row = known.iloc[-1]
            own = own_day(row["period_end"], rows["period_end"].max(), reader.language)
            text = escaped(reader.words(name, people=_people(row[column], row[bound], reader)) + own)
            ends.append(End(f"{row['period_end']:%Y-%m-%d}", float(row[column]), text, reader.ink, "●", colour))
    return ends


def _line(rows: pd.DataFrame, column: str, name: str, colour: str, reader: Reader) -> go.Scatter:
    return go.Scatter(
        x=_days(rows),
        y=_values(rows, column),
        name=name,
        mode="lines+markers",  # a first week alone is a point
        line={"color": colour, "width": 2.5},
        marker={"size": 4, "color": colour},
        hovertemplate=_hover(name, reader),
        showlegend=False,
    )


def _draw_bars(pool: pd.DataFrame, reader: Reader) -> list[go.Bar]:
    """Bars as wide as most of the week they stand for; two colours, those already due and those to come."""
    colour = reader.muted
    kinds = (
        (pool[~pool["ahead"]], BECAME_DUE, colour),
        (pool[pool["ahead"] & pool["became_due"].notna()], WILL_BECOME_DUE, translucent(colour, 0.45)),
    )
    return [
        go.Bar(
            x=_days(rows),
            y=_values(rows, "became_due"),
            name=reader.words(name),
            marker={"color": shade},
            hovertemplate=_hover(reader.words(name), reader),
            yaxis="y2",
        )
        for rows, name, shade in kinds
        if rows["became_due"].notna().any()
    ]


def _days(rows: pd.DataFrame) -> list[str]:
    return [f"{end:%Y-%m-%d}" for end in rows["period_end"]]


def _values(rows: pd.DataFrame, column: str) -> list[int | None]:
    return [None if is_missing(value) else int(value) for value in rows[column]]


def _hover(name: str, reader: Reader) -> str:
    return f"%{{x|{HOVER_DAY[reader.language]}}}<br>{name}: %{{y:,}}<extra></extra>"
