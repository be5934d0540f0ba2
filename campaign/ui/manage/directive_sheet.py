"""One directive: what it says of itself, its text with the clauses marked, the targets it sets, its file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.locale.formats import day, partial_day, threshold
from campaign.ui import menu, session
from campaign.ui.address import TARGET
from campaign.ui.labels import dose_label, group_labels, measure_label
from campaign.ui.manage.directive_list import heading
from campaign.ui.manage.directive_text import clause_links, directive_text
from campaign.ui.manage.entry_fields import FIELD_WORDS
from campaign.ui.markup import Cell, Link, escape, hint, literal, notice, paragraph, show, table
from campaign.ui.sheets import uploading
from campaign.ui.sheets.withdrawing import show_withdrawn
from campaign.workflows.manage.directives import Directive, OwnTarget, read_file

PURPOSE_WORDS = {
    "deadline": N_("deadline"),
    "priority": N_("priority"),
    "prepare": N_("to prepare"),
    "plan": N_("to plan"),
}


def show_facts(found: Directive, reader: Reader) -> None:
    """Who issued it and when, its subject; that it is withdrawn, where it is."""
    row, language = found.listed, reader.language
    st.header(literal(f"{row.id} · {heading(row, reader)}"))
    show_withdrawn(row, reader)
    words = FIELD_WORDS | {"issued": N_("Issued")}
    facts = (
        ("issuer", row.issuer),
        ("kind", row.kind),
        ("number", row.number or reader.words("blank in the document")),
        ("issued", partial_day(row.issued, language)),
        ("meeting", day(row.meeting, language)),
        ("signer", row.signer or "–"),
    )
    items = "".join(
        f"<div><dt>{escape(reader.words(words[name]))}</dt><dd>{escape(value)}</dd></div>" for name, value in facts
    )
    since = hint(reader.words("Its targets are in force from {day}.", day=day(row.since, language)))
    show(f"{paragraph(row.subject)}<dl>{items}</dl>{since}")


def show_file(found: Directive, reader: Reader) -> None:
    """The document as it was sent, to download again."""
    _, database, name = reader.words, session.database(), found.listed.file_name
    if not name:
        return

    def made() -> bytes:
        return read_file(database, found.id)[1]

    label = _("Download the document as it was sent")
    st.download_button(label, data=made, file_name=name, on_click="ignore", key=f"file:{found.id}:{found.event}")


def show_text(found: Directive, reader: Reader) -> None:
    """The full text with the clauses that targets point at marked; what is quoted beside it where it is not in it."""
    _ = reader.words
    st.header(_("Full text"))
    if not found.text:
        notice(_("The document's text is not recorded. Edit the directive: choose its file, or paste the text."))
    elif any(clause.targets and clause.spans for clause in found.clauses):
        ways = " · ".join(clause_links(found.clauses, reader))
        marked = escape(_("Marked: the clauses that targets point at."))
        explained = f'<p class="muted">{marked} {ways}</p>'
        show(explained + directive_text(found.text, found.clauses, reader))
    else:
        show(directive_text(found.text, found.clauses, reader))
    apart = [clause for clause in found.clauses if not clause.spans]
    if apart:
        rows = [(clause.number, clause.text, ", ".join(clause.targets)) for clause in apart]
        headings = (_("Clause"), _("Quoted"), _("Targets"))
        show(hint(_("Quoted clauses that are not in the text:")) + table(headings, rows, caption=_("Clauses")))


def show_targets(targets: Sequence[OwnTarget], reader: Reader) -> None:
    """The targets that the directive sets, each leading to its page."""
    _ = reader.words
    st.header(_("Targets it sets"))
    if not targets:
        notice(_("It sets no target yet. Quote the clause and set the target below."))
        return
    names = ("clause", "words", "group", "dose", "denominator_kind", "threshold", "deadline")
    headings = (
        _("Target"),
        *(_(FIELD_WORDS[name]) for name in names),
        _("Kind of target"),
        _("Supersession"),
        _("State"),
    )
    groups = group_labels(reader)
    rows = [_target_row(each, groups, reader) for each in targets]
    show(table(headings, rows, numbers=(6, 7), caption=_("Targets it sets")))


def pick_target(targets: Sequence[OwnTarget], reader: Reader) -> OwnTarget | None:
    """The target to change, of those the directive sets; None where it sets none."""
    if not targets:
        return None
    by_id = {each.id: each for each in targets}
    key = f"target-of:{targets[0].values['directive']}"
    return by_id[st.selectbox(reader.words("Target to change"), list(by_id), key=key, width=240)]


def _target_row(target: OwnTarget, groups: dict[str, str], reader: Reader) -> tuple[Cell, ...]:
    _, values, language = reader.words, target.values, reader.language
    choices = {TARGET: target.id, **session.language_choice(reader)}
    withdrawn, purpose = target.withdrawn_at is not None, PURPOSE_WORDS[values["purpose"]]
    return (
        target.id if withdrawn else Link(target.id, menu.address(menu.TARGETS, **choices)),
        values["clause"],
        f"“{values['words']}”",
        groups[values["group"]],
        dose_label(values["dose"], reader),
        measure_label(values["denominator_kind"], reader),
        threshold(values["threshold"], language),
        day(values["deadline"], language),
        _(purpose),
        _supersession(target, reader),
        _state(target, reader),
    )


def _state(target: OwnTarget, reader: Reader) -> str:
    """Whether a target stands today."""
    if target.withdrawn_at is not None:
        return reader.words("✗ withdrawn")
    if target.superseded_on and target.superseded_on <= uploading.today():
        return reader.words("↷ replaced on {day}", day=day(target.superseded_on, reader.language))
    return reader.words("✓ counts")


def _supersession(target: OwnTarget, reader: Reader) -> str:
    old, new = target.values["supersedes"], target.superseded_by
    parts = [
        reader.words("takes the place of {target}", target=old) if old else "",
        reader.words("replaced by {target}", target=new) if new else "",
    ]
    return "; ".join(filter(None, parts)) or "–"
