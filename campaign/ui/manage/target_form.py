"""The form for a target: the clause it points at, the words quoted, who, which dose, how many, by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.directives.target_checks import PURPOSES
from campaign.domain.doses import DENOMINATOR_KINDS, DOSES
from campaign.locale import N_
from campaign.locale.formats import day, threshold
from campaign.ui import session
from campaign.ui.labels import dose_label, group_labels, measure_label, target_labels
from campaign.ui.manage.directive_sheet import PURPOSE_WORDS
from campaign.ui.manage.entry_fields import FIELD_WORDS, Form
from campaign.ui.markup import hint, notice, show
from campaign.workflows.manage.directives import Directive, OwnTarget
from campaign.workflows.manage.registry import Entered
from campaign.workflows.manage.target_editing import add_target, edit_target, propose

SET = N_("Target {id} is set.")
EDITED = N_("Target {id} is changed.")

_NONE = "-"
_TYPED = (
    *("clause", "words", "group", "dose", "denominator_kind", "purpose", "threshold"),
    *("deadline_words", "deadline", "deadline_reading"),
)


def show_new_target(found: Directive, reader: Reader) -> None:
    """Set a target that a clause of this directive orders."""
    _ = reader.words
    form = Form(f"new-target:{found.id}", {}, reader)
    with st.expander(_("Set a target"), expanded=bool(form.findings) or bool(_offered(form))):
        if not found.clauses:
            notice(_("Quote the clause first: edit the directive. There is no target without a clause."))
            return
        with st.form(form.name, border=False):
            _show_fields(form, found, None)
            save = partial(_add, form, found)
            st.form_submit_button(_("Set the target"), type="primary", on_click=form.submit, args=(save, SET))


def show_edit_target(found: Directive, target: OwnTarget, reader: Reader) -> None:
    """Change a target that stands."""
    _ = reader.words
    form = Form(f"target:{target.id}", _stored(target, reader), reader, seen=target.event)
    title = _("Edit target {id}", id=target.id)
    opened = bool(form.findings) or bool(_offered(form))
    with st.expander(title, expanded=opened), st.form(form.name, border=False):
        _show_fields(form, found, target.id)
        save = partial(_edit, form, target)
        st.form_submit_button(_("Save the changes"), type="primary", on_click=form.submit, args=(save, EDITED))


def _show_fields(form: Form, found: Directive, target: str | None) -> None:
    reader = form.reader
    _ = reader.words
    form.told_elsewhere((*FIELD_WORDS,))
    form.choice("clause", {each.number: _clause_line(each.number, each.text) for each in found.clauses})
    form.area("words", height=100, help=_("Copied from the clause; “…” stands for words left out."))
    left, right = st.columns(2)
    with left:
        form.choice("group", group_labels(reader))
        form.choice("denominator_kind", {kind: measure_label(kind, reader) for kind in DENOMINATOR_KINDS})
        form.choice("purpose", {each: _(PURPOSE_WORDS[each]) for each in PURPOSES})
    with right:
        form.choice("dose", {dose: dose_label(dose, reader) for dose in DOSES})
        form.text("threshold", placeholder="95 %", help=_("95 %, 95 or 0.95. “Hoàn thành” is 100 %."))
        form.choice("supersedes", _supersedable(target, form.stored.get("supersedes"), reader))
        if target is None:
            form.text("id", max_chars=16, help=_("Left empty, it is given the next number."))
    _show_deadline(form, found.listed.since)


def _show_deadline(form: Form, since: date) -> None:
    _ = form.reader.words
    form.text("deadline_words", placeholder="trong Quý II/2022")
    st.form_submit_button(_("Suggest readings of these words"), on_click=_offer, args=(form, since))
    offered = _offered(form)
    if offered is not None and not offered:
        show(hint(_("No rule reads these words: choose the day yourself and say how the words give it.")))
    for each in offered or []:
        words = day(each["deadline"], form.reader.language)
        show(hint(each["reading"]))
        st.form_submit_button(_("Take {day}", day=words), on_click=_take, args=(form, each))
    left, right = st.columns((1, 2))
    with left:
        form.day("deadline")
    with right:
        form.area("deadline_reading", height=80)
    form.told("other_readings")


def _clause_line(number: str, text: str) -> str:
    return f"{number}: {text[:90]}{'…' if len(text) > 90 else ''}"


def _supersedable(target: str | None, stored: str | None, reader: Reader) -> dict[str, str]:
    """Targets by their words; the one that is superseded so far stays to choose where it is withdrawn."""
    labels = {name: label.full for name, label in target_labels(reader).items() if name != target}
    return ({stored: stored} if stored else {}) | {_NONE: reader.words("none")} | labels


def _offered(form: Form) -> list[dict[str, Any]] | None:
    """The readings suggested in this form; None before anybody asked."""
    return st.session_state.get(form.key("offered"))


def _offer(form: Form, since: date) -> None:
    st.session_state[form.key("offered")] = propose(form.typed("deadline_words") or "", since, form.reader.language)


def _take(form: Form, chosen: dict[str, Any]) -> None:
    """Fill a suggested reading in; the others suggested are kept beside it, and those recorded before."""
    form.put("deadline", chosen["deadline"])
    form.put("deadline_reading", chosen["reading"])
    form.put("purpose", "deadline")
    others = [each for each in _offered(form) or [] if each != chosen]
    known = {str(each["deadline"]) for each in others}
    recorded = [each for each in form.stored.get("other_readings") or [] if each["deadline"] not in known]
    form.put("other_readings", _others([*others, *recorded], chosen["deadline"]))


def _stored(target: OwnTarget, reader: Reader) -> dict[str, Any]:
    values = target.values
    share = threshold(values["threshold"], reader.language) if values["threshold"] is not None else ""
    return values | {"threshold": share, "supersedes": values["supersedes"] or _NONE}


def _fields(form: Form) -> dict[str, Any]:
    old = form.typed("supersedes")
    fields = {name: form.typed(name) for name in _TYPED} | {"supersedes": None if old == _NONE else old}
    return fields | {"other_readings": _others(form.typed("other_readings") or [], fields["deadline"])}


def _changed(form: Form) -> dict[str, Any]:
    """What somebody changed in the form."""
    return {name: value for name, value in _fields(form).items() if form.changed(name)}


def _others(readings: Sequence[dict[str, Any]], deadline: date | None) -> list[dict[str, Any]]:
    """The readings beside the day chosen."""
    return [each for each in readings if str(each["deadline"]) != str(deadline)]


def _add(form: Form, found: Directive) -> Entered:
    fields = _fields(form) | {"id": form.typed("id"), "directive": found.id}
    return add_target(session.database(), fields, by=session.actor())


def _edit(form: Form, target: OwnTarget) -> Entered:
    who = {"by": session.actor()}
    return edit_target(session.database(), target.id, _changed(form), seen=target.event, **who)
