"""Whether assignments may be saved: they add up, are due in time, and take nothing back that was signed off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from campaign.domain.assigning.assignments import Assignment, Draft, Ground, Wanted
from campaign.domain.directives.typed_text import MOST_OF_A_NAME, unseen_signs
from campaign.domain.findings import ERROR, WARNING, Finding
from campaign.domain.names.units import PROVINCE, Unit

UNIT, PEOPLE, DUE, TOTAL, DAY, PERSON = "unit", "people", "due", "total", "day", "responsible"
UNITS_NAMED = 12  # a finding that names units names this many of them


def check_draft(draft: Draft, ground: Ground) -> list[Finding]:
    """Everything that is wrong with a draft or worth knowing, errors and warnings, in the order of its rows.

    A finding's values name its `field`; one of a sheet has its cell.
    """
    findings = [*_check_rows(draft, ground), *_check_day(draft, ground)]
    if not any(finding.severity == ERROR for finding in findings):
        after = standing_after(draft, ground)
        findings += [*_check_sums(draft, ground, after), *_check_dues(draft, ground, after)]
        findings += _warn(draft, ground)
    return findings


def standing_after(draft: Draft, ground: Ground) -> dict[str, Assignment]:
    """Every unit's assignment as it would stand; what the draft does not change stays, its day included.

    Raises no finding: rows without people or due day are for `check_draft` to name.
    """
    after = dict(ground.standing)
    for row in draft.rows:
        if row.people is not None and row.due is not None:
            after[row.unit] = _changed(draft, ground.standing.get(row.unit), row.unit, row.people, row.due)
    if draft.total is not None and ground.units[draft.parent].kind == PROVINCE:
        dues = [row.due for row in draft.rows if row.due] or [
            each.due for each in _children(after, draft.parent, ground)
        ]
        due = max(dues, default=None)
        if due is not None:
            after[draft.parent] = _changed(draft, ground.standing.get(draft.parent), draft.parent, draft.total, due)
    return after


def _changed(draft: Draft, before: Assignment | None, unit: str, people: int, due: date) -> Assignment:
    """The assignment of a unit; one whose people stay the same keeps its day unless another day is asked for."""
    made = Assignment(draft.target, unit, people, due, draft.day, draft.method)
    if before is None:
        return made
    same = before._replace(due=due) if (before.people, before.day) == (people, draft.day) else made
    return same._replace(signed_off=before.signed_off)


def _children(assignments: Mapping[str, Assignment], parent: str, ground: Ground) -> list[Assignment]:
    return [each for code, each in assignments.items() if ground.units[code].parent == parent]


def _check_rows(draft: Draft, ground: Ground) -> Iterator[Finding]:
    parent, seen = ground.units[draft.parent], dict[str, Wanted]()
    for row in draft.rows:
        unit = ground.units[row.unit]
        if unit.parent != draft.parent:
            yield _at(row, UNIT, "assignment_elsewhere", unit, parent=parent.name)
        if row.unit in seen:
            yield _at(row, UNIT, "assignment_twice", unit, other=seen[row.unit].cells.get(UNIT, "–"))
        if row.people is None:
            yield _at(row, PEOPLE, "assignment_without_people", unit)
        if row.due is None and row.cells:
            yield _at(row, DUE, "assignment_without_due", unit)
        yield from _check_person(row, unit)
        seen[row.unit] = row
    yield from _check_typed_dues(draft, ground)
    yield from _check_signed_off(draft, ground)


def _check_person(row: Wanted, unit: Unit) -> Iterator[Finding]:
    """Name and post; findings do not repeat them, for they are personal data."""
    for text in filter(None, row.responsible or ()):
        if signs := unseen_signs(text):
            yield _at(row, PERSON, "person_unseen_signs", unit, signs=signs)
        elif len(text) > MOST_OF_A_NAME:
            yield _at(row, PERSON, "person_too_long", unit, length=len(text), limit=MOST_OF_A_NAME)


def _check_typed_dues(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """Missing due days of what was not read from cells, all in one."""
    without = [ground.units[row.unit].name for row in draft.rows if row.due is None and not row.cells]
    if without:
        yield Finding(ERROR, "assignment_without_due", values={"unit": _listed(without), "field": DUE})


def _check_signed_off(draft: Draft, ground: Ground) -> Iterator[Finding]:
    after = standing_after(draft, ground)
    for row in draft.rows:
        before = ground.standing.get(row.unit)
        if before and before.signed_off and after[row.unit] != before:
            yield _at(row, PEOPLE, "assignment_signed_off", ground.units[row.unit], day=before.signed_off)


def _check_day(draft: Draft, ground: Ground) -> Iterator[Finding]:
    if draft.day < ground.goal.since:
        values = {"day": draft.day, "since": ground.goal.since, "target": draft.target, "field": DAY}
        yield Finding(ERROR, "assigned_before_directive", values=values)


def _check_sums(draft: Draft, ground: Ground, after: Mapping[str, Assignment]) -> Iterator[Finding]:
    """The number of every unit that is touched, and the sum of what is under it."""
    for code in _touched(draft):
        parent, children = ground.units[code], _children(after, code, ground)
        if not children and code != draft.parent:
            continue
        own, summed = after.get(code), sum(each.people for each in children)
        if own is None:
            yield Finding(ERROR, "assignment_without_parent", values={"parent": parent.name, "field": TOTAL})
        elif summed != own.people:
            yield _sum_finding(draft, parent, summed, own.people)


def _touched(draft: Draft) -> list[str]:
    return [draft.parent, *dict.fromkeys(row.unit for row in draft.rows)]


def _sum_finding(draft: Draft, parent: Unit, summed: int, total: int) -> Finding:
    values = {"parent": parent.name, "sum": summed, "total": total, "difference": abs(summed - total)}
    if parent.code == draft.parent:
        cell = draft.total_cells.get(PEOPLE)
        sheet = next((row.sheet for row in draft.rows), None) if cell else None
        return Finding(ERROR, "assignment_sum", sheet, cell, {**values, "field": TOTAL})
    row = next(row for row in draft.rows if row.unit == parent.code)
    return Finding(ERROR, "assignment_sum_below", row.sheet, row.cells.get(PEOPLE), {**values, "field": PEOPLE})


def _check_dues(draft: Draft, ground: Ground, after: Mapping[str, Assignment]) -> Iterator[Finding]:
    above = after.get(draft.parent)
    for row in draft.rows:
        unit, each = ground.units[row.unit], after[row.unit]
        if each.due < ground.goal.since:
            yield _at(row, DUE, "due_before_directive", unit, due=each.due, since=ground.goal.since)
        elif each.due < each.day:
            yield _at(row, DUE, "due_before_assigned", unit, due=each.due, day=each.day)
        if above and each.due > above.due:
            yield _at(
                row,
                DUE,
                "due_after_parent",
                unit,
                due=each.due,
                parent=ground.units[draft.parent].name,
                limit=above.due,
            )
        late = [below for below in _children(after, row.unit, ground) if below.due > each.due]
        if late:
            yield _at(row, DUE, "due_before_below", unit, due=each.due, units=_names(late, ground))


def _warn(draft: Draft, ground: Ground) -> Iterator[Finding]:
    for row in draft.rows:
        unit, remaining = ground.units[row.unit], ground.remaining.get(row.unit)
        if row.people and remaining is None:
            yield _at(row, PEOPLE, "assigned_without_remaining", unit, severity=WARNING)
        elif row.people and remaining is not None and row.people > remaining:
            values = {"people": row.people, "remaining": remaining}
            yield _at(row, PEOPLE, "assigned_over_remaining", unit, severity=WARNING, **values)
        if row.people and row.unit in ground.late:
            yield _at(row, UNIT, "assigned_on_old_figures", unit, severity=WARNING, end=ground.late[row.unit])
    yield from _warn_late(draft, ground)
    yield from _warn_missing(draft, ground)


def _warn_late(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """Due days after the target's deadline, each day once: whole sets are given later once a deadline is missed."""
    deadline = ground.goal.deadline
    for due in sorted({row.due for row in draft.rows if row.due and deadline and row.due > deadline}):
        late = [row for row in draft.rows if row.due == due]
        names = _listed([ground.units[row.unit].name for row in late])
        values = {"unit": names, "field": DUE, "due": due, "deadline": deadline}
        yield Finding(WARNING, "due_after_deadline", late[0].sheet, late[0].cells.get(DUE), values)


