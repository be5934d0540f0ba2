"""What changed since the report before: statuses, the largest rises, figures that fell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from campaign.domain.names.units import DISTRICT
from campaign.domain.progress.status import AT_RISK, BEHIND, MET, MET_LATE, MISSED, NO_DATA, ON_TRACK, OPEN
from campaign.locale.formats import is_missing

RISES_TOLD = 3
DIGITS = 1  # of the percentage points in which a change of coverage is told: what reads as 0,0 is none

_GRAVEST = (BEHIND, MISSED, AT_RISK, NO_DATA, MET_LATE, MET, ON_TRACK, OPEN)


class Moves(NamedTuple):
    """Rows of BRIEFING: judged otherwise than at the report before (those that grew worse first, of them the gravest),
    the largest rises of coverage among the districts, and every fall of doses to date or coverage (the largest first).
    """

    judged: list[Any]
    risen: list[Any]
    fallen: list[Any]


def find_moves(rows: Iterable[Any], doses: Mapping[str, tuple[str, str]]) -> Moves:
    """What moved among rows of BRIEFING; `doses` are the group and dose of each target.

    A figure that serves two targets rises and falls once: towards the one with a deadline, or else the first.
    """
    listed = list(rows)
    judged = [row for row in listed if not is_missing(row.status_before) and row.status_before != row.status]
    once = _each_figure_once(listed, doses)
    risen = [row for row in once if row.kind == DISTRICT and _points(row) > 0]
    fallen = [row for row in once if _points(row) < 0 or _change(row.doses_change) < 0]
    return Moves(
        sorted(judged, key=_grown_better),
        sorted(risen, key=lambda row: -_change(row.coverage_change))[:RISES_TOLD],
        sorted(fallen, key=lambda row: (_change(row.coverage_change), _change(row.doses_change))),
    )


def _grown_better(row: Any) -> tuple[bool, int]:
    """The order of changed statuses: whether the row is judged better than before, then how gravely it is now."""
    now = _GRAVEST.index(row.status)
    return now > _GRAVEST.index(str(row.status_before)), now


def _each_figure_once(rows: list[Any], doses: Mapping[str, tuple[str, str]]) -> list[Any]:
    """The rows without those that say the same of another target: of the same doses, out of the same people."""
    kept: dict[tuple[Any, ...], Any] = {}
    for row in sorted(rows, key=lambda row: is_missing(row.deadline)):
        kept.setdefault((row.unit, doses[row.target], str(row.denominator_kind)), row)
    return list(kept.values())


def _points(row: Any) -> float:
    return round(100 * _change(row.coverage_change), DIGITS)


def _change(value: Any) -> float:
    """A change, 0 where it is unknown: such a one is neither a rise nor a fall."""
    return 0.0 if is_missing(value) else float(value)
