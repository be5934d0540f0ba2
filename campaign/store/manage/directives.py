"""Directives with their clauses and files: recorded, edited, withdrawn, restored, each change in the audit trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from campaign.store.safety.audit import record_event
from campaign.store.schema import clause, directive, directive_file, target

_WITHDRAWAL = ("withdrawn_by", "withdrawn_at", "withdrawn_reason")
_TABLES = {"directive": directive, "target": target}
_LOOKS = [column for column in directive_file.c if column.name != "content"]


def lock(connection: Connection) -> None:
    """Let one of several who enter at once go first, so that what is checked is what stands; SQLite does so anyway."""
    connection.execute(select(directive.c.id).order_by(directive.c.id).with_for_update()).all()


def read_directives(connection: Connection) -> Sequence[Any]:
    """All directives, withdrawn ones too, by id."""
    return connection.execute(select(directive).order_by(directive.c.id)).all()


def find_directive(connection: Connection, directive_id: str) -> Any | None:
    """One directive."""
    return connection.execute(select(directive).where(directive.c.id == directive_id)).one_or_none()


def read_clauses(connection: Connection, directive_id: str | None = None) -> Sequence[Any]:
    """Rows (directive, number, text) of one directive or all."""
    query = select(clause.c.directive, clause.c.number, clause.c.text)
    if directive_id is not None:
        query = query.where(clause.c.directive == directive_id)
    return connection.execute(query.order_by(clause.c.directive, clause.c.number)).all()


def read_files(connection: Connection) -> dict[str, Any]:
    """By directive: file_name, sha256, added_by and added_at of its file, without the file."""
    return {row.directive: row for row in connection.execute(select(*_LOOKS))}


def find_file(connection: Connection, directive_id: str) -> Any | None:
    """A directive's file (file_name, content) as it was sent."""
    columns = (directive_file.c.file_name, directive_file.c.content)
    return connection.execute(select(*columns).where(directive_file.c.directive == directive_id)).one_or_none()


def add_directive(
    connection: Connection, values: Mapping[str, Any], clauses: Mapping[str, str], *, by: str, told: Mapping[str, Any]
) -> None:
    """Record a directive with its clauses; `told` is what the audit trail says of it."""
    connection.execute(insert(directive).values(**values, edited_by=by))
    _add_clauses(connection, values["id"], clauses, by)
    record_event(connection, by=by, action="add_directive", object_=f"directive {values['id']}", after=dict(told))


def edit_directive(
    connection: Connection,
    values: Mapping[str, Any],
    clauses: Mapping[str, str],
    *,
    by: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Write a directive and its clauses anew; `before` and `after` are what changed."""
    number = values["id"]
    connection.execute(update(directive).where(directive.c.id == number).values(**values, edited_by=by))
    stored = {row.number: row.text for row in read_clauses(connection, number)}
    for gone in stored.keys() - clauses.keys():
        connection.execute(delete(clause).where(clause.c.directive == number, clause.c.number == gone))
    for same in [each for each in stored.keys() & clauses.keys() if stored[each] != clauses[each]]:
        this = (clause.c.directive == number, clause.c.number == same)
        connection.execute(update(clause).where(*this).values(text=clauses[same], edited_by=by))
    _add_clauses(connection, number, {each: text for each, text in clauses.items() if each not in stored}, by)
    record_event(
        connection,
        by=by,
        action="edit_directive",
        object_=f"directive {number}",
        before=dict(before),
        after=dict(after),
    )


def save_file(
    connection: Connection, directive_id: str, file_name: str, content: bytes, *, sha256: str, by: str
) -> None:
    """Keep a directive's file in place of the one there may be."""
    connection.execute(delete(directive_file).where(directive_file.c.directive == directive_id))
    values = {
        "directive": directive_id,
        "file_name": file_name,
        "sha256": sha256,
        "content": content,
        "added_by": by,
        "added_at": datetime.now(UTC),
    }
    connection.execute(insert(directive_file).values(values))


def withdraw(connection: Connection, kind: str, object_id: str, *, reason: str, by: str) -> None:
    """Take a "directive" or "target" back; it stays, with who, when and why."""
    values = dict(zip(_WITHDRAWAL, (by, datetime.now(UTC), reason), strict=True))
    _mark(connection, kind, object_id, values)
    after = {"reason": reason}
    record_event(connection, by=by, action=f"withdraw_{kind}", object_=f"{kind} {object_id}", after=after)


def restore(connection: Connection, kind: str, object_id: str, *, reason: str, by: str) -> None:
    """Let a withdrawn "directive" or "target" stand again; `reason` is why it had been withdrawn."""
    _mark(connection, kind, object_id, dict.fromkeys(_WITHDRAWAL))
    before = {"reason": reason}
    record_event(connection, by=by, action=f"restore_{kind}", object_=f"{kind} {object_id}", before=before)


def _mark(connection: Connection, kind: str, object_id: str, values: Mapping[str, Any]) -> None:
    table = _TABLES[kind]
    connection.execute(update(table).where(table.c.id == object_id).values(dict(values)))


def _add_clauses(connection: Connection, directive_id: str, clauses: Mapping[str, str], by: str) -> None:
    if clauses:
        rows = [
            {"directive": directive_id, "number": number, "text": text, "edited_by": by}
            for number, text in clauses.items()
        ]
        connection.execute(insert(clause), rows)
