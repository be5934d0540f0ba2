"""Whether figures may be handed on as files: not from a database that is damaged, as far as can be told at once."""

from __future__ import annotations

from collections.abc import Callable

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.workflows.checking import find_damaged_at_once
from campaign.workflows.safety.health import health_of

IS_DAMAGED = N_(
    "The database is damaged: figures may be wrong, and nothing can be saved until an administrator has restored a "
    "good backup. Do not report these figures."
)
NOT_HANDED_OUT = N_(
    "The database is damaged and its figures may be wrong, so no file is made of them. An administrator restores a "
    "good backup first; then make the file again."
)


def is_damaged(database: Database) -> bool:
    """Whether this process knows that what stands in the database is not what was saved."""
    return bool(database.closed.reason and health_of(database).damage)


def looks_damaged(database: Database) -> bool:
    """The same where no server has checked: tables and uploads held against their digests, nothing counted again.

    0.1 s for a year of a province; `check` finds more.
    """
    return is_damaged(database) or bool(find_damaged_at_once(database))


def guarded(database: Database, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a file, unless damage was found meanwhile: then it raises DatabaseUnusable."""

    def made() -> bytes:
        if is_damaged(database):
            raise DatabaseUnusable("damaged", NOT_HANDED_OUT)
        return make()

    return made
