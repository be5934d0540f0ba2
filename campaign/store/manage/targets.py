"""Targets with the clause that orders them, denominators, minimum intervals and holidays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from campaign.domain.directives.effective_day import effective_day
from campaign.domain.place import Place
from campaign.store.manage.units import at
from campaign.store.packing import unpack
from campaign.store.schema import clause, denominator_block, directive, holiday, minimum_interval, target, upload
from campaign.store.sheets.uploads import ACCEPTED


def read_targets(connection: Connection) -> Sequence[Any]:
    """Rows in the order of domain.frames.TARGETS, in their own order; what was withdrawn is left out."""
    columns = (
        target.c.id, target.c.directive, target.c.clause, target.c.words, target.c.target_group, target.c.dose,
        target.c.denominator_kind, target.c.threshold, target.c.deadline, target.c.deadline_words,
        target.c.deadline_reading, target.c.purpose, target.c.supersedes,
    )  # fmt: skip
    query = select(*columns, directive.c.issued, directive.c.meeting)
    query = query.select_from(target.join(directive, target.c.directive == directive.c.id))
    stand = (target.c.withdrawn_at.is_(None), directive.c.withdrawn_at.is_(None))
    rows = connection.execute(query.where(*stand).order_by(target.c.position)).all()
    since = {row.id: effective_day(row.issued, row.meeting) for row in rows}
    later = {row.supersedes: row.id for row in sorted(rows, key=lambda row: since[row.id], reverse=True)}
    return [(*row[:-2], since[row.id], later.get(row.id), since.get(later.get(row.id, ""))) for row in rows]


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


def read_holidays(connection: Connection) -> Sequence[Any]:
    """Rows in the order of domain.frames.HOLIDAYS, by date."""
    columns = (holiday.c.first_day, holiday.c.last_day, holiday.c.name_vi, holiday.c.name_en)
    return connection.execute(select(*columns).order_by(holiday.c.first_day)).all()


def read_denominators(connection: Connection, place: Place, groups: Collection[str]) -> Sequence[Any]:
    """Rows in the order of domain.frames.DENOMINATORS: the newest accepted upload's, and only where people change."""
    block = denominator_block.c
    series = (block.target_group, block.dose, block.kind)
    query = (
        select(*series, block.valid_from, block.units, block["values"])
        .join(upload, upload.c.id == block.upload)
        .where(*at(denominator_block, place), block.target_group.in_(groups), upload.c.status == ACCEPTED)
        .order_by(block.valid_from, block.upload, block.number)
    )
    people: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    repeated: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    changes: list[tuple[Any, ...]] = []
    for day, of_day in groupby(connection.execute(query), key=lambda row: row.valid_from):
        for key, stated in _stated(of_day).items():
            known = people[key]
            if stated == repeated.get(key):
                continue  # word for word what was stated before
            repeated[key] = stated
            for unit, value in _newest(stated).items():
                if known.get(unit) != value:
                    known[unit] = value
                    group, dose, kind = key
                    changes.append((group, dose, unit, kind, day, value))
    return changes


def _stated(rows: Iterable[Any]) -> dict[tuple[str, ...], list[tuple[str, str]]]:
    """The units and values that blocks of one day state, by what they state, the oldest upload first."""
    stated: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for group, dose, kind, _, units, values in rows:
        stated[group, dose, kind].append((units, values))
    return stated


def _newest(blocks: Iterable[tuple[str, str]]) -> dict[str, int]:
    people: dict[str, int] = {}
    for units, values in blocks:
        people.update(zip(unpack(units), unpack(values), strict=True))
    return people
