"""Kills and power cuts: what `python -m tests.faults` does of them, and the tables it prints."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.faults import scene
from tests.faults.driver import Driver
from tests.faults.judging import NO_BACKUPS, SEED, as_profile, judge, seen
from tests.faults.kill_loop import loop
from tests.faults.kills import Kills, Scenario
from tests.faults.migrations import find_not_backed_up, find_not_refused, upgrades
from tests.faults.power_cuts import BROKEN, LOST, WHOLE, cut_power, record_commands
from tests.faults.profiles import FORGETFUL, LOSING, SHIPPED, SOUND, TORN
from tests.faults.report import Table

AT_THE_END = slice(-8, None)  # where a weakened program must be found out: around its commit and its answer
KILLS = ("command", "profile", "kills", "recoveries killed", "wrong", "expected")


def kill(driver: Driver, folder: Path, quick: bool) -> Table:
    """R1: kill -9 at every call of the commands that change a database."""
    rows: list[tuple[object, ...]] = []
    wrong: list[str] = []
    for profile in (*SOUND, FORGETFUL, TORN):
        with as_profile(driver, profile, folder):
            kills, canary = Kills(driver, driver.folder), profile not in SOUND
            driver.environment = NO_BACKUPS if canary else {}
            for scenario in commands(driver)[: 1 if canary or (quick and profile != SHIPPED) else None]:
                choose = AT_THE_END if canary else slice(SEED % 40, None, 40) if quick else slice(None)
                found = kills.kill(scenario, choose=choose, recoveries=0 if canary else 2, seed=SEED)
                rows.append((scenario.name, profile, found.points, found.recoveries, *seen(found.wrong, weak=canary)))
                wrong += judge(f"{scenario.name}, {profile}", found.wrong, weak=canary)
    text = (
        "The command is killed instead of each call that would change its folder or say something; then the database "
        f"is checked, the command given once more, and the database checked again. Seed {SEED}."
    )
    return Table("kill", "Kill -9 at every call", text, KILLS, rows, wrong)


def migration(driver: Driver, folder: Path, quick: bool) -> Table:
    """R10: the same for the upgrade of every released schema."""
    rows: list[tuple[object, ...]] = []
    wrong: list[str] = []
    for profile in (SHIPPED,) if quick else SOUND:
        with as_profile(driver, profile, folder):
            kills = Kills(driver, driver.folder)
            for scenario in upgrades(driver.folder, scene.VERSIONS[:: 4 if quick else 1]):
                found = kills.kill(scenario, choose=slice(0, None, 80 if quick else 1), recoveries=2, seed=SEED)
                rows.append((scenario.name, profile, found.points, found.recoveries, *seen(found.wrong, weak=False)))
                wrong += [*found.wrong, *find_not_backed_up(kills.place, scenario)]
            wrong += find_not_refused(driver, driver.folder)
    text = (
        "Databases of every released schema, with uploads in them, killed while they are brought up to date. The "
        "backup made before is there and whole; a database of a newer program is refused and not touched. "
        f"Seed {SEED}."
    )
    return Table("migration", "Upgrades, killed at every call", text, KILLS, rows, wrong)


def random_kills(driver: Driver, folder: Path, quick: bool) -> Table:
    """R2: kills at random moments."""
    rows: list[tuple[object, ...]] = []
    wrong: list[str] = []
    for profile in (*SOUND, TORN):
        with as_profile(driver, profile, folder):
            driver.environment = NO_BACKUPS if quick or profile == TORN else {}
            found = loop(driver, driver.folder, imports=(5 if quick else 500) if profile != TORN else 10, seed=SEED)
            rows.append(
                (profile, found.imports, found.kills, found.unchanged, *seen(found.wrong, weak=profile == TORN))
            )
            wrong += judge(profile, found.wrong, weak=profile == TORN)
    text = f"Weeks are imported one after the other and killed at random moments until they are done. Seed {SEED}."
    header = ("profile", "imports", "kills", "given again: already there", "wrong", "expected")
    return Table("loop", "Kills at random moments", text, header, rows, wrong)


def power(driver: Driver, folder: Path, quick: bool) -> Table:
    """R3: simulated power cuts."""
    rows: list[tuple[object, ...]] = []
    wrong: list[str] = []
    for profile in (*SOUND, *LOSING):
        with as_profile(driver, profile, folder):
            base, canary = scene.make(driver.folder / "base.db", [0], profile), profile in LOSING
            driver.environment = NO_BACKUPS
            weeks = [["import", scene.sheet_file(driver.folder, number)] for number in (1, 2)]
            changes = [["import", scene.sheet_file(driver.folder, 1, 5)], ["withdraw", 2, "--reason", "thử"]]
            recorded = record_commands(driver, base, weeks if quick else [*weeks, *changes], driver.folder)
            mixed, every = (1, 3) if quick else (1, 1) if canary else (30, 1)
            found = cut_power(recorded, driver.folder, mixed=mixed, seed=SEED, every=every)
        counts = [found.verdicts[verdict] for verdict in (WHOLE, LOST, BROKEN)]
        rows.append((profile, found.states, found.different, *counts, "some" if canary else "0"))
        wrong += judge(profile, found.wrong, weak=canary)
    text = (
        "Two imports, a correction and a withdrawal in a process that stays connected, as the app does. After each "
        "call the disk is found without anything that was not synced, with all of it, and with random sectors of it: "
        f"512 bytes each, in any order, files and names alike. Seed {SEED}."
    )
    header = ("profile", "states", "different", WHOLE, LOST, BROKEN, "expected")
    return Table("power", "Power cuts", text, header, rows, wrong)


def commands(driver: Driver) -> list[Scenario]:
    """The commands that change a database in which two weeks stand; one that was restored had three."""
    folder = driver.folder
    base = scene.make(folder / "base.db", [0, 1], driver.profile)
    third = scene.sheet_file(folder, 2)
    used = scene.put(base, folder / "used")
    driver.run(used, "backup")
    driver.run(used, "import", third)
    later = Path(shutil.copyfile(used, folder / "later.db"))
    shutil.copytree(used.parent / "backups", scene.backups_of(later))
    return [
        Scenario("import", base, ["import", third]),
        Scenario("import of a correction", base, ["import", scene.sheet_file(folder, 1, 5)]),
        Scenario("withdraw", base, ["withdraw", 2, "--reason", "thử"]),
        Scenario("backup", base, ["backup"], again=False, silent=False),
        Scenario("restore", later, ["restore", scene.first_backup(later), "--yes"], again=False, silent=False),
    ]
