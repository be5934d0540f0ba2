"""The form for a directive: to record a new one, to edit one."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.locale.formats import partial_day
from campaign.sheets.documents.reading import DOCX, MOST_MIB, PDF, TEXT
from campaign.ui import session
from campaign.ui.address import DIRECTIVE, choose
from campaign.ui.manage.entry_fields import FIELD_WORDS, Form
from campaign.ui.markup import hint, show, strong
from campaign.ui.sheets import uploading
from campaign.workflows.manage.directive_editing import add_directive, edit_directive
from campaign.workflows.manage.directives import Directive
from campaign.workflows.manage.registry import Entered

RECORDED = N_("Directive {id} is recorded. Now set the targets that its clauses order.")
EDITED = N_("Directive {id} is changed.")

_LINES = ("issuer", "kind", "number", "signer", "subject", "text")
_FIELDS = (*_LINES, "issued", "meeting")
_SHOWN = (*FIELD_WORDS,)


def show_new_directive(reader: Reader) -> None:
    """Record a directive."""
    form = Form("new-directive", {}, reader)
    with (
        st.expander(reader.words("Record a directive"), expanded=bool(form.findings)),
        st.form(form.name, border=False),
    ):
        _show_fields(form, new=True)
        label = reader.words("Record the directive")
        st.form_submit_button(label, type="primary", on_click=form.submit, args=(partial(_add, form), RECORDED))


def show_edit(found: Directive, reader: Reader) -> None:
    """Change a directive that stands."""
    form = Form(f"directive:{found.id}", _stored(found), reader, seen=found.event)
    title = reader.words("Edit directive {id}", id=found.id)
    with st.expander(title, expanded=bool(form.findings)), st.form(form.name, border=False):
        _show_fields(form, new=False)
        save = partial(_edit, form, found)
        label = reader.words("Save the changes")
        st.form_submit_button(label, type="primary", on_click=form.submit, args=(save, EDITED))


def _show_fields(form: Form, *, new: bool) -> None:
    _ = form.reader.words
    form.told_elsewhere(_SHOWN)
    left, right = st.columns(2)
    with left:
        form.text("issuer", max_chars=200, placeholder="UBND tỉnh Lai Châu")
        form.text("number", max_chars=60, help=_("Leave it empty where the document leaves it blank."))
        form.day("meeting")
        form.text("signer", max_chars=120)
    with right:
        form.text("kind", max_chars=80, placeholder="Công văn")
        form.text("issued", max_chars=20, placeholder="16/05/2022 · 05/2022 · 2022")
        if new:
            form.text("id", max_chars=16, help=_("Left empty, it is given the next number."))
    form.area("subject", height=80)
    _show_file(form)
    form.area(
        "text", height=160, help=_("Taken from the file when one is chosen; paste it where the file is a picture.")
    )
    _show_clauses(form)


def _show_file(form: Form) -> None:
    label = form.reader.words("The document itself: PDF, DOCX or text, at most {size} MB", size=MOST_MIB)
    st.file_uploader(label, type=[PDF, DOCX, TEXT], key=form.key("file"), max_upload_size=MOST_MIB)
    form.told("file")


def _show_clauses(form: Form) -> None:
    _ = form.reader.words
    show(strong(_("Clauses")) + hint(_("Quote word for word each clause that sets a target, with its number.")))
    form.told("clauses")
    stored: list[tuple[str, str]] = form.stored.get("clauses", [])
    for place in range(_clause_count(form)):
        number, text = stored[place] if place < len(stored) else ("", "")
        left, right = st.columns((1, 6))
        values = {"place": place + 1}
        form.fill(f"clause-number:{place}", number)
        form.fill(f"clause-text:{place}", text)
        left.text_input(_("Number of clause {place}", **values), key=form.key(f"clause-number:{place}"), max_chars=16)
        right.text_area(_("Words of clause {place}", **values), key=form.key(f"clause-text:{place}"), height=100)
    st.form_submit_button(_("One more clause"), on_click=_add_clause, args=(form,))


def _clause_count(form: Form) -> int:
    return int(st.session_state.get(form.key("clauses"), len(form.stored.get("clauses", [])) + 1))


def _add_clause(form: Form) -> None:
    form.put("clauses", _clause_count(form) + 1)


def _stored(found: Directive) -> dict[str, Any]:
    row = found.listed
    lines = {name: getattr(row, name) for name in _LINES if name != "text"}
    clauses = [(clause.number, clause.text) for clause in found.clauses]
    issued = partial_day(row.issued, "vi")
    return {**lines, "text": found.text, "issued": issued, "meeting": row.meeting, "clauses": clauses}


def _typed(form: Form) -> dict[str, Any]:
    clauses = [
        (form.typed(f"clause-number:{place}"), form.typed(f"clause-text:{place}"))
        for place in range(_clause_count(form))
    ]
    return {name: form.typed(name) for name in _FIELDS} | {"clauses": clauses}


def _changed(form: Form) -> dict[str, Any]:
    """What somebody changed in the form; untouched, a text leaves room for that of a new file."""
    places = range(_clause_count(form))
    clauses = any(form.changed(f"clause-{part}:{place}") for place in places for part in ("number", "text"))
    fields = [name for name in _FIELDS if form.changed(name)] + ["clauses"] * clauses
    return {name: value for name, value in _typed(form).items() if name in fields}


def _file(form: Form) -> tuple[str, bytes] | None:
    file = form.typed("file")
    return (file.name, file.getvalue()) if file else None


def _add(form: Form) -> Entered:
    fields = _typed(form) | {"id": form.typed("id")}
    who = {"by": session.actor()}
    outcome = add_directive(session.database(), fields, file=_file(form), today=uploading.today(), **who)
    if outcome.id:
        choose(DIRECTIVE, outcome.id)
    return outcome


def _edit(form: Form, found: Directive) -> Entered:
    return edit_directive(
        session.database(),
        found.id,
        _changed(form),
        file=_file(form),
        by=session.actor(),
        today=uploading.today(),
        seen=found.event,
    )
