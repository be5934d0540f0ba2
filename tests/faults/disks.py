"""A full or failing disk: no half upload, no traceback, a sentence that nothing was saved, and all works again after.

Every call that changes the folder fails once, and from then on, with ENOSPC and EIO; then the same with real limits:
a limit on the size of files, and a small disk in memory, which grows once the import has failed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from campaign.locale import translator
from campaign.store.faults import UNSURE
from tests.faults import scene
from tests.faults.checker import check, state
from tests.faults.driver import Done, Driver
from tests.faults.kills import Scenario
from tests.faults.strace import OPENING, fail_in, of, record, within

NOTHING_SAVED = "chưa có gì được lưu"
NOT_CERTAIN = translator("vi")(UNSURE).split("{")[0]
ONCE, FROM_THEN_ON = "", "+"
ENOUGH = 256 << 20
NO_CHECK_BEFORE = {"CAMPAIGN_MIN_FREE_MIB": "0"}


class Failed(NamedTuple):
    """What came of letting a command's calls fail."""

    points: int
    endings: Counter[str]
    wrong: tuple[str, ...]


SAID = "nothing saved, and said so"
UNSAID = "not certain, and said so"
UNNOTICED = "done in spite of the error"


class Disks:
    """Runs a command of one profile upon disks that fail."""

    def __init__(self, driver: Driver, folder: Path, scenario: Scenario) -> None:
        self.driver, self.folder, self.scenario = driver, folder, scenario
        self.place = folder / "place"
        self.before = state(scenario.database)
        database = scene.put(scenario.database, self.place)
        self.done, calls = record(of(driver, database, scenario.args), folder, folder / "calls.log")
        self.calls = within(calls, self.place)
        self.after, self.size = state(database), database.stat().st_size

    def fail(self, error: str, how: str, *, every: int = 1, first: int = 0) -> Failed:
        """Let each `every`-th call fail, once or from then on; opening fails once only, or nothing would open."""
        found = _Found(self)
        for call in self.calls[first::every]:
            if how == FROM_THEN_ON and call.name in OPENING:
                continue
            database = scene.put(self.scenario.database, self.place)
            fault = f"error={error}:when={call.number}{how}"
            run = of(self.driver, database, self.scenario.args)
            done = fail_in(run, call, fault, self.place, self.folder / "struck.log")
            if done is None:
                continue
            found.add(f"{call.name} {call.number}{how} {error}", done, database)
        return found.told()

    def limit_files(self, *, step: int) -> Failed:
        """No file may grow beyond a limit: each `step` bytes up to what the database needs."""
        found = _Found(self)
        for limit in range(step, self.size, step):
            database = scene.put(self.scenario.database, self.place)
            found.add(f"limit {limit}", self.driver.run(database, *self.scenario.args, file_limit=limit), database)
        return found.told()

    def fill_small_disks(self, *, step: int, environment: dict[str, str]) -> Failed:
        """A disk in memory with each `step` bytes more room than the database; once it is full it grows."""
        found = _Found(self)
        usual, self.driver.environment = self.driver.environment, self.driver.environment | environment
        start = self.scenario.database.stat().st_size
        for size in range(start, start + self.room(), step):
            with small_disk(self.folder / "disk", size) as grow:
                database = Path(shutil.copyfile(self.scenario.database, self.folder / "disk" / "campaign.db"))
                done = self.driver.run(database, *self.scenario.args)
                found.add(f"disk of {size} bytes", done, database, mend=lambda grow=grow: grow(ENOUGH))  # type: ignore[misc]
        self.driver.environment = usual
        return found.told()

    def room(self) -> int:
        """How many bytes the command needs besides the database as it is: its growth and its journal."""
        return 2 * sum(call.result for call in self.calls if call.name == "pwrite64")


class _Found:
    def __init__(self, disks: Disks) -> None:
        self.disks = disks
        self.points, self.endings, self.wrong = 0, Counter[str](), list[str]()

    def add(self, where: str, done: Done, database: Path, mend: Callable[[], None] = lambda: None) -> None:
        """Look at what is left, mend the disk, and give the command once more."""
        disks = self.disks
        self.points += 1
        mend()
        told = check(database)
        ending, wrong = _judge(done, disks.before, disks.after, database)
        self.endings[ending] += 1
        told += wrong
        again = disks.driver.run(database, *disks.scenario.args)
        told += [f"again: {each}" for each in check(database)]
        if state(database) != disks.after or again.code:
            told.append(f"again: {again}")
        self.wrong += [f"{where}: {each}" for each in told]

    def told(self) -> Failed:
        return Failed(self.points, self.endings, tuple(self.wrong))


def _judge(done: Done, before: str, after: str, database: Path) -> tuple[str, list[str]]:
    """How a command ended and what is wrong with that."""
    wrong = [f"a traceback: {done.stderr.splitlines()[-1]}"] if "Traceback" in done.stderr else []
    left = state(database)
    if done.code == 0:
        return UNNOTICED, wrong + (["it is said to be saved and is not"] if left != after else [])
    if done.code != 1:
        wrong.append(f"exit code {done.code}")
    if left not in (before, after):
        wrong.append("neither what stood before nor what was to be saved")
    if NOT_CERTAIN in done.stderr:
        return UNSAID, wrong
    if NOTHING_SAVED not in done.stderr.lower():
        wrong.append(f"it does not say that nothing was saved: {done.stderr}")
    if left == after:
        wrong.append("it says that nothing was saved, and it was")
    return SAID, wrong


def may_mount(folder: Path) -> bool:
    """Whether this process may mount a disk in memory."""
    if os.geteuid():
        return False
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "campaign", str(folder)], capture_output=True)
    if done.returncode == 0:
        subprocess.run(["umount", str(folder)], check=True)
    return done.returncode == 0


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Callable[[int], None]]:
    """A disk in memory of so many bytes, mounted at a folder; call what comes to make it another size."""
    folder.mkdir(exist_ok=True)

    def mount(size: int, *options: str) -> None:
        words = ",".join((*options, f"size={size}"))
        subprocess.run(["mount", "-t", "tmpfs", "-o", words, "campaign", str(folder)], check=True)

    mount(size)
    try:
        yield lambda more: mount(more, "remount")
    finally:
        subprocess.run(["umount", str(folder)], check=True)
