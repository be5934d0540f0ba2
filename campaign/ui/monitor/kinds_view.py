"""The coverages of one target over every kind of denominator that is known, side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.doses import ASSIGNED, DENOMINATOR_KINDS, DUE, INTERVAL, RESIDENT
from campaign.domain.progress.progress_by_kind import side_by_side
from campaign.locale import N_
from campaign.ui.cached import read
from campaign.ui.labels import measure_label
from campaign.ui.markup import hint, paragraph, show
from campaign.ui.tables import Column, marks_help, show_table
from campaign.workflows.monitor import outlook

# For headings.
SHORT = {RESIDENT: N_("residents"), DUE: N_("stated as due"), ASSIGNED: N_("assigned"), INTERVAL: N_("due by interval")}


def show_kinds(row: Any, today: date, reader: Reader) -> None:
    """Province and districts, for each kind its people and the coverage; `row` is the target's (TARGETS)."""
    _ = reader.words
    found = read(outlook.coverage_by_kind, today, target=row.target)
    st.header(_("Coverage over each denominator"))
    kinds = [kind for kind in DENOMINATOR_KINDS if kind in set(found["denominator_kind"])]
    if not kinds:
        show(
            paragraph(_("No number of people is known for this target: upload populations, or a sheet that has them."))
        )
        return
    own = measure_label(row.denominator_kind, reader)
    show(hint(_("The target is measured against: {kind}. Where a unit lacks a kind, “–” stands.", kind=own)))
    show_table(
        side_by_side(found),
        (
            Column("name", _("Unit")),
            Column("doses_to_date", _("Given"), "doses"),
            *(_coverage(kind, reader) for kind in kinds),
            *(Column(f"people_{kind}", _("People: {kind}", kind=_(SHORT[kind])), "number") for kind in kinds),
            Column("period_end", _("Figures up to"), "day"),
        ),
        reader=reader,
        alt=_("Coverage over each denominator"),
        key="kinds",
    )
    if INTERVAL in kinds:
        show(hint(_("People due by interval are those who had the dose before the minimum interval earlier.")))


def _coverage(kind: str, reader: Reader) -> Column:
    title = reader.words("Coverage: {kind}", kind=reader.words(SHORT[kind]))
    return Column(f"coverage_{kind}", title, "coverage", marks_help(reader))
