"""The line above every page: which week, how fresh and how real the figures are, who is at work, in which language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from campaign.access.roles import KEEP_ACCOUNTS
from campaign.charts.style import Reader
from campaign.domain.purposes import REPORT
from campaign.locale import N_
from campaign.locale.formats import day, moment
from campaign.settings import read_settings
from campaign.store.engine import Database
from campaign.ui import menu, session
from campaign.ui.address import AS_OF, LANGUAGE, choose, pick
from campaign.ui.cached import read
from campaign.ui.closed_line import closed_facts
from campaign.ui.gate.rules import AFTER, LOGOUT, PASSWORD
from campaign.ui.markup import badge, escape, link, notice, show
from campaign.ui.roles import allowed
from campaign.workflows.monitor import monitoring
from campaign.workflows.sheets import uploads

READ_ALONG = N_(
    "You signed in over plain HTTP from another machine: anybody on this network can read passwords and figures along. "
    "Set up TLS as the operations guide (docs/operations.md) shows, then change your password."
)
_INSTEAD = "day-instead"
_LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def show_header(page: Page) -> None:
    """Pickers and facts for `page`; the as-of picker only where figures of a date are shown."""
    reader = session.reader()
    weeks = read(monitoring.reported_weeks)
    with st.container(key="campaign-header", horizontal=True, vertical_alignment="center"):
        if weeks and page.title in menu.titles(menu.MONITORING, reader.translate):
            _show_weeks(weeks, reader)
        older = bool(weeks) and as_of() < weeks[0]
        if older:
            _show_newer(weeks[0], reader)
        _show_languages(reader)
        _show_facts(weeks, older, reader)
    if session.signed_in_openly() and allowed(KEEP_ACCOUNTS):
        notice(reader.words(READ_ALONG), kind="warning")


def as_of() -> date:
    """The day the pages look at: the end of the week chosen, else of the latest week reported."""
    chosen = st.session_state.get(AS_OF)
    return chosen if isinstance(chosen, date) else read(monitoring.reported_weeks)[0]


def _show_weeks(weeks: Sequence[date], reader: Reader) -> None:
    """A day in the address up to which nothing was reported opens the last report by then, and that is said."""
    _ = reader.words
    if asked := _asked_day(weeks):
        opened = next((week for week in weeks if week <= asked), weeks[0])
        choose(AS_OF, opened)
        st.session_state[_INSTEAD] = (asked, opened)
    pick(
        st.selectbox,
        _("Figures up to"),
        weeks,
        name=AS_OF,
        default=weeks[0],
        language=reader.language,
        format_func=lambda week: day(week, reader.language),
        width=280,
    )


def _asked_day(weeks: Sequence[date]) -> date | None:
    """The day in the address, if it is one up to which nothing was reported."""
    try:
        asked = date.fromisoformat(st.query_params.get(AS_OF, ""))
    except ValueError:
        return None
    return None if asked in weeks else asked


def _show_facts(weeks: Sequence[date], older: bool, reader: Reader) -> None:
    """`older`: figures of an older week are shown, so that the latest one is named already."""
    _ = reader.words
    facts = [] if older or not weeks else [_("Latest week reported: {day}", day=day(weeks[0], reader.language))]
    made_up = False
    if weeks:
        newest, made_up = read(_newest_upload)
        facts.append(_("last upload {moment}", moment=moment(newest, reader.language)))
        facts += closed_facts(as_of(), reader)
    mark = badge(_("Synthetic figures")) if made_up else ""
    told = f'<p class="facts">{_instead(reader)}{mark} {escape(" · ".join(facts))}</p>' if facts else ""
    show(told + _visitor(reader))


def _visitor(reader: Reader) -> str:
    """Who is at work here, and the way out; a form, because links must not sign anybody out."""
    _ = reader.words
    if read_settings().single_user:
        alone = _("Single user, without sign-in: {name}", name=session.user())
        return f'<p class="visitor">{escape(alone)}</p>'
    name, out = _("Signed in: {name}", name=session.display_name()), _("Sign out")
    language = session.language_choice(reader)
    hidden = "".join(f'<input type="hidden" name="{key}" value="{code}">' for key, code in language.items())
    password = link(_("Change password"), f"{PASSWORD}?{urlencode({AFTER: '/', **language})}")
    form = f'<form method="post" action="{LOGOUT}">{hidden}<button type="submit">{escape(out)}</button></form>'
    return f'<div class="visitor"><span>{escape(name)}</span> {password} {form}</div>'


def _instead(reader: Reader) -> str:
    """That another day is shown than the address asked for, as long as it is."""
    asked, opened = st.session_state.get(_INSTEAD, (None, None))
    if asked is None or opened != st.session_state.get(AS_OF):
        return ""
    days = {"asked": day(asked, reader.language), "shown": day(opened, reader.language)}
    words = reader.words("No report is up to {asked}: the figures up to {shown} are shown.", **days)
    return f'<strong role="status">! {escape(words)}</strong> '


def _newest_upload(database: Database) -> tuple[datetime, bool]:
    """When the newest accepted report came, and whether any accepted one is synthetic."""
    accepted = [upload for upload in uploads.list_uploads(database) if upload.status == "accepted"]
    reports = (upload.uploaded_at for upload in accepted if upload.purpose == REPORT)
    return max(reports), any(upload.synthetic for upload in accepted)


def _show_languages(reader: Reader) -> None:
    _ = reader.words
    pick(
        st.selectbox,
        _("Language"),
        list(_LANGUAGE_NAMES),
        name=LANGUAGE,
        language=reader.language,
        default=session.site_language(),
        quiet=True,
        format_func=_LANGUAGE_NAMES.__getitem__,
        label_visibility="collapsed",
        width=130,
    )


def _show_newer(latest: date, reader: Reader) -> None:
    """Nobody should take an old week's figures for today's."""
    words = reader.words("Show newer figures, up to {day}", day=day(latest, reader.language))
    with st.container(key="campaign-newer", width="content"):
        st.button(words, on_click=choose, args=(AS_OF, latest), type="tertiary")
