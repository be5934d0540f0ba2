"""The parts of the rankings page: table, bar chart in the same order, downloads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.alternatives import text_alternative
from campaign.charts.finding_titles import districts_finding, subtitle
from campaign.charts.ranking_bars import draw_ranking
from campaign.charts.style import Reader
from campaign.domain.ranking import UNRANKED_WORDS
from campaign.store.engine import Database
from campaign.ui import session
from campaign.ui.caveats import people_label
from campaign.ui.chart import show_chart_under
from campaign.ui.downloads import TYPES
from campaign.ui.labels import target_label
from campaign.ui.markup import hint, paragraph, show
from campaign.ui.pickers import choose_unit
from campaign.ui.tables import Column, marks_help, show_table
from campaign.workflows.ranking_files import FILE_NAME, FORMS, ranking_file


def show_ranking(ranking: pd.DataFrame, unit: str | None, reader: Reader) -> None:
    """The table in order of rank; picking a district shows the cells behind its figure."""
    _ = reader.words
    chosen = next(iter(ranking.index[ranking["unit"] == unit]), None) if unit else None
    show_table(
        ranking,
        (
            Column("rank", _("Rank"), "number"),
            Column("rank_change", _("± rank"), "signed", _("Places moved up since the report before")),
            Column("name", _("Unit")),
            Column("coverage", _("Coverage"), "coverage", marks_help(reader)),
            Column(
                "coverage_change", _("± points"), "points", _("Change of coverage in points since the report before")
            ),
            Column("remaining", _("Still to vaccinate"), "number"),
            Column("required_pace", _("Pace needed"), "number", _("Doses a week needed to meet the deadline")),
            Column("projected_completion", _("Projected completion"), "day"),
            Column("status", _("Status"), "status"),
            Column("denominator", _("Out of"), "number"),
            Column("doses_to_date", _("Given"), "doses"),
            Column("period_end", _("Figures up to"), "day"),
        ),
        reader=reader,
        alt=_("Districts in order of coverage"),
        key=f"ranking:{unit}",
        chosen=chosen,
        on_pick=lambda position: choose_unit(ranking["unit"][position]),
    )
    show(hint(_("Pick a row to see the cells its figure comes from.")))
    _show_unranked(ranking, reader)


def show_downloads(target: str, today: date, reader: Reader) -> None:
    """The same ranking as files; they are made when asked for."""
    _ = reader.words
    labels = {"xlsx": _("Download as Excel (.xlsx)"), "csv": _("Download as CSV")}
    database, name = session.database(), _(FILE_NAME, target=target, day=today.isoformat())
    with st.container(horizontal=True):
        for form in FORMS:
            st.download_button(
                labels[form],
                data=_maker(database, target, today, form, reader),
                file_name=f"{name}.{form}",
                mime=TYPES[form],
                on_click="ignore",
                key=f"download-{form}",
            )


def _maker(database: Database, target: str, today: date, form: str, reader: Reader) -> Callable[[], bytes]:
    """What makes the file once it is asked for: it runs later, outside this visit's run."""
    return lambda: ranking_file(database, target, today, form, language=reader.language)[1]


def show_chart(row: Any, ranking: pd.DataFrame, today: date, reader: Reader) -> None:
    """Coverage as bars, in the table's order."""
    subject = f"{target_label(row, reader).title} ({people_label(row, ranking, reader)})"
    figure = draw_ranking(ranking, today, subject=subject, **reader._asdict())
    alt = text_alternative(
        "ranking", ranking, today, subject=subject, translate=reader.translate, language=reader.language
    )
    heading = (districts_finding(ranking, reader), subtitle(subject, pd.Timestamp(today), reader))
    show_chart_under(heading, figure, key="ranking", alt=alt, reader=reader)


def _show_unranked(ranking: pd.DataFrame, reader: Reader) -> None:
    """Who has no rank, and why."""
    _ = reader.words
    rows = ranking[ranking["rank"].isna()]
    if not rows.empty:
        reasons = ", ".join(
            f"{row.name} ({reader.words(UNRANKED_WORDS[row.unranked_reason])})" for row in rows.itertuples(index=False)
        )
        show(paragraph(_("Not ranked: {units}.", units=reasons)))
