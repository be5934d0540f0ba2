"""The chain of directives, targets and deadlines up to a date, and how the province and its districts met them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain.arrays import day_number
from campaign.domain.directives.effective_day import effective_day
from campaign.domain.directives.timeline import deadline_verdicts, known_at, timeline_events
from campaign.domain.names.units import DISTRICT, PROVINCE
from campaign.domain.place import LAI_CHAU
from campaign.domain.progress.history import history_of
from campaign.domain.progress.progress import progress_of
from campaign.domain.progress.target_series import measure
from campaign.errors import NotFound
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.store.manage.directives import read_directives
from campaign.store.manage.targets import read_targets
from campaign.store.manage.units import read_units
from campaign.workflows.monitor.monitoring import read_situation

NO_TIMELINE_UNIT = N_("'{unit}' is neither the province nor a district. Units: {known}.")


class Issued(NamedTuple):
    """A directive that had been issued: where and as far as it says when; `since` is the day it took effect."""

    id: str
    kind: str
    number: str | None
    issuer: str
    issued: str
    subject: str
    since: date


class Timeline(NamedTuple):
    """What was known by a date: directives by id, TARGETS, and EVENTS and HISTORY of one unit; everybody's VERDICTS."""

    unit: str
    name: str
    directives: Mapping[str, Issued]
    targets: pd.DataFrame
    events: pd.DataFrame
    history: pd.DataFrame
    verdicts: pd.DataFrame


def read_timeline(database: Database, as_of: date, unit: str | None = None) -> Timeline:
    """The timeline up to `as_of`, told of the province or of one district; raises NotFound for another unit."""
    with database.reading() as connection:
        code, name = _unit(read_units(connection, LAI_CHAU), unit)
        targets = known_at(read_targets(connection), as_of)
        directives = _issued(read_directives(connection), as_of)
    situation = read_situation(database, levels=(PROVINCE, DISTRICT), as_of=as_of)._replace(targets=targets)
    measured, today = measure(*situation, until=day_number(as_of)), day_number(as_of)
    now = progress_of(measured, targets, situation.units, today)
    verdicts = deadline_verdicts(*situation, now=now, as_of=as_of)
    history = history_of(measured, targets, situation.units)
    issued = {row.id: row.since for row in directives.values()}
    events = timeline_events(issued, targets, verdicts[verdicts["unit"] == code], now[now["unit"] == code])
    own = history[history["unit"] == code].reset_index(drop=True)
    return Timeline(code, name, directives, targets, events, own, verdicts)


def _issued(rows: Iterable[Any], as_of: date) -> dict[str, Issued]:
    """The directives in force by a day, in the order of their days; what was withdrawn is left out."""
    known = [
        Issued(
            row.id, row.kind, row.number, row.issuer, row.issued, row.subject, effective_day(row.issued, row.meeting)
        )
        for row in rows
        if row.withdrawn_at is None
    ]
    return {row.id: row for row in sorted(known, key=lambda row: row.since) if row.since <= as_of}


def _unit(units: Any, asked: str | None) -> tuple[str, str]:
    """Code and name of the unit whose coverage is told; the province's without one."""
    known = {row.code: row for row in units if row.kind in (PROVINCE, DISTRICT)}
    if asked is None:
        asked = next(code for code, row in known.items() if row.kind == PROVINCE)
    if asked not in known:
        listed = ", ".join(f"{code} {row.name}" for code, row in known.items())
        raise NotFound("no_timeline_unit", NO_TIMELINE_UNIT, unit=asked, known=listed)
    return asked, known[asked].name
