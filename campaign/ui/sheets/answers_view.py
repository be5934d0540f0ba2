"""What was answered: about this file in this visit, and what is remembered for every sheet; each can be taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.questions import CELL, COLUMN, DOSE, GROUP, INSTEAD, PERIOD, ROW, UNIT, split_id
from campaign.locale import N_
from campaign.locale.formats import moment, number, week
from campaign.sheets.result import ColumnMeaning
from campaign.ui.cached import read
from campaign.ui.labels import dose_label, group_labels, unit_labels
from campaign.ui.markup import escape, hint, show
from campaign.ui.sheets import answering
from campaign.ui.sheets.column_roles import long_meaning
from campaign.workflows.sheets.answering import Remembered, list_answers

# More than this are found by searching.
SHOWN = 30
_KINDS = {
    PERIOD: N_("Period"),
    COLUMN: N_("Column"),
    UNIT: N_("Unit"),
    GROUP: N_("Group"),
    DOSE: N_("Dose"),
    CELL: N_("Cell"),
    ROW: N_("Row"),
}


def show_given(sha256: str, reader: Reader) -> None:
    """What this visit answered about one file, each with a way to be asked again."""
    _ = reader.words
    said = answering.given_texts(sha256)
    if not said:
        return
    with st.expander(_("Answers about this file ({count})", count=number(len(said), reader.language)), expanded=True):
        for asked, (text, value) in said.items():
            kind, _scope, subject = split_id(asked)
            with st.container(horizontal=True, vertical_alignment="center"):
                _show_line(kind, f"{subject}: {text}" if subject and text else subject or text, value, reader)
                st.button(_("Ask again"), key=f"ask:{asked}", on_click=answering.ask_again, args=(asked,))


def show_remembered(reader: Reader) -> None:
    """Every answer that is given without asking, who gave it and when, each with a way to forget it."""
    _ = reader.words
    known = read(list_answers)
    with st.expander(_("Remembered answers ({count})", count=number(len(known), reader.language))):
        if not known:
            st.text(_("Nothing has been answered yet. What is answered once is listed here and not asked again."))
            return
        show(hint(_("They hold for every sheet that says the same. To change one, forget it and answer again.")))
        wanted = st.text_input(_("Find an answer"), key="find-answer") if len(known) > SHOWN else ""
        found = [each for each in known if wanted.casefold() in f"{each.text} {each.by}".casefold()]
        for each in found[:SHOWN]:
            _show_remembered(each, reader)
        if len(found) > SHOWN:
            show(hint(_("… and {count} more.", count=number(len(found) - SHOWN, reader.language))))


def answer_text(kind: str, value: Any, reader: Reader) -> str:
    """An answer in words."""
    if value is None:
        return reader.words(_NOTHING_THERE if kind == CELL else _LEFT_OUT)
    if kind == COLUMN:
        return long_meaning(ColumnMeaning("", "", **{name: text or "" for name, text in value.items()}), reader)
    if kind == PERIOD:
        start, end = value["start"], date.fromisoformat(value["end"])
        return week(date.fromisoformat(start) if start else None, end, reader.language)
    if kind == CELL:
        return number(value, reader.language)
    if kind == DOSE:
        return dose_label(value, reader)
    if kind == ROW:
        return reader.words(_ROW_WORDS[value])
    names = unit_labels() if kind == UNIT else group_labels(reader)
    return names.get(value, value)


_LEFT_OUT, _NOTHING_THERE = N_("left out"), N_("not reported")
_ROW_WORDS = {INSTEAD: N_("taken instead of the other row")}


def _show_remembered(each: Remembered, reader: Reader) -> None:
    _ = reader.words
    with st.container(horizontal=True, vertical_alignment="center"):
        who = _("{by}, {moment}", by=each.by, moment=moment(each.at, reader.language))
        _show_line(each.kind, each.text, each.value, reader, who)
        st.button(_("Forget"), key=f"forget:{each.id}", on_click=answering.forget, args=(each.id, reader))


def _show_line(kind: str, text: str, value: Any, reader: Reader, who: str = "") -> None:
    name, meaning = escape(reader.words(_KINDS[kind])), escape(answer_text(kind, value, reader))
    said = f' <span class="muted">{escape(who)}</span>' if who else ""
    show(f'<p class="answer">{name} <q>{escape(text)}</q> → <strong>{meaning}</strong>{said}</p>')
