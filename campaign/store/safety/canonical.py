"""Rows as text that is the same on every database, whatever is in them: what digests are made of.

Values are taken as they are stored, not as the schema says they should be: of a damaged row, too, a digest can be made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Date, Table

from campaign.store.schema import Moment


def read_lines(
    connection: Connection, table: Table, *, leave_out: Collection[str] = (), of: Mapping[str, Any] | None = None
) -> Iterator[bytes]:
    """The rows of a table as JSON in ASCII, without the columns to `leave_out`; those `of` these values alone.

    They come in the order of `number` where the table has one, otherwise in any: sort them.
    """
    where = dict(of or {})
    marks = "?" if connection.dialect.name == "sqlite" else "%s"
    query = _select(table, frozenset(leave_out), connection.dialect.name)
    if where:
        query += " WHERE " + " AND ".join(f'"{name}" = {marks}' for name in where)
    if "number" in table.c:
        query += ' ORDER BY "number"'
    return map(_encode, _rows(connection, query, tuple(where.values())))


@cache
def _select(table: Table, leave_out: frozenset[str], dialect: str) -> str:
    expression = _as_stored if dialect == "sqlite" else _as_in_sqlite
    columns = ", ".join(expression(column) for column in table.columns if column.name not in leave_out)
    return f'SELECT {columns} FROM "{table.name}"'


def _as_stored(column: Any) -> str:
    return f'"{column.name}"'


def _as_in_sqlite(column: Any) -> str:
    """The value of a PostgreSQL column as SQLite holds it."""
    if isinstance(column.type, Moment):
        return f"to_char(\"{column.name}\" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    if isinstance(column.type, Date | JSON):
        return f'"{column.name}"::text'
    return f'"{column.name}"::int' if isinstance(column.type, Boolean) else f'"{column.name}"'


def _rows(connection: Connection, query: str, values: tuple[Any, ...]) -> Iterator[Iterable[Any]]:
    if connection.dialect.name != "sqlite":
        yield from connection.exec_driver_sql(query, values)
        return
    driver: Any = connection.connection.driver_connection
    kept, driver.text_factory = driver.text_factory, _text  # text that is no text any more must not stop the reading
    try:
        yield from driver.execute(query, values)
    finally:
        driver.text_factory = kept


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogateescape")


def _encode(row: Iterable[Any]) -> bytes:
    return _json(list(row)).encode("ascii")


def _of_bytes(content: bytes) -> dict[str, str]:
    return {"sha256": hashlib.sha256(content).hexdigest()}


_json = json.JSONEncoder(separators=(",", ":"), check_circular=False, default=_of_bytes).encode
