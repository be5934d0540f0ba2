"""Bring the schema up to date; alembic is loaded only when there is something to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.store.faults import NOT_A_DATABASE

NOT_UPGRADED = N_(
    "The database is of an earlier version of the program, or empty, and CAMPAIGN_READ_ONLY=1 forbids changing it. "
    "Nothing was changed. Start the program once without that setting."
)
FOLDER = Path(__file__).parent / "migrations"
NEWEST = "0006"
APPLICATION_ID = 0x56414343  # "VACC" in the header of our SQLite files


def upgrade(database: Database, finish: Callable[[Connection], None] | None = None) -> bool:
    """Run the missing migrations in one transaction, and what they need to be `finish`ed; True when there were any.

    Raises DatabaseUnusable when the database was made by a newer program.
    """
    check_ours(database)
    if _is_newest(database):
        return False
    with database.writing() as connection:
        _run_migrations(connection)
        if finish:
            finish(connection)
        _sign(connection)
    return True


def check_ours(database: Database) -> None:
    """Raise DatabaseUnusable for another program's SQLite file; files of our versions before 0006 are not signed."""
    if database.file is None or not database.exists():
        return
    with database.reading() as connection:
        signed = connection.exec_driver_sql("PRAGMA application_id").scalar()
        tables = inspect(connection).get_table_names()
    if signed not in (0, APPLICATION_ID) or (tables and "alembic_version" not in tables):
        raise DatabaseUnusable("not_ours", NOT_A_DATABASE, place=database.file)


def check_newest(database: Database) -> None:
    """Raise DatabaseUnusable unless the schema is this version's: where nothing may be written, nothing is upgraded."""
    check_ours(database)
    if not _is_newest(database):
        raise DatabaseUnusable("not_upgraded", NOT_UPGRADED)


def schema_version(connection: Connection) -> str | None:
    """The revision the database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _sign(connection: Connection) -> None:
    """Last of all: whoever looks at the header knows whose file this is, and of which version."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {int(NEWEST)}")


def _is_newest(database: Database) -> bool:
    if not database.exists():
        return False
    with database.reading() as connection:
        return schema_version(connection) == NEWEST


def _run_migrations(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as problem:
        raise DatabaseUnusable(
            "newer_schema",
            N_("This database was made by a newer version of the program. Install that version; nothing was changed."),
        ) from problem
