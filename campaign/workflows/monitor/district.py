"""One district at a date: its targets, its weeks, its communes, and who is silent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain import frames
from campaign.domain.arrays import day_number
from campaign.domain.directives.timeline import known_at
from campaign.domain.names.units import COMMUNE, DISTRICT
from campaign.domain.people.denominator_sums import standing_denominators
from campaign.domain.place import LAI_CHAU
from campaign.domain.progress.coverage_grid import Grid, coverage_grid, previous_coverage
from campaign.domain.progress.history import history_of
from campaign.domain.progress.last_reports import LastReports, last_reports
from campaign.domain.progress.progress import progress_of
from campaign.domain.progress.progress_by_kind import progress_by_kind
from campaign.domain.progress.target_series import measure
from campaign.domain.progress.weekly_doses import weekly_doses
from campaign.domain.ranking.ranking import ranking
from campaign.errors import NotFound
from campaign.locale import N_
from campaign.store.engine import Connection, Database
from campaign.store.manage.targets import read_denominators, read_holidays, read_intervals, read_targets
from campaign.store.manage.units import read_units
from campaign.store.sheets.last_days import read_last_days
from campaign.store.sheets.totals import read_latest_day, read_points
from campaign.workflows.monitor.monitoring import NO_TARGET, Situation, needed_pairs

NO_DISTRICT = N_("'{unit}' is no district. Districts: {known}.")
IN_DISTRICT = N_("'{unit}' is {name}, which is no district. Its district is {district} ({district_code}).")


class DistrictTargets(NamedTuple):
    """What was ordered by the date, as known then (TARGETS), and a district's PROGRESS and HISTORY towards it.

    `kinds` is its PROGRESS over every kind of people that is stated.
    """

    targets: pd.DataFrame
    progress: pd.DataFrame
    history: pd.DataFrame
    kinds: pd.DataFrame


class Weeks(NamedTuple):
    """A unit's WEEKLY doses, and the HOLIDAYS among them."""

    weeks: pd.DataFrame
    holidays: pd.DataFrame


class Communes(NamedTuple):
    """A district's communes: RANKING for one target, and their coverage week by week in the order of rank."""

    ranking: pd.DataFrame
    grid: Grid


def find_district(database: Database, code: str) -> Any:
    """The unit (code, name, kind, parent); raises NotFound, in words, for a code that is no district's."""
    with database.reading() as connection:
        return _District(connection, code).unit


def read_district_targets(database: Database, code: str, as_of: date) -> DistrictTargets:
    """Every target that was ordered by `as_of`, with where the district stands; raises NotFound."""
    with database.reading() as connection:
        district = _District(connection, code)
        targets = known_at(read_targets(connection), as_of)
        situation = district.situation(targets, DISTRICT, as_of)
    measured, today = measure(*situation, until=day_number(as_of)), day_number(as_of)
    of_all = (
        progress_of(measured, targets, situation.units, today),
        history_of(measured, targets, situation.units),
        progress_by_kind(*situation, as_of),
    )
    return DistrictTargets(targets, *(rows[rows["unit"] == code].reset_index(drop=True) for rows in of_all))


def read_district_weeks(database: Database, code: str, target: str, as_of: date) -> Weeks:
    """The doses a district gave week by week, of the group and dose of a target; raises NotFound."""
    with database.reading() as connection:
        _District(connection, code)
        row = _target(connection, target)
        pair = (row[_GROUP], row[_DOSE])
        points = read_points(connection, LAI_CHAU, kinds=[DISTRICT], pairs=[pair], units=[code], until=as_of)
        holidays = read_holidays(connection)
    weeks = weekly_doses(points, as_of)
    first = weeks["period_start"].iloc[0].date() if len(weeks) else as_of
    among = [row for row in holidays if row.first_day <= as_of and row.last_day >= first]
    return Weeks(weeks, frames.frame(among, frames.HOLIDAYS))


_GROUP, _DOSE = (list(frames.TARGETS).index(name) for name in ("group", "dose"))


