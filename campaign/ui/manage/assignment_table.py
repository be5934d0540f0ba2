"""The table in which assignments are changed: figures to go by, then numbers, due days and persons to type."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.assigning.allocation import TYPED
from campaign.domain.assigning.assignments import Draft, Responsible
from campaign.domain.frames import rows_of
from campaign.locale.formats import MISSING, number
from campaign.ui.tables import ROW_HEIGHT
from campaign.workflows.manage.assigning import Site
from campaign.workflows.manage.assigning_typed import typed_draft

Persons = Mapping[str, Responsible]

MOST_PEOPLE = 10_000_000  # no unit has more
_KNOWN, _PERSONS = ("need", "done", "left"), ("responsible", "post")


def edit_draft(site: Site, proposed: Draft, persons: Persons | None, key: str, reader: Reader) -> Draft:
    """The proposal as somebody changed it; `persons` None shows no column of them and leaves them as they are.

    Another proposal is another table: what was typed into the one before is gone.
    """
    table = _base_table(site, proposed, persons)
    columns = _columns(reader)
    figures = crc32(table.drop(columns=list(_PERSONS)).to_csv().encode())
    edited = st.data_editor(
        table.style.format(lambda value: number(value, reader.language), subset=list(_KNOWN), na_rep=MISSING),
        column_config={**columns, "unit": None},
        column_order=[name for name in columns if persons is not None or name not in _PERSONS],
        hide_index=True,
        height=ROW_HEIGHT * (len(table) + 1) + 2 if len(table) <= 20 else 600,
        row_height=ROW_HEIGHT,
        placeholder="–",
        key=f"{key}:{figures}",
        alt=reader.words("Assignments to change"),
    )
    return _read_draft(edited, site, proposed, named=persons is not None)


def _base_table(site: Site, draft: Draft, persons: Persons | None) -> pd.DataFrame:
    """The units with what is known of them and what is proposed."""
    basis = {row.unit: row for row in rows_of(site.basis)}
    proposed, remaining = {row.unit: row for row in draft.rows}, site.remaining
    rows = []
    for unit in site.below:
        row, wanted = basis[unit.code], proposed.get(unit.code)
        who = (persons or {}).get(unit.code, Responsible())
        known = (row.denominator, row.doses_to_date, remaining.get(unit.code))
        rows.append((unit.code, unit.name, *known, *((wanted.people, wanted.due) if wanted else (None, None)), *who))
    columns = ["unit", "name", "need", "done", "left", "people", "due", "responsible", "post"]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("need", "done", "left", "people"), "Int64"))
    frame["due"] = pd.to_datetime(frame["due"]).dt.date
    return frame.astype({"responsible": "object", "post": "object"})


def _columns(reader: Reader) -> dict[str, Any]:
    _ = reader.words
    return {
        "name": st.column_config.TextColumn(_("Unit"), disabled=True, pinned=True),
        "need": _known(_("People to vaccinate")),
        "done": _known(_("Vaccinated")),
        "left": _known(_("Still to vaccinate")),
        "people": st.column_config.NumberColumn(
            _("People assigned"), min_value=0, max_value=MOST_PEOPLE, step=1, format="%d"
        ),
        "due": st.column_config.DateColumn(_("Due"), format="DD/MM/YYYY"),
        "responsible": st.column_config.TextColumn(_("Person responsible"), max_chars=200),
        "post": st.column_config.TextColumn(_("Post"), max_chars=200),
    }


def _known(title: str) -> Any:
    """A column of figures to go by."""
    return st.column_config.NumberColumn(title, disabled=True)


def _read_draft(edited: pd.DataFrame, site: Site, proposed: Draft, *, named: bool) -> Draft:
    """What stands in the table; numbers that are not the proposal's any more are typed."""
    rows = rows_of(edited)
    people = {row.unit: None if pd.isna(row.people) else int(row.people) for row in rows}
    dues = {row.unit: _day(row.due) for row in rows}
    who = {row.unit: Responsible(_text(row.responsible), _text(row.post)) for row in rows} if named else {}
    same = people == {row.unit: row.people for row in proposed.rows}
    method = proposed.method if same else TYPED
    return typed_draft(site, people, dues, who, total=proposed.total, method=method)


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _text(value: Any) -> str | None:
    return None if pd.isna(value) or not str(value).strip() else str(value).strip()
