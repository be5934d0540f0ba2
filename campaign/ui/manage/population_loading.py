"""Load a file of populations: the file, the document it is taken from, the day from which it holds."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.errors import CampaignError
from campaign.sheets.reading_apart import read_workbook_apart
from campaign.ui import session
from campaign.ui.cached import read, version
from campaign.ui.manage.population_ledger import show_blank_button
from campaign.ui.manage.population_preview import PROBLEM, SAVED, saved_words, show_preview
from campaign.ui.markup import notice
from campaign.ui.sheets import answering, uploading
from campaign.workflows.manage.populations import preview_populations, withdraw_populations
from campaign.workflows.sheets import uploads
from campaign.workflows.sheets.importing import Preview

ROUND = "populations-round"
UNDONE = "Hoàn tác ngay sau khi lưu"


def show_saved(reader: Reader) -> None:
    """What the last save did, with a way to take it back."""
    if problem := st.session_state.pop(PROBLEM, None):
        notice(problem, kind="error")
    row = next((row for row in read(uploads.list_uploads) if row.id == st.session_state.get(SAVED)), None)
    if row is None or row.status != "accepted":
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        notice(saved_words(row, reader), kind="success")
        st.button(reader.words("Undo"), key="undo-populations", on_click=_undo, args=(row.id,))


def show_loading(reader: Reader) -> None:
    """The form, and under it the file as it was read."""
    _ = reader.words
    turn = st.session_state.setdefault(ROUND, 0)
    file = st.file_uploader(
        _("A sheet of populations (.xlsx, .xls, .ods or .csv)"), type=uploading.KINDS, key=f"populations:{turn}"
    )
    source = st.text_input(
        _("Document they are taken from (left empty: the file's name)"), key=f"source:{turn}", max_chars=200
    )
    valid_from = st.date_input(
        _("In force from (left empty: as the file says)"), None, format="DD/MM/YYYY", key=f"since:{turn}", width=320
    )
    replacing = st.checkbox(_("They replace what other sources state from the same day"), key=f"replacing:{turn}")
    if file is None:
        show_blank_button(reader, key="blank-loading")
        st.text(_("Nothing is saved before you have seen what was read, what was found and what would change."))
        return
    with st.spinner(_("Reading {name} …", name=file.name)):
        preview = _preview(file, source, valid_from, replacing)
    show_preview(preview, ROUND, reader)


def preview_kept(name: str, content: bytes, source: str, valid_from: date | None, replacing: bool) -> Preview:
    """A preview, kept until the file, what is said of it, an answer or the data change."""
    database, sha256 = session.database(), hashlib.sha256(content).hexdigest()
    given = answering.given(sha256)
    said = json.dumps([name, source, str(valid_from), replacing, given], sort_keys=True)
    kept = _kept(database.url, version(), sha256, said, uploading.today())
    if not kept:
        options: dict[str, Any] = {"source": source, "valid_from": valid_from, "replacing": replacing}
        options |= {"answers": given, "by": session.user(), "today": uploading.today()}
        reading = partial(read_workbook_apart, limits=session.limits())
        kept.append(preview_populations(database, content, name, read=reading, **options))
    return kept[0]


def _preview(file: Any, source: str, valid_from: date | None, replacing: bool) -> Preview:
    return preview_kept(file.name, file.getvalue(), source, valid_from, replacing)


@st.cache_resource(max_entries=20, ttl=3600, show_spinner=False)
def _kept(url: str, version: int, sha256: str, said: str, day: date) -> list[Preview]:
    """A place for the preview of a file with what is said of it: empty at first."""
    return []


def _undo(upload_id: int) -> None:
    try:
        withdraw_populations(session.database(), upload_id, reason=UNDONE, by=session.actor())
    except CampaignError as problem:
        st.session_state[PROBLEM] = problem.words(session.reader().translate)
        return
    st.session_state.pop(SAVED, None)
