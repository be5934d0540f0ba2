"""Uploading: preview files, keep the answers given, save what may be saved, take a save back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.errors import CampaignError
from campaign.locale.zone import VIETNAM_TIME
from campaign.sheets.reading_apart import read_workbook_apart
from campaign.ui import session
from campaign.ui.cached import version
from campaign.ui.markup import literal
from campaign.ui.sheets import answering
from campaign.workflows.sheets import importing, uploads
from campaign.workflows.sheets.importing import NEEDS_ANSWER, Preview

# Names of what a visit remembers between runs: which uploader is on the page, which uploads it has just saved.
ROUND, SAVED, FAILED = "upload-round", "upload-saved", "upload-failed"
# What the browser offers to pick; the bytes decide.
KINDS = ("xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt")
UNDONE = "Hoàn tác ngay sau khi nộp"


def preview_files(files: Sequence[Any], reader: Reader) -> list[Preview]:
    """A preview of each uploaded file, with a progress bar while there are several; kept until an answer or the data
    change."""
    database = session.database()
    said = json.dumps([answering.given(_sha256(file.file_id, file)) for file in files], sort_keys=True)
    kept = _kept(database.url, version(), tuple(file.file_id for file in files), said, today())
    bar = st.empty()  # there in every run: what follows must not move, or the browser forgets what was unfolded
    if not kept:
        kept.extend(_read(files, json.loads(said), bar, reader))
    return kept


def savable(previews: Sequence[Preview]) -> list[Preview]:
    """The files that may be saved, in order of period."""
    return [previews[position] for position in importing.in_order(previews) if previews[position].may_be_saved]


def savable_before(previews: Sequence[Preview], position: int) -> list[Preview]:
    """The files that one press saves before the one at `position`."""
    order = importing.in_order(previews)
    return [previews[at] for at in order[: order.index(position)] if previews[at].may_be_saved]


def is_waiting(previews: Sequence[Preview]) -> bool:
    """Whether a file waits for an answer, so that it should not have to be uploaded again."""
    return any(each.status == NEEDS_ANSWER for each in previews)


def today() -> date:
    """Today in the office."""
    return datetime.now(VIETNAM_TIME).date()


def save(previews: Sequence[Preview], reader: Reader, *, waiting: bool) -> None:
    """Save each preview that may be saved, in the order given; one that fails does not stop the others.

    The uploader is emptied unless a file in it still waits for an answer, or could not be saved.
    """
    bar = st.progress(0.0)

    def tell(done: int, total: int, name: str) -> None:
        bar.progress(done / total, text=reader.words("Saving {name}", name=literal(name)))

    outcomes = importing.save_previews(session.database(), previews, by=session.actor(), on_progress=tell)
    st.session_state[SAVED] = [each.upload_id for each in outcomes if each.upload_id and not each.problem]
    st.session_state[FAILED] = [each.problem.words(reader.translate) for each in outcomes if each.problem]
    if not waiting and not st.session_state[FAILED]:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def undo(upload_id: int) -> None:
    """Withdraw an upload that this visit has just saved; what forbids it is told where failures are."""
    try:
        uploads.withdraw_upload(session.database(), upload_id, reason=UNDONE, by=session.actor())
    except CampaignError as problem:
        st.session_state[FAILED] = [problem.words(session.reader().translate)]
        return
    st.session_state[SAVED] = [each for each in st.session_state[SAVED] if each != upload_id]


def _read(files: Sequence[Any], given: Sequence[dict[str, Any]], bar: Any, reader: Reader) -> list[Preview]:
    """Read the files in a process of its own, saying in `bar` which is being read."""

    def tell(done: int, total: int, name: str) -> None:
        words = {"number": done + 1, "total": total, "name": literal(name)}
        if total > 1:
            bar.progress(done / total, text=reader.words("Reading sheet {number} of {total}: {name}", **words))

    answers = {question: value for of_file in given for question, value in of_file.items()}
    previews = importing.preview_files(
        session.database(),
        [(file.name, file.getvalue()) for file in files],
        today=today(),
        answers=answers,
        by=session.user(),
        read=partial(read_workbook_apart, limits=session.limits()),
        on_progress=tell,
    )
    bar.empty()
    return previews


@st.cache_resource(max_entries=20, ttl=3600, show_spinner=False)
def _kept(url: str, version: int, file_ids: tuple[str, ...], answers: str, day: date) -> list[Preview]:
    """A place for the previews of these files: empty at first, so that reading them can show how far it is."""
    return []


@st.cache_data(max_entries=500, ttl=3600, show_spinner=False)
def _sha256(file_id: str, _file: Any) -> str:
    return hashlib.sha256(_file.getvalue()).hexdigest()
