"""What saving a file would change: the figures that are new, and those that change from old to new."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.changes import Change
from campaign.locale.formats import day, number
from campaign.ui.labels import dose_label, group_labels, measure_label, unit_names
from campaign.ui.markup import paragraph, show, table
from campaign.workflows.importing import Preview

SHOWN = 200


def show_changes(preview: Preview, reader: Reader) -> None:
    """Counts in a sentence, changed values old → new, then the new ones."""
    _, language = reader.words, reader.language
    st.subheader(_("What saving would change"))
    counts = {name: number(count, language) for name, count in preview.counts._asdict().items()}
    show(paragraph(_("{new} new figures, {changed} changed, {unchanged} unchanged.", **counts)))
    changed = [change for change in preview.changes if change.old is not None]
    new = [change for change in preview.changes if change.old is None]
    if changed:
        show(_table(changed, reader, caption=_("Changed values")))
    if new:
        with st.expander(_("New values, people included ({count})", count=number(len(new), language))):
            show(_table(new, reader, caption=_("New values")))


def _table(changes: Sequence[Change], reader: Reader, *, caption: str) -> str:
    _, language = reader.words, reader.language
    units, groups = unit_names(), group_labels(reader)
    rows = [
        (
            units.get(each.unit, each.unit),
            groups.get(each.group, each.group),
            dose_label(each.dose, reader),
            measure_label(each.measure, reader),
            day(each.period_end, language),
            number(each.old, language),
            number(each.new, language),
            each.sheet,
            each.cell,
        )
        for each in changes[:SHOWN]
    ]
    headings = (_("Unit"), _("Group"), _("Dose"), _("What"), _("Up to"), _("Old"), _("New"), _("Sheet"), _("Cell"))
    more = len(changes) - SHOWN
    rest = paragraph(_("… and {count} more.", count=number(more, language))) if more > 0 else ""
    return table(headings, rows, numbers=(5, 6), caption=caption) + rest
