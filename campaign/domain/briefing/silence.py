"""Who has not reported what others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from campaign.locale.formats import is_missing


class Silent(NamedTuple):
    """A district that lacks figures which another has.

    `late`: the targets for which its figures end earlier than another's, `last` the oldest of the days on which they
    end (None without any); `never`: those for which it has no figures at all. `whole`: it lacks every target for which
    anybody has reported.
    """

    unit: str
    name: str
    late: Sequence[str]
    last: date | None
    never: Sequence[str]
    whole: bool


def find_silent(districts: Iterable[Any]) -> list[Silent]:
    """Who lacks figures that another district has, in the order of `districts`: all their rows of PROGRESS."""
    listed = list(districts)
    reported = {row.target for row in listed if not is_missing(row.period_end)}
    missing: dict[str, list[Any]] = defaultdict(list)
    for row in listed:
        if row.stale or (is_missing(row.period_end) and row.target in reported):
            missing[row.unit].append(row)
    return [_silent(rows, whole=len(rows) == len(reported)) for rows in missing.values()]


def _silent(rows: Sequence[Any], *, whole: bool) -> Silent:
    """A district from its rows that lack figures."""
    late = [row for row in rows if not is_missing(row.period_end)]
    last = min((row.period_end for row in late), default=None)
    never = [row.target for row in rows if is_missing(row.period_end)]
    targets = [row.target for row in late]
    return Silent(rows[0].unit, rows[0].name, targets, None if last is None else last.date(), never, whole)
