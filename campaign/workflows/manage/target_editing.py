"""Targets as they are entered: set with clause and words, edited, their deadline read anew, withdrawn, restored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from campaign.access.actors import Actor
from campaign.access.roles import KEEP_DIRECTIVES
from campaign.domain.directives.directive_checks import Registry
from campaign.domain.directives.directive_fields import Values, read_target_fields, with_checks
from campaign.domain.directives.effective_day import effective_day
from campaign.domain.directives.readings import Reading, propose_readings
from campaign.domain.directives.target_checks import DEADLINE, check_target
from campaign.domain.findings import ERROR, plain_value
from campaign.errors import Refused
from campaign.locale import DEFAULT_LANGUAGE, N_, translator
from campaign.store.engine import Connection, Database
from campaign.store.manage import target_edits as store
from campaign.workflows.manage import registry
from campaign.workflows.manage.registry import TARGET, Entered
from campaign.workflows.manage.waterline import check_entry, check_replacing

NO_READING = N_("{deadline} is none of the other readings of target {target}: {known}. Add it as one first.")
CHOSEN_BEFORE = N_("{deadline} is the reading of target {target} already.")

_NUMBERED = re.compile(r"T(\d{1,6})[a-z]?")


def add_target(database: Database, fields: Mapping[str, Any], *, by: Actor) -> Entered:
    """Set a target (see domain.directive_fields); without an id it is given the next number.

    Raises Refused for a role that may not, as every function here that writes.
    """
    values, findings = read_target_fields(fields)
    with registry.entering(database, by, KEEP_DIRECTIVES) as connection:
        known = registry.read_registry(connection)
        values["id"] = values["id"] or _next_id(known)
        values = _completed(values, known)
        findings = with_checks(findings, check_target(values, known))
        if registry.refused(findings):
            return Entered(None, findings)
        check_replacing(connection, values["supersedes"], known.directives[values["directive"]].since)
        told = {name: registry.plain(value) for name, value in values.items() if value and name != "id"}
        store.add_target(connection, _row(values) | _chosen(values, by.name), by=by.name, told=told)
    return Entered(values["id"], findings)


def edit_target(
    database: Database, target: str, fields: Mapping[str, Any], *, by: Actor, seen: int | None = None
) -> Entered:
    """Change the fields that are given. `seen`: the latest change whoever edits has seen.

    Where the deadline is changed, the day chosen so far stays among the readings. Raises NotFound, or Refused for a
    withdrawn target.
    """
    given, findings = read_target_fields(fields)
    with registry.entering(database, by, KEEP_DIRECTIVES) as connection:
        row = registry.standing(_find(connection, target), target)
        before = registry.target_values(row)
        values = given | {name: before[name] for name in before if name not in fields} | {"id": target}
        values = _with_former(before, values)
        known = registry.read_registry(connection, without=target)
        values = _completed(values, known)
        findings += registry.find_meanwhile(connection, TARGET, target, seen)
        findings = with_checks(findings, check_target(values, known, before=row.supersedes))
        if registry.refused(findings):
            return Entered(None, findings)
        _save(connection, before, values, by=by.name, action="edit_target")
    return Entered(target, findings)


def choose_reading(database: Database, target: str, deadline: date, *, by: Actor) -> Entered:
    """Read the deadline's words as another of the days recorded; the day chosen so far is kept among the others.

    Refused for a day before the directive. Raises NotFound, or Refused for a day that is no reading of them.
    """
    with registry.entering(database, by, KEEP_DIRECTIVES) as connection:
        row = registry.standing(_find(connection, target), target)
        before = registry.target_values(row)
        others = {each["deadline"]: each for each in before["other_readings"]}
        chosen = others.pop(deadline.isoformat(), None)
        if chosen is None:
            raise _no_reading(target, deadline, before)
        old = {"deadline": before["deadline"].isoformat(), "reading": before["deadline_reading"] or ""}
        kept = sorted([*others.values(), old], key=lambda each: each["deadline"])
        now = {"deadline": deadline, "deadline_reading": chosen["reading"], "other_readings": kept}
        known = registry.read_registry(connection, without=target)
        findings = check_target(before | now, known, before=row.supersedes)
        if not registry.refused(findings):
            _save(connection, before, before | now, by=by.name, action="choose_reading")
    return Entered(None if registry.refused(findings) else target, findings)


def add_reading(database: Database, target: str, deadline: Any, reading: str, *, by: Actor) -> Entered:
    """Record another day that the deadline's words can mean, and how; it is not chosen by that."""
    with database.reading() as connection:
        others = registry.standing(_find(connection, target), target).other_readings
        newest = registry.newest_event(connection, TARGET, target)
    fields = {"other_readings": [*others, {"deadline": deadline, "reading": reading}]}
    return edit_target(database, target, fields, by=by, seen=newest.id if newest else 0)


def withdraw_target(database: Database, target: str, *, reason: str, by: Actor) -> None:
    """Take a target back: it leaves force, and what it superseded is in force again.

    Raises NotFound, or Refused without a reason or when it was withdrawn before.
    """
    with registry.entering(database, by, KEEP_DIRECTIVES) as connection:
        row = _find(connection, target)
        check_entry(connection, target, effective_day(row.issued, row.meeting))
        registry.withdraw(connection, TARGET, row, reason=reason, by=by.name)


