"""Where a database's backups are kept."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from campaign.locale import N_
from campaign.settings import DATA, read_backup_places
from campaign.store.engine import Database
from campaign.store.safety.backup import name_of

SAME_PLACE = N_(
    "The second place for backups, {folder}, is the first one or lies within it. Nothing is copied there: name a "
    "folder on another disk in CAMPAIGN_BACKUP_SECOND."
)


class Places(NamedTuple):
    """The folder of a database's backups, the second place, and what the backups of this database are called."""

    on: bool
    folder: Path
    second: Path | None
    tools: Path | None
    database: str

    @property
    def second_is_the_first(self) -> bool:
        """Whether the second place would be lost with the first."""
        if self.second is None:
            return False
        first, second = self.folder.resolve(), self.second.resolve()
        return first == second or first in second.parents or second in first.parents


def places_of(database: Database) -> Places:
    """The places by the settings of this site."""
    given = read_backup_places()
    folder = given.folder or (database.file.parent / "backups" if database.file else DATA / "backups")
    return Places(given.on, folder, given.second, given.tools, name_of(database))
