"""What is assigned: each unit's number, how far it has come, its status and sign-off; its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.assigning.assignment_progress import assignment_reason
from campaign.domain.frames import rows_of
from campaign.domain.names.units import DISTRICT
from campaign.locale import N_
from campaign.locale.bounds import LOWER_BOUND, at_least
from campaign.locale.formats import day, is_missing, moment, number, percent, rounded_percent
from campaign.ui import menu
from campaign.ui.address import TARGET, UNIT
from campaign.ui.markup import Cell, escape, hint, link, show, table
from campaign.ui.monitor.target_card import kept_choices
from campaign.ui.tables import status_text
from campaign.workflows.manage.registry import Event
from campaign.workflows.monitor.reasons import written

ACTIONS = {
    "assign": N_("Assigned"),
    "remove_assignment": N_("Assignment removed"),
    "sign_off": N_("Signed off"),
    "undo_sign_off": N_("Sign-off taken back"),
}


def show_assignments(rows: pd.DataFrame, parent: str, reader: Reader) -> None:
    """The parent's own assignment and those under it (ASSIGNMENTS, with persons where they may be seen)."""
    _ = reader.words
    persons = "responsible_name" in rows
    ordered = [
        *rows_of(rows[rows["unit"] != parent]),
        *rows_of(rows[rows["unit"] == parent]),
    ]
    headings = [
        _("Unit"), _("People assigned"), _("Given since"), _("Share"), _("Still to vaccinate"), _("Due"), _("Status"),
        _("Signed off"),
    ]  # fmt: skip
    if persons:
        headings += [_("Person responsible"), _("Post")]
    body = "".join(_row(row, parent, persons, reader) for row in ordered)
    head = "".join(_heading(text, place in (1, 2, 4)) for place, text in enumerate(headings))
    name = escape(_("Assignments"))
    show(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table><caption>{name}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    said = [_("Given since: people vaccinated since the day of the assignment, out of those assigned.")]
    said += [_(LOWER_BOUND)] if rows["incomplete"].any() else []
    show(hint(" ".join(said)))


def show_history(events: Sequence[Event], names: dict[str, str], reader: Reader) -> None:
    """Every change of the target's assignments, the newest first."""
    _ = reader.words
    with st.expander(_("History of changes ({count})", count=len(events))):
        if not events:
            show(hint(_("Nothing has been assigned for this target yet.")))
            return
        cells = [line for event in events for line in _lines(event, names, reader)]
        headings = (_("When"), _("Done by"), _("Action"), _("Unit"), _("Before"), _("After"))
        show(table(headings, cells, caption=_("History of changes"), cards=True))


def _heading(text: str, of_numbers: bool) -> str:
    look = ' class="number"' if of_numbers else ""
    return f'<th scope="col"{look}>{escape(text)}</th>'


def _row(row: Any, parent: str, persons: bool, reader: Reader) -> str:
    language = reader.language
    cells = [
        _unit(row, parent, reader),
        _number(number(row.people, language)),
        _number(at_least(number(row.given, language), not is_missing(row.given) and row.incomplete)),
        _share(row, reader),
        _number(number(row.remaining, language)),
        f"<td>{escape(day(row.deadline, language))}</td>",
        _status(row, reader),
        f"<td>{escape(_signed(row, persons, reader))}</td>",
    ]
    if persons:
        said = (row.responsible_name, row.responsible_post)
        cells += [f"<td>{escape('–' if is_missing(text) else text)}</td>" for text in said]
    return f"<tr>{''.join(cells)}</tr>"


def _unit(row: Any, parent: str, reader: Reader) -> str:
    """The name, leading to the unit's own communes; what the number counts from."""
    name = escape(row.name)
    if row.kind == DISTRICT and row.unit != parent:
        choices = kept_choices(reader) | {TARGET: row.target, UNIT: row.unit}
        name = link(row.name, menu.address(menu.ASSIGNMENTS, **choices))
    if row.unit == parent:
        name = f"<strong>{name}</strong>"
    since = escape(reader.words("from {day}", day=day(row.assigned_on, reader.language)))
    return f'<td>{name}<br><span class="muted">{since}</span></td>'


def _number(text: str) -> str:
    return f'<td class="number">{escape(text)}</td>'


def _share(row: Any, reader: Reader) -> str:
    """The share of those assigned, as a number and as a bar; over all of them fills it, the number says how much."""
    text = escape(at_least(percent(row.coverage, reader.language), not is_missing(row.coverage) and row.incomplete))
    if is_missing(row.coverage):
        return f'<td class="number">{text}</td>'
    width = max(0.0, min(rounded_percent(row.coverage) or 0.0, 100.0))
    filled = f'<span style="width:{width}%;background:{reader.status_colour(row.status)}"></span>'
    return f'<td style="min-width:8rem">{text}<div class="bar" aria-hidden="true">{filled}</div></td>'


def _status(row: Any, reader: Reader) -> str:
    """The status as sign and word; why, when it is asked for."""
    why = [written(*assignment_reason(row), reader.translate, reader.language)]
    if not is_missing(row.before_end) and row.before_end < row.assigned_on:
        end = day(row.before_end, reader.language)
        why.append(reader.words("On the day of the assignment figures went up to {day}: later doses count.", day=end))
    if row.before_incomplete:
        why.append(
            reader.words("The doses before the assignment were not all reported: fewer may have been given since.")
        )
    colour, words = reader.status_colour(row.status), escape(status_text(row.status, reader))
    badge = f'<span class="status" style="border-color:{colour}">{words}</span>'
    summary = f'<summary style="white-space:nowrap">{badge}</summary>'
    return f"<td><details>{summary}{escape(' '.join(why))}</details></td>"


def _signed(row: Any, persons: bool, reader: Reader) -> str:
    """The day of the sign-off; by whom and why, for those who may see persons."""
    text = day(row.signed_off_on, reader.language)
    if not persons or is_missing(row.signed_off_on):
        return text
    said = [value for value in (row.signed_off_by, row.signed_off_note) if not is_missing(value)]
    return " · ".join([text, *said])


def _lines(event: Event, names: dict[str, str], reader: Reader) -> list[tuple[Cell, ...]]:
    before, after = event.before or {}, event.after or {}
    said = (moment(event.at, reader.language), event.by, reader.words(ACTIONS[event.action]))
    units = list(dict.fromkeys((*after, *before)))
    return [
        (
            *(said if place == 0 else ("", "", "")),
            names.get(unit, unit),
            _told(before.get(unit), reader),
            _told(after.get(unit), reader),
        )
        for place, unit in enumerate(units)
    ]


def _told(values: dict[str, Any] | None, reader: Reader) -> str:
    """What the audit trail says of one assignment."""
    _, language = reader.words, reader.language
    if not values:
        return "–"
    parts = []
    if "people" in values:
        due = day(date.fromisoformat(values["due"]), language)
        parts.append(_("{people} people by {day}", people=number(values["people"], language), day=due))
    if "responsible" in values:
        parts.append(_("person responsible changed"))
    if "signed_off" in values:
        parts.append(_("signed off") if values["signed_off"] else _("not signed off"))
    return "; ".join(parts)
