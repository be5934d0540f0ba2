"""What the overview is made of: who is silent, a card per target with a deadline, tables of the others."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.directives.in_force import in_force
from campaign.locale.formats import day, number
from campaign.ui import menu
from campaign.ui.address import TARGET
from campaign.ui.cached import read
from campaign.ui.labels import TargetLabel, target_labels
from campaign.ui.markup import Link, escape, hint, notice, show, table
from campaign.ui.monitor.figures import coverage_text, doses_text, explain_marks
from campaign.ui.monitor.reasons import reason
from campaign.ui.monitor.target_card import draw_card, kept_choices, target_address
from campaign.ui.tables import status_text
from campaign.workflows.monitor import monitoring, outlook

CARDS_IN_A_ROW = 2


class Standing(NamedTuple):
    """PROGRESS at a date of the province and the districts towards the targets in force, and towards those replaced.

    `kinds` is the province's over every kind of denominator.
    """

    provinces: pd.DataFrame
    districts: pd.DataFrame
    replaced: pd.DataFrame
    kinds: pd.DataFrame


def read_standing(today: date) -> Standing:
    """Where everybody stands; no rows where no directive had been issued yet."""
    progress, kinds = read(outlook.overall_at, today)
    targets = read(monitoring.read_targets)
    stands = progress["target"].isin(targets["target"][in_force(targets, today)])
    province = progress["kind"] == "province"
    return Standing(progress[stands & province], progress[stands & ~province], progress[~stands & province], kinds)


def show_nothing_issued(today: date, reader: Reader) -> None:
    """Before the first directive there is no target to measure against."""
    _, language = reader.words, reader.language
    first = read(monitoring.read_targets)["in_force_from"].min()
    words = {"day": day(today, language), "first": day(first, language)}
    notice(_("No directive had set a target by {day}; the first is of {first}. Choose a later date.", **words))


def show_unreported(districts: pd.DataFrame, today: date, reader: Reader) -> None:
    """Which districts have nothing for the latest period, each with the day its figures stop."""
    silent = districts[districts["stale"]].groupby("name", sort=False)["period_end"].max()
    if silent.empty:
        return
    _ = reader.words
    units = ", ".join(f"{name} ({day(last, reader.language)})" for name, last in silent.items())
    message = _("No report for every target by {day}; the last report counts:", day=day(today, reader.language))
    show(f'<p class="notice" role="status"><strong>{escape(message)}</strong> {escape(units)}</p>')


def show_marks(standing: Standing, reader: Reader) -> None:
    """What the marks beside some figures mean, if any has one."""
    dated = standing.provinces["target"][standing.provinces["deadline"].notna()]
    on_cards = standing.kinds[standing.kinds["target"].isin(dated)]
    if explained := explain_marks(pd.concat([standing.provinces, standing.districts, on_cards]), reader):
        show(hint(explained))


def show_deadline_targets(standing: Standing, reader: Reader) -> None:
    """A card for each target with a deadline: where it stands, what is needed, why, and who is late."""
    labels, provinces = target_labels(reader), standing.provinces
    dated = provinces[provinces["deadline"].notna()].sort_values("deadline", ascending=False, kind="stable")
    rows = list(dated.itertuples(index=False))
    for first in range(0, len(rows), CARDS_IN_A_ROW):
        beside = zip(st.columns(CARDS_IN_A_ROW), rows[first : first + CARDS_IN_A_ROW], strict=False)
        for place, row in beside:
            with place.container(border=True, height="stretch"):
                of_target = standing.districts[standing.districts["target"] == row.target]
                show(draw_card(row, of_target, standing.kinds, labels[row.target], reader))
                _show_ways_on(row.target, reader)


def show_replaced_targets(provinces: pd.DataFrame, reader: Reader) -> None:
    """The targets in whose place another has come: a deadline that was missed stays missed."""
    if provinces.empty:
        return
    _, language = reader.words, reader.language
    labels, later = target_labels(reader), read(monitoring.read_targets).set_index("target")
    title = _("Targets that another one has replaced")
    st.subheader(title)
    rows = [
        (
            Link(labels[row.target].full, target_address(row.target, reader)),
            day(row.deadline, language),
            status_text(row.status, reader),
            reason(row, reader),
            f"{later['superseded_by'][row.target]} ({day(later['superseded_on'][row.target], language)})",
        )
        for row in provinces.itertuples(index=False)
    ]
    show(table((_("Target"), _("Deadline"), _("Status"), _("Why"), _("Replaced by")), rows, caption=title))


def show_open_targets(provinces: pd.DataFrame, reader: Reader) -> None:
    """The targets that set no deadline: coverage and pace only."""
    _ = reader.words
    rows = provinces[provinces["deadline"].isna()]
    if rows.empty:
        return
    st.subheader(_("Targets without a deadline"))
    labels = target_labels(reader)
    headings = (_("Target"), _("Given"), _("Out of"), _("Coverage"), _("Pace a week"), _("Figures up to"))
    cells = [_open_row(row, labels[row.target], reader) for row in rows.itertuples(index=False)]
    show(table(headings, cells, numbers=(1, 2, 3, 4, 5), caption=_("Targets without a deadline")))


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
