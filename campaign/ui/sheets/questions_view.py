"""The questions that a file leaves open, in one form: what is asked, where it stands, and widgets to answer with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.findings import Finding
from campaign.domain.questions import COLUMN, KINDS, Question
from campaign.locale import N_
from campaign.locale.formats import number
from campaign.ui.markup import Link, escape, hint, link, show, strong
from campaign.ui.sheets import answering
from campaign.ui.sheets.answering import UNANSWERED
from campaign.ui.sheets.column_editor import find_asked
from campaign.ui.sheets.column_fields import ColumnField, read_column, show_column
from campaign.ui.sheets.findings_view import finding_text
from campaign.ui.sheets.question_fields import read_field, show_field
from campaign.workflows.sheets.importing import Preview

# More widgets than this nobody fills in at one go; the others come when these are answered.
ASKED_AT_ONCE = 40
_HEADINGS = {
    "period": N_("Which days does this sheet report?"),
    "column": N_("What do these columns hold?"),
    "unit": N_("Which units are these?"),
    "group": N_("Which groups are these?"),
    "dose": N_("Which doses are these?"),
    "cell": N_("What do these cells say?"),
    "row": N_("What about these rows?"),
}


def show_questions(preview: Preview, links: dict[tuple[str, str], str], reader: Reader) -> None:
    """All that must be answered before the file can be saved; `links` are where cells are drawn on this page."""
    questions = sorted(preview.questions, key=lambda question: KINDS.index(question.kind))
    if not questions:
        return
    _ = reader.words
    now, later = questions[:ASKED_AT_ONCE], questions[ASKED_AT_ONCE:]
    columns = {column.id: column for column in find_asked(preview)}
    found = {(finding.code, finding.sheet, finding.cell): finding for finding in preview.findings}
    with st.container(key="campaign-questions", border=True):
        st.header(_("Needs an answer ({count})", count=number(len(questions), reader.language)), anchor=ANCHOR)
        show(hint(_("What you answer about columns, units, groups and doses is remembered for the next sheets.")))
        with st.form(f"questions:{preview.sha256}", border=False):
            for kind, of_kind in groupby(now, key=lambda question: question.kind):
                show(strong(_(_HEADINGS[kind])))
                for question in of_kind:
                    _show_question(question, columns.get(question.id), found, links, reader)
            if later:
                more = number(len(later), reader.language)
                show(hint(_("{count} more questions follow when these are answered.", count=more)))
            st.form_submit_button(
                _("Apply the answers"), type="primary", on_click=_apply, args=(now, list(columns.values()), reader)
            )


ANCHOR = "can-tra-loi"


def _show_question(
    question: Question,
    column: ColumnField | None,
    found: dict[tuple[str, str | None, str | None], Finding],
    links: dict[tuple[str, str], str],
    reader: Reader,
) -> None:
    finding = found.get((question.code, question.sheet, question.cell))
    where = _where(question, links, reader)
    said = escape(finding_text(finding, reader)) if finding else escape(question.text)
    show(f'<p class="question">{where} {said}</p>')
    if question.kind != COLUMN:
        show_field(question, reader)
    elif column:
        show_column(column, reader)


def _where(question: Question, links: dict[tuple[str, str], str], reader: Reader) -> str:
    """Sheet and cell, leading to it where it is drawn."""
    if not question.sheet:
        return ""
    if not question.cell:
        return f"<b>{escape(question.sheet)}</b>"
    text = reader.words("{sheet}, cell {cell}", sheet=question.sheet, cell=question.cell)
    href = links.get((question.sheet, question.cell))
    return f"<b>{link(*Link(text, href)) if href else escape(text)}</b>"


def _read(question: Question, column: ColumnField | None) -> Any:
    if question.kind != COLUMN:
        return read_field(question)
    return read_column(column) if column else UNANSWERED


def _apply(questions: Sequence[Question], columns: Iterable[ColumnField], reader: Reader) -> None:
    """Take over what stands in the form; runs before the page is drawn again."""
    fields = {column.id: column for column in columns}
    texts = {question.id: question.text for question in questions}
    reads = ((question.id, partial(_read, question, fields.get(question.id))) for question in questions)
    nothing = reader.words("Nothing was answered yet. Choose at least one answer, then apply.")
    answering.apply_form(reads, texts, nothing, reader)
