"""What every page warns of: a damaged database, a check that is not done, a wrong clock, a night's work that failed."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from campaign.access.roles import KEEP_BACKUPS
from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.locale.formats import moment
from campaign.store.engine import Database
from campaign.ui import menu, session
from campaign.ui.markup import escape, link, notice, show
from campaign.ui.roles import allowed
from campaign.workflows.safety.backups import list_backups
from campaign.workflows.safety.damage import IS_DAMAGED
from campaign.workflows.safety.health import Health, Problem, health_of

_PLACE = "health-place"
SHOWN = 3  # findings; the rest is counted

MORE = N_("… and {number} more: python -m campaign check")
CHECKING = N_("The database is being checked; the figures are shown as they stand.")
MENDED = N_(
    "Running totals had been wrong and were counted again from the sheets. Figures looked at before may have been "
    "wrong."
)
STOPPED = N_("The program was stopped abruptly last time (power cut?). The database was checked and is in order.")
NEWEST = N_("Newest good backup: {moment}")
NO_BACKUP = N_("There is no good backup yet")
TO_BACKUPS = N_("Look at the backups and restore one")


def show_health() -> None:
    """The warnings that hold now; what only administrators can do something about is shown to them alone."""
    place = st.session_state[_PLACE] = st.empty()
    with place.container():
        _show_all()


def take_health_away() -> None:
    """What stands on this page was mended by what somebody did on it."""
    if place := st.session_state.get(_PLACE):
        place.empty()


def _show_all() -> None:
    database, reader = session.database(), session.reader()
    health, keeper = health_of(database), _is_anything_wrong(database) and allowed(KEEP_BACKUPS)
    if health.damage and database.closed.reason:
        _show_damage(database, health, keeper, reader)
    elif database.closed.reason:
        notice(database.closed.reason.words(reader.translate))
    if health.checking:
        notice(reader.words(CHECKING))
    if health.clock:
        notice(told(health.clock, reader), kind="warning")
    if keeper:
        for text in _for_keepers(health, reader):
            notice(text, kind="warning")


def told(problem: Problem, reader: Reader) -> str:
    """A finding in the reader's language, also where one of its values is a sentence itself."""
    message, values = problem
    return reader.words(message, **values)


def _is_anything_wrong(database: Database) -> bool:
    """Asked first: who sits before the page is asked of the database."""
    health = health_of(database)
    return bool(health.damage or health.trail or health.night or health.cloud or health.stopped or health.mended)


def _show_damage(database: Database, health: Health, keeper: bool, reader: Reader) -> None:
    lines = [told(problem, reader) for problem in health.damage[:SHOWN]]
    if len(health.damage) > SHOWN:
        lines.append(reader.words(MORE, number=len(health.damage) - SHOWN))
    findings = "".join(f"<li>{escape(line)}</li>" for line in lines)
    way = f"<p>{_way_out(database, reader)}</p>" if keeper else ""
    text = escape(reader.words(IS_DAMAGED))
    show(f'<div class="notice damage" role="alert"><p>✗ {text}</p><ul>{findings}</ul>{way}</div>')


def _way_out(database: Database, reader: Reader) -> str:
    """The newest good backup, and the page that restores it."""
    newest = list_backups(database).newest
    found = reader.words(NEWEST, moment=moment(newest.made_at, reader.language)) if newest else reader.words(NO_BACKUP)
    address = menu.address(menu.BACKUPS, **session.language_choice(reader))
    return f"{escape(found)}. {link(reader.words(TO_BACKUPS), address)}"


def _for_keepers(health: Health, reader: Reader) -> Iterator[str]:
    yield from (told(problem, reader) for problem in (*health.trail, *health.night))
    if health.cloud:
        yield told(health.cloud, reader)
    if health.mended:
        yield reader.words(MENDED)
    if health.stopped and not health.damage and not health.checking:
        yield reader.words(STOPPED)
