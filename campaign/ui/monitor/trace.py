"""Where a number comes from: every cell it was read or summed from, with the workbook to download."""

from __future__ import annotations

from datetime import date

import streamlit as st

from campaign.charts.style import Reader
from campaign.errors import NotFound
from campaign.locale import N_
from campaign.locale.formats import moment, number, week
from campaign.ui.cached import read
from campaign.ui.downloads import original_link
from campaign.ui.labels import dose_label, group_labels, measure_label
from campaign.ui.markup import Link, escape, notice, show, table
from campaign.workflows.monitor.tracing import Trace, trace_figure

_EXACT = N_("{unit}, {what}: {doses} doses to date, from these cells:")
_AT_LEAST = N_("{unit}, {what}: at least {doses} doses to date (an earlier report is missing), from these cells:")


def show_trace(*, unit: str, name: str, group: str, dose: str, as_of: date, reader: Reader) -> None:
    """The section "Source of the figure" for a unit's doses to date at a date."""
    _ = reader.words
    st.header(_("Source of the figure"))
    try:
        trace = read(trace_figure, unit, group, dose, as_of)
    except NotFound:
        notice(_("{unit} has reported nothing for this target yet, so there is no cell to show.", unit=name))
        return
    what = f"{dose_label(dose, reader)} · {group_labels(reader)[group]}"
    show(f"<p>{escape(_sentence(trace, what, reader))}</p>{_cells(trace, reader)}")


def _sentence(trace: Trace, what: str, reader: Reader) -> str:
    doses = number(trace.doses_to_date, reader.language)
    return reader.words(_AT_LEAST if trace.incomplete else _EXACT, unit=trace.unit_name, what=what, doses=doses)


def _cells(trace: Trace, reader: Reader) -> str:
    _ = reader.words
    headings = (
        _("Unit"), _("Value"), _("What"), _("Period"), _("Sheet"), _("Cell"), _("Header"),
        _("File"), _("Uploaded"), _("By"),
    )  # fmt: skip
    rows = [
        (
            part.unit_name,
            number(part.value, reader.language),
            measure_label(part.measure, reader),
            week(part.period_start, part.period_end, reader.language),
            part.sheet,
            part.cell,
            part.header,
            Link(part.file_name, original_link(part.upload_id)),
            moment(part.uploaded_at, reader.language),
            part.uploaded_by,
        )
        for part in trace.parts
    ]
    return table(headings, rows, numbers=(1,), caption=_("Cells that the figure comes from"))
