"""The chain of targets over time: when each was set, reached, due and replaced, and what the verdict was on the day.

A deadline is judged for good by the last report at or before it. A target that takes another's place sets a deadline of
its own and changes nothing about one that had passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from campaign.domain.frames import EVENTS, TARGETS, VERDICTS, frame, rows_of
from campaign.domain.progress.progress import progress
from campaign.domain.progress.status import MET, MISSED, NO_DATA, OPEN
from campaign.locale import N_
from campaign.locale.formats import is_missing

# In the order they are told when they fall on one day.
ISSUED, SET, REACHED, DEADLINE, SUPERSEDED = "issued", "set", "reached", "deadline", "superseded"
EVENT_KINDS = (ISSUED, SET, REACHED, DEADLINE, SUPERSEDED)
EVENT_WORDS = {
    ISSUED: N_("Directive issued"),
    SET: N_("Target set"),
    REACHED: N_("First reached"),
    DEADLINE: N_("Deadline"),
    SUPERSEDED: N_("Replaced"),
}

# What a target can still become after its last day: whatever else it was, it was not reached.
_FINAL = (MET, NO_DATA, OPEN)


def known_at(rows: Iterable[Sequence[Any]], as_of: date) -> pd.DataFrame:
    """TARGETS as they were known on a day: no target and no successor that was issued later.

    `rows` are in the order of TARGETS, as store.read_targets gives them.
    """
    known = [row for row in rows if row[_SINCE] <= as_of]
    return frame([row if _is_replaced(row, as_of) else (*row[:_BY], None, None) for row in known], TARGETS)


_SINCE, _BY, _ON = (list(TARGETS).index(name) for name in ("in_force_from", "superseded_by", "superseded_on"))


def _is_replaced(row: Sequence[Any], as_of: date) -> bool:
    return row[_ON] is not None and row[_ON] <= as_of


def deadline_verdicts(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
    *,
    now: pd.DataFrame,
    as_of: date,
) -> pd.DataFrame:
    """One row (VERDICTS) per target with a deadline x unit, in the order of `now`: what `progress` of the same frames
    says at `as_of`.

    Once a deadline has passed, coverage is of the latest report at or before it, against the people in force on it, and
    the status is what it was the day after: met, missed, or no data. A target that was replaced before its deadline has
    no verdict: its deadline no longer held. `reached_on` is known up to `as_of`.
    """
    held = targets[targets["deadline"].notna() & ~(targets["superseded_on"] <= targets["deadline"])]
    passed = held["deadline"] < pd.Timestamp(as_of)
    parts = [now[now["target"].isin(held["target"][~passed])].assign(passed=False)]
    for day, due in held[passed].groupby("deadline"):
        then = points[points["period_end"] <= day], denominators[denominators["valid_from"] <= day]
        parts.append(_judged(progress(*then, due, units, intervals, holidays, day.date())))
    return _in_order(pd.concat(parts, ignore_index=True)[list(VERDICTS)], now)


def _judged(last: pd.DataFrame) -> pd.DataFrame:
    """Progress on the last day, with what it is the day after."""
    return last.assign(passed=True, status=last["status"].where(last["status"].isin(_FINAL), MISSED))


def _in_order(found: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """In the order of `now`, with the day on which each was first reached up to now."""
    keys = ["target", "unit"]
    place = pd.MultiIndex.from_frame(now[keys]).get_indexer(pd.MultiIndex.from_frame(found[keys]))
    known = found.assign(reached_on=now["reached_on"].array.take(place))
    return known.iloc[np.argsort(place, kind="stable")].reset_index(drop=True)


def timeline_events(
    issued: Mapping[str, date], targets: pd.DataFrame, verdicts: pd.DataFrame, now: pd.DataFrame
) -> pd.DataFrame:
    """What happened by day (EVENTS), as one unit did: its VERDICTS and its PROGRESS now.

    `issued` are the days on which directives took effect, `targets` those known at the date (known_at).

    A deadline that is still ahead is there with the status it has now. What was reached after another target had taken
    the place counts for that one.
    """
    judged = {row.target: row for row in rows_of(verdicts)}
    reached = dict(zip(now["target"], now["reached_on"], strict=True))
    rows = [(day, ISSUED, None, directive, *_UNTOLD, None) for directive, day in issued.items()]
    rows += [
        event for row in rows_of(targets) for event in _events(row, judged.get(row.target), reached.get(row.target))
    ]
    return frame(sorted(rows, key=_by_day), EVENTS)


def _by_day(event: Sequence[Any]) -> tuple[int, int]:
    return event[0].toordinal(), EVENT_KINDS.index(event[1])


def _events(row: Any, judged: Any, reached: Any) -> Iterator[tuple[Any, ...]]:
    """The events of one target (EVENTS)."""
    yield row.in_force_from, SET, row.target, row.directive, *_UNTOLD, _known(row.threshold)
    if not is_missing(reached) and not reached >= row.superseded_on:
        yield reached, REACHED, row.target, row.directive, *_UNTOLD, _known(row.threshold)
    if judged is not None:
        state = judged.status, judged.passed, _known(judged.coverage), *_bounds(judged), _known(judged.period_end)
        yield row.deadline, DEADLINE, row.target, row.directive, None, *state, _known(row.threshold)
    if not is_missing(row.superseded_on):
        yield row.superseded_on, SUPERSEDED, row.target, row.directive, row.superseded_by, *_UNTOLD[1:], None


# No successor, status, verdict, coverage, lower or upper bound, day of figures.
_UNTOLD = None, None, False, None, False, False, None


def _bounds(judged: Any) -> tuple[bool, bool]:
    """Whether its coverage is a lower bound, and whether it is an upper one."""
    return judged.incomplete, judged.people_at_least


def _known(value: Any) -> Any:
    return None if is_missing(value) else value
