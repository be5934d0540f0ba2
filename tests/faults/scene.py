"""What is put under faults: small databases with a few weeks of a province, made with the program itself."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.settings import Settings
from campaign.store.engine import open_database
from campaign.store.migrate import NEWEST
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.importing import import_files
from tests.builders import Style, build_l1, sample_denominators
from tests.faults.profiles import journal_of
from tests.store import test_migrations as first_version
from tests.store.migrating import migrate

AN = operator("an")
TODAY = date(2024, 1, 1)
FIRST_WEEK = Period(date(2022, 5, 13), date(2022, 5, 19))
PEOPLE = sample_denominators()
LAYOUT = {"18+": ("people", "dose_3"), "5-11": ("people", "dose_2")}
VERSIONS = tuple(f"{number:04}" for number in range(1, int(NEWEST)))  # released schemas but the newest

# What the first version wrote besides: the counts of each upload, and one event for whatever was done.
_EVENT = "INSERT INTO audit_event (at, by, action, object) SELECT uploaded_at, 'an', '{}', 'upload ' || id FROM upload"
_WHOLE = (
    "UPDATE upload SET new = (SELECT count(*) FROM figure WHERE figure.upload = upload.id)",
    _EVENT.format("upload"),
    _EVENT.format("withdraw") + " WHERE status = 'withdrawn'",
)


def week(number: int) -> Period:
    """The week so many weeks after the first."""
    assert FIRST_WEEK.start
    return Period(*(day + timedelta(weeks=number) for day in (FIRST_WEEK.start, FIRST_WEEK.end)))


def sheet(number: int, more: int = 0) -> bytes:
    """A week's report of all districts; `more` doses than planned make it another report of the same week."""
    return report(number, 10 + more, 1000 + 10 * number + more)


def report(number: int, in_period: int | None, to_date: int | None) -> bytes:
    """A week's report of all districts with these figures, of which one may be blank."""
    rows = {unit: {("18+", "dose_3"): (in_period, to_date)} for unit in PEOPLE}
    return build_l1(week(number), rows, PEOPLE, blocks=LAYOUT, style=Style())


def sheet_file(folder: Path, number: int, more: int = 0) -> Path:
    """The same as a file."""
    file = folder / f"tuan-{number}{'-sua' * bool(more)}.xlsx"
    file.write_bytes(sheet(number, more))
    return file


def make(file: Path, weeks: Iterable[int], profile: str) -> Path:
    """A database in which these weeks stand, with the journal of a profile."""
    with closing(open_campaign(Settings(database_url=f"sqlite:///{file.as_posix()}"))) as database:
        import_files(database, [(f"tuan-{each}.xlsx", sheet(each)) for each in weeks], by=AN, today=TODAY)
    if journal_of(profile) == "WAL":
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
    return file


def make_old(file: Path, version: str) -> Path:
    """A database as an earlier version of the program left it, with uploads in it."""
    with closing(open_database(f"sqlite:///{file.as_posix()}")) as database, database.writing() as connection:
        migrate(connection, "0001")
        first_version._fill(connection)
        for statement in _WHOLE:
            connection.exec_driver_sql(statement)
        if version != "0001":
            migrate(connection, version)
    return file


def put(source: Path, folder: Path) -> Path:
    """A folder with nothing but a copy of the database in it, and of its backups; the copy."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if backups_of(source).exists():
        shutil.copytree(backups_of(source), folder / "backups")
    return Path(shutil.copyfile(source, folder / "campaign.db"))


def backups_of(source: Path) -> Path:
    """Where the backups of a database are kept until it is put where it is used."""
    return source.with_suffix(".backups")


def first_backup(source: Path) -> str:
    """The name of the oldest backup of a database."""
    return min(each.name for each in backups_of(source).glob("*.db"))
