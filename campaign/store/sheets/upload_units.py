"""Which units an upload speaks of, and where in its sheets each of them stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select, union

from campaign.domain.finding_units import Block
from campaign.domain.findings import Finding
from campaign.domain.place import Place
from campaign.store.manage.units import at
from campaign.store.packing import unpack
from campaign.store.schema import denominator_block, figure_block, finding, source_column, upload
from campaign.store.sheets.uploads import ACCEPTED

_BLOCKS = (figure_block, denominator_block)


def read_uploads_of(connection: Connection, place: Place, units: Collection[str], *, until: date) -> dict[int, int]:
    """By number, the uploads that hold figures or people of any of these units, and of how many of them.

    Left out are those that report a period after `until`.
    """
    lists = union(*(_select_units(table, place, until) for table in _BLOCKS))
    asked = cache(lambda packed: frozenset(units).intersection(unpack(packed)))
    held: dict[int, frozenset[str]] = {}
    for number, packed in connection.execute(lists):
        if asked(packed):
            held[number] = held.get(number, frozenset()) | asked(packed)
    return {number: len(of) for number, of in held.items()}


def read_findings_until(connection: Connection, until: date) -> dict[int, list[Finding]]:
    """By upload, what was found in those that count and report no period after `until`."""
    columns = (finding.c.upload, finding.c.severity, finding.c.code, finding.c.sheet, finding.c.cell)
    query = select(*columns, finding.c["values"]).join(upload, upload.c.id == finding.c.upload)
    query = query.where(upload.c.status == ACCEPTED, _reported_by(until))
    found: dict[int, list[Finding]] = defaultdict(list)
    for number, *row in connection.execute(query.order_by(finding.c.upload, finding.c.number)):
        found[number].append(Finding(*row))
    return dict(found)


def count_findings_until(connection: Connection, until: date, severity: str) -> dict[int, int]:
    """By upload, how many findings of a severity there are in those that count and report no period after `until`."""
    query = select(finding.c.upload, func.count()).join(upload, upload.c.id == finding.c.upload)
    query = query.where(upload.c.status == ACCEPTED, finding.c.severity == severity, _reported_by(until))
    rows = connection.execute(query.group_by(finding.c.upload))
    return {row[0]: row[1] for row in rows}


def read_places(connection: Connection, place: Place, uploads: Collection[int]) -> dict[int, list[Block]]:
    """By upload, where the numbers of its columns stand."""
    found: dict[int, list[Block]] = defaultdict(list)
    lists = cache(unpack)  # the units and rows of a sheet are those of each of its columns
    for table in _BLOCKS if uploads else ():
        for number, sheet, letter, units, rows in _placed(connection, table, place, uploads):
            found[number].append(Block(sheet, letter, lists(units), lists(rows)))
    return dict(found)


def _placed(connection: Connection, table: Any, place: Place, uploads: Collection[int]) -> Iterator[Any]:
    same = (source_column.c.upload == table.c.upload) & (source_column.c.number == table.c.source_column)
    columns = (table.c.upload, source_column.c.sheet, source_column.c.letter, table.c.units, table.c.rows)
    query = select(*columns).join(source_column, same).where(*at(table, place), table.c.upload.in_(uploads))
    return iter(connection.execute(query))


def _select_units(table: Any, place: Place, until: date) -> Select[Any]:
    query = select(table.c.upload, table.c.units).join(upload, upload.c.id == table.c.upload)
    return query.where(*at(table, place), _reported_by(until))


def _reported_by(until: date) -> Any:
    """Uploads of people alone report no period."""
    return or_(upload.c.period_end.is_(None), upload.c.period_end <= until)
