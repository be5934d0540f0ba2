"""Bring the schema up to date; alembic is loaded only when there is something to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.engine import Database

FOLDER = Path(__file__).parent / "migrations"
NEWEST = "0006"


def upgrade(database: Database, finish: Callable[[Connection], None] | None = None) -> bool:
    """Run the missing migrations in one transaction, and what they need to be `finish`ed; True when there were any.

    Raises DatabaseUnusable when the database was made by a newer program.
    """
    if _is_newest(database):
        return False
    with database.writing() as connection:
        _run_migrations(connection)
        if finish:
            finish(connection)
    return True


def schema_version(connection: Connection) -> str | None:
    """The revision the database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


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
