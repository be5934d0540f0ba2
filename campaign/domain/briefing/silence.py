"""Who has not reported what others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from campaign.locale.formats import is_missing


class Silent(NamedTuple):
    """A district whose figures for some targets end earlier than the others', or are not there (last: None)."""

    unit: str
    name: str
    targets: Sequence[str]
    last: date | None


def find_silent(districts: Iterable[Any]) -> list[Silent]:
    """Who lacks a report that another district has, in the order of `districts`: all their rows of PROGRESS.

    `last` is the oldest of the days on which its figures for those targets end.
    """
    listed = list(districts)
    reported = {row.target for row in listed if not is_missing(row.period_end)}
    missing: dict[str, list[Any]] = defaultdict(list)
    for row in listed:
        if row.stale or (is_missing(row.period_end) and row.target in reported):
            missing[row.unit].append(row)
    return [Silent(unit, rows[0].name, [row.target for row in rows], _oldest(rows)) for unit, rows in missing.items()]


def _oldest(rows: Iterable[Any]) -> date | None:
    days = [row.period_end for row in rows]
    return None if any(is_missing(day) for day in days) else min(days).date()
