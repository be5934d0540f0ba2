"""Deadlines read in each way their words allow, and what each way makes of province and districts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain.directives.in_force import in_force
from campaign.domain.frames import TARGETS, rows_of
from campaign.domain.progress.progress import progress
from campaign.store.engine import Database
from campaign.store.manage.target_edits import read_all_targets
from campaign.workflows.manage import registry
from campaign.workflows.manage.registry import TARGET
from campaign.workflows.monitor.monitoring import read_situation, read_targets


class Way(NamedTuple):
    """A day that the deadline's words can mean, and how."""

    deadline: date
    reading: str
    chosen: bool


class Readings(NamedTuple):
    """The deadline's words, the ways to read them, the chosen one first; who chose and when (None: as data/ has it)."""

    words: str
    ways: list[Way]
    chosen_by: str | None
    chosen_at: datetime | None


def read_readings(database: Database, target: str) -> Readings:
    """The readings of a target's deadline, none for a target without one; raises NotFound."""
    with database.reading() as connection:
        rows = [row for row in read_all_targets(connection) if row.id == target]
    row = registry.found(next(iter(rows), None), TARGET, target)
    if row.deadline is None:
        return Readings(row.deadline_words or "", [], None, None)
    others = [Way(date.fromisoformat(each["deadline"]), each["reading"], False) for each in row.other_readings]
    chosen = Way(row.deadline, row.deadline_reading or "", True)
    return Readings(row.deadline_words or "", [chosen, *others], row.reading_chosen_by, row.reading_chosen_at)


def status_by_reading(database: Database, target: str, as_of: date) -> pd.DataFrame:
    """Progress (domain.frames.PROGRESS) of province and districts at a date, once for each reading's `deadline`.

    The readings in the order of `read_readings`, units in their own order within each; empty without a deadline.
    """
    ways = read_readings(database, target).ways
    situation = read_situation(database, levels=("province", "district"), target=target)
    days = pd.to_datetime([way.deadline for way in ways]).as_unit("us")
    targets = situation.targets.loc[situation.targets.index.repeat(len(ways))].reset_index(drop=True)
    return progress(*situation._replace(targets=targets.assign(deadline=days)), as_of)


def list_readings(database: Database, target: str, as_of: date) -> list[dict[str, Any]]:
    """The readings as plain rows: deadline, reading, chosen, by whom and when, and every unit's status at a date."""
    found = read_readings(database, target)
    status = status_by_reading(database, target, as_of)
    return [
        {
            "deadline": way.deadline,
            "reading": way.reading,
            "chosen": way.chosen,
            "chosen_by": found.chosen_by if way.chosen else None,
            "chosen_at": found.chosen_at if way.chosen else None,
            "as_of": as_of,
            "status": dict(zip(rows["unit"], rows["status"], strict=True)),
        }
        for way in found.ways
        for rows in [status[status["deadline"] == pd.Timestamp(way.deadline)]]
    ]


def list_targets(database: Database, as_of: date | None = None) -> list[dict[str, Any]]:
    """Targets as plain rows: TARGETS, `in_force` on the day or today, and the readings of their deadlines.

    `as_of`: only those in force then.
    """
    targets = read_targets(database)
    stands = in_force(targets, as_of or date.today())
    with database.reading() as connection:
        stored = {row.id: row for row in read_all_targets(connection)}
    return [
        {
            **{name: _plain(value) for name, value in zip(TARGETS, row, strict=True)},
            "in_force": stand,
            "other_readings": stored[row.target].other_readings,
            "reading_chosen_by": stored[row.target].reading_chosen_by,
            "reading_chosen_at": stored[row.target].reading_chosen_at,
        }
        for row, stand in zip(rows_of(targets), stands.tolist(), strict=True)
        if stand or as_of is None
    ]


def _plain(value: Any) -> Any:
    """A frame's value as programs read it: unknown is None, a date a date."""
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, datetime) else value
