"""The parts of the targets page: the directive's words, the monitoring chart, the districts' table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.alternatives import monitoring_alternative
from campaign.charts.finding_titles import monitoring_finding, subtitle
from campaign.charts.monitoring import draw_monitoring
from campaign.charts.style import Reader
from campaign.ui.markup import hint, show
from campaign.ui.monitor.chart import show_chart_under
from campaign.ui.monitor.trace import show_trace
from campaign.ui.pickers import choose_unit
from campaign.ui.tables import Column, marks_help, show_table
from campaign.workflows.monitor.outlook import Monitored


def show_chart(target: str, subject: str, found: Monitored, today: date, unit: str | None, reader: Reader) -> None:
    """The monitoring chart of all districts or one that stands out, days off marked; `subject` is what is counted."""
    finding = monitoring_finding(found.progress, unit, reader)
    named = {"unit": unit, "subject": subject, "holidays": found.holidays, "finding": finding}
    figure = draw_monitoring(found.history, found.progress, today, **named, **reader._asdict())
    alt = monitoring_alternative(found.progress, today, finding=finding, unit=unit, subject=subject, reader=reader)
    heading = (finding, subtitle(subject, pd.Timestamp(today), reader))
    of_what = f"{target}-{unit}" if unit else target
    picture = reader.words("over-time {target} {day}", target=of_what, day=today.isoformat())
    show_chart_under(heading, figure, key="monitoring", alt=alt, picture=picture, reader=reader)


def show_districts(progress: pd.DataFrame, unit: str | None, reader: Reader) -> None:
    """Every district with its figures; picking one shows it on the chart and the cells behind it."""
    _ = reader.words
    rows = progress[progress["kind"] == "district"].reset_index(drop=True)
    st.subheader(_("Districts"))
    show(hint(_("Pick a row to see the district on the chart and the cells its figure comes from.")))
    chosen = next(iter(rows.index[rows["unit"] == unit]), None) if unit else None
    show_table(
        rows,
        (
            Column("name", _("Unit")),
            Column("coverage", _("Coverage"), "coverage", marks_help(reader)),
            Column("remaining", _("Still to vaccinate"), "number"),
            Column("pace", _("Pace a week"), "number", _("Mean doses a week over the last 4 reported weeks")),
            Column("required_pace", _("Pace needed"), "needed", _("Doses a week needed to meet the deadline")),
            Column("projected_completion", _("Projected completion"), "day"),
            Column("status", _("Status"), "status"),
            Column("denominator", _("Out of"), "number"),
            Column("doses_to_date", _("Given"), "doses"),
            Column("period_end", _("Figures up to"), "day"),
        ),
        reader=reader,
        alt=_("Progress of every district"),
        key=f"districts:{unit}",
        chosen=chosen,
        on_pick=lambda position: choose_unit(rows["unit"][position]),
    )


def show_source(row: Any, progress: pd.DataFrame, unit: str | None, today: date, reader: Reader) -> None:
    """The cells behind the chosen district's figure; the province's, which are many, when they are asked for."""
    _ = reader.words
    shown = progress[progress["unit"] == unit] if unit else progress[progress["kind"] == "province"]
    if shown.empty:
        return
    if unit is None and not st.toggle(_("Show the cells behind the province's figure"), key="province-source"):
        return
    place = shown.iloc[0]
    show_trace(unit=place["unit"], name=place["name"], group=row.group, dose=row.dose, as_of=today, reader=reader)
