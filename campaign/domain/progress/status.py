"""Status against a deadline: its rule, its word, its sign, and the figures that decided it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from campaign.domain.arrays import Flags, Floats, Ints
from campaign.locale import N_
from campaign.locale.formats import whole_needed

AT_RISK_DAYS = 14  # completion projected up to this many days after the deadline is a risk; later is behind

MET, MET_LATE, MISSED = "met", "met_late", "missed"
ON_TRACK, AT_RISK, BEHIND = "on_track", "at_risk", "behind"
OPEN, NO_DATA = "open", "no_data"
STATUSES = (MET, MET_LATE, MISSED, ON_TRACK, AT_RISK, BEHIND, OPEN, NO_DATA)

STATUS_WORDS = {
    MET: N_("Met"),
    MET_LATE: N_("Met late"),
    MISSED: N_("Missed"),
    ON_TRACK: N_("On track"),
    AT_RISK: N_("At risk"),
    BEHIND: N_("Behind"),
    OPEN: N_("Ongoing"),
    NO_DATA: N_("No data"),
}
# One shape each, so that a status can be told without its colour.
STATUS_SIGNS = {
    MET: "✓",
    MET_LATE: "●",
    MISSED: "✗",
    ON_TRACK: "▲",
    AT_RISK: "◆",
    BEHIND: "▼",
    OPEN: "○",
    NO_DATA: "–",
}


def find_status(
    *,
    as_of: int,
    coverage: Floats,
    threshold: Floats,
    deadline: Floats,
    remaining: Floats,
    reached_on: Floats,
    met_then: Flags,
    held: Flags,
    projected: Floats,
    superseded: Floats,
    people_at_least: Flags,
) -> Ints:
    """Each entry's place in STATUSES; days are numbers, NaN is unknown or none.

    The deadline day itself is in time. `met_then`: the threshold was reached on the deadline, of the people in force
    then; `held`: of them it still is, so that people counted later turn no met deadline into a missed one. What was
    reached earlier but not on the deadline, and again after it, is late. A deadline that had passed when another target
    superseded this one stays missed: what is reached after that counts for the other. Where more people are known to be
    due than are counted, nothing is said to be reached or on track.
    """
    in_time = (as_of <= deadline) | met_then
    too_late = (deadline < superseded) & (superseded <= as_of) & (reached_on >= superseded)
    rules = (
        (np.isnan(coverage), NO_DATA),
        (np.isnan(threshold) | np.isnan(deadline), OPEN),
        (people_at_least & ((remaining == 0) | ((as_of <= deadline) & (projected <= deadline))), NO_DATA),
        (held | ((remaining == 0) & in_time), MET),
        (too_late, MISSED),
        (remaining == 0, MET_LATE),
        (as_of > deadline, MISSED),
        (projected <= deadline, ON_TRACK),
        (projected <= deadline + AT_RISK_DAYS, AT_RISK),
    )
    places = [np.int64(STATUSES.index(status)) for _, status in rules]
    return np.select([applies for applies, _ in rules], places, default=np.int64(STATUSES.index(BEHIND)))


def status_reason(row: Any) -> tuple[str, dict[str, Any]]:
    """Why a row of progress has its status: one sentence's catalogue key, and the values it names, not yet formatted.

    `row` has the PROGRESS columns as attributes (from rows_of, or a Series). `threshold` and `coverage` are
    fractions, `pace` and `required` doses a week; `projected`, `reached_on` and `deadline` are dates, the others whole
    numbers.
    """
    message = _reason(row)
    return message, {name: read(row) for name, read in _VALUES.items() if f"{{{name}}}" in message}


def _reason(row: Any) -> str:
    if row.status == NO_DATA:
        return _no_data(row)
    if row.status == OPEN:
        return NO_DEADLINE if pd.isna(row.deadline) else NO_THRESHOLD
    if row.status in (AT_RISK, BEHIND):
        return _too_late(row)
    if row.status == MISSED and row.remaining == 0:
        return REACHED_AFTERWARDS
    return {MET: REACHED, MET_LATE: REACHED_LATE, MISSED: NOT_REACHED, ON_TRACK: IN_TIME}[row.status]


def _no_data(row: Any) -> str:
    if pd.isna(row.doses_to_date):
        return NO_FIGURE
    if row.people_at_least:
        return PEOPLE_AT_LEAST
    return NO_DENOMINATOR if pd.isna(row.denominator) else NOBODY


def _too_late(row: Any) -> str:
    if pd.isna(row.pace):
        return NO_PACE
    if pd.isna(row.projected_completion):
        return OUT_OF_SIGHT if row.pace > 0 else STANDSTILL
    return TOO_LATE if row.days_left > 0 else LAST_DAY


NO_FIGURE = N_("No figure has been reported up to this date.")
NO_DENOMINATOR = N_("{doses_to_date} doses are reported, but the number of people to vaccinate is not known.")
PEOPLE_AT_LEAST = N_(
    "{doses_to_date} doses are reported, but more people are due than the {denominator} counted: reports of the dose "
    "before end too early to tell."
)
NOBODY = N_("{doses_to_date} doses are reported, but the number of people to vaccinate is given as 0.")
NO_DEADLINE = N_("No deadline is set; {doses_to_date} doses for {denominator} people make {coverage}.")
NO_THRESHOLD = N_("No share to reach is set; {doses_to_date} doses for {denominator} people make {coverage}.")
REACHED = N_("{threshold} was reached on {reached_on}; the deadline is {deadline}.")
REACHED_LATE = N_("{threshold} was reached on {reached_on}, after the deadline {deadline} (days late: {late}).")
REACHED_AFTERWARDS = N_(
    "The deadline {deadline} had passed below {threshold} when another target took its place; it was reached on "
    "{reached_on} (days late: {late})."
)
NOT_REACHED = N_(
    "The deadline {deadline} has passed; coverage by now is {coverage}, below {threshold}; people still to vaccinate: "
    "{remaining}."
)
IN_TIME = N_(
    "At {pace} doses a week the threshold is reached on {projected}, by the deadline {deadline}; "
    "{required} a week are needed."
)
TOO_LATE = N_(
    "At {pace} doses a week the threshold is reached on {projected}, after the deadline {deadline} "
    "(days late: {late}); {required} a week are needed."
)
LAST_DAY = N_(
    "At {pace} doses a week the threshold is reached on {projected} (days late: {late}); "
    "{deadline} is the last day of the deadline, people still to vaccinate: {remaining}."
)
NO_PACE = N_("There are too few reports to tell the pace; people still to vaccinate by {deadline}: {remaining}.")
STANDSTILL = N_(
    "The last reported weeks added no doses ({pace} a week); people still to vaccinate by {deadline}: {remaining}."
)
OUT_OF_SIGHT = N_(
    "At {pace} doses a week the threshold is out of reach; people still to vaccinate by {deadline}: {remaining}."
)

_VALUES: dict[str, Callable[[Any], Any]] = {
    "doses_to_date": lambda row: int(row.doses_to_date),
    "denominator": lambda row: int(row.denominator),
    "coverage": lambda row: float(row.coverage),
    "threshold": lambda row: float(row.threshold),
    "remaining": lambda row: int(row.remaining),
    "pace": lambda row: float(row.pace),
    "required": lambda row: whole_needed(row.required_pace),
    "projected": lambda row: row.projected_completion.date(),
    "reached_on": lambda row: row.reached_on.date(),
    "deadline": lambda row: row.deadline.date(),
    "late": lambda row: int(
        ((row.projected_completion if row.status in (AT_RISK, BEHIND) else row.reached_on) - row.deadline).days
    ),
}
