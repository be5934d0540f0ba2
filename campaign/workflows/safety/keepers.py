"""Who may work with backups: asked of the database where an account asks, even when it is damaged for an operator."""

from __future__ import annotations

from campaign.access.actors import Actor
from campaign.access.roles import KEEP_BACKUPS, require
from campaign.store.engine import Database
from campaign.workflows.access.acting import check_may


def check_keeper(database: Database, by: Actor) -> None:
    """Raise Refused unless whoever asks may keep backups.

    An operator's role is his own, and he restores a database that cannot be read; an account's stands in it.
    """
    if by.account is None:
        require(by.role, KEEP_BACKUPS)
    else:
        check_may(database, by, KEEP_BACKUPS)