def restore_target(database: Database, target: str, *, by: Actor) -> Entered:
    """Let a withdrawn target stand again as it was; refused where it no longer fits what is recorded."""
    with registry.entering(database, by, KEEP_DIRECTIVES) as connection:
        row = _find(connection, target)
        registry.check_withdrawn(row)
        check_entry(connection, target, effective_day(row.issued, row.meeting))
        known = registry.read_registry(connection, without=target)
        findings = check_target(registry.target_values(row), known, before=row.supersedes)
        errors = [each for each in findings if each.severity == ERROR]
        if not errors:
            registry.restore(connection, TARGET, row, by=by.name)
    return Entered(None if errors else target, errors)


def propose(words: str, issued: date | None, language: str) -> list[dict[str, Any]]:
    """Days that a deadline's words can mean ({deadline, reading}), the likeliest first; none where no rule says."""
    return [
        {"deadline": each.deadline, "reading": _in_words(each, language)} for each in propose_readings(words, issued)
    ]


def _find(connection: Connection, target: str) -> Any:
    rows = [row for row in store.read_all_targets(connection) if row.id == target]
    return registry.found(next(iter(rows), None), TARGET, target)


def _next_id(known: Registry) -> str:
    numbers = [int(match[1]) for name in known.targets if (match := _NUMBERED.fullmatch(name))]
    return f"T{max(numbers, default=0) + 1}"


def _with_former(before: Values, values: Values) -> Values:
    """A deadline that is changed: the day chosen so far joins the other readings, the one chosen now leaves them.

    Under another directive the former day is no reading of the words any more.
    """
    former, deadline = before["deadline"], values["deadline"]
    if former == deadline or before["directive"] != values["directive"]:
        return values
    others = {each["deadline"]: each for each in values["other_readings"]}
    known = others.pop(deadline.isoformat(), None) if deadline else None
    if former and before["deadline_reading"]:
        old = {"deadline": former.isoformat(), "reading": before["deadline_reading"]}
        others.setdefault(old["deadline"], old)
    same = values["deadline_reading"] == before["deadline_reading"]
    reading = known["reading"] if known and same else values["deadline_reading"]
    kept = sorted(others.values(), key=lambda each: each["deadline"])
    return values | {"deadline_reading": reading, "other_readings": kept}


def _completed(values: Values, known: Registry) -> Values:
    """What follows from the rest: a day to meet makes a deadline; how the words give the day, where a rule reads them
    so."""
    deadline, directive = values["deadline"], known.directives.get(values["directive"] or "")
    if not deadline:
        return values
    values = values | {"purpose": values["purpose"] or DEADLINE}
    if values["deadline_reading"] or not values["deadline_words"]:
        return values
    offered = propose(values["deadline_words"], directive.since if directive else None, DEFAULT_LANGUAGE)
    readings = {each["deadline"]: each["reading"] for each in offered}
    if deadline not in readings:
        return values
    others = [{"deadline": day.isoformat(), "reading": said} for day, said in readings.items() if day != deadline]
    found = {"deadline_reading": readings[deadline], "other_readings": values["other_readings"] or others}
    return values | found


def _save(connection: Connection, before: Values, values: Values, *, by: str, action: str) -> None:
    old, new = registry.changed(before, values)
    if not new:
        return
    check_entry(connection, values["id"], *_days(connection, before, values))
    read_anew = "deadline" in new or "deadline_reading" in new
    row = _row(values) | (_chosen(values, by) if read_anew else {})
    store.edit_target(connection, row, by=by, action=action, before=old, after=new)


def _days(connection: Connection, before: Values, values: Values) -> set[date]:
    """From when a target counts, before and after a change of it."""
    known = registry.read_registry(connection).directives
    return {known[each["directive"]].since for each in (before, values) if each["directive"] in known}


def _row(values: Values) -> Values:
    names = {name: value for name, value in values.items() if name != "group"}
    return names | {"target_group": values["group"]}


def _chosen(values: Values, by: str) -> Values:
    """Who read the deadline's words so, and when."""
    moment = datetime.now(UTC)
    return {"reading_chosen_by": by, "reading_chosen_at": moment} if values["deadline"] else {}


def _no_reading(target: str, deadline: date, values: Values) -> Refused:
    said = {"deadline": plain_value(deadline, DEFAULT_LANGUAGE), "target": target}
    if deadline == values["deadline"]:
        return Refused("chosen_before", CHOSEN_BEFORE, **said)
    days = [plain_value(date.fromisoformat(each["deadline"]), DEFAULT_LANGUAGE) for each in values["other_readings"]]
    return Refused("no_reading", NO_READING, known=", ".join(days) or "–", **said)


def _in_words(reading: Reading, language: str) -> str:
    stated = {name: plain_value(value, language) for name, value in reading.values.items()}
    return translator(language)(reading.message).format(**stated)
