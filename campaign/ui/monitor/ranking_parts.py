"""A ranking by several targets: the table with the score for each, and the figures behind one district's scores."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.exports.about import RankingAbout
from campaign.exports.columns import with_parts
from campaign.locale.formats import is_missing, number, percent, threshold
from campaign.ui.labels import target_labels
from campaign.ui.markup import notice, show, strong, table
from campaign.ui.monitor import ranking_view
from campaign.ui.monitor.caveats import caveat_lines
from campaign.ui.monitor.figures import coverage_text, doses_text
from campaign.ui.monitor.trace import show_trace
from campaign.ui.tables import Column, marks_help
from campaign.workflows.monitor.rankings import Ranked


def show_caveats(ranked: Ranked, parts: pd.DataFrame, reader: Reader) -> None:
    """The reasons to doubt a coverage, each said once with the targets it is about."""
    about: dict[str, list[str]] = {}
    for row in rows_of(ranked.targets):
        for line in caveat_lines(row, parts[parts["target"] == row.target], reader):
            about.setdefault(line, []).append(row.target)
    for line, targets in about.items():
        notice(f"{', '.join(targets)}: {line}", kind="warning")


def show_ranking(ranked: Ranked, parts: pd.DataFrame, about: RankingAbout, unit: str | None, reader: Reader) -> None:
    """The table in order of the mean score, each target's score beside it."""
    _ = reader.words
    of_targets = [
        Column(
            f"part_{number}",
            f"{each.target} ({threshold(each.share, reader.language)})",
            "coverage",
            _("Share of the threshold reached, 100 % at most, and the weight it counts with"),
            f"part_{number}_incomplete",
        )
        for number, each in enumerate(about.targets)
    ]
    columns = (
        *ranking_view.rank_columns(reader),
        Column("score", _("Score"), "coverage", marks_help(reader)),
        Column("score_change", _("± points"), "points", _("Change of the score in points since the report before")),
        *of_targets,
        *ranking_view.gap_columns(reader),
        Column("remaining", _("Still to vaccinate"), "number", _("For all these targets together")),
        Column("period_end", _("Figures up to"), "day", _("The oldest figure that counts")),
    )
    note = _("Each person is counted for one target; where groups overlap, fewer people may do.")
    ranking_view.show_units(with_parts(ranked.ranking, parts), columns, unit, reader, note=note)


def show_unit(ranked: Ranked, parts: pd.DataFrame, about: RankingAbout, unit: str, reader: Reader) -> None:
    """One district's figures for each target, and the cells they come from."""
    _ = reader.words
    rows: list[Any] = rows_of(parts[parts["unit"] == unit])
    if not rows:
        return
    show(strong(rows[0].name) + _figures(rows, reader))
    labels = target_labels(reader)
    asked = st.selectbox(
        _("Show the cells behind a figure"),
        list(about.targets),
        index=None,
        format_func=lambda each: labels[each.target].full,
        placeholder=_("Choose a target"),
        key=f"trace:{reader.language}",
    )
    for target in rows_of(ranked.targets):
        if asked and target.target == asked.target:
            place = {"unit": unit, "name": rows[0].name, "group": target.group, "dose": target.dose}
            show_trace(**place, as_of=about.as_of, reader=reader)


def _figures(rows: list[Any], reader: Reader) -> str:
    _ = reader.words
    headings = (
        _("Target"), _("Weight"), _("Coverage"), _("Threshold"), _("Score"), _("Given"), _("Out of"),
    )  # fmt: skip
    labels, language = target_labels(reader), reader.language
    lines = [
        (
            labels[row.target].full,
            threshold(row.weight, language),
            coverage_text(row, reader),
            threshold(row.threshold, language),
            percent(None if is_missing(row.score) else row.score, language),
            doses_text(row, reader),
            number(row.denominator, language),
        )
        for row in rows
    ]
    return table(headings, lines, numbers=(1, 2, 3, 4, 5, 6), caption=_("What the score is made of"))
