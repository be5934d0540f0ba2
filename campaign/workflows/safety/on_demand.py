"""What an administrator asks of the backups: make one now, fetch one, how they stand, what to be warned of."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from campaign.access.actors import Actor
from campaign.access.roles import KEEP_BACKUPS
from campaign.errors import DatabaseUnusable, NotFound, Phrase
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.store.safety.audit import record_event
from campaign.store.safety.backup import has_uploads
from campaign.store.safety.manifest import COPIED, DRILLED, VERIFIED, Backup, Event, Listed
from campaign.workflows.access.acting import acting, check_may, seeing
from campaign.workflows.safety import rings, second_place
from campaign.workflows.safety.backups import OnProgress, back_up, list_backups
from campaign.workflows.safety.candidate import NO_BACKUP
from campaign.workflows.safety.drilling import is_drill_due
from campaign.workflows.safety.keepers import check_keeper
from campaign.workflows.safety.places import SAME_PLACE, Places, places_of

Told = tuple[str, dict[str, object]]

SWITCHED_OFF = N_(
    "Backups are switched off (CAMPAIGN_BACKUP=off): what is changed now cannot be taken back by a backup."
)
NO_SECOND = N_(
    "Backups have no second place: if this machine's disk fails, they are lost with the database. Name a folder on "
    "another disk in CAMPAIGN_BACKUP_SECOND."
)
STALE_SECOND = N_(
    "No backup has reached the second place {folder} for a week. Connect the disk or the network folder; the next "
    "backup is copied there."
)
NOT_REACHED = N_("The last backup did not reach the second place {folder}: {problem}. The next one is tried again.")
DRILL_DUE = N_("No backup was restored on trial for a month. Run the drill: it takes seconds and changes nothing.")
NEVER_DRILLED = N_("No backup has been restored on trial yet. Run the drill: it takes seconds and changes nothing.")
DRILL_FAILED = N_("The last drill failed: {problem}. Make a new backup and run the drill again.")
BAD = N_("The backup {name} is damaged: {problem}. It is not used; the others are.")


class State(NamedTuple):
    """How the backups of a database stand."""

    places: Places
    listed: Listed
    rings: dict[str, tuple[str, ...]]
    copied_at: datetime | None
    drilled: Event | None
    warnings: list[Told]


def back_up_now(database: Database, *, by: Actor, on_progress: OnProgress | None = None) -> Backup:
    """A backup at somebody's wish; raises Refused or DatabaseUnusable."""
    check_may(database, by, KEEP_BACKUPS)
    return back_up(database, rings.BY_HAND, patience=second_place.LONG, on_progress=on_progress)


def read_state(database: Database, *, by: Actor) -> State:
    """Places, backups with their rings, and what to be warned of; raises Refused."""
    check_keeper(database, by)
    try:
        with database.reading() as connection:
            used = has_uploads(connection)
    except DatabaseUnusable:  # then the backups are what there is to see
        used = True
    return _state(database, used)


def read_warnings(database: Database, *, by: Actor) -> list[Told]:
    """What an administrator is to be told on every page, once there is something to lose; raises Refused."""
    with seeing(database, by, KEEP_BACKUPS) as connection:
        used = has_uploads(connection)
    return _state(database, used).warnings if used and places_of(database).on else []


def fetch_backup(database: Database, name: str, *, by: Actor) -> Path:
    """The file of a listed backup, for taking it away, which the audit trail keeps; raises Refused or NotFound."""
    check_may(database, by, KEEP_BACKUPS)
    known = next((each for each in list_backups(database).backups if each.name == name), None)
    if known is None:
        raise NotFound("no_backup", NO_BACKUP, name=name)
    with acting(database, by, KEEP_BACKUPS) as connection:
        record_event(connection, by=by.name, action="download_backup", object_=f"backup {name}")
    return places_of(database).folder / name


def _state(database: Database, used: bool) -> State:
    places, listed, now = places_of(database), list_backups(database), datetime.now(UTC)
    good = [rings.Made(each.name, each.made_at, each.reason) for each in listed.backups if listed.is_good(each)]
    return State(
        places=places,
        listed=listed,
        rings=dict(rings.find_rings(good)),
        copied_at=second_place.copied_at(listed),
        drilled=listed.last(DRILLED),
        warnings=_warnings(places, listed, used, now),
    )


def _warnings(places: Places, listed: Listed, used: bool, now: datetime) -> list[Told]:
    found: list[Told] = [] if places.on else [(SWITCHED_OFF, {})]
    if used:
        found += _second_warnings(places, listed, now)
    drilled = listed.last(DRILLED)
    if drilled and not drilled.ok:
        found.append((DRILL_FAILED, {"problem": Phrase(drilled.told)}))
    elif is_drill_due(listed, now):
        found.append((DRILL_DUE if drilled else NEVER_DRILLED, {}))
    bad = (each for each in listed.backups if not listed.is_good(each))
    found += [(BAD, {"name": each.name, "problem": _told(listed, each)}) for each in bad]
    return found


def _second_warnings(places: Places, listed: Listed, now: datetime) -> list[Told]:
    if places.second is None:
        return [(NO_SECOND, {})]
    folder = {"folder": places.second}
    if places.second_is_the_first:
        return [(SAME_PLACE, dict(folder))]
    last = listed.last(COPIED)
    if listed.backups and second_place.is_stale(listed, now):
        return [(STALE_SECOND, dict(folder))]
    return [(NOT_REACHED, {**folder, "problem": Phrase(last.told)})] if last and not last.ok else []


def _told(listed: Listed, backup: Backup) -> Phrase:
    seen = listed.last(VERIFIED, backup.name)
    return Phrase(seen.told if seen else "")
