"""Closing periods and opening them again, and what was reported at a close beside what stands now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from campaign.access.actors import Actor
from campaign.access.roles import CLOSE_PERIODS
from campaign.domain import closing as rules
from campaign.domain.closing import Close, Difference
from campaign.domain.place import LAI_CHAU
from campaign.errors import NotFound, Refused
from campaign.locale import N_
from campaign.store.engine import Connection, Database
from campaign.store.manage import closing as store
from campaign.store.sheets.totals import read_period_ends
from campaign.workflows.access.acting import acting
from campaign.workflows.manage.reported import Reported, read_reported, standing_on, write_reported
from campaign.workflows.manage.waterline import who_closed

NO_NOTE = N_("Say in a note what these figures were used for; it is kept with the close.")
AHEAD = N_("{day} is still to come. Close a period once it is over and its reports are in.")
NO_REPORT = N_("No report is up to {day}, so there is nothing to close. The latest days with reports: {days}.")
NOTHING_REPORTED = N_("Nothing has been reported yet, so there is nothing to close. Upload the sheets first.")
CLOSED_BEFORE = N_("The figures up to {closed} are closed already, by {by} on {moment}.")
NO_REASON = N_("Say in a few words why the period is opened again; the reason is kept with it.")
NOTHING_CLOSED = N_("No figures of {day} or later are closed, so there is nothing to open again.")
NO_CLOSE = N_("No close of {day} is kept. 'period list' lists them.")
CHANGED = N_(
    "What was reported up to {day} is not what was kept: the database was changed from outside. It is not shown as if "
    "it were; restore the last backup that 'check' finds whole."
)
_DAYS_NAMED = 3


class Compared(NamedTuple):
    """What was reported at a close, and what of it is not so any more."""

    close: Close
    reported: Reported
    differences: Sequence[Difference]


def close_period(database: Database, day: date, *, note: str, by: Actor, today: date) -> Close:
    """Close all figures up to and including a day, and keep what stands of it as it is reported.

    Raises Refused for a role that may not, without a note, for a day without reports, to come, or closed before.
    """
    with acting(database, by, CLOSE_PERIODS) as connection:
        _check_day(connection, day, note, today)
        reported = standing_on(connection, day)
        told = {"rows": len(reported.rows), "files": reported.files}
        text = write_reported(reported)
        store.add_close(connection, LAI_CHAU, day, note=note.strip(), reported=text, by=by.name, told=told)
        return store.read_closes(connection, LAI_CHAU)[0]


def reopen_period(database: Database, first: date, *, reason: str, by: Actor) -> list[Close]:
    """Open every period again that holds a day, or a later one: each close of it or later is taken back.

    What was reported at them stays. Raises Refused for a role that may not, without a reason, or where all is open.
    """
    with acting(database, by, CLOSE_PERIODS) as connection:
        if not rules.is_reason(reason):
            raise Refused("no_reason", NO_REASON)
        opened = rules.opened_by(store.read_closes(connection, LAI_CHAU), first)
        if not opened:
            raise Refused("nothing_closed", NOTHING_CLOSED, day=written(first))
        for each in opened:
            store.reopen(connection, LAI_CHAU, each, reason=reason.strip(), by=by.name)
    return opened


def read_closes(database: Database) -> list[Close]:
    """All closes, those opened again too, the newest first."""
    with database.reading() as connection:
        return store.read_closes(connection, LAI_CHAU)


def read_waterline(database: Database) -> Close | None:
    """The close up to whose day all figures are closed, None while everything is open."""
    with database.reading() as connection:
        return store.read_waterline(connection, LAI_CHAU)


def find_close(database: Database, day: date, number: int | None = None) -> Close:
    """The close of a day: the one with that number, else the one that stands, else the latest. Raises NotFound."""
    with database.reading() as connection:
        return _find(connection, day, number)


def read_report(database: Database, close: Close) -> Reported:
    """What was reported at a close, exactly; raises Refused where it is not what was kept."""
    with database.reading() as connection:
        return _report(connection, close)


def read_kept(database: Database, close: Close) -> str:
    """The same as the JSON that was kept, letter for letter."""
    with database.reading() as connection:
        return _text(connection, close)


def compare(database: Database, close: Close) -> Compared:
    """What was reported at a close beside what stands of its day now; raises Refused like `read_report`."""
    with database.reading() as connection:
        reported = _report(connection, close)
        now = standing_on(connection, close.last_day)
    return Compared(close, reported, rules.differences(reported.by_unit, now.by_unit))


def count_changed(database: Database, day: date) -> int:
    """Of how many units and targets a day's figures are not those reported, after a period was opened again.

    Measured against what was reported last before that; 0 where the day was never closed, or never opened again.
    """
    opened = [each for each in read_closes(database) if each.last_day == day and not each.stands]
    if not opened:
        return 0
    return len({(each.target, each.unit) for each in compare(database, opened[0]).differences})


def latest_to_close(database: Database, today: date) -> date | None:
    """The latest day with reports that can be closed now; None where there is none."""
    with database.reading() as connection:
        closed = store.read_waterline(connection, LAI_CHAU)
        days = read_period_ends(connection, LAI_CHAU)
    return next((day for day in days if day <= today and not rules.is_closed(day, closed)), None)


def written(day: date) -> str:
    """A day as messages write it."""
    return f"{day:%d/%m/%Y}"


def _check_day(connection: Connection, day: date, note: str, today: date) -> None:
    if not note.strip():
        raise Refused("no_note", NO_NOTE)
    if day > today:
        raise Refused("close_ahead", AHEAD, day=written(day))
    closed = store.read_waterline(connection, LAI_CHAU)
    if closed and day <= closed.last_day:
        raise Refused("closed_before", CLOSED_BEFORE, **who_closed(closed))
    reported = read_period_ends(connection, LAI_CHAU)
    if not reported:
        raise Refused("nothing_reported", NOTHING_REPORTED)
    if day not in reported:
        days = ", ".join(map(written, reported[:_DAYS_NAMED]))
        raise Refused("no_report", NO_REPORT, day=written(day), days=days)


def _find(connection: Connection, day: date, number: int | None) -> Close:
    closes = [each for each in store.read_closes(connection, LAI_CHAU) if each.last_day == day]
    if number is not None:
        closes = [each for each in closes if each.id == number]
    found = next((each for each in closes if each.stands), next(iter(closes), None))
    if found is None:
        raise NotFound("no_close", NO_CLOSE, day=written(day))
    return found


def _report(connection: Connection, close: Close) -> Reported:
    return read_reported(_text(connection, close))


def _text(connection: Connection, close: Close) -> str:
    text = store.read_reported(connection, LAI_CHAU, close.id)
    if store.sha256_of(text) != close.sha256:
        raise Refused("changed_report", CHANGED, day=written(close.last_day))
    return text
