"""Assignments: who is to vaccinate how many by when, and who answers for it.

Names and posts of responsible persons, and what was noted at a sign-off, stand in the table `assignment` alone: no
audit row repeats them, so that erasing them there erases them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from campaign.domain.assigning.assignments import Assignment, Reports, Responsible, assigned_totals
from campaign.domain.place import Place
from campaign.locale.zone import VIETNAM_TIME
from campaign.store.manage.units import at
from campaign.store.safety.audit import record_event
from campaign.store.schema import assignment as table
from campaign.store.sheets.totals import read_points

Pairs = Mapping[str, tuple[str, str]]  # by target: its group and dose

_KEY = (table.c.target, table.c.unit)
_FIGURES = (*_KEY, table.c.people, table.c.due, table.c.assigned_at, table.c.method, table.c.signed_off_at)
_PERSONS = (*_KEY, table.c.responsible_name, table.c.responsible_post, table.c.signed_off_by, table.c.signed_off_note)
_NOBODY = {"responsible_name": None, "responsible_post": None}


def read_assignments(connection: Connection, place: Place, *, target: str | None = None) -> list[Assignment]:
    """All assignments or those of a target, without persons, by target and unit."""
    query = select(*_FIGURES).where(*at(table, place)).order_by(*_KEY)
    if target is not None:
        query = query.where(table.c.target == target)
    return [_assignment(row) for row in connection.execute(query)]


def read_persons(connection: Connection, place: Place, *, target: str | None = None) -> Sequence[Any]:
    """Rows (target, unit, responsible_name, responsible_post, signed_off_by, signed_off_note): personal data."""
    query = select(*_PERSONS).where(*at(table, place))
    if target is not None:
        query = query.where(table.c.target == target)
    return connection.execute(query.order_by(*_KEY)).all()


def read_assigned_people(
    connection: Connection, place: Place, targets: Pairs, kinds: Collection[str]
) -> list[tuple[Any, ...]]:
    """Rows in the order of domain.frames.DENOMINATORS, of kind `assigned`: what these targets' assignments come to.

    `targets` are the groups and doses of those counted against what is assigned; two of them that count the same doses
    of the same group would answer for each other. `kinds` are the units' levels.
    """
    given = [each for each in read_assignments(connection, place) if each.target in targets]
    if not given:
        return []
    points = read_points(connection, place, kinds=kinds, pairs={targets[each.target] for each in given})
    return list(assigned_totals(given, targets, Reports(points)))


def save_assignments(
    connection: Connection,
    place: Place,
    target: str,
    after: Mapping[str, Assignment],
    responsible: Mapping[str, Responsible],
    *,
    by: str,
) -> int:
    """Write those assignments of a target that differ from what stands, and the persons given; how many changed.

    A unit that `responsible` does not name keeps who answers for it.
    """
    before = {each.unit: each for each in read_assignments(connection, place, target=target)}
    persons = {row.unit: Responsible(row[2], row[3]) for row in read_persons(connection, place, target=target)}
    changed = {unit: each for unit, each in after.items() if before.get(unit) != each}
    named = {unit: who for unit, who in responsible.items() if persons.get(unit, Responsible()) != who}
    for unit in dict.fromkeys((*changed, *named)):
        _write(connection, place, after[unit], named.get(unit), by=by, new=unit not in before)
    if changed or named:
        _record(connection, "assign", target, _told(before, changed, ()), _told(after, changed, named), by=by)
    return len(changed.keys() | named.keys())


def remove_assignments(connection: Connection, place: Place, target: str, units: Collection[str], *, by: str) -> None:
    """Delete the assignments of units."""
    before = {each.unit: each for each in read_assignments(connection, place, target=target) if each.unit in units}
    connection.execute(delete(table).where(*at(table, place), table.c.target == target, table.c.unit.in_(units)))
    _record(connection, "remove_assignment", target, _told(before, before, ()), None, by=by)


def sign_off(connection: Connection, place: Place, target: str, unit: str, *, note: str, by: str) -> None:
    """Record that an assignment was signed off; the note is kept with it alone."""
    values = {"signed_off_by": by, "signed_off_at": datetime.now(UTC), "signed_off_note": note or None}
    connection.execute(update(table).where(_one(place, target, unit)).values(values))
    _record(connection, "sign_off", target, {unit: {"signed_off": False}}, {unit: {"signed_off": True}}, by=by)


def undo_sign_off(connection: Connection, place: Place, target: str, unit: str, *, by: str) -> None:
    """Take a sign-off back."""
    values = dict.fromkeys(("signed_off_by", "signed_off_at", "signed_off_note"))
    connection.execute(update(table).where(_one(place, target, unit)).values(values))
    _record(connection, "undo_sign_off", target, {unit: {"signed_off": True}}, {unit: {"signed_off": False}}, by=by)


def erase_persons(
    connection: Connection,
    place: Place,
    responsible: Collection[tuple[str, str]],
    notes: Collection[tuple[str, str]],
    *,
    by: str,
) -> None:
    """Remove name and post from some assignments (target, unit), and the sign-off's note from some; figures stay."""
    for key in responsible:
        connection.execute(update(table).where(_one(place, *key)).values(_NOBODY))
    for key in notes:
        connection.execute(update(table).where(_one(place, *key)).values(signed_off_note=None))
    units = sorted({unit for _, unit in (*responsible, *notes)})
    record_event(connection, by=by, action="erase_names", object_="assignments", after={"units": units})


def _assignment(row: Any) -> Assignment:
    target, unit, people, due, moment, method, signed = row
    return Assignment(target, unit, people, due, _day(moment), method, _day(signed) if signed else None)


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM_TIME).date()


def _one(place: Place, target: str, unit: str) -> ColumnElement[bool]:
    return and_(*at(table, place), table.c.target == target, table.c.unit == unit)


def _write(
    connection: Connection, place: Place, each: Assignment, who: Responsible | None, *, by: str, new: bool
) -> None:
    """`assigned_at` is the day the people count from, as the decision says; when it was typed in, the audit tells."""
    values: dict[str, Any] = {
        "people": each.people,
        "due": each.due,
        "method": each.method,
        "assigned_by": by,
        "assigned_at": datetime.combine(each.day, time(), VIETNAM_TIME),
    }
    if who is not None:
        values |= {"responsible_name": who.name, "responsible_post": who.post}
    if new:
        key = {**place._asdict(), "target": each.target, "unit": each.unit}
        connection.execute(insert(table).values(key | values))
    else:
        connection.execute(update(table).where(_one(place, each.target, each.unit)).values(values))


def _told(
    assignments: Mapping[str, Assignment], changed: Iterable[str], named: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """What the audit trail says of them: figures, and that somebody answers for them, never who."""
    told: dict[str, dict[str, Any]] = {}
    for unit in changed:
        if each := assignments.get(unit):
            days = {"due": each.due.isoformat(), "from": each.day.isoformat()}
            told[unit] = {"people": each.people, **days, "method": each.method}
    for unit in named:
        told.setdefault(unit, {})["responsible"] = "changed"
    return told


def _record(connection: Connection, action: str, target: str, before: Any, after: Any, *, by: str) -> None:
    record_event(connection, by=by, action=action, object_=f"assignment {target}", before=before, after=after)
