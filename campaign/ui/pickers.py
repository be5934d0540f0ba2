"""Which target, which unit: chosen here, standing in the URL, kept from page to page."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.directives.in_force import in_force, issued_by, target_in_focus
from campaign.domain.frames import rows_of
from campaign.store.engine import Database
from campaign.ui.address import TARGET, UNIT, choose, pick
from campaign.ui.cached import read
from campaign.ui.header import as_of
from campaign.ui.labels import district_names, target_labels
from campaign.workflows.monitor import monitoring

ALL_UNITS = "tat-ca"


class Standing(NamedTuple):
    """The target looked at first on a day; of those not in force, whether they were issued and what replaced them."""

    first: str
    aside: dict[str, tuple[bool, str]]


def pick_target(reader: Reader) -> str:
    """The target's id; a target that is not in force on the day looked at says so, and can be picked all the same."""
    labels, standing = target_labels(reader), read(_standing_on, as_of())
    notes = {target: _note(*aside, reader) for target, aside in standing.aside.items()}
    return pick(
        st.selectbox,
        reader.words("Target"),
        list(labels),
        name=TARGET,
        default=standing.first,
        language=reader.language,
        format_func=lambda target: labels[target].full + notes.get(target, ""),
    )


def _standing_on(database: Database, day: date) -> Standing:
    targets = monitoring.read_targets(database)
    rows = zip(rows_of(targets), in_force(targets, day), issued_by(targets, day), strict=True)
    aside = {row.target: (bool(issued), row.superseded_by) for row, stands, issued in rows if not stands}
    return Standing(target_in_focus(targets, day), aside)


def _note(issued: bool, successor: str, reader: Reader) -> str:
    """What is said beside a target that is not in force."""
    _ = reader.words
    return " " + (_("(replaced by {target})", target=successor) if issued else _("(not issued yet)"))


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
