"""What the overview is made of: who is silent, a card per target with a deadline, a table of the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.locale.formats import day, number
from campaign.ui import menu
from campaign.ui.address import TARGET
from campaign.ui.cached import read
from campaign.ui.figures import coverage_text, doses_text, explain_marks
from campaign.ui.labels import TargetLabel, target_labels
from campaign.ui.markup import Link, escape, hint, show, table
from campaign.ui.target_card import draw_card, kept_choices, target_address
from campaign.workflows import monitoring

CARDS_IN_A_ROW = 2


def show_unreported(districts: pd.DataFrame, today: date, reader: Reader) -> None:
    """Which districts have nothing for the latest period, each with the day its figures stop."""
    silent = districts[districts["stale"]].groupby("name", sort=False)["period_end"].max()
    if silent.empty:
        return
    _ = reader.words
    units = ", ".join(f"{name} ({day(last, reader.language)})" for name, last in silent.items())
    message = _("No report for every target by {day}; the last report counts:", day=day(today, reader.language))
    show(f'<p class="notice" role="status"><strong>{escape(message)}</strong> {escape(units)}</p>')


def show_marks(progress: Sequence[pd.DataFrame], reader: Reader) -> None:
    """What the marks beside some figures mean, if any has one."""
    if explained := explain_marks(pd.concat(progress), reader):
        show(hint(explained))


def show_deadline_targets(provinces: pd.DataFrame, districts: pd.DataFrame, reader: Reader) -> None:
    """A card for each target with a deadline: where it stands, what is needed, why, and who is late."""
    labels, later = target_labels(reader), _superseding()
    rows = _latest_deadline_first(provinces, later)
    for first in range(0, len(rows), CARDS_IN_A_ROW):
        beside = zip(st.columns(CARDS_IN_A_ROW), rows[first : first + CARDS_IN_A_ROW], strict=False)
        for place, row in beside:
            with place.container(border=True, height="stretch"):
                of_target = districts[districts["target"] == row.target]
                show(draw_card(row, of_target, labels[row.target], later.get(row.target), reader))
                _show_ways_on(row.target, reader)


def show_open_targets(provinces: pd.DataFrame, reader: Reader) -> None:
    """The targets that set no deadline: coverage and pace only."""
    _ = reader.words
    rows = provinces[provinces["deadline"].isna()]
    st.subheader(_("Targets without a deadline"))
    labels = target_labels(reader)
    headings = (_("Target"), _("Given"), _("Out of"), _("Coverage"), _("Pace a week"), _("Figures up to"))
    cells = [_open_row(row, labels[row.target], reader) for row in rows.itertuples(index=False)]
    show(table(headings, cells, numbers=(1, 2, 3, 4, 5), caption=_("Targets without a deadline")))


def _latest_deadline_first(provinces: pd.DataFrame, later: dict[str, str]) -> list[Any]:
    """Targets in force before those that a later one has replaced."""
    rows = provinces[provinces["deadline"].notna()].sort_values("deadline", ascending=False, kind="stable")
    return sorted(rows.itertuples(index=False), key=lambda row: row.target in later)


def _superseding() -> dict[str, str]:
    """By a target that was replaced: the one that replaced it."""
    targets = read(monitoring.read_targets)
    replaced = targets[targets["supersedes"].notna() & (targets["supersedes"] != "")]
    return dict(zip(replaced["supersedes"], replaced["target"], strict=True))


def _show_ways_on(target: str, reader: Reader) -> None:
    _ = reader.words
    choices = kept_choices(reader) | {TARGET: target}
    with st.container(horizontal=True):
        st.page_link(menu.path(menu.TARGETS), label=_("See the chart"), query_params=choices)
        st.page_link(menu.path(menu.RANKINGS), label=_("See the ranking"), query_params=choices)


def _open_row(row: Any, label: TargetLabel, reader: Reader) -> tuple[str | Link, ...]:
    language = reader.language
    return (
        Link(label.full, target_address(row.target, reader)),
        doses_text(row, reader),
        number(row.denominator, language),
        coverage_text(row, reader),
        number(row.pace, language),
        day(row.period_end, language),
    )
