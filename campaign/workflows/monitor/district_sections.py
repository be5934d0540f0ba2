"""What is known of a district as tables for files, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from campaign.domain.finding_units import SCOPES
from campaign.domain.findings import SEVERITIES, finding_message
from campaign.domain.frames import rows_of
from campaign.domain.labels import DOSE_WORDS, MEASURE_WORDS
from campaign.domain.progress.last_reports import LastReports
from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS
from campaign.domain.progress.weekly_doses import DIFFERENCE, NO_REPORT, UNTOLD
from campaign.domain.ranking.ranking import UNRANKED_WORDS
from campaign.exports.columns import COUNT, DAY, PLACE, SHARE, TEXT
from campaign.exports.section_tables import Field, Section
from campaign.locale import N_, Translate
from campaign.locale.formats import is_missing, moment, whole_needed
from campaign.workflows.monitor.district import Communes, Weeks
from campaign.workflows.monitor.district_sources import DistrictFinding, DistrictUpload
from campaign.workflows.monitor.reasons import marks, reason
from campaign.workflows.sheets.uploads import STATES


class DistrictSections:
    """The sections of a district's file; `targets` are TARGETS known at the date, `groups` in the reader's words."""

    def __init__(self, targets: pd.DataFrame, groups: Mapping[str, str], translate: Translate, language: str) -> None:
        self.targets = {row.target: row for row in rows_of(targets)}
        self.groups, self.translate, self.language = groups, translate, language

    def of_targets(self, progress: pd.DataFrame) -> Section:
        """Where the district stands towards each target (PROGRESS), and why."""
        fields = self._fields(
            (N_("Target"), TEXT, 8), (N_("Of what"), TEXT, 30), (N_("Replaced by"), TEXT, 10), (N_("Given"), COUNT, 11),
            (N_("Out of"), COUNT, 11), (N_("Coverage of"), TEXT, 18), (N_("Coverage"), SHARE, 10),
            (N_("Mark"), TEXT, 12), (N_("Threshold"), SHARE, 10), (N_("Deadline"), DAY, 12),
            (N_("Still to vaccinate"), COUNT, 11), (N_("Present pace"), COUNT, 11), (N_("Pace needed"), COUNT, 11),
            (N_("Projected completion"), DAY, 12), (N_("Reached on"), DAY, 12), (N_("Status"), TEXT, 15),
            (N_("Why"), TEXT, 50), (N_("Figures up to"), DAY, 12),
        )  # fmt: skip
        rows = [self._target(row) for row in rows_of(progress)]
        return Section(self.translate(N_("Targets")), fields, rows)

    def of_weeks(self, by_target: Mapping[str, Weeks]) -> Section:
        """The doses week by week (WEEKLY) of each group and dose; a week without a report is listed as such."""
        fields = self._fields(
            (N_("Of what"), TEXT, 44), (N_("From day"), DAY, 12), (N_("To day"), DAY, 12), (N_("Doses"), COUNT, 12),
            (N_("Note"), TEXT, 30),
        )  # fmt: skip
        rows = [
            (self._subject(target), row.period_start, row.period_end, row.doses, self._week_note(row))
            for target, weeks in by_target.items()
            for row in rows_of(weeks.weeks)
        ]
        return Section(self.translate(N_("Doses by week")), fields, rows)

    def of_communes(self, by_target: Mapping[str, Communes]) -> Section:
        """The communes in order of coverage (RANKING) for each target that any of them has reported for."""
        fields = self._fields(
            (N_("Target"), TEXT, 8), (N_("Of what"), TEXT, 44), (N_("Rank"), PLACE, 7), (N_("Unit code"), TEXT, 9),
            (N_("Unit"), TEXT, 22), (N_("Given"), COUNT, 10), (N_("Out of"), COUNT, 10), (N_("Coverage"), SHARE, 10),
            (N_("Mark"), TEXT, 12), (N_("Still to vaccinate"), COUNT, 11), (N_("Status"), TEXT, 15),
            (N_("Figures up to"), DAY, 12), (N_("Note"), TEXT, 24),
        )  # fmt: skip
        rows = [self._commune(row) for found in by_target.values() for row in rows_of(found.ranking)]
        return Section(self.translate(N_("Communes")), fields, rows)

    def of_reports(self, reports: LastReports) -> Section:
        """Up to which day each unit has reported anything."""
        fields = self._fields(
            (N_("Unit code"), TEXT, 10), (N_("Unit"), TEXT, 26), (N_("Last report up to"), DAY, 14),
            (N_("Latest week"), TEXT, 24),
        )  # fmt: skip
        late, there = self.translate(N_("not reported")), self.translate(N_("reported"))
        rows = [
            (row.unit, row.name, row.last, late if row.late else there if row.last else None) for row in reports.rows
        ]
        return Section(self.translate(N_("Last reports")), fields, rows)

    def of_assignments(self, assignments: pd.DataFrame) -> Section:
        """What was assigned (ASSIGNMENTS) and how far it has come; names of persons are left out."""
        fields = self._fields(
            (N_("Target"), TEXT, 8), (N_("Unit code"), TEXT, 9), (N_("Unit"), TEXT, 24),
            (N_("People assigned"), COUNT, 11), (N_("Given since"), COUNT, 11), (N_("Coverage"), SHARE, 10),
            (N_("Mark"), TEXT, 12), (N_("Due"), DAY, 12), (N_("Status"), TEXT, 15), (N_("Figures up to"), DAY, 12),
            (N_("Signed off"), DAY, 12),
        )  # fmt: skip
        rows = [
            (
                row.target, row.unit, row.name, row.people, row.given, row.coverage, marks(row, self.translate),
                row.deadline, self._status(row), row.period_end, row.signed_off_on,
            )
            for row in rows_of(assignments)
        ]  # fmt: skip
        return Section(self.translate(N_("Assignments")), fields, rows)

    def of_findings(self, findings: Sequence[DistrictFinding]) -> Section:
        """What was found in the district's sheets, and whose it is."""
        fields = self._fields(
            (N_("Severity"), TEXT, 12), (N_("Whose"), TEXT, 24), (N_("What was found"), TEXT, 80),
            (N_("Sheet"), TEXT, 14), (N_("Cell"), TEXT, 8), (N_("Upload"), PLACE, 8), (N_("File"), TEXT, 30),
            (N_("Period to"), DAY, 12),
        )  # fmt: skip
        return Section(self.translate(N_("Findings")), fields, [self._finding(each) for each in findings])

    def of_uploads(self, uploads: Sequence[DistrictUpload]) -> Section:
        """The sheets that hold figures of the district or its communes."""
        fields = self._fields(
            (N_("Upload"), PLACE, 8), (N_("File"), TEXT, 36), (N_("From day"), DAY, 12), (N_("To day"), DAY, 12),
            (N_("State"), TEXT, 14), (N_("Units of the district"), COUNT, 12), (N_("By"), TEXT, 18),
            (N_("Uploaded"), TEXT, 20),
        )  # fmt: skip
        rows = [
            (
                row.id, row.file_name, row.period_start, row.period_end, self.translate(STATES[row.status]), units,
                row.uploaded_by, moment(row.uploaded_at, self.language),
            )
            for row, units in uploads
        ]  # fmt: skip
        return Section(self.translate(N_("Sheets sent")), fields, rows)

    def _fields(self, *fields: tuple[str, str, int]) -> list[Field]:
        return [Field(self.translate(header), kind, width) for header, kind, width in fields]

    def _target(self, row: Any) -> tuple[Any, ...]:
        kind = None if is_missing(row.denominator_kind) else self.translate(MEASURE_WORDS[row.denominator_kind])
        return (
            row.target, self._subject(row.target), self.targets[row.target].superseded_by, row.doses_to_date,
            row.denominator, kind, row.coverage, marks(row, self.translate), row.threshold, row.deadline,
            row.remaining, row.pace, whole_needed(row.required_pace), row.projected_completion, row.reached_on,
            self._status(row), reason(row, self.translate, self.language), row.period_end,
        )  # fmt: skip

    def _commune(self, row: Any) -> tuple[Any, ...]:
        why = None if is_missing(row.unranked_reason) else self.translate(UNRANKED_WORDS[row.unranked_reason])
        return (
            row.target, self._subject(row.target), row.rank, row.unit, row.name, row.doses_to_date, row.denominator,
            row.coverage, marks(row, self.translate), row.remaining, self._status(row), row.period_end, why,
        )  # fmt: skip

    def _finding(self, each: DistrictFinding) -> tuple[Any, ...]:
        finding = each.finding
        words = finding_message(finding._replace(sheet=None, cell=None), self.language)
        whose = ", ".join(each.units) or self.translate(SCOPES[each.scope])
        place = finding.sheet, finding.cell, each.upload.id, each.upload.file_name, each.upload.period_end
        return self.translate(SEVERITIES[finding.severity]), whose, words, *place

    def _week_note(self, row: Any) -> str | None:
        if not row.reported:
            return self.translate(NO_REPORT)
        if is_missing(row.doses):
            return self.translate(UNTOLD)
        return None if row.stated else self.translate(DIFFERENCE)

    def _subject(self, target: str) -> str:
        row = self.targets[target]
        return f"{self.translate(DOSE_WORDS[row.dose])} · {self.groups[row.group]}"

    def _status(self, row: Any) -> str:
        return f"{STATUS_SIGNS[row.status]} {self.translate(STATUS_WORDS[row.status])}"
