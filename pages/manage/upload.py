"""Upload sheets: what was read, what was found, what saving would change; then save."""

from __future__ import annotations

import streamlit as st

from campaign.ui import preview_view, session, uploading
from campaign.ui.template_button import show_template_button

reader = session.reader()
_ = reader.words

st.title(_("Upload sheets"))
preview_view.show_saved(reader)
files = st.file_uploader(
    _("Weekly sheets (.xlsx), one or several"),
    type=["xlsx"],
    accept_multiple_files=True,
    key=f"files:{st.session_state.get(uploading.ROUND, 0)}",
)
show_template_button(reader)
if not files:
    st.text(_("Nothing is saved before you have seen what was read, what was found and what would change."))
    st.stop()

previews = uploading.preview_files(files, reader)
preview_view.show_summary(previews, reader)
savable = [preview for preview in previews if preview.may_be_saved]
if savable and st.button(preview_view.save_label(savable, reader), type="primary"):
    uploading.save(savable, reader)
    st.rerun()
preview_view.show_details(files, previews, reader)
