"""The parts of the harness by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.faults.crashes import kill, migration, power, random_kills
from tests.faults.damages import disk, flips, two, undoing
from tests.faults.driver import Driver
from tests.faults.report import Table

RUN: dict[str, Callable[[Driver, Path, bool], Table]] = {
    "kill": kill,
    "migration": migration,
    "loop": random_kills,
    "power": power,
    "disk": disk,
    "two": two,
    "flips": flips,
    "undo": undoing,
}
