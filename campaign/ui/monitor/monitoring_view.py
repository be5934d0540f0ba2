"""The parts of the targets page: the monitoring chart and the cells behind a figure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.alternatives import monitoring_alternative
from campaign.charts.finding_titles import monitoring_finding, subtitle
from campaign.charts.monitoring import draw_monitoring
from campaign.charts.style import Reader
from campaign.ui.monitor.chart import show_chart_under
from campaign.ui.monitor.trace import show_trace
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
