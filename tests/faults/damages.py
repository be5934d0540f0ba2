"""Disks, rivals, flipped bits and withdrawals: what `python -m tests.faults` does of them, and the tables it prints."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from campaign.settings import Settings
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets import uploads
from tests.faults import scene
from tests.faults.contest import NAMED, Contest, contend
from tests.faults.disks import FROM_THEN_ON, NO_CHECK_BEFORE, ONCE, SAID, UNNOTICED, UNSAID, Disks, Failed, may_mount
from tests.faults.driver import Driver
from tests.faults.flips import by_table, flip_bits, sample_database
from tests.faults.judging import NO_BACKUPS, SEED, as_profile, folder_of, judge, seen
from tests.faults.kills import Scenario
from tests.faults.profiles import DEFERRED, SHIPPED, SOUND
from tests.faults.report import Table
from tests.faults.undo import undo
from tests.postgres import running_server

PROCESSES = 8


def disk(driver: Driver, folder: Path, quick: bool) -> Table:
    """R4: full and failing disks."""
    rows: list[tuple[object, ...]] = []
    wrong: list[str] = []
    for profile in SOUND:
        with as_profile(driver, profile, folder):
            base = scene.make(driver.folder / "base.db", [0, 1], profile)
            driver.environment = NO_BACKUPS
            disks = Disks(
                driver, driver.folder, Scenario("import", base, ["import", scene.sheet_file(driver.folder, 2)])
            )
            for name, run in _failures(disks, quick):
                found = run()
                endings = [found.endings[ending] for ending in (SAID, UNSAID, UNNOTICED)]
                rows.append((name, profile, found.points, *endings, len(found.wrong)))
                wrong += found.wrong
    mounted = "" if may_mount(folder / "disk") else " This machine allows no mount: no small disk was filled."
    text = (
        "An import whose writing fails: wrong would be a traceback, another exit code than 1, no word in "
        "Vietnamese that "
        "nothing was saved (or that it is not certain, where the disk failed just as it was saved), a "
        "database that is not "
        f"whole, or that the same command does not work once the disk does.{mounted}"
    )
    header = ("fault", "profile", "times", SAID, UNSAID, UNNOTICED, "wrong")
    return Table("disk", "Full and failing disks", text, header, rows, wrong)


def two(driver: Driver, folder: Path, quick: bool) -> Table:
    """R5: several processes at once."""
    weeks, processes = (3, 4) if quick else (40, PROCESSES)
    rows: list[tuple[object, ...]] = []
    wrong: list[str] = []
    for profile in (*SOUND, DEFERRED):
        place = folder_of(folder, profile)
        url = f"sqlite:///{scene.make(place / 'campaign.db', [0], profile).as_posix()}"
        found = contend(url, profile, processes=processes, weeks=weeks)
        rows.append(_contest(f"SQLite, {profile}", found, profile == DEFERRED))
        wrong += judge(profile, found.wrong, weak=profile == DEFERRED)
    with running_server() as server:
        url = server.url(server.create_database())
        open_campaign(Settings(database_url=url)).close()
        found = contend(url, SHIPPED, processes=processes, weeks=weeks)
    rows.append(_contest("PostgreSQL", found, False))
    text = (
        f"{processes} processes look at a preview of the same week, then save it at the same moment; half of them have "
        "other figures. One is to be saved; the same figures are answered “unchanged”, others that a newer "
        "state is there."
    )
    header = ("database", "weeks", "saved", "unchanged", "told of the conflict", "not served", "wrong", "expected")
    return Table("two", "The same week at the same moment", text, header, rows, [*wrong, *found.wrong])


def flips(driver: Driver, folder: Path, quick: bool) -> Table:
    """R7: flipped bits."""
    with as_profile(driver, SHIPPED, folder):
        found = flip_bits(
            driver, sample_database(driver, driver.folder), driver.folder, changing=12 if quick else 800, seed=SEED
        )
    rows = [
        ("the program's check", len(found.changing), len(found.escaped), "0"),
        ("PRAGMA integrity_check alone", len(found.changing), found.unseen_by_pages, "some"),
    ]
    wrong = [f"{flip.table}: bit {flip.bit} of byte {flip.offset}: exit {flip.said.code}" for flip in found.escaped]
    wrong += [] if found.unseen_by_pages else ["the harness saw nothing that SQLite's own check misses"]
    tables = ", ".join(f"{name} {times}" for name, times in by_table(found.changing).most_common())
    text = (
        f"Of {found.tried} single bits flipped in the database of the sample campaign {len(found.changing)} "
        f"change what "
        f"it says ({tables}). Seed {SEED}."
    )
    return Table("flips", "Flipped bits", text, ("check", "flips", "not seen", "expected"), rows, wrong)


def undoing(driver: Driver, folder: Path, quick: bool) -> Table:
    """R9: histories of imports and withdrawals."""
    examples, steps = (4, 12) if quick else (500, 50)
    with pytest.MonkeyPatch.context() as weakened:
        weakened.setenv("CAMPAIGN_BACKUP", "off")
        found = undo(folder, examples=examples, steps=steps, number=SEED)
        weakened.setattr(uploads, "recount", lambda *_, **__: None)
        canary = undo(folder, examples=examples, steps=steps, number=SEED)
    rows = [
        ("as shipped", found.examples, found.steps, found.compared, len(found.wrong), "0"),
        (
            "a withdrawal that counts nothing again",
            canary.examples,
            canary.steps,
            canary.compared,
            len(canary.wrong),
            "some",
        ),
    ]
    text = (
        "Reports are imported, corrected, withdrawn and imported again in random order. Whenever the same "
        "uploads stand "
        f"in the same order, all their rows and all running totals have the same SHA-256. Seed {SEED}."
    )
    header = ("program", "histories", "steps", "compared", "wrong", "expected")
    wrong = [*found.wrong, *judge("no counting again", canary.wrong, weak=True)]
    return Table("undo", "Withdrawals", text, header, rows, wrong)


def _failures(disks: Disks, quick: bool) -> Iterator[tuple[str, Callable[[], Failed]]]:
    every, step = (40, 160 * 1024) if quick else (1, 4 * 1024)
    for error in ("ENOSPC", "EIO"):
        for how, name in ((ONCE, "once"), (FROM_THEN_ON, "from then on")):
            first = random.Random(f"{error}{how}").randrange(every)
            yield f"{error} {name}", partial(disks.fail, error, how, every=every, first=first)
    yield "limit on the size of files", partial(disks.limit_files, step=step)
    if may_mount(disks.folder / "disk"):
        yield "small disk, checked before", partial(disks.fill_small_disks, step=64 * step, environment={})
        yield "small disk, filled", partial(disks.fill_small_disks, step=step, environment=NO_CHECK_BEFORE)


def _contest(name: str, found: Contest, canary: bool) -> tuple[object, ...]:
    told = found.answers
    named = [told[answer] for answer in NAMED]
    return (name, found.weeks, *named, told.total() - sum(named), *seen(found.wrong, weak=canary))
