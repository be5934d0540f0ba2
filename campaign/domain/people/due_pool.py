"""People due by interval, week by week: who became due, who of them is done, who will fall due before the deadline."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import (
    Flags,
    Floats,
    Ints,
    date_column,
    day_number,
    day_numbers,
    fraction_column,
    numbers,
    picked,
    whole_column,
)
from campaign.domain.doses import PREVIOUS_DOSE
from campaign.domain.frames import DUE_POOL
from campaign.domain.people.falling_due import ADULT_PRIORITY_GROUPS, LATEST_WEEK_DAYS, Due
from campaign.domain.progress.coverage import coverage
from campaign.domain.progress.holidays import WEEK
from campaign.domain.progress.series import ADULTS
from campaign.domain.progress.target_series import Measured, measure
from campaign.locale import N_


def due_pool(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
    as_of: date,
) -> pd.DataFrame:
    """The weeks (DUE_POOL) of each target x unit, from the first in which people due are known, to the deadline.

    The frames are those of `progress`; `points` must hold the dose before. Weeks to come are counted by the interval
    in force at `as_of`, from what is reported by then. No row where nobody's becoming due is known.
    """
    today = day_number(as_of)
    measured = measure(points, denominators, targets, units, intervals, holidays, until=today)
    weeks = _weeks(measured, len(targets), today)
    pair, due = measured.goals.pair[weeks.target], measured.people.due
    found = due.find(pair, weeks.unit, weeks.end, known_on=np.minimum(weeks.end, today))
    before = due.find(pair, weeks.unit, weeks.start - 1, known_on=np.minimum(weeks.start - 1, today))
    columns = {
        "target": targets["target"].array.take(weeks.target),
        **{column: units[column].array.take(weeks.unit) for column in ("unit", "name", "kind")},
        "period_start": date_column(weeks.start.astype("float64")),
        "period_end": date_column(weeks.end.astype("float64")),
        **_due_columns(found, before, intervals),
        **_done_columns(measured, pair, weeks, found, today),
        "ahead": weeks.end > today,
    }
    table = pd.DataFrame(columns, columns=list(DUE_POOL), copy=False)
    return table[table["due_to_date"].notna()].reset_index(drop=True)


class _Weeks(NamedTuple):
    """Every week of every target x unit, elementwise: their numbers, the week's first and last day."""

    target: Ints
    unit: Ints
    start: Ints
    end: Ints


