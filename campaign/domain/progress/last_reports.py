"""Who has reported for the latest week, and up to which day the others have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from campaign.domain.counting.rollup import LATEST_WEEK
from campaign.domain.names.units import COMMUNE, DISTRICT


class LastReport(NamedTuple):
    """A unit's last day of any report, None where there is none; `late`: others of its kind have a later week."""

    unit: str
    name: str
    kind: str
    last: date | None
    late: bool


class LastReports(NamedTuple):
    """A district and its communes, in the order of the list; the last day that any unit of each kind has reported."""

    rows: Sequence[LastReport]
    latest: Mapping[str, date]

    @property
    def late(self) -> list[LastReport]:
        """Those without a report for the latest week."""
        return [row for row in self.rows if row.late]


def last_reports(units: Iterable[Any], ends: Mapping[str, date], district: str) -> LastReports:
    """For a district and its communes; `units` are rows (code, name, kind, parent) of the province, `ends` last days.

    Weeks may end a few days apart from unit to unit: late is who lacks the whole latest week of its kind. Where no
    commune of the province reports apart, none of them is late.
    """
    listed = [unit for unit in units if unit.kind in (DISTRICT, COMMUNE)]
    latest: dict[str, date] = {}
    for unit in listed:
        if unit.code in ends:
            latest[unit.kind] = max(ends[unit.code], latest.get(unit.kind, date.min))
    asked = [unit for unit in listed if unit.code == district or unit.parent == district]
    return LastReports([_last_report(unit, ends.get(unit.code), latest.get(unit.kind)) for unit in asked], latest)


def _last_report(unit: Any, last: date | None, latest: date | None) -> LastReport:
    late = latest is not None and (last is None or last < latest - LATEST_WEEK)
    return LastReport(unit.code, unit.name, unit.kind, last, late)
