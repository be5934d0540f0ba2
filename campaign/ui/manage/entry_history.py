"""Who changed an entry and when, what it was before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.locale.formats import day, moment, partial_day, threshold
from campaign.ui.labels import dose_label, group_labels, measure_label
from campaign.ui.manage.directive_sheet import PURPOSE_WORDS
from campaign.ui.manage.entry_fields import FIELD_WORDS
from campaign.ui.markup import hint, show, table
from campaign.workflows.manage.registry import Event

_ACTIONS = {
    "add_directive": N_("Recorded"),
    "edit_directive": N_("Edited"),
    "withdraw_directive": N_("Withdrawn"),
    "restore_directive": N_("Restored"),
    "add_target": N_("Set"),
    "edit_target": N_("Edited"),
    "choose_reading": N_("Deadline read anew"),
    "withdraw_target": N_("Withdrawn"),
    "restore_target": N_("Restored"),
}
# Fields that hold codes, and their words.
_CODES: dict[str, Callable[[str, Reader], str]] = {
    "group": lambda code, reader: group_labels(reader).get(code, code),
    "dose": dose_label,
    "denominator_kind": measure_label,
    "purpose": lambda code, reader: reader.words(PURPOSE_WORDS[code]),
}
_LONGEST = 200  # characters of a value that the table shows


def show_history(events: Sequence[Event], reader: Reader) -> None:
    """Every change, the newest first."""
    _ = reader.words
    with st.expander(_("History of changes ({count})", count=len(events))):
        if not events:
            show(hint(_("Nobody changed it here: it is as the reference data has it.")))
            return
        rows = [row for event in events for row in _rows(event, reader)]
        headings = (_("When"), _("Done by"), _("Action"), _("Entry"), _("Field"), _("Before"), _("After"))
        show(table(headings, rows, caption=_("History of changes"), cards=True))


def _rows(event: Event, reader: Reader) -> list[tuple[str, ...]]:
    before, after = event.before or {}, event.after or {}
    name = event.object.partition(" ")[2]
    said = (moment(event.at, reader.language), event.by, reader.words(_ACTIONS[event.action]), name)
    fields = list(dict.fromkeys((*before, *after)))
    changes = [
        (
            reader.words(FIELD_WORDS[field]),
            _value(field, before.get(field), after.get(field), reader),
            _value(field, after.get(field), before.get(field), reader),
        )
        for field in fields
    ]
    return [(*(said if number == 0 else ("", "", "", "")), *change) for number, change in enumerate(changes)]


def _value(field: str, value: Any, other: Any, reader: Reader) -> str:
    """A value as it is read; of clauses and readings only those that the other side does not have."""
    if value in (None, "", [], {}):
        return "–"
    if field == "threshold":
        return threshold(value, reader.language)
    if field in ("deadline", "meeting"):
        return day(date.fromisoformat(value), reader.language)
    if field == "issued":
        return partial_day(value, reader.language)
    if field in _CODES:
        return _CODES[field](value, reader)
    if field == "clauses":
        differ = [f"{number}: {text}" for number, text in value.items() if (other or {}).get(number) != text]
        return _short("; ".join(differ))
    if field == "other_readings":
        days = [day(date.fromisoformat(each["deadline"]), reader.language) for each in value]
        return ", ".join(days)
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
