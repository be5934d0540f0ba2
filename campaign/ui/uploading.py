"""Uploading: preview files, keep the answers given, save what may be saved, take a save back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.figures import Period
from campaign.errors import CampaignError
from campaign.locale.formats import VIETNAM_TIME
from campaign.store.engine import Database
from campaign.ui import session
from campaign.ui.cached import version
from campaign.ui.markup import literal
from campaign.workflows import importing, uploads
from campaign.workflows.importing import Preview

# Names of what a visit remembers between runs: which uploader is on the page, which uploads it has just saved.
ROUND, SAVED, FAILED = "upload-round", "upload-saved", "upload-failed"
START, END = "period-start", "period-end"
UNDONE = "Hoàn tác ngay sau khi nộp"


def preview_files(files: Sequence[Any], reader: Reader) -> list[Preview]:
    """A preview of each uploaded file, with a progress bar while there are several."""
    _ = reader.words
    bar = st.empty()
    previews = []
    for done, file in enumerate(files):
        if len(files) > 1:
            text = _(
                "Reading sheet {number} of {total}: {name}", number=done + 1, total=len(files), name=literal(file.name)
            )
            bar.progress(done / len(files), text=text)
        previews.append(preview(file))
    bar.empty()
    return previews


def preview(file: Any) -> Preview:
    """The preview of an uploaded file under the period that was answered for it, if one was."""
    database = session.database()
    return _preview(database.url, version(), file.file_id, answered_period(file.file_id), today(), file, database)


def answered_period(file_id: str) -> Period | None:
    """The period given by hand for a file; None while its last day is not given."""
    end = st.session_state.get(f"{END}:{file_id}")
    return Period(st.session_state.get(f"{START}:{file_id}"), end) if end else None


def today() -> date:
    """Today in the office."""
    return datetime.now(VIETNAM_TIME).date()


def save(previews: Sequence[Preview], reader: Reader) -> None:
    """Save each preview that may be saved; one that fails does not stop the others. Then empty the uploader."""
    _ = reader.words
    saved, failed = [], []
    bar = st.progress(0.0)
    for done, each in enumerate(previews):
        bar.progress(done / len(previews), text=_("Saving {name}", name=literal(each.file_name)))
        try:
            saved.append(importing.save_preview(session.database(), each, by=session.user()).upload_id)
        except CampaignError as problem:
            failed.append(problem.words(reader.translate))
    st.session_state[SAVED], st.session_state[FAILED] = saved, failed
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def undo(upload_id: int) -> None:
    """Withdraw an upload that this visit has just saved."""
    uploads.withdraw_upload(session.database(), upload_id, reason=UNDONE, by=session.user())
    st.session_state[SAVED] = [each for each in st.session_state[SAVED] if each != upload_id]


@st.cache_resource(max_entries=200, ttl=3600, show_spinner=False)
def _preview(
    url: str, version: int, file_id: str, period: Period | None, day: date, _file: Any, _database: Database
) -> Preview:
    return importing.preview_file(_database, _file.getvalue(), _file.name, period=period, today=day)
