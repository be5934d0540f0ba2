"""Open the campaign's database: schema brought up to date, reference data loaded."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.locale.zone import VIETNAM_TIME
from campaign.settings import DATA, Settings
from campaign.store.engine import Connection, Database, open_database
from campaign.store.manage.reference import find_changed_files, load_reference
from campaign.store.migrate import NEWEST, check_newest, schema_version, upgrade
from campaign.store.safety.audit import is_chained_with, keep_chain, read_key_name, record_event
from campaign.store.safety.key_file import read_key
from campaign.workflows.checking import recount_all
from campaign.workflows.safety.backups import back_up_before_upgrade, list_backups
from campaign.workflows.safety.disk import check_place, may_write


def open_campaign(settings: Settings, *, reference: Path = DATA) -> Database:
    """The database of these settings, ready to be used; raises DatabaseUnusable, or Refused for broken data files."""
    key = read_key(settings.key_file)
    safety = settings.safety
    database = open_database(
        settings.database_url, key=key, write_ahead_log=safety.write_ahead_log, spare_mib=safety.spare_mib
    )
    try:
        check_place(database.file)
        _check_not_lost(database)
        if safety.read_only:
            check_newest(database)
            whole = database.file is not None and not may_write(database.file)
            database.close_to_writing(DatabaseUnusable("read_only_mode", READ_ONLY_MODE), whole=whole)
        else:
            _back_up_older(database)
            bring_up_to_date(database, key=key, reference=reference)
    except BaseException:
        database.close()
        raise
    return database


READ_ONLY_MODE = N_(
    "The program was started for reading only (CAMPAIGN_READ_ONLY=1): nothing was saved, and nothing can be. Whoever "
    "enters figures uses the server that was started without it."
)


def bring_up_to_date(database: Database, *, key: bytes, reference: Path = DATA) -> None:
    """Schema, chain of the audit trail and reference data as this version has them."""
    if not upgrade(database, partial(_finish_upgrade, folder=reference)):
        _keep_chain(database, key)
        _load_reference(database, reference)


GONE = N_(
    "The database {file} is gone or empty, but there is a good backup of it, of {moment}. Nothing new was begun. "
    "Bring it back with 'python -m campaign restore --latest'; to begin anew all the same, move the backups elsewhere "
    "first."
)


def _check_not_lost(database: Database) -> None:
    """An empty place beside good backups of the very same database is no first start."""
    if database.file is None or database.exists():
        return
    if newest := list_backups(database).newest:
        moment = f"{newest.made_at.astimezone(VIETNAM_TIME):%d/%m/%Y %H:%M}"
        raise DatabaseUnusable("database_gone", GONE, file=database.file, moment=moment)


def _back_up_older(database: Database) -> None:
    """What an upgrade is about to change is backed up first; a newer schema is refused by the upgrade itself."""
    if not database.exists():
        return
    with database.reading() as connection:
        version = schema_version(connection)
    if version is not None and version < NEWEST:
        back_up_before_upgrade(database)


def _finish_upgrade(connection: Connection, folder: Path) -> None:
    """In the migrations' own transaction: killed between the two, nobody would know that something is left to do."""
    keep_chain(connection)  # before anything is recorded: what an earlier version recorded comes first
    _load_changed(connection, folder)
    recount_all(connection)  # what is derived may be derived otherwise than by the version before


def _keep_chain(database: Database, key: bytes) -> None:
    """Go on with another key where the trail names one. A trail without a start is never started again here: a
    database of this version has one, so somebody took it away, and `check` is to say so."""
    try:
        with database.reading() as connection:
            other_key = read_key_name(connection) is not None and not is_chained_with(connection, key)
    except ValueError:  # what stands there is no JSON any more: `check` tells it, and says what to do
        return
    if other_key:
        with database.writing() as connection:
            keep_chain(connection)


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
