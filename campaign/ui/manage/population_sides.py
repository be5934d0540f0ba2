"""Two kinds of people side by side: each unit's coverage of a target against the one and the other."""

from __future__ import annotations

from datetime import date

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.directives.in_force import target_in_focus
from campaign.domain.doses import DENOMINATOR_KINDS, DUE, RESIDENT
from campaign.domain.progress.progress_by_kind import side_by_side
from campaign.locale import N_
from campaign.ui.cached import read
from campaign.ui.labels import measure_label, target_labels
from campaign.ui.tables import Column, marks_help, show_table
from campaign.workflows.monitor.monitoring import read_targets, reported_weeks
from campaign.workflows.monitor.outlook import coverage_by_kind

_LEVELS = {"district": N_("Districts"), "commune": N_("Communes"), "province": N_("Whole province")}


def show_sides(as_of: date, reader: Reader) -> None:
    """Pickers for the target, the units and two kinds; a row a unit, "–" where a kind is not stated."""
    _ = reader.words
    if not read(reported_weeks):
        st.text(_("Nothing is reported yet: coverages are shown here when weekly sheets are uploaded."))
        return
    target, level, one, other = _pick(as_of, reader)
    frame = side_by_side(read(coverage_by_kind, as_of, target=target, levels=(level,)))
    frame = frame.assign(difference=frame[f"coverage_{other}"] - frame[f"coverage_{one}"])
    names = {kind: measure_label(kind, reader) for kind in (one, other)}
    pairs = [
        column
        for kind, name in names.items()
        for column in (
            Column(f"people_{kind}", name[:1].upper() + name[1:], "number"),
            Column(f"coverage_{kind}", _("Coverage of {people}", people=name), "coverage", marks_help(reader)),
        )
    ]
    show_table(
        frame,
        (
            Column("name", _("Unit")),
            Column("doses_to_date", _("Given"), "doses"),
            *pairs,
            *([Column("difference", _("± points"), "points")] if one != other else []),
        ),
        reader=reader,
        alt=_("Coverage of each unit against two kinds of people"),
        key=f"sides:{target}:{level}:{one}:{other}",
    )


def _pick(as_of: date, reader: Reader) -> tuple[str, str, str, str]:
    _, labels = reader.words, target_labels(reader)
    first = list(labels).index(target_in_focus(read(read_targets), as_of))
    target = st.selectbox(
        _("Target"), list(labels), index=first, format_func=lambda code: labels[code].full, key="sides-target"
    )
    places = st.columns(3)
    level = places[0].selectbox(_("Units"), list(_LEVELS), format_func=lambda code: _(_LEVELS[code]), key="sides-level")
    kinds = DENOMINATOR_KINDS
    one, other = (
        places[place].selectbox(
            label,
            kinds,
            index=kinds.index(kind),
            format_func=lambda code: measure_label(code, reader),
            key=f"sides-{kind}",
        )
        for place, label, kind in ((1, _("First kind"), RESIDENT), (2, _("Second kind"), DUE))
    )
    return target, level, one, other