def read_communes(database: Database, code: str, target: str, as_of: date) -> Communes:
    """The district's communes for a target, with their moves since their report before; raises NotFound.

    One is late (`stale`) when any commune of the province has reported a later period.
    """
    with database.reading() as connection:
        district = _District(connection, code)
        found = _target(connection, target)
        row = frames.frame([found], frames.TARGETS)
        situation = district.situation(row, COMMUNE, as_of)
        latest = read_latest_day(connection, LAI_CHAU, COMMUNE, (found[_GROUP], found[_DOSE]), until=as_of)
    measured = measure(*situation, until=day_number(as_of))
    now = progress_of(measured, row, situation.units, day_number(as_of))
    now = now.assign(stale=now["stale"] | (now["period_end"] < pd.Timestamp(latest or as_of)))
    return Communes(ranking(now, previous_coverage(measured, as_of)), coverage_grid(measured, as_of))


def read_last_reports(database: Database, code: str, as_of: date) -> LastReports:
    """Up to which day the district and its communes have reported anything, by `as_of`; raises NotFound."""
    with database.reading() as connection:
        district = _District(connection, code)
        return last_reports(district.units, read_last_days(connection, LAI_CHAU, as_of), code)


def _target(connection: Connection, target: str) -> Sequence[Any]:
    """The row of a target, in the order of TARGETS; raises NotFound."""
    rows = {row[0]: row for row in read_targets(connection)}
    if target not in rows:
        raise NotFound("no_target", NO_TARGET, target=target, known=", ".join(rows))
    return rows[target]


class _District:
    """A district among the units of the province."""

    def __init__(self, connection: Connection, code: str) -> None:
        self.connection = connection
        self.units = read_units(connection, LAI_CHAU)
        by_code = {unit.code: unit for unit in self.units}
        if code not in by_code or by_code[code].kind != DISTRICT:
            raise _no_district(code, by_code)
        self.unit = by_code[code]

    def situation(self, targets: pd.DataFrame, kind: str, as_of: date) -> Situation:
        """What progress of the districts, or of this one's communes, is measured from.

        Only the people of this district and its communes are read: the other districts are there to tell who is late.
        """
        own = {unit.code for unit in self.units if self.unit.code in (unit.code, unit.parent)}
        shown = [unit for unit in self.units if unit.kind == kind and (kind == DISTRICT or unit.code in own)]
        return Situation(
            self._points(targets, shown, kind, as_of),
            self._people(targets, own),
            targets,
            frames.frame(shown, frames.UNITS),
            frames.frame(read_intervals(self.connection), frames.INTERVALS),
            frames.frame(read_holidays(self.connection), frames.HOLIDAYS),
        )

    def _points(self, targets: pd.DataFrame, shown: Collection[Any], kind: str, as_of: date) -> pd.DataFrame:
        codes = [unit.code for unit in shown]
        pairs = needed_pairs(targets)
        rows = read_points(self.connection, LAI_CHAU, kinds=[kind], pairs=pairs, units=codes, until=as_of)
        return frames.frame(rows, frames.POINTS)

    def _people(self, targets: pd.DataFrame, own: Collection[str]) -> pd.DataFrame:
        rows = read_denominators(self.connection, LAI_CHAU, list(targets["group"].unique()))
        units = frames.frame([unit for unit in self.units if unit.code in own], frames.UNITS)
        stated = frames.frame([row for row in rows if row[2] in own], frames.DENOMINATORS)
        return standing_denominators(stated, units)


def _no_district(code: str, by_code: Mapping[str, Any]) -> NotFound:
    unit = by_code.get(code)
    above = by_code.get(unit.parent) if unit else None
    if unit and above and above.kind == DISTRICT:
        place = {"name": unit.name, "district": above.name, "district_code": above.code}
        return NotFound("no_district", IN_DISTRICT, unit=code, **place)
    known = ", ".join(f"{each.code} {each.name}" for each in by_code.values() if each.kind == DISTRICT)
    return NotFound("no_district", NO_DISTRICT, unit=code, known=known)
