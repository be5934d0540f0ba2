"""Assignments (giao chỉ tiêu): how many people a unit is to vaccinate, from which day on, by when, who answers for it.

The number assigned counts from the day of the assignment: doses given before it do not fulfil it. So the total that a
unit's doses to date are held against is its doses to date on that day and the people assigned together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from campaign.domain.names.units import Unit

ONE_DAY = timedelta(days=1)


class Assignment(NamedTuple):
    """An assignment as it stands, without persons; `signed_off` is the day it was signed off."""

    target: str
    unit: str
    people: int
    due: date
    day: date
    method: str
    signed_off: date | None = None


class Responsible(NamedTuple):
    """Who answers for an assignment: personal data."""

    name: str | None = None
    post: str | None = None


class Wanted(NamedTuple):
    """One unit's assignment as somebody wants it; `responsible` None leaves who answers for it as it is.

    sheet: where it was read; cells: the cells it was read from, by field (unit, people, due).
    """

    unit: str
    people: int | None
    due: date | None
    responsible: Responsible | None = None
    sheet: str | None = None
    cells: Mapping[str, str] = {}


class Draft(NamedTuple):
    """Assignments of the units right under `parent`, all from `day` on.

    total: the province's own number, None to leave it (a district's is assigned to it with the other districts').
    """

    target: str
    parent: str
    day: date
    method: str
    rows: Sequence[Wanted]
    total: int | None = None
    total_cells: Mapping[str, str] = {}


class Goal(NamedTuple):
    """What an assignment serves: a target with the day from which its directive is in force."""

    target: str
    since: date
    deadline: date | None


class Ground(NamedTuple):
    """What a draft is held against. remaining: people still to vaccinate, None where not known; late: units whose
    figures are older than others', with the last day of them."""

    goal: Goal
    units: Mapping[str, Unit]
    standing: Mapping[str, Assignment]
    remaining: Mapping[str, int | None]
    late: Mapping[str, date]


class Before(NamedTuple):
    """Doses to date on the day of an assignment, up to `end`; the flag says that they are a lower bound."""

    doses: int
    end: date
    incomplete: bool


class Reports:
    """Reported totals (rows of POINTS) that can be asked what stood on a day."""

    def __init__(self, points: Iterable[Sequence[Any]]) -> None:
        self._series: dict[tuple[str, str, str], list[Sequence[Any]]] = defaultdict(list)
        for row in sorted(points, key=lambda row: row[4]):
            self._series[row[0], row[1], row[2]].append(row)

    def before(self, group: str, dose: str, unit: str, day: date) -> Before | None:
        """What the latest report by `day` says; without one, what the first report after it says stood before it."""
        series = self._series.get((group, dose, unit), [])
        earlier = [row for row in series if row[4] <= day and row[6] is not None]
        if earlier:
            *_, end, _, to_date, incomplete, _ = earlier[-1]
            return Before(to_date, end, incomplete)
        return _before_first(series[0]) if series else None


def assigned_totals(
    assignments: Iterable[Assignment], goals: Mapping[str, tuple[str, str]], reports: Reports
) -> list[tuple[str, str, str, str, date, int]]:
    """Rows of DENOMINATORS of kind `assigned`: the totals that doses to date are held against from the day on.

    `goals` are the targets' groups and doses. An assignment whose doses before it are not known gives none.
    """
    rows = []
    for each in assignments:
        group, dose = goals[each.target]
        before = reports.before(group, dose, each.unit, each.day)
        if before:
            rows.append((group, dose, each.unit, "assigned", each.day, before.doses + each.people))
    return rows


def _before_first(row: Sequence[Any]) -> Before | None:
    """What stood before the period of a unit's first report: its doses to date without those of the period."""
    _, _, _, start, _, in_period, to_date, incomplete, _ = row
    if start is None or in_period is None or to_date is None:
        return None
    return Before(to_date - in_period, start - ONE_DAY, incomplete)
