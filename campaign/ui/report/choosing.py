"""Which targets a report is on: those in force that have a deadline, unless others are chosen; kept in the URL."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign.charts.style import Reader
from campaign.ui.address import REPORT_ON, TARGET, choose, hold
from campaign.ui.labels import target_labels

NONE = "-"  # in the URL: all were taken out; nothing there: none was ever chosen


def choose_targets(in_force: Sequence[str], first: Sequence[str], reader: Reader) -> list[str]:
    """The targets chosen of those in force, in the order they were chosen; `first` until somebody chooses.

    What a link asks for that is not in force on the day is left out; the page says so (`find_absent`).
    """
    _ = reader.words
    _follow_file_link()
    text = hold(REPORT_ON, "", quiet=True)
    labels, key = target_labels(reader), f"{REPORT_ON}:{reader.language}"
    st.session_state[key] = [target for target in _asked(text, first) if target in in_force]
    st.multiselect(
        _("Targets in the report"),
        list(in_force),
        key=key,
        format_func=lambda target: labels[target].full,
        placeholder=_("Choose targets"),
        help=_("In this order; without a choice those in force that have a deadline, the next deadline first."),
        on_change=_take,
        args=(key,),
    )
    return list(st.session_state[key])


def find_absent(in_force: Sequence[str]) -> list[str]:
    """The targets chosen before that are not in force on the day looked at."""
    return [target for target in _asked(str(st.session_state.get(REPORT_ON, "")), ()) if target not in in_force]


def _follow_file_link() -> None:
    """Targets in the address as the links to files have them are the choice, where it makes no other."""
    asked = st.query_params.get(TARGET, "")
    if asked and REPORT_ON not in st.query_params:
        choose(REPORT_ON, asked)
    st.query_params.pop(TARGET, None)


def _asked(text: str, first: Sequence[str]) -> list[str]:
    if not text:
        return list(first)
    return [target for target in dict.fromkeys(part.strip() for part in text.split(",")) if target not in ("", NONE)]


def _take(key: str) -> None:
    choose(REPORT_ON, ",".join(st.session_state[key]) or NONE)
