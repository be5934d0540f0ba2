"""The charts of one target, of which one is computed and shown at a time; which one stands in the URL."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.dumbbell import draw_dumbbell
from campaign.charts.heatmap import draw_heatmap, heatmap_alternative, heatmap_heading, is_wide
from campaign.charts.labels import own_day
from campaign.charts.move_findings import moves_alternative, moves_heading, read_moves
from campaign.charts.shares import share_text
from campaign.charts.small_multiples import draw_small_multiples, multiples_alternative, multiples_heading
from campaign.charts.status_key import coloured_sign
from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.locale import N_
from campaign.locale.formats import day
from campaign.ui.address import CHART, pick
from campaign.ui.cached import read
from campaign.ui.labels import target_label, unit_names
from campaign.ui.markup import notice
from campaign.ui.monitor import monitoring_view
from campaign.ui.monitor.caveats import people_label
from campaign.ui.monitor.chart import show_chart_under
from campaign.workflows.monitor.briefing import brief_at
from campaign.workflows.monitor.outlook import Monitored
from campaign.workflows.monitor.target_charts import coverage_weeks

OVER_TIME, PANELS, WEEKS, MOVES = "dien-bien", "tung-huyen", "theo-tuan", "ky-truoc"
_TITLES = {
    OVER_TIME: N_("Over time"),
    PANELS: N_("Each district"),
    WEEKS: N_("Districts by week"),
    MOVES: N_("Against the report before"),
}


def show_charts(row: Any, found: Monitored, unit: str | None, today: date, reader: Reader) -> None:
    """The choice of charts, and the one chosen; `row` is the target's (TARGETS), `unit` a district that stands out."""
    titles = {chart: reader.words(title) for chart, title in _TITLES.items()}
    chart = pick(
        st.segmented_control,
        reader.words("Chart"),
        list(titles),
        name=CHART,
        default=OVER_TIME,
        language=reader.language,
        quiet=True,
        required=True,
        format_func=titles.__getitem__,
    )
    subject = f"{target_label(row, reader).title} ({people_label(row, found.progress, reader)})"
    if chart == OVER_TIME:
        monitoring_view.show_chart(row.target, subject, found, today, unit, reader)
    elif chart == PANELS:
        _show_panels(row.target, subject, found, today, reader)
    elif chart == WEEKS:
        _show_weeks(row.target, subject, found, today, reader)
    else:
        _show_moves(row.target, subject, today, reader)


def _show_panels(target: str, subject: str, found: Monitored, today: date, reader: Reader) -> None:
    heading = multiples_heading(found.progress, today, subject, reader)
    figure = draw_small_multiples(found.history, found.progress, today, heading=heading, **reader._asdict())
    alt = multiples_alternative(found.progress, heading, reader)
    picture = reader.words("each-district {target} {day}", target=target, day=today.isoformat())
    show_chart_under(heading, figure, key="panels", alt=alt, picture=picture, reader=reader)


def _show_weeks(target: str, subject: str, found: Monitored, today: date, reader: Reader) -> None:
    """The districts by rank, each with its sign and its coverage at the end of its row."""
    grid = read(coverage_weeks, target, today)
    if grid.tenths.columns.empty:
        return notice(
            reader.words("Nothing has been reported for this target by {day}.", day=day(today, reader.language))
        )
    districts = found.progress[found.progress["kind"] == "district"].sort_values(
        "coverage", ascending=False, na_position="last", kind="stable"
    )
    rows: list[Any] = rows_of(districts)
    ends = {row.unit: _standing(row, today, reader) for row in rows}
    names, ordered = unit_names(), grid.in_order([row.unit for row in rows])
    heading = heatmap_heading(ordered, names, subject, reader)
    figure = draw_heatmap(ordered, names, heading=heading, ends=ends, **reader._asdict())
    alt = heatmap_alternative(ordered, names, heading=heading, reader=reader)
    picture = reader.words("districts-by-week {target} {day}", target=target, day=today.isoformat())
    key = "weeks-wide" if is_wide(ordered) else "weeks"
    return show_chart_under(heading, figure, key=key, alt=alt, picture=picture, reader=reader)


def _standing(row: Any, today: date, reader: Reader) -> str:
    """▼ 93,2 % (09/06)."""
    own = own_day(row.period_end, pd.Timestamp(today), reader.language)
    return f"{coloured_sign(row.status, reader)} {share_text(row, reader)}{own}"


def _show_moves(target: str, subject: str, today: date, reader: Reader) -> None:
    brief = read(brief_at, today)
    rows, before = brief.rows[brief.rows["target"] == target], brief.before.get(target)
    if rows.empty:
        return notice(reader.words("This target had not been set by {day}.", day=day(today, reader.language)))
    moves = read_moves(rows, today, before)
    heading = moves_heading(moves, subject, reader)
    figure = draw_dumbbell(moves, heading=heading, **reader._asdict())
    alt = moves_alternative(moves, heading, reader)
    picture = reader.words("against-before {target} {day}", target=target, day=today.isoformat())
    return show_chart_under(heading, figure, key="moves", alt=alt, picture=picture, reader=reader)
