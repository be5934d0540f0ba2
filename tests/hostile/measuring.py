"""What answering one file costs: seconds, and how much more memory the app and the process that reads need.

Each case runs in a process forked for it, with a reader of its own that has been started before the clock.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from campaign.settings import Settings
from campaign.sheets.files.apart import run_apart
from campaign.workflows.opening import open_campaign
from tests.hostile.cases import Case
from tests.hostile.corpus import answer, prepare, unmet

SECONDS_BETWEEN = 0.005


class Measured(NamedTuple):
    """One case: its verdict and first finding, what differs from what it should be, and its cost."""

    case: Case
    status: str
    code: str
    wrong: str
    seconds: float
    mib: float


def measure(cases: tuple[Case, ...]) -> Iterator[Measured]:
    """The cases one after the other; a process that dies is a wrong answer."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.db"
        open_campaign(Settings(database_url=f"sqlite:///{template.as_posix()}")).close()
        for case in cases:
            yield _apart(case, template)


def _apart(case: Case, template: Path) -> Measured:
    ours, theirs = multiprocessing.get_context("fork").Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_run, args=(case, template, theirs))
    process.start()
    theirs.close()
    try:
        told = ours.recv()
    except EOFError:
        told = ("", "", "the process ended", 0.0, 0.0)
    process.join()
    return Measured(case, *told)


def _run(case: Case, template: Path, pipe: multiprocessing.connection.Connection) -> None:
    path = shutil.copyfile(template, template.with_name(f"{os.getpid()}.db"))
    database = open_campaign(Settings(database_url=f"sqlite:///{path.as_posix()}"))
    prepare(database, case)
    content = case.build()
    memory = _Memory((os.getpid(), run_apart(os.getpid)))
    started = time.perf_counter()
    preview = answer(database, case, content)
    seconds = time.perf_counter() - started
    mib = memory.stop()
    code = case.code or (preview.findings[0].code if preview.findings else "")
    pipe.send((preview.status, code, "; ".join(unmet(case, preview)), seconds, mib))
    database.close()


class _Memory:
    """Watches how far processes grow above what they hold now; each one's growth counts by itself."""

    def __init__(self, processes: tuple[int, ...]) -> None:
        self.start = {pid: _held(pid) for pid in processes}
        self.most = dict(self.start)
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()

    def stop(self) -> float:
        """The MiB by which the one that grew most did."""
        self.over.set()
        self.thread.join()
        return max(self.most[pid] - self.start[pid] for pid in self.start)

    def _watch(self) -> None:
        while not self.over.wait(SECONDS_BETWEEN):
            for pid in self.most:
                self.most[pid] = max(self.most[pid], _held(pid))


def _held(pid: int) -> float:
    """The MiB that a process holds now; 0 when it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
