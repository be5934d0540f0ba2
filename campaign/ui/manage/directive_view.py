"""What the targets page says of the order behind a target: the words, the clause in its document, the deadline's
readings, what the target takes the place of and what took its place."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.locale.formats import day, is_missing
from campaign.store.engine import Database
from campaign.ui.cached import read
from campaign.ui.labels import citation, find_target
from campaign.ui.manage.directive_list import directive_address
from campaign.ui.manage.directive_text import clause_anchor, clause_links, clause_text, directive_text
from campaign.ui.manage.reading_view import show_readings
from campaign.ui.markup import escape, link, paragraph, show
from campaign.ui.monitor.target_card import target_address
from campaign.workflows.manage.directives import Clause, read_directive
from campaign.workflows.monitor import monitoring


def show_directive(row: Any, today: date, reader: Reader) -> None:
    """The words, who issued them, the deadline as it is read, supersession; the clause in its document to unfold.

    `row` is a row of TARGETS; `today` the day the page looks at.
    """
    _ = reader.words
    place = directive_address(row.directive, reader, clause_anchor(row.clause))
    source = link(citation(read(_clause, row.target), reader), place)
    parts = [f"<blockquote><p>“{escape(row.words)}”</p><p class='muted'>{source}</p></blockquote>"]
    show("".join([*parts, _deadline(row, reader), *_supersession(row, today, reader)]))
    clause = st.expander(_("The clause in its document"), key="clause", on_change="rerun")
    if clause.open:  # what is folded is not read
        with clause:
            _show_clause(row, reader)
    if is_missing(row.deadline):
        return
    readings = st.expander(_("Readings of the deadline"), key="readings", on_change="rerun")
    if readings.open:
        with readings:
            show_readings(row.target, today, reader)


def _deadline(row: Any, reader: Reader) -> str:
    _ = reader.words
    if is_missing(row.deadline):
        return paragraph(_("The directive sets no deadline for this target: coverage and pace are shown."))
    words = _("Deadline: {day} (“{words}”).", day=day(row.deadline, reader.language), words=row.deadline_words)
    reading = "" if is_missing(row.deadline_reading) else row.deadline_reading
    return f"<p><strong>{escape(words)}</strong> {escape(reading)}</p>"


def _supersession(row: Any, today: date, reader: Reader) -> list[str]:
    """What this target takes the place of, and what took its place, each with its day and a link."""
    _, parts = reader.words, []
    if not is_missing(row.supersedes):
        since = day(row.in_force_from, reader.language)
        parts.append(_line(row.supersedes, _("From {day} this target takes the place of", day=since), reader))
    if not is_missing(row.superseded_by):
        since = day(row.superseded_on, reader.language)
        over = row.superseded_on.date() <= today
        message = _("Replaced on {day} by", day=since) if over else _("To be replaced on {day} by", day=since)
        parts.append(_line(row.superseded_by, message, reader))
    return parts


def _line(target: str, words: str, reader: Reader) -> str:
    return f"<p>{escape(words)} {link(target, target_address(target, reader))}</p>"


def _show_clause(row: Any, reader: Reader) -> None:
    """The clause with the words marked, inside the whole document where its text is recorded."""
    found = read(read_directive, row.directive)
    [clause] = [each for each in found.clauses if each.number == row.clause]
    own = [Clause(clause.number, clause.text, [row.target], clause.spans)]
    show(clause_text(clause.text, row.words))
    if found.text and clause.spans:
        show(f"<p>{clause_links(own, reader)[0]}</p>" + directive_text(found.text, own, reader))


def _clause(database: Database, target: str) -> Any:
    return monitoring.read_clause(database, find_target(monitoring.read_targets(database), target))
