"""How far assignments have come: progress with each assignment for a target of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from campaign.domain.assigning.assignments import Assignment, Reports, assigned_totals
from campaign.domain.doses import ASSIGNED
from campaign.domain.frames import ASSIGNMENTS, INTERVALS, POINTS, STANDING_DENOMINATORS, frame
from campaign.domain.progress.progress import progress
from campaign.domain.progress.status import MET, NO_DATA, status_reason
from campaign.locale import N_

EVERYBODY = 1.0  # an assignment is met when all the people assigned are vaccinated

_SINCE = (
    *("target", "parent", "assigned_on", "before", "before_end", "before_incomplete"),
    *("people", "method", "signed_off_on"),
)


def assignment_progress(
    assignments: Sequence[Assignment],
    points: Sequence[Sequence[Any]],
    targets: pd.DataFrame,
    units: pd.DataFrame,
    holidays: pd.DataFrame,
    as_of: date,
) -> pd.DataFrame:
    """One row (ASSIGNMENTS) per assignment given by `as_of`, in their order.

    `points` are rows of POINTS of all units of the levels assigned, `targets` TARGETS, `units` UNITS, `holidays`
    HOLIDAYS. Doses that are not reported since the day of the assignment are not known, not 0; a due day that has
    passed without a report is 'no data'. Nobody assigned is met from the start.
    """
    given = [each for each in assignments if each.day <= as_of]
    if not given:
        return frame([], ASSIGNMENTS)
    known = [row for row in points if row[4] <= as_of]
    reports, parts, places = Reports(known), [], []
    for of_round in _rounds(given, targets):
        goals = list(dict.fromkeys((given[place].target, given[place].due) for place in of_round))
        wanted = [given[place] for place in of_round]
        parts.append(_measured(wanted, goals, known, reports, targets, units, holidays, as_of))
        places += of_round
    reached = (parts[0] if len(parts) == 1 else pd.concat(parts)).take(np.argsort(places)).reset_index(drop=True)
    return _judged(reached, _given_frame(given, targets, units, reports), as_of)


def assignment_reason(row: Any) -> tuple[str, dict[str, Any]]:
    """Why a row of ASSIGNMENTS has its status: a catalogue key and its values, as `status.status_reason` gives them."""
    if row.people == 0:
        return NOBODY_ASSIGNED, {}
    if row.status == NO_DATA and not pd.isna(row.doses_to_date):
        return (BEFORE_UNKNOWN if pd.isna(row.before) else NO_REPORT_SINCE), {}
    return status_reason(row)


NOBODY_ASSIGNED = N_("Nobody is assigned to this unit.")
BEFORE_UNKNOWN = N_("How many doses had been given before the assignment is not known, so those since are not either.")
NO_REPORT_SINCE = N_("No figure has been reported since the day of the assignment.")


def _given_frame(
    given: Sequence[Assignment], targets: pd.DataFrame, units: pd.DataFrame, reports: Reports
) -> pd.DataFrame:
    """What was assigned, with what stood on the day; unknown is missing."""
    pairs, parents = _pairs(targets), dict(zip(units["unit"], units["parent"], strict=True))
    rows = []
    for each in given:
        before = reports.before(*pairs[each.target], each.unit, each.day)
        stood = (before.doses, before.end, before.incomplete) if before else (None, None, False)
        rows.append(
            (
                each.target,
                parents[each.unit],
                each.day,
                *stood,
                each.people,
                each.method,
                each.signed_off,
                each.people == 0,
            )
        )
    return frame(rows, {**{name: ASSIGNMENTS[name] for name in _SINCE}, "nobody": "bool"})


def _rounds(given: Sequence[Assignment], targets: pd.DataFrame) -> list[list[int]]:
    """The places of the assignments, so parted that no two targets of a part count the same doses of the same group."""
    pairs = _pairs(targets)
    parts: list[dict[tuple[str, str], str]] = []
    for target in dict.fromkeys(each.target for each in given):
        part = next((part for part in parts if pairs[target] not in part), None)
        if part is None:
            parts.append(part := {})
        part[pairs[target]] = target
    return [[place for place, each in enumerate(given) if each.target in part.values()] for part in parts]


def _measured(
    given: Sequence[Assignment],
    goals: Sequence[tuple[str, date]],
    points: Sequence[Sequence[Any]],
    reports: Reports,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    holidays: pd.DataFrame,
    as_of: date,
) -> pd.DataFrame:
    """PROGRESS of the assignments, each towards its target with its due day for a deadline (`goals`: target, due)."""
    people = [(*row, False) for row in assigned_totals(given, _pairs(targets), reports)]
    kinds = set(units["kind"].take(pd.Index(units["unit"]).get_indexer([each.unit for each in given])))
    shown = units[units["kind"].isin(kinds)].reset_index(drop=True)
    standing = frame(people, STANDING_DENOMINATORS)
    rows = progress(
        frame(points, POINTS), standing, _goals(goals, targets), shown, frame([], INTERVALS), holidays, as_of
    )
    goal, unit = ({code: place for place, code in enumerate(codes)} for codes in (goals, shown["unit"]))
    return rows.take([goal[each.target, each.due] * len(shown) + unit[each.unit] for each in given])


def _goals(goals: Sequence[tuple[str, date]], targets: pd.DataFrame) -> pd.DataFrame:
    """Each target once for each day its assignments are due on."""
    rows = targets.take(pd.Index(targets["target"]).get_indexer([target for target, _ in goals]))
    deadlines = np.array([due for _, due in goals], dtype="datetime64[us]")
    everybody = pd.array([EVERYBODY] * len(goals), dtype="Float64")
    kinds = pd.array([ASSIGNED] * len(goals), dtype="str")
    return rows.assign(denominator_kind=kinds, threshold=everybody, deadline=deadlines).reset_index(drop=True)


def _judged(reached: pd.DataFrame, since: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """What is given since the assignment, and the statuses that progress towards a plain target does not know."""
    reported = reached["period_end"] > since["assigned_on"]
    given = (reached["doses_to_date"] - since["before"]).where(reported)
    nobody = since.pop("nobody")
    people = since["people"].mask(nobody).astype("Float64")
    silent = ~reported & (reached["deadline"] < pd.Timestamp(as_of))
    judged = reached.assign(
        **since,
        given=given,
        coverage=(given / people).mask(nobody, EVERYBODY),
        remaining=reached["remaining"].mask(nobody, 0),
        required_pace=reached["required_pace"].mask(nobody, 0.0),
        reached_on=reached["reached_on"].where(~nobody, since["assigned_on"]),
        status=reached["status"].mask(silent, NO_DATA).mask(nobody, MET),
    )
    return judged[list(ASSIGNMENTS)].astype(ASSIGNMENTS)


def _pairs(targets: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """The targets' groups and doses."""
    rows = zip(targets["target"], targets["group"], targets["dose"], strict=True)
    return {target: (group, dose) for target, group, dose in rows}
