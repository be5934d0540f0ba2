"""Which target, which unit: chosen here, standing in the URL, kept from page to page."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.directives.in_force import in_force, issued_by, target_in_focus
from campaign.ui.address import TARGET, UNIT, choose, pick
from campaign.ui.cached import read
from campaign.ui.header import as_of
from campaign.ui.labels import district_names, target_labels
from campaign.workflows.monitor import monitoring

ALL_UNITS = "tat-ca"


def pick_target(reader: Reader) -> str:
    """The target's id; a target that is not in force on the day looked at says so, and can be picked all the same."""
    targets, today = read(monitoring.read_targets), as_of()
    labels, notes = target_labels(reader), _notes(targets, today, reader)
    return pick(
        st.selectbox,
        reader.words("Target"),
        list(labels),
        name=TARGET,
        default=target_in_focus(targets, today),
        language=reader.language,
        format_func=lambda target: labels[target].full + notes[target],
    )


def _notes(targets: pd.DataFrame, today: date, reader: Reader) -> dict[str, str]:
    """What is said beside targets that are not in force."""
    rows = zip(targets.itertuples(index=False), in_force(targets, today), issued_by(targets, today), strict=True)
    return {row.target: "" if stands else _note(row.superseded_by, issued, reader) for row, stands, issued in rows}


def _note(successor: str, issued: bool, reader: Reader) -> str:
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
