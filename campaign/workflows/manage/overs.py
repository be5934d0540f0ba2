"""Coverages over 100 %, each with what speaks for its doses or its people being off."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain import frames
from campaign.domain.directives.in_force import in_force
from campaign.domain.doses import INTERVAL, PREVIOUS_DOSE, RESIDENT
from campaign.domain.frames import rows_of
from campaign.domain.people.coverage_over import Explanation, OverCase, explain_over
from campaign.domain.people.denominator_sums import standing_denominators
from campaign.domain.place import LAI_CHAU
from campaign.domain.progress.progress import progress
from campaign.store.engine import Connection, Database
from campaign.store.manage.targets import read_denominators
from campaign.store.manage.units import read_groups
from campaign.store.sheets.totals import read_totals
from campaign.workflows.monitor.monitoring import read_basis, situation_of

# The group that another one's people are held against: in a province the ages stand in much the same proportion.
ADULTS, CHILDREN = "18+", "12-17"


class Over(NamedTuple):
    """A unit with more doses than people for a target, and why that may be."""

    target: str
    unit: str
    name: str
    group: str
    dose: str
    kind: str
    doses: int
    people: int
    coverage: float
    explanation: Explanation


def explain_overs(
    database: Database,
    as_of: date,
    *,
    target: str | None = None,
    unit: str | None = None,
    levels: Collection[str] = ("district", "province"),
) -> list[Over]:
    """Every coverage over 100 % of a target in force at a date, explained; of one target or unit alone where given.

    Raises NotFound for a target that there is not.
    """
    with database.reading() as connection:
        basis = read_basis(connection, levels=levels, target=target, as_of=as_of)
        rows = progress(*situation_of(basis, levels), as_of)
        standing = set(basis.targets["target"][in_force(basis.targets, as_of)]) if target is None else {target}
        over = rows[(rows["coverage"] > 1) & rows["target"].isin(standing)]
        over = over[over["unit"] == unit] if unit else over
        if over.empty:
            return []
        known = _Known(connection, basis.units, as_of)
    pairs = dict(
        zip(basis.targets["target"], zip(basis.targets["group"], basis.targets["dose"], strict=True), strict=True)
    )
    return list(_explained(over, pairs, known))


def _explained(over: pd.DataFrame, pairs: dict[str, tuple[str, str]], known: _Known) -> Iterator[Over]:
    for row in rows_of(over):
        group, dose = pairs[row.target]
        case = known.case(row, group, dose)
        if explanation := explain_over(case):
            figures = (case.doses, case.people, float(row.coverage))
            yield Over(row.target, row.unit, row.name, group, dose, case.kind, *figures, explanation)


class _Known:
    """All that is known of people and doses at a date, to be asked for a few units."""

    def __init__(self, connection: Connection, units: pd.DataFrame, as_of: date) -> None:
        groups = [row.code for row in read_groups(connection)]
        rows = frames.frame(read_denominators(connection, LAI_CHAU, groups), frames.DENOMINATORS)
        people = standing_denominators(rows, units)
        people = people[people["valid_from"] <= pd.Timestamp(as_of)]
        self.people: dict[tuple[str, str, str, str], list[int]] = {}
        for each in rows_of(people.sort_values("valid_from")):
            self.people.setdefault((each.unit, each.group, each.dose, each.kind), []).append(int(each.people))
        self.province = str(units[units["kind"] == "province"]["unit"].iloc[0])
        self.connection, self.as_of = connection, as_of
        self.totals = read_totals(connection, LAI_CHAU, until=as_of)

    def case(self, row: Any, group: str, dose: str) -> OverCase:
        """What is known of one unit of progress."""
        kind = str(row.denominator_kind)
        kinds = {k for u, g, d, k in self.people if (u, g, d) == (row.unit, group, dose)} - {kind}
        revisions = self.people.get((row.unit, group, dose, kind), []) if kind != INTERVAL else []
        to_date = self._doses(row.unit, group, dose)
        before = self._doses(row.unit, group, PREVIOUS_DOSE.get(dose, ""))
        return OverCase(
            doses=int(row.doses_to_date),
            people=int(row.denominator),
            kind=kind,
            others={each: self.people[row.unit, group, dose, each][-1] for each in sorted(kinds)},
            people_before=revisions[-2] if len(revisions) > 1 else None,
            previous_doses=before[-1] if before else None,
            increments=[later - earlier for earlier, later in pairwise(to_date)],
            neighbour=self._neighbour(row.unit, group, dose, kind),
        )

    def _doses(self, unit: str, group: str, dose: str) -> list[int]:
        """A unit's doses to date on every day it reported."""
        mine = (row for row in self.totals if (row.unit, row.target_group, row.dose) == (unit, group, dose))
        return [row.doses_to_date for row in mine]

    def _neighbour(self, unit: str, group: str, dose: str, kind: str) -> tuple[str, int, float] | None:
        other = CHILDREN if group == ADULTS else ADULTS
        people = self.people.get((unit, other, dose, RESIDENT))
        whole = self.people.get((self.province, other, dose, RESIDENT))
        part = self.people.get((self.province, group, dose, kind))
        if unit == self.province or not (people and whole and part and whole[-1]):
            return None
        return other, people[-1], part[-1] / whole[-1]
