"""The ledger itself: its entries by group, kind and day, the history of one unit, files to download, withdrawal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.people.ledger import COMING, IN_FORCE
from campaign.store.engine import Database
from campaign.ui import menu, session
from campaign.ui.cached import read
from campaign.ui.downloads import CSV, XLSX
from campaign.ui.file_button import hands_out_files, show_file_button
from campaign.ui.labels import dose_label, group_labels, measure_label
from campaign.ui.manage.population_history import show_history
from campaign.ui.manage.population_labels import KINDS, LEVELS, STATES, change_share
from campaign.ui.manage.population_uploads import show_uploads
from campaign.ui.markup import notice
from campaign.ui.sheets import uploading
from campaign.ui.tables import Column, show_table
from campaign.workflows.manage.ledger import LedgerRow, blank_populations, latest_day, ledger_file, read_ledger

BLANK_NAME = "mau-so-doi-tuong.xlsx"


def pick_day(reader: Reader) -> date:
    """The day that the whole page looks at."""
    return st.date_input(
        reader.words("Numbers of people in force on"),
        read(latest_day, uploading.today()),
        format="DD/MM/YYYY",
        width=240,
        key="populations-day",
    )


def is_empty() -> bool:
    """Whether nobody has stated any people yet."""
    return not read(read_ledger, date.max)


def show_nothing(reader: Reader) -> None:
    """An empty ledger says what to do next."""
    _ = reader.words
    notice(
        _(
            "No number of people is known yet. Load a file of them or type some in below; weekly sheets with a column "
            "of people fill this ledger, too."
        )
    )
    menu.show_way(menu.UPLOAD, reader)


def show_ledger(as_of: date, reader: Reader) -> None:
    """What is or will be in force, filtered; under it one unit's history, the files loaded, and the downloads."""
    _ = reader.words
    if is_empty():
        show_blank_button(reader, key="blank-ledger")
        show_uploads(reader)
        return
    filters = _pick_filters(reader)
    rows = [row for row in read(read_ledger, as_of, **filters) if row.state in (IN_FORCE, COMING)]
    if rows:
        _show_rows(rows, reader)
    else:
        st.text(_("No number of people is in force for this choice."))
    _show_downloads(as_of, filters, reader)
    if rows:
        show_history(as_of, filters, list(dict.fromkeys(row.unit for row in rows)), reader)
    show_uploads(reader)


def _pick_filters(reader: Reader) -> dict[str, tuple[str, ...]]:
    _ = reader.words
    groups, kinds = {"": _("All groups"), **group_labels(reader)}, ("", *KINDS)
    places = st.columns(3)
    group = places[0].selectbox(_("Group"), list(groups), format_func=groups.__getitem__, key="ledger-group")
    kind = places[1].selectbox(
        _("Kind"), kinds, format_func=lambda code: measure_label(code, reader) or _("All kinds"), key="ledger-kind"
    )
    level = places[2].selectbox(
        _("Units"), list(LEVELS), index=1, format_func=lambda code: _(LEVELS[code]), key="ledger-level"
    )
    chosen = {"groups": group, "kinds": kind, "levels": level}
    return {name: (code,) if code else () for name, code in chosen.items()}


def _show_rows(rows: Sequence[LedgerRow], reader: Reader) -> None:
    _ = reader.words
    groups = group_labels(reader)
    frame = pd.DataFrame([_shown(row, groups, reader) for row in rows])
    frame["since"] = pd.to_datetime(frame["since"])
    show_table(
        frame.astype({"people": "Int64", "before": "Int64", "change": "Float64"}),
        (
            Column("unit", _("Unit")),
            Column("group", _("Group")),
            Column("kind", _("Kind")),
            Column("dose", _("Dose")),
            Column("people", _("People"), "number"),
            Column("since", _("From"), "day"),
            Column("before", _("Before"), "number"),
            Column("change", _("± %"), "points"),
            *([Column("state", _("State"))] if any(row.state == COMING for row in rows) else []),
            Column("source", _("Source")),
            Column("cell", _("Cell")),
        ),
        reader=reader,
        alt=_("The numbers of people in force, with where each comes from"),
        key="ledger",
    )


def _shown(row: LedgerRow, groups: dict[str, str], reader: Reader) -> dict[str, Any]:
    return {
        "unit": row.name,
        "group": groups.get(row.group, row.group),
        "kind": measure_label(row.kind, reader),
        "dose": dose_label(row.dose, reader) or reader.words("any dose"),
        "people": row.people,
        "since": row.valid_from,
        "before": row.before,
        "change": change_share(row),
        "state": reader.words(STATES[row.state]),
        "source": row.source,
        "cell": f"'{row.sheet}'!{row.cell}",
    }


def _show_downloads(as_of: date, filters: dict[str, tuple[str, ...]], reader: Reader) -> None:
    if not hands_out_files(reader):
        return
    _, database = reader.words, session.database()
    with st.container(horizontal=True):
        for form, mime in (("xlsx", XLSX), ("csv", CSV)):
            label, name = _("Download the ledger ({form})", form=f".{form}"), f"so-mau-so-{as_of:%Y-%m-%d}.{form}"
            make = partial(_ledger_bytes, database, as_of, form, filters)
            show_file_button(label, make, name=name, mime=mime, key=f"ledger-{form}")
        show_blank_button(reader, key="blank-ledger")


def _ledger_bytes(database: Database, as_of: date, form: str, filters: dict[str, tuple[str, ...]]) -> bytes:
    return ledger_file(database, as_of, form, **filters)[1]


def show_blank_button(reader: Reader, *, key: str) -> None:
    """A button that makes the workbook to fill in when it is pressed."""
    database = session.database()
    st.download_button(
        reader.words("Download a blank sheet with the units"),
        data=lambda: blank_populations(database),
        file_name=BLANK_NAME,
        mime=XLSX,
        on_click="ignore",
        key=key,
    )
