"""Directives as they are entered: recorded with their clauses and file, edited, withdrawn, restored."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from campaign.access.actors import Actor
from campaign.access.roles import KEEP_DIRECTIVES
from campaign.domain.directives.directive_checks import check_directive
from campaign.domain.directives.directive_fields import (
    DIRECTIVE_TEXTS,
    Values,
    read_directive_fields,
    with_checks,
    wrong,
)
from campaign.domain.directives.effective_day import effective_day
from campaign.domain.directives.target_checks import check_target
from campaign.domain.findings import ERROR, WARNING, Finding
from campaign.errors import UnreadableFile
from campaign.sheets.documents.reading import read_document_apart
from campaign.store.engine import Connection, Database
from campaign.store.manage import directives as store
from campaign.store.manage.target_edits import read_all_targets
from campaign.workflows.access.acting import check_may
from campaign.workflows.manage import registry
from campaign.workflows.manage.registry import DIRECTIVE, Entered
from campaign.workflows.manage.waterline import check_entry

_DIGITS = 3  # identifiers are counted on: 000 … 004, 005


def add_directive(
    database: Database,
    fields: Mapping[str, Any],
    *,
    file: tuple[str, bytes] | None = None,
    by: Actor,
    today: date,
) -> Entered:
    """Record a directive (see domain.directive_fields); without an id it is given the next number.

    Raises Refused for a role that may not, as every function here that writes.
    """
    check_may(database, by, KEEP_DIRECTIVES)
    values, findings = _read_all(fields, file)
    with registry.entering(database, by, KEEP_DIRECTIVES) as connection:
        known = registry.read_registry(connection)
        values["id"] = values["id"] or _next_id(known.directives)
        findings = with_checks(findings, check_directive(values, known, new=True, today=today))
        if registry.refused(findings):
            return Entered(None, findings)
        told = {name: registry.plain(value) for name, value in _told(values).items() if value} | _told_file(file)
        store.add_directive(connection, _row(values), dict(values["clauses"]), by=by.name, told=told)
        _keep_file(connection, values["id"], file, by.name)
    return Entered(values["id"], findings)


def edit_directive(
    database: Database,
    directive_id: str,
    fields: Mapping[str, Any],
    *,
    file: tuple[str, bytes] | None = None,
    by: Actor,
    today: date,
    seen: int | None = None,
) -> Entered:
    """Change the fields that are given; a new file replaces file and text.

    `seen`: the latest change whoever edits has seen (Directive.event). Raises NotFound, or Refused for a withdrawn one,
    and where closed figures rest on it; a file or text that was missing may be added all the same.
    """
    check_may(database, by, KEEP_DIRECTIVES)
    given, findings = _read_all(fields, file)
    with registry.entering(database, by, KEEP_DIRECTIVES) as connection:
        row = registry.found(store.find_directive(connection, directive_id), DIRECTIVE, directive_id)
        before = _stored(connection, registry.standing(row, directive_id))
        kept = {name for name in before if name not in fields and (name != "text" or given["text"] is None)}
        values = given | {name: before[name] for name in kept} | {"id": directive_id}
        findings += registry.find_meanwhile(connection, DIRECTIVE, directive_id, seen)
        known = registry.read_registry(connection)
        findings = with_checks(findings, check_directive(values, known, new=False, today=today))
        if registry.refused(findings):
            return Entered(None, findings)
        old, new = registry.changed(_told(before), _told(values))
        if old or new or _takes_away(connection, before, values, file):
            check_entry(connection, directive_id, _since(before), _since(values))
        if old or new or file or before["text"] != values["text"]:
            new |= _told_file(file) | ({"text": "…"} if before["text"] != values["text"] else {})
            clauses = dict(values["clauses"])
            store.edit_directive(connection, _row(values), clauses, by=by.name, before=old, after=new)
            _keep_file(connection, directive_id, file, by.name)
    return Entered(directive_id, findings)


def withdraw_directive(database: Database, directive_id: str, *, reason: str, by: Actor) -> None:
    """Take a directive back: its targets leave force, what they superseded is in force again.

    Raises NotFound, or Refused without a reason or when it was withdrawn before.
    """
    with registry.entering(database, by, KEEP_DIRECTIVES) as connection:
        row = registry.found(store.find_directive(connection, directive_id), DIRECTIVE, directive_id)
        check_entry(connection, directive_id, effective_day(row.issued, row.meeting))
        registry.withdraw(connection, DIRECTIVE, row, reason=reason, by=by.name)


def restore_directive(database: Database, directive_id: str, *, by: Actor) -> Entered:
    """Let a withdrawn directive stand again, with its targets as they were; refused where they no longer fit."""
    with registry.entering(database, by, KEEP_DIRECTIVES) as connection:
        row = registry.found(store.find_directive(connection, directive_id), DIRECTIVE, directive_id)
        registry.check_withdrawn(row)
        check_entry(connection, directive_id, effective_day(row.issued, row.meeting))
        findings = _check_restored(connection, directive_id)
        if not registry.refused(findings):
            registry.restore(connection, DIRECTIVE, row, by=by.name)
    return Entered(None if registry.refused(findings) else directive_id, findings)


def _check_restored(connection: Connection, directive_id: str) -> list[Finding]:
    """What stands in the way of the directive's targets: while it was withdrawn, others may have changed."""
    findings = []
    for row in read_all_targets(connection):
        if row.directive == directive_id and not row.withdrawn_at:
            known = registry.read_registry(connection, without=row.id)
            own = known.directives[directive_id]._replace(withdrawn=False)
            whole = known._replace(directives={**known.directives, directive_id: own})
            found = check_target(registry.target_values(row), whole, before=row.supersedes)
            findings += [each for each in found if each.severity == ERROR]
    return findings


