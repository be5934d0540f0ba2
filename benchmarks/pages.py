"""The script of each page on a year of provincial data, warm, as Streamlit runs it for one more click."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.layout import ROOT
from benchmarks.year import WEEKS, load_year, read_weeks

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

FRAME = ROOT / "campaign" / "ui" / "frame.py"


def measure_pages(folder: Path, *, rounds: int) -> None:
    """Print the CPU milliseconds of each page's script, the frame around it included."""
    database = load_year(folder)
    os.environ |= {"CAMPAIGN_SINGLE_USER": "1", "CAMPAIGN_DATABASE_URL": database, "STREAMLIT_LOGGER_LEVEL": "error"}
    weeks = [week.isoformat() for week in read_weeks(database)[1:12]]
    print(f"\nscript of a page, {WEEKS} weeks of 106 communes (CPU ms, median of {rounds} reruns or of all changes)")
    print(f"  {'':<32}{'same again':>12}" + "".join(f"{f'another {what}':>18}" for what in CHANGES))
    for script in sorted(ROOT.glob("pages/*/*.py")):
        page = _warm(script)
        changes = CHANGES | {"week": ("ngay", weeks)} if script.parent.name == "monitor" else {}
        cells = [f"{median(_milliseconds(page) for _ in range(rounds)):>12.0f}"]
        cells += [f"{_after(page, *change):>18.0f}" for change in changes.values()]
        print(f"  {script.relative_to(ROOT / 'pages').as_posix():<32}" + "".join(cells))


# What a reader changes on a monitor page: the choice's name in the URL, and choices nobody has looked at yet.
CHANGES: dict[str, tuple[str, list[str]]] = {
    "week": ("ngay", []),
    "target": ("chi_tieu", ["T7", "T4", "T2", "T5", "T1", "T8", "T3"]),
    "district": ("don_vi", [str(code) for code in range(106, 113)]),
}


def _after(page: AppTest, name: str, choices: list[str]) -> float:
    """CPU milliseconds of the run that follows a choice."""
    spent = []
    for choice in choices:
        page.query_params[name] = choice
        spent.append(_milliseconds(page))
    return median(spent)


def _warm(script: Path) -> AppTest:
    """The page, shown once; the test runner's own reading of the page is part of what is measured."""
    from streamlit.testing.v1 import AppTest

    page = AppTest.from_file(str(FRAME), default_timeout=60).run()
    page.switch_page(str(script)).run()
    _assert_shown(page, script)
    gc.collect()
    gc.freeze()  # as the app does once it is warm
    return page


def _milliseconds(page: AppTest) -> float:
    before = time.process_time()
    page.run()
    return 1000 * (time.process_time() - before)


def _assert_shown(page: AppTest, script: Path) -> None:
    problems = [*page.exception, *page.error]
    assert not problems, f"{script.name} failed: {problems}"
