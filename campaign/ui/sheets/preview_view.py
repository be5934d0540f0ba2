"""What an upload page shows of files before they are saved, and just after."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.findings import ERROR, INFO, WARNING
from campaign.locale import N_
from campaign.locale.formats import number
from campaign.ui import menu, session
from campaign.ui.address import AS_OF
from campaign.ui.cached import read
from campaign.ui.labels import period_label
from campaign.ui.markup import notice, show, strong, table
from campaign.ui.sheets import uploading
from campaign.ui.sheets.answers_view import show_given
from campaign.ui.sheets.changes_view import show_changes
from campaign.ui.sheets.checked_copy_button import show_checked_copy_button
from campaign.ui.sheets.findings_view import count_of
from campaign.ui.sheets.questions_view import show_questions
from campaign.ui.sheets.sheets_view import draw_file, show_findings_in_sheets
from campaign.ui.sheets.tables_found import show_tables_found
from campaign.workflows.sheets import uploads
from campaign.workflows.sheets.importing import ACCEPTED, NEEDS_ANSWER, REFUSED, UNCHANGED, Preview, in_order

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
    """One row a file, in order of period: what it is, what was found, what saving would do."""
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
        for each in (previews[position] for position in in_order(previews))
    ]
    files = table(headings, rows, numbers=range(3, 9), caption=_("Files and what was found in them"))
    show(f'<div class="files">{files}</div>')
    if len(previews) > 1:
        show(strong(_verdicts(previews, reader)))


def save_label(savable: Sequence[Preview], reader: Reader) -> str:
    """What the save button says."""
    _ = reader.words
    if len(savable) == 1:
        return _("Save this file")
    return _("Save {count} files", count=number(len(savable), reader.language))


def show_details(previews: Sequence[Preview], reader: Reader) -> None:
    """One file at a time: its questions, findings, the sheet itself, changes and tables."""
    position = _pick_file(previews, reader)
    preview = previews[position]
    if preview.status == UNCHANGED and preview.upload_id:
        message = N_("This very file was saved before as upload {number}; nothing would change.")
        notice(reader.words(message, number=preview.upload_id))
        return
    drawn = draw_file(preview)
    with st.container():
        show_questions(preview, drawn.links(preview.findings), reader)
        show_given(preview.sha256, reader)
    show_checked_copy_button(preview, reader)
    show_findings_in_sheets(preview, drawn, reader)
    show_changes(preview, reader, upon=uploading.savable_before(previews, position))
    show_tables_found(preview, reader)


def _verdicts(previews: Sequence[Preview], reader: Reader) -> str:
    """How many files there are of each result."""
    statuses = [each.status for each in previews]
    counts = {status: statuses.count(status) for status in _STATUSES if status in statuses}
    said = (f"{reader.words(_STATUSES[each])}: {number(count, reader.language)}" for each, count in counts.items())
    return " · ".join(said)


def _pick_file(previews: Sequence[Preview], reader: Reader) -> int:
    """The file to look into: the first that cannot be saved, unless another is picked."""
    _ = reader.words
    if len(previews) == 1:
        return 0
    order = in_order(previews)
    troubled = next((i for i, at in enumerate(order) if previews[at].status in (REFUSED, NEEDS_ANSWER)), 0)
    names = {
        at: f"{i}. {previews[at].file_name} · {_(_STATUSES[previews[at].status])}" for i, at in enumerate(order, 1)
    }
    return int(st.selectbox(_("File to look into"), order, index=troubled, format_func=names.__getitem__))
