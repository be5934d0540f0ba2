"""Is the machine's clock right, as far as the database can tell: events are in order by number, never by the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from campaign.locale import N_
from campaign.locale.zone import VIETNAM_TIME
from campaign.store.engine import Connection, Database
from campaign.store.sheets.last_change import read_last_moment

BEHIND = timedelta(minutes=5)  # two machines' clocks may differ by so much
AHEAD = timedelta(days=400)  # a yearly campaign writes more often than that

SET_BACK = N_(
    "The clock of this machine says {now}, but the last change was recorded at {last}. Set the clock right before "
    "entering anything: what is entered would be dated wrong. The order of changes is kept either way."
)
FAR_AHEAD = N_(
    "The clock of this machine says {now}; the last change was recorded at {last}, more than {days} days before. If "
    "the clock is wrong, set it right before entering anything."
)


def check_clock(database: Database, now: datetime | None = None) -> tuple[str, dict[str, object]] | None:
    """What is wrong with the clock, as (message, values); None when nothing seems to be."""
    with database.reading() as connection:
        return find_clock_problem(connection, now)


def find_clock_problem(connection: Connection, now: datetime | None = None) -> tuple[str, dict[str, object]] | None:
    """The same within a transaction."""
    now, last = now or datetime.now(UTC), read_last_moment(connection)
    if last is None:
        return None
    values: dict[str, object] = {"now": _written(now), "last": _written(last), "days": AHEAD.days}
    if now < last - BEHIND:
        return SET_BACK, values
    return (FAR_AHEAD, values) if now > last + AHEAD else None


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM_TIME):%H:%M %d/%m/%Y}"
