"""Every write says who did what, and makes cached reads stale.

Each event is chained to the one before: its MAC is made from that one's MAC and from all it says itself, with a key
that is in no database (key_file). What was changed afterwards no longer fits.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from campaign.store.engine import KEY
from campaign.store.schema import audit_event, data_version

ACCOUNT = "campaign_account"  # of a connection's execution options: the account that acts
TRAIL = "audit trail"  # the object of events about the trail itself
START, REPLACE_KEY = "start_trail", "replace_audit_key"
SHORT = 16  # as many hexadecimal digits of a MAC are printed: 64 bits

_NEW_EVENT, _NEXT_VERSION = insert(audit_event), update(data_version).values(version=data_version.c.version + 1)
_LAST = select(audit_event.c.id, audit_event.c.mac).order_by(audit_event.c.id.desc()).limit(1)


class Anchor(NamedTuple):
    """An event and its MAC, or how that begins: kept elsewhere, it tells whether the trail up to it still stands."""

    id: int
    mac: str

    @property
    def short(self) -> str:
        """As it is printed: 1234 · 9f3c41aa07be55d2."""
        return f"{self.id} · {self.mac[:SHORT]}"


def act_as(connection: Connection, account: int | None) -> None:
    """Events recorded through the connection are this account's; None: an operator's, or the program's own."""
    connection.execution_options(**{ACCOUNT: account})


def record_event(
    connection: Connection, *, by: str, action: str, object_: str, before: Any = None, after: Any = None
) -> None:
    """One audit event and a new data version, in the caller's transaction.

    The caller holds the writer's lock (`database.writing`): nobody else takes the number after the last.
    """
    options, last = connection.get_execution_options(), connection.execute(_LAST).one_or_none()
    event = {
        "id": last.id + 1 if last else 1,
        "at": datetime.now(UTC),
        "by": by,
        "account": options.get(ACCOUNT),
        "action": action,
        "object": object_,
        "before": _plain(before),
        "after": _plain(after),
    }
    mac = chained(options.get(KEY, b""), last.mac if last else None, event)
    connection.execute(_NEW_EVENT, event | {"mac": mac})
    connection.execute(_NEXT_VERSION)


def chained(key: bytes, previous: str | None, event: Mapping[Any, Any]) -> str | None:
    """The MAC of an event after the one before; None without a key."""
    if not key:
        return None
    return hmac.digest(key, (previous or "").encode() + _canonical(event), hashlib.sha256).hex()


def key_name(key: bytes) -> str:
    """What the trail calls a key by, which does not tell the key."""
    return hmac.digest(key, b"the name of this key", hashlib.sha256).hex()[:SHORT]


def keep_chain(connection: Connection) -> None:
    """Start the chain where there is none, and go on with this key where the trail was chained with another.

    Events of a version without a chain get their places in it once, as they stand. Without a key nothing is done.
    """
    key = connection.get_execution_options().get(KEY, b"")
    named = read_key_name(connection)
    if not key or named == key_name(key):
        return
    if named is None:
        after = {"events": _seal(connection, key), "key": key_name(key)}
        record_event(connection, by="campaign", action=START, object_=TRAIL, after=after)
    else:
        names = {"before": {"key": named}, "after": {"key": key_name(key)}}
        record_event(connection, by="campaign", action=REPLACE_KEY, object_=TRAIL, **names)


def is_chained_with(connection: Connection, key: bytes) -> bool:
    """Whether the trail goes on with this key; without a key there is nothing to go on with."""
    return not key or read_key_name(connection) == key_name(key)


def read_key_name(connection: Connection) -> str | None:
    """What the key is called that the end of the trail is chained with; None before there was one."""
    this = (audit_event.c.object == TRAIL, audit_event.c.action.in_((START, REPLACE_KEY)))
    query = select(audit_event.c.after).where(*this).order_by(audit_event.c.id.desc()).limit(1)
    after = connection.execute(query).scalar()
    return named_key(after)


def named_key(after: Any) -> str | None:
    """The key that an event about the trail names."""
    return str(after["key"]) if isinstance(after, dict) and "key" in after else None


def read_anchor(connection: Connection) -> Anchor | None:
    """The end of the trail; None where it is empty or not chained."""
    last = connection.execute(_LAST).one_or_none()
    return Anchor(last.id, last.mac) if last and last.mac else None


def read_events(connection: Connection, objects: Sequence[str]) -> Sequence[Any]:
    """What was done to these objects ('directive 000', 'target T6'), the newest first."""
    query = select(audit_event).where(audit_event.c.object.in_(objects))
    return connection.execute(query.order_by(audit_event.c.id.desc())).all()


def read_data_version(connection: Connection) -> int:
    """A number that changes with every write."""
    return connection.execute(select(data_version.c.version)).scalar_one()


def _seal(connection: Connection, key: bytes) -> int:
    """Chain the events that an earlier version recorded; how many they are. None once any event is chained."""
    rows = connection.execute(select(audit_event).order_by(audit_event.c.id)).all()
    if not rows or any(row.mac for row in rows):
        return 0
    macs: list[dict[str, Any]] = []
    for row in rows:
        macs.append({"which": row.id, "made": chained(key, macs[-1]["made"] if macs else None, row._mapping)})
    change = update(audit_event).where(audit_event.c.id == bindparam("which")).values(mac=bindparam("made"))
    connection.execute(change, macs)
    return len(rows)


def _plain(value: Any) -> Any:
    """Once through JSON: numbers as keys, tuples and the like are then as the database gives them back."""
    return json.loads(json.dumps(value))


def _canonical(event: Mapping[Any, Any]) -> bytes:
    """All an event says, written one way: keys sorted, letters escaped, its time in UTC to the microsecond."""
    told = {name: event[name] for name in _TOLD}
    told["at"] = event["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return _written(told).encode()


_TOLD = ("id", "by", "account", "action", "object", "before", "after")
_written = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
