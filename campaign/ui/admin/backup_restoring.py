"""Go back to a backup: first what that would change, period by period; then for somebody who types that he means it."""

from __future__ import annotations

import unicodedata

import streamlit as st

from campaign.charts.style import Reader
from campaign.errors import CampaignError
from campaign.locale.formats import day, number
from campaign.store.safety.manifest import Backup
from campaign.ui import session
from campaign.ui.admin.backup_list import label_of
from campaign.ui.health_view import take_health_away
from campaign.ui.markup import hint, link, notice, show, strong, table
from campaign.workflows.safety.on_demand import State
from campaign.workflows.safety.restoring import Difference, Restored, compare_with, restore

CHOSEN = "backup-chosen"
_COMPARED = "backup-compared"


def show_restoring(state: State, reader: Reader) -> None:
    """Choose, compare, confirm, restore."""
    _ = reader.words
    good = [each for each in reversed(state.listed.backups) if state.listed.is_good(each)]
    if not good:
        return
    st.header(_("Go back to a backup"))
    show(hint(_("The database as it is now is kept beside the restored one. Everybody must sign in again.")))
    named = {each.name: each for each in good}
    if st.session_state.get(CHOSEN) not in named:
        st.session_state.pop(CHOSEN, None)  # the backup was thinned out meanwhile
    chosen = named[st.selectbox(_("Backup"), named, format_func=lambda name: label_of(named[name], reader), key=CHOSEN)]
    if st.button(_("Show what would change")):
        _compare(chosen, reader)
    compared: Difference | None = st.session_state.get(_COMPARED)
    if compared and compared.file == chosen.name:
        _show_difference(compared, reader)
        _show_confirmation(chosen, reader)


def _compare(chosen: Backup, reader: Reader) -> None:
    try:
        with st.spinner(reader.words("Restoring it aside to compare…")):
            st.session_state[_COMPARED] = compare_with(session.database(), chosen.name, by=session.actor())
    except CampaignError as problem:
        st.session_state.pop(_COMPARED, None)
        notice(problem.words(reader.translate), kind="error")


def _show_difference(difference: Difference, reader: Reader) -> None:
    _ = reader.words
    if not difference.known:
        values = {"uploads": number(difference.uploads, reader.language)}
        notice(
            _("The database cannot be read now, so nothing is compared. The backup has {uploads} uploads.", **values)
        )
    elif not difference.weeks:
        show(strong(_("The backup holds the same accepted uploads as the database now.")))
    else:
        _show_weeks(difference, reader)
    if difference.changes_lost:
        count = number(difference.changes_lost, reader.language)
        told = _("Taken back as well: {count} recorded changes made since, to whatever they were.", count=count)
        after = _("Accounts and roles are again as they were then; names erased since must be erased once more.")
        notice(f"{told} {after}", kind="warning")


def _show_weeks(difference: Difference, reader: Reader) -> None:
    _ = reader.words
    show(strong(_("What going back would change:")))
    headings = (
        _("Period up to"), _("Uploads lost"), _("Uploads that count again"),
        _("Figures lost"), _("Figures that count again"),
    )  # fmt: skip
    rows = [
        (day(week.period_end, reader.language), *(number(count, reader.language) for count in week[1:]))
        for week in difference.weeks
    ]
    show(table(headings, rows, numbers=(1, 2, 3, 4), caption=_("What going back would change:")))


def _show_confirmation(chosen: Backup, reader: Reader) -> None:
    _ = reader.words
    word = _("RESTORE")
    typed = st.text_input(_("Type {word} to confirm", word=word), key="backup-sure")
    sure = unicodedata.normalize("NFC", typed).strip().casefold() == unicodedata.normalize("NFC", word).casefold()
    if st.button(_("Restore this backup"), type="primary", disabled=not sure) and sure:
        _restore(chosen, reader)


def _restore(chosen: Backup, reader: Reader) -> None:
    with st.status(reader.words("Restoring…")) as status:
        try:
            done = restore(
                session.database(),
                chosen.name,
                by=session.actor(),
                on_progress=lambda step: status.update(label=reader.words(step)),
            )
        except CampaignError as problem:
            status.update(state="error")
            notice(problem.words(reader.translate), kind="error")
            return
    st.session_state.pop(_COMPARED, None)
    _show_restored(done, reader)


def _show_restored(done: Restored, reader: Reader) -> None:
    take_health_away()
    _ = reader.words
    values = {"file": done.file, "kept": done.kept or "–"}
    notice(_("Restored {file}. The database as it was is kept: {kept}.", **values), kind="success")
    if session.actor().account is not None:
        again = link(_("Sign in again"), "/login")
        show(f"<p>{again}</p>")
    else:
        show(hint(_("Reload the page to see the figures of the backup.")))
