"""The parts of the uploads page: the list, one upload in detail, its withdrawal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from campaign.access.roles import UPLOAD as SEND_SHEETS
from campaign.access.roles import WITHDRAW_OTHERS
from campaign.charts.style import Reader
from campaign.domain.purposes import POPULATIONS, REPORT
from campaign.errors import CampaignError
from campaign.locale import N_
from campaign.locale.formats import moment, number, week
from campaign.ui import menu, session
from campaign.ui.address import UPLOAD, choose, pick
from campaign.ui.admin.audit_links import show_history_link
from campaign.ui.cached import read
from campaign.ui.downloads import original_link
from campaign.ui.markup import badge, escape, link, notice, paragraph, show
from campaign.ui.roles import allowed
from campaign.ui.sheets.checked_copy_button import show_checked_copy_of_upload
from campaign.ui.sheets.findings_view import show_findings
from campaign.ui.tables import Column, show_table
from campaign.workflows.sheets import uploads

REASON, PROBLEM, DONE = "withdraw-reason", "withdraw-problem", "withdraw-done"
_PURPOSES = {REPORT: N_("Report"), POPULATIONS: N_("Populations")}


def show_nothing(reader: Reader) -> None:
    """An empty list says what to do next."""
    _ = reader.words
    notice(_("Nothing has been uploaded yet."))
    menu.show_way(menu.UPLOAD, reader)


def pick_upload(rows: Sequence[Any], reader: Reader) -> Any:
    """The upload to look into; the newest unless another is picked or named in the URL."""
    _ = reader.words
    by_id = {row.id: row for row in rows}
    chosen = pick(
        st.selectbox,
        _("Upload to look into"),
        list(by_id),
        name=UPLOAD,
        default=rows[0].id,
        language=reader.language,
        quiet=True,
        format_func=lambda number: f"{number} · {by_id[number].file_name}",
    )
    return by_id[chosen]


def show_list(rows: Sequence[Any], chosen: Any, reader: Reader) -> None:
    """Every upload, newest first; picking a row opens it below."""
    _ = reader.words
    frame = pd.DataFrame([_listed(row, reader) for row in rows])
    numbers = [row.id for row in rows]
    show_table(
        frame,
        (
            Column("id", _("Number"), "number"),
            Column("file", _("File")),
            Column("purpose", _("Purpose")),
            Column("period", _("Period")),
            Column("status", _("State")),
            Column("new", _("New"), "number"),
            Column("changed", _("Changed"), "number"),
            Column("unchanged", _("Unchanged"), "number"),
            Column("by", _("By")),
            Column("at", _("Uploaded")),
        ),
        reader=reader,
        alt=_("All uploads, the newest first"),
        key=f"uploads:{chosen.id}",
        chosen=numbers.index(chosen.id),
        on_pick=lambda position: choose(UPLOAD, numbers[position]),
    )


def show_upload(row: Any, reader: Reader) -> None:
    """One upload: its workbook, what was found in it, and its withdrawal."""
    _ = reader.words
    st.header(_("Upload {number}", number=row.id))
    download = link(_("Download the workbook as it was sent"), original_link(row.id))
    made_up = badge(_("Synthetic figures")) if row.synthetic else ""
    show(f"<p>{download} · {escape(row.file_name)} {made_up}</p>")
    show_history_link(f"upload {row.id}", reader)
    if row.source:
        show(paragraph(_("Populations, taken from: {source}", source=row.source)))
    show_checked_copy_of_upload(row, reader)
    if row.status == "withdrawn":
        values = {
            "by": row.withdrawn_by,
            "moment": moment(row.withdrawn_at, reader.language),
            "reason": row.withdrawn_reason,
        }
        notice(_("Withdrawn by {by}, {moment}: {reason}", **values), kind="warning")
    elif allowed(SEND_SHEETS if row.uploaded_by == session.user() else WITHDRAW_OTHERS):
        _show_withdrawal(row, reader)
    show_findings(read(uploads.read_findings, row.id), reader)


def show_withdrawn(reader: Reader) -> None:
    """What the last press of "Withdraw" did."""
    _ = reader.words
    if problem := st.session_state.pop(PROBLEM, None):
        notice(problem, kind="error")
    if done := st.session_state.pop(DONE, None):
        notice(
            _("Upload {number} is withdrawn: the figures are what they were before it.", number=done), kind="success"
        )


def _listed(row: Any, reader: Reader) -> dict[str, Any]:
    return {
        "id": row.id,
        "file": row.file_name,
        "purpose": reader.words(_PURPOSES[row.purpose]),
        "period": week(row.period_start, row.period_end, reader.language),
        "status": reader.words(uploads.STATES[row.status]),
        "new": row.new,
        "changed": row.changed,
        "unchanged": row.unchanged,
        "by": row.uploaded_by,
        "at": moment(row.uploaded_at, reader.language),
    }


def _show_withdrawal(row: Any, reader: Reader) -> None:
    _ = reader.words
    with st.expander(_("Withdraw this upload")), st.form("withdraw", border=False):
        st.text(_("Its figures no longer count and what stood before stands again. The workbook is kept."))
        st.text_input(_("Reason (required)"), key=REASON, max_chars=300)
        st.form_submit_button(_("Withdraw"), on_click=_withdraw, args=(row.id, reader))


def _withdraw(upload_id: int, reader: Reader) -> None:
    try:
        uploads.withdraw_upload(session.database(), upload_id, reason=st.session_state[REASON], by=session.actor())
        st.session_state[DONE] = number(upload_id, reader.language)
    except CampaignError as problem:
        st.session_state[PROBLEM] = problem.words(reader.translate)