def _warn_missing(draft: Draft, ground: Ground) -> Iterator[Finding]:
    """Units of the parent that neither the draft nor an earlier assignment names."""
    named = {row.unit for row in draft.rows} | ground.standing.keys()
    missing = [unit for unit in ground.units.values() if unit.parent == draft.parent and unit.code not in named]
    left = [unit.name for unit in missing if unit.kind in _kinds(draft.rows, ground)]
    if left:
        values = {"units": _listed(left), "field": UNIT}
        yield Finding(WARNING, "assignment_units_missing", values=values)


def _kinds(rows: Iterable[Wanted], ground: Ground) -> set[str]:
    return {ground.units[row.unit].kind for row in rows}


def _names(assignments: Iterable[Assignment], ground: Ground) -> str:
    return _listed([ground.units[each.unit].name for each in assignments])


def _listed(names: list[str]) -> str:
    return ", ".join(names[:UNITS_NAMED]) + (" …" if len(names) > UNITS_NAMED else "")


def _at(row: Wanted, field: str, code: str, unit: Unit, *, severity: str = ERROR, **values: Any) -> Finding:
    cell = row.cells.get(field) or row.cells.get(UNIT)
    return Finding(severity, code, row.sheet, cell, {"unit": unit.name, "field": field, **values})
