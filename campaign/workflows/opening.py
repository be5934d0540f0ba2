"""Open the campaign's database: schema brought up to date, reference data loaded."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from campaign.settings import DATA, Settings
from campaign.store.audit import record_event
from campaign.store.engine import Connection, Database, open_database
from campaign.store.migrate import upgrade
from campaign.store.reference import find_changed_files, load_reference
from campaign.workflows.checking import recount_all


def open_campaign(settings: Settings, *, reference: Path = DATA) -> Database:
    """The database of these settings, ready to be used; raises DatabaseUnusable, or Refused for broken data files."""
    database = open_database(settings.database_url)
    try:
        if not upgrade(database, partial(_finish_upgrade, folder=reference)):
            _load_reference(database, reference)
    except BaseException:
        database.close()
        raise
    return database


def _finish_upgrade(connection: Connection, folder: Path) -> None:
    """In the migrations' own transaction: killed between the two, nobody would know that something is left to do."""
    _load_changed(connection, folder)
    recount_all(connection)  # what is derived may be derived otherwise than by the version before


def _load_reference(database: Database, folder: Path) -> None:
    with database.reading() as connection:
        stale = find_changed_files(connection, folder)
    if stale:
        with database.writing() as connection:
            _load_changed(connection, folder)


def _load_changed(connection: Connection, folder: Path) -> None:
    if find_changed_files(connection, folder):
        loaded = load_reference(connection, folder)
        record_event(connection, by="data/", action="load_reference", object_=", ".join(loaded))
