"""One district at a date, on a real database: what is known, what is not, who is silent, and where it comes from."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.domain.progress.coverage_grid import UNKNOWN
from campaign.domain.progress.status import NO_DATA
from campaign.errors import NotFound, Refused
from campaign.store.engine import Database
from campaign.workflows.monitor.district import (
    find_district,
    read_communes,
    read_district_targets,
    read_district_weeks,
    read_last_reports,
)
from campaign.workflows.monitor.district_files import district_file
from campaign.workflows.monitor.district_sources import read_district_findings, read_district_uploads
from campaign.workflows.monitor.timeline import read_timeline
from campaign.workflows.monitor.timeline_files import timeline_file
from campaign.workflows.sheets.importing import import_files
from campaign.workflows.sheets.uploads import withdraw_upload
from tests.builders import build_l1, sample_denominators, sample_rows
from tests.workflows.saving import figures, save, week_end

SIN_HO, TAN_UYEN = "108", "111"
TAN_UYEN_COMMUNES = ["03598", "03601", "03602", "03604", "03605", "03607", "03610", "03613", "03616", "03622"]
WEEK, NEXT_WEEK = Period(date(2022, 5, 13), date(2022, 5, 19)), Period(date(2022, 5, 20), date(2022, 5, 26))
PEOPLE = sample_denominators()
DOSES = {"18+": ("dose_3",), "5-11": ("dose_1", "dose_2")}


def sheet(week: Period, *, to_date: dict[str, int] | None = None, without: tuple[str, ...] = ()) -> bytes:
    """A weekly sheet of the districts; `to_date` replaces adults' third doses to date."""
    rows = {unit: dict(of) for unit, of in sample_rows(PEOPLE, DOSES).items() if unit not in without}
    for unit, doses in (to_date or {}).items():
        rows[unit]["18+", "dose_3"] = (0, doses)
    return build_l1(week, rows, PEOPLE)


def upload(database: Database, *files: tuple[str, bytes]) -> list[int | None]:
    outcomes = import_files(database, list(files), by=operator("an"), today=date(2022, 8, 1))
    assert {outcome.status for outcome in outcomes} == {"accepted"}
    return [outcome.upload_id for outcome in outcomes]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("999", "'999' is no district. Districts: 105 Thành phố Lai Châu, 106 Huyện Tam Đường,"),
        ("12", "'12' is no district."),
        ("cdc", "'cdc' is no district."),
        ("03478", "'03478' is Thị trấn Sìn Hồ, which is no district. Its district is Huyện Sìn Hồ (108)."),
    ],
)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_code_that_is_no_district_is_told_so(sqlite_database: Database, code: str, words: str, form: str) -> None:
    for read in (
        lambda: find_district(sqlite_database, code),
        lambda: read_district_targets(sqlite_database, code, week_end(0)),
        lambda: read_communes(sqlite_database, code, "T6", week_end(0)),
        lambda: read_last_reports(sqlite_database, code, week_end(0)),
        lambda: read_district_findings(sqlite_database, code, week_end(0)),
        lambda: district_file(sqlite_database, code, week_end(0), form, language="en"),
    ):
        with pytest.raises(NotFound) as problem:
            read()
        assert str(problem.value).startswith(words)


def test_a_district_without_any_figure_is_not_at_nought(database: Database) -> None:
    save(database, figures("106", 0, to_date=1030))
    found = read_district_targets(database, SIN_HO, week_end(0))
    assert set(found.progress["status"]) == {NO_DATA}
    assert found.progress[["doses_to_date", "coverage"]].isna().all(axis=None) and found.history.empty
    assert read_district_weeks(database, SIN_HO, "T6", week_end(0)).weeks.empty
    assert read_communes(database, SIN_HO, "T6", week_end(0)).grid.tenths.empty
    assert read_district_uploads(database, SIN_HO, week_end(0)) == []
    assert read_district_findings(database, SIN_HO, week_end(0)) == []
    (silent,) = read_last_reports(database, SIN_HO, week_end(0)).late
    assert (silent.unit, silent.last) == (SIN_HO, None)


def test_an_empty_database_has_a_page_for_every_district(database: Database) -> None:
    assert read_last_reports(database, SIN_HO, week_end(0)).late == []
    assert set(read_district_targets(database, SIN_HO, week_end(0)).progress["status"]) <= {NO_DATA}
    assert read_timeline(database, week_end(0)).history.empty
    assert district_file(database, SIN_HO, week_end(0), "xlsx", language="vi")[1][:2] == b"PK"


