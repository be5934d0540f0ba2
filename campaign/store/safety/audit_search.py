"""The audit trail searched, a page at a time: 100,000 events are never held at once."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Text, cast, func, or_, select

from campaign.store.schema import audit_event as table

AT_ONCE = 2000  # events held in memory while all are read


class Filter(NamedTuple):
    """Which events: all that nothing here leaves out.

    since, until: moments, the second one excluded; by: a name; object_: one object, or its kind; actions:
    codes; text: found in who, what, before or after, or `worded` (actions whose words have it).
    """

    since: datetime | None = None
    until: datetime | None = None
    by: str = ""
    object_: str = ""
    actions: Collection[str] | None = None
    text: str = ""
    worded: Collection[str] = ()


def read_page(connection: Connection, wanted: Filter, *, before: int | None, count: int) -> Sequence[Any]:
    """The newest events that are wanted, `before` a number (None: from the end)."""
    query = _query(wanted).order_by(table.c.id.desc()).limit(count)
    return connection.execute(query if before is None else query.where(table.c.id < before)).all()


def read_all(connection: Connection, wanted: Filter) -> Iterator[Any]:
    """All events that are wanted, the newest first."""
    query = _query(wanted).order_by(table.c.id.desc())
    yield from connection.execute(query, execution_options={"yield_per": AT_ONCE})


def count_events(connection: Connection, wanted: Filter) -> int:
    """How many events are wanted."""
    return connection.execute(_query(wanted).with_only_columns(func.count()).select_from(table)).scalar_one()


def read_names(connection: Connection) -> Sequence[str]:
    """Everybody who is recorded, in order."""
    return connection.execute(select(table.c.by).distinct().order_by(table.c.by)).scalars().all()


def _query(wanted: Filter) -> Select[Any]:
    query = select(table)
    if wanted.since:
        query = query.where(table.c.at >= wanted.since)
    if wanted.until:
        query = query.where(table.c.at < wanted.until)
    if wanted.by:
        query = query.where(table.c.by == wanted.by)
    if wanted.object_:
        query = query.where(_is_of(wanted.object_))
    if wanted.actions is not None:
        query = query.where(table.c.action.in_(wanted.actions))
    return query.where(_has_text(wanted)) if wanted.text else query


def _is_of(name: str) -> ColumnElement[bool]:
    """The object itself, or those of a kind: "upload 12" is not "upload 123", and "upload" is both."""
    column = table.c.object
    begun = [column.startswith(name + sign, autoescape=True) for sign in (" ", "|")]
    return or_(column == name, *begun)


def _has_text(wanted: Filter) -> ColumnElement[bool]:
    found = [_has(table.c.by, wanted.text), _has(table.c.object, wanted.text), table.c.action.in_(wanted.worded)]
    for column in (table.c.before, table.c.after):
        found += [_contains(column, written) for each in _cases(wanted.text) for written in {each, _escaped(each)}]
    return or_(*found)


def _escaped(text: str) -> str:
    """As letters stand within JSON: Đ is \\u0110."""
    return json.dumps(text)[1:-1]


def _has(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    return or_(*(_contains(column, each) for each in _cases(text)))


def _contains(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    return cast(column, Text).contains(text, autoescape=True)


def _cases(text: str) -> set[str]:
    """Databases compare small and capital letters with marks as different ones: the usual ways to write them."""
    text = unicodedata.normalize("NFC", text)
    return {text, text.lower(), text.upper(), text.capitalize(), text.title()}
