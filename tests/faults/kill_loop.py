"""Kill imports at random moments, week after week: after each, nothing is lost, doubled or half there."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.faults import scene
from tests.faults.checker import accepted, check
from tests.faults.driver import Driver

WEEKS_A_DATABASE = 50
LAST_TRY = 6  # then nobody kills it


class Looped(NamedTuple):
    """What came of killing imports at random."""

    imports: int
    kills: int
    unchanged: int  # killed after it was saved: given again, it says so
    wrong: tuple[str, ...]


def loop(driver: Driver, folder: Path, *, imports: int, seed: int) -> Looped:
    """Import so many weeks, each until it is done, killed at random until then."""
    chance, counted, wrong = random.Random(seed), Counter[str](), list[str]()
    files = [scene.sheet_file(folder, number) for number in range(1, 1 + min(imports, WEEKS_A_DATABASE))]
    base = scene.make(folder / "loop.db", [0], driver.profile)
    for number in range(imports):
        week = number % WEEKS_A_DATABASE
        if week == 0:
            database = scene.put(base, folder / "loop")
            seconds = _seconds(driver, database, files[0])
            database = scene.put(base, folder / "loop")
        wrong += _import(driver, database, files, week, chance, seconds, counted)
    return Looped(imports, counted["kills"], counted["unchanged"], tuple(wrong))


def _import(
    driver: Driver,
    database: Path,
    files: list[Path],
    week: int,
    chance: random.Random,
    seconds: float,
    counted: Counter[str],
) -> list[str]:
    wrong: list[str] = []
    before = ["tuan-0.xlsx", *(file.name for file in files[:week])]
    for attempt in range(LAST_TRY + 1):
        moment = chance.uniform(0, 1.2 * seconds)
        done = driver.run(database, "import", files[week], kill_after=moment if attempt < LAST_TRY else None)
        wrong += [f"week {week}, try {attempt}: {each}" for each in check(database)]
        stored = accepted(database)
        counted["kills"] += done.killed
        if stored not in (before, [*before, files[week].name]):
            wrong.append(f"week {week}, try {attempt}: {stored[-3:]} count")
        if done.stdout:
            counted["unchanged"] += ": unchanged" in done.stdout
            if stored == before:
                wrong.append(f"week {week}, try {attempt}: it was acknowledged and is lost: {done.stdout.strip()}")
            break
    return wrong


def _seconds(driver: Driver, database: Path, file: Path) -> float:
    """About how long an import takes here: the moments to kill at are drawn from it."""
    start = time.perf_counter()
    driver.run(database, "import", file)
    return time.perf_counter() - start
