"""What leadership sees first: where every target in force stands, what moved, who is late, what can be trusted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

import pandas as pd

from campaign.domain.briefing.changes import with_changes
from campaign.domain.directives.in_force import in_force
from campaign.domain.findings import WARNING
from campaign.domain.progress.comparison import previous_period_end
from campaign.domain.progress.progress import progress
from campaign.domain.progress.progress_by_kind import progress_by_kind
from campaign.domain.purposes import REPORT
from campaign.store.engine import Connection, Database
from campaign.store.upload_units import read_findings_until
from campaign.store.uploads import ACCEPTED, read_uploads
from campaign.workflows.monitor.monitoring import Situation
from campaign.workflows.monitor.outlook import PROVINCE, read_with_doses_before


class Doubtful(NamedTuple):
    """An upload of the latest period in which something was found: warnings when it was saved."""

    upload: int
    file_name: str
    period_end: date
    warnings: int


class Trust(NamedTuple):
    """Whether the figures can be trusted: the day of the latest report, when it came, what was found in it.

    `warnings`: of all uploads that count up to the day looked at; `doubtful`: those of the latest period, the most
    first. `synthetic`: some figures are made up.
    """

    latest: date | None
    uploaded_at: datetime | None
    warnings: int
    doubtful: Sequence[Doubtful]
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
    situation = read_with_doses_before(database, (PROVINCE, "district"), None, as_of)
    now = progress(*situation, as_of)
    before = _days_before(situation, as_of)
    rows = with_changes(now, _progress_before(situation, before, now))
    province = situation.units[situation.units["kind"] == PROVINCE].reset_index(drop=True)
    kinds = progress_by_kind(*situation._replace(units=province), as_of)
    stands = in_force(situation.targets, as_of)
    with database.reading() as connection:
        trust = read_trust(connection, as_of)
    return Brief(as_of, rows, situation.targets[stands], situation.targets[~stands], before, kinds, trust)


def read_trust(connection: Connection, as_of: date) -> Trust:
    """What is known of the reports up to a day."""
    reports = [
        row
        for row in read_uploads(connection)
        if row.status == ACCEPTED and row.purpose == REPORT and row.period_end and row.period_end <= as_of
    ]
    found = read_findings_until(connection, as_of)
    counts = {number: sum(each.severity == WARNING for each in of) for number, of in found.items()}
    latest = max((row.period_end for row in reports), default=None)
    doubtful = [
        Doubtful(row.id, row.file_name, row.period_end, counts[row.id])
        for row in reports
        if row.period_end == latest and counts.get(row.id)
    ]
    return Trust(
        latest=latest,
        uploaded_at=max((row.uploaded_at for row in reports), default=None),
        warnings=sum(counts.get(row.id, 0) for row in reports),
        doubtful=sorted(doubtful, key=lambda each: -each.warnings),
        synthetic=any(row.synthetic for row in reports),
    )


def _days_before(situation: Situation, as_of: date) -> dict[str, date]:
    """By target, the report of its doses before the latest; as in a ranking by that target."""
    points = situation.points
    ends = points.groupby(["group", "dose"])["period_end"].unique()
    found: dict[str, date] = {}
    for row in situation.targets.itertuples(index=False):
        days = [day.date() for day in pd.DatetimeIndex(ends.get((row.group, row.dose), []))]
        if before := previous_period_end(days, as_of):
            found[row.target] = before
    return found


def _progress_before(situation: Situation, before: dict[str, date], now: pd.DataFrame) -> pd.DataFrame:
    """PROGRESS as of each target's report before; mostly one day for all."""
    targets_of: dict[date, list[str]] = defaultdict(list)
    for target, day in before.items():
        targets_of[day].append(target)
    parts = []
    for day, names in targets_of.items():
        chosen = situation.targets[situation.targets["target"].isin(names)].reset_index(drop=True)
        parts.append(progress(*situation._replace(targets=chosen), day))
    return pd.concat(parts, ignore_index=True) if parts else now.iloc[:0]
