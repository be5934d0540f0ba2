"""Targets with the clause that orders them, denominators and minimum intervals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from campaign.domain.place import Place
from campaign.store.schema import clause, denominator, directive, minimum_interval, target, upload
from campaign.store.units import at
from campaign.store.uploads import ACCEPTED


def read_targets(connection: Connection) -> Sequence[Any]:
    """Rows in the order of domain.frames.TARGETS, in their own order."""
    columns = (
        target.c.id, target.c.directive, target.c.clause, target.c.words, target.c.target_group, target.c.dose,
        target.c.denominator_kind, target.c.threshold, target.c.deadline, target.c.deadline_words,
        target.c.deadline_reading, target.c.purpose, target.c.supersedes,
    )  # fmt: skip
    return connection.execute(select(*columns).order_by(target.c.position)).all()


def read_directive(connection: Connection, directive_id: str, clause_number: str) -> Any:
    """The directive with the text of one of its clauses."""
    query = select(directive, clause.c.number.label("clause"), clause.c.text).join(clause)
    return connection.execute(query.where(directive.c.id == directive_id, clause.c.number == clause_number)).one()


def read_intervals(connection: Connection) -> Sequence[Any]:
    """Rows in the order of domain.frames.INTERVALS."""
    columns = minimum_interval.c
    return connection.execute(
        select(columns.target_group, columns.dose, columns.months, columns.valid_from, columns.source)
    ).all()


def read_denominators(connection: Connection, place: Place, groups: Collection[str]) -> Sequence[Any]:
    """Rows in the order of domain.frames.DENOMINATORS: the newest accepted upload's, and only where people change."""
    table = denominator.c
    series = (table.target_group, table.dose, table.unit, table.kind)
    newest = func.row_number().over(partition_by=(*series, table.valid_from), order_by=table.upload.desc())
    standing = (
        select(*series, table.valid_from, table.people, newest.label("age"))
        .join(upload, upload.c.id == table.upload)
        .where(*at(denominator, place), table.target_group.in_(groups), upload.c.status == ACCEPTED)
        .subquery()
    )
    s = standing.c
    by_series = (s.target_group, s.dose, s.unit, s.kind)
    before = func.lag(s.people).over(partition_by=by_series, order_by=s.valid_from)
    stated = select(*by_series, s.valid_from, s.people, before.label("before")).where(s.age == 1).subquery()
    changes = select(*(stated.c[name] for name in ("target_group", "dose", "unit", "kind", "valid_from", "people")))
    changed = stated.c.before.is_(None) | (stated.c.before != stated.c.people)
    return connection.execute(changes.where(changed).order_by(stated.c.valid_from)).all()
