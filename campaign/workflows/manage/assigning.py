"""Giving assignments: propose numbers, check them, save them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from campaign.access.actors import Actor
from campaign.access.roles import ASSIGN
from campaign.domain import frames
from campaign.domain.assigning.allocation import METHODS, PEOPLE, REMAINING, Part, allocate
from campaign.domain.assigning.assignment_checks import check_draft, standing_after
from campaign.domain.assigning.assignments import Assignment, Draft, Goal, Ground, Wanted
from campaign.domain.findings import ERROR, Finding
from campaign.domain.frames import rows_of
from campaign.domain.names.units import COMMUNE, DISTRICT, PROVINCE, Unit
from campaign.domain.place import LAI_CHAU
from campaign.errors import NotFound, Refused
from campaign.locale import N_
from campaign.store.engine import Connection, Database
from campaign.store.manage import assignments as store
from campaign.store.manage.targets import read_targets
from campaign.store.manage.units import read_units
from campaign.workflows.access.acting import acting
from campaign.workflows.manage.waterline import check_assignments
from campaign.workflows.monitor.monitoring import NO_TARGET, progress_at, reported_weeks

NO_UNITS = N_("There are no units under '{unit}' to assign to. Districts have communes, the province has districts.")
NO_METHOD = N_("Numbers are split by remaining or by people, not by '{by}'.")
# The level under a unit that is assigned to; bodies outside the districts are not.
BELOW = {PROVINCE: DISTRICT, DISTRICT: COMMUNE}


class Site(NamedTuple):
    """What assignments of a target's units under a parent rest on.

    basis: PROGRESS of the units under the parent on `day`; standing: the target's assignments by unit.
    """

    goal: Goal
    parent: Unit
    day: date
    units: Mapping[str, Unit]
    standing: Mapping[str, Assignment]
    basis: pd.DataFrame

    @property
    def below(self) -> list[Unit]:
        """The units that are assigned to, in the official order."""
        level = BELOW[self.parent.kind]
        return [unit for unit in self.units.values() if unit.parent == self.parent.code and unit.kind == level]

    @property
    def total(self) -> int | None:
        """What the parent has to share out: its own assignment, else all who remain in the province."""
        own = self.standing.get(self.parent.code)
        if own or self.parent.kind != PROVINCE:
            return own.people if own else None
        left = list(self.remaining.values())
        return None if not left or None in left else sum(value for value in left if value is not None)

    @property
    def remaining(self) -> dict[str, int | None]:
        """People still to vaccinate by unit: up to the threshold, or all where the target sets none."""
        rows = rows_of(self.basis)
        return {row.unit: _remaining(row) for row in rows}

    @property
    def ground(self) -> Ground:
        """What a draft is held against."""
        stale = self.basis[self.basis["stale"]]
        late = {row.unit: row.period_end.date() for row in rows_of(stale)}
        return Ground(self.goal, self.units, self.standing, self.remaining, late)


class Saved(NamedTuple):
    """What became of a draft: how many units' assignments changed, and what was found; with an error, nothing."""

    draft: Draft
    findings: Sequence[Finding]
    changed: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether the draft may not be saved."""
        return has_errors(self.findings)


def read_site(database: Database, target: str, *, of: str = "", day: date | None = None) -> Site:
    """What there is to assign under a unit (the province by default) for a target, as of a day.

    Without a day it is the one of the assignments that stand there, else the latest reported. Raises NotFound.
    """
    with database.reading() as connection:
        goal = _find_goal(connection, target)
        units = {row.code: Unit(*row) for row in read_units(connection, LAI_CHAU)}
        standing = {each.unit: each for each in store.read_assignments(connection, LAI_CHAU, target=target)}
    parent = units.get(of or LAI_CHAU.province)
    if parent is None or parent.kind not in BELOW:
        raise NotFound("no_units", NO_UNITS, unit=of)
    given = [each.day for each in standing.values() if units[each.unit].parent == parent.code]
    chosen = day or max(given, default=None) or next(iter(reported_weeks(database)), date.today())
    level = BELOW[parent.kind]
    rows = progress_at(database, chosen, levels=(level,), target=target)
    codes = [unit.code for unit in units.values() if unit.parent == parent.code and unit.kind == level]
    basis = rows[rows["unit"].isin(codes)].reset_index(drop=True)
    return Site(goal, parent, chosen, units, standing, basis)


def propose(site: Site, *, by: str = REMAINING, total: int | None = None, due: date | None = None) -> Saved:
    """The total (of the parent by default) split over the units under it; nothing is written.

    `due` is everybody's, else each unit's own so far, else the parent's, else the target's deadline. What cannot be
    split has no rows, and findings that say why; `checked` tells whether it may be saved. Raises Refused for another
    way to split.
    """
    if by not in (REMAINING, PEOPLE):
        raise Refused("no_method", NO_METHOD, by=by)
    shared = site.total if total is None else total
    if shared is None:
        return Saved(_draft(site, by, {}, total, due), _unshared(site))
    people = {row.unit: _whole(row.denominator) for row in rows_of(site.basis)}
    remaining = site.remaining
    parts = [Part(unit.code, unit.name, people.get(unit.code), remaining.get(unit.code)) for unit in site.below]
    split = allocate(shared, parts, by=by)
    return Saved(_draft(site, by, split.shares, shared, due), split.findings)


def default_due(site: Site, unit: str) -> date | None:
    """A unit's own due day so far, else the parent's, else the target's deadline; none that is before the day."""
    own, above = site.standing.get(unit), site.standing.get(site.parent.code)
    days = (own.due if own else None, above.due if above else None, site.goal.deadline)
    return next((each for each in days if each and each >= site.day), None)


