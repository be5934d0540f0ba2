"""Every district's figures towards one target as a table of the page's own: there at once, and each name a link.

Streamlit's own grid can be sorted, but brings 1.3 MB of scripts, and what it draws has no links.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.locale.formats import day, number
from campaign.ui import menu
from campaign.ui.address import UNIT
from campaign.ui.markup import Cell, Link, Made, hint, show, table
from campaign.ui.monitor.figures import coverage_text, doses_text, explain_marks, left_text
from campaign.ui.monitor.target_card import draw_status
from campaign.ui.tables import without_idle_outlook


def show_districts(progress: pd.DataFrame, unit: str | None, reader: Reader) -> None:
    """The districts of PROGRESS; a name leads to the same page with that district on the chart and its cells below."""
    _ = reader.words
    rows = without_idle_outlook(progress[progress["kind"] == "district"])
    st.header(_("Districts"))
    headings = (
        _("Unit"),
        _("Coverage"),
        _("Still to vaccinate"),
        _("Pace a week"),
        _("Pace needed"),
        _("Projected completion"),
        _("Status"),
        _("Out of"),
        _("Given"),
        _("Figures up to"),
    )
    cells = [_row(row, unit, reader) for row in rows_of(rows)]
    show(
        hint(_("Pick a district to see it on the chart and the cells its figure comes from."))
        + table(headings, cells, numbers=_NUMBERS, caption=_("Progress of every district"))
        + hint(explain_marks(rows, reader))
    )


_NUMBERS = (1, 2, 3, 4, 5, 7, 8, 9)


def _row(row: Any, unit: str | None, reader: Reader) -> tuple[Cell, ...]:
    language = reader.language
    return (
        _name(row, unit),
        coverage_text(row, reader),
        left_text(row, row.remaining, reader),
        number(row.pace, language),
        left_text(row, row.required_pace, reader),
        day(row.projected_completion, language),
        Made(draw_status(row.status, reader)),
        number(row.denominator, language),
        doses_text(row, reader),
        day(row.period_end, language),
    )


def _name(row: Any, unit: str | None) -> Link:
    """The way to the district on this page as it stands now, and back to all where it is the one looked at."""
    choices = {name: value for name, value in st.query_params.items() if name != UNIT}
    if row.unit == unit:
        return Link(f"✕ {row.name}", menu.address(menu.TARGETS, **choices))
    return Link(row.name, menu.address(menu.TARGETS, **choices | {UNIT: row.unit}))
