"""One column in an editable table: its letter, header and first values, and three pickers for what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.doses import DENOMINATOR_KINDS, DOSES, IN_PERIOD, INTERVAL, OTHER_MEASURES, TO_DATE, is_doses
from campaign.locale import N_
from campaign.ui.labels import dose_label, group_labels, measure_label
from campaign.ui.markup import escape, show
from campaign.ui.sheets.answering import UNANSWERED, Unfinished

# What a column can hold: its role, and the measure or kind of people.
_IGNORED, _RATE = "ignored:", "rate:"
HOLDS = (
    f"figure:{IN_PERIOD}",
    f"figure:{TO_DATE}",
    *(f"denominator:{kind}" for kind in DENOMINATOR_KINDS if kind != INTERVAL),  # by interval is computed, not stated
    _RATE,
    *(f"figure:{measure}" for measure in OTHER_MEASURES),
    _IGNORED,
)
# A group or dose that the column does not name itself: the title, the sheet or each row does.
AS_SAID = ""
_AS_SAID = N_("as title or row says")
_WORDS = {
    f"figure:{IN_PERIOD}": N_("Doses in the period"),
    f"figure:{TO_DATE}": N_("Doses to date"),
    _RATE: N_("Rate: compared, not imported"),
    _IGNORED: N_("Not imported"),
}
_UNKNOWN = "?"


class ColumnField(NamedTuple):
    """A column to be edited: its question's id, where it stands, and its meaning now, or as far as it is known."""

    id: str
    letter: str
    header: str
    samples: Sequence[str]
    meaning: Mapping[str, Any]
    asked: bool

    def key(self, part: str) -> str:
        """The name of a picker: of another meaning, another picker, or the old choice would stay in it."""
        return f"{self.id}:{sorted(self.meaning.items())}:{self.asked}:{part}"

    def known(self, part: str) -> str | None:
        """A part of the meaning; None where nobody knows it."""
        said = self.meaning.get(part)
        return None if said is None or said == _UNKNOWN else str(said)

    @property
    def holds(self) -> str | None:
        """What it holds now, as in HOLDS."""
        role, what = self.known("role"), self.known("measure") or self.known("kind") or ""
        if role in ("figure", "denominator"):
            return f"{role}:{what}" if what else None
        return None if role == "unknown" else (_RATE if role == "rate" else _IGNORED)


def show_column(column: ColumnField, reader: Reader) -> None:
    """The column as the sheet has it on the left, what it holds on the right."""
    _ = reader.words
    written, holds, group, dose = st.columns((3.6, 3, 3, 2.4), vertical_alignment="bottom")
    with written:
        show(_as_written(column, reader))
    as_said = {AS_SAID: _(_AS_SAID)}
    codes = dict.fromkeys([*HOLDS, *([column.holds] if column.holds else [])])
    pickers = (
        (holds, "holds", column.holds, {code: _hold_label(code, reader) for code in codes}),
        (group, "group", column.known("group"), as_said | group_labels(reader)),
        (dose, "dose", column.known("dose"), as_said | {code: dose_label(code, reader) for code in DOSES}),
    )
    for place, part, now, options in pickers:
        place.selectbox(
            _(_LABELS[part], letter=column.letter),
            list(options),
            index=list(options).index(now) if now in options else None,
            format_func=options.__getitem__,
            key=column.key(part),
            placeholder=_("Choose…"),
            label_visibility="visible" if column.asked else "collapsed",
        )


_LABELS = {
    "holds": N_("Column {letter} holds"),
    "group": N_("Group of column {letter}"),
    "dose": N_("Dose of column {letter}"),
}


def read_column(column: ColumnField) -> Any:
    """The answer that stands in the pickers; UNANSWERED where nothing was changed.

    Raises Unfinished where a column of doses or people does not say of which group or dose.
    """
    holds, group, dose = (st.session_state.get(column.key(part)) for part in ("holds", "group", "dose"))
    if (holds, group, dose) == (column.holds, column.known("group"), column.known("dose")):
        return UNANSWERED
    if holds is None:
        raise Unfinished(N_("Column {letter}: choose what it holds."), letter=column.letter)
    role, _, what = holds.partition(":")
    if role in ("figure", "denominator") and group is None:
        raise Unfinished(N_("Column {letter}: choose the group."), letter=column.letter)
    if is_doses(what) and dose is None:
        raise Unfinished(N_("Column {letter}: choose the dose."), letter=column.letter)
    return {
        "role": role,
        "group": group or "",
        "dose": dose or "",
        "measure": what if role == "figure" else "",
        "kind": what if role == "denominator" else "",
        "product": column.known("product") or "",
    }


def _as_written(column: ColumnField, reader: Reader) -> str:
    """Letter, header and the first values, as in the sheet."""
    words, open_one = reader.words, reader.words("? Needs an answer")
    sign = f'<span class="badge">{escape(open_one)}</span> ' if column.asked else ""
    values = "".join(f"<li>{escape(value)}</li>" for value in column.samples if value) or f"<li>{escape('–')}</li>"
    name = escape(words("Column {letter}", letter=column.letter))
    first = escape(words("First values of column {letter}", letter=column.letter))
    return (
        f'<div class="column-field"><p>{sign}<strong>{name}</strong> {escape(column.header)}</p>'
        f'<ul class="samples" aria-label="{first}">{values}</ul></div>'
    )


def _hold_label(code: str, reader: Reader) -> str:
    what = code.partition(":")[2]
    text = reader.words(_WORDS[code]) if code in _WORDS else measure_label(what, reader)
    return text[:1].upper() + text[1:]
