"""Whom the first view is compared with: our pages, an empty page of Streamlit, the same page in Dash, the figure alone.

Each is served by a process of its own, all at the same time, on the same database.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.layout import ROOT
from tests.e2e.browser import PATIENCE_SECONDS

DASH_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
TARGET, DISTRICT, WEEK = "another target", "another district", "another week"
OVERVIEW, TARGETS, EMPTY, DASH, STATIC = (
    *("our overview", "our targets page", "empty page of Streamlit"),
    *("targets page in Dash", "the figure alone, plain HTML"),
)


class Server(NamedTuple):
    """A running server: where it answers, and its process."""

    address: str
    process: psutil.Process


class Peer(NamedTuple):
    """A page of a server; `ready` is true (as JavaScript) when it can be used.

    choices: what a reader changes -> the picker's selector, and that of an option, {} standing for its code or words.
    """

    server: Server
    path: str
    ready: str
    choices: Mapping[str, tuple[str, str]] = {}


RESTS = (
    "document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]"
    "[data-test-connection-state=CONNECTED]')"
)
_CHART = "document.querySelector('.js-plotly-plot .main-svg .trace')"
# The districts' table has all its rows: one that can be read and counted, on our page as in Dash.
_TABLE = "[...document.querySelectorAll('.stMain .campaign tbody, #table')].some(body => body.rows.length >= 8)"
_DASH_RESTS = "document.title !== 'Updating...' && !document.querySelector('[data-dash-is-loading]')"
# The first coverage can be read.
_FIGURES = "/\\d\\s%/.test(document.querySelector('.stMain .campaign table, .stMain .campaign .card')?.textContent)"

PICKERS = {
    TARGET: (".st-key-chi_tieu-vi input", "[role=option]:has-text('{} ·')"),
    DISTRICT: (".st-key-don_vi-vi input", "[role=option]:has-text('{}')"),
    WEEK: (".st-key-ngay-vi input", "[role=option]:has-text('{}')"),
}
_THEIRS = {
    TARGET: ("#target", ".dash-dropdown-option:has(input[value='{}'])"),
    DISTRICT: ("#unit", ".dash-dropdown-option:has-text('{}')"),
    WEEK: ("#week", ".dash-dropdown-option:has-text('{}')"),
}


@contextmanager
def serving(database: str, *, dash: Path) -> Iterator[dict[str, Peer]]:
    """The peers by name, their servers up until the end of the block; `dash`: the Python that has Dash."""
    if not dash.exists():
        raise SystemExit(f"{dash} is not there: `make bench` installs Dash, or name a Python that has it (--dash)")
    with ExitStack() as stack:
        ours = stack.enter_context(_served([*_STREAMLIT, "app.py", "--server.port", "{port}"], database))
        empty = stack.enter_context(_served([*_STREAMLIT, _EMPTY_SCRIPT, "--server.port", "{port}"], database))
        theirs = stack.enter_context(_served([str(dash), "-m", "benchmarks.peer_dash", "{port}"], database))
        page = f"{RESTS} && {_CHART} && {_TABLE}"
        yield {
            OVERVIEW: Peer(ours, "/", f"{RESTS} && {_FIGURES}"),
            TARGETS: Peer(ours, "/chi-tieu", page, PICKERS),
            EMPTY: Peer(empty, "/", f"{RESTS} && document.querySelector('h1')"),
            DASH: Peer(theirs, "/", f"{_DASH_RESTS} && {_CHART} && {_TABLE}", _THEIRS),
            STATIC: Peer(theirs, "/figure", _CHART),
        }


_STREAMLIT = (sys.executable, "-m", "streamlit", "run", "--server.headless", "true")
_EMPTY_SCRIPT = "benchmarks/peer_empty.py"


@contextmanager
def _served(command: list[str], database: str) -> Iterator[Server]:
    port = _free_port()
    words = [word.format(port=port) for word in command]
    settings = {**os.environ, "CAMPAIGN_DATABASE_URL": database}
    with subprocess.Popen(words, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL) as process:
        try:
            address = f"http://localhost:{port}"
            _wait_until_up(address, process)
            yield Server(address, psutil.Process(process.pid))
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("localhost", 0))
        return int(found.getsockname()[1])


def _wait_until_up(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{process.args!r} does not answer")
