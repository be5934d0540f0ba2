"""District."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session

reader = session.reader()
st.title(reader.words("District"))
