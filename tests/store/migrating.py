"""A database as an earlier version left it."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from campaign.store.migrate import FOLDER


def migrate(connection: Connection, version: str) -> None:
    """Bring an empty or older schema to a version that was released."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, version)
