"""How a database is, as far as this process has found out: what pages warn of and administrators look at."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.store.engine import Database

Problem = tuple[str, dict[str, object]]


@dataclass
class Health:
    """`damage`: what is stored and not what was saved; `trail`: what is wrong with the audit trail alone, moving no
    figure; `night`: what the work of the night could not do.

    `checking`: the first check is not done yet. `stopped`: the run before ended in the middle of its work. `mended`:
    running totals were wrong and were counted again.
    """

    checking: bool = False
    damage: tuple[Problem, ...] = ()
    trail: tuple[Problem, ...] = ()
    clock: Problem | None = None
    night: tuple[Problem, ...] = ()
    cloud: Problem | None = None
    stopped: bool = False
    mended: bool = False


_KNOWN: dict[str, Health] = {}


def health_of(database: Database) -> Health:
    """The health of a database, one for the whole process."""
    return _KNOWN.setdefault(database.url, Health())


def forget_damage(database: Database) -> None:
    """Another database stands in its place, whole when it was put there."""
    health = health_of(database)
    health.damage = health.trail = ()
