"""The events found, a page at a time, the newest first; and all of them as a file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from campaign.charts.style import Reader
from campaign.locale.formats import moment, number
from campaign.ui import session
from campaign.ui.markup import Made, escape, notice, paragraph, show, table
from campaign.ui.monitor.table_downloads import show_downloads
from campaign.workflows.safety.trail import FILE_NAME, Found, Search, TrailEvent, search_trail, trail_file

_PAGES = "audit-pages"  # the search, and the events that its pages began before
_SHOWN, _LONGEST = 5, 300  # changes of an event shown at once; characters of one


def show_events(search: Search, reader: Reader) -> None:
    """The events looked for; with none, what to do."""
    _ = reader.words
    before = _before(search)
    found = search_trail(session.database(), search, language=reader.language, by=session.actor(), before=before)
    if not found.events:
        notice(_("No event fits this search. Take some of it back to see more."))
        return
    show(paragraph(_("{count} events, the newest first", count=number(found.total, reader.language))))
    show(_table(found.events, reader))
    _show_paging(found, reader)
    _show_downloads(search, reader)


def _table(events: Sequence[TrailEvent], reader: Reader) -> str:
    _ = reader.words
    headings = (_("Number"), _("When"), _("Done by"), _("What was done"))
    rows = [(f"{event.id}", moment(event.at, reader.language), event.who, _done(event, reader)) for event in events]
    drawn = table(headings, rows, numbers=(0,), caption=_("Events of the audit trail"), cards=True)
    return f'<div class="events">{drawn}</div>'


def _done(event: TrailEvent, reader: Reader) -> Made:
    """The action and what it was done to; under it the first values that changed, the others to unfold."""
    lines = [escape(line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…") for line in event.changes]
    parts = [f"<strong>{escape(event.words)}</strong> · {escape(event.about)}"]
    shown = len(lines) if len(lines) == _SHOWN + 1 else _SHOWN  # nothing is folded away for one line
    if lines:
        parts.append(f"<br>{' · '.join(lines[:shown])}")
    if rest := lines[shown:]:
        more = escape(reader.words("{count} more", count=len(rest)))
        parts.append(f"<details><summary>{more}</summary>{'<br>'.join(rest)}</details>")
    return Made("".join(parts))


def _before(search: Search) -> int | None:
    """The event that the page begins before; another search begins from the end."""
    kept, pages = st.session_state.get(_PAGES, (None, []))
    if kept != search:
        st.session_state[_PAGES] = (search, [])
        return None
    return pages[-1] if pages else None


def _show_paging(found: Found, reader: Reader) -> None:
    _ = reader.words
    _search, pages = st.session_state[_PAGES]
    if not pages and not found.more:
        return
    with st.container(horizontal=True):
        st.button(_("Newer"), disabled=not pages, on_click=pages.pop if pages else None, key="audit-newer")
        last = found.events[-1].id
        st.button(_("Older"), disabled=not found.more, on_click=pages.append, args=(last,), key="audit-older")


def _show_downloads(search: Search, reader: Reader) -> None:
    database, actor, language = session.database(), session.actor(), reader.language
    name = reader.words(FILE_NAME, day="").strip()
    show_downloads(
        "audit", name, lambda form: trail_file(database, search, form, language=language, by=actor)[1], reader
    )
