"""The doses of one unit week by week as bars, with the weeks that nobody reported and the days off among them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from campaign.charts.holidays import holiday_bands, holiday_name
from campaign.charts.labels import escaped
from campaign.charts.palette import LIGHT, STATUS
from campaign.charts.style import AXIS_DAY, Reader, new_figure
from campaign.domain.frames import rows_of
from campaign.domain.progress.weekly_doses import DIFFERENCE, NO_REPORT, UNTOLD
from campaign.locale import N_, Translate
from campaign.locale.formats import number, week

HEIGHT = 320
AROUND = timedelta(days=3)  # before the first week and after the last
DAY_MILLISECONDS = 86_400_000
ROOM = 1.08  # above the highest bar
DOSES = N_("{doses} doses")
DOSES_OF_LONGER = N_("{doses} doses, {weekly} a week")

TITLE = N_("Doses a week: {most} at most, {last} in the latest week")
TITLE_NOTHING = N_("Doses a week are not known")
BARS = N_("Bar chart of doses a week, {first} to {last}.")
GAPS = N_("Weeks without a report: {weeks}.")
HOLIDAYS = N_("Days off: {names}.")


def draw_weekly_doses(
    weeks: pd.DataFrame,
    holidays: pd.DataFrame,
    *,
    subject: str,
    translate: Translate,
    language: str,
    theme: str = LIGHT,
) -> go.Figure:
    """A bar per row of `weeks` (WEEKLY) as wide as its period; HOLIDAYS stand behind as bands with their names.

    A week without a report is hatched over the whole height, one whose doses nobody told has a question mark: neither
    is a bar of nothing. `subject` is what is counted, in the reader's words.
    """
    reader = Reader(translate, language, theme)
    told = weeks[weeks["doses"].notna()]
    top = float(max([1.0, *told["weekly"]])) * ROOM
    bands = [] if weeks.empty else holiday_bands(holidays, *_ends(weeks), reader)
    return new_figure(
        [*_gaps(weeks[~weeks["reported"]], top, reader), _bars(told, reader), *_untold(weeks, top, reader)],
        reader=reader,
        heading=(weekly_finding(weeks, reader), subject),
        above=20,
        height=HEIGHT,
        barmode="overlay",
        bargap=0,
        xaxis={"type": "date", "range": _span(weeks), **_TICKS, "tickformat": AXIS_DAY[language]},
        yaxis={"range": [min([0.0, *told["weekly"]]) * ROOM, top], "nticks": 5, "tickformat": ",d"},
        shapes=[band.shape for band in bands],
        annotations=[band.annotation for band in bands],
    )


_TICKS = {"nticks": 8, "tickangle": 0, "showgrid": False, "ticks": "outside", "ticklen": 6}


def _span(weeks: pd.DataFrame) -> list[str] | None:
    """A little more than the weeks, so that the first day's name stands clear of the axis."""
    if weeks.empty:
        return None
    first, last = _ends(weeks)
    return [(first - AROUND).isoformat(), (last + AROUND).isoformat()]


def _ends(weeks: pd.DataFrame) -> tuple[date, date]:
    return weeks["period_start"].min().date(), weeks["period_end"].max().date()


def weekly_finding(weeks: pd.DataFrame, reader: Reader) -> str:
    """The chart's title: the most in a week, and the latest."""
    told = weeks[weeks["doses"].notna()]
    if told.empty:
        return reader.words(TITLE_NOTHING)
    most, last = (number(value, reader.language) for value in (told["weekly"].max(), told["weekly"].iloc[-1]))
    return reader.words(TITLE, most=most, last=last)


def weekly_alternative(weeks: pd.DataFrame, holidays: pd.DataFrame, *, subject: str, reader: Reader) -> str:
    """What the chart shows, in words."""
    if weeks.empty:
        return reader.words(TITLE_NOTHING)
    days = {"first": weeks["period_start"].iloc[0], "last": weeks["period_end"].iloc[-1]}
    said = [reader.words(BARS, **{name: week(None, value, reader.language) for name, value in days.items()})]
    said += [f"{weekly_finding(weeks, reader)}.", f"{subject}."]
    if missing := [_period(row, reader) for row in rows_of(weeks[~weeks["reported"]])]:
        said.append(reader.words(GAPS, weeks="; ".join(missing)))
    if names := [_name(row, reader) for row in rows_of(holidays)]:
        said.append(reader.words(HOLIDAYS, names=", ".join(names)))
    return " ".join(said)


def _bars(told: pd.DataFrame, reader: Reader) -> go.Bar:
    return go.Bar(
        **_places(told),
        y=[round(value, 1) for value in told["weekly"]],
        marker={"color": STATUS[reader.theme]["met"], "line": {"width": 0}},
        text=["0" if value == 0 else "" for value in told["weekly"]],
        textposition="outside",
        textfont={"color": reader.ink},
        customdata=[_told(row, reader) for row in rows_of(told)],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _gaps(gaps: pd.DataFrame, top: float, reader: Reader) -> list[go.Bar]:
    if gaps.empty:
        return []
    pattern = {"shape": "/", "fgcolor": reader.faint, "bgcolor": "rgba(0,0,0,0)", "size": 7, "solidity": 0.25}
    bar = go.Bar(
        **_places(gaps),
        y=[top] * len(gaps),
        name=reader.words(NO_REPORT),
        marker={"color": "rgba(0,0,0,0)", "pattern": pattern, "line": {"width": 0}},
        customdata=[_period(row, reader) for row in rows_of(gaps)],
        hovertemplate=f"<b>{escaped(reader.words(NO_REPORT))}</b><br>%{{customdata}}<extra></extra>",
        showlegend=True,
    )
    return [bar]


def _untold(weeks: pd.DataFrame, top: float, reader: Reader) -> list[go.Scatter]:
    rows = weeks[weeks["reported"] & weeks["doses"].isna()]
    if rows.empty:
        return []
    return [
        go.Scatter(
            x=_places(rows)["x"],
            y=[top * 0.06] * len(rows),
            mode="text",
            text=["?"] * len(rows),
            textfont={"color": reader.ink, "size": 15},
            name=f"? {reader.words(UNTOLD)}",
            customdata=[_period(row, reader) for row in rows_of(rows)],
            hovertemplate=f"<b>{escaped(reader.words(UNTOLD))}</b><br>%{{customdata}}<extra></extra>",
            showlegend=True,
        )
    ]


def _places(rows: pd.DataFrame) -> dict[str, Any]:
    """The middle of each period, and its width with a thin space on the right."""
    days = (rows["period_end"] - rows["period_start"]).dt.days + 1
    middles = rows["period_start"] + pd.to_timedelta(days * 12, unit="h")
    widths = [int(days_) * DAY_MILLISECONDS * 0.9 for days_ in days]
    return {"x": list(middles.dt.strftime("%Y-%m-%dT%H:%M")), "width": widths}


def _told(row: Any, reader: Reader) -> str:
    doses, weekly = (number(value, reader.language) for value in (row.doses, row.weekly))
    message = DOSES if doses == weekly else DOSES_OF_LONGER
    note = "" if row.stated else f" ({escaped(reader.words(DIFFERENCE))})"
    return f"<b>{_period(row, reader)}</b><br>{escaped(reader.words(message, doses=doses, weekly=weekly))}{note}"


def _period(row: Any, reader: Reader) -> str:
    return week(row.period_start, row.period_end, reader.language)


def _name(holiday: Any, reader: Reader) -> str:
    return f"{holiday_name(holiday, reader)} ({week(holiday.first_day, holiday.last_day, reader.language)})"
