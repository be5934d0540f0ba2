"""Viewers without a browser: each a real WebSocket of its own that asks for pages and looks at what comes back."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException

from campaign.charts.style import Reader
from campaign.locale import translator
from campaign.locale.formats import day, is_missing
from campaign.store.engine import Database
from campaign.ui.address import AS_OF, TARGET, UNIT
from campaign.ui.monitor.figures import coverage_text
from campaign.workflows.monitor import monitoring
from campaign.workflows.monitor.briefing import brief_at
from campaign.workflows.monitor.outlook import monitored_at
from tests.ui.gate_client import Server, Socket

EVERY = 20  # seconds between a viewer's clicks
WEEKS, TARGETS, DISTRICTS = 12, 3, ("", "105", "107", "110")
MARK = 'class="notice error"'  # a page that failed says so in words
READER = Reader(translator("vi"), "vi", "light")


One = TypeVar("One")


class Click(NamedTuple):
    """What a viewer asks for, and what the page has to say then."""

    page: str
    query: str
    told: tuple[str, ...]


class Clicked(NamedTuple):
    """What came of clicks: the seconds of each, and what was wrong by how often."""

    seconds: Sequence[float]
    problems: Counter[str]


def clicks_of(database: Database) -> list[Click]:
    """Other weeks, targets and districts on the overview and the targets page, with the coverages they have to show.

    Not of the newest week: that is corrected meanwhile.
    """
    weeks = monitoring.reported_weeks(database)[1 : WEEKS + 1]
    clicks = []
    for week in weeks:
        brief = brief_at(database, week)
        targets = [row.target for row in brief.targets.itertuples()]
        shown = _coverages(brief.province(target).iloc[0] for target in targets)
        clicks.append(Click("", urlencode({AS_OF: week.isoformat()}), (day(week, "vi"), *shown)))
        for target, district in product(targets[:TARGETS], DISTRICTS):
            rows = monitored_at(database, target, week).progress
            said = _coverages(rows[rows["kind"] == "district"].itertuples())
            chosen = {AS_OF: week.isoformat(), TARGET: target, **({UNIT: district} if district else {})}
            clicks.append(Click("chi-tieu", urlencode(chosen), said))
    return _mixed(clicks)


class Viewer:
    """One page in one browser: opened once, clicked again and again, never two clicks at a time."""

    def __init__(self, server: Server, token: str, clicks: Sequence[Click], place: int) -> None:
        self.clicks = clicks
        self.next = place * len(clicks) // 7
        self.seconds: list[float] = []
        self.problems: Counter[str] = Counter()
        self.socket = Socket(server, token)

    def click(self) -> None:
        """One click: timed from sending it until the script has ended; what is wrong is counted."""
        click = self.clicks[self.next % len(self.clicks)]
        self.next += 1
        begun = time.perf_counter()
        try:
            answer = self.socket.run(click.page, query=click.query)
        except (WebSocketException, OSError) as problem:
            self.problems[f"{type(problem).__name__} {problem}"] += 1
            return
        self.seconds.append(time.perf_counter() - begun)
        if wrong := find_wrong(answer, click.told):
            self.problems[f"/{click.page}?{click.query}: {wrong}"] += 1

    def click_on(self, times: int) -> None:
        """So many clicks, each as soon as the one before is answered."""
        for _ in range(times):
            self.click()

    def click_now_and_then(self, begin: float, until: float) -> None:
        """A click every EVERY seconds from a moment on."""
        at = begin
        while at < until:
            time.sleep(max(0.0, at - time.monotonic()))
            self.click()
            at += EVERY
        time.sleep(max(0.0, until - time.monotonic()))

    def taken(self) -> Clicked:
        """What came of the clicks since one asked last."""
        done = Clicked(self.seconds, self.problems)
        self.seconds, self.problems = [], Counter()
        return done


def find_wrong(answer: Sequence[ForwardMsg], told: Sequence[str]) -> str:
    """What is wrong with a page: it failed, or does not say what it has to; "" for nothing."""
    if answer[-1].script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
        return f"ended with {answer[-1].script_finished}"
    page = b"".join(message.SerializeToString() for message in answer).decode("utf-8", "replace")
    new = (message.delta.new_element for message in answer if message.WhichOneof("type") == "delta")
    if MARK in page or any(element.WhichOneof("type") == "exception" for element in new):
        return "an error is shown"
    missing = [text for text in told if text not in page]
    return f"without {', '.join(missing)}" if missing else ""


def all_at_once(each: Sequence[One], act: Callable[[int, One], None]) -> None:
    """Do something with every one, in threads of their own, until the last is done."""
    with ThreadPoolExecutor(len(each)) as pool:
        list(pool.map(act, range(len(each)), each))


def gathered(viewers: Sequence[Viewer]) -> Clicked:
    """What came of all viewers' clicks since one asked last."""
    each = [viewer.taken() for viewer in viewers]
    return Clicked([second for one in each for second in one.seconds], sum((one.problems for one in each), Counter()))


def _coverages(rows: Iterable[Any]) -> tuple[str, ...]:
    """What rows of PROGRESS have to show; nothing is asked of one that has no coverage."""
    return tuple(coverage_text(row, READER) for row in rows if not is_missing(row.coverage))


def _mixed(clicks: Sequence[Click]) -> list[Click]:
    """In an order in which neighbours have little in common, the same in every run."""
    step = next(step for step in (37, 41, 43) if len(clicks) % step)
    return [clicks[place * step % len(clicks)] for place in range(len(clicks))]
