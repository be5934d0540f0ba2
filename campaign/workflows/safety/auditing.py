"""Whether the audit trail still says what was recorded: changed, missing, cut off, written anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from campaign.locale import N_
from campaign.store.engine import Database
from campaign.store.safety.audit import Anchor, read_key_name
from campaign.store.safety.audit_chain import (
    CHANGED,
    EARLIER,
    MISSING,
    OTHER_KEY,
    UNCHAINED,
    Doubt,
    Walk,
    find_missing_guards,
    keys_of,
    walk,
)

Problem = tuple[str, dict[str, object]]

WORDS = {
    CHANGED: N_("Audit trail: no. {events} changed after being recorded. Compare with a backup from before."),
    MISSING: N_("Audit trail: no. {events} deleted. Compare with a backup from before."),
    UNCHAINED: N_("Audit trail: no. {events} recorded without the key, so nobody can tell whether they were changed."),
    OTHER_KEY: N_(
        "Audit trail: no. {events} chained with another key, so nobody can tell whether they were changed; figures are "
        "not touched by that, and no backup need be restored. 'check --key FILE' takes that other key, if it was kept. "
        "Was a new key made because this one was lost, and this one found again? Then put the newer key back."
    ),
    EARLIER: N_(
        "Audit trail: no. {events} recorded with an earlier time than the event before. The server's clock was set "
        "back; the order is that of the numbers."
    ),
}
CUT = N_(
    "Audit trail: it ends with no. {last}, but no. {event} was printed or backed up. Its end was cut off, or an "
    "older database stands in its place."
)
EMPTY = N_("Audit trail: it is empty, although every database has recorded events since it was made.")
NO_START = N_(
    "Audit trail: the event it begins with is gone; every database has it. The trail was emptied or written anew: "
    "compare with a backup from before."
)
WRITTEN_ANEW = N_(
    "Audit trail: no. {event} is not the one that was printed or backed up ({mac}). The trail was written anew, or "
    "another database stands in its place."
)
REPLACED = N_(
    "Audit trail: no. {event} was printed or backed up before the database was restored (no. {restored}). What was "
    "done between the backup and then is in the database that was replaced, and in it alone."
)
UNGUARDED = N_(
    "Audit trail: the database no longer refuses to change or delete events ({names}). Restore a backup, and find out "
    "who had access to the database."
)


class Verified(NamedTuple):
    """What checking the trail found, as (message, values); `wrong` must be looked into, `to_know` need not.

    events: how many there are; end: the last one as an anchor, with its time `until`; anchors: how many were compared.
    """

    wrong: Sequence[Problem]
    to_know: Sequence[Problem]
    events: int
    end: Anchor | None
    until: datetime | None
    checked_at: datetime
    anchors: int


def check_chain(database: Database, anchors: Sequence[Anchor] = ()) -> list[Problem]:
    """Everything about the trail that must be looked into, as (message, values)."""
    return list(verify_trail(database, anchors).wrong)


def is_of_trail(problem: Problem) -> bool:
    """Whether a problem is one of the trail's."""
    return problem[0] in (*WORDS.values(), CUT, EMPTY, NO_START, WRITTEN_ANEW, REPLACED, UNGUARDED)


def verify_trail(database: Database, anchors: Sequence[Anchor] = (), *, old_keys: Sequence[bytes] = ()) -> Verified:
    """The whole trail held against its chain, and against the anchors kept elsewhere.

    The chain alone tells of events that were changed, deleted between others or swapped; only an anchor tells of an
    end that was cut off, of a trail that was emptied, and of one written anew by somebody who has the key.
    """
    with database.reading() as connection:
        found = walk(connection, [*keys_of(database), *old_keys], [anchor.id for anchor in anchors])
        guards, named = find_missing_guards(connection), read_key_name(connection)
    legal = [doubt for doubt in found.doubts if _is_legal(doubt, found)]
    wrong = list(_told(doubt for doubt in found.doubts if doubt not in legal))
    gone, replaced = _unanchored(found, anchors)
    wrong += gone
    if guards:
        wrong.append((UNGUARDED, {"names": ", ".join(guards)}))
    if not found.events:
        wrong.append((EMPTY, {}))
    elif named is None:
        wrong.append((NO_START, {}))
    end = Anchor(found.end.id, found.end.mac) if found.end is not None and found.end.mac else None
    until = found.end.at if found.end is not None else None
    return Verified(wrong, [*_told(legal), *replaced], found.events, end, until, datetime.now(UTC), len(anchors))


def _is_legal(doubt: Doubt, found: Walk) -> bool:
    """A clock set back; and a key that was lost, where the program itself went on from there with a new one.

    Another key later than ours is not: whoever forges events would call it that.
    """
    if doubt.kind == EARLIER:
        return True
    forged = any(each.kind == CHANGED and each.first == found.replaced for each in found.doubts)
    return doubt.kind == OTHER_KEY and doubt.last + 1 == found.replaced and not forged


def _told(doubts: Iterable[Doubt]) -> Iterator[Problem]:
    for doubt in doubts:
        events = f"{doubt.first}" if doubt.first == doubt.last else f"{doubt.first}–{doubt.last}"
        yield WORDS[doubt.kind], {"events": events}


def _unanchored(found: Walk, anchors: Sequence[Anchor]) -> tuple[list[Problem], list[Problem]]:
    """The anchors that the trail does not hold any more: without a reason, and for a restoration that it tells of."""
    last = found.end.id if found.end is not None else 0
    gone, replaced = list[Problem](), list[Problem]()
    for anchor in dict.fromkeys(anchors):
        there = found.anchors[anchor.id]
        if there is not None and there.mac.startswith(anchor.mac):
            continue
        restored = [number for number, until in found.restored.items() if number <= anchor.id <= until]
        if restored:
            replaced.append((REPLACED, {"event": anchor.id, "restored": restored[0]}))
        elif anchor.id > last:
            gone.append((CUT, {"event": anchor.id, "last": last}))
        else:
            gone.append((WRITTEN_ANEW, {"event": anchor.id, "mac": anchor.mac}))
    return gone, replaced
