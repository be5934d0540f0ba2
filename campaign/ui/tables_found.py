"""Which tables a workbook holds and what each column was taken to mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.locale.formats import number
from campaign.ui.labels import dose_label, group_labels, measure_label, period_label
from campaign.ui.markup import show, strong, table

_ROLES = {
    "unit": N_("Unit"),
    "unit_code": N_("Unit code"),
    "index": N_("Row number"),
    "group": N_("Group"),
    "dose": N_("Dose"),
    "product": N_("Vaccine"),
    "period": N_("Period"),
    "note": N_("Note"),
    "rate": N_("Rate: compared, not imported"),
    "ignored": N_("Not imported"),
    "unknown": N_("Not understood"),
}


def show_tables_found(tables: Sequence[Any], reader: Reader) -> None:
    """Each table: where it stands, how many units, its period; its columns on demand."""
    _ = reader.words
    st.subheader(_("Tables found"))
    if not tables:
        st.text(_("No table of units and figures was found in this file."))
    for position, found in enumerate(tables):
        values = {"sheet": found.sheet, "range": found.range, "rows": number(found.rows, reader.language)}
        line = _(
            "Sheet “{sheet}”, {range}: {rows} units, period {period}",
            period=period_label(found.period, reader),
            **values,
        )
        show(strong(line))
        with st.expander(_("What each column was taken to mean"), expanded=position == 0 and len(tables) == 1):
            rows = [(each.letter, each.header, _meaning(each, reader)) for each in found.columns]
            show(table((_("Column"), _("Header"), _("Taken as")), rows, caption=line))


def _meaning(column: Any, reader: Reader) -> str:
    if column.role not in ("figure", "denominator"):
        return reader.words(_ROLES[column.role])
    measure = column.measure if column.role == "figure" else column.kind
    parts = (
        group_labels(reader).get(column.group, column.group) if column.group else "",
        dose_label(column.dose, reader) if column.dose else "",
        measure_label(measure, reader) if measure else "",
        column.product or "",
    )
    return " · ".join(part for part in parts if part)
