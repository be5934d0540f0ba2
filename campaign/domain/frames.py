"""Columns of the DataFrames that cross a layer, named once, with their dtypes.

POINTS: one row per unit x group x dose x period_end that stands (own or summed), newest upload's.
DENOMINATORS: one row per unit x group x dose x kind x valid_from, newest upload's.
UNITS: one row per unit. TARGETS: one row per target, in force from the day its directive was issued until the day its
successor's was (superseded_on, missing while it has none). INTERVALS: minimum intervals, effective-dated.
HOLIDAYS: days off, both ends included.
Dates are datetime64[us] without a time of day, people and doses Int64 (unknown is <NA>, never 0).
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

DATE = "datetime64[us]"

POINTS = {
    "group": "str",
    "dose": "str",
    "unit": "str",
    "period_start": DATE,
    "period_end": DATE,
    "doses_in_period": "Int64",
    "doses_to_date": "Int64",
    "incomplete": "bool",
    "derived": "bool",
}
DENOMINATORS = {"group": "str", "dose": "str", "unit": "str", "kind": "str", "valid_from": DATE, "people": "Int64"}
UNITS = {"unit": "str", "name": "str", "kind": "str", "parent": "str"}
TARGETS = {
    "target": "str",
    "directive": "str",
    "clause": "str",
    "words": "str",
    "group": "str",
    "dose": "str",
    "denominator_kind": "str",
    "threshold": "Float64",
    "deadline": DATE,
    "deadline_words": "str",
    "deadline_reading": "str",
    "purpose": "str",
    "supersedes": "str",
    "in_force_from": DATE,
    "superseded_by": "str",
    "superseded_on": DATE,
}
HOLIDAYS = {"first_day": DATE, "last_day": DATE, "name_vi": "str", "name_en": "str"}
INTERVALS = {"group": "str", "dose": "str", "months": "Int64", "valid_from": DATE, "source": "str"}

# Denominators as coverage is measured against them: the dose always named, sums of parts added (`summed`).
STANDING_DENOMINATORS = {**DENOMINATORS, "summed": "bool"}

# One row per target x unit at a date. Fractions, not percents; paces in doses a week; unknown is missing, never 0
# (the flags are False where there is no figure). `people_at_least`: the denominator is known to be too few, so the
# coverage is an upper bound. `stale`: others of the unit's kind have reported a later period.
PROGRESS = {
    "target": "str",
    "unit": "str",
    "name": "str",
    "kind": "str",
    "period_end": DATE,
    "doses_to_date": "Int64",
    "incomplete": "bool",
    "stale": "bool",
    "denominator": "Int64",
    "denominator_kind": "str",
    "people_at_least": "bool",
    "coverage": "Float64",
    "threshold": "Float64",
    "deadline": DATE,
    "remaining": "Int64",
    "days_left": "Int64",
    "pace": "Float64",
    "required_pace": "Float64",
    "projected_completion": DATE,
    "projected_early": DATE,
    "projected_late": DATE,
    "reached_on": DATE,
    "status": "str",
}

# One row per unit at the report before: what changes of a ranking are measured from.
COVERAGE_BEFORE = {"unit": "str", "period_end": DATE, "coverage": "Float64"}

# Progress in order of rank. Positive changes are upwards; coverage_change is a difference of fractions, missing where
# the unit has not reported since. people_above: more people the unit must vaccinate to draw level with the next above;
# people_below: the fewest that another one must to draw level with it.
RANKING = {
    **PROGRESS,
    "rank": "Int64",
    "rank_before": "Int64",
    "rank_change": "Int64",
    "coverage_before": "Float64",
    "coverage_change": "Float64",
    "unranked_reason": "str",
    "people_above": "Int64",
    "people_below": "Int64",
}

# Progress with how it moved since the target's report before, and what catching up costs. coverage_before,
# period_end_before and status_before: as of that report's day; the changes are missing where the unit has not reported
# since. extra_pace: doses a week that it lacks of the pace it needs (all of them where it has no pace), missing where
# nothing is needed or can be in time; speed_up: required_pace over pace, missing without a pace.
BRIEFING = {
    **PROGRESS,
    "coverage_before": "Float64",
    "period_end_before": DATE,
    "coverage_change": "Float64",
    "doses_change": "Int64",
    "status_before": "str",
    "extra_pace": "Float64",
    "speed_up": "Float64",
}

# Units in order of their mean score over several targets. period_end: the oldest of the figures used; remaining: the
# people still to vaccinate for all targets together; unranked_target: the targets that the unit has no coverage for.
COMPOSITE = {
    "unit": "str",
    "name": "str",
    "kind": "str",
    "period_end": DATE,
    "incomplete": "bool",
    "stale": "bool",
    "score": "Float64",
    "remaining": "Int64",
    "rank": "Int64",
    "rank_before": "Int64",
    "rank_change": "Int64",
    "score_before": "Float64",
    "score_change": "Float64",
    "unranked_reason": "str",
    "unranked_target": "str",
    "people_above": "Int64",
    "people_below": "Int64",
}

# One row per target x unit of a composite: the score is the share of the threshold reached, 1 at most.
COMPOSITE_PARTS = {
    "target": "str",
    "unit": "str",
    "name": "str",
    "weight": "Float64",
    "threshold": "Float64",
    "period_end": DATE,
    "doses_to_date": "Int64",
    "incomplete": "bool",
    "stale": "bool",
    "denominator": "Int64",
    "denominator_kind": "str",
    "people_at_least": "bool",
    "coverage": "Float64",
    "score": "Float64",
}

# One row per target x reported week x unit, ranked as of that week; score is the coverage, or a composite's mean score
# (its target then names all of them).
RANK_HISTORY = {
    "target": "str",
    "week": DATE,
    "unit": "str",
    "name": "str",
    "rank": "Int64",
    "score": "Float64",
    "period_end": DATE,
    "incomplete": "bool",
    "stale": "bool",
    "unranked_reason": "str",
}

# One row per target x unit x period_end. doses_in_period as stated; weekly_doses is the report at a weekly rate.
HISTORY = {
    "target": "str",
    "unit": "str",
    "name": "str",
    "kind": "str",
    "period_end": DATE,
    "doses_to_date": "Int64",
    "incomplete": "bool",
    "denominator": "Int64",
    "denominator_kind": "str",
    "coverage": "Float64",
    "doses_in_period": "Int64",
    "weekly_doses": "Float64",
}

# Progress with what lies ahead. best_week: the unit's own most doses in a reported week, up to best_week_end. pool:
# people due and not yet vaccinated, now and by the deadline: counted by the dose before and its interval where
# pool_kind is interval, else what is left of the people of that kind. *_at_least marks a lower bound; pool_at_most is
# missing where nothing bounds the pool by the deadline. doses_at_deadline and reach (a fraction of the people) are
# those of a unit that keeps its pace; speed_up is required_pace over pace.
OUTLOOK = {
    **PROGRESS,
    "best_week": "Float64",
    "best_week_end": DATE,
    "pool_now": "Int64",
    "pool_now_at_least": "bool",
    "pool_by_deadline": "Int64",
    "pool_at_most": "Int64",
    "pool_at_least": "bool",
    "pool_kind": "str",
    "feasibility": "str",
    "doses_at_deadline": "Int64",
    "reach": "Float64",
    "speed_up": "Float64",
}

# One row per target: what the province reaches if each of its units keeps its pace. Numbers of units: `units` that have
# a figure, of them `standing_still` that are counted at what they have, and `late`; `silent` are districts without a
# figure. late_pace and late_required are those of the late units together. `incomplete`: a lower bound.
PROVINCE_OUTLOOK = {
    "target": "str",
    "threshold": "Float64",
    "deadline": DATE,
    "days_left": "Int64",
    "denominator": "Int64",
    "denominator_kind": "str",
    "doses_to_date": "Int64",
    "coverage": "Float64",
    "doses_at_deadline": "Int64",
    "reach": "Float64",
    "incomplete": "bool",
    "units": "Int64",
    "standing_still": "Int64",
    "silent": "Int64",
    "late": "Int64",
    "late_pace": "Float64",
    "late_required": "Float64",
    "speed_up": "Float64",
}

# One row per target x unit x week of seven days that ends with the as-of date's weekday; the last one ends with the
# deadline. due_to_date: had the dose before at least `months` earlier; `at_least` marks a lower bound. done_to_date and
# share (of those due; unknown where both are lower bounds) are missing in weeks to come (`ahead`). interval_from: the
# letter that changed the interval that week, with its day.
DUE_POOL = {
    "target": "str",
    "unit": "str",
    "name": "str",
    "kind": "str",
    "period_start": DATE,
    "period_end": DATE,
    "months": "Int64",
    "became_due": "Int64",
    "due_to_date": "Int64",
    "at_least": "bool",
    "done_to_date": "Int64",
    "done_at_least": "bool",
    "share": "Float64",
    "ahead": "bool",
    "interval_from": DATE,
    "interval_source": "str",
}

# One unit's doses by period for one group and dose; without doses: reported but untold, or (not `reported`) a gap.
WEEKLY = {
    "period_start": DATE,
    "period_end": DATE,
    "doses": "Int64",
    "weekly": "Float64",
    "stated": "bool",
    "reported": "bool",
}

# Progress on the last day of each deadline that has `passed`, judged for good; at the date looked at for those ahead.
VERDICTS = {**PROGRESS, "passed": "bool"}

# What happened to targets, by day: set, reached, deadline, superseded (`other` is the successor), as of one unit.
EVENTS = {
    "day": DATE,
    "event": "str",
    "target": "str",
    "directive": "str",
    "other": "str",
    "status": "str",
    "passed": "bool",
    "coverage": "Float64",
    "incomplete": "bool",
    "people_at_least": "bool",
    "period_end": DATE,
    "threshold": "Float64",
}

# One row per target x unit that was assigned people: how far it has come since, as PROGRESS with the assignment for a
# target (its due day the deadline, everybody the threshold, `coverage` the share of those assigned). given: doses since
# the day it was assigned; before: doses to date on that day, as of before_end. ASSIGNMENT_PERSONS come after these, for
# those who may see them.
ASSIGNMENTS = {
    **PROGRESS,
    "parent": "str",
    "people": "Int64",
    "given": "Int64",
    "assigned_on": DATE,
    "before": "Int64",
    "before_end": DATE,
    "before_incomplete": "bool",
    "method": "str",
    "signed_off_on": DATE,
}
ASSIGNMENT_PERSONS = {
    "responsible_name": "str",
    "responsible_post": "str",
    "signed_off_by": "str",
    "signed_off_note": "str",
}


def frame(rows: Iterable[Sequence[Any]], columns: dict[str, str]) -> pd.DataFrame:
    """Rows (in the order of `columns`) as a DataFrame with those dtypes; no rows give an empty typed frame."""
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    made = {name: _MAKE[dtype](of) for (name, dtype), of in zip(columns.items(), values, strict=True)}
    return pd.DataFrame(made, columns=list(columns), copy=False)


def rows_of(table: pd.DataFrame) -> list[Any]:
    """Its rows with the columns as attributes, in Python's own values; itertuples takes four times as long."""
    return list(map(_row(tuple(map(str, table.columns)))._make, table.to_numpy(dtype=object).tolist()))