def test_later_reports_change_nothing_of_an_earlier_day(database: Database) -> None:
    save(database, figures(SIN_HO, 0, in_period=30, to_date=1030))
    before = read_district_targets(database, SIN_HO, week_end(0))
    save(database, figures(SIN_HO, 1, in_period=40, to_date=1070))
    after = read_district_targets(database, SIN_HO, week_end(0))
    assert before.progress.equals(after.progress) and before.history.equals(after.history)
    assert len(read_district_targets(database, SIN_HO, week_end(1)).history) > len(after.history)


def test_a_target_is_known_from_its_directive_on_and_marked_once_it_is_replaced(database: Database) -> None:
    save(database, figures(SIN_HO, 0, to_date=1030))
    for day, known, replaced in (
        (date(2022, 2, 27), False, False),
        (date(2022, 2, 28), True, False),
        (date(2022, 5, 15), True, False),
        (date(2022, 5, 16), True, True),
    ):
        targets = read_district_targets(database, SIN_HO, day).targets
        assert ("T3" in set(targets["target"])) == known
        assert (targets.loc[targets["target"] == "T3", "superseded_by"].tolist() == ["T6"]) == replaced


def test_others_that_reported_later_make_its_figures_old(database: Database) -> None:
    save(database, [*figures(SIN_HO, 0, to_date=1030), *figures("106", 0, to_date=500)])
    save(database, figures("106", 1, to_date=600))
    rows = read_district_targets(database, SIN_HO, week_end(1)).progress.set_index("target")
    assert rows.loc["T3", "stale"] and not rows.loc["T4", "stale"]
    (late,) = read_last_reports(database, SIN_HO, week_end(1)).late
    assert (late.unit, late.last) == (SIN_HO, week_end(0))


def test_a_week_that_was_not_reported_is_a_gap(database: Database) -> None:
    for week, doses in ((0, 30), (2, 50)):
        save(database, figures(SIN_HO, week, in_period=doses, to_date=1000 + doses))
    weeks = read_district_weeks(database, SIN_HO, "T6", week_end(2)).weeks
    assert weeks["reported"].tolist() == [True, False, True]
    assert weeks["doses"].dropna().tolist() == [30, 50]


def test_days_off_among_the_weeks_are_told(database: Database) -> None:
    tet = date(2022, 2, 3)
    number = (tet - week_end(0)).days // 7
    save(database, figures(SIN_HO, number, in_period=3, to_date=10))
    holidays = read_district_weeks(database, SIN_HO, "T6", week_end(0)).holidays
    assert holidays["name_vi"].tolist() == ["Tết Nguyên đán Nhâm Dần"]
    assert read_district_weeks(database, SIN_HO, "T6", tet - timedelta(weeks=1)).holidays.empty


def test_communes_are_ranked_and_those_without_a_figure_listed_with_the_reason(database: Database) -> None:
    rows = [row for code in TAN_UYEN_COMMUNES[:-1] for row in figures(code, 0, to_date=int(code))]
    save(database, rows)
    found = read_communes(database, TAN_UYEN, "T6", week_end(0))
    assert len(found.ranking) == 10
    assert set(found.ranking["unranked_reason"].dropna()) == {"no_figure", "no_denominator"}
    assert (found.grid.tenths == UNKNOWN).all(axis=None)
    late = [row.unit for row in read_last_reports(database, TAN_UYEN, week_end(0)).late]
    assert late == TAN_UYEN_COMMUNES[-1:]


def test_findings_come_home_to_the_unit_of_their_row(database: Database) -> None:
    first = sheet(WEEK)
    second = sheet(NEXT_WEEK, to_date={"Sìn Hồ": 10}, without=("Mường Tè",))
    upload(database, ("tuan-20.xlsx", first), ("tuan-21.xlsx", second))
    of_sin_ho = read_district_findings(database, SIN_HO, NEXT_WEEK.end)
    of_others = read_district_findings(database, "106", NEXT_WEEK.end)
    fell = [
        (each.scope, each.units, each.upload.file_name) for each in of_sin_ho if each.finding.code == "cumulative_fell"
    ]
    assert fell == [("unit", ["Huyện Sìn Hồ"], "tuan-21.xlsx")]
    assert "cumulative_fell" not in {each.finding.code for each in of_others}
    missing = [each.units for each in read_district_findings(database, "107", NEXT_WEEK.end) if each.scope == "unit"]
    assert missing == [["Huyện Mường Tè"]]
    assert "units_missing" not in {each.finding.code for each in (*of_sin_ho, *of_others)}


