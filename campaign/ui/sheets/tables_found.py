"""Which tables a workbook holds, what each column was taken to mean, and a way to change it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.questions import COLUMN
from campaign.locale import N_
from campaign.locale.formats import number
from campaign.ui.labels import period_label
from campaign.ui.markup import Cell, Link, show, strong, table
from campaign.ui.sheets.column_editor import show_editor
from campaign.ui.sheets.column_roles import long_meaning
from campaign.ui.sheets.questions_view import ANCHOR
from campaign.ui.sheets.sheets_view import asked_letters
from campaign.workflows.sheets.importing import Preview

_OF_PERIOD = N_("Sheet “{sheet}”, {range}: {rows} units, period {period}")
_OF_PEOPLE = N_("Sheet “{sheet}”, {range}: {rows} rows of units, in force from {period}")
# So many values of a column stand beside its meaning.
SAMPLES = 3


def show_tables_found(preview: Preview, reader: Reader) -> None:
    """Each table: where it stands, how many units, its period; its columns on demand, each layout editable once."""
    _, tables = reader.words, preview.tables
    st.header(_("Tables found"))
    if not tables:
        st.text(_("No table of units and figures was found in this file."))
    asked = [question.id for question in preview.questions if question.kind == COLUMN]
    edited: set[str] = set()
    for found in tables:
        line = _line(found, reader)
        show(strong(line))
        with st.expander(_("What each column was taken to mean"), expanded=len(tables) == 1):
            show(_columns(found, asked_letters(found, preview.questions), line, reader))
            if found.signature not in edited:
                show_editor(found, asked, reader)
        edited.add(found.signature)


def _line(found: Any, reader: Reader) -> str:
    roles = {column.role for column in found.columns}
    of_people = "denominator" in roles and "figure" not in roles
    return reader.words(
        _OF_PEOPLE if of_people else _OF_PERIOD,
        sheet=found.sheet,
        range=found.range,
        rows=number(found.rows, reader.language),
        period=period_label(found.period, reader),
    )


def _columns(found: Any, asked: frozenset[str], line: str, reader: Reader) -> str:
    """The columns as a table, those that are asked about first."""
    _ = reader.words
    samples = list(found.samples) or [()] * len(found.columns)
    pairs = sorted(zip(found.columns, samples, strict=True), key=lambda pair: pair[0].letter not in asked)
    rows = [
        (each.letter, each.header, " · ".join(filter(None, values[:SAMPLES])), _meaning(each, asked, reader))
        for each, values in pairs
    ]
    return table((_("Column"), _("Header"), _("First values"), _("Taken as")), rows, caption=line)


def _meaning(column: Any, asked: frozenset[str], reader: Reader) -> Cell:
    if column.letter in asked:
        return Link(reader.words("? Needs an answer"), f"#{ANCHOR}")
    return long_meaning(column, reader)
