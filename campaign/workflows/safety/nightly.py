"""What a server does by itself: the check and the backup of the night, and forgetting what has passed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from threading import Event, Thread

from campaign.errors import CampaignError, Phrase
from campaign.locale import N_
from campaign.locale.zone import VIETNAM_TIME
from campaign.store.access.passing import forget_what_passed
from campaign.store.engine import VISITS, Database, try_lock
from campaign.workflows.safety.backups import back_up_nightly, list_backups
from campaign.workflows.safety.clock import check_clock
from campaign.workflows.safety.health import Problem, health_of
from campaign.workflows.safety.rings import NIGHTLY
from campaign.workflows.safety.start_check import check_now

HOUR = time(2)  # of the office's night
TICK_SECONDS = 30
PATIENCE_SECONDS = 5  # a server that is stopped does not wait longer for the night's work
LOCK = "campaign.night"

NOT_DONE = N_("The night's work was not all done: {step} failed on {day}. {problem}")
CHECK, BACKUP, PRUNING = N_("the check"), N_("the backup"), N_("clearing old sessions")
_LOG = logging.getLogger("campaign.safety")


class Keeper:
    """A thread of the server that looks after its database until it is told to stop."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._stop = Event()
        self._thread = Thread(target=self._run, name="campaign-keeper", daemon=True)
        self._file = _identity(database)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is being done is done."""
        self._stop.set()
        self._thread.join(PATIENCE_SECONDS)

    def _run(self) -> None:
        while not self._stop.wait(TICK_SECONDS):
            self.tick(datetime.now(UTC))

    def tick(self, now: datetime) -> None:
        """Whatever is due at this moment."""
        health = health_of(self.database)
        try:
            health.clock = check_clock(self.database, now)
            if health.damage and _identity(self.database) != self._file:  # a backup was put in its place
                self.database.reader.dispose()
                check_now(self.database)
                self._file = _identity(self.database)
            elif is_due(now, last_night(self.database)):
                work_at_night(self.database, now)
        except (CampaignError, OSError) as problem:  # a server that does not answer, a disk that is gone: later again
            _LOG.warning("keeper_waits problem=%s", getattr(problem, "code", type(problem).__name__))


def is_due(now: datetime, last: date | None) -> bool:
    """Whether a night's work is due: from two o'clock on, once a day; at the start where the machine slept at night."""
    here = now.astimezone(VIETNAM_TIME)
    return last is None or (last < here.date() and here.time() >= HOUR)


_DONE: dict[str, date] = {}


def last_night(database: Database) -> date | None:
    """The day of the last night's work: what this process did, or the last backup of a night."""
    if done := _DONE.get(database.url):
        return done
    made = [each.made_at for each in list_backups(database).backups if each.reason == NIGHTLY]
    return max(made).astimezone(VIETNAM_TIME).date() if made else None


def work_at_night(database: Database, now: datetime) -> None:
    """Check, back up, forget; in one process at a time. What fails is logged and told to administrators."""
    with database.reading() as connection:
        if not try_lock(connection, LOCK):
            return
        _DONE[database.url] = now.astimezone(VIETNAM_TIME).date()  # whatever comes of it: not again in half a minute
        health, failed = health_of(database), []
        for step, work in ((CHECK, _check), (BACKUP, _back_up), (PRUNING, _forget)):
            if problem := _told(step, work, database, now):
                failed.append(problem)
        health.night = tuple(failed)


def _told(step: str, work: Callable[[Database, datetime], None], database: Database, now: datetime) -> Problem | None:
    try:
        work(database, now)
    except (CampaignError, OSError) as problem:
        _LOG.error("night_step_failed step=%s problem=%s", step, getattr(problem, "code", problem))
        day = f"{now.astimezone(VIETNAM_TIME):%d/%m/%Y}"
        return NOT_DONE, {"step": Phrase(step), "day": day, "problem": problem}
    _LOG.info("night_step_done step=%s", step)
    return None


def _check(database: Database, _: datetime) -> None:
    check_now(database)


def _back_up(database: Database, _: datetime) -> None:
    """What is damaged is not backed up: it would push a good one out of its ring."""
    if not health_of(database).damage:
        back_up_nightly(database)


def _forget(database: Database, now: datetime) -> None:
    if database.closed.reason is None:
        with database.writing(VISITS) as connection:
            forget_what_passed(connection, now)


def _identity(database: Database) -> tuple[int, int] | None:
    """What tells a file from another that took its place."""
    if database.file is None:
        return None
    try:
        found = database.file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns
