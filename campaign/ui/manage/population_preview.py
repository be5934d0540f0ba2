"""What a file of populations says, what is wrong in it and what it would move, before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.questions import PERIOD
from campaign.errors import CampaignError
from campaign.locale import N_
from campaign.locale.formats import day, number
from campaign.ui import session
from campaign.ui.cached import read, version
from campaign.ui.markup import hint, paragraph, show, strong
from campaign.ui.sheets import answering
from campaign.ui.sheets.answers_view import show_given
from campaign.ui.sheets.changes_view import show_values
from campaign.ui.sheets.moves_view import moves_table
from campaign.ui.sheets.questions_view import show_questions
from campaign.ui.sheets.sheets_view import draw_file, show_findings_in_sheets
from campaign.ui.sheets.tables_found import show_tables_found
from campaign.workflows.manage.populations import save_populations
from campaign.workflows.monitor.monitoring import reported_weeks
from campaign.workflows.sheets.comparing import Move, moves_on
from campaign.workflows.sheets.importing import ACCEPTED, NEEDS_ANSWER, REFUSED, UNCHANGED, Preview

SAVED, PROBLEM = "populations-saved", "populations-problem"
_VERDICTS = {
    ACCEPTED: N_("✓ can be saved"),
    UNCHANGED: N_("= already there, nothing to save"),
    REFUSED: N_("✗ has errors, cannot be saved"),
    NEEDS_ANSWER: N_("? needs an answer"),
}


def show_preview(preview: Preview, forget: str, reader: Reader) -> None:
    """The verdict and the button to save; questions, findings at their cells, what changes and what moves.

    `forget` names what the visit remembers of this entry, which is forgotten when it is saved.
    """
    _ = reader.words
    show(strong(f"{preview.file_name}: {_(_VERDICTS[preview.status])}"))
    if preview.may_be_saved:
        label = _("Save these numbers")
        st.button(label, type="primary", key=f"save:{forget}", on_click=_save, args=(preview, forget, reader))
    answering.show_applied(reader)
    drawn = draw_file(preview)
    asked = [question for question in preview.questions if question.kind != PERIOD]
    show_questions(replace(preview, questions=asked), drawn.links(preview.findings), reader)
    show_given(preview.sha256, reader)
    show_findings_in_sheets(preview, drawn, reader)
    show_values(preview, reader)
    if preview.may_be_saved:
        _show_moves(preview, reader)
    show_tables_found(preview, reader)


def _save(preview: Preview, forget: str, reader: Reader) -> None:
    try:
        saved = save_populations(session.database(), preview, by=session.actor())
    except CampaignError as problem:
        st.session_state[PROBLEM] = problem.words(reader.translate)
        return
    st.session_state[SAVED] = saved.upload_id
    st.session_state[forget] = _next(st.session_state.get(forget))


def _next(remembered: Any) -> Any:
    """Another uploader for the next file; nothing typed any more."""
    return remembered + 1 if isinstance(remembered, int) else None


def _show_moves(preview: Preview, reader: Reader) -> None:
    """The coverages that these numbers move on the latest reported day."""
    _ = reader.words
    weeks = read(reported_weeks)
    show(strong(_("Coverages and ranks that change")))
    if not weeks:
        show(paragraph(_("Nothing is reported yet, so no coverage moves.")))
        return
    moves, latest = _moves(preview, weeks[0]), day(weeks[0], reader.language)
    if moves:
        show(paragraph(_("As of {day}:", day=latest)) + moves_table(weeks[0], moves, reader))
        return
    words = N_(
        "No coverage and no rank changes as of {day}: no target counts these people on that day, or later statements "
        "stand."
    )
    show(paragraph(_(words, day=latest)))
    if preview.period and preview.period.end > weeks[0]:
        words = N_("They hold from {since} on, after the latest report.")
        show(hint(_(words, since=day(preview.period.end, reader.language))))


def _moves(preview: Preview, as_of: date) -> Sequence[Move]:
    database, what = session.database(), (preview.sha256, preview.period, preview.sent)
    changes = hash(tuple(preview.changes))
    return _cached_moves(database.url, version(), (*what, changes), as_of, database, preview)


@st.cache_data(max_entries=50, ttl=3600, show_spinner=False)
def _cached_moves(url: str, version: int, file: Any, as_of: date, _database: Any, _preview: Preview) -> list[Move]:
    return moves_on(_database, _preview, as_of)


def saved_words(row: Any, reader: Reader) -> str:
    """What a save did, in a sentence."""
    counts = {name: number(getattr(row, name), reader.language) for name in ("new", "changed", "unchanged")}
    words = N_("Saved {file}: {new} new, {changed} changed, {unchanged} unchanged.")
    return reader.words(words, file=row.source or row.file_name, **counts)
