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
    _ = reader.words
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
    show(f'<p class="facts">{mark} {escape(" · ".join(facts))}</p>')


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
