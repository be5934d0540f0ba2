"""python -m benchmarks.load_imports FOLDER: correct one of the newest weeks every second until standard input ends.

Prints the seconds of each import as a line of its own, or what was wrong. FOLDER gets the sheet; the database is the
one that the environment names.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from threading import Event, Thread

from benchmarks.layout import ROOT, write_weekly_workbook
from benchmarks.year import FIRST, WEEKS
from campaign.access.actors import operator
from campaign.settings import read_settings
from campaign.store.engine import Database
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.importing import ACCEPTED, import_files

EVERY = 1.0  # seconds from one import to the next
NEWEST = 8  # weeks that are corrected in turn
CORRECTIONS = 97  # other figures each time, so that every import writes: those of a week come again after 776 imports


@contextmanager
def importing(folder: Path) -> Iterator[Callable[[], list[str]]]:
    """Imports go on in a process of its own until the end of the block; then its lines can be asked for."""
    command = [sys.executable, "-m", "benchmarks.load_imports", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        lines: list[str] = []
        yield lambda: lines
        lines += process.communicate()[0].splitlines()


def main() -> None:
    """Import until the other side has closed the pipe."""
    folder, over = Path(sys.argv[1]), Event()
    Thread(target=_wait_for_end, args=(over,), daemon=True).start()
    database = open_campaign(read_settings())
    at, turns = time.monotonic(), count(int(time.time()))  # a process after another goes on where that one ended
    while not over.wait(max(0.0, at - time.monotonic())):
        file = folder / "correction.xlsx"
        turn = next(turns)
        write_weekly_workbook(file, FIRST + WEEKS - 1 - turn % NEWEST, more=1 + turn % CORRECTIONS)
        print(_import(database, file), flush=True)
        at = max(at + EVERY, time.monotonic())
    database.close()


def _wait_for_end(over: Event) -> None:
    sys.stdin.read()
    over.set()


def _import(database: Database, file: Path) -> str:
    begun = time.perf_counter()
    [outcome] = import_files(database, [(file.name, file)], by=operator("benchmark"), today=date.today())
    took = time.perf_counter() - begun
    return f"{took:.4f}" if outcome.status == ACCEPTED else f"{outcome.status}: {outcome.problem or outcome.findings}"


if __name__ == "__main__":
    main()
