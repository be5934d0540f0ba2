"""What rests on closed figures is not changed: asked in the transaction that would change it.

New documents stay possible, even those recorded late: they add to what was reported and change none of it. What takes
the place of a target that was in force, or moves under a document of a closed day, does change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from campaign.domain.assigning.assignments import Assignment
from campaign.domain.closing import Close, is_closed
from campaign.domain.counting.blocks import Layer
from campaign.domain.counting.changes import current_cells
from campaign.domain.doses import ASSIGNED
from campaign.domain.place import LAI_CHAU
from campaign.errors import Refused
from campaign.locale import N_
from campaign.locale.zone import VIETNAM_TIME
from campaign.store.engine import Connection
from campaign.store.manage.closing import read_keys, read_waterline
from campaign.store.manage.targets import read_targets
from campaign.store.sheets.reports import read_standing_figures, read_standing_people

CODE = "period_closed"
UPLOAD_CLOSED = N_(
    "The figures up to {day} are those of upload {upload}, and the figures up to {closed} were closed by {by} on "
    "{moment}. Nothing was changed; ask an administrator to open the period again on the page 'Closed periods'."
)
ENTRY_CLOSED = N_(
    "'{id}' counts from {day}, and the figures up to {closed}, which rest on it, were closed by {by} on {moment}. "
    "Nothing was changed; ask an administrator to open the period again on the page 'Closed periods'."
)
REPLACING_CLOSED = N_(
    "It would take the place of '{id}' from {day} on, and the figures up to {closed}, for which that one was in force, "
    "were closed by {by} on {moment}. Nothing was changed; ask an administrator to open the period again on the page "
    "'Closed periods'."
)
ASSIGNMENT_CLOSED = N_(
    "An assignment for target '{id}' counts from {day}, and the figures up to {closed}, which are measured against it, "
    "were closed by {by} on {moment}. Nothing was changed; ask an administrator to open the period again on the page "
    "'Closed periods'."
)


def check_withdrawal(connection: Connection, upload: int) -> None:
    """Raise Refused where closed figures or people would be others without an upload.

    One that only repeats what others state of closed periods, as cumulative workbooks do, can be taken back.
    """
    closed = read_waterline(connection, LAI_CHAU)
    if closed is None:
        return
    figures, people = read_keys(connection, upload, until=closed.last_day)
    standing: dict[Any, Sequence[Layer]] = {
        **read_standing_figures(connection, LAI_CHAU, figures),
        **read_standing_people(connection, LAI_CHAU, people),
    }
    _refuse(closed, _days_resting_on(upload, standing), UPLOAD_CLOSED, upload=upload)


def check_entry(connection: Connection, name: str, *days: date) -> None:
    """Raise Refused where a directive or target counts from a closed day: before the change, or after it."""
    _check(connection, days, ENTRY_CLOSED, id=name)


def check_replacing(connection: Connection, replaced: str | None, day: date | None) -> None:
    """Raise Refused where a new target would end another one's force on a closed day."""
    if replaced and day:
        _check(connection, [day], REPLACING_CLOSED, id=replaced)


def check_assignments(connection: Connection, target: str, changed: Iterable[Assignment]) -> None:
    """Raise Refused where assignments, as they were or will be, count from a closed day and coverages rest on them.

    They do where a target counts its people by what is assigned; elsewhere assignments change no figure reported.
    """
    days = [each.day for each in changed]
    if days and any(row[0] == target and row[6] == ASSIGNED for row in read_targets(connection)):
        _check(connection, days, ASSIGNMENT_CLOSED, id=target)


def who_closed(close: Close) -> dict[str, str]:
    """The day, by whom and when, as messages name a close."""
    moment = close.closed_at.astimezone(VIETNAM_TIME)
    return {"closed": f"{close.last_day:%d/%m/%Y}", "by": close.closed_by, "moment": f"{moment:%d/%m/%Y %H:%M}"}


def _check(connection: Connection, days: Iterable[date], message: str, **values: object) -> None:
    closed = read_waterline(connection, LAI_CHAU)
    if closed is not None:
        _refuse(closed, days, message, **values)


def _refuse(closed: Close, days: Iterable[date], message: str, **values: object) -> None:
    first = min((day for day in days if is_closed(day, closed)), default=None)
    if first is not None:
        raise Refused(CODE, message, day=f"{first:%d/%m/%Y}", **who_closed(closed), **values)


def _days_resting_on(upload: int, standing: Mapping[Any, Sequence[Layer]]) -> Iterator[date]:
    """The days of which some value would be another without an upload."""
    for key, layers in standing.items():
        rest = [layer for layer in layers if layer.upload != upload]
        if _values(layers) != _values(rest):
            yield key[-1]


def _values(layers: Sequence[Layer]) -> dict[str, int]:
    return {unit: cell.value for unit, cell in current_cells(layers).items()}
