"""What a page costs a reader in a real browser: its first view, and a changed choice until the chart is redrawn.

Every round visits every peer with a browser whose cache is empty, then with the same browser once it keeps the files
and their compiled form, then changes three choices. The peers of a round are compared with one another.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.first_view_browser import Visitor, visiting
from benchmarks.first_view_peers import DISTRICT, TARGET, TARGETS, WEEK, Peer, serving
from benchmarks.first_view_socket import measure_socket
from benchmarks.first_view_table import COLD, WARM, Measured, print_costs
from benchmarks.year import load_year, read_weeks
from campaign.locale.formats import day

ROUNDS_OF_VISITS = 3  # of which the first fills the cache, the second has what is compiled written down

# What each round chooses: choices nobody has looked at yet, as a page keeps what it has read; targets with figures.
_TARGETS = ("T7", "T4", "T2", "T5", "T3")
_DISTRICTS = ("Mường Tè", "Sìn Hồ", "Phong Thổ", "Than Uyên", "Tân Uyên")


def measure_views(folder: Path, *, rounds: int, dash: Path) -> None:
    """Print what pages cost in a browser, beside an empty page of Streamlit, the page in Dash, and the figure alone."""
    database = load_year(folder)
    weeks = [day(week, "vi") for week in read_weeks(database)]
    measured: Measured = defaultdict(list)
    with sync_playwright() as playwright, serving(database, dash=dash) as peers:
        for number in range(min(rounds, len(_TARGETS))):
            named = list(peers.items())
            for name, peer in named if number % 2 else reversed(named):  # no peer always comes after the same one
                profile = folder / f"browser-{number}-{name.replace(' ', '-')}"
                with visiting(playwright, profile, peer.server.process) as visitor:
                    _visit(visitor, name, peer, _choices(number, weeks), measured)
        print_costs(measured)
        measure_socket(playwright, folder, peers[TARGETS].server, weeks)


def _visit(visitor: Visitor, name: str, peer: Peer, chosen: dict[str, str], measured: Measured) -> None:
    address = peer.server.address + peer.path
    measured[COLD, name].append(visitor.open(address, peer.ready))
    costs = [visitor.open(address, peer.ready) for _ in range(ROUNDS_OF_VISITS)]
    measured[WARM, name].append(costs[-1])
    for what, (picker, option) in peer.choices.items():
        measured[what, name].append(visitor.choose(picker, option.format(chosen[what]), peer.ready))


def _choices(number: int, weeks: list[str]) -> dict[str, str]:
    return {TARGET: _TARGETS[number], DISTRICT: _DISTRICTS[number], WEEK: weeks[1 + number]}