def test_findings_of_later_and_of_withdrawn_sheets_are_left_out(database: Database) -> None:
    _, second = upload(
        database, ("tuan-20.xlsx", sheet(WEEK)), ("tuan-21.xlsx", sheet(NEXT_WEEK, to_date={"Sìn Hồ": 10}))
    )

    def found(day: date) -> set[str]:
        return {each.finding.code for each in read_district_findings(database, SIN_HO, day)}

    assert "cumulative_fell" not in found(WEEK.end)
    assert "cumulative_fell" in found(NEXT_WEEK.end)
    withdraw_upload(database, int(second or 0), reason="sai", by=operator("an"))
    assert "cumulative_fell" not in found(NEXT_WEEK.end)


def test_the_sheets_of_a_district_are_those_that_hold_it_withdrawn_ones_too(database: Database) -> None:
    names = (("tuan-20.xlsx", sheet(WEEK)), ("tuan-21.xlsx", sheet(NEXT_WEEK, without=("Sìn Hồ",))))
    first, _ = upload(database, *names)
    save(database, figures("03478", 2, to_date=5), name="xa.xlsx")
    withdraw_upload(database, int(first or 0), reason="sai", by=operator("an"))

    def held(code: str, day: date) -> list[tuple[str, str, int]]:
        return [(of.file_name, of.status, count) for of, count in read_district_uploads(database, code, day)]

    assert held(SIN_HO, week_end(9)) == [("xa.xlsx", "accepted", 1), ("tuan-20.xlsx", "withdrawn", 1)]
    assert held("106", week_end(9)) == [("tuan-21.xlsx", "accepted", 1), ("tuan-20.xlsx", "withdrawn", 1)]
    assert held(SIN_HO, WEEK.end - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("part", "header", "lines"),
    [
        ("communes", "Target,Of what,Rank,", 0),
        ("assignments", "Target,Unit code,", 0),
        ("findings", "Severity,Whose,", None),
        ("uploads", "Upload,File,", 1),
    ],
)
def test_every_table_of_a_district_can_be_had_as_csv(
    part: str, header: str, lines: int | None, database: Database
) -> None:
    upload(database, ("tuan-20.xlsx", sheet(WEEK)))
    content = district_file(database, SIN_HO, WEEK.end, "csv", language="en", part=part)[1].decode("utf-8-sig")
    first, *others = content.splitlines()
    assert first.startswith(header)
    assert len(others) == lines or lines is None


def test_the_workbook_has_a_sheet_for_each_section_and_the_csv_a_line_for_each_target(database: Database) -> None:
    upload(database, ("tuan-20.xlsx", sheet(WEEK)))
    name, content = district_file(database, SIN_HO, WEEK.end, "xlsx", language="en")
    assert name == "district 108 2022-05-19.xlsx"
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == [
        "Targets", "Doses by week", "Communes", "Last reports", "Assignments", "Findings", "Sheets sent",
    ]  # fmt: skip
    rows = {row[0]: row for row in book["Targets"].iter_rows(min_row=6, values_only=True)}
    progress = read_district_targets(database, SIN_HO, WEEK.end).progress.set_index("target")
    assert rows["T6"][3] == progress.loc["T6", "doses_to_date"]
    assert (rows["T3"][2], rows["T1"][3]) == ("T6", "–")
    lines = district_file(database, SIN_HO, WEEK.end, "csv", language="en")[1].decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(progress)


def test_files_of_another_form_are_refused(sqlite_database: Database) -> None:
    with pytest.raises(Refused, match="not as 'pdf'"):
        district_file(sqlite_database, SIN_HO, week_end(0), "pdf", language="en")
    with pytest.raises(Refused, match="not as 'docx'"):
        timeline_file(sqlite_database, None, week_end(0), "docx", language="en")


def test_the_timeline_is_told_of_the_province_or_of_a_district(database: Database) -> None:
    upload(database, ("tuan-20.xlsx", sheet(WEEK)))
    assert read_timeline(database, WEEK.end).unit == "12"
    assert set(read_timeline(database, WEEK.end, SIN_HO).history["unit"]) == {SIN_HO}
    with pytest.raises(NotFound, match="'03478' is neither the province nor a district"):
        read_timeline(database, WEEK.end, "03478")


def test_the_timelines_workbook_lists_events_and_every_districts_verdicts(database: Database) -> None:
    upload(database, ("tuan-20.xlsx", sheet(WEEK)))
    name, content = timeline_file(database, None, WEEK.end, "xlsx", language="en")
    assert name == "timeline 2022-05-19.xlsx"
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["Events", "By district"]
    verdicts = list(book["By district"].iter_rows(min_row=6, values_only=True))
    assert len(verdicts) == 9 * 4
    assert {row[5] for row in verdicts if row[2] in ("T3", "T4")} == {"passed"}
    events = timeline_file(database, None, WEEK.end, "csv", language="en")[1].decode("utf-8-sig")
    assert "2022-05-16,Replaced,T3," in events
