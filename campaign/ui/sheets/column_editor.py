"""The column table of a layout: what each column holds, asked or not, with the sheet's own first rows beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.questions import COLUMN, question_id
from campaign.ui.markup import hint, literal, show
from campaign.ui.sheets import answering
from campaign.ui.sheets.column_fields import ColumnField, read_column, show_column
from campaign.workflows.sheets.importing import Preview

# Columns that say whose a row is, and of when: they are read from their headers alone.
FIXED = frozenset(("unit", "unit_code", "index", "group", "dose", "product", "period", "period_start", "period_end"))


def find_asked(preview: Preview) -> list[ColumnField]:
    """The columns that the file's questions are about, each once however many sheets have it."""
    proposed = {each.id: each.proposed or {} for each in preview.questions if each.kind == COLUMN}
    fields = {}
    for table in preview.tables:
        for column, samples in _columns(table):
            asked = question_id(COLUMN, table.signature, column.subject)
            if asked in proposed and asked not in fields:
                fields[asked] = ColumnField(asked, column.letter, column.header, samples, proposed[asked], asked=True)
    return list(fields.values())


def find_editable(table: Any, asked: Sequence[str]) -> list[ColumnField]:
    """The columns of a table whose meaning can be changed and that no question is open about."""
    fields = [
        ColumnField(
            question_id(COLUMN, table.signature, column.subject),
            column.letter,
            column.header,
            samples,
            {name: getattr(column, name) for name in ("role", "group", "dose", "measure", "kind", "product")},
            asked=False,
        )
        for column, samples in _columns(table)
        if column.role not in FIXED and column.subject
    ]
    return [field for field in fields if field.id not in asked]


def show_editor(table: Any, asked: Sequence[str], reader: Reader) -> None:
    """A switch, and under it the whole column table to change; what is changed is remembered for this layout."""
    _ = reader.words
    fields = find_editable(table, asked)
    label = _("Change what the columns of “{sheet}” were taken to mean", sheet=literal(table.sheet))
    if not fields or not st.toggle(label, key=f"edit-columns:{table.signature}:{table.sheet}"):
        return
    with st.form(f"columns:{table.signature}:{table.sheet}", border=True):
        show(hint(_("What you change holds for every sheet with these headers, until it is changed or forgotten.")))
        for field in fields:
            show_column(field, reader)
        st.form_submit_button(_("Apply the changes"), on_click=_apply, args=(fields, reader))


def _columns(table: Any) -> Iterator[tuple[Any, Sequence[str]]]:
    """Each column with the first values under it."""
    samples = list(table.samples) or [()] * len(table.columns)
    return zip(table.columns, samples, strict=True)


def _apply(fields: Sequence[ColumnField], reader: Reader) -> None:
    texts = {field.id: field.header for field in fields}
    reads = ((field.id, partial(read_column, field)) for field in fields)
    answering.apply_form(reads, texts, reader.words("No column was changed."), reader)
