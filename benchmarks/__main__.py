"""python -m benchmarks [imports|app|pages|views|progress|gate|load] [--rounds N] [--quick] …: what things cost."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.first_view import measure_views
from benchmarks.first_view_peers import DASH_PYTHON
from benchmarks.gate import measure_gate
from benchmarks.imports import measure_imports
from benchmarks.load_section import measure_load
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
        if options.part in (None, "views"):
            measure_views(Path(folder), rounds=2 if options.quick else options.rounds, dash=options.dash)
        if options.part in (None, "gate"):
            measure_gate(Path(folder), rounds=options.rounds)
        if options.part == "load":
            sessions = [int(number) for number in options.sessions.split(",")]
            measure_load(Path(folder), sessions=sessions, seconds=options.seconds, output=options.output)
    if options.part in (None, "progress"):
        measure_progress(rounds=options.rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", choices=("imports", "app", "pages", "views", "progress", "gate", "load"))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--weeks", type=int, default=WEEKS)
    quick = "leave the table of half a million rows out, visit pages twice"
    parser.add_argument("--quick", action="store_true", help=quick)
    parser.add_argument("--dash", type=Path, default=DASH_PYTHON, metavar="PYTHON", help="a Python that has Dash")
    viewers = "load: so many viewers at a time, one number after the other"
    parser.add_argument("--sessions", default="1,10,50", metavar="N,N", help=viewers)
    parser.add_argument("--seconds", type=float, default=120, help="load: how long each of them clicks quietly")
    written = "load: the document whose section is written anew"
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=written)
    return parser.parse_args()


if __name__ == "__main__":
    main()
