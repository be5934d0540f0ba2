"""A server's life: start it only where it may run, open the database, look after it, and end so that the next knows."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from threading import Lock

from campaign.errors import CampaignError
from campaign.locale import N_
from campaign.settings import read_settings
from campaign.store.engine import sqlite_version
from campaign.ui import logs, session
from campaign.ui.gate import first_run, hosts, strangers
from campaign.workflows.safety.damage import is_damaged
from campaign.workflows.safety.nightly import Keeper
from campaign.workflows.safety.serving import serving
from campaign.workflows.safety.start_check import start_check

# Older ones lack what the gate stands on, or have known holes; SQLite before 3.35 does not know RETURNING.
LEAST = {"streamlit": (1, 61), "starlette": (1, 1)}
LEAST_SQLITE = (3, 35)
AGAIN_SECONDS = 3  # so often is a database that could not be opened tried again

TOO_OLD = N_(
    "{name} {found} is too old: {needed} or newer is needed, older ones are not safe. The server was not started. "
    "Install what requirements.txt names: pip install -r requirements.txt"
)
_LOG = logging.getLogger("campaign.safety")


class Running:
    """The database of this server: open and looked after, or why it is not."""

    def __init__(self) -> None:
        self.problem: CampaignError | None = None
        self._keeper: Keeper | None = None
        self._tried = 0.0
        self._one_at_a_time = Lock()

    def open(self, *, stopped: bool = False) -> CampaignError | None:
        """Open the database, check it and look after it from now on; why that cannot be, None when it is done."""
        self._tried = time.monotonic()
        try:
            database = session.database()
            database.check_there()
            start_check(database, stopped=stopped)
            if database.closed.reason is None:
                first_run.tell_way_in()
        except CampaignError as problem:
            strangers.note(problem)
            self.problem = problem
            return problem
        self.problem = None
        if self._keeper is None:
            self._keeper = Keeper(database)
            self._keeper.start()
        return None

    def open_again(self) -> CampaignError | None:
        """Why the database is not open; tried again now and then, so that no restart is needed once it is mended."""
        if self.is_well():
            return None
        with self._one_at_a_time:
            if self.problem is None or time.monotonic() - self._tried >= AGAIN_SECONDS:
                return self.open()
            return self.problem

    def is_well(self) -> bool:
        """Whether the database is open, and where it was."""
        return self.problem is None and session.database().exists()

    def is_damaged(self) -> bool:
        """Whether what stands in the database is known not to be what was saved."""
        return self.problem is None and is_damaged(session.database())

    def stop(self) -> None:
        """End looking after it."""
        if self._keeper:
            self._keeper.stop()


RUNNING = Running()


@contextmanager
def server() -> Iterator[None]:
    """Serve for as long as this lasts; where this server must not start at all, end the process in words.

    What may be mended while it runs (a damaged file, a database server that is down) does not stop it: pages then say
    what is wrong (campaign/ui/fallback.py).
    """
    words = session.reader_of(session.site_language()).translate
    try:
        keep_to_ourselves()
        settings = read_settings()
        hosts.part_names()
        check_versions()
        first_run.check_start()
        logs.set_up(settings.safety.log_file)
        with serving(settings) as stopped:
            _LOG.info("server_started")
            RUNNING.open(stopped=stopped)
            yield
            RUNNING.stop()
            _LOG.info("server_stopped")
    except CampaignError as problem:
        _end(problem.words(words))
    except ValueError as problem:  # a variable of the environment that cannot be read
        _end(str(problem))
    except SystemExit as refusal:
        _end(str(refusal.code))


def _end(words: str) -> None:
    """End the process with a sentence: whatever else would leave this place, uvicorn prints as a traceback."""
    sys.stderr.write(f"\n{words}\n")
    sys.stderr.flush()
    os._exit(1)


def keep_to_ourselves() -> None:
    """What this process writes, nobody but its user opens: the database, its log, copies."""
    if os.name != "nt":
        os.umask(0o077)


def check_versions() -> None:
    """Raise SystemExit, in words, for libraries that are too old to be safe."""
    words = session.reader_of(session.site_language()).words
    found = {name: version(name) for name in LEAST} | {"SQLite": sqlite_version()}
    for name, needed in {**LEAST, "SQLite": LEAST_SQLITE}.items():
        if is_older(found[name], needed):
            values = {"name": name, "found": found[name], "needed": ".".join(map(str, needed))}
            raise SystemExit(words(TOO_OLD, **values))


def is_older(found: str, needed: tuple[int, ...]) -> bool:
    """Whether a version "1.60.2" is before (1, 61)."""
    numbers = tuple(int(part) for part in found.split(".") if part.isdecimal())
    return numbers < needed
