"""Assignments afterwards: how far they have come, signing them off, who answers for them, and forgetting who did."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import pandas as pd

from campaign.access.actors import NOBODY, Actor
from campaign.access.roles import ASSIGN, ERASE_NAMES, SEE_RESPONSIBLE, SIGN_OFF
from campaign.domain import frames
from campaign.domain.assigning.assignment_progress import assignment_progress
from campaign.domain.assigning.assignments import Assignment, Responsible
from campaign.domain.names.text import words as spelled
from campaign.domain.names.units import PROVINCE
from campaign.domain.place import LAI_CHAU
from campaign.domain.progress.status import MET, MET_LATE
from campaign.errors import NotFound, Refused
from campaign.locale import N_
from campaign.store.engine import Connection, Database
from campaign.store.manage import assignments as store
from campaign.store.manage.targets import read_holidays, read_targets
from campaign.store.manage.units import read_units
from campaign.store.sheets.totals import read_points
from campaign.workflows.access.acting import acting, check_may
from campaign.workflows.manage.waterline import check_assignments

NO_ASSIGNMENT = N_("Nothing is assigned to {unit} for target '{target}'. 'assignment list' shows what is.")
SIGNED_BEFORE = N_("The assignment of {unit} was signed off before, on {day}.")
NOT_SIGNED = N_("The assignment of {unit} is not signed off.")
NOTE_NEEDED = N_("The assignment of {unit} is not met: say in a note why it is signed off all the same.")
NOTHING_BELOW = N_("Nothing is assigned under {unit} for target '{target}'.")
SIGNED_OFF = N_("{unit}: the assignment was signed off on {day} and cannot be removed. Take the sign-off back first.")
WHOSE_NAME = N_("Say whose name is to be erased: a name, or a unit.")
NO_SUCH_NAME = N_("No assignment holds such a name.")


def read_assignments(
    database: Database,
    as_of: date,
    unit: str | None = None,
    target: str | None = None,
    *,
    with_names: bool = False,
    by: Actor = NOBODY,
) -> pd.DataFrame:
    """Assignments given by a date, with progress and status (domain.frames.ASSIGNMENTS), by target, then unit.

    `unit` leaves that unit's own and those right under it. `with_names` adds domain.frames.ASSIGNMENT_PERSONS; raises
    Refused where the role may not see them.
    """
    if with_names:
        check_may(database, by, SEE_RESPONSIBLE)
    with database.reading() as connection:
        rows = _measured(connection, as_of, unit, target)
    return add_persons(database, rows, by=by) if with_names else rows


def add_persons(database: Database, rows: pd.DataFrame, *, by: Actor) -> pd.DataFrame:
    """Rows of ASSIGNMENTS with ASSIGNMENT_PERSONS; raises Refused where the role may not see them.

    Never to be kept in a cache: names must be gone when they are erased.
    """
    check_may(database, by, SEE_RESPONSIBLE)
    with database.reading() as connection:
        persons = store.read_persons(connection, LAI_CHAU)
    columns = {"target": "str", "unit": "str", **frames.ASSIGNMENT_PERSONS}
    return rows.merge(frames.frame(persons, columns), on=["target", "unit"], how="left")


def read_responsible(database: Database, target: str, *, by: Actor) -> dict[str, Responsible]:
    """Who answers for a target's assignments, by unit; raises Refused where the role may not see them."""
    check_may(database, by, SEE_RESPONSIBLE)
    with database.reading() as connection:
        rows = store.read_persons(connection, LAI_CHAU, target=target)
    return {row.unit: Responsible(row.responsible_name, row.responsible_post) for row in rows}


def read_names(database: Database, *, by: Actor) -> list[str]:
    """Everybody who answers for an assignment; raises Refused where the role may not see them."""
    check_may(database, by, SEE_RESPONSIBLE)
    with database.reading() as connection:
        rows = store.read_persons(connection, LAI_CHAU)
    return sorted({row.responsible_name for row in rows if row.responsible_name})


def remove_assignments(database: Database, target: str, of: str, *, by: Actor) -> int:
    """Delete the assignments right under a unit (all of the target for the province); how many.

    Raises NotFound where there are none, Refused where one was signed off.
    """
    with acting(database, by, ASSIGN) as connection:
        units = {row.code: row for row in read_units(connection, LAI_CHAU)}
        given = store.read_assignments(connection, LAI_CHAU, target=target)
        whole = of in units and units[of].kind == PROVINCE
        below = [each for each in given if whole or units[each.unit].parent == of]
        if not below:
            raise NotFound("nothing_below", NOTHING_BELOW, unit=units[of].name if of in units else of, target=target)
        for each in below:
            if each.signed_off:
                raise Refused("signed_off", SIGNED_OFF, unit=units[each.unit].name, day=_written(each.signed_off))
        check_assignments(connection, target, below)
        store.remove_assignments(connection, LAI_CHAU, target, [each.unit for each in below], by=by.name)
    return len(below)