@cache
def _row(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names, rename=True)


# A column of Python values made into its array at once: a page builds a dozen frames, and pandas' own ways of guessing
# types and converting them afterwards cost more than all that is computed from them.


def _words(values: Sequence[Any]) -> Any:
    return pd.array(np.fromiter(values, dtype=object, count=len(values)), dtype="str")


def _days(values: Sequence[Any]) -> Any:
    days = [_NO_DAY if day is None or day is pd.NaT else day.toordinal() - _EPOCH for day in values]
    return np.array(days, dtype="int64").view("datetime64[D]").astype(DATE)


def _numbers(values: Sequence[Any]) -> Any:
    return np.array([np.nan if value is None or value is pd.NA else value for value in values], dtype="float64")


def _whole(values: Sequence[Any]) -> Any:
    numbers = _numbers(values)
    unknown = np.isnan(numbers)
    return pd.arrays.IntegerArray(np.where(unknown, 0, numbers).astype("int64"), unknown)


def _fractions(values: Sequence[Any]) -> Any:
    numbers = _numbers(values)
    unknown = np.isnan(numbers)
    return pd.arrays.FloatingArray(np.where(unknown, 0.0, numbers), unknown)


def _flags(values: Sequence[Any]) -> Any:
    return np.array(values, dtype="bool")


_EPOCH = date(1970, 1, 1).toordinal()
_NO_DAY = np.datetime64("NaT").astype("int64")
_MAKE = {"str": _words, DATE: _days, "Int64": _whole, "Float64": _fractions, "bool": _flags}
