"""The directive registry as it is looked at: the list, one document with its clauses in place, its file."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, NamedTuple

from campaign.domain.directives.effective_day import effective_day
from campaign.domain.directives.quotations import Span, find_quotation
from campaign.errors import NotFound
from campaign.locale import N_
from campaign.store.engine import Connection, Database
from campaign.store.manage import directives as store
from campaign.store.manage.target_edits import read_all_targets
from campaign.workflows.manage import registry
from campaign.workflows.manage.registry import DIRECTIVE

NO_FILE = N_("The file of directive {directive} is not kept here, only its text.")


class Listed(NamedTuple):
    """A directive in the list; `since`: the day it takes effect, `targets`: the ids of those it sets."""

    id: str
    issuer: str
    kind: str
    number: str | None
    issued: str
    meeting: date | None
    since: date
    subject: str
    signer: str | None
    clauses: int
    targets: list[str]
    file_name: str | None
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    withdrawn_reason: str | None


class Clause(NamedTuple):
    """A clause quoted, the targets that point at it, and where it stands in the document's text (in pieces)."""

    number: str
    text: str
    targets: list[str]
    spans: list[Span]


class Directive(NamedTuple):
    """A directive whole; `event` is the number of its latest change (0: as data/ has it)."""

    listed: Listed
    text: str | None
    clauses: list[Clause]
    event: int

    @property
    def id(self) -> str:
        """The identifier."""
        return self.listed.id


class OwnTarget(NamedTuple):
    """A target as it is entered (domain.directive_fields), whether it stands, and its latest change (0: none).

    superseded_on: the day from which `superseded_by` takes its place.
    """

    id: str
    values: dict[str, Any]
    superseded_by: str | None
    superseded_on: date | None
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    withdrawn_reason: str | None
    event: int


def list_directives(database: Database) -> list[Listed]:
    """All directives, withdrawn ones too, those that took effect last first."""
    with database.reading() as connection:
        rows = _listed(connection)
    return sorted(rows, key=lambda row: (row.since, row.id), reverse=True)


def read_directive(database: Database, directive_id: str) -> Directive:
    """One directive with its text and clauses, these in the order of the text; raises NotFound."""
    with database.reading() as connection:
        row = registry.found(store.find_directive(connection, directive_id), DIRECTIVE, directive_id)
        [listed] = [each for each in _listed(connection) if each.id == directive_id]
        targets = [each for each in read_all_targets(connection) if each.directive == directive_id]
        clauses = [
            Clause(
                each.number,
                each.text,
                [target.id for target in targets if target.clause == each.number],
                find_quotation(row.text, each.text) if row.text else [],
            )
            for each in store.read_clauses(connection, directive_id)
        ]
        newest = registry.newest_event(connection, DIRECTIVE, directive_id)
    return Directive(listed, row.text, sorted(clauses, key=_in_order), newest.id if newest else 0)


def read_own_targets(database: Database, directive_id: str) -> list[OwnTarget]:
    """The targets that a directive sets, withdrawn ones too, in their own order."""
    with database.reading() as connection:
        rows = read_all_targets(connection)
        standing = [row for row in rows if row.supersedes and not row.withdrawn_at and not row.directive_withdrawn]
        since = {row.id: effective_day(row.issued, row.meeting) for row in standing}
        later: dict[str, tuple[str, date]] = {}
        for row in sorted(standing, key=lambda row: since[row.id]):  # the one that is ordered first ends it
            later.setdefault(row.supersedes, (row.id, since[row.id]))
        return [_own(connection, row, later.get(row.id)) for row in rows if row.directive == directive_id]


def read_file(database: Database, directive_id: str) -> tuple[str, bytes]:
    """The document's file name and bytes as they were sent; raises NotFound."""
    with database.reading() as connection:
        registry.found(store.find_directive(connection, directive_id), DIRECTIVE, directive_id)
        row = store.find_file(connection, directive_id)
    if row is None:
        raise NotFound("no_file", NO_FILE, directive=directive_id)
    return row.file_name, row.content


def _own(connection: Connection, row: Any, superseded: tuple[str, date] | None) -> OwnTarget:
    newest = registry.newest_event(connection, registry.TARGET, row.id)
    withdrawal = (row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason)
    successor, since = superseded or (None, None)
    event = newest.id if newest else 0
    return OwnTarget(row.id, registry.target_values(row), successor, since, *withdrawal, event)


def _listed(connection: Connection) -> list[Listed]:
    targets, files = read_all_targets(connection), store.read_files(connection)
    clauses = [row.directive for row in store.read_clauses(connection)]
    return [
        Listed(
            id=row.id,
            issuer=row.issuer,
            kind=row.kind,
            number=row.number,
            issued=row.issued,
            meeting=row.meeting,
            since=effective_day(row.issued, row.meeting),
            subject=row.subject,
            signer=row.signer,
            clauses=clauses.count(row.id),
            targets=[each.id for each in targets if each.directive == row.id and not each.withdrawn_at],
            file_name=files[row.id].file_name if row.id in files else None,
            withdrawn_by=row.withdrawn_by,
            withdrawn_at=row.withdrawn_at,
            withdrawn_reason=row.withdrawn_reason,
        )
        for row in store.read_directives(connection)
    ]


def _in_order(clause: Clause) -> tuple[bool, int, list[int]]:
    """By place in the text; what is not in it last, by number."""
    numbers = [int(part) for part in re.findall(r"\d+", clause.number)]
    return not clause.spans, clause.spans[0].start if clause.spans else 0, numbers
