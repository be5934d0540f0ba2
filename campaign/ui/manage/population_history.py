"""One unit's numbers of people over time: what stood when, who stated it where, what was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from campaign.charts.style import Reader
from campaign.locale.formats import day, moment, number
from campaign.ui import menu
from campaign.ui.address import UPLOAD
from campaign.ui.cached import read
from campaign.ui.labels import dose_label, group_labels, measure_label, unit_labels
from campaign.ui.manage.population_labels import STATES, change_text
from campaign.ui.markup import Cell, Link, show, table
from campaign.workflows.manage.ledger import LedgerRow, read_ledger


def show_history(as_of: date, filters: dict[str, tuple[str, ...]], units: Sequence[str], reader: Reader) -> None:
    """Every statement about a unit, of the group and kind chosen above."""
    _, names = reader.words, unit_labels()
    st.header(_("History of a unit"))
    unit = st.selectbox(_("Unit"), units, format_func=names.__getitem__, key="ledger-unit")
    chosen = {name: codes for name, codes in filters.items() if name != "levels"}
    rows = read(read_ledger, as_of, units=(unit,), history=True, **chosen)
    show(_table(rows, names[unit], reader))


def _table(rows: Sequence[LedgerRow], name: str, reader: Reader) -> str:
    _ = reader.words
    headings = (
        _("Group"), _("Kind"), _("Dose"), _("From"), _("People"), _("Before"), _("± %"), _("State"), _("Source"),
        _("Cell"), _("By"), _("Entered"),
    )  # fmt: skip
    body = [_cells(row, reader) for row in rows]
    return table(headings, body, numbers=(4, 5, 6), caption=_("Numbers of people of {name} over time", name=name))


def _cells(row: LedgerRow, reader: Reader) -> tuple[Cell, ...]:
    _, language = reader.words, reader.language
    state = _(STATES[row.state])
    why = f"{state}: {row.withdrawn_reason} ({row.withdrawn_by})" if row.withdrawn_reason else state
    return (
        group_labels(reader).get(row.group, row.group),
        measure_label(row.kind, reader),
        dose_label(row.dose, reader) or _("any dose"),
        day(row.valid_from, language),
        number(row.people, language),
        number(row.before, language) if row.before is not None else "",
        change_text(row, reader),
        why,
        Link(row.source, menu.address(menu.UPLOADS, **{UPLOAD: str(row.upload)})),
        f"'{row.sheet}'!{row.cell}",
        row.by,
        moment(row.at, language),
    )
