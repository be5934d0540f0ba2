"""The page of an empty database: what the app is for, and two ways on."""

from __future__ import annotations

import streamlit as st

from campaign.access.roles import UPLOAD
from campaign.charts.style import Reader
from campaign.ui import menu, session
from campaign.ui.empty import NOTHING_YET
from campaign.ui.markup import literal, notice
from campaign.ui.roles import allowed
from campaign.ui.sheets.uploading import today
from campaign.workflows.sheets.samples import load_samples


def show_first_run(reader: Reader) -> None:
    """Say what the app is for; offer to upload a sheet or to load the sample campaign."""
    _ = reader.words
    st.title(_("Follow the COVID-19 vaccination campaign"))
    st.text(
        _(
            "This app reads the weekly Excel sheets of the districts, finds what is wrong in them, and shows how far "
            "each target of the Party committee and the People's Committee has come: who is late, by how much, and "
            "whether the deadline will be met. Every number can be followed back to the cell it came from."
        ),
    )
    if not allowed(UPLOAD):
        notice(_(NOTHING_YET))
        return
    uploading, trying = st.columns(2)
    with uploading.container(border=True, height="stretch"):
        st.header(_("Start with a sheet of your own"))
        st.text(
            _(
                "Upload one or several weekly sheets (.xlsx, .xls, .ods, .csv). "
                "Nothing is saved before you have seen what was read."
            )
        )
        st.page_link(menu.path(menu.UPLOAD), label=_("Upload sheets"))
    with trying.container(border=True, height="stretch"):
        st.header(_("Look around with made-up figures"))
        st.text(_("Load the sample campaign, December 2021 to July 2022: 8 districts, marked as synthetic everywhere."))
        if st.button(_("Load the sample campaign"), type="primary"):
            _load(reader)
            st.rerun()


def _load(reader: Reader) -> None:
    _ = reader.words
    bar = st.progress(0.0, text=_("Loading the sample campaign…"))

    def tell(done: int, total: int, name: str) -> None:
        bar.progress(
            done / total,
            text=_("Reading sheet {number} of {total}: {name}", number=done + 1, total=total, name=literal(name)),
        )

    load_samples(session.database(), by=session.actor(), today=today(), on_progress=tell)
