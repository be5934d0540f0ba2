"""Closed periods: what was closed by whom, what was reported then, and when it was opened again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from campaign.domain.closing import Close
from campaign.domain.place import Place
from campaign.store.manage.units import at
from campaign.store.safety.audit import record_event
from campaign.store.schema import denominator_block, figure_block, upload
from campaign.store.schema import period_close as table
from campaign.store.sheets.uploads import ACCEPTED

_CLOSE = tuple(table.c[name] for name in Close._fields)


def read_waterline(connection: Connection, place: Place) -> Close | None:
    """The close up to whose day all figures are closed, None while everything is open."""
    query = select(*_CLOSE).where(*at(table, place), table.c.reopened_at.is_(None))
    row = connection.execute(query.order_by(table.c.last_day.desc()).limit(1)).one_or_none()
    return Close(*row) if row else None


def read_closes(connection: Connection, place: Place) -> list[Close]:
    """All closes, those opened again too, the newest first."""
    query = select(*_CLOSE).where(*at(table, place)).order_by(table.c.id.desc())
    return [Close(*row) for row in connection.execute(query)]


def read_reported(connection: Connection, place: Place, number: int) -> str:
    """What was reported at a close, as the JSON that was kept."""
    return connection.execute(select(table.c.reported).where(*at(table, place), table.c.id == number)).scalar_one()


def add_close(
    connection: Connection, place: Place, last_day: date, *, note: str, reported: str, by: str, told: dict[str, Any]
) -> int:
    """Close up to a day; the number of the close. `told` is what the audit trail says beside note and SHA-256."""
    newest = connection.execute(select(func.max(table.c.id)).where(*at(table, place))).scalar()
    values = {
        **place._asdict(),
        "id": (newest or 0) + 1,
        "last_day": last_day,
        "note": note,
        "reported": reported,
        "sha256": sha256_of(reported),
        "closed_by": by,
        "closed_at": datetime.now(UTC),
    }
    connection.execute(insert(table).values(values))
    after = {"note": note, "report_sha256": values["sha256"], **told}
    record_event(connection, by=by, action="close_period", object_=_object(last_day), after=after)
    return int(values["id"])


def reopen(connection: Connection, place: Place, close: Close, *, reason: str, by: str) -> None:
    """Take a close back; what was reported at it stays."""
    values = {"reopened_by": by, "reopened_at": datetime.now(UTC), "reopened_reason": reason}
    connection.execute(update(table).where(*at(table, place), table.c.id == close.id).values(values))
    before = {"note": close.note, "closed_by": close.closed_by, "report_sha256": close.sha256}
    object_ = _object(close.last_day)
    record_event(connection, by=by, action="reopen_period", object_=object_, before=before, after={"reason": reason})


def read_files_that_count(connection: Connection) -> list[tuple[int, str]]:
    """Number and SHA-256 of every accepted upload, by number: what the data of a day rest on."""
    query = select(upload.c.id, upload.c.sha256).where(upload.c.status == ACCEPTED).order_by(upload.c.id)
    return [(number, sha256) for number, sha256 in connection.execute(query)]


def read_keys(connection: Connection, number: int, *, until: date) -> tuple[set[Any], set[Any]]:
    """What an upload states (FigureKey) of periods that end by a day, and (PeopleKey) of people from days by then."""
    of, people = figure_block.c, denominator_block.c
    figures = select(of.target_group, of.dose, of.product, of.measure, of.period_start, of.period_end)
    stated = select(people.target_group, people.dose, people.kind, people.valid_from)
    found = connection.execute(figures.where(of.upload == number, of.period_end <= until).distinct())
    valid = connection.execute(stated.where(people.upload == number, people.valid_from <= until).distinct())
    return {tuple(row) for row in found}, {tuple(row) for row in valid}


def find_changed_closes(connection: Connection) -> list[tuple[int, date]]:
    """Number and day of the closes whose report is not the one that was kept, or is of another day."""
    rows: Sequence[Any] = connection.execute(
        select(table.c.id, table.c.last_day, table.c.sha256, table.c.reported)
    ).all()
    return [(row.id, row.last_day) for row in rows if not _is_whole(row)]


def sha256_of(reported: str) -> str:
    """What a report is recognised by."""
    return hashlib.sha256(reported.encode()).hexdigest()


def _is_whole(row: Any) -> bool:
    return sha256_of(row.reported) == row.sha256 and json.loads(row.reported).get("as_of") == row.last_day.isoformat()


def _object(day: date) -> str:
    return f"period {day.isoformat()}"