def sign_off(database: Database, target: str, unit: str, *, as_of: date, note: str, by: Actor) -> None:
    """Sign an assignment off; one that is not met by `as_of` needs a note. Raises NotFound or Refused."""
    with acting(database, by, SIGN_OFF) as connection:
        found, name = _find(connection, target, unit)
        if found.signed_off:
            raise Refused("signed_before", SIGNED_BEFORE, unit=name, day=_written(found.signed_off))
        rows = _measured(connection, as_of, unit, target)
        status = dict(zip(rows["unit"], rows["status"], strict=True)).get(unit)
        if status not in (MET, MET_LATE) and not note.strip():
            raise Refused("note_needed", NOTE_NEEDED, unit=name)
        store.sign_off(connection, LAI_CHAU, target, unit, note=note.strip(), by=by.name)


def undo_sign_off(database: Database, target: str, unit: str, *, by: Actor) -> None:
    """Take a sign-off back; its note goes with it. Raises NotFound or Refused."""
    with acting(database, by, SIGN_OFF) as connection:
        found, name = _find(connection, target, unit)
        if not found.signed_off:
            raise Refused("not_signed", NOT_SIGNED, unit=name)
        store.undo_sign_off(connection, LAI_CHAU, target, unit, by=by.name)


def erase_names(database: Database, *, name: str = "", unit: str = "", by: Actor) -> int:
    """Remove a responsible person everywhere, by name or by unit; in how many assignments. Figures stay.

    A name is found however it is typed (capitals, spaces, the place of a tone mark), and in the notes of sign-offs as
    well, which are removed with it. Raises Refused, or NotFound where nobody is found.
    """
    if not spelled(name) and not unit:
        raise Refused("whose_name", WHOSE_NAME)
    with acting(database, by, ERASE_NAMES) as connection:
        rows = store.read_persons(connection, LAI_CHAU)
        named = [row for row in rows if _is_meant(row, name, unit) and (row[2] or row[3])]
        noted = [row for row in rows if row[5] and (row.unit == unit or _says(row[5], name, unit, named))]
        keys = [[(row.target, row.unit) for row in group] for group in (named, noted)]
        if not any(keys):
            raise NotFound("no_such_name", NO_SUCH_NAME)
        store.erase_persons(connection, LAI_CHAU, *keys, by=by.name)
    return len({key for group in keys for key in group})


def _measured(connection: Connection, as_of: date, unit: str | None, target: str | None) -> pd.DataFrame:
    targets = frames.frame(read_targets(connection), frames.TARGETS)
    units = frames.frame(read_units(connection, LAI_CHAU), frames.UNITS)
    holidays = frames.frame(read_holidays(connection), frames.HOLIDAYS)
    given = store.read_assignments(connection, LAI_CHAU, target=target)
    given = _in_order(given, targets, units, unit)
    named = units["unit"].isin([each.unit for each in given])
    pairs = targets[targets["target"].isin([each.target for each in given])]
    points = read_points(
        connection,
        LAI_CHAU,
        kinds=set(units.loc[named, "kind"]),
        pairs=set(zip(pairs["group"], pairs["dose"], strict=True)),
    )
    return assignment_progress(given, points, targets, units, holidays, as_of)


def _in_order(
    given: Collection[Assignment], targets: pd.DataFrame, units: pd.DataFrame, unit: str | None
) -> list[Assignment]:
    """Those of targets that stand and of the unit asked for, in the order of targets and units."""
    target_order = {code: place for place, code in enumerate(targets["target"])}
    unit_order = {code: place for place, code in enumerate(units["unit"])}
    parents = dict(zip(units["unit"], units["parent"], strict=True))
    shown = [each for each in given if each.target in target_order]
    if unit is not None:
        shown = [each for each in shown if unit in (each.unit, parents[each.unit])]
    return sorted(shown, key=lambda each: (target_order[each.target], unit_order[each.unit]))


def _find(connection: Connection, target: str, unit: str) -> tuple[Assignment, str]:
    """A unit's assignment, and the unit's name."""
    names = {row.code: row.name for row in read_units(connection, LAI_CHAU)}
    given = store.read_assignments(connection, LAI_CHAU, target=target)
    found = next((each for each in given if each.unit == unit), None)
    if found is None:
        raise NotFound("no_assignment", NO_ASSIGNMENT, unit=names.get(unit, unit), target=target)
    return found, names[unit]


def _is_meant(row: Any, name: str, unit: str) -> bool:
    """Whether a row is the unit's, or says the name: alone, after a title ('BS. Nguyễn Văn A'), or in the post."""
    if unit:
        return row.unit == unit
    wanted, said = spelled(name), spelled(row[2] or "")
    titled = " " in wanted and said.endswith(f" {wanted}")
    return said == wanted or titled or f" {wanted} " in f" {spelled(row[3] or '')} "


def _says(note: str, name: str, unit: str, named: Sequence[Any]) -> bool:
    """Whether a note says a name that is erased: the one given, or those of the unit's persons."""
    said = f" {spelled(note)} "
    erased = [spelled(row[2]) for row in named if row[2]] if unit else [spelled(name)]
    return any(f" {each} " in said for each in erased)


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
