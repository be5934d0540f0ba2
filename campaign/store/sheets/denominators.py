"""Every statement of how many people a unit has, as it stands in uploads: the ledger of denominators."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from campaign.domain.people.ledger import PeopleStated
from campaign.domain.place import Place
from campaign.store.manage.units import at
from campaign.store.packing import unpack
from campaign.store.schema import denominator_block, source_column, upload
from campaign.store.sheets.uploads import ACCEPTED


def read_statements(
    connection: Connection,
    place: Place,
    *,
    groups: Collection[str] = (),
    kinds: Collection[str] = (),
    until: date | None = None,
    withdrawn: bool = False,
) -> list[PeopleStated]:
    """The people stated, by the day from which they hold and the age of their upload; an empty filter leaves all in.

    `withdrawn`: those of withdrawn uploads, too.
    """
    block = denominator_block.c
    columns = (
        *(block.target_group, block.dose, block.kind, block.valid_from, block.upload, upload.c.status != ACCEPTED),
        *(source_column.c.sheet, source_column.c.letter, source_column.c.header),
        *(block.units, block.rows, block["values"]),
    )
    source = (source_column.c.upload == block.upload) & (source_column.c.number == block.source_column)
    query = select(*columns).join(upload, upload.c.id == block.upload).join(source_column, source)
    query = query.where(*at(denominator_block, place))
    query = query.where(block.target_group.in_(groups)) if groups else query
    query = query.where(block.kind.in_(kinds)) if kinds else query
    query = query.where(block.valid_from <= until) if until else query
    query = query if withdrawn else query.where(upload.c.status == ACCEPTED)
    rows = connection.execute(query.order_by(block.valid_from, block.upload, block.number))
    return [_stated(*row) for row in rows]


def _stated(*row: Any) -> PeopleStated:
    return PeopleStated._make((*row[:5], bool(row[5]), *row[6:9], *map(unpack, row[9:])))
