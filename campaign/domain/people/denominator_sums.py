"""Which denominators stand: a unit's own, a district's from its communes, the province's from its units.

A denominator holds from its valid_from until the next of its kind. One stated for a dose goes before one for any dose.
A sum exists only when every part has one: a missing part is refused, never counted as nobody.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import (
    Flags,
    Floats,
    Ints,
    code_numbers,
    date_column,
    day_numbers,
    mark,
    numbers,
    whole_column,
    word_column,
)
from campaign.domain.doses import ANY_DOSE, DENOMINATOR_KINDS, DOSES


class _Steps(NamedTuple):
    """Denominators over time: from `day` on, `people` for the unit and the use (group, dose and kind)."""

    unit: Ints
    use: Ints
    day: Ints
    people: Floats
    summed: Flags

    def take(self, rows: Ints | Flags) -> _Steps:
        return _Steps._make(values[rows] for values in self)


def standing_denominators(denominators: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """The denominators to measure coverage against, as STANDING_DENOMINATORS.

    `denominators` (DENOMINATORS) are those the sheets state, `units` (UNITS) all units of the province. Each row of the
    result names a dose. A district without a denominator of its own has the sum of its communes' when all of them have
    one. The province has the sum over its districts when all of them have one, plus the other units that have one; what
    a sheet states in its total row is left out. Only changes are kept.
    """
    groups = pd.Index(denominators["group"]).unique()
    kind = units["kind"].to_numpy(dtype=object)
    parent = pd.Index(units["unit"]).get_indexer(units["parent"].fillna(""))
    own = _for_each_dose(_stated(denominators, units, groups, stating=kind != "province"))
    districts = _preferred(own, _sums(own, parent, counted=kind == "commune", required=kind == "commune"))
    outside = np.isin(kind, ("district", "other"))
    province = _sums(districts, parent, counted=outside, required=kind == "district")
    return _as_frame(_joined(districts, province), units, groups)


def _stated(denominators: pd.DataFrame, units: pd.DataFrame, groups: pd.Index, *, stating: Flags) -> _Steps:
    """The sheets' denominators of the stating units; the use still counts any dose as a dose."""
    unit = code_numbers(denominators["unit"], pd.Index(units["unit"]))
    doses = code_numbers(denominators["dose"], pd.Index([*DOSES, ANY_DOSE]))
    kind = code_numbers(denominators["kind"], pd.Index(DENOMINATOR_KINDS))
    use = (code_numbers(denominators["group"], groups) * (len(DOSES) + 1) + doses) * len(DENOMINATOR_KINDS) + kind
    day = day_numbers(denominators["valid_from"])
    people = numbers(denominators["people"])
    rows = (unit >= 0) & (doses >= 0) & (kind >= 0) & ~np.isnan(people) & ~np.isnan(day)
    rows &= np.append(stating, False)[unit]
    steps = _Steps(unit, use, np.where(np.isnan(day), 0, day).astype("int64"), people, np.zeros(len(unit), bool))
    return _changes(steps.take(rows))


def _for_each_dose(steps: _Steps) -> _Steps:
    """The same with a dose in each use: those for any dose hold for a dose until one for that dose begins."""
    kinds = len(DENOMINATOR_KINDS)
    group, dose = np.divmod(steps.use // kinds, len(DOSES) + 1)
    use = group * len(DOSES) * kinds + steps.use % kinds
    exact = dose < len(DOSES)
    for_a_dose = steps._replace(use=use + dose * kinds).take(exact)
    general = steps._replace(use=use).take(~exact)
    repeated = general.take(np.tile(np.arange(len(general.unit)), len(DOSES)))
    doses = np.repeat(np.arange(len(DOSES)), len(general.unit))
    return _preferred(for_a_dose, repeated._replace(use=repeated.use + doses * kinds))


def _preferred(first: _Steps, second: _Steps) -> _Steps:
    """The first where it is in force, the second before that."""
    unit_use = _unit_use(first)
    starts, rows = np.unique(unit_use, return_index=True)  # steps are ordered: the first row is the earliest
    begin = np.append(first.day[rows], np.iinfo(np.int64).max)
    wanted = _unit_use(second)
    place = np.searchsorted(starts, wanted)
    known = np.append(starts, -1)[place] == wanted
    return _joined(first, second.take(second.day < begin[np.where(known, place, -1)]))


def _sums(steps: _Steps, parent: Ints, *, counted: Flags, required: Flags) -> _Steps:
    """The sums for the parents of counted units, from the day on which all required units have a denominator."""
    parts = steps.take(counted[steps.unit] & (parent[steps.unit] >= 0))
    parts = parts.take(np.lexsort((parts.day, _unit_use(parts))))
    change, begins = _increases(parts)
    expected = np.bincount(parent[required & (parent >= 0)], minlength=len(parent))
    sums = parts._replace(unit=parent[parts.unit], summed=np.ones(len(parts.unit), bool))
    order = np.lexsort((sums.day, _unit_use(sums)))
    sums, key = sums.take(order), _unit_use(sums)[order]
    people = _running(change[order], key)
    present = _running((begins & required[parts.unit])[order].astype("float64"), key)
    complete = (present == expected[sums.unit]) & (expected[sums.unit] > 0)
    return _changes(sums._replace(people=people).take(_last_of(mark(key, sums.day)) & complete))


def _increases(steps: _Steps) -> tuple[Floats, Flags]:
    """By how much each step differs from the one before it, and whether it is the first."""
    begins = _first_of(_unit_use(steps))
    before = np.where(begins, 0, np.roll(steps.people, 1))
    return steps.people - before, begins


def _running(values: Floats, key: Ints) -> Floats:
    """Running sums that begin anew with each key."""
    total = np.cumsum(values)
    begins = _first_of(key)
    before = (total - values)[begins]
    return total - before[np.cumsum(begins) - 1]


def _changes(steps: _Steps) -> _Steps:
    """Ordered by unit, use and day, without the steps that only repeat the one before."""
    steps = steps.take(np.lexsort((steps.day, _unit_use(steps))))
    return steps.take(_first_of(_unit_use(steps)) | (steps.people != np.roll(steps.people, 1)))


def _joined(first: _Steps, second: _Steps) -> _Steps:
    both = _Steps._make(np.concatenate(pair) for pair in zip(first, second, strict=True))
    return both.take(np.lexsort((both.day, _unit_use(both))))


def _unit_use(steps: _Steps) -> Ints:
    return mark(steps.use, steps.unit)


def _first_of(key: Ints) -> Flags:
    return np.append(True, key[1:] != key[:-1])[: len(key)]


def _last_of(key: Ints) -> Flags:
    return np.append(key[1:] != key[:-1], True)[: len(key)]


def _as_frame(steps: _Steps, units: pd.DataFrame, groups: pd.Index) -> pd.DataFrame:
    """STANDING_DENOMINATORS of the steps."""
    rest, kind = np.divmod(steps.use, len(DENOMINATOR_KINDS))
    group, dose = np.divmod(rest, len(DOSES))
    return pd.DataFrame(
        {
            "group": word_column(list(groups), group),
            "dose": word_column(list(DOSES), dose),
            "unit": word_column(list(units["unit"]), steps.unit),
            "kind": word_column(list(DENOMINATOR_KINDS), kind),
            "valid_from": date_column(steps.day.astype("float64")),
            "people": whole_column(steps.people),
            "summed": steps.summed,
        }
    )
