"""The parts of the district page, of which one is read and shown at a time."""

from __future__ import annotations

import streamlit as st

from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.ui.address import SECTION, pick

TARGETS, COMMUNES, ASSIGNMENTS, FINDINGS, UPLOADS = "chi-tieu", "xa", "giao", "phat-hien", "phieu"
_TITLES = {
    TARGETS: N_("Targets and weeks"),
    COMMUNES: N_("Communes"),
    ASSIGNMENTS: N_("Assignments"),
    FINDINGS: N_("Findings"),
    UPLOADS: N_("Sheets sent"),
}


def pick_part(reader: Reader) -> str:
    """The part that is looked at; the targets unless another is chosen or named in the URL."""
    return pick(
        st.radio,
        reader.words("Show"),
        list(_TITLES),
        name=SECTION,
        default=TARGETS,
        language=reader.language,
        quiet=True,
        format_func=lambda part: reader.words(_TITLES[part]),
        horizontal=True,
        label_visibility="collapsed",
    )
