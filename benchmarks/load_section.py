"""What many viewers met, as a section of docs/reliability.md."""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import ceil
from pathlib import Path

from benchmarks.load import APP_NAME, BURST, EVERY, Measured, run_load
from tests.faults.report import Table, machine, write

HEADER = (
    *("viewers", "", "server", "clicks", "errors", "p50 s", "p95 s", "max s", "clicks a second", "CPU ms a click"),
    *("memory MiB", "imports", "import p95 s", "load average"),
)
TEXT = (
    "Sessions with sign-in over real WebSockets, without a browser, on a year of provincial data: open a page, then "
    f"click every {EVERY} seconds (another week, target or district of the overview and the targets page) while a "
    f"correction of a week is saved every second, then {BURST} times as fast as answers come, all at the same moment. "
    "A page that fails, or does not hold the coverages that the database gives for it, is an error. Beside it an "
    "empty page of Streamlit as it comes, for the same viewers, in the same minutes. Viewers, imports and server share "
    "the machine."
)


def measure_load(folder: Path, *, sessions: Sequence[int], seconds: float, output: Path | None) -> None:
    """Run it, print the section, and put it into a document where one is named."""
    table = load_section(run_load(folder, sessions=sessions, seconds=seconds))
    facts = f"{machine(folder)} {os.cpu_count()} processors."
    print(f"\n{table.words()}\n\n{facts}")
    if output:
        write(output, table, facts)


def load_section(found: Sequence[Measured]) -> Table:
    """R6 of the reliability goals."""
    rows: list[Sequence[object]] = [_row(each) for each in found]
    rows += _ratios(found)
    wrong = [problem for each in found for problem in each.errors]
    return Table("load", "R6: many viewers while figures are imported", TEXT, HEADER, rows, wrong)


def _row(each: Measured) -> tuple[object, ...]:
    seconds, imports = each.clicked.seconds, each.import_seconds
    return (
        each.sessions, each.what, each.app, len(seconds), each.clicked.problems.total(),
        *(_seconds(seconds, share) for share in (0.5, 0.95, 1)), f"{len(seconds) / each.elapsed:.1f}",
        f"{1000 * each.cpu / max(1, len(seconds)):.0f}", f"{each.rss:.0f}",
        len(imports) or "", _seconds(imports, 0.95), f"{each.load:.1f}",
    )  # fmt: skip


def _ratios(found: Sequence[Measured]) -> list[Sequence[object]]:
    """The app beside the empty page."""
    rows: list[Sequence[object]] = []
    for ours in (each for each in found if each.app == APP_NAME):
        [empty] = (o for o in found if o.app != APP_NAME and (o.what, o.sessions) == (ours.what, ours.sessions))
        if ours.clicked.seconds and empty.clicked.seconds:
            times = [_ratio(percentile(ours.clicked.seconds, s), percentile(empty.clicked.seconds, s)) for s in SHARES]
            cpu = _ratio(ours.cpu / len(ours.clicked.seconds), empty.cpu / len(empty.clicked.seconds))
            rate = _ratio(len(ours.clicked.seconds) / ours.elapsed, len(empty.clicked.seconds) / empty.elapsed)
            size = _ratio(ours.rss, empty.rss)
            rows.append((ours.sessions, ours.what, "app ÷ empty page", "", "", *times, rate, cpu, size, "", "", ""))
    return rows


SHARES = (0.5, 0.95, 1)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them do not exceed."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def _seconds(values: Sequence[float], share: float) -> str:
    return f"{percentile(values, share):.2f}" if values else ""


def _ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.1f} ×" if theirs else ""
