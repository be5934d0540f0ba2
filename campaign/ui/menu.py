"""The pages: where each one's script is, what it is called, and how another page leads to it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from campaign.locale import N_
from campaign.settings import ROOT

OVERVIEW, TARGETS, RANKINGS = "monitor/overview.py", "monitor/targets.py", "monitor/rankings.py"
DISTRICT, TIMELINE = "monitor/district.py", "monitor/timeline.py"
MEETING, REPORT = "monitor/meeting.py", "monitor/report.py"
UPLOAD, UPLOADS = "manage/upload.py", "manage/uploads.py"
DIRECTIVES, POPULATIONS, ASSIGNMENTS = "manage/directives.py", "manage/populations.py", "manage/assignments.py"
BOUNDARIES = "manage/boundaries.py"

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
}
MONITORING, MANAGEMENT = N_("Monitoring"), N_("Management")
_SECTIONS = {
    MONITORING: (OVERVIEW, TARGETS, DISTRICT, RANKINGS, TIMELINE, MEETING, REPORT),
    MANAGEMENT: (UPLOAD, UPLOADS, DIRECTIVES, POPULATIONS, ASSIGNMENTS, BOUNDARIES),
}


def sections(translate: Callable[[str], str]) -> dict[str, list[Page]]:
    """The menu for st.navigation, in the reader's language."""
    return {translate(title): [_page(script, translate) for script in scripts] for title, scripts in _SECTIONS.items()}


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


def _page(script: str, translate: Callable[[str], str]) -> Page:
    title, url_path = _PAGES[script]
    return st.Page(path(script), title=translate(title), url_path=url_path, default=script == OVERVIEW)
