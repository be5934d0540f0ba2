"""python -m benchmarks [--rounds N] [--weeks N] [--quick] [imports|app|pages|progress]: the costs that matter."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.imports import measure_imports
from benchmarks.pages import measure_pages
from benchmarks.progress import measure_progress
from benchmarks.running_app import measure_running_app

ROUNDS = 5  # the fewest whose median means something
WEEKS = 80


def main() -> None:
    """Measure in a temporary folder and print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="campaign-bench-") as folder:
        if options.part in (None, "imports"):
            measure_imports(Path(folder), rounds=options.rounds, weeks=options.weeks, quick=options.quick)
        if options.part in (None, "app"):
            measure_running_app(Path(folder), rounds=max(options.rounds, 20))
        if options.part in (None, "pages"):
            measure_pages(Path(folder), rounds=max(options.rounds, 10))
    if options.part in (None, "progress"):
        measure_progress(rounds=options.rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", choices=("imports", "app", "pages", "progress"))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--weeks", type=int, default=WEEKS)
    parser.add_argument("--quick", action="store_true", help="leave the table of half a million rows out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
