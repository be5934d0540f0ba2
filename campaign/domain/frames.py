"""Columns of the DataFrames that cross a layer, named once, with their dtypes.

POINTS: one row per unit x group x dose x period_end that stands (own or summed), newest upload's.
DENOMINATORS: one row per unit x group x dose x kind x valid_from, newest upload's.
UNITS: one row per unit. TARGETS: one row per target, in force from the day its directive was issued until the day its
successor's was (superseded_on, missing while it has none). INTERVALS: minimum intervals, effective-dated.
HOLIDAYS: days off, both ends included.
Dates are datetime64[us] without a time of day, people and doses Int64 (unknown is <NA>, never 0).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

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
# (the flags are False where there is no figure). `stale`: others of the unit's kind have reported a later period.
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

# Progress in order of rank. Positive changes are upwards; coverage_change is a difference of fractions.
RANKING = {
    **PROGRESS,
    "rank": "Int64",
    "rank_before": "Int64",
    "rank_change": "Int64",
    "coverage_before": "Float64",
    "coverage_change": "Float64",
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


def frame(rows: Iterable[Sequence[Any]], columns: dict[str, str]) -> pd.DataFrame:
    """Rows (in the order of `columns`) as a DataFrame with those dtypes; no rows give an empty typed frame."""
    return pd.DataFrame(list(rows), columns=list(columns)).astype(columns)
