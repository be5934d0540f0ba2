"""How every unit moved since the report before, and what it lacks of the pace it needs."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pandas as pd

from campaign.domain.arrays import (
    Flags,
    Floats,
    Ints,
    code_numbers,
    date_column,
    day_number,
    day_numbers,
    fraction_column,
    numbers,
    picked,
    whole_column,
    word_column,
)
from campaign.domain.frames import BRIEFING, PROGRESS
from campaign.domain.names.units import DISTRICT, PROVINCE
from campaign.domain.progress.comparison import previous_period_end
from campaign.domain.progress.progress import progress_of
from campaign.domain.progress.status import STATUSES
from campaign.domain.progress.target_series import Measured

_EPOCH = date(1970, 1, 1)


def days_before(measured: Measured, targets: pd.DataFrame, units: pd.DataFrame, as_of: date) -> dict[str, date]:
    """By target, the districts' report of its doses before the latest by `as_of`; as in a ranking by that target."""
    figures, width = measured.figures, max(len(measured.numbering.units), 1)
    pair, unit = np.divmod(figures.series, width)
    of_district = (units["kind"] == DISTRICT).to_numpy(dtype=bool)[unit]
    found: dict[str, date] = {}
    for target, wanted in zip(targets["target"], measured.goals.pair, strict=True):
        ends = (_EPOCH + timedelta(days=int(day)) for day in np.unique(figures.day[(pair == wanted) & of_district]))
        if before := previous_period_end(ends, as_of):
            found[target] = before
    return found


def progress_before(
    measured: Measured, targets: pd.DataFrame, units: pd.DataFrame, days: dict[str, date]
) -> pd.DataFrame:
    """PROGRESS of the targets in `days`, each as of its day and as it was known then; mostly one day for all."""
    places: dict[date, list[int]] = defaultdict(list)
    for place, target in enumerate(targets["target"]):
        if target in days:
            places[days[target]].append(place)
    parts = [_progress_on(day, measured, targets, units, np.array(rows)) for day, rows in places.items()]
    if len(parts) == 1:
        return parts[0]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(PROGRESS))


def _progress_on(day: date, measured: Measured, targets: pd.DataFrame, units: pd.DataFrame, rows: Ints) -> pd.DataFrame:
    today = day_number(day)
    return progress_of(measured.known_by(today).of_targets(rows), targets.take(rows), units, today)


def with_changes(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The rows of `now` (PROGRESS) as BRIEFING; `before` is PROGRESS as of the report before, any rows of it.

    A unit that has not reported since then has not stood still: its changes are unknown. So are the province's while
    a district reports for the first time: all it ever did would count as done since.
    """
    row = _rows_before(now, before)
    ends_before = picked(day_numbers(before["period_end"]), row)
    moved = day_numbers(now["period_end"]) > ends_before
    cover, cover_before = numbers(now["coverage"]), picked(numbers(before["coverage"]), row)
    given, given_before = numbers(now["doses_to_date"]), picked(numbers(before["doses_to_date"]), row)
    moved &= ~_with_newcomers(now, given, given_before)
    pace, needed = numbers(now["pace"]), numbers(now["required_pace"])
    status = np.append(code_numbers(before["status"], pd.Index(STATUSES)), -1)[row]
    found = {name: now[name].array for name in PROGRESS} | {
        "coverage_before": fraction_column(cover_before),
        "period_end_before": date_column(ends_before),
        "coverage_change": fraction_column(np.where(moved, cover - cover_before, np.nan)),
        "doses_change": whole_column(np.where(moved, given - given_before, np.nan)),
        "status_before": word_column(list(STATUSES), status),
        "extra_pace": fraction_column(np.maximum(needed - np.where(np.isnan(pace), 0.0, pace), 0.0)),
        "speed_up": fraction_column(np.divide(needed, pace, out=np.full(len(now), np.nan), where=pace > 0)),
    }
    return pd.DataFrame(found, columns=list(BRIEFING), copy=False)


def _with_newcomers(now: pd.DataFrame, given: Floats, given_before: Floats) -> Flags:
    """The province's rows for targets that some district had no figure for at the report before, and now has."""
    newcomer = (now["kind"] == DISTRICT).to_numpy(dtype=bool) & ~np.isnan(given) & np.isnan(given_before)
    of_target = now["target"].isin(now["target"][newcomer]).to_numpy(dtype=bool)
    return of_target & (now["kind"] == PROVINCE).to_numpy(dtype=bool)


def _rows_before(now: pd.DataFrame, before: pd.DataFrame) -> Ints:
    """For each row of `now` that of `before` with the same target and unit, -1 without one."""
    targets, units = (pd.Index(now[name]).unique() for name in ("target", "unit"))
    keys = [
        np.where((target >= 0) & (unit >= 0), target * len(units) + unit, -1)
        for target, unit in (
            (code_numbers(rows["target"], targets), code_numbers(rows["unit"], units)) for rows in (now, before)
        )
    ]
    places = np.full(len(targets) * len(units) + 1, -1)
    places[keys[1]] = np.arange(len(before))
    places[-1] = -1  # rows of `before` that `now` does not have
    return places[keys[0]]
