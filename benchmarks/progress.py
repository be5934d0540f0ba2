"""Progress, outlook, status and ranks of a country's districts, vectorised, beside the same district by district.

The peer is what one writes first with pandas: a function for each district and target, called by groupby. It makes the
same coverage, remaining people, pace, projection and status (checked against ours), no range, people due or
feasibility, and leaves targets on people due by interval out. It is measured on some of the districts, and its time for
all of them is that of those, times their share: each district costs it the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from campaign.domain.frames import DENOMINATORS, HOLIDAYS, INTERVALS, POINTS, TARGETS, UNITS, frame
from campaign.domain.people.denominator_sums import standing_denominators
from campaign.domain.progress.outlook import outlook
from campaign.domain.ranking.ranking import ranking

DISTRICTS, WEEKS = 700, 100
SAMPLE = 20  # districts that the peer is measured on
FIRST_WEEK = pd.Timestamp(2021, 1, 3)
AS_OF = (FIRST_WEEK + pd.Timedelta(weeks=WEEKS - 1)).date()
DEADLINE = pd.Timestamp(2022, 12, 31)
# (group, dose, denominator kind) of the twelve targets
TARGETS_SET = (
    ("18+", "dose_3", "due"), ("18+", "dose_4", "interval"), ("18+", "dose_2", "resident"),
    ("12-17", "dose_2", "resident"), ("12-17", "dose_3", "resident"), ("5-11", "dose_1", "resident"),
    ("5-11", "dose_2", "resident"), ("50+", "dose_3", "interval"), ("50+", "dose_4", "interval"),
    ("65+", "dose_2", "resident"), ("pregnant", "dose_2", "resident"), ("6m-4", "dose_1", "resident"),
)  # fmt: skip
BEFORE = (("50+", "dose_2"), ("12-17", "dose_1"))  # reported as well, for the people due


def measure_progress(*, rounds: int) -> None:
    """Print the CPU seconds of each, and their ratio."""
    frames = _frames(DISTRICTS)
    ours, (table, _) = _cost(lambda: _ours(*frames), rounds)
    some = frames[0][frames[0]["unit"].isin(frames[3]["unit"][:SAMPLE])]
    theirs, peer = _cost(lambda: _one_by_one(some, frames[1], frames[2]), rounds)
    _assert_same(table, peer)
    scaled = theirs * DISTRICTS / SAMPLE
    print(f"\n{DISTRICTS} districts × {len(TARGETS_SET)} targets × {WEEKS} weeks (CPU s, median of {rounds})")
    print(f"  {'progress, outlook, status, ranks':<42}{ours:>8.2f}")
    print(f"  {'pandas, a call for each district and target':<42}{scaled:>8.2f}{scaled / ours:>8.0f} ×", end="")
    print(f"  (measured on {SAMPLE} districts: {theirs:.2f}; fewer figures)")


def _ours(
    points: pd.DataFrame,
    denominators: pd.DataFrame,
    targets: pd.DataFrame,
    units: pd.DataFrame,
    intervals: pd.DataFrame,
    holidays: pd.DataFrame,
) -> tuple[pd.DataFrame, list[Any]]:
    """The outlook of every district and target, and the districts ranked by each."""
    people = standing_denominators(denominators, _with_province(units))
    now = outlook(points, people, targets, units, intervals, holidays, AS_OF)
    width = len(units)
    of_target = [now.iloc[start : start + width] for start in range(0, len(now), width)]
    return now, [ranking(rows, rows.iloc[:0]) for rows in of_target]


def _one_by_one(points: pd.DataFrame, denominators: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """The peer: the same for each district and target in turn, then ranks within each target."""
    people = denominators.set_index(["group", "unit", "kind"])["people"].sort_index()
    merged = points.merge(targets[["target", "group", "dose", "denominator_kind"]], on=["group", "dose"])
    stated = merged[merged["denominator_kind"] != "interval"]
    table = stated.groupby(["target", "unit"]).apply(
        lambda rows: _one(rows.name[1], rows.sort_values("period_end"), people)
    )
    return table.assign(rank=table.groupby("target")["coverage"].rank(ascending=False, method="min")).reset_index()


def _one(unit: str, rows: pd.DataFrame, people: pd.Series) -> pd.Series:
    first, last = rows.iloc[0], rows.iloc[-1]
    number = people.at[first["group"], unit, first["denominator_kind"]]
    remaining = max(0, number - last["doses_to_date"])
    pace = rows["doses_in_period"].tail(4).mean()
    days = int(np.ceil(remaining * 7 / pace)) if pace > 0 else None
    projected = None if days is None else pd.Timestamp(AS_OF) + pd.Timedelta(days=days)
    left = (DEADLINE - pd.Timestamp(AS_OF)).days
    return pd.Series(
        {
            "coverage": last["doses_to_date"] / number,
            "remaining": remaining,
            "pace": pace,
            "required_pace": remaining / (left / 7),
            "status": _status(remaining, projected, rows, number),
        }
    )


def _status(remaining: int, projected: pd.Timestamp | None, rows: pd.DataFrame, number: int) -> str:
    if remaining == 0:
        reached = rows.loc[rows["doses_to_date"] >= number, "period_end"].min()
        return "met" if reached <= DEADLINE else "met_late"
    if projected is None:
        return "behind"
    late = (projected - DEADLINE).days
    return "on_track" if late <= 0 else "at_risk" if late <= 14 else "behind"


def _assert_same(table: pd.DataFrame, peer: pd.DataFrame) -> None:
    """A peer that computes something else would be no peer."""
    columns = ["coverage", "remaining", "pace", "required_pace"]
    both = peer.merge(table, on=["target", "unit"], suffixes=("", "_ours"))
    assert len(both) == len(peer) > 0
    for column in columns:
        assert np.allclose(both[column].astype(float), both[f"{column}_ours"].astype(float))
    assert (both["status"] == both["status_ours"]).all()


def _frames(districts: int) -> tuple[pd.DataFrame, ...]:
    """A country's reports, made up: every district reports every group and dose every week."""
    units = frame([(f"d{number}", f"District {number}", "district", "p") for number in range(districts)], UNITS)
    rows = [_target(number, *of) for number, of in enumerate(TARGETS_SET)]
    pairs = dict.fromkeys([(group, dose) for group, dose, _ in TARGETS_SET] + list(BEFORE))
    points = _points(list(pairs), units["unit"])
    groups = dict.fromkeys(group for group, _, _ in TARGETS_SET)
    start = date(2021, 1, 1)
    people = [
        (group, "", unit, kind, start, 5000)
        for group in groups
        for unit in units["unit"]
        for kind in ("resident", "due")
    ]
    rules = [(group, dose, 3, start, "") for group in ("18+", "12-17") for dose in ("dose_3", "dose_4")]
    holidays = [(date(2022, 1, 29), date(2022, 2, 6), "Tết", "New year")]
    return (
        points,
        frame(people, DENOMINATORS),
        frame(rows, TARGETS),
        units,
        frame(rules, INTERVALS),
        frame(holidays, HOLIDAYS),
    )


