"""Coverages over 100 %: which of doses and people is more likely off, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.people.coverage_over import explanation_words
from campaign.locale.formats import number, percent
from campaign.ui.cached import read
from campaign.ui.labels import measure_label, target_labels
from campaign.ui.markup import show, table
from campaign.ui.monitor.figures import with_marks
from campaign.workflows.manage.overs import Over, explain_overs


def show_overs(as_of: date, reader: Reader, *, target: str | None = None, unit: str | None = None) -> None:
    """Every coverage over 100 % at a date, of one target or unit alone where given; nothing where there is none."""
    _ = reader.words
    overs = read(explain_overs, as_of, target=target, unit=unit)
    if not overs:
        return
    count = number(len(overs), reader.language)
    with st.expander(_("Coverage over 100 % ({count}): doses or people?", count=count), expanded=len(overs) <= 5):
        show(_table(overs, reader))


def _table(overs: Sequence[Over], reader: Reader) -> str:
    _, language, labels = reader.words, reader.language, target_labels(reader)
    headings = (_("Target"), _("Unit"), _("Given"), _("Out of"), _("Coverage"), _("What the figures say"))
    rows = [
        (
            labels[each.target].full,
            each.name,
            number(each.doses, language),
            f"{number(each.people, language)} {measure_label(each.kind, reader)}",
            with_marks(percent(each.coverage, language), each.coverage),
            " ".join(explanation_words(each.explanation, language)),
        )
        for each in overs
    ]
    return table(headings, rows, numbers=(2, 4), caption=_("Coverages over 100 % and what may explain them"))
