"""What leadership sees of the sample campaign, against the same figures read in other ways."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.domain.findings import WARNING
from campaign.domain.frames import BRIEFING
from campaign.workflows.monitor.briefing import brief_at
from campaign.workflows.monitor.monitoring import progress_at, reported_weeks
from campaign.workflows.monitor.outlook import coverage_by_kind
from campaign.workflows.monitor.rankings import rank_by
from campaign.workflows.sheets.importing import import_files
from campaign.workflows.sheets.uploads import list_uploads, read_findings, withdraw_upload
from tests.builders import build_l1, sample_denominators, sample_rows
from tests.builders.data import DISTRICTS

AS_OF, WEEK = date(2022, 6, 16), timedelta(days=7)
LEVELS = ("province", "district")


@pytest.fixture(scope="module")
def brief(sample):
    return brief_at(sample, AS_OF)


def keyed(frame):
    return frame.set_index(["target", "unit"])


def test_the_rows_are_the_progress_of_province_and_districts(sample, brief):
    now = progress_at(sample, AS_OF, levels=LEVELS)
    assert list(brief.rows.columns) == list(BRIEFING)
    pd.testing.assert_frame_equal(brief.rows[list(now.columns)], now)


@pytest.mark.parametrize("as_of", [AS_OF, date(2022, 3, 10), date(2022, 7, 28)])
def test_what_is_compared_with_is_the_progress_as_it_stood_at_the_report_before(as_of, sample):
    brief = brief_at(sample, as_of)
    assert set(brief.before.values()) == {as_of - WEEK}
    then = keyed(progress_at(sample, as_of - WEEK, levels=LEVELS))
    compared = keyed(brief.rows[brief.rows["target"].isin(brief.before)])
    for column in ("coverage", "status"):
        known = compared[f"{column}_before"].dropna()
        assert len(known)
        assert known.eq(then[column].reindex(known.index)).all()


def test_every_target_is_compared_with_the_same_report_as_in_its_ranking(sample, brief):
    for target in brief.targets["target"]:
        assert rank_by(sample, target, AS_OF).previous == brief.before.get(target)


def test_the_first_report_is_compared_with_nothing(sample):
    first = brief_at(sample, reported_weeks(sample)[-1])
    assert first.before == {}
    assert first.rows["coverage_change"].isna().all()
    assert first.rows["status_before"].isna().all()


def test_a_district_that_has_not_reported_has_changes_that_are_not_known(brief):
    silent = brief.districts("T7").set_index("name").loc["Huyện Nậm Nhùn"]
    assert silent["stale"]
    assert pd.isna(silent["coverage_change"])
    assert silent["coverage"] == silent["coverage_before"]


def test_targets_in_force_and_those_replaced_are_told_apart(brief):
    assert set(brief.replaced["target"]) == {"T3"}
    assert "T6" in set(brief.targets["target"])
    assert set(brief.standing["target"]) == set(brief.targets["target"])
    assert list(brief.province("T6")["unit"]) == ["12"]
    assert list(brief.districts("T6")["unit"]) == [str(code) for code in range(105, 113)]


def test_the_provinces_coverage_is_there_over_every_kind_of_people_that_is_known(sample, brief):
    every = coverage_by_kind(sample, AS_OF)
    known = every[(every["kind"] == "province") & every["denominator"].notna()]
    columns = ["target", "denominator_kind", "denominator", "coverage", "incomplete", "people_at_least"]
    pd.testing.assert_frame_equal(brief.kinds[columns], known[columns].reset_index(drop=True))


@pytest.mark.parametrize("as_of", [AS_OF, date(2022, 4, 14), date(2021, 12, 9), date(2022, 7, 28)])
def test_the_warnings_are_those_found_in_the_reports_up_to_the_day(as_of, sample):
    trust = brief_at(sample, as_of).trust
    reports = [row for row in list_uploads(sample) if row.purpose == "report" and row.period_end <= as_of]
    warned = {row.id: sum(finding.severity == WARNING for finding in read_findings(sample, row.id)) for row in reports}
    assert trust.latest == as_of
    assert trust.uploaded_at == max(row.uploaded_at for row in reports)
    assert trust.warnings == sum(warned.values())
    assert trust.synthetic
    for told, latest in ((trust.doubtful, True), (trust.earlier, False)):
        of_period = {row.id for row in reports if (row.period_end == as_of) is latest}
        assert {each.upload: each.warnings for each in told} == {
            number: count for number, count in warned.items() if count and number in of_period
        }


def test_the_warning_of_a_week_is_of_the_latest_period_in_that_week_alone(sample):
    then, later = brief_at(sample, date(2022, 4, 14)).trust, brief_at(sample, AS_OF).trust
    assert [each.file_name for each in then.doubtful] == ["mo-phong-2022-04-14-tuan.xlsx"]
    assert (then.earlier, later.doubtful) == ([], [])
    assert later.earlier == then.doubtful


FIRST, SECOND = (Period(date(2022, 5, day), date(2022, 5, day + 6)) for day in (13, 20))
CDC = "CDC tỉnh"


def save(database, week, *, without=()):
    """A week's sheet of the districts and the CDC; its number."""
    people = sample_denominators((*DISTRICTS, CDC))
    rows = {unit: of for unit, of in sample_rows(people, {"18+": ("dose_3",)}).items() if unit not in without}
    content = build_l1(week, rows, people)
    (outcome,) = import_files(database, [(f"{week.end}.xlsx", content)], by=operator("an"), today=date(2022, 8, 1))
    assert outcome.status == "accepted"
    return outcome.upload_id


def test_a_withdrawn_report_no_longer_speaks_for_the_data(sqlite_database):
    save(sqlite_database, FIRST)
    upload = save(sqlite_database, SECOND)
    assert brief_at(sqlite_database, SECOND.end).trust.latest == SECOND.end
    withdraw_upload(sqlite_database, upload, reason="nhầm tuần", by=operator("an"))
    trust = brief_at(sqlite_database, SECOND.end).trust
    assert trust.latest == FIRST.end
    assert not trust.synthetic


def test_a_unit_outside_the_districts_that_stopped_reporting_is_named_with_its_own_day(sqlite_database):
    save(sqlite_database, FIRST)
    assert brief_at(sqlite_database, FIRST.end).trust.outside == []
    save(sqlite_database, SECOND, without=[CDC])
    outside = brief_at(sqlite_database, SECOND.end).trust.outside
    assert [(each.unit, each.last) for each in outside] == [("cdc", FIRST.end)]


def test_a_day_without_any_report_has_nothing_to_be_trusted(sqlite_database):
    trust = brief_at(sqlite_database, AS_OF).trust
    assert (trust.latest, trust.uploaded_at, trust.warnings, trust.synthetic) == (None, None, 0, False)
    assert (trust.doubtful, trust.earlier, trust.outside) == ([], [], [])
