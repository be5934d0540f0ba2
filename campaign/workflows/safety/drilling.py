"""The drill: a backup that was never restored is a hope. The newest is restored aside and compared with its line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from campaign.access.actors import Actor
from campaign.domain.wording.os_errors import os_words
from campaign.errors import CampaignError, NotFound
from campaign.store.engine import Database
from campaign.store.safety import backup as store
from campaign.store.safety.manifest import DRILLED, VERIFIED, Backup, Event, Listed, write_down
from campaign.workflows.safety.backups import list_backups
from campaign.workflows.safety.candidate import NO_BACKUP, NONE_YET, candidate
from campaign.workflows.safety.keepers import check_keeper
from campaign.workflows.safety.places import places_of
from campaign.workflows.safety.verifying import find_faults, has_changed

EVERY = timedelta(days=31)


def drill(database: Database, *, by: Actor) -> Event:
    """Restore the newest backup aside, compare what it holds with its line, and record the outcome."""
    check_keeper(database, by)
    places, newest = places_of(database), list_backups(database).newest
    if newest is None:
        raise NotFound("no_backup", NONE_YET)
    started = time.monotonic()
    try:
        with candidate(database, places.folder / newest.name, newest, folder=places.folder, as_it_was=True) as made:
            told = "; ".join(_differences(made, newest))
    except CampaignError as problem:
        told = str(problem)
    outcome = Event(newest.name, DRILLED, datetime.now(UTC), not told, told, round(time.monotonic() - started, 2))
    write_down(places.folder, outcome)
    return outcome


def is_drill_due(listed: Listed, now: datetime) -> bool:
    """Whether no drill has gone well for a month, and there is something to drill with."""
    good = [each.at for each in listed.events if each.event == DRILLED and each.ok]
    return listed.newest is not None and (not good or now - good[-1] > EVERY)


def verify(database: Database, name: str | None, *, by: Actor) -> list[Event]:
    """Look at one backup, or at all, once more; what is found is listed. Raises NotFound."""
    check_keeper(database, by)
    backups = list_backups(database).backups
    chosen = [each for each in backups if name in (None, each.name)]
    if not chosen:
        raise NotFound("no_backup", NO_BACKUP if name else NONE_YET, name=name)
    done = [_verified(database, each) for each in chosen]
    write_down(places_of(database).folder, *done)
    return done


def _verified(database: Database, backup: Backup) -> Event:
    places, started = places_of(database), time.monotonic()
    file = places.folder / backup.name
    try:
        faults = ["SHA-256"] if has_changed(file, backup) else find_faults(database, file, places.tools)
    except OSError as problem:
        faults = [os_words(problem)]
    took = round(time.monotonic() - started, 2)
    return Event(backup.name, VERIFIED, datetime.now(UTC), not faults, "; ".join(faults[:3]), took)


def _differences(made: Database, backup: Backup) -> Iterator[str]:
    """What the restored database says of itself otherwise than its line."""
    with made.reading() as connection:
        facts = store.read_facts(connection)
    for name in ("schema", "installation", "epoch", "data_version", "digest"):
        if getattr(facts, name) != getattr(backup, name):
            yield f"{name}: {getattr(facts, name)} ≠ {getattr(backup, name)}"
    for table, rows in backup.counts.items():
        if facts.counts.get(table) != rows:
            yield f"{table}: {facts.counts.get(table)} ≠ {rows}"
