"""Widgets for the questions that are not about columns: a period, a unit, a group or dose, a cell, a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.doses import DOSES
from campaign.domain.questions import CELL, DOSE, GROUP, INSTEAD, PERIOD, ROW, UNIT, Question
from campaign.locale import N_
from campaign.locale.formats import number
from campaign.sheets.numbers.cells import MOST_PEOPLE
from campaign.ui.labels import dose_label, group_labels, unit_labels
from campaign.ui.markup import literal
from campaign.ui.sheets.answering import UNANSWERED, Unfinished

# Picked where the answer is none of the values: the row or cell does not count.
LEAVE_OUT = "leave-out"
# Two cells that state one figure differently: which of them counts is all that can be said.
_EITHER = ("stated_twice", "overlapping_people")

_ASKED = {
    UNIT: N_("Which unit is “{text}”?"),
    GROUP: N_("Which group is “{text}”?"),
    DOSE: N_("Which dose is “{text}”?"),
    CELL: N_("What does cell {cell} say?"),
    ROW: N_("What about the row of cell {cell}?"),
}
_LEFT_OUT = {
    UNIT: N_("Leave the row out"),
    GROUP: N_("Leave these rows out"),
    DOSE: N_("Leave these rows out"),
    CELL: N_("Not reported: leave the cell blank"),
    ROW: N_("Leave this row out"),
}
_KEEP_FIRST = N_("Keep the other one, leave this out")
_TAKE_THIS = N_("Take this row, leave the other out")
_NO_END = N_("The last day of the period is not given.")
_REVERSED = N_("The period ends before it starts.")


def show_field(question: Question, reader: Reader) -> None:
    """The widgets of one question; nothing is chosen before somebody chooses."""
    if question.kind == PERIOD:
        _show_period(question, reader)
        return
    picked, typed = st.columns((3, 2), vertical_alignment="bottom")
    options = _options(question, reader)
    picked.selectbox(
        reader.words(_ASKED[question.kind], text=literal(question.text), cell=question.cell or ""),
        list(options),
        index=None,
        format_func=options.__getitem__,
        key=_key(question),
        placeholder=reader.words("Choose…"),
    )
    if question.kind == CELL and question.code not in _EITHER:
        typed.number_input(
            reader.words("… or type the number in {cell}", cell=question.cell or ""),
            min_value=0,
            max_value=MOST_PEOPLE,
            value=None,
            step=1,
            key=_key(question, "typed"),
        )


def read_field(question: Question) -> Any:
    """The answer that stands in the widgets, UNANSWERED where there is none; raises Unfinished for half an answer."""
    if question.kind == PERIOD:
        return _read_period(question)
    typed = st.session_state.get(_key(question, "typed"))
    if typed is not None:
        return int(typed)
    picked = st.session_state.get(_key(question))
    return UNANSWERED if picked is None else None if picked == LEAVE_OUT else picked


def _options(question: Question, reader: Reader) -> Mapping[Any, str]:
    """What can be picked, the likely answers first."""
    _, kind = reader.words, question.kind
    last = {LEAVE_OUT: _(_LEFT_OUT[kind])}
    if kind == UNIT:
        names = unit_labels()
        likely = [choice.value for choice in question.choices if choice.value in names]
        return {code: names[code] for code in dict.fromkeys((*likely, *names))} | last
    if kind == GROUP:
        return group_labels(reader) | last
    if kind == DOSE:
        return {dose: dose_label(dose, reader) for dose in DOSES} | last
    offered = [choice.value for choice in question.choices if choice.value is not None]
    if offered and (kind == ROW or question.code in _EITHER):
        last = {LEAVE_OUT: _(_KEEP_FIRST)}
    words = {each: _(_TAKE_THIS) if each == INSTEAD else number(each, reader.language) for each in offered}
    return words | last


def _show_period(question: Question, reader: Reader) -> None:
    _ = reader.words
    first, last = st.columns(2, vertical_alignment="bottom")
    label = _("First day (leave empty for cumulative figures only)")
    first.date_input(label, None, key=_key(question, "start"), format="DD/MM/YYYY")
    last.date_input(_("Last day"), None, key=_key(question, "end"), format="DD/MM/YYYY")


def _read_period(question: Question) -> Any:
    start, end = (st.session_state.get(_key(question, part)) for part in ("start", "end"))
    if end is None:
        if start is None:
            return UNANSWERED
        raise Unfinished(_NO_END)
    if start and start > end:
        raise Unfinished(_REVERSED)
    return {"start": start.isoformat() if start else None, "end": end.isoformat()}


def _key(question: Question, part: str = "picked") -> str:
    return f"{question.id}:{part}"
