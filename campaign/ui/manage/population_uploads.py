"""The files of populations that were loaded, and the withdrawal of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from campaign.access.roles import KEEP_POPULATIONS
from campaign.charts.style import Reader
from campaign.domain.purposes import POPULATIONS
from campaign.errors import CampaignError
from campaign.locale.formats import day, moment, number
from campaign.ui import menu, roles, session
from campaign.ui.address import UPLOAD
from campaign.ui.cached import read
from campaign.ui.downloads import original_link
from campaign.ui.markup import Cell, Link, notice, show, table
from campaign.workflows.manage.populations import withdraw_populations
from campaign.workflows.sheets import uploads

CHOSEN, REASON, PROBLEM, DONE = "population-upload", "population-reason", "population-problem", "population-done"


def show_uploads(reader: Reader) -> None:
    """All of them, the newest first, with a form to take one back; nothing while there is none."""
    _ = reader.words
    rows = [row for row in read(uploads.list_uploads) if row.purpose == POPULATIONS]
    if problem := st.session_state.pop(PROBLEM, None):
        notice(problem, kind="error")
    if done := st.session_state.pop(DONE, None):
        notice(_("Upload {number} is withdrawn: what stood before it stands again.", number=done), kind="success")
    if not rows:
        return
    st.header(_("Files of populations"))
    show(_table(rows, reader))
    accepted = {row.id: row for row in rows if row.status == "accepted"}
    if accepted and roles.allowed(KEEP_POPULATIONS):
        _show_withdrawal(accepted, reader)


def _table(rows: Sequence[Any], reader: Reader) -> str:
    _ = reader.words
    headings = (
        _("Number"), _("File"), _("Source"), _("From"), _("New"), _("Changed"), _("State"), _("By"), _("Entered"),
    )  # fmt: skip
    return table(headings, [_cells(row, reader) for row in rows], numbers=(0, 4, 5), caption=_("Files of populations"))


def _cells(row: Any, reader: Reader) -> tuple[Cell, ...]:
    _, language = reader.words, reader.language
    state = _("✓ counts") if row.status == "accepted" else _("✗ withdrawn: {reason}", reason=row.withdrawn_reason)
    days = dict.fromkeys((row.period_start or row.period_end, row.period_end))
    return (
        Link(number(row.id, language), menu.address(menu.UPLOADS, **{UPLOAD: str(row.id)})),
        Link(row.file_name, original_link(row.id)),
        row.source or "",
        " – ".join(day(each, language) for each in days),
        number(row.new, language),
        number(row.changed, language),
        state,
        row.uploaded_by,
        moment(row.uploaded_at, language),
    )


def _show_withdrawal(rows: dict[int, Any], reader: Reader) -> None:
    _ = reader.words
    with st.expander(_("Withdraw a file of populations")), st.form("withdraw-populations", border=False):
        st.text(_("Its numbers no longer count and what stood before stands again. The file is kept."))
        st.selectbox(_("File"), list(rows), format_func=lambda number: f"{number} · {rows[number].source}", key=CHOSEN)
        st.text_input(_("Reason (required)"), key=REASON, max_chars=300)
        st.form_submit_button(_("Withdraw"), on_click=_withdraw, args=(reader,))


def _withdraw(reader: Reader) -> None:
    chosen, reason = st.session_state[CHOSEN], st.session_state[REASON]
    try:
        who = {"by": session.actor()}
        withdraw_populations(session.database(), chosen, reason=reason, **who)
        st.session_state[DONE] = number(chosen, reader.language)
    except CampaignError as problem:
        st.session_state[PROBLEM] = problem.words(reader.translate)
