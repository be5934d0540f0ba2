"""A database with a year of provincial data, for what is measured on pages; loaded once a run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.layout import write_weekly_workbook
from campaign.access.actors import operator
from campaign.settings import Settings
from campaign.workflows.monitor.monitoring import reported_weeks
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.importing import import_files

WEEKS = 52
# The year ends in July 2022, when most targets are in force and half of their deadlines have passed.
FIRST = 26


def load_year(folder: Path) -> str:
    """The address of the database in `folder`, loaded with a year of weekly sheets if it is not there yet."""
    file = folder / "year.db"
    address = f"sqlite:///{file.as_posix()}"
    if file.exists():
        return address
    opened = open_campaign(Settings(database_url=address))
    outcomes = import_files(opened, _workbooks(folder), by=operator("benchmark"), today=date.today())
    assert {outcome.status for outcome in outcomes} == {"accepted"}
    opened.close()
    return address


def read_weeks(address: str) -> list[date]:
    """The days up to which the loaded weeks report, newest first."""
    opened = open_campaign(Settings(database_url=address))
    weeks = reported_weeks(opened)
    opened.close()
    return weeks


def _workbooks(folder: Path) -> list[tuple[str, bytes]]:
    files = []
    for week in range(FIRST, FIRST + WEEKS):
        path = folder / f"year-{week + 1:02}.xlsx"
        write_weekly_workbook(path, week)
        files.append((path.name, path.read_bytes()))
    return files
