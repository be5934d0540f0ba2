"""Check a database as its server starts, and again at night: what is damaged may be looked at and not written to."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from threading import Thread

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.workflows.checking import find_broken_trail, find_damaged, is_derived, is_file_damaged, rebuild_totals
from campaign.workflows.safety.anchors import own_anchors
from campaign.workflows.safety.auditing import is_of_trail
from campaign.workflows.safety.clock import check_clock
from campaign.workflows.safety.disk import find_cloud
from campaign.workflows.safety.health import Health, Problem, health_of

WAIT_SECONDS = 2  # a year of a province is checked in less; what takes longer goes on while pages are shown already

CLOSED = N_(
    "The database is damaged, so nothing was saved and nothing can be until an administrator has restored a good "
    "backup (the page 'Backups', or 'python -m campaign restore --latest'). What is wrong: 'python -m campaign check'."
)
_CLOSED = "closed_for_damage"
_LOG = logging.getLogger("campaign.safety")


def start_check(database: Database, *, stopped: bool = False, wait_seconds: float | None = WAIT_SECONDS) -> Health:
    """Begin the check of a server's start and wait a moment for it; `stopped`: the run before ended abruptly.

    `wait_seconds`: how long at most; None waits to its end.
    """
    health = health_of(database)
    health.checking, health.stopped, health.cloud = True, stopped, find_cloud(database.file)
    if stopped:
        _LOG.warning("previous_run_stopped_abruptly")
    thread = Thread(target=_check_first, args=(database, health), name="campaign-start-check", daemon=True)
    thread.start()
    thread.join(wait_seconds)
    return health


def check_now(database: Database) -> Sequence[Problem]:
    """The full check: damage closes the database to writing, and its being mended opens it again.

    What is wrong with the audit trail alone is told to administrators and closes nothing: the figures are sealed apart.

    Running totals are derived: where all that they are counted from is whole, they are counted again at once. Raises
    DatabaseUnusable where the check cannot be made now.
    """
    health = health_of(database)
    damage, trail = _look(database)
    if damage and all(map(is_derived, damage)) and database.closed.reason is None:
        _LOG.error("running_totals_were_wrong pairs=%d", len(damage))
        rebuild_totals(database)
        health.mended = True
        damage, trail = _look(database)
    health.damage, health.trail = damage, trail
    _open_or_close(database, damage)
    return [*damage, *trail]


def _look(database: Database) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What is damaged, and what is wrong with the audit trail; a trail that cannot be read at all is damage."""
    damage = find_damaged(database)
    if is_file_damaged(damage):
        return tuple(damage), ()
    found = find_broken_trail(database, () if damage else own_anchors(database))
    of_trail = tuple(filter(is_of_trail, found))
    return (*damage, *(problem for problem in found if problem not in of_trail)), of_trail


def _check_first(database: Database, health: Health) -> None:
    try:
        health.clock = check_clock(database)
        check_now(database)
    except DatabaseUnusable as problem:
        _LOG.warning("start_check_not_made problem=%s", problem.code)
    finally:
        health.checking = False


def _open_or_close(database: Database, damage: Sequence[Problem]) -> None:
    reason = database.closed.reason
    if damage and reason is None:
        for message, values in damage:
            _LOG.error("damage %s", message.format(**values | {"file": "…"}))  # its name may hold a person's
        # In a file that is damaged itself every write may make it worse: not even sessions are written.
        database.close_to_writing(DatabaseUnusable(_CLOSED, CLOSED), whole=is_file_damaged(damage))
    elif not damage and reason is not None and reason.code == _CLOSED:
        _LOG.info("damage_is_mended")
        database.open_to_writing()
