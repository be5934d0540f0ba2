"""One weekly sheet inside the running app: read in the worker process, checked, held against what stands."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import psutil
from python_calamine import load_workbook

from benchmarks.layout import write_weekly_workbook
from campaign.settings import DEFAULT_LIMITS, Settings
from campaign.sheets.reading_apart import read_workbook_apart
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.importing import preview_files

WARM = 3  # sheets that go before, as the app reads others before this one
TODAY = date(2030, 1, 1)


def measure_running_app(folder: Path, *, rounds: int) -> None:
    """Print the CPU time of a preview, worker included, beside reading the same sheet's values and nothing else."""
    files = [folder / f"app-{week:03}.xlsx" for week in range(rounds + WARM)]
    for week, file in enumerate(files):
        write_weekly_workbook(file, week)
    database = open_campaign(Settings(database_url=f"sqlite:///{(folder / 'app.db').as_posix()}"))
    read = partial(read_workbook_apart, limits=DEFAULT_LIMITS)

    def preview(content: bytes) -> None:
        (outcome,) = preview_files(database, [("tuan.xlsx", content)], today=TODAY, read=read)
        assert outcome.may_be_saved, outcome.findings

    ways: dict[str, Callable[[bytes], object]] = {
        "this program, worker included": preview,
        "calamine, values alone": lambda content: load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python(),
        "pandas + openpyxl, values alone": lambda content: pd.read_excel(io.BytesIO(content), header=None),
    }
    costs = {name: _cost(way, [file.read_bytes() for file in files]) for name, way in ways.items()}
    database.close()
    print(f"\none sheet inside the running app, nothing saved (mean of {rounds})")
    for name, cost in costs.items():
        print(f"  {name:<34}{1000 * cost:>8.1f} ms CPU{cost / costs['pandas + openpyxl, values alone']:>8.2f} × pandas")


def _cost(way: Callable[[bytes], object], contents: list[bytes]) -> float:
    """CPU seconds for one file, those of worker processes included: the mean, as systems count in hundredths."""
    for content in contents[:WARM]:
        way(content)
    before = _cpu()
    for content in contents[WARM:]:
        way(content)
    return (_cpu() - before) / (len(contents) - WARM)


def _cpu() -> float:
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return sum(times.user + times.system for times in (process.cpu_times() for process in processes))
