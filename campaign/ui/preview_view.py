"""What an upload page shows of files before they are saved, and just after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.findings import ERROR, INFO, WARNING
from campaign.locale import N_
from campaign.locale.formats import number
from campaign.ui import menu, session, uploading
from campaign.ui.address import AS_OF
from campaign.ui.cached import read
from campaign.ui.changes_view import show_changes
from campaign.ui.findings_view import count_of, show_findings
from campaign.ui.labels import period_label
from campaign.ui.markup import notice, show, table
from campaign.ui.tables_found import show_tables_found
from campaign.workflows import uploads
from campaign.workflows.importing import ACCEPTED, NEEDS_ANSWER, REFUSED, UNCHANGED, Preview

_STATUSES = {
    ACCEPTED: N_("✓ can be saved"),
    UNCHANGED: N_("= already there, nothing to save"),
    REFUSED: N_("✗ has errors, cannot be saved"),
    NEEDS_ANSWER: N_("? needs an answer"),
}


def show_saved(reader: Reader) -> None:
    """What the last save did, with a way to take it back and a way on."""
    _ = reader.words
    for problem in st.session_state.get(uploading.FAILED, []):
        notice(problem, kind="error")
    saved = st.session_state.get(uploading.SAVED, [])
    if not saved:
        return
    rows = [row for row in read(uploads.list_uploads) if row.id in saved]
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center"):
            counts = {name: number(getattr(row, name), reader.language) for name in ("new", "changed", "unchanged")}
            text = _("Saved {file}: {new} new, {changed} changed, {unchanged} unchanged.", file=row.file_name, **counts)
            notice(text, kind="success")
            st.button(_("Undo"), key=f"undo:{row.id}", on_click=uploading.undo, args=(row.id,))
    if rows:
        latest = str(max(row.period_end for row in rows))
        st.page_link(
            menu.path(menu.OVERVIEW),
            label=_("See the overview"),
            query_params={AS_OF: latest, **session.language_choice(reader)},
        )


def show_summary(previews: Sequence[Preview], reader: Reader) -> None:
    """One row a file: what it is, what was found, what saving would do."""
    _, language = reader.words, reader.language
    headings = (
        _("File"), _("Period"), _("Result"), _("New"), _("Changed"), _("Unchanged"),
        _("Errors"), _("Warnings"), _("Remarks"),
    )  # fmt: skip
    rows = [
        (
            each.file_name,
            period_label(each.period, reader),
            _(_STATUSES[each.status]),
            *(number(count, language) for count in each.counts),
            *(number(count_of(each.findings, severity), language) for severity in (ERROR, WARNING, INFO)),
        )
        for each in previews
    ]
    show(table(headings, rows, numbers=range(3, 9), caption=_("Files and what was found in them")))


def save_label(savable: Sequence[Preview], reader: Reader) -> str:
    """What the save button says."""
    _ = reader.words
    if len(savable) == 1:
        return _("Save this file")
    return _("Save {count} files", count=len(savable))


def show_details(files: Sequence[Any], previews: Sequence[Preview], reader: Reader) -> None:
    """One file at a time: its questions, findings, changes and tables."""
    position = _pick_file(previews, reader)
    preview = previews[position]
    if preview.status == UNCHANGED and preview.upload_id:
        message = N_("This very file was saved before as upload {number}; nothing would change.")
        notice(reader.words(message, number=preview.upload_id))
        return
    if _asks_for_period(preview, files[position]):
        _show_period_question(files[position].file_id, reader)
    show_findings(preview.findings, reader)
    show_changes(preview, reader)
    show_tables_found(preview.tables, reader)


def _pick_file(previews: Sequence[Preview], reader: Reader) -> int:
    """The file to look into: the first that cannot be saved, unless another is picked."""
    _ = reader.words
    if len(previews) == 1:
        return 0
    troubled = next((i for i, each in enumerate(previews) if each.status in (REFUSED, NEEDS_ANSWER)), 0)
    names = [each.file_name for each in previews]
    label = _("File to look into")
    return int(st.selectbox(label, range(len(names)), index=troubled, format_func=lambda i: f"{i + 1}. {names[i]}"))


def _asks_for_period(preview: Preview, file: Any) -> bool:
    answered = uploading.answered_period(file.file_id) is not None
    return answered or (preview.status == NEEDS_ANSWER and preview.period is None)


def _show_period_question(file_id: str, reader: Reader) -> None:
    """Where the sheet does not say its period, the analyst does; the preview is taken again with it."""
    _ = reader.words
    st.subheader(_("Which days does this sheet report?"))
    with st.container(horizontal=True):
        st.date_input(
            _("First day (leave empty for cumulative figures only)"),
            None,
            key=f"{uploading.START}:{file_id}",
            format="DD/MM/YYYY",
        )
        st.date_input(_("Last day"), None, key=f"{uploading.END}:{file_id}", format="DD/MM/YYYY")
