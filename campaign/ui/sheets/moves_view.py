"""Which coverages and ranks a corrected sheet would move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS
from campaign.locale import N_
from campaign.locale.formats import day, number, percent, points
from campaign.store.engine import Database
from campaign.ui import session
from campaign.ui.cached import read, version
from campaign.ui.labels import target_labels
from campaign.ui.markup import hint, paragraph, show, strong, table
from campaign.ui.monitor.figures import with_marks
from campaign.workflows.monitor.monitoring import reported_weeks
from campaign.workflows.sheets.comparing import Mark, Move, moved_by
from campaign.workflows.sheets.importing import Preview

SHOWN = 200
_UP, _DOWN = N_("▲ up {places}"), N_("▼ down {places}")


def show_moves(preview: Preview, reader: Reader, *, upon: Sequence[Preview] = ()) -> None:
    """The moves on the corrected days and on the latest one, old → new; that nothing moves is said too."""
    _ = reader.words
    if not preview.may_be_saved:
        return
    moves = _moved_by(preview, upon)
    show(strong(_("Coverages and ranks that change")))
    if not moves:
        show(paragraph(_("No coverage and no rank changes on the days corrected or on the latest one.")))
        return
    for at, of_day in groupby(moves, key=lambda move: move.day):
        show(paragraph(_("As of {day}:", day=day(at, reader.language))) + moves_table(at, list(of_day), reader))
    latest = max([*read(reported_weeks)[:1], *([preview.period.end] if preview.period else [])])
    if moves[-1].day != latest:
        show(paragraph(_("As of the latest report, {day}, nothing changes.", day=day(latest, reader.language))))
    show(hint(_("Computed as if the whole file were saved; only targets in force on each day are shown.")))


def moves_table(at: date, moves: Sequence[Move], reader: Reader) -> str:
    """The moves of a day, old → new."""
    _ = reader.words
    labels = target_labels(reader)
    headings = (_("Target"), _("Unit"), _("Given"), _("Out of"), _("Coverage"), _("± points"), _("Rank"), _("Status"))
    rows = [(labels[move.target].full, move.name, *_texts(move, reader)) for move in moves[:SHOWN]]
    caption = _("Coverages and ranks that change, as of {day}", day=day(at, reader.language))
    more = len(moves) - SHOWN
    rest = paragraph(_("… and {count} more.", count=number(more, reader.language))) if more > 0 else ""
    return table(headings, rows, numbers=(2, 3, 4, 5), caption=caption) + rest


def _texts(move: Move, reader: Reader) -> tuple[str, ...]:
    before, after, language = move.before, move.after, reader.language

    def both(text: Callable[[Mark], str]) -> str:
        return _old_to_new(text(before), text(after))

    return (
        both(lambda mark: number(mark.doses, language)),
        both(lambda mark: number(mark.people, language)),
        both(lambda mark: with_marks(percent(mark.coverage, language), mark.coverage, incomplete=mark.incomplete)),
        points(_difference(before.coverage, after.coverage), language),
        f"{both(lambda mark: number(mark.rank, language))} {_climbed(before.rank, after.rank, reader)}".strip(),
        both(lambda mark: f"{STATUS_SIGNS[mark.status]} {reader.words(STATUS_WORDS[mark.status])}"),
    )


def _old_to_new(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def _difference(old: float | None, new: float | None) -> float | None:
    return None if old is None or new is None else new - old


def _climbed(old: int | None, new: int | None, reader: Reader) -> str:
    """How many places up or down, as a sign and a word."""
    if old is None or new is None or old == new:
        return ""
    return reader.words(_UP if new < old else _DOWN, places=number(abs(old - new), reader.language))


def _moved_by(preview: Preview, upon: Sequence[Preview]) -> list[Move]:
    """What moves, computed once for the same files over the same data."""
    database = session.database()
    files = tuple((each.sha256, each.period, hash(tuple(each.changes))) for each in (*upon, preview))
    return _cached_moves(database.url, version(), files, database, preview, upon)


@st.cache_data(max_entries=100, ttl=3600, show_spinner=False)
def _cached_moves(
    url: str, version: int, files: Any, _database: Database, _preview: Preview, _upon: Sequence[Preview]
) -> list[Move]:
    return moved_by(_database, _preview, upon=_upon)
