"""CPU seconds and peak memory of whole processes, contenders in turn."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

MIB = 2**20
# Linux counts ru_maxrss in KiB, macOS in bytes.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Cost(NamedTuple):
    """What one process used: CPU seconds (user and system) and the most memory it held, in MiB."""

    cpu: float
    peak: float


def measure_in_turn(contenders: Mapping[str, Callable[[], Sequence[str]]], *, rounds: int) -> dict[str, Cost]:
    """The median cost of each contender; every round runs each of them once, so that a slow minute slows all.

    A contender is a function that prepares a run and returns its command; preparing is not measured.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, prepare in contenders.items():
            costs[name].append(run(prepare()))
    return {name: Cost(median(one.cpu for one in of), median(one.peak for one in of)) for name, of in costs.items()}


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end and say what it cost; a command that fails is a bug here."""
    process = subprocess.Popen(command, env=_as_installed(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    words = process.stderr.read().decode(errors="replace")  # to its end: a full pipe would stop the process
    process.stderr.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[:6])} … ended with {process.returncode}: {words[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * RSS_UNIT / MIB)


def _as_installed() -> dict[str, str]:
    """The environment without the switch that would have every run compile the program anew."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
