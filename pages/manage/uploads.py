"""All uploads: what came when, by whom; one of them in detail, its workbook to download, its withdrawal."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.sheets import uploads_view
from campaign.workflows.sheets import uploads

reader = session.reader()
_ = reader.words

st.title(_("Uploads"))
uploads_view.show_withdrawn(reader)
rows = read(uploads.list_uploads)
if not rows:
    uploads_view.show_nothing(reader)
    st.stop()

chosen = uploads_view.pick_upload(rows, reader)
uploads_view.show_list(rows, chosen, reader)
uploads_view.show_upload(chosen, reader)
