"""The pages: where each one's script is, what it is called, who may open it, and how another page leads to it.

A page that somebody may not open is in no menu, and its address tells why. That is a courtesy: what is behind a page is
guarded where it is done (campaign/workflows/access/acting.py).
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from campaign.access.roles import KEEP_ACCOUNTS, KEEP_BACKUPS, NOT_ALLOWED, READ_AUDIT, VIEW
from campaign.access.roles import UPLOAD as SEND_SHEETS
from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.settings import ROOT
from campaign.ui import session
from campaign.ui.markup import notice
from campaign.ui.roles import allowed, rights

OVERVIEW, TARGETS, RANKINGS = "monitor/overview.py", "monitor/targets.py", "monitor/rankings.py"
DISTRICT, TIMELINE = "monitor/district.py", "monitor/timeline.py"
MEETING, REPORT = "monitor/meeting.py", "monitor/report.py"
UPLOAD, UPLOADS = "manage/upload.py", "manage/uploads.py"
DIRECTIVES, POPULATIONS, ASSIGNMENTS = "manage/directives.py", "manage/populations.py", "manage/assignments.py"
BOUNDARIES, PERIODS = "manage/boundaries.py", "manage/periods.py"
ACCOUNTS, AUDIT, BACKUPS = "admin/accounts.py", "admin/audit.py", "admin/backups.py"
OWN_ACCOUNT = "admin/own_account.py"

# script -> title, path in the URL
_PAGES = {
    OVERVIEW: (N_("Overview"), "tong-quan"),
    TARGETS: (N_("Targets"), "chi-tieu"),
    DISTRICT: (N_("District"), "huyen"),
    RANKINGS: (N_("Rankings"), "xep-hang"),
    TIMELINE: (N_("Timeline"), "dong-thoi-gian"),
    MEETING: (N_("Meeting"), "trinh-chieu"),
    REPORT: (N_("Report to leadership"), "bao-cao"),
    UPLOAD: (N_("Upload sheets"), "nop-phieu"),
    UPLOADS: (N_("Uploads"), "cac-lan-nop"),
    DIRECTIVES: (N_("Directives"), "van-ban"),
    POPULATIONS: (N_("Populations"), "so-doi-tuong"),
    ASSIGNMENTS: (N_("Assignments"), "giao-chi-tieu"),
    BOUNDARIES: (N_("Boundaries"), "ranh-gioi"),
    PERIODS: (N_("Closed periods"), "khoa-so-lieu"),
    ACCOUNTS: (N_("Accounts"), "tai-khoan"),
    AUDIT: (N_("Audit trail"), "nhat-ky"),
    BACKUPS: (N_("Backups"), "sao-luu"),
    OWN_ACCOUNT: (N_("My account"), "tai-khoan-cua-toi"),
}
# Who may open a page; every other is open to everybody who signed in.
_NEEDED = {UPLOAD: SEND_SHEETS, ACCOUNTS: KEEP_ACCOUNTS, AUDIT: READ_AUDIT, BACKUPS: KEEP_BACKUPS}
MONITORING, MANAGEMENT, ADMINISTRATION = N_("Monitoring"), N_("Management"), N_("Administration")
_SECTIONS = {
    MONITORING: (OVERVIEW, TARGETS, DISTRICT, RANKINGS, TIMELINE, MEETING, REPORT),
    MANAGEMENT: (UPLOAD, UPLOADS, DIRECTIVES, POPULATIONS, ASSIGNMENTS, BOUNDARIES, PERIODS),
    ADMINISTRATION: (ACCOUNTS, AUDIT, BACKUPS, OWN_ACCOUNT),
}


def sections(translate: Callable[[str], str]) -> dict[str, list[Page]]:
    """The menu for st.navigation, in the reader's language: what the visitor may not open is hidden in it."""
    given = rights({VIEW, *_NEEDED.values()})
    return {
        translate(title): [_page(script, translate, given[_NEEDED.get(script, VIEW)]) for script in scripts]
        for title, scripts in _SECTIONS.items()
    }


def run(page: Page) -> None:
    """The page, or why the visitor may not open it and the way on."""
    needed = next((_NEEDED.get(script, VIEW) for script in _PAGES if _url_path(script) == page.url_path), VIEW)
    if allowed(needed):
        page.run()
        return
    reader = session.reader()
    _ = reader.words
    st.title(page.title)
    notice(_(NOT_ALLOWED[needed]), kind="warning")
    st.page_link(path(OVERVIEW), label=_("Overview"))


def show_way(script: str, reader: Reader) -> None:
    """A link to a page, for whoever may open it."""
    if allowed(_NEEDED.get(script, VIEW)):
        st.page_link(path(script), label=reader.words(_PAGES[script][0]))


def titles(section: str, translate: Callable[[str], str]) -> list[str]:
    """The titles of a section's pages, in the reader's language."""
    return [translate(_PAGES[script][0]) for script in _SECTIONS[section]]


def address(script: str, **choices: str) -> str:
    """A page's own address with choices in it, for links outside Streamlit's reach."""
    place = "/" if script == OVERVIEW else f"/{_PAGES[script][1]}"
    return f"{place}?{urlencode(choices)}" if choices else place


def script_at(place: str) -> str:
    """The page that an address leads to; the overview where it leads nowhere."""
    found = (script for script, (_, url_path) in _PAGES.items() if place == f"/{url_path}")
    return next(found, OVERVIEW)


def path(script: str) -> str:
    """A page's file, as st.page_link and st.switch_page know it."""
    return str(ROOT / "pages" / script)


def _page(script: str, translate: Callable[[str], str], shown: bool) -> Page:
    title, url_path = _PAGES[script]
    return st.Page(
        path(script),
        title=translate(title),
        url_path=url_path,
        default=script == OVERVIEW,
        visibility="visible" if shown else "hidden",
    )


def _url_path(script: str) -> str:
    """A page's path as Streamlit tells it: the default page has none."""
    return "" if script == OVERVIEW else _PAGES[script][1]
