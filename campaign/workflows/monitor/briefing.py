"""What leadership sees first: where every target in force stands, what moved, who is late, what can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain.arrays import day_number
from campaign.domain.briefing.changes import days_before, progress_before, with_changes
from campaign.domain.counting.rollup import LATEST_WEEK
from campaign.domain.directives.in_force import in_force
from campaign.domain.findings import WARNING
from campaign.domain.names.units import DISTRICT, OTHER
from campaign.domain.place import LAI_CHAU
from campaign.domain.progress.last_reports import LastReport
from campaign.domain.progress.progress import progress_of
from campaign.domain.progress.progress_by_kind import progress_of_kinds
from campaign.domain.progress.target_series import measure
from campaign.domain.purposes import REPORT
from campaign.store.engine import Connection, Database
from campaign.store.manage.units import read_units
from campaign.store.sheets.last_days import read_last_days
from campaign.store.sheets.upload_units import count_findings_until
from campaign.store.sheets.uploads import ACCEPTED, read_uploads
from campaign.workflows.monitor.outlook import PROVINCE, read_with_doses_before


class Doubtful(NamedTuple):
    """An upload in which something was found: warnings when it was saved."""

    upload: int
    file_name: str
    period_end: date
    warnings: int


class Trust(NamedTuple):
    """Whether the figures can be trusted: the day of the latest report, when it came, what was found in it.

    `warnings`: of all reports that count up to the day looked at; `doubtful`: those of the latest period that have any,
    the most first; `earlier`: those of earlier periods, the newest first. `outside`: units outside the districts that
    reported before, and not for the latest week. `synthetic`: some figures are made up.
    """

    latest: date | None
    uploaded_at: datetime | None
    warnings: int
    doubtful: Sequence[Doubtful]
    earlier: Sequence[Doubtful]
    outside: Sequence[LastReport]
    synthetic: bool


class Brief(NamedTuple):
    """Where the province and its districts stand on a day.

    `rows` (BRIEFING) towards every target that had been issued; `targets` (TARGETS) are those in force on the day, and
    `replaced` the others; `before`: by target the day that changes are measured from, none for the first report.
    `kinds` is PROGRESS of the province over every kind of denominator.
    """

    as_of: date
    rows: pd.DataFrame
    targets: pd.DataFrame
    replaced: pd.DataFrame
    before: dict[str, date]
    kinds: pd.DataFrame
    trust: Trust

    def province(self, target: str) -> pd.DataFrame:
        """The province's row of BRIEFING for a target, one or none."""
        return self.rows[(self.rows["target"] == target) & (self.rows["kind"] == PROVINCE)]

    def districts(self, target: str) -> pd.DataFrame:
        """The districts' rows of BRIEFING for a target, in the official order."""
        return self.rows[(self.rows["target"] == target) & (self.rows["kind"] == "district")]

    @property
    def standing(self) -> pd.DataFrame:
        """The rows towards the targets in force."""
        return self.rows[self.rows["target"].isin(self.targets["target"])]


def brief_at(database: Database, as_of: date) -> Brief:
    """What leadership sees of a day."""
    situation = read_with_doses_before(database, (PROVINCE, DISTRICT), None, as_of)
    today, targets, units = day_number(as_of), situation.targets, situation.units
    measured = measure(*situation, until=today)
    before = days_before(measured, targets, units, as_of)
    now = progress_of(measured, targets, units, today)
    rows = with_changes(now, progress_before(measured, targets, units, before))
    kinds = progress_of_kinds(measured, targets, units, today)
    of_province = kinds[(kinds["kind"] == PROVINCE) & kinds["denominator"].notna()].reset_index(drop=True)
    stands = in_force(targets, as_of)
    with database.reading() as connection:
        trust = read_trust(connection, as_of)
    return Brief(as_of, rows, targets[stands], targets[~stands], before, of_province, trust)


def read_trust(connection: Connection, as_of: date) -> Trust:
    """What is known of the reports up to a day."""
    reports = [
        row
        for row in read_uploads(connection)
        if row.status == ACCEPTED and row.purpose == REPORT and row.period_end and row.period_end <= as_of
    ]
    latest = max((row.period_end for row in reports), default=None)
    found = _doubtful(reports, count_findings_until(connection, as_of, WARNING))
    return Trust(
        latest=latest,
        uploaded_at=max((row.uploaded_at for row in reports), default=None),
        warnings=sum(each.warnings for each in found),
        doubtful=sorted((each for each in found if each.period_end == latest), key=lambda each: -each.warnings),
        earlier=[each for each in found if each.period_end != latest],
        outside=_outside(connection, as_of),
        synthetic=any(row.synthetic for row in reports),
    )


def _doubtful(reports: Sequence[Any], warnings: Mapping[int, int]) -> list[Doubtful]:
    """The reports with warnings, the newest period first."""
    having = [row for row in reports if warnings.get(row.id)]
    newest = sorted(having, key=lambda row: (row.period_end, row.id), reverse=True)
    return [Doubtful(row.id, row.file_name, row.period_end, warnings[row.id]) for row in newest]


def _outside(connection: Connection, as_of: date) -> list[LastReport]:
    """Hospitals and forces whose last report of anything is not of the latest week."""
    ends = read_last_days(connection, LAI_CHAU, as_of)
    units = [unit for unit in read_units(connection, LAI_CHAU) if unit.kind in (DISTRICT, OTHER) and unit.code in ends]
    latest = max((ends[unit.code] for unit in units), default=date.min)
    late = [unit for unit in units if unit.kind == OTHER and ends[unit.code] + LATEST_WEEK < latest]
    return [LastReport(unit.code, unit.name, unit.kind, ends[unit.code], late=True) for unit in late]
