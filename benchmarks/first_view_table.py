"""The costs of pages in a browser, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median

import psutil

from benchmarks.first_view_browser import Cost
from benchmarks.first_view_peers import DASH, DISTRICT, EMPTY, STATIC, TARGET, WEEK

COLD, WARM = "nothing in the browser's cache", "files and compiled scripts in the browser's cache"

Measured = Mapping[tuple[str, str], list[Cost]]  # what was done, by whom -> a cost a round

# What is compared, with whom: the columns of ratios, and how each is read from a cost.
_SECONDS, _CPU, _SERVER = "s", "CPU", "server"
_VALUES: dict[str, Callable[[Cost], float]] = {
    _SECONDS: lambda cost: cost.seconds,
    _CPU: lambda cost: cost.cpu,
    _SERVER: lambda cost: cost.server,
}
_VIEW = [(DASH, _SECONDS), (DASH, _CPU), (EMPTY, _SECONDS), (EMPTY, _CPU), (STATIC, _CPU)]
_CHANGE = [(DASH, _SECONDS), (DASH, _CPU), (DASH, _SERVER)]
_SHORT = {DASH: "Dash", EMPTY: "empty", STATIC: "figure"}


def print_costs(measured: Measured) -> None:
    """Medians of the rounds; of the ratios within a round the median, the least and the most."""
    rounds = len(measured[COLD, DASH])
    load = psutil.getloadavg()[0]
    print(f"\npages in a browser (medians of {rounds} in turn; ratios: least–most; load of the machine {load:.1f})")
    for what in (COLD, WARM):
        _print_table(f"first view, {what}", what, _VIEW, measured)
    for what in (TARGET, DISTRICT, WEEK):
        _print_table(f"{what}, until the chart is redrawn", what, _CHANGE, measured)


def _print_table(title: str, what: str, against: list[tuple[str, str]], measured: Measured) -> None:
    ratios = "".join(f"{f'{value} × {_SHORT[peer]}':>18}" for peer, value in against)
    print(f"\n  {title}")
    print(f"  {'':<30}{'s':>7}{'browser':>9}{'server':>8}{'kB':>7}{ratios}")
    for (done, name), costs in measured.items():
        if done == what:
            compared = "".join(f"{_ratio(costs, measured[what, peer], _VALUES[of]):>18}" for peer, of in against)
            print(f"  {name:<30}{_medians(costs)}{compared}")


def _medians(costs: list[Cost]) -> str:
    seconds, browser, server, kilobytes, _ = (median(one) for one in zip(*costs, strict=True))
    return f"{seconds:>7.3f}{browser:>9.3f}{server:>8.3f}{kilobytes:>7.0f}"


def _ratio(costs: list[Cost], peer: list[Cost], value: Callable[[Cost], float]) -> str:
    ratios = [value(ours) / value(theirs) for ours, theirs in zip(costs, peer, strict=True) if value(theirs)]
    return f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})" if ratios else "–"
