"""The audit trail read from its beginning: which events are no longer as they were recorded."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, text

from campaign.store.engine import KEY, Database
from campaign.store.safety.audit import REPLACE_KEY, START, Anchor, chained, key_name, named_key
from campaign.store.schema import audit_event

# What an event can have against it.
CHANGED, MISSING, UNCHAINED, OTHER_KEY, EARLIER = "changed", "missing", "unchained", "other_key", "earlier"
AT_ONCE = 2000  # events held in memory
RESTORE = "restore"
TRIGGERS = ("audit_event_kept", "audit_event_stays")


class Doubt(NamedTuple):
    """What speaks against the events from `first` to `last`; `at` is the time of the first of them that exists."""

    kind: str
    first: int
    last: int
    at: datetime


class Walk(NamedTuple):
    """What a walk along the trail found.

    events: how many there are; end: the last one; doubts: runs of events, in order; replaced: the first event chained
    with a key we have where all before it were chained with keys we lack; anchors: those asked for, as they stand now
    (None: no such event); restored: by the number of a restoration, that of the last event that it took away.
    """

    events: int
    end: Any
    doubts: Sequence[Doubt]
    replaced: int | None
    anchors: Mapping[int, Anchor | None]
    restored: Mapping[int, int]


class _Walker:
    """Goes from event to event; keeps the MAC and the time of the one before."""

    def __init__(self, keys: Iterable[bytes]) -> None:
        self.keys = {key_name(key): key for key in keys if key}
        self.key: bytes | None = next(iter(self.keys.values()), None)
        self.before: Any = None
        self.foreign = self.vouched = False  # a key we lack was named; an event fitted one we have
        self.replaced: int | None = None

    def step(self, row: Any) -> Iterator[str]:
        """What speaks against the next event."""
        self._turn(row)
        before = self.before
        if before is not None and row.at < before.at:
            yield EARLIER
        if row.mac is None:
            yield UNCHAINED
        elif self.key is None:
            yield OTHER_KEY
        elif self._fits(row, before.mac if before is not None else None):
            self.vouched = True
        else:
            yield MISSING if row.id != (before.id + 1 if before is not None else 1) else CHANGED
        self.before = row

    def _turn(self, row: Any) -> None:
        """Take the key that an event about the trail names; one we do not have is None."""
        if row.action not in (START, REPLACE_KEY) or (name := named_key(row.after)) is None:
            return
        self.key = self.keys.get(name)
        if self.key is None:
            self.foreign = True
        elif self.foreign and not self.vouched:
            self.replaced = self.replaced or row.id

    def _fits(self, row: Any, previous: str | None) -> bool:
        assert self.key is not None
        return hmac.compare_digest(chained(self.key, previous, row._mapping) or "", row.mac)


def walk(connection: Connection, keys: Sequence[bytes], anchors: Iterable[int] = ()) -> Walk:
    """Every event held against its MAC; the first key is the one in use, others are older ones."""
    walker, doubts, events = _Walker(keys), _Runs(), 0
    found: dict[int, Anchor | None] = dict.fromkeys(anchors)
    restored: dict[int, int] = {}
    for row in _rows(connection):
        events += 1
        for kind in walker.step(row):
            doubts.add(kind, row)
        doubts.last = row.id
        if row.id in found:
            found[row.id] = Anchor(row.id, row.mac or "")
        if row.action == RESTORE and (taken := _taken_away(row.after)):
            restored[row.id] = taken
    return Walk(events, walker.before, doubts.runs, walker.replaced, found, restored)


def key_of(database: Database) -> bytes:
    """The key that the database was opened with; b"" without one."""
    return bytes(database.writer.get_execution_options().get(KEY, b""))


def keys_of(database: Database) -> list[bytes]:
    """The same as the keys to walk with: none or one."""
    return list(filter(None, (key_of(database),)))


def find_missing_guards(connection: Connection) -> list[str]:
    """The triggers that are gone with which the database itself refuses to change or delete events."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'"
    else:  # 'D' is a disabled one
        query = "SELECT tgname FROM pg_trigger WHERE tgrelid = 'audit_event'::regclass AND tgenabled <> 'D'"
    there = set(connection.execute(text(query)).scalars())
    return [name for name in TRIGGERS if name not in there]


def _taken_away(after: Any) -> int:
    """The last event of the database that a restored one took the place of; 0 where it could not be read."""
    audit = after.get("audit") if isinstance(after, dict) else None
    return int(audit["id"]) if isinstance(audit, dict) else 0


class _Runs:
    """Doubts of the same kind about events that follow each other are one."""

    def __init__(self) -> None:
        self.runs: list[Doubt] = []
        self.last = 0  # the event before
        self._latest: dict[str, int] = {}  # the place of the last run of each kind

    def add(self, kind: str, row: Any) -> None:
        place = self._latest.get(kind)
        if kind == MISSING:
            self.runs.append(Doubt(kind, self.last + 1, row.id - 1, row.at))
        elif place is not None and self.runs[place].last == self.last:
            self.runs[place] = self.runs[place]._replace(last=row.id)
        else:
            self._latest[kind] = len(self.runs)
            self.runs.append(Doubt(kind, row.id, row.id, row.at))


def _rows(connection: Connection) -> Iterator[Any]:
    query = select(audit_event).order_by(audit_event.c.id)
    yield from connection.execute(query, execution_options={"yield_per": AT_ONCE})
