"""What directives and targets share: the registry they are checked against, their history, withdrawal and restoring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NamedTuple

from campaign.access.actors import Actor
from campaign.domain.directives.directive_checks import KnownDirective, KnownTarget, Registry
from campaign.domain.directives.directive_fields import TARGET_FIELDS, Values
from campaign.domain.directives.effective_day import effective_day
from campaign.domain.findings import ERROR, Finding
from campaign.errors import NotFound, Refused
from campaign.locale import N_
from campaign.store.engine import Connection, Database
from campaign.store.manage import directives as store
from campaign.store.manage.target_edits import read_all_targets
from campaign.store.manage.units import read_groups
from campaign.store.safety.audit import read_events
from campaign.workflows.access.acting import acting

DIRECTIVE, TARGET = "directive", "target"
MEANWHILE = "changed_meanwhile"  # the finding that what is saved is of an older version

_NONE = {
    DIRECTIVE: N_("There is no directive '{id}'. 'directive list' lists them."),
    TARGET: N_("There is no target '{id}'. 'target list' lists them."),
}
_NO_REASON = N_("Say why '{id}' is withdrawn; the reason is kept with it.")
_WITHDRAWN = N_("'{id}' is withdrawn. Restore it first.")
_WITHDRAWN_BEFORE = N_("'{id}' was withdrawn before, by {by}.")
_NOT_WITHDRAWN = N_("'{id}' is not withdrawn, so there is nothing to restore.")


class Entered(NamedTuple):
    """What became of an entry: its id, None where an error refused it and nothing was saved; everything found."""

    id: str | None
    findings: list[Finding]


class Event(NamedTuple):
    """One change: who, when, what was done to which object, and what it was before and after (None: not told)."""

    id: int
    at: datetime
    by: str
    action: str
    object: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@contextmanager
def entering(database: Database, by: Actor, permission: str) -> Iterator[Connection]:
    """One transaction in which an entry is checked and saved, after anybody else's, by somebody who may."""
    with acting(database, by, permission) as connection:
        store.lock(connection)
        yield connection


def read_registry(connection: Connection, *, without: str | None = None) -> Registry:
    """Everything recorded, as entries are checked against it; `without` a target that is being edited."""
    clauses: dict[str, dict[str, str]] = {}
    for row in store.read_clauses(connection):
        clauses.setdefault(row.directive, {})[row.number] = row.text
    directives = {
        row.id: KnownDirective(
            effective_day(row.issued, row.meeting), row.withdrawn_at is not None, clauses.get(row.id, {})
        )
        for row in store.read_directives(connection)
    }
    targets = {row.id: _known(row) for row in read_all_targets(connection) if row.id != without}
    return Registry(directives, targets, [row.code for row in read_groups(connection)])


def target_values(row: Any) -> Values:
    """A stored target as `directive_fields` reads one."""
    names = [name for name in TARGET_FIELDS if name != "group"]
    return {name: getattr(row, name) for name in names} | {"group": row.target_group}


def read_history(database: Database, *objects: tuple[str, str]) -> list[Event]:
    """What was done to (kind, id) objects, the newest first; nothing for what data/ has and nobody touched."""
    with database.reading() as connection:
        rows = read_events(connection, [f"{kind} {name}" for kind, name in objects])
    return [Event(row.id, row.at, row.by, row.action, row.object, row.before, row.after) for row in rows]


def newest_event(connection: Connection, kind: str, name: str) -> Any | None:
    """The latest change of an object."""
    return next(iter(read_events(connection, [f"{kind} {name}"])), None)


def find_meanwhile(connection: Connection, kind: str, name: str, seen: int | None) -> list[Finding]:
    """That somebody changed the object after the change `seen`; None asks nothing, 0 is before any change."""
    newest = newest_event(connection, kind, name)
    if seen is None or newest is None or newest.id <= seen:
        return []
    values = {"field": "", "by": newest.by, "day": f"{newest.at:%d/%m/%Y %H:%M} UTC"}
    return [Finding(ERROR, MEANWHILE, values=values)]


def found(row: Any | None, kind: str, name: str) -> Any:
    """The row; raises NotFound where there is none."""
    if row is None:
        raise NotFound(f"no_{kind}", _NONE[kind], id=name[:40])
    return row


def standing(row: Any, name: str) -> Any:
    """The row; raises Refused where it is withdrawn."""
    if row.withdrawn_at:
        raise Refused("withdrawn", _WITHDRAWN, id=name)
    return row


def withdraw(connection: Connection, kind: str, row: Any, *, reason: str, by: str) -> None:
    """Take an entry back with a reason; raises Refused without one, or where it was taken back before."""
    if not reason.strip():
        raise Refused("no_reason", _NO_REASON, id=row.id)
    if row.withdrawn_at:
        raise Refused("withdrawn_before", _WITHDRAWN_BEFORE, id=row.id, by=row.withdrawn_by)
    store.withdraw(connection, kind, row.id, reason=reason.strip(), by=by)


def restore(connection: Connection, kind: str, row: Any, *, by: str) -> None:
    """Let an entry stand again as it was; raises Refused where it stands."""
    check_withdrawn(row)
    store.restore(connection, kind, row.id, reason=row.withdrawn_reason, by=by)


def check_withdrawn(row: Any) -> None:
    """Raise Refused for what stands already."""
    if not row.withdrawn_at:
        raise Refused("not_withdrawn", _NOT_WITHDRAWN, id=row.id)


def refused(findings: list[Finding]) -> bool:
    """Whether an error is among the findings."""
    return any(each.severity == ERROR for each in findings)


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ, as they were and as they are, in plain values."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: plain(before.get(name)) for name in names}, {name: plain(after[name]) for name in names}


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value


def _known(row: Any) -> KnownTarget:
    withdrawn = row.withdrawn_at is not None or row.directive_withdrawn is not None
    people = (row.target_group, row.dose)
    return KnownTarget(row.directive, row.clause, row.words, *people, row.deadline, row.supersedes, withdrawn)
