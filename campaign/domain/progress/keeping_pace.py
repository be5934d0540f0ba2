"""The province as the sum of its units: what it reaches if each keeps its pace, how much faster the late must go."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from campaign.domain.arrays import Flags, Floats, Ints, fraction_column, numbers, whole_column, word_column
from campaign.domain.frames import PROVINCE_OUTLOOK
from campaign.domain.progress.coverage import coverage
from campaign.domain.progress.feasibility import FEASIBILITIES, find_feasibility
from campaign.domain.progress.status import AT_RISK, BEHIND

LATE = (AT_RISK, BEHIND)
_OF_THE_PROVINCE = ("target", "threshold", "deadline", "days_left", "denominator", "denominator_kind")


def keep_pace(units: pd.DataFrame, province: pd.DataFrame) -> pd.DataFrame:
    """One row (PROVINCE_OUTLOOK) per row of `province`.

    `units` are rows of OUTLOOK: of all districts and of the units beside them that the province is the sum of;
    `province` has the province's own row of PROGRESS for each target. A unit whose doses by the deadline are unknown is
    counted at what it has.
    """
    add = _Sums(units, province)
    doses = numbers(units["doses_to_date"])
    known, late = ~np.isnan(doses), units["status"].isin(LATE).to_numpy()
    silent = (units["kind"] == "district").to_numpy() & ~known
    counted, left = add.rows(known), numbers(province["days_left"])
    now = np.where(counted > 0, add.of(doses), np.nan)
    then = np.where(left >= 0, now + add.of(numbers(units["doses_at_deadline"]) - doses), np.nan)
    pace = add.of(np.where(late, np.maximum(0, numbers(units["pace"])), np.nan))
    required = np.where(left > 0, add.of(np.where(late, numbers(units["required_pace"]), np.nan)), np.nan)
    people = numbers(province["denominator"])
    columns = {
        **{column: province[column].array for column in _OF_THE_PROVINCE},
        "doses_to_date": whole_column(now),
        "coverage": fraction_column(coverage(now, people)),
        "doses_at_deadline": whole_column(then),
        "reach": fraction_column(coverage(then, people)),
        "incomplete": add.rows(units["incomplete"].to_numpy() & known | silent) > 0,
        "units": whole_column(counted),
        "standing_still": whole_column(add.rows(stands_still(units).to_numpy())),
        "silent": whole_column(add.rows(silent)),
        "late": whole_column(add.rows(late)),
        "late_pace": fraction_column(pace),
        "late_required": fraction_column(required),
        "speed_up": fraction_column(np.where(required > 0, required, np.nan) / np.where(pace > 0, pace, np.nan)),
    }
    return pd.DataFrame(columns, columns=list(PROVINCE_OUTLOOK), copy=False)


def stands_still(units: pd.DataFrame) -> pd.Series:
    """Which rows of OUTLOOK the province counts at what they have by a deadline ahead: their pace is not known."""
    ahead = (units["days_left"] >= 0).fillna(value=False).astype(bool)
    return units["doses_to_date"].notna() & units["doses_at_deadline"].isna() & ahead


def as_sum_of_units(units: pd.DataFrame, province: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """The province's rows of OUTLOOK with the people due and what is reached at the present pace summed over `units`.

    `kept` is what `keep_pace` says of them. The province's own series would count doses of units that do not report the
    dose before against people due that lack them. The people due are unknown while those of a unit with a figure, or of
    any district, are.
    """
    add = _Sums(units, province)
    needed = (units["kind"] == "district").to_numpy() | units["doses_to_date"].notna().to_numpy()

    def pool(column: str) -> Floats:
        values = numbers(units[column])
        return np.where(add.rows(needed & np.isnan(values)) > 0, np.nan, add.of(values))

    now, then, at_most = (pool(column) for column in ("pool_now", "pool_by_deadline", "pool_at_most"))
    feasibility = find_feasibility(
        **{name: numbers(province[column]) for name, column in _JUDGED.items()}, pool=then, at_most=at_most
    )
    columns = {
        "pool_now": whole_column(now),
        "pool_now_at_least": (add.rows(units["pool_now_at_least"].to_numpy()) > 0) & ~np.isnan(now),
        "pool_by_deadline": whole_column(then),
        "pool_at_most": whole_column(at_most),
        "pool_at_least": (add.rows(units["pool_at_least"].to_numpy()) > 0) & ~np.isnan(then),
        "feasibility": word_column(list(FEASIBILITIES), feasibility),
        **{column: kept[column].array for column in ("doses_at_deadline", "reach")},
    }
    return province.assign(**columns)


_JUDGED = {"days_left": "days_left", "remaining": "remaining", "required": "required_pace", "best": "best_week"}


class _Sums:
    """Sums over units for each row of the province, by target."""

    def __init__(self, units: pd.DataFrame, province: pd.DataFrame) -> None:
        self._place: Ints = pd.Index(province["target"]).get_indexer(units["target"])
        self._length = len(province)

    def of(self, values: Floats) -> Any:
        """The sum of what is known."""
        rows = (self._place >= 0) & ~np.isnan(values)
        return np.bincount(self._place[rows], weights=values[rows], minlength=self._length)

    def rows(self, flags: Flags) -> Any:
        """How many are so."""
        return self.of(flags.astype("float64"))
