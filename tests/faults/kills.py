"""Kill -9 instead of every call that changes a file: what a command leaves is what stood before, or all it was to do.

Each point is killed, checked, and the command given once more; at a sample of points the recovery is killed as well.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from campaign.store.migrate import NEWEST
from tests.faults import scene
from tests.faults.checker import check, check_backups, state, version
from tests.faults.driver import Done, Driver
from tests.faults.strace import Call, Traced, kill_at, of, record


class Scenario(NamedTuple):
    """A command given to a database."""

    name: str
    database: Path
    args: Sequence[object]
    upgrades: bool = False
    again: bool = True  # whether it may be given once more when it was done
    silent: bool = True  # says nothing until it is done


class Killed(NamedTuple):
    """What came of killing a command at its points."""

    points: int = 0
    recoveries: int = 0
    wrong: tuple[str, ...] = ()


class Kills:
    """Kills commands of one profile in a folder of its own."""

    def __init__(self, driver: Driver, folder: Path) -> None:
        self.driver, self.folder = driver, folder
        self.place, self.kept = folder / "place", folder / "kept"

    def kill(self, scenario: Scenario, *, choose: slice = slice(None), recoveries: int = 0, seed: int = 0) -> Killed:
        """Kill a command at the points chosen, and at some of them its recovery at `recoveries` points."""
        before = state(scenario.database)
        calls = self.points(scenario)
        after = state(self.place / "campaign.db")
        wrong: list[str] = []
        chosen = calls[choose]
        twice = random.Random(seed).sample(range(len(chosen)), min(len(chosen), 1 + len(chosen) // 10))
        killed_again = 0
        for number, call in enumerate(chosen):
            database = scene.put(scenario.database, self.place)
            done = kill_at(self._traced(scenario, database), call)
            told = [
                f"{scenario.name}: {call.name} {call.number}: {each}"
                for each in self._check(scenario, done, before, after)
            ]
            if recoveries and number in twice:
                shutil.rmtree(self.kept, ignore_errors=True)
                shutil.copytree(self.place, self.kept)
                killed_again += self._kill_recovery(scenario, recoveries, random.Random(f"{seed} {number}"))
            if scenario.again or state(database) != after:
                self.driver.run(database, *scenario.args)
            told += [f"{scenario.name}: {call.name} {call.number}, again: {each}" for each in _told(database, after)]
            wrong += told
        return Killed(len(chosen), killed_again, tuple(wrong))

    def points(self, scenario: Scenario) -> list[Call]:
        """The calls of a command that change the folder of its database or what it prints; it ran to its end."""
        database = scene.put(scenario.database, self.place)
        done, calls = record(self._traced(scenario, database), self.place, self.folder / "calls.log")
        if done.code:
            raise RuntimeError(f"{scenario.name} does not work even undisturbed: {done}")
        return calls

    def _traced(self, scenario: Scenario, database: Path) -> Callable[[Traced], Done]:
        return of(self.driver, database, scenario.args)

    def _check(self, scenario: Scenario, done: Done, before: str, after: str) -> Iterator[str]:
        """What is wrong right after the kill."""
        database = self.place / "campaign.db"
        if not done.killed:
            yield f"was not killed: {done}"
        if scenario.upgrades:
            if version(database) not in (scenario.name.split()[-1], NEWEST):
                yield f"between two schemas: {version(database)}"
            return
        yield from check(database)
        found = state(database)
        if found not in (before, after):
            yield "neither what stood before nor what was to be"
        if found == before and scenario.silent and (done.stdout or done.stderr):
            yield "it was acknowledged and is lost"

    def _kill_recovery(self, scenario: Scenario, times: int, chance: random.Random) -> int:
        """Kill the command given again at a few of its points, each time upon what the last kill left."""
        killed = 0
        for _ in range(times):
            database = self.place / "campaign.db"
            name, number = chance.choice((("pwrite64", chance.randint(1, 40)), ("fdatasync", 1), ("ftruncate", 1)))
            killed += kill_at(self._traced(scenario, database), Call(name, number, "", 0)).killed
        return killed


def _told(database: Path, after: str) -> Iterator[str]:
    yield from check(database)
    yield from check_backups(database)
    if state(database) != after:
        yield "it is not what it should be after the command was given once more"
