"""Drawings with links in them, put into the page itself: Streamlit's own HTML element leaves every <svg> out."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.server import ASSETS

_drawing = st.components.v2.component(
    "campaign_drawing",
    html='<div class="campaign-drawing"></div>',
    js=(ASSETS / "drawing.js").read_text(encoding="utf-8"),
    isolate_styles=False,  # our style sheet and our links (campaign/ui/links.py) reach into it
)


def show_drawing(svg: str, *, key: str) -> None:
    """Put an <svg> on the page, inside the element our style sheet knows; every text in it is escaped already."""
    _drawing(key=key, data={"drawing": svg, "theme": session.theme()})
