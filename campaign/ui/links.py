"""Links of our own HTML and pictures, followed inside the visit: Streamlit would load the whole app again for each.

Another theme, chosen while a page is open, is followed as well: what we drew has the colours of the one before.

A link stays an ordinary one (it can be opened in another tab, sent on, reached by keyboard); only a plain click or
Enter is taken over, and what it asks for becomes a change of page and choices in the running session.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from campaign.ui import menu
from campaign.ui.server import ASSETS

_links = st.components.v2.component("campaign_links", js=(ASSETS / "links.js").read_text(encoding="utf-8"))


def follow_links() -> None:
    """Go where a clicked link leads, if one was clicked since the last run; once a run, before anything is drawn."""
    found = _links(key="campaign-links", on_href_change=_heard, on_theme_change=_heard, height=1)
    href = found.href
    if href:
        parts = urlsplit(href)
        st.switch_page(menu.path(menu.script_at(parts.path)), query_params=dict(parse_qsl(parts.query)))


def _heard() -> None:
    """Streamlit tells of what its components say only where somebody listens."""
