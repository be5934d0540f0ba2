"""Databases of every released schema, brought up to date, and what must not be brought anywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from tests.faults import scene
from tests.faults.checker import state
from tests.faults.driver import Driver
from tests.faults.kills import Scenario

NEWER = "9999"


def upgrades(folder: Path, versions: Iterable[str]) -> list[Scenario]:
    """The upgrade of a database of each of these versions."""
    return [
        Scenario(f"upgrade of {each}", scene.make_old(folder / f"{each}.db", each), ["upgrade"], upgrades=True)
        for each in versions
    ]


def find_not_backed_up(place: Path, scenario: Scenario) -> list[str]:
    """What is missing where an upgrade was done: a backup that says what the database said before."""
    kept = [state(each) for each in (place / "backups").glob("*.db")]
    return [] if state(scenario.database) in kept else [f"{scenario.name}: no backup of what stood before"]


def find_not_refused(driver: Driver, folder: Path) -> list[str]:
    """What is wrong when a database of a newer program is opened: it is to be told so, and nothing changed."""
    database = scene.put(scene.make(folder / "newer.db", [0], driver.profile), folder / "newer")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (NEWER,))
        connection.commit()
    before = database.read_bytes()
    done = driver.run(database, "upgrade")
    refused = done.code == 1 and "Traceback" not in done.stderr and not done.stdout
    return [] if refused and database.read_bytes() == before else [f"a newer database: {done}"]
