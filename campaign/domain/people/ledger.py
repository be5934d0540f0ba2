"""The ledger of denominators: what was stated of each unit, since when, what it replaced, and what took its place.

A statement that repeats the one in force changes nothing: the first that said a number is its source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from campaign.domain.doses import ANY_DOSE

# In force on the day asked for; not yet; no longer; another upload says otherwise for the same day; taken back.
IN_FORCE, COMING, PAST, REPLACED, WITHDRAWN = "in_force", "coming", "past", "replaced", "withdrawn"

Series = tuple[str, str, str]  # group, dose, kind


class PeopleStated(NamedTuple):
    """People of one source column that hold from a day; `units`, `rows` (from 1) and `values` belong together."""

    group: str
    dose: str
    kind: str
    valid_from: date
    upload: int
    withdrawn: bool
    sheet: str
    letter: str
    header: str
    units: Sequence[str]
    rows: Sequence[int]
    values: Sequence[int]


class Entry(NamedTuple):
    """People of a unit from a day on: `before` stood before them (None: nothing), `until` is the day others begin."""

    unit: str
    group: str
    dose: str
    kind: str
    valid_from: date
    people: int
    before: int | None
    until: date | None
    state: str
    upload: int
    sheet: str
    cell: str
    header: str


class _Step(NamedTuple):
    people: int
    stated: PeopleStated
    row: int


class _Series:
    """The steps of one group, dose and kind, by unit, and what no longer counts."""

    def __init__(self) -> None:
        self.steps: dict[str, list[_Step]] = defaultdict(list)
        self.aside: list[tuple[str, str, _Step]] = []  # unit, state
        self.last: PeopleStated | None = None

    def add(self, stated: PeopleStated, wanted: Collection[str]) -> None:
        """Take note of the next statement; those of one day come in the order of their uploads."""
        if not stated.withdrawn and self._repeats(stated):
            return
        for unit, row, people in zip(stated.units, stated.rows, stated.values, strict=True):
            if not wanted or unit in wanted:
                step = _Step(people, stated, row)
                if stated.withdrawn:
                    self.aside.append((unit, WITHDRAWN, step))
                else:
                    self._add_step(unit, step)

    def _repeats(self, stated: PeopleStated) -> bool:
        last, self.last = self.last, stated
        return last is not None and last.units == stated.units and last.values == stated.values

    def _add_step(self, unit: str, step: _Step) -> None:
        steps = self.steps[unit]
        if steps and steps[-1].stated.valid_from == step.stated.valid_from and steps[-1].people != step.people:
            self.aside.append((unit, REPLACED, steps.pop()))
        if not steps or steps[-1].people != step.people:
            steps.append(step)


def ledger_entries(
    statements: Iterable[PeopleStated], as_of: date, *, units: Collection[str] = (), history: bool = False
) -> list[Entry]:
    """The entries as they stand on a day, by group, dose, kind, unit and the day from which they hold.

    `statements` come by day and age of upload. An empty `units` means all. With `history` what was replaced on its own
    day or withdrawn comes too; without it only what is, was or will be in force.
    """
    series: dict[Series, _Series] = defaultdict(_Series)
    for stated in statements:
        series[stated.group, stated.dose, stated.kind].add(stated, units)
    entries = [entry for key in sorted(series) for entry in _entries(key, series[key], as_of, history)]
    return sorted(entries, key=lambda each: (*each[1:4], each.unit, each.valid_from, each.upload))


def people_on(entries: Iterable[Entry], day: date) -> dict[tuple[str, str, str, str], Entry]:
    """What was in force on a day, by (unit, group, dose, kind)."""
    standing: dict[tuple[str, str, str, str], Entry] = {}
    for entry in entries:  # by day
        if entry.valid_from <= day and entry.state not in (REPLACED, WITHDRAWN):
            standing[entry[:4]] = entry
    return standing


def of_dose(
    standing: dict[tuple[str, str, str, str], Entry], unit: str, group: str, dose: str, kind: str
) -> Entry | None:
    """The people of a dose; where none are stated for it, those of any dose."""
    return standing.get((unit, group, dose, kind)) or standing.get((unit, group, ANY_DOSE, kind))


def _entries(key: Series, series: _Series, as_of: date, history: bool) -> Iterator[Entry]:
    for unit, steps in series.steps.items():
        for place, step in enumerate(steps):
            before = steps[place - 1].people if place else None
            until = steps[place + 1].stated.valid_from if place + 1 < len(steps) else None
            yield _entry(unit, key, step, before, until, _state(step.stated.valid_from, until, as_of))
    for unit, state, step in series.aside if history else ():
        yield _entry(unit, key, step, None, None, state)


def _state(since: date, until: date | None, as_of: date) -> str:
    if since > as_of:
        return COMING
    return PAST if until and until <= as_of else IN_FORCE


def _entry(unit: str, key: Series, step: _Step, before: int | None, until: date | None, state: str) -> Entry:
    stated = step.stated
    group, dose, kind = key
    return Entry(
        unit=unit,
        group=group,
        dose=dose,
        kind=kind,
        valid_from=stated.valid_from,
        people=step.people,
        before=before,
        until=until,
        state=state,
        upload=stated.upload,
        sheet=stated.sheet,
        cell=f"{stated.letter}{step.row}",
        header=stated.header,
    )
