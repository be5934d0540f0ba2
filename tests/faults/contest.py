"""Several processes save the same week at the same moment: one of them does, the others are told why not."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import NamedTuple

from campaign.errors import CampaignError
from campaign.settings import Settings
from campaign.workflows.checking import check_database
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.importing import preview_file, save_preview
from campaign.workflows.sheets.uploads import list_uploads
from tests.faults import scene
from tests.faults.profiles import apply

ROOT = Path(__file__).parents[2]
FIRST_CONTESTED = 1  # the week before stands already
SECONDS_TO_MEET = 60
NAMED = ("accepted", "unchanged", "stale_preview")  # what a process may be told
REPORTS = 2  # so many different reports of each week: the processes' files are the same, or not


class Contest(NamedTuple):
    """What the processes were told, and what is wrong."""

    weeks: int
    answers: Counter[str]
    wrong: tuple[str, ...]


def contend(url: str, profile: str, *, processes: int, weeks: int) -> Contest:
    """Let processes save weeks of a database at once, all of the same week, half of them with other figures.

    They are the children of a process of their own: each begins with the main script of its parent, and what that is
    in the middle of a test nobody knows.
    """
    command = [sys.executable, "-m", __name__, url, profile, str(processes), str(weeks)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(done.stderr)
    answers = [(week, answer) for week, answer in json.loads(done.stdout)]
    return Contest(weeks, Counter(answer for _, answer in answers), tuple(_check(url, answers, weeks)))


def _meet(url: str, profile: str, processes: int, weeks: int) -> list[tuple[int, str]]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_contender.__module__])
    meet = context.Barrier(processes)
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(meet, profile)) as pool:
        tellings = [pool.submit(_contender, url, number, weeks) for number in range(processes)]
        return [answer for telling in tellings for answer in telling.result()]


_MEETING: list[Barrier] = []


def _begin(meet: Barrier, profile: str) -> None:
    os.environ["CAMPAIGN_BACKUP"] = "off"
    apply(profile)
    _MEETING.append(meet)


def _contender(url: str, number: int, weeks: int) -> list[tuple[int, str]]:
    """What one process was told of each week; each waits for all others before and after it saves."""
    [meet] = _MEETING
    told = []
    with closing(open_campaign(Settings(database_url=url))) as database:
        for week in range(FIRST_CONTESTED, FIRST_CONTESTED + weeks):
            content, name = scene.sheet(week, number % REPORTS), f"tuan-{week}-{number % REPORTS}.xlsx"
            preview = preview_file(database, content, name, today=scene.TODAY)
            meet.wait(SECONDS_TO_MEET)
            try:
                told.append((week, save_preview(database, preview, by=scene.AN).status))
            except CampaignError as problem:
                told.append((week, problem.code if problem.code in NAMED else f"{problem.code}: {problem}"))
            meet.wait(SECONDS_TO_MEET)
    return told


def _check(url: str, answers: Sequence[tuple[int, str]], weeks: int) -> list[str]:
    wrong = [f"week {week}: {answer}" for week, answer in answers if answer not in NAMED]
    saved = Counter(week for week, answer in answers if answer == "accepted")
    with closing(open_campaign(Settings(database_url=url))) as database:
        wrong += [message.format(**values) for message, values in check_database(database)]
        counting = Counter(row.period_end for row in list_uploads(database) if row.status == "accepted")
    for week in range(FIRST_CONTESTED, FIRST_CONTESTED + weeks):
        if (saved[week], counting[scene.week(week).end]) != (1, 1):
            wrong.append(
                f"week {week}: {saved[week]} were told it is saved, {counting[scene.week(week).end]} uploads count"
            )
    return wrong


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_meet(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))))
