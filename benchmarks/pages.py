"""The script of each page on a year of provincial data, warm, as Streamlit runs it for one more click."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.layout import ROOT, write_weekly_workbook

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

WEEKS = 52
FRAME = ROOT / "campaign" / "ui" / "frame.py"


def measure_pages(folder: Path, *, rounds: int) -> None:
    """Print the CPU milliseconds of each page's script, the frame around it included."""
    database = f"sqlite:///{(folder / 'year.db').as_posix()}"
    os.environ |= {"CAMPAIGN_DATABASE_URL": database, "STREAMLIT_LOGGER_LEVEL": "error"}
    _load_year(database, folder)
    print(f"\nscript of a page, {WEEKS} weeks of 106 communes (CPU ms, median of {rounds} reruns)")
    for script in sorted(ROOT.glob("pages/*/*.py")):
        print(f"  {script.relative_to(ROOT / 'pages').as_posix():<32}{_rerun(script, rounds):>8.0f}")


def _load_year(database: str, folder: Path) -> None:
    from datetime import date

    from campaign.settings import Settings
    from campaign.workflows.importing import import_files
    from campaign.workflows.opening import open_campaign

    opened = open_campaign(Settings(database_url=database))
    files = []
    for week in range(WEEKS):
        path = folder / f"year-{week + 1:02}.xlsx"
        write_weekly_workbook(path, week)
        files.append((path.name, path.read_bytes()))
    outcomes = import_files(opened, files, by="benchmark", today=date.today())
    assert {outcome.status for outcome in outcomes} == {"accepted"}
    opened.close()


def _rerun(script: Path, rounds: int) -> float:
    """CPU milliseconds of one rerun; the test runner's own reading of the page is in it."""
    from streamlit.testing.v1 import AppTest

    page = AppTest.from_file(str(FRAME), default_timeout=60).run()
    page.switch_page(str(script)).run()
    _assert_shown(page, script)
    gc.collect()
    gc.freeze()  # as the app does once it is warm
    return median(_milliseconds(page) for _ in range(rounds))


def _milliseconds(page: AppTest) -> float:
    before = time.process_time()
    page.run()
    return 1000 * (time.process_time() - before)


def _assert_shown(page: AppTest, script: Path) -> None:
    problems = [*page.exception, *page.error]
    assert not problems, f"{script.name} failed: {problems}"
