"""Upload sheets: what was read, what was found, what saving would change; then save."""

from __future__ import annotations

import streamlit as st

from campaign.ui import session
from campaign.ui.sheets import answering, answers_view, preview_view, uploading
from campaign.ui.sheets.template_button import show_template_button

reader = session.reader()
_ = reader.words

st.title(_("Upload sheets"))
with st.container():  # messages come and go; what stands below keeps its place, and with it what was unfolded
    preview_view.show_saved(reader)
files = st.file_uploader(
    _("Weekly sheets (.xlsx, .xlsm, .xls, .ods or .csv), one or several"),
    type=uploading.KINDS,
    accept_multiple_files=True,
    key=f"files:{st.session_state.get(uploading.ROUND, 0)}",
)
show_template_button(reader)
if not files:
    st.text(_("Nothing is saved before you have seen what was read, what was found and what would change."))
    answers_view.show_remembered(reader)
    st.stop()

previews = uploading.preview_files(files, reader)
preview_view.show_summary(previews, reader)
with st.container():
    savable = uploading.savable(previews)
    if savable and st.button(preview_view.save_label(savable, reader), type="primary"):
        uploading.save(savable, reader, waiting=uploading.is_waiting(previews))
        st.rerun()
    answering.show_applied(reader)
preview_view.show_details(previews, reader)
answers_view.show_remembered(reader)
