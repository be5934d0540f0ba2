"""How parts of the harness are judged: nothing is to be wrong with the program, something with each weakened one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.driver import Driver
from tests.faults.profiles import SHIPPED

SEED = 2026
NO_BACKUPS = {"CAMPAIGN_BACKUP": "off"}  # where the database alone is looked at


def seen(wrong: Collection[str], *, weak: bool) -> tuple[int, str]:
    """The last cells of a row: how much was wrong, and how much is expected."""
    return len(wrong), "some" if weak else "0"


def judge(name: str, wrong: Collection[str], *, weak: bool) -> list[str]:
    """What is wrong; with a weakened program that the harness saw nothing wrong."""
    if weak:
        return [] if wrong else [f"the harness saw nothing wrong with {name}"]
    return [f"{name}: {each}" for each in wrong]


@contextmanager
def as_profile(driver: Driver, profile: str, folder: Path) -> Iterator[None]:
    """The driver runs as a profile says, in a folder of its own."""
    driver.profile, driver.folder = profile, folder_of(folder, profile)
    yield
    driver.profile, driver.folder, driver.environment = SHIPPED, folder, {}


def folder_of(folder: Path, profile: str) -> Path:
    """The folder of a profile."""
    place = folder / profile.replace(" ", "-")
    place.mkdir(parents=True, exist_ok=True)
    return place
