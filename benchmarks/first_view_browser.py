"""A browser with a profile of its own, and what a page costs it: seconds, CPU of all its processes, bytes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psutil
from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright

from tests.e2e.browser import CHROMIUM_ARGUMENTS, PATIENCE_SECONDS, wait_until

# Looks every 10 ms whether the page is ready, from its very beginning; the moment stays in window.readyAt.
_WATCH_OPENING = """(() => {
  const look = setInterval(() => {
    if (!(document.body && (%s))) return
    window.readyAt = performance.now()
    clearInterval(look)
  }, 10)
})()"""
# What a person sees of the charts: their texts and lines; where there is none, the page's words. The page is ready
# when they are others than before.
_WATCH_CHANGE = """() => {
  const lines = (svg) => [...svg.querySelectorAll("path")].map((path) => path.getAttribute("d")).join()
  const charts = () => [...document.querySelectorAll(".js-plotly-plot .main-svg")]
  const seen = () => charts().map((svg) => svg.textContent + lines(svg)).join()
    || document.querySelector(".stMain")?.textContent
  const before = seen()
  let chosen = null
  window.changedAfter = undefined
  addEventListener("pointerup", () => (chosen ??= performance.now()), {capture: true})
  const look = setInterval(() => {
    if (chosen === null) return
    const now = seen()
    if (!now || now === before || !(%s)) return
    window.changedAfter = performance.now() - chosen
    clearInterval(look)
  }, 10)
}"""


class Cost(NamedTuple):
    """Until the page was ready: seconds, CPU seconds of browser and server, kilobytes over the network.

    messages: those of the kilobytes that came over a socket.
    """

    seconds: float
    browser: float
    server: float
    kilobytes: float
    messages: float

    @property
    def cpu(self) -> float:
        """Of browser and server together."""
        return self.browser + self.server


class Visitor:
    """One person's browser, whose cache is empty at first, before one server."""

    def __init__(self, context: BrowserContext, browser: psutil.Process, server: psutil.Process) -> None:
        self.context = context
        self.browser = browser
        self.server = server
        self.page = context.pages[0]

    def open(self, address: str, ready: str) -> Cost:
        """Open an address in a fresh tab; `ready` is a JavaScript expression that is true when the page can be used."""
        self.page, left = self.context.new_page(), self.page
        left.close()
        self.page.wait_for_timeout(_REST)  # the old tab's processes end
        self.page.add_init_script(_WATCH_OPENING % ready)
        with _counting(self.context.new_cdp_session(self.page)) as received:
            before = self._cpu()
            self.page.goto(address, wait_until="commit")
            milliseconds = _wait_for(self.page, "readyAt")
            cost = self._cost(milliseconds, before, received)
            self.page.wait_for_timeout(_REST)
        return cost

    def choose(self, picker: str, option: str, ready: str) -> Cost:
        """Choose an option of an opened list; ready when the chart is another one and `ready` is true."""
        self.page.locator(picker).click()
        choice = self.page.locator(option).first
        choice.wait_for()
        choice.scroll_into_view_if_needed()
        self.page.evaluate(_WATCH_CHANGE % ready)
        self.page.wait_for_timeout(_REST)
        with _counting(self.context.new_cdp_session(self.page)) as received:
            before = self._cpu()
            choice.click()
            milliseconds = _wait_for(self.page, "changedAfter")
            cost = self._cost(milliseconds, before, received)
            self.page.wait_for_timeout(_REST)
        return cost

    def _cost(self, milliseconds: float, before: tuple[dict[int, float], dict[int, float]], received: _Bytes) -> Cost:
        browser, server = (_spent(*pair) for pair in zip(before, self._cpu(), strict=True))
        return Cost(milliseconds / 1000, browser, server, received.total / 1000, received.messages / 1000)

    def _cpu(self) -> tuple[dict[int, float], dict[int, float]]:
        return _seconds(self.browser), _seconds(self.server)


_REST = 400  # milliseconds in which what a page still does comes to its end


@contextmanager
def visiting(playwright: Playwright, profile: Path, server: psutil.Process) -> Iterator[Visitor]:
    """A visitor whose browser keeps its cache in `profile`, until the end of the block."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=shutil.which("chromium"),
        args=list(CHROMIUM_ARGUMENTS),
        viewport={"width": 1440, "height": 900},
    )
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    try:
        yield Visitor(context, _browser_of(profile), server)
    finally:
        context.close()


class _Bytes:
    """What has come so far: files (as sent, their headers included) and messages of sockets."""

    def __init__(self) -> None:
        self.files = self.messages = 0.0

    @property
    def total(self) -> float:
        return self.files + self.messages

    def add_file(self, event: dict[str, Any]) -> None:
        self.files += event["encodedDataLength"]

    def add_message(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        self.messages += len(frame["payloadData"]) * (3 / 4 if frame["opcode"] == _BINARY else 1)  # binary: as base64


_BINARY = 2


@contextmanager
def _counting(session: CDPSession) -> Iterator[_Bytes]:
    received = _Bytes()
    session.send("Network.enable")
    session.on("Network.loadingFinished", received.add_file)
    session.on("Network.webSocketFrameReceived", received.add_message)
    yield received
    session.detach()


def _wait_for(page: Page, name: str) -> float:
    return float(wait_until(page, f"window.{name}"))


def _browser_of(profile: Path) -> psutil.Process:
    mine = psutil.Process().children(recursive=True)
    return next(each for each in mine if f"--user-data-dir={profile}" in each.cmdline())


def _seconds(process: psutil.Process) -> dict[int, float]:
    """CPU seconds by process, of a process and all below it."""
    spent = {}
    for each in (process, *process.children(recursive=True)):
        try:
            times = each.cpu_times()
        except psutil.NoSuchProcess:
            continue
        spent[each.pid] = times.user + times.system
    return spent


def _spent(before: dict[int, float], after: dict[int, float]) -> float:
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())
