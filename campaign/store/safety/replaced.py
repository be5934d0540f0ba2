"""A server goes on reading while a backup takes the database's place: what it has open is then another file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

_FILE = "campaign_file"


def notice_replacement(engine: Engine, file: Path) -> None:
    """A pooled connection to a file that was replaced meanwhile gives way to one to the file that is there now."""

    @event.listens_for(engine, "connect")
    def remember(_connection: Any, record: Any) -> None:
        record.info[_FILE] = _identity(file)

    @event.listens_for(engine, "checkout")
    def compare(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info.get(_FILE) != _identity(file):
            raise DisconnectionError("the database file was replaced")


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
