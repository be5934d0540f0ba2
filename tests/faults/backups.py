"""python -m tests.faults.backups: backups made while a process writes, and what a plain copy of the file is worth.

A writer saves one week after the other. Meanwhile backups are made by the program, each opened and checked afterwards;
and the file is copied as it lies, journal and all left behind: the canary, which must be found bad.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

WANTED, QUICK = 30, 8
COPIES = 3  # plain ones beside each backup: not every one is torn
# The writer fills a table that passes and so has no seal: each turn is one transaction over all its rows.
TURNS = "SELECT count(DISTINCT substr(subject, 1, 8)) FROM sign_in_failure"
WRITER = """
import os, sqlite3, sys, time
file, stop = sys.argv[1:]
connection = sqlite3.connect(file, isolation_level=None, timeout=60)
connection.execute("PRAGMA journal_mode=TRUNCATE")
connection.execute("PRAGMA cache_size=50")
connection.execute("BEGIN IMMEDIATE")
rows = ((number, "00000000", "2022-05-19 00:00:00") for number in range(1, 1001))
connection.executemany("INSERT INTO sign_in_failure (id, subject, at) VALUES (?, ?, ?)", rows)
connection.execute("COMMIT")
turn = 0
while not os.path.exists(stop):
    turn += 1
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE sign_in_failure SET subject = printf('%08d', ?) || hex(randomblob(1000))", (turn,))
    connection.execute("COMMIT")
    time.sleep(0.3)
"""


class Found(NamedTuple):
    """How many backups were made meanwhile, how many were bad, and how many of the plain copies."""

    backups: int
    bad: int
    copies: int
    bad_copies: int
    slowest: float
    restored_in: float


def measure(folder: Path, wanted: int = WANTED) -> Found:
    """Make `wanted` backups and as many plain copies while somebody writes; then restore the newest."""
    from campaign.access.actors import operator
    from campaign.settings import Settings
    from campaign.workflows.opening import open_campaign
    from campaign.workflows.safety import backups, restoring, rings
    from tests.faults import scene

    file = scene.make(folder / "campaign.db", range(3), "")
    plain = folder / "plain.db"
    bad = bad_copies = 0
    slowest = 0.0
    with closing(open_campaign(Settings(database_url=f"sqlite:///{file.as_posix()}"))) as database:
        with _writing(file, folder / "stop"):
            for _ in range(wanted):
                made = backups.back_up(database, rings.BY_HAND)
                slowest = max(slowest, made.seconds)
                bad += bool(_turns(folder / "backups" / made.name) != 1)
                for _ in range(COPIES):
                    shutil.copyfile(file, plain)
                    bad_copies += bool(_turns(plain) != 1)
                    time.sleep(0.1)
        started = time.monotonic()
        restoring.restore(database, None, by=operator("an"))
        restored_in = time.monotonic() - started
        bad += bool(_turns(file) != 1)
    return Found(wanted, bad, wanted * COPIES, bad_copies, slowest, restored_in)


def is_good(found: Found) -> bool:
    """Whether every backup was whole, and the canary was seen."""
    return found.bad == 0 and found.bad_copies > 0 and found.restored_in <= 120


@contextmanager
def _writing(file: Path, stop: Path) -> Iterator[None]:
    with subprocess.Popen([sys.executable, "-c", WRITER, str(file), str(stop)]) as writer:
        try:
            _wait_for_turns(file)
            yield
        finally:
            stop.touch()
            writer.wait(60)


def _wait_for_turns(file: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=60)) as connection:
            try:
                if (connection.execute("SELECT max(subject) FROM sign_in_failure").fetchone()[0] or "0") > "00000001":
                    return
            except sqlite3.OperationalError:  # locked at this moment
                continue
        time.sleep(0.05)
    raise RuntimeError("the writer did not begin")


def _turns(file: Path) -> int:
    """How many turns of the writer a copy shows: one, unless it was torn; 0 where it cannot even be read."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return 0
            return int(connection.execute(TURNS).fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def main() -> int:
    """Measure and print one line; exit code 1 when a backup was bad or the canary was not seen."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.backups", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} backups instead of {WANTED}")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory(prefix="campaign-faults-") as folder:
        os.environ |= {"CAMPAIGN_KEY_FILE": f"{folder}/campaign.key", "CAMPAIGN_SINGLE_USER": "1"}
        found = measure(Path(folder), QUICK if quick else WANTED)
    sys.stdout.write(
        f"backups while a process writes: {found.backups}, bad: {found.bad}, slowest {found.slowest:.2f} s; "
        f"plain copies of the file: {found.copies}, bad: {found.bad_copies}; restored in {found.restored_in:.2f} s\n"
    )
    return int(not is_good(found))


if __name__ == "__main__":
    sys.exit(main())
