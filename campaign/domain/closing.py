"""Closed periods (khóa số liệu): what leadership has used is not changed any more, until it is opened again.

A close is a waterline: closing up to a day closes every figure whose period ends on or before it, since an earlier week
left open would move what is counted on from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from campaign.domain.counting.changes import Change
from campaign.domain.findings import ERROR, Finding

CLOSED = "period_closed"  # the finding that a cell would change a closed figure
FEWEST_WORDS = 3  # of a reason to open again: "sai" explains nothing to whoever asks a year later


class Close(NamedTuple):
    """One close, as it stands or was taken back; `sha256` is that of what was reported at it."""

    id: int
    last_day: date
    note: str
    sha256: str
    closed_by: str
    closed_at: datetime
    reopened_by: str | None = None
    reopened_at: datetime | None = None
    reopened_reason: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it was not opened again."""
        return self.reopened_at is None


class Difference(NamedTuple):
    """One value that is not what was reported: of a target and unit, or of a row that was (`is_` None) or is there
    alone (`was` None) under the field ROW."""

    target: str
    unit: str
    name: str
    field: str
    was: Any
    is_: Any


ROW = "row"
# What a difference is told by; whatever else differs follows from these, and is told only where none of them does.
MAIN = ("doses_to_date", "denominator", "denominator_kind", "coverage", "threshold", "deadline", "status", ROW)

Rows = Mapping[tuple[str, str], Mapping[str, Any]]  # by target and unit


def waterline(closes: Iterable[Close]) -> Close | None:
    """The close up to whose day all figures are closed: the latest that stands."""
    return max((each for each in closes if each.stands), key=lambda each: each.last_day, default=None)


def opened_by(closes: Iterable[Close], first: date) -> list[Close]:
    """The closes that opening from a day on takes back: each that stands and reaches that day, the earliest first."""
    return sorted((each for each in closes if each.stands and each.last_day >= first), key=lambda each: each.last_day)


def is_closed(day: date, closed: Close | None) -> bool:
    """Whether figures whose period ends on a day are closed."""
    return closed is not None and day <= closed.last_day


def is_reason(text: str) -> bool:
    """Whether a text says why: a few words, not a sign typed to get on."""
    return sum(any(letter.isalpha() for letter in word) for word in text.split()) >= FEWEST_WORDS


def find_closed(changes: Iterable[Change], closed: Close, names: Mapping[str, str]) -> list[Finding]:
    """An error at each cell that would add to or change what is closed; no answer settles it."""
    return [
        Finding(ERROR, CLOSED, each.sheet, each.cell, _values(each, closed, names))
        for each in changes
        if is_closed(each.period_end, closed)
    ]


def _values(change: Change, closed: Close, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": names.get(change.unit, change.unit),
        "value": change.new,
        "stands": "–" if change.old is None else change.old,
        "day": change.period_end,
        "closed": closed.last_day,
        "by": closed.closed_by,
    }


def differences(was: Rows, now: Rows) -> list[Difference]:
    """What differs between what was reported and what stands now, row by row, in the order reported.

    Fields that one side does not have are not compared: another version of the program reported them.
    """
    found = []
    for key, before in was.items():
        after = now.get(key)
        if after is None:
            found.append(Difference(*key, before["name"], ROW, before["name"], None))
            continue
        fields = (name for name in before if name in after and name != "name" and before[name] != after[name])
        found += [Difference(*key, before["name"], name, before[name], after[name]) for name in fields]
    more = (key for key in now if key not in was)
    return found + [Difference(*key, now[key]["name"], ROW, None, now[key]["name"]) for key in more]


def in_short(found: Sequence[Difference]) -> list[Difference]:
    """Of each row's differences those that matter (MAIN), all of them where none of these differs."""
    having = {(each.target, each.unit) for each in found if each.field in MAIN}
    return [each for each in found if each.field in MAIN or (each.target, each.unit) not in having]