def _weeks(measured: Measured, targets: int, today: int) -> _Weeks:
    """Back from today to the first report of anything, on to each target's deadline; the last week ends with it."""
    first = min(measured.figures.day.min(initial=today), today)
    past = np.arange(today - (today - first) // WEEK * WEEK, today + 1, WEEK)
    ends = [np.concatenate([past, _weeks_ahead(deadline, today)]) for deadline in measured.goals.deadline[:targets]]
    width = len(measured.numbering.units)
    repeated = [np.tile(of_target, width) for of_target in ends]
    counts = np.array([len(of_target) for of_target in ends], dtype="int64")
    target = np.repeat(np.arange(targets), counts * width)
    unit = np.concatenate([np.empty(0, "int64"), *(np.repeat(np.arange(width), count) for count in counts)])
    end = np.concatenate([np.empty(0, "int64"), *repeated])
    starts = [np.concatenate([of_target[:1] - WEEK, of_target[:-1]]) + 1 for of_target in ends]
    start = np.concatenate([np.empty(0, "int64"), *(np.tile(of_target, width) for of_target in starts)])
    return _Weeks(target, unit, start, end)


def _weeks_ahead(deadline: float, today: int) -> Ints:
    if np.isnan(deadline) or deadline <= today:
        return np.empty(0, dtype="int64")
    last = int(deadline)
    return np.unique(np.append(np.arange(today + WEEK, last, WEEK), last))


def _due_columns(found: Due, before: Due, intervals: pd.DataFrame) -> dict[str, Any]:
    """Nothing is known of a week in which the same report of the dose before is counted as in the week before it."""
    same = (found.report == before.report) & (found.interval == before.interval)
    changed = np.where(found.interval != before.interval, found.interval, -1)
    return {
        "months": whole_column(picked(numbers(intervals["months"]), found.interval)),
        "became_due": whole_column(np.where(same, np.nan, found.people - before.people)),
        "due_to_date": whole_column(found.people),
        "at_least": found.at_least,
        "interval_from": date_column(picked(day_numbers(intervals["valid_from"]), changed)),
        "interval_source": intervals["source"].array.take(changed, allow_fill=True),
    }


def _done_columns(measured: Measured, pair: Ints, weeks: _Weeks, found: Due, today: int) -> dict[str, Any]:
    figures = measured.figures
    series = np.where(weeks.end <= today, measured.numbering.series(pair, weeks.unit), -1)
    row = figures.latest.find(series, weeks.end)
    done = picked(figures.doses, row)
    bound = _at_least(figures.incomplete, figures.day, row, weeks.end)
    return {
        "done_to_date": whole_column(done),
        "done_at_least": bound,
        "share": fraction_column(_share(done, found.people, unclear=bound & found.at_least)),
    }


def _at_least(incomplete: Flags, day: Ints, row: Ints, end: Ints) -> Flags:
    old = end - np.append(day, 0)[row] > LATEST_WEEK_DAYS
    return (np.append(incomplete, False)[row] | old) & (row >= 0)


def _share(done: Floats, due: Floats, *, unclear: Flags) -> Floats:
    """The share of those due that is done; of two lower bounds nobody can say what it is."""
    return np.where(unclear, np.nan, coverage(done, due))


def why_unknown(target: Any, intervals: pd.DataFrame, as_of: date) -> str:
    """Why nobody's becoming due is known for a row of TARGETS: a catalogue key."""
    if target.dose not in PREVIOUS_DOSE:
        return NO_DOSE_BEFORE
    groups = {target.group, ADULTS} if target.group in ADULT_PRIORITY_GROUPS else {target.group}
    rules = intervals[(intervals["dose"] == target.dose) & intervals["group"].isin(groups)]
    return NOT_REPORTED if (rules["valid_from"] <= pd.Timestamp(as_of)).any() else NO_INTERVAL


NO_DOSE_BEFORE = N_("This dose needs none before it, so nobody becomes due by an interval.")
NO_INTERVAL = N_("No minimum interval was in force for this dose and group by this date, so nobody is due by one.")
NOT_REPORTED = N_(
    "Who is due is not known: the dose before is not reported for a day that lies the minimum interval back."
)


def sum_due_pool(pools: pd.DataFrame, province: pd.DataFrame, districts: int) -> pd.DataFrame:
    """The weeks (DUE_POOL) of one target for the province: the sums over its units whose people due are known.

    `pools` are the units' own weeks, `province` its row of UNITS, `districts` how many there are. Doses of a unit that
    does not report the dose before are left out: nobody knows who of its people was due. The sums are lower bounds
    while a district is missing.
    """
    weeks = pools.groupby("period_end", sort=True)
    whole = ("became_due", "due_to_date", "done_to_date")
    summed = weeks.first().assign(**{column: weeks[column].sum(min_count=1) for column in whole})
    told = weeks["done_to_date"].count()
    present = pools["kind"].eq("district").groupby(pools["period_end"]).sum()
    flags = {
        "at_least": weeks["at_least"].any() | (present < districts),
        "done_at_least": weeks["done_at_least"].any() | (told > 0) & (told < weeks.size()),
    }
    unclear = (flags["at_least"] & flags["done_at_least"]).to_numpy()
    share = _share(numbers(summed["done_to_date"]), numbers(summed["due_to_date"]), unclear=unclear)
    names = {column: str(province[column].iloc[0]) for column in ("unit", "name", "kind")}
    return summed.assign(**flags, share=fraction_column(share), **names).reset_index()[list(DUE_POOL)].astype(DUE_POOL)
