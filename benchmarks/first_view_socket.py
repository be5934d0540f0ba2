"""How much each monitor page sends over the socket: when it is opened, and when another week is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Playwright

from benchmarks.first_view_browser import visiting
from benchmarks.first_view_peers import PICKERS, RESTS, WEEK, Server
from campaign.ui import menu
from campaign.ui.address import SECTION
from campaign.ui.monitor import district_parts as district

# The pages, and of those that show one part at a time, the parts.
PAGES: dict[str, tuple[str, ...]] = {
    menu.OVERVIEW: (),
    menu.TARGETS: ("huyen", "trien-vong", "den-lich", "mau-so"),
    menu.DISTRICT: (district.TARGETS, district.COMMUNES, district.ASSIGNMENTS, district.FINDINGS, district.UPLOADS),
    menu.RANKINGS: (),
    menu.TIMELINE: (),
    menu.MEETING: (),
    menu.REPORT: (),
}
LIMIT = 60


def measure_socket(playwright: Playwright, folder: Path, server: Server, weeks: Sequence[str]) -> None:
    """Print the kilobytes of messages; `weeks`: as the week picker writes them, newest first."""
    print(f"\nmessages over the socket (kB; ≤ {LIMIT} wanted){'':<6}{'opened':>10}{'another week':>14}")
    picker, option = PICKERS[WEEK]
    with visiting(playwright, folder / "browser-socket", server.process) as visitor:
        for script, parts in PAGES.items():
            for part in parts or ("",):
                place = menu.address(script, **({SECTION: part} if part else {}))
                opened = visitor.open(server.address + place, f"{RESTS} && document.querySelector('.stMain h1')")
                changed = "–"
                if script != menu.MEETING:  # its steps are what is chosen there
                    changed = f"{visitor.choose(picker, option.format(weeks[1]), RESTS).messages:.1f}"
                print(f"  {place:<44}{opened.messages:>10.1f}{changed:>14}")