def _target(number: int, group: str, dose: str, kind: str) -> tuple[Any, ...]:
    goal = (group, dose, kind, 1.0, DEADLINE)
    return f"T{number + 1}", "000", "1", "", *goal, "", "", "", "", date(2021, 1, 1), None, None


def _points(pairs: list[tuple[str, str]], units: pd.Series) -> pd.DataFrame:
    """Weekly doses that come to 60 to 110 % of the people."""
    shape = (len(pairs), len(units), WEEKS)
    given = np.random.default_rng(2022).integers(30, 56, shape)
    ends = np.broadcast_to(pd.date_range(FIRST_WEEK, periods=WEEKS, freq="7D").to_numpy(), shape).ravel()
    each = len(units) * WEEKS
    columns = {
        "group": np.repeat([group for group, _ in pairs], each),
        "dose": np.repeat([dose for _, dose in pairs], each),
        "unit": np.tile(np.repeat(units.to_numpy(), WEEKS), len(pairs)),
        "period_start": ends - np.timedelta64(6, "D"),
        "period_end": ends,
        "doses_in_period": given.ravel(),
        "doses_to_date": given.cumsum(axis=2).ravel(),
        "incomplete": False,
        "derived": False,
    }
    return pd.DataFrame(columns).astype(POINTS)


def _with_province(units: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame([("p", "Province", "province", None)], UNITS), units], ignore_index=True)


def _cost(work: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """CPU seconds, the median, and what it made."""
    result, spent = work(), []
    for _ in range(rounds):
        before = time.process_time()
        result = work()
        spent.append(time.process_time() - before)
    return median(spent), result


if __name__ == "__main__":
    measure_progress(rounds=5)
