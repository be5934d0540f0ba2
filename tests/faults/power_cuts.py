"""Cut the power of real commands: nothing acknowledged is lost, and every disk found holds a whole database."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from campaign.errors import CampaignError
from tests.faults import scene
from tests.faults.checker import check, check_pages, recover, state
from tests.faults.driver import Driver
from tests.faults.power import Disk, Files, cuts
from tests.faults.strace import Call, of, record, within

WHOLE, LOST, BROKEN = "whole", "lost acknowledged", "corrupt or partial"


class Recorded(NamedTuple):
    """Commands as they were run in a folder: what was in it, their calls, after how many of these each of them was
    acknowledged, and what the database said at first and after each."""

    folder: Path
    files: Files
    calls: list[Call]
    acknowledged: list[int]
    states: list[str]


class Cut(NamedTuple):
    """The disks of one profile: how many, how many different ones, how many of each verdict, and what was wrong."""

    states: int
    different: int
    verdicts: Counter[str]
    wrong: Sequence[str]


def record_commands(driver: Driver, database: Path, commands: Sequence[Sequence[object]], folder: Path) -> Recorded:
    """Run commands one after the other upon a database, in a process that stays connected, and record it."""
    place = scene.put(database, folder / "place")
    states = [state(place)]
    for args in commands:
        driver.run(place, *args)
        states.append(state(place))
    place = scene.put(database, folder / "place")
    files = {place.name: place.read_bytes()}
    done, calls = record(of(driver, place, *commands), folder, folder / "calls.log")
    said = _answers(calls)
    if done.code or len(set(states)) != len(states) or len(said) != len(commands) or state(place) != states[-1]:
        raise RuntimeError(f"the commands do not work even undisturbed: {done}")
    acknowledged = [len(within(calls[:number], place.parent)) for number in said]
    return Recorded(place.parent, files, within(calls, place.parent), acknowledged, states)


def cut_power(recorded: Recorded, folder: Path, *, mixed: int, seed: int, every: int = 1) -> Cut:
    """Check the disks that could be found after each `every`-th call; of equal ones the first."""
    chance = random.Random(seed)
    verdicts: Counter[str] = Counter()
    wrong: list[str] = []
    found_before = Found(folder / "found")
    for made, files in cuts(Disk(recorded.folder, recorded.files), recorded.calls, chance, mixed=mixed, every=every):
        found = found_before.state_of(files)
        verdict = _verdict(found, recorded, made)
        verdicts[verdict] += 1
        if verdict != WHOLE:
            wrong.append(f"{verdict}: after call {made} of {len(recorded.calls)}: {found}")
    return Cut(verdicts.total(), len(found_before.disks), verdicts, wrong)


def _answers(calls: Sequence[Call]) -> list[int]:
    """The places of the calls at which each command began to say what came of it."""
    speaks = [call.args.startswith(("1<", "2<")) for call in calls]
    spoken = [number for number, call in enumerate(calls) if speaks[number] and call.result]
    return [now for before, now in zip([0, *spoken], spoken, strict=False) if not all(speaks[before:now])]


class Found:
    """What the program makes of disks; of two that are alike, and of two databases that are, it looks at the first."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "campaign.db"
        self.disks: dict[str, str] = {}
        self.databases: dict[str, str] = {}

    def state_of(self, files: Files) -> str:
        """The state it recovers from a disk, or what is wrong."""
        name = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
        if name not in self.disks:
            _lay(files, self.folder)
            self.disks[name] = self._recovered()
        return self.disks[name]

    def _recovered(self) -> str:
        try:
            recover(self.file)
            if wrong := check_pages(self.file):
                return f"broken: {wrong[0]}"
        except (CampaignError, sqlite3.DatabaseError) as problem:
            return f"broken: {problem}"
        everything = state(self.file, everything=True)
        if everything not in self.databases:
            wrong = check(self.file)
            self.databases[everything] = f"broken: {wrong[0]}" if wrong else state(self.file)
        return self.databases[everything]


def _verdict(found: str, recorded: Recorded, made: int) -> str:
    """Found may be what the last acknowledged command left, or a later one that had begun."""
    if found not in recorded.states:
        return BROKEN
    acknowledged = sum(made >= each for each in recorded.acknowledged)
    return WHOLE if found in recorded.states[acknowledged : acknowledged + 2] else LOST


def _lay(files: Files, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