def checked(site: Site, wanted: Saved) -> Saved:
    """The same with everything found by holding its rows against what stands; nothing is written."""
    if has_errors(wanted.findings):
        return wanted
    return wanted._replace(findings=[*wanted.findings, *check_draft(wanted.draft, site.ground)])


def shared_out(site: Site, draft: Draft) -> int:
    """How many people the units under the parent would have together; those without a number count as nobody.

    Whether they have a due day does not matter here.
    """
    wanted = {row.unit: row.people or 0 for row in draft.rows}
    given = {code: each.people for code, each in site.standing.items()} | wanted
    return sum(given.get(unit.code, 0) for unit in site.below)


def save(database: Database, site: Site, draft: Draft, *, by: Actor) -> Saved:
    """Save a draft, all of it or, where anything is an error, nothing. Raises Refused for a role that may not."""
    with acting(database, by, ASSIGN) as connection:
        standing = {each.unit: each for each in store.read_assignments(connection, LAI_CHAU, target=draft.target)}
        ground = site.ground._replace(standing=standing)
        findings = check_draft(draft, ground)
        if has_errors(findings):
            return Saved(draft, findings)
        after = standing_after(draft, ground)
        changed = [each for unit, each in after.items() if standing.get(unit) != each]
        former = [standing[each.unit] for each in changed if each.unit in standing]
        check_assignments(connection, draft.target, [*former, *changed])
        who = {row.unit: row.responsible for row in draft.rows if row.responsible is not None}
        count = store.save_assignments(connection, LAI_CHAU, draft.target, after, who, by=by.name)
    return Saved(draft, findings, count)


def has_errors(findings: Sequence[Finding]) -> bool:
    """Whether anything found forbids saving."""
    return any(finding.severity == ERROR for finding in findings)


def _find_goal(connection: Connection, target: str) -> Goal:
    rows = read_targets(connection)
    columns = list(frames.TARGETS)
    for row in rows:
        named: dict[str, Any] = dict(zip(columns, row, strict=True))
        if named["target"] == target:
            return Goal(target, named["in_force_from"], named["deadline"])
    raise NotFound("no_target", NO_TARGET, target=target, known=", ".join(row[0] for row in rows))


def _draft(site: Site, method: str, shares: Mapping[str, int], total: int | None, due: date | None) -> Draft:
    assert method in METHODS
    rows = [Wanted(code, people, due or default_due(site, code)) for code, people in shares.items()]
    return Draft(site.goal.target, site.parent.code, site.day, method, rows, total)


def _unshared(site: Site) -> list[Finding]:
    """Why there is nothing to split."""
    if site.parent.kind != PROVINCE:
        return [Finding(ERROR, "assignment_without_parent", values={"parent": site.parent.name, "field": "total"})]
    unknown = [row.name for row in rows_of(site.basis) if _remaining(row) is None]
    values = [{"unit": name, "field": "people"} for name in unknown]
    return [Finding(ERROR, "assignment_remaining_unknown", values=each) for each in values]


def _remaining(row: Any) -> int | None:
    if not pd.isna(row.remaining):
        return int(row.remaining)
    if pd.isna(row.denominator) or pd.isna(row.doses_to_date) or not row.denominator:
        return None
    return max(0, int(row.denominator) - int(row.doses_to_date))


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
