"""How the tables of each upload were laid out, so that a change in an office's sheet is seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, func, insert, select

from campaign.domain.counting.layouts import LayoutColumn
from campaign.store.schema import table_read, upload
from campaign.store.sheets.uploads import ACCEPTED

Latest = dict[str, tuple[str, list[list[LayoutColumn]]]]  # by report: the file and the layouts of its tables


class TableLayout(NamedTuple):
    """One table of an upload: its place, which report it is, its columns."""

    sheet: str
    cells: str
    report: str
    columns: Sequence[LayoutColumn]


def save_layouts(connection: Connection, upload_id: int, layouts: Sequence[TableLayout]) -> None:
    """Keep the layouts of an upload's tables."""
    rows = [
        {"upload": upload_id, "number": number, **each._asdict(), "columns": [list(column) for column in each.columns]}
        for number, each in enumerate(layouts)
    ]
    if rows:
        connection.execute(insert(table_read), rows)


def read_latest_layouts(connection: Connection, reports: Collection[str]) -> Latest:
    """For each report the file name of the newest accepted upload that has it, and its layouts there."""
    accepted = select(table_read.c.report, func.max(table_read.c.upload).label("upload"))
    accepted = accepted.join(upload, upload.c.id == table_read.c.upload).where(upload.c.status == ACCEPTED)
    newest = accepted.where(table_read.c.report.in_(list(reports))).group_by(table_read.c.report).subquery()
    same = and_(table_read.c.upload == newest.c.upload, table_read.c.report == newest.c.report)
    columns: tuple[Any, ...] = (table_read.c.report, upload.c.file_name, table_read.c.columns)
    query = select(*columns).join(newest, same).join(upload, upload.c.id == table_read.c.upload)
    found: Latest = {}
    for report, name, raw in connection.execute(query.order_by(table_read.c.number)):
        found.setdefault(report, (name, []))[1].append([LayoutColumn(*column) for column in raw])
    return found
