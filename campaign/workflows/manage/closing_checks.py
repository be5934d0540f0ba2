"""What should be settled before figures are closed: who has not reported, what was found, what cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from campaign.domain.counting.rollup import LATEST_WEEK
from campaign.domain.directives.in_force import in_force
from campaign.domain.findings import WARNING, Finding
from campaign.domain.frames import rows_of
from campaign.domain.names.units import COMMUNE, DISTRICT, OTHER
from campaign.domain.place import LAI_CHAU
from campaign.domain.progress.progress import progress
from campaign.locale.formats import is_missing
from campaign.store.engine import Connection, Database
from campaign.store.manage.units import read_units
from campaign.store.sheets.last_days import read_last_days
from campaign.workflows.monitor.briefing import read_trust
from campaign.workflows.monitor.monitoring import read_basis, situation_of


def check_before_closing(database: Database, day: date) -> list[Finding]:
    """Warnings about the figures up to a day; none forbids closing them."""
    with database.reading() as connection:
        doubtful = read_trust(connection, day).doubtful
        warned = [
            Finding(WARNING, "close_warnings", values={"file": each.file_name, "count": each.warnings})
            for each in doubtful
        ]
        return [*_silent(connection, day), *warned, *_doubts(connection, day)]


def _silent(connection: Connection, day: date) -> Iterator[Finding]:
    """Districts without a report for the week, and others that reported before; communes together, where any reports
    for it."""
    ends, units = read_last_days(connection, LAI_CHAU, day), read_units(connection, LAI_CHAU)
    for unit in units:
        last = ends.get(unit.code)
        asked = unit.kind == DISTRICT or (unit.kind == OTHER and last)
        if asked and _is_late(last, day):
            yield Finding(WARNING, "close_silent", values={"name": unit.name, "day": day, "last": last or "–"})
    late = [_is_late(ends.get(unit.code), day) for unit in units if unit.kind == COMMUNE]
    if any(late) and not all(late):
        yield Finding(WARNING, "close_silent_communes", values={"count": sum(late), "day": day})


def _is_late(last: date | None, day: date) -> bool:
    return last is None or last < day - LATEST_WEEK


def _doubts(connection: Connection, day: date) -> Iterator[Finding]:
    """Coverages of districts over all, and those that are lower bounds, towards the targets in force."""
    basis = read_basis(connection, levels=(DISTRICT,), as_of=day)
    standing = set(basis.targets["target"][in_force(basis.targets, day)])
    for row in rows_of(progress(*situation_of(basis, (DISTRICT,)), day)):
        if row.target in standing and (code := _doubt(row)):
            yield Finding(WARNING, code, values={"name": row.name, "target": row.target})


def _doubt(row: Any) -> str | None:
    if not is_missing(row.coverage) and row.coverage > 1:
        return "close_over"
    return "close_incomplete" if row.incomplete else None
