"""A campaign with sheets in it, and what tests ask of its backups."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.store.engine import Database
from campaign.store.safety import backup as store
from campaign.store.safety.backup import Facts
from campaign.workflows.safety.backups import list_backups
from campaign.workflows.sheets import uploads
from campaign.workflows.sheets.importing import import_files
from tests.ui.visits import NEXT_WEEK, TODAY, WEEK, weekly_sheet

ADMIN, ANALYST = operator("an"), operator("binh", "analyst")
THIRD_WEEK = Period(date(2022, 5, 27), date(2022, 6, 2))
WEEKS = (WEEK, NEXT_WEEK, THIRD_WEEK)


def save_week(database: Database, number: int) -> int:
    """The sheet of the first, second or third week, saved as the app does; the upload's number."""
    (done,) = import_files(database, [(f"tuan-{number}.xlsx", weekly_sheet(WEEKS[number]))], by=ADMIN, today=TODAY)
    assert done.upload_id is not None, done
    return done.upload_id


def facts(database: Database) -> Facts:
    """What a database says of itself."""
    with database.reading() as connection:
        return store.read_facts(connection)


def names(database: Database) -> list[str]:
    """The backups that are listed, the oldest first."""
    return [each.name for each in list_backups(database).backups]


def accepted(database: Database) -> list[str]:
    """The names of the files that count."""
    return sorted(each.file_name for each in uploads.list_uploads(database) if each.status == "accepted")


def damage(file: Path) -> None:
    """Turn some bits in the middle of a file."""
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(value ^ 0xFF for value in content[middle : middle + 64])
    file.write_bytes(content)


@contextmanager
def nothing_changes(database: Database) -> Iterator[None]:
    """The database says the same before and after."""
    before = facts(database)
    yield
    assert facts(database) == before
