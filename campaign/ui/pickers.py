"""Which target, which unit: chosen here, standing in the URL, kept from page to page."""

from __future__ import annotations

import streamlit as st

from campaign.charts.style import Reader
from campaign.ui.address import TARGET, UNIT, choose, pick
from campaign.ui.labels import district_names, target_labels

ALL_UNITS = "tat-ca"

# Where to look first: the latest deadline that is still ahead of, or nearest to, most reporting.
FIRST_TARGET = "T6"


def pick_target(reader: Reader) -> str:
    """The target's id."""
    _ = reader.words
    labels = target_labels(reader)
    default = FIRST_TARGET if FIRST_TARGET in labels else next(iter(labels))
    return pick(
        st.selectbox,
        _("Target"),
        list(labels),
        name=TARGET,
        default=default,
        language=reader.language,
        format_func=lambda target: labels[target].full,
    )


def pick_unit(reader: Reader) -> str | None:
    """A district's code, None for all of them together."""
    _ = reader.words
    names = {ALL_UNITS: _("All districts"), **district_names()}
    chosen = pick(
        st.selectbox,
        _("District"),
        list(names),
        name=UNIT,
        default=ALL_UNITS,
        language=reader.language,
        quiet=True,
        format_func=names.__getitem__,
    )
    return None if chosen == ALL_UNITS else chosen


def chosen_unit() -> str | None:
    """The district picked before or named in the URL, on pages without its picker; None for all."""
    asked = st.query_params.get(UNIT) or st.session_state.get(UNIT)
    return asked if asked in district_names() else None


def choose_unit(code: str) -> None:
    """Pick a district from elsewhere on the page (from a callback)."""
    choose(UNIT, code)
