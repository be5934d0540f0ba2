"""The app: `streamlit run app.py`. The script that every visit runs is campaign/ui/frame.py."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from campaign.ui import server

# The frame is not beside pages/: Streamlit would run a page of that folder without the frame around it.
app = st.App(
    Path(__file__).parent / "campaign" / "ui" / "frame.py",
    lifespan=server.lifespan,
    routes=server.ROUTES,
    middleware=server.MIDDLEWARE,
    on_script_error=server.show_failure,
)
