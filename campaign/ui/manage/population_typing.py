"""Type numbers of people in: one group and kind for the units of the province or the communes of a district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.doses import ANY_DOSE, DOSES, RESIDENT
from campaign.errors import Refused
from campaign.locale.formats import number
from campaign.sheets.numbers.cells import MOST_PEOPLE
from campaign.store.engine import Database
from campaign.ui import session
from campaign.ui.cached import read
from campaign.ui.labels import district_names, dose_label, group_labels, measure_label
from campaign.ui.manage.population_labels import KINDS
from campaign.ui.manage.population_loading import preview_kept
from campaign.ui.manage.population_preview import show_preview
from campaign.ui.markup import hint, literal, notice, show
from campaign.ui.sheets import uploading
from campaign.workflows.manage.ledger import read_ledger
from campaign.workflows.manage.populations import Typed, typed_file, units_to_type

TYPED, REFUSED = "populations-typed", "populations-typed-problem"
PROVINCE = ""
_COLUMNS = 3


def show_typing(as_of: date, reader: Reader) -> None:
    """What is typed (group, kind, dose, units), the numbers, and what they would change before they are saved."""
    _ = reader.words
    group, kind, dose, whose = _pick(reader)
    units = read(units_to_type, whose)
    known = _known(as_of, group, kind, dose)
    with st.form(f"typing:{group}:{kind}:{dose}:{whose}", border=True):
        source = st.text_input(_("Document they are taken from (required)"), key="typed-source", max_chars=200)
        since = st.date_input(_("In force from"), None, format="DD/MM/YYYY", key="typed-since", width=240)
        replacing = st.checkbox(_("They replace what other sources state from the same day"), key="typed-replacing")
        show(hint(_("Grey: the number in force now. Leave a unit empty to keep it.")))
        typed = _show_numbers(units, known, f"{group}:{kind}:{dose}", reader)
        sent = st.form_submit_button(_("Check these numbers"), type="primary")
    if sent:
        entries = [
            Typed(unit, group, dose, kind, since, people) for unit, people in typed.items() if people is not None
        ]
        _take(entries, source, replacing, reader)
    if problem := st.session_state.pop(REFUSED, None):
        notice(problem, kind="error")
    if kept := st.session_state.get(TYPED):
        name, content, source, replacing = kept
        show_preview(preview_kept(name, content, source, None, replacing), TYPED, reader)


def _pick(reader: Reader) -> tuple[str, str, str, str]:
    """Group, kind, dose ("" any) and the district whose communes are typed ("" the province's units)."""
    _, groups = reader.words, group_labels(reader)
    whose = {PROVINCE: _("Districts and other bodies"), **district_names()}
    places = st.columns(4)
    group = places[0].selectbox(_("Group"), list(groups), format_func=groups.__getitem__, key="typed-group")
    kind = places[1].selectbox(
        _("Kind"), KINDS, index=KINDS.index(RESIDENT), format_func=lambda code: measure_label(code, reader),
        key="typed-kind",
    )  # fmt: skip
    dose = places[2].selectbox(
        _("Dose"), (ANY_DOSE, *DOSES), format_func=lambda code: dose_label(code, reader) or _("any dose"),
        key="typed-dose",
    )  # fmt: skip
    of = places[3].selectbox(
        _("Units"), list(whose), format_func=lambda code: _whose(whose, code, reader), key="typed-of"
    )
    return group, kind, dose, of


def _whose(names: Mapping[str, str], code: str, reader: Reader) -> str:
    return reader.words("Communes of {district}", district=names[code]) if code else names[code]


def _show_numbers(
    units: Sequence[tuple[str, str]], known: Mapping[str, int], key: str, reader: Reader
) -> dict[str, int | None]:
    """A field a unit, its number in force behind it."""
    typed: dict[str, int | None] = {}
    for first in range(0, len(units), _COLUMNS):
        for place, (code, name) in zip(st.columns(_COLUMNS), units[first : first + _COLUMNS], strict=False):
            typed[code] = place.number_input(
                literal(name),
                min_value=0,
                max_value=MOST_PEOPLE,
                value=None,
                step=1,
                placeholder=number(known.get(code), reader.language),
                key=f"typed:{key}:{code}",
            )
    return typed


def _take(entries: Sequence[Typed], source: str, replacing: bool, reader: Reader) -> None:
    try:
        name, content = typed_file(session.database(), entries, source=source, today=uploading.today())
        st.session_state[TYPED] = (name, content, source.strip(), replacing)
    except Refused as problem:
        st.session_state[TYPED] = None
        st.session_state[REFUSED] = problem.words(reader.translate)


def _known(as_of: date, group: str, kind: str, dose: str) -> dict[str, int]:
    """The people in force, by unit."""
    return read(_in_force, as_of, group, kind, dose)


def _in_force(database: Database, as_of: date, group: str, kind: str, dose: str) -> dict[str, int]:
    rows: list[Any] = read_ledger(database, as_of, groups=(group,), kinds=(kind,))
    return {row.unit: row.people for row in rows if row.dose == dose and row.state == "in_force"}