def _takes_away(connection: Connection, before: Values, values: Values, file: tuple[str, bytes] | None) -> bool:
    """Whether a text or file is replaced: one that is added where there was none leaves the rest as it was."""
    other_text = before["text"] and before["text"] != values["text"]
    return bool(other_text or (file and store.find_file(connection, values["id"])))


def _since(values: Values) -> date:
    return effective_day(values["issued"], values["meeting"])


def _read_all(fields: Mapping[str, Any], file: tuple[str, bytes] | None) -> tuple[Values, list[Finding]]:
    """The values of the fields, the text of the file among them unless another is given."""
    values, findings = read_directive_fields(fields)
    if file:
        try:
            document = read_document_apart(file[1])
        except UnreadableFile as problem:
            return values, [*findings, wrong(problem.code, "file", **problem.values)]
        values["text"] = values["text"] or document.text
        if document.text is None:
            findings.append(Finding(WARNING, "document_without_text", values={"field": "file"}))
    return values, findings


def _next_id(known: Mapping[str, Any]) -> str:
    numbers = [int(name) for name in known if name.isdecimal() and len(name) <= _DIGITS]
    return f"{max(numbers, default=-1) + 1:0{_DIGITS}d}"


def _row(values: Values) -> Values:
    return {name: value for name, value in values.items() if name != "clauses"}


def _stored(connection: Connection, row: Any) -> Values:
    values = {name: getattr(row, name) for name in (*DIRECTIVE_TEXTS, "issued", "meeting")}
    return values | {"clauses": [(each.number, each.text) for each in store.read_clauses(connection, row.id)]}


def _told(values: Values) -> Values:
    """What the audit trail keeps of a directive: all but its text, which is long and kept once."""
    clauses = dict(sorted(values["clauses"]))
    return {name: value for name, value in values.items() if name not in ("id", "text", "clauses")} | {
        "clauses": clauses
    }


def _told_file(file: tuple[str, bytes] | None) -> dict[str, Any]:
    return {"file": file[0], "sha256": _sha256(file[1])} if file else {}


def _keep_file(connection: Connection, directive_id: str, file: tuple[str, bytes] | None, by: str) -> None:
    if file:
        store.save_file(connection, directive_id, *file, sha256=_sha256(file[1]), by=by)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
