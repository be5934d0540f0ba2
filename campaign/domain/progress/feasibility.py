"""Whether the pace a deadline asks for can be kept: by what a unit has done in its best week, and by who is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from campaign.domain.arrays import Floats, Ints
from campaign.locale import N_, Translate
from campaign.locale.formats import MISSING, day, number, whole_needed

STRETCH_TIMES = 2  # a unit that doubles its best week stretches itself; beyond that nobody has shown it can be done

FEASIBLE, STRETCH, IMPOSSIBLE = "feasible", "stretch", "impossible"
FEASIBILITIES = (FEASIBLE, STRETCH, IMPOSSIBLE)
FEASIBILITY_WORDS = {
    FEASIBLE: N_("Feasible"),
    STRETCH: N_("Stretch"),
    IMPOSSIBLE: N_("Impossible"),
}
# One shape each, none of them a status' sign.
FEASIBILITY_SIGNS = {FEASIBLE: "◎", STRETCH: "△", IMPOSSIBLE: "⊘"}

_DECIMALS = 6  # 700 doses in 3 days are as many a week however the division comes out


def find_feasibility(
    *, days_left: Floats, remaining: Floats, required: Floats, best: Floats, pool: Floats, at_most: Floats
) -> Ints:
    """Each entry's place in FEASIBILITIES, -1 where nothing is asked or nothing can be told; NaN is unknown or none.

    The pool is too small only where even `at_most` is: between two reports, or after the last one, more may be due
    than are known. A unit without a week of doses has shown nothing yet: its pace is not judged.
    """
    rules = (
        (~((days_left > 0) & (remaining > 0)), None),
        (at_most < remaining, IMPOSSIBLE),
        (~(best > 0), None),
        (is_too_fast(required, best), IMPOSSIBLE),
        (~(pool >= remaining), None),
        (np.round(required, _DECIMALS) <= np.round(best, _DECIMALS), FEASIBLE),
    )
    places = [np.int64(-1 if feasibility is None else FEASIBILITIES.index(feasibility)) for _, feasibility in rules]
    return np.select([applies for applies, _ in rules], places, default=np.int64(FEASIBILITIES.index(STRETCH)))


def is_too_fast(required: Any, best: Any) -> Any:
    """Whether a pace is beyond what a unit's best week lets one hope for; elementwise."""
    return np.round(required, _DECIMALS) > np.round(STRETCH_TIMES * best, _DECIMALS)


def feasibility_reason(row: Any) -> tuple[str, dict[str, Any]]:
    """Why a row is feasible or not, or why it cannot be told: a catalogue key, and the values it names, unformatted.

    `row` has the OUTLOOK columns as attributes. `required` and `best` are doses a week, `deadline` and `best_end`
    dates, `times` and the others whole numbers.
    """
    message = _reason(row)
    return message, {name: read(row) for name, read in _VALUES.items() if f"{{{name}}}" in message}


def feasibility_label(feasibility: Any, translate: Translate) -> str:
    """A feasibility as sign and word: ◎ Feasible; "–" where it cannot be told."""
    if pd.isna(feasibility):
        return MISSING
    return f"{FEASIBILITY_SIGNS[feasibility]} {translate(FEASIBILITY_WORDS[feasibility])}"


def feasibility_words(row: Any, translate: Translate, language: str) -> str:
    """The reason as a reader reads it."""
    message, values = feasibility_reason(row)
    write = {name: (day if isinstance(value, date) else number)(value, language) for name, value in values.items()}
    return translate(message).format(**write)


def _reason(row: Any) -> str:
    if not pd.isna(row.feasibility):
        return _judged(row)
    if pd.isna(row.deadline) or pd.isna(row.threshold):
        return NOTHING_SET
    if row.days_left <= 0:
        return LAST_DAY if row.days_left == 0 else PASSED
    if pd.isna(row.remaining):
        return UNKNOWN
    if row.remaining == 0:
        return REACHED
    if pd.isna(row.best_week) or row.best_week <= 0:
        return NO_WEEK
    return POOL_UNKNOWN if pd.isna(row.pool_by_deadline) else POOL_OPEN


def _judged(row: Any) -> str:
    if row.feasibility == IMPOSSIBLE:
        fast = not pd.isna(row.best_week) and row.best_week > 0 and is_too_fast(row.required_pace, row.best_week)
        return TOO_FAST if fast else TOO_FEW
    known = {FEASIBLE: (WITHIN, WITHIN_AT_LEAST), STRETCH: (BEYOND, BEYOND_AT_LEAST)}
    return known[row.feasibility][int(row.pool_at_least)]


WITHIN = N_(
    "{required} doses a week are needed; the best week so far, up to {best_end}, had {best}. "
    "Due by {deadline} and not vaccinated: {pool}; still to vaccinate: {remaining}."
)
WITHIN_AT_LEAST = N_(
    "{required} doses a week are needed; the best week so far, up to {best_end}, had {best}. "
    "Due by {deadline} and not vaccinated: at least {pool}; still to vaccinate: {remaining}."
)
BEYOND = N_(
    "{required} doses a week are needed, more than ever before: the best week so far, up to {best_end}, had {best}. "
    "Due by {deadline} and not vaccinated: {pool}; still to vaccinate: {remaining}."
)
BEYOND_AT_LEAST = N_(
    "{required} doses a week are needed, more than ever before: the best week so far, up to {best_end}, had {best}. "
    "Due by {deadline} and not vaccinated: at least {pool}; still to vaccinate: {remaining}."
)
TOO_FAST = N_(
    "{required} doses a week are needed, more than {times} times the best week so far, which had {best} "
    "(up to {best_end}); still to vaccinate by {deadline}: {remaining}."
)
TOO_FEW = N_(
    "Still to vaccinate by {deadline}: {remaining}, but only {pool} more people are due by then: "
    "the others had the dose before too late, or not at all."
)
NOTHING_SET = N_("No deadline is set, so no pace is asked for.")
PASSED = N_("The deadline {deadline} has passed: no pace can meet it.")
LAST_DAY = N_("The figures are of the last day of the deadline, {deadline}: no week is left to judge a pace by.")
UNKNOWN = N_("The figures or the number of people are not known, so nothing can be judged.")
REACHED = N_("The share to reach is reached already.")
NO_WEEK = N_("No week with doses is reported yet, so the {required} doses a week that are needed cannot be judged.")
POOL_UNKNOWN = N_("Who will be due by {deadline} is not known; still to vaccinate: {remaining}.")
POOL_OPEN = N_(
    "At least {pool} people are due by {deadline} and not vaccinated, fewer than the {remaining} still to vaccinate; "
    "how many more the reports of the dose before do not tell."
)

_VALUES: dict[str, Callable[[Any], Any]] = {
    "required": lambda row: whole_needed(row.required_pace),
    "best": lambda row: float(row.best_week),
    "best_end": lambda row: row.best_week_end.date(),
    "times": lambda row: STRETCH_TIMES,
    "deadline": lambda row: row.deadline.date(),
    "pool": lambda row: int(row.pool_by_deadline),
    "remaining": lambda row: int(row.remaining),
}
