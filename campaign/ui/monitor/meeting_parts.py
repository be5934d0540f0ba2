"""What the steps of the meeting and the cards are made of: signs, bars, days left, what the figures are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from campaign.charts.style import Reader
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS
from campaign.locale.formats import day, is_missing, number, rounded_percent
from campaign.ui.cached import read
from campaign.ui.markup import badge, escape
from campaign.workflows.monitor import monitoring
from campaign.workflows.monitor.briefing import Brief


def draw_sign(status: str, reader: Reader) -> str:
    """A status as its sign; the word is heard, and told when pointed at."""
    word, colour = escape(reader.words(STATUS_WORDS[status])), reader.status_colour(status)
    heard = f'<span class="unseen"> {word}:</span>'
    return f'<span class="sign" style="color:{colour}" title="{word}">{STATUS_SIGNS[status]}{heard}</span>'


def draw_bar(row: Any, reader: Reader) -> str:
    """A coverage as a bar with a mark at the threshold, full from 100 % on; the figure beside it says how much."""
    if is_missing(row.coverage):
        return ""
    width = min(rounded_percent(row.coverage) or 0.0, 100.0)
    filled = f'<span style="width:{width}%;background:{reader.status_colour(row.status)}"></span>'
    mark = (
        ""
        if is_missing(row.threshold)
        else f'<i style="left:{min(rounded_percent(row.threshold) or 0.0, 100.0)}%"></i>'
    )
    return f'<div class="bar" aria-hidden="true">{filled}{mark}</div>'


def draw_days_left(days: Any, reader: Reader) -> str:
    """How far the deadline is."""
    _ = reader.words
    if days == 0:
        return _("the figures are of the last day")
    count = number(abs(days), reader.language)
    return _("{count} days left", count=count) if days > 0 else _("passed {count} days ago", count=count)


def draw_foot(brief: Brief, lines: Iterable[str], reader: Reader) -> str:
    """As-of date, warnings, and what must be known of the figures above."""
    _, language = reader.words, reader.language
    first = _("Figures up to {day}", day=day(brief.as_of, language))
    latest = read(monitoring.reported_weeks)[0]
    if brief.as_of < latest:
        first += " · " + _("newer ones up to {latest} are there", latest=day(latest, language))
    mark = badge(_("Synthetic figures")) + " " if brief.trust.synthetic else ""
    notes = escape(" ".join(line for line in lines if line))
    return f"<footer><p>{mark}<strong>{escape(first)}</strong></p><p>{notes}</p></footer>"
