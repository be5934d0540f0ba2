"""How far figures are closed, closing them, and opening them again."""

from __future__ import annotations

from datetime import date

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.findings import finding_message
from campaign.errors import CampaignError
from campaign.locale.formats import day, moment
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.manage import entry_fields
from campaign.ui.manage.entry_fields import tell
from campaign.ui.markup import hint, notice, paragraph, show, strong
from campaign.ui.sheets.uploading import today
from campaign.workflows.manage import closing
from campaign.workflows.manage.closing_checks import check_before_closing
from campaign.workflows.monitor import monitoring

show_told = entry_fields.show_told
DAY, NOTE, FIRST, REASON = "period-day", "period-note", "period-first", "period-reason"
WARNINGS_SHOWN = 30


def show_state(reader: Reader) -> None:
    """In one sentence, and what closing means."""
    _, closed = reader.words, read(closing.read_waterline)
    if closed is None:
        show(strong(_("No figures are closed: sheets of any week can still be uploaded, corrected and withdrawn.")))
    else:
        values = {"day": day(closed.last_day, reader.language), "by": closed.closed_by, "note": closed.note}
        values["moment"] = moment(closed.closed_at, reader.language)
        show(strong(_("All figures up to {day} are closed (by {by}, {moment}): {note}", **values)))
    show(
        hint(
            _(
                "A close keeps what was reported to leadership. From then on no sheet, withdrawal, target or number of "
                "people can change figures up to that day, until an administrator opens the period again with a reason."
            )
        )
    )


def show_closing(reader: Reader) -> None:
    """Choose a day, see what is missing by it, say what its figures were used for, close."""
    _ = reader.words
    latest = closing.latest_to_close(session.database(), today())
    st.header(_("Close figures"))
    if latest is None:
        reported = read(monitoring.reported_weeks)
        said = _("Everything reported so far is closed.") if reported else _(
            "Nothing has been reported yet, so there is nothing to close. Upload the sheets first."
        )  # fmt: skip
        show(hint(said))
        return
    chosen = _pick_day(latest, reader)
    _show_warnings(chosen, reader)
    with st.form("close-period", border=False):
        st.text_input(_("What these figures were used for (required)"), key=NOTE, max_chars=300)
        label = _("Close the figures up to {day}", day=day(chosen, reader.language))
        st.form_submit_button(label, type="primary", on_click=_close, args=(chosen, reader))


def show_reopening(reader: Reader) -> None:
    """From which day on to open again, and why; nothing while all is open."""
    _ = reader.words
    closes = [each for each in read(closing.read_closes) if each.stands]
    if not closes:
        return
    days = sorted({each.last_day for each in closes}, reverse=True)
    with st.expander(_("Open a closed period again")), st.form("reopen-period", border=False):
        show(paragraph(_("Every close of that day or a later one is taken back. What was reported then is kept.")))
        st.selectbox(
            _("Open again the figures closed up to"),
            days,
            format_func=lambda each: day(each, reader.language),
            key=FIRST,
        )
        st.text_input(_("Reason (required)"), key=REASON, max_chars=300)
        st.form_submit_button(_("Open again"), on_click=_reopen, args=(reader,))


def _pick_day(latest: date, reader: Reader) -> date:
    """The days with reports that are still open, the latest first."""
    closed = read(closing.read_waterline)
    days = [each for each in read(monitoring.reported_weeks) if each <= latest and (
        closed is None or each > closed.last_day
    )]  # fmt: skip
    label = reader.words("Close all figures up to and including")
    return st.selectbox(label, days, format_func=lambda each: day(each, reader.language), key=DAY)


def _show_warnings(chosen: date, reader: Reader) -> None:
    _ = reader.words
    found = read(check_before_closing, chosen)
    if not found:
        show(paragraph(_("✓ Every district has reported for this week, and nothing is left to look at.")))
        return
    notice(_("{count} things to look at before closing; the figures can be closed all the same:", count=len(found)),
           kind="warning")  # fmt: skip
    with st.expander(_("What to look at ({count})", count=len(found)), expanded=len(found) <= WARNINGS_SHOWN):
        show("".join(paragraph(finding_message(each, reader.language)) for each in found))


def _close(chosen: date, reader: Reader) -> None:
    """Close (a callback); the role is asked at the act itself."""
    try:
        note = st.session_state[NOTE]
        done = closing.close_period(session.database(), chosen, note=note, by=session.actor(), today=today())
    except CampaignError as problem:
        tell(problem.words(reader.translate), kind="error")
        return
    st.session_state[NOTE] = ""
    tell(reader.words("All figures up to {day} are closed.", day=day(done.last_day, reader.language)))


def _reopen(reader: Reader) -> None:
    """Open again (a callback); the role is asked at the act itself."""
    try:
        first, reason = st.session_state[FIRST], st.session_state[REASON]
        opened = closing.reopen_period(session.database(), first, reason=reason, by=session.actor())
    except CampaignError as problem:
        tell(problem.words(reader.translate), kind="error")
        return
    st.session_state[REASON] = ""
    days = ", ".join(day(each.last_day, reader.language) for each in opened)
    tell(reader.words("Open again: the figures up to {days}. Close them anew once they are corrected.", days=days))
