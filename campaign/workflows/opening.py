"""Open the campaign's database: schema brought up to date, reference data loaded."""

from __future__ import annotations

from pathlib import Path

from campaign.settings import DATA, Settings
from campaign.store.audit import record_event
from campaign.store.engine import Database, open_database
from campaign.store.migrate import lock_for_start, upgrade
from campaign.store.reference import find_changed_files, load_reference
from campaign.workflows.checking import rebuild_totals


def open_campaign(settings: Settings, *, reference: Path = DATA) -> Database:
    """The database of these settings, ready to be used; raises DatabaseUnusable, or Refused for broken data files."""
    database = open_database(settings.database_url)
    try:
        upgraded = upgrade(database)
        _load_reference(database, reference)
        if upgraded:
            rebuild_totals(database)  # what is derived may be derived otherwise than by the version before
    except BaseException:
        database.close()
        raise
    return database


def _load_reference(database: Database, folder: Path) -> None:
    with database.reading() as connection:
        stale = find_changed_files(connection, folder)
    if stale:
        with database.writing() as connection:
            lock_for_start(connection)
            loaded = load_reference(connection, folder)
            record_event(connection, by="data/", action="load_reference", object_=", ".join(loaded))
