"""The line above every page: which week, how fresh and how real the figures are, who is at work, in which language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st
from streamlit.navigation.page import Page

from campaign.charts.style import Reader
from campaign.domain.purposes import REPORT
from campaign.locale.formats import day, moment
from campaign.store.engine import Database
from campaign.ui import menu, session
from campaign.ui.address import AS_OF, LANGUAGE, choose, pick
from campaign.ui.cached import read
from campaign.ui.markup import badge, escape, show
from campaign.workflows.monitor import monitoring
from campaign.workflows.sheets import uploads

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
    facts.append(_("User: {name}", name=session.user()))
    mark = badge(_("Synthetic figures")) if made_up else ""
    show(f'<p class="facts">{_instead(reader)}{mark} {escape(" · ".join(facts))}</p>')


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
