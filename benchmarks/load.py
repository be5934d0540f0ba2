"""Many viewers at once: how long a click takes while somebody imports, and what it costs the server.

Beside the app an empty page of Streamlit, served to the same viewers in the same minutes: what Streamlit itself costs.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from benchmarks.load_imports import importing
from benchmarks.load_viewers import EVERY, Click, Clicked, Viewer, all_at_once, clicks_of, gathered
from benchmarks.servers import APP, EMPTY_APP, served
from benchmarks.servers import Server as Process
from benchmarks.year import load_year
from campaign.settings import Settings
from campaign.workflows.opening import open_campaign
from tests.ui.gate_client import Server

APP_NAME, EMPTY_NAME = "app", "empty page of Streamlit"
QUIETLY, AT_ONCE, OPENING = f"a click every {EVERY} s", "all at once", "opening"
BURST = 4  # clicks of each viewer when all click at once, each as soon as the one before is answered
MIB = 1 << 20


class Measured(NamedTuple):
    """What some viewers met: the seconds of their clicks, what was wrong, what the server used, the machine's load."""

    app: str
    what: str
    sessions: int
    clicked: Clicked
    elapsed: float
    cpu: float
    rss: float
    imports: Sequence[str]
    load: float

    @property
    def errors(self) -> list[str]:
        """What was wrong, with clicks and with imports."""
        wrong = [f"{self.app}, {self.sessions}: {times} × {why}" for why, times in self.clicked.problems.items()]
        return wrong + [line for line in self.imports if not _is_number(line)]

    @property
    def import_seconds(self) -> list[float]:
        """How long each import took."""
        return [float(line) for line in self.imports if _is_number(line)]


class Peer(NamedTuple):
    """A server that is asked, and what for."""

    name: str
    process: Process
    server: Server
    clicks: Sequence[Click]


def run_load(folder: Path, *, sessions: Sequence[int], seconds: float) -> list[Measured]:
    """Open so many pages at a time, click quietly for so long while figures are imported, then all at once."""
    os.environ |= {"CAMPAIGN_KEY_FILE": str(folder / "campaign.key"), "CAMPAIGN_SINGLE_USER": "0"}
    os.environ |= {"CAMPAIGN_DATABASE_URL": (url := load_year(folder)), "STREAMLIT_LOGGER_LEVEL": "error"}
    database = open_campaign(Settings(database_url=url))
    people = [f"xem{number}" for number in range(max(sessions))]
    for login in people:
        Server("", database).add(login, "viewer")
    with ExitStack() as stack:
        peers = []
        for name, command, clicks in ((APP_NAME, APP, clicks_of(database)), (EMPTY_NAME, EMPTY_APP, [NOTHING])):
            process = stack.enter_context(served(command, url, CAMPAIGN_SINGLE_USER="0"))
            peers.append(Peer(name, process, Server(process.address, database), clicks))
        found = [
            each for number in sessions for peer in peers for each in _visit(peer, people[:number], seconds, folder)
        ]
    database.close()
    return found


NOTHING = Click("", "", ("Empty",))


def _visit(peer: Peer, people: Sequence[str], seconds: float, folder: Path) -> Iterator[Measured]:
    viewers: list[Viewer] = []
    tokens = [peer.server.token(login) for login in people]

    def open_one(place: int, token: str) -> None:
        viewer = Viewer(peer.server, token, peer.clicks, place)
        viewers.append(viewer)
        viewer.click()

    with _measuring(peer, OPENING, viewers, None) as done:
        all_at_once(tokens, open_one)
    yield from done
    with _measuring(peer, QUIETLY, viewers, folder) as done:
        begin = time.monotonic()
        gap = EVERY / len(viewers)
        all_at_once(viewers, lambda place, viewer: viewer.click_now_and_then(begin + place * gap, begin + seconds))
    yield from done
    if len(viewers) > 1:
        with _measuring(peer, AT_ONCE, viewers, None) as done:
            all_at_once(viewers, lambda _, viewer: viewer.click_on(BURST))
        yield from done
    for viewer in viewers:
        viewer.socket.close()


@contextmanager
def _measuring(peer: Peer, what: str, viewers: Sequence[Viewer], folder: Path | None) -> Iterator[list[Measured]]:
    """Whatever the viewers do in the block; with a folder for its sheets, while somebody imports."""
    done: list[Measured] = []
    before = peer.process.process.cpu_times()
    with importing(folder) if folder else nullcontext(list) as lines, _watching(peer.process) as sizes:
        begun = time.perf_counter()
        yield done
        elapsed = time.perf_counter() - begun
    after = peer.process.process.cpu_times()
    cpu = after.user + after.system - before.user - before.system
    load = os.getloadavg()[0]
    done.append(
        Measured(peer.name, what, len(viewers), gathered(viewers), elapsed, cpu, max(sizes) / MIB, lines(), load)
    )


@contextmanager
def _watching(process: Process) -> Iterator[list[int]]:
    """How much memory a server holds, looked at twice a second."""
    over, sizes = Event(), [process.process.memory_info().rss]

    def look() -> None:
        while not over.wait(0.5):
            sizes.append(process.process.memory_info().rss)

    watcher = Thread(target=look)
    watcher.start()
    yield sizes
    over.set()
    watcher.join()
    sizes.append(process.process.memory_info().rss)


def _is_number(line: str) -> bool:
    return line.replace(".", "", 1).isdecimal()
