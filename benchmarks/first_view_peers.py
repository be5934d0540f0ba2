"""Whom the first view is compared with: our pages, an empty page of Streamlit, the same page in Dash, the figure alone.

Each is served by a process of its own, all at the same time, on the same database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.layout import ROOT
from benchmarks.servers import APP, EMPTY_APP, Server, served

DASH_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
TARGET, DISTRICT, WEEK = "another target", "another district", "another week"
OVERVIEW, TARGETS, EMPTY, DASH, STATIC = (
    *("our overview", "our targets page", "empty page of Streamlit"),
    *("targets page in Dash", "the figure alone, plain HTML"),
)


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
        ours = stack.enter_context(served(APP, database))
        empty = stack.enter_context(served(EMPTY_APP, database))
        theirs = stack.enter_context(served([str(dash), "-m", "benchmarks.peer_dash", "{port}"], database))
        page = f"{RESTS} && {_CHART} && {_TABLE}"
        yield {
            OVERVIEW: Peer(ours, "/", f"{RESTS} && {_FIGURES}"),
            TARGETS: Peer(ours, "/chi-tieu", page, PICKERS),
            EMPTY: Peer(empty, "/", f"{RESTS} && document.querySelector('h1')"),
            DASH: Peer(theirs, "/", f"{_DASH_RESTS} && {_CHART} && {_TABLE}", _THEIRS),
            STATIC: Peer(theirs, "/figure", _CHART),
        }
