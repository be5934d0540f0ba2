"""Populations from file to coverage: loaded, revised, withdrawn, traced; each on both kinds of database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.domain.doses import DUE, RESIDENT
from campaign.domain.findings import finding_message
from campaign.domain.people.ledger import IN_FORCE, REPLACED, WITHDRAWN
from campaign.domain.place import LAI_CHAU
from campaign.domain.progress.progress_by_kind import side_by_side
from campaign.errors import Refused
from campaign.store.engine import Database
from campaign.store.sheets.totals import read_period_ends
from campaign.workflows.checking import check_database
from campaign.workflows.manage.ledger import (
    blank_populations,
    latest_day,
    ledger_file,
    read_flags,
    read_ledger,
)
from campaign.workflows.manage.overs import explain_overs
from campaign.workflows.manage.populations import (
    Typed,
    load_populations,
    preview_populations,
    typed_file,
    withdraw_populations,
)
from campaign.workflows.monitor.monitoring import progress_at, reported_weeks
from campaign.workflows.monitor.outlook import coverage_by_kind
from campaign.workflows.sheets.comparing import moves_on
from campaign.workflows.sheets.importing import Preview, import_files, preview_file, save_preview
from campaign.workflows.sheets.uploads import list_uploads, read_findings, read_original, withdraw_upload
from tests.builders import DISTRICTS, build_l1, sample_denominators, sample_rows
from tests.builders.populations import WRITERS, long_grid, people_rows, population_grid

TODAY = date(2022, 8, 1)
WEEK = Period(date(2022, 6, 24), date(2022, 6, 30))
AFTER = date(2022, 7, 7)
SINCE = date(2022, 7, 1)  # what the files say
BLOCKS = {"18+": ("people", "dose_3"), "12-17": ("people", "dose_2")}
PEOPLE = sample_denominators(groups=("18+", "12-17"))
DOSES = {"18+": ("dose_3",), "12-17": ("dose_2",)}
HALF, FULL = [(30_000, 10_000)] * len(DISTRICTS), [(30_000, 20_000)] * len(DISTRICTS)


def report(week: Period = WEEK) -> tuple[str, bytes]:
    return "tuan.xlsx", build_l1(week, sample_rows(PEOPLE, DOSES), PEOPLE, blocks=BLOCKS)


def reported(database: Database, *weeks: Period) -> None:
    done = import_files(database, [report(week) for week in weeks or (WEEK,)], by=operator("an"), today=TODAY)
    assert all(each.status == "accepted" for each in done)


def wide(rows: Sequence[Any] | None = None, **options: Any) -> bytes:
    return WRITERS["xlsx"](population_grid(rows, **options))


def load(database: Database, content: bytes, name: str = "dan so.xlsx", **options: Any) -> Preview:
    return load_populations(database, content, name, by=operator("an", "analyst"), today=TODAY, **options)


def look(database: Database, content: bytes, name: str = "dan so.xlsx", **options: Any) -> Preview:
    return preview_populations(database, content, name, today=TODAY, **options)


def codes(preview: Preview) -> set[str]:
    return {each.code for each in preview.findings if each.severity != "info"}


def standing(database: Database, day: date = TODAY, **filters: Any) -> dict[tuple[str, str, str, str], int]:
    rows = read_ledger(database, day, **filters)
    return {(row.unit, row.group, row.dose, row.kind): row.people for row in rows if row.state == IN_FORCE}


def test_a_file_of_populations_is_an_upload_with_its_document(database):
    content = wide()
    loaded = load(database, content, source="QĐ 12/QĐ-SYT")
    [row] = list_uploads(database)
    assert (row.id, row.purpose, row.source) == (loaded.upload_id, "populations", "QĐ 12/QĐ-SYT")
    assert (row.new, row.changed, row.unchanged) == (16, 0, 0)
    assert (row.period_start, row.period_end) == (None, date(2022, 7, 1))
    assert read_original(database, row.id) == ("dan so.xlsx", content)
    assert check_database(database) == []


def test_the_ledger_names_document_file_sheet_and_cell_of_each_number(database):
    load(database, wide(), source="QĐ 12")
    [entry] = read_ledger(database, TODAY, units=("108",), kinds=(DUE,))
    assert (entry.name, entry.dose, entry.people, entry.valid_from) == (
        "Huyện Sìn Hồ",
        "dose_3",
        20_030,
        date(2022, 7, 1),
    )
    assert (entry.source, entry.file_name, entry.sheet, entry.cell) == ("QĐ 12", "dan so.xlsx", "Dân số", "D7")
    assert (entry.by, entry.header) == ("an", "Số người cần tiêm mũi 3 (18+)")


def test_without_a_document_the_rows_or_else_the_file_name_it(database):
    load(database, wide())
    rows = [("", "Sìn Hồ", "5-11", "", "resident", "01/07/2022", 9, "Niên giám 2021")]
    load(database, WRITERS["csv"](long_grid(rows)), "so.csv")
    assert [row.source for row in list_uploads(database)] == ["Niên giám 2021", "dan so.xlsx"]


def test_people_loaded_are_what_coverage_is_taken_against(database):
    reported(database, WEEK, Period(date(2022, 7, 1), AFTER))
    before = progress_at(database, AFTER, target="T6").set_index("unit")["coverage"]
    load(database, wide([(30_000, 12_345)] * 8))
    after = progress_at(database, AFTER, target="T6").set_index("unit")
    assert set(after["denominator"]) == {12_345}
    assert list(after["denominator_kind"].unique()) == [DUE]
    assert not (after["coverage"] == before).any()


def test_withdrawing_what_was_saved_brings_every_coverage_back(database):
    reported(database, WEEK, Period(date(2022, 7, 1), AFTER))
    levels = ("district", "province")
    before = [progress_at(database, day, levels=levels) for day in (WEEK.end, AFTER)]
    loaded = load(database, wide())
    assert not progress_at(database, AFTER, levels=levels).equals(before[1])
    withdraw_upload(database, loaded.upload_id, reason="nhầm năm", by=operator("an"))
    after = [progress_at(database, day, levels=levels) for day in (WEEK.end, AFTER)]
    assert all(old.equals(new) for old, new in zip(before, after, strict=True))
    assert check_database(database) == []


def test_coverages_before_the_day_from_which_people_hold_stay_as_they_were(database):
    reported(database, WEEK, Period(date(2022, 7, 1), AFTER))
    before = progress_at(database, WEEK.end)
    load(database, wide())
    assert progress_at(database, WEEK.end).equals(before)


def test_a_preview_tells_what_saving_moves_and_writes_nothing(database):
    reported(database, WEEK, Period(date(2022, 7, 1), AFTER))
    preview = look(database, wide(HALF))
    foretold = moves_on(database, preview, AFTER)
    old = progress_at(database, AFTER, target="T6").set_index("unit")["coverage"]
    assert len(list_uploads(database)) == 2
    save_preview(database, preview, by=operator("an"))
    new = progress_at(database, AFTER, target="T6").set_index("unit")["coverage"]
    moved = {move.unit: (move.before.coverage, move.after.coverage) for move in foretold if move.target == "T6"}
    assert {unit: pair for unit, pair in moved.items() if unit != "12"} == {
        unit: (old[unit], new[unit]) for unit in old.index
    }


def test_population_uploads_are_no_reports(database):
    load(database, wide())
    assert reported_weeks(database) == []
    reported(database)
    load(database, wide(title="Dân số áp dụng từ ngày 15/07/2022"), "moi.xlsx")
    assert reported_weeks(database) == [WEEK.end]
    with database.reading() as connection:
        assert read_period_ends(connection, LAI_CHAU) == [WEEK.end]
    assert set(progress_at(database, TODAY, target="T6")["period_end"].dt.date) == {WEEK.end}
    assert not progress_at(database, TODAY, target="T6")["stale"].any()


def test_the_same_file_again_changes_nothing(database):
    content = wide()
    first = load(database, content)
    again = load(database, content, "ban sao.xlsx")
    assert (again.status, again.upload_id) == ("unchanged", first.upload_id)
    assert len(list_uploads(database)) == 1


def test_the_same_file_for_another_day_is_another_statement(database):
    content = wide(title="Dân số")
    assert look(database, content).status == "needs_answer"
    assert load(database, content, valid_from=date(2022, 1, 1)).status == "accepted"
    assert load(database, wide(FULL, title="Dân số"), "moi.xlsx", valid_from=date(2022, 7, 1)).status == "accepted"
    assert load(database, content, valid_from=date(2022, 7, 15)).status == "accepted"
    assert load(database, content, valid_from=date(2022, 7, 15)).status == "unchanged"
    assert load(database, content, valid_from=date(2022, 1, 1)).status == "unchanged"
    assert len(list_uploads(database)) == 3
    assert standing(database, date(2022, 7, 14))["108", "18+", "dose_3", DUE] == 20_000
    assert standing(database, date(2022, 7, 15))["108", "18+", "dose_3", DUE] == 20_030


def test_other_people_from_the_same_day_overlap_unless_they_replace(database):
    first = load(database, wide(HALF), source="QĐ 12")
    refused = load(database, wide(FULL), "khac.xlsx", source="QĐ 13")
    assert (refused.status, codes(refused)) == ("refused", {"overlapping_ledger"})
    assert [each.cell for each in refused.findings] == [f"D{row}" for row in range(4, 12)]
    assert "10,000 from QĐ 12 (upload 1, cell D4)" in finding_message(refused.findings[0], "en")
    assert len(list_uploads(database)) == 1
    replaced = load(database, wide(FULL), "khac.xlsx", source="QĐ 13", replacing=True)
    assert (replaced.status, codes(replaced)) == ("accepted", {"overlap_replaced"})
    assert standing(database)["108", "18+", "dose_3", DUE] == 20_000
    history = read_ledger(database, TODAY, units=("108",), kinds=(DUE,), history=True)
    assert [(row.people, row.state, row.upload) for row in history] == [
        (10_000, REPLACED, first.upload_id),
        (20_000, IN_FORCE, replaced.upload_id),
    ]


def test_a_corrected_version_of_the_same_document_replaces_it(database):
    load(database, wide(HALF), source="QĐ 12")
    corrected = load(database, wide(FULL), "sua.xlsx", source=" qđ 12 ")
    assert (corrected.status, codes(corrected)) == ("accepted", set())
    assert corrected.counts.changed == 8


def test_people_that_a_report_states_for_the_same_day_are_another_source(database):
    reported(database)
    preview = look(database, wide(title=f"Số đối tượng áp dụng từ ngày {WEEK.end:%d/%m/%Y}"))
    assert "overlapping_ledger" in codes(preview)


def test_a_report_that_states_other_people_than_a_document_warns_and_can_be_saved(database):
    load(database, wide(title=f"Số đối tượng áp dụng từ ngày {WEEK.end:%d/%m/%Y}"), source="QĐ 12")
    name, content = report()
    preview = preview_file(database, content, name, today=TODAY)
    assert preview.status == "accepted"
    assert "overlap_replaced" in {each.code for each in preview.findings}


def test_people_due_are_held_against_the_residents_of_the_ledger(database):
    rows = [("", "Sìn Hồ", "18+", "", "resident", "01/01/2022", 500, "QĐ 1")]
    load(database, WRITERS["xlsx"](long_grid(rows)), "dan so.xlsx")
    due = [("", "Sìn Hồ", "18+", "Mũi 3", "due", "01/07/2022", count, "QĐ 2") for count in (501,)]
    over = look(database, WRITERS["xlsx"](long_grid(due)), "can tiem.xlsx")
    assert [(each.code, each.cell) for each in over.findings] == [("due_over_ledger", "G2")]
    earlier = [("", "Sìn Hồ", "18+", "Mũi 3", "due", "31/12/2021", 501, "QĐ 2")]
    assert codes(look(database, WRITERS["xlsx"](long_grid(earlier)), "truoc.xlsx")) == set()


def test_nothing_is_saved_of_a_file_with_errors(database):
    bad = [("", "Huyện Lạ", "18+", "", "resident", "01/07/2022", 5, "")]
    outcome = load(database, WRITERS["xlsx"](long_grid(bad)))
    assert (outcome.status, codes(outcome)) == ("needs_answer", {"unknown_unit"})
    assert not list_uploads(database)


def test_an_answer_settles_what_a_file_leaves_open_and_is_remembered(database):
    bad = WRITERS["xlsx"](long_grid([("", "Huyện Lạ", "18+", "", "resident", "01/07/2022", 5, "")]))
    [question] = look(database, bad).questions
    assert load(database, bad, answers={question.id: "108"}).status == "accepted"
    assert standing(database) == {("108", "18+", "", RESIDENT): 5}
    again = WRITERS["xlsx"](long_grid([("", "Huyện Lạ", "12-17", "", "resident", "01/07/2022", 6, "")]))
    assert load(database, again, "moi.xlsx").status == "accepted"


def test_numbers_typed_are_kept_as_a_file_and_read_like_one(database):
    typed = [
        Typed("108", "18+", "dose_3", DUE, date(2022, 7, 1), 51_000),
        Typed("12", "18+", "", RESIDENT, date(2022, 7, 1), 9),
    ]
    name, content = typed_file(database, typed, source="QĐ 15", today=TODAY)
    assert content.startswith(b"\xef\xbb\xbf")
    saved = load(database, content, name, source="QĐ 15")
    assert standing(database) == {("108", "18+", "dose_3", DUE): 51_000, ("12", "18+", "", RESIDENT): 9}
    assert read_original(database, saved.upload_id) == (name, content)
    [entry] = read_ledger(database, TODAY, units=("108",))
    assert (entry.cell, entry.header, entry.source) == ("G2", "Số người", "QĐ 15")
    assert read_findings(database, saved.upload_id)[0].code == "text_file"


@pytest.mark.parametrize(
    ("typed", "source", "code"),
    [
        ([], "QĐ 15", "nothing_typed"),
        ([Typed("108", "18+", "", RESIDENT, date(2022, 7, 1), 5)], "  ", "no_source"),
        ([Typed("108", "18+", "", RESIDENT, None, 5)], "QĐ 15", "no_day"),
    ],
)
def test_typed_numbers_need_a_document_and_a_day(typed, source, code, sqlite_database):
    with pytest.raises(Refused) as refused:
        typed_file(sqlite_database, typed, source=source, today=TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_ledger_written_out_and_loaded_again_changes_nothing(form, database):
    reported(database)
    load(database, wide(), source="QĐ 12")
    before = standing(database)
    name, content = ledger_file(database, TODAY, form)
    assert name == f"so-mau-so-2022-08-01.{form}"
    again = load(database, content, name)
    assert (again.status, again.counts.new, again.counts.changed) == ("unchanged", 0, 0)
    assert again.counts.unchanged == len(read_ledger(database, date.max))
    assert standing(database) == before


def test_withdrawn_people_stay_in_the_history_with_the_reason(database):
    loaded = load(database, wide(), source="QĐ 12")
    withdraw_upload(database, loaded.upload_id, reason="nhầm năm", by=operator("lan"))
    assert standing(database) == {}
    history = read_ledger(database, TODAY, units=("108",), kinds=(DUE,), history=True)
    assert [(row.state, row.withdrawn_by, row.withdrawn_reason) for row in history] == [(WITHDRAWN, "lan", "nhầm năm")]


def test_two_kinds_stand_side_by_side_and_a_missing_one_is_unknown(database):
    reported(database)
    load(database, wide(title=f"Số đối tượng áp dụng từ ngày {WEEK.end:%d/%m/%Y}"), replacing=True)
    frame = side_by_side(coverage_by_kind(database, WEEK.end, target="T6", levels=("district",))).set_index("unit")
    assert frame.loc["108", "people_resident"] == people_rows()[3][0]
    assert frame.loc["108", "people_due"] == people_rows()[3][1]
    for kind in ("resident", "due"):
        expected = frame["doses_to_date"] / frame[f"people_{kind}"]
        assert (frame[f"coverage_{kind}"] - expected).abs().max() < 1e-9
    assert frame["people_assigned"].isna().all()
    assert frame["coverage_assigned"].isna().all()


def test_people_due_are_not_filled_up_with_residents_beside_them(database):
    rows = [("", unit, "18+", "", "resident", "01/06/2022", 50_000, "QĐ 1") for unit in DISTRICTS]
    reported(database)
    load(database, WRITERS["xlsx"](long_grid(rows)), "dan so.xlsx")
    frame = side_by_side(coverage_by_kind(database, WEEK.end, target="T4", levels=("district",)))
    assert frame["people_due"].isna().all()
    assert frame["people_resident"].notna().all()


def test_a_coverage_over_100_percent_is_shown_and_explained(database):
    reported(database, WEEK, Period(date(2022, 7, 1), AFTER))
    load(database, wide([(90_000, 10)] * 8), source="QĐ 12")
    [found] = explain_overs(database, AFTER, target="T6", unit="108")
    assert found.coverage > 1
    assert (found.kind, found.people) == (DUE, 10)
    assert found.explanation.verdict == "people"
    assert "fits_other_kind" in {each.code for each in found.explanation.evidence}
    assert explain_overs(database, WEEK.end, target="T6", unit="108") == []


def test_flags_follow_what_is_in_force(database):
    load(database, wide(HALF), source="QĐ 12")
    load(database, wide([(30_000, 11_000)] * 8, title="Dân số áp dụng từ ngày 15/07/2022"), "moi.xlsx", source="QĐ 13")
    assert read_flags(database, date(2022, 7, 14)) == []
    assert [(each.code, each.people, each.other) for each in read_flags(database, date(2022, 7, 15))] == [
        ("changed", 11_000, 10_000)
    ] * 8


def test_the_ledger_is_first_looked_at_on_the_newest_day_known(database):
    assert latest_day(database, TODAY) == TODAY
    reported(database)
    assert latest_day(database, TODAY) == WEEK.end
    load(database, wide())
    assert latest_day(database, TODAY) == date(2022, 7, 1)
    load(database, wide(FULL, title="Dân số áp dụng từ ngày 01/09/2022"), "sau.xlsx")
    assert latest_day(database, TODAY) == date(2022, 7, 1)


def test_the_blank_sheet_lists_every_unit(sqlite_database):
    outcome = look(sqlite_database, blank_populations(sqlite_database), "mau.xlsx")
    assert outcome.status == "refused"
    assert [table.rows for table in outcome.tables] == [13, 106]


def test_a_viewer_neither_loads_nor_withdraws_people(sqlite_database):
    loaded = load(sqlite_database, wide())
    with pytest.raises(Refused, match="Only analysts"):
        withdraw_populations(sqlite_database, loaded.upload_id, reason="nhầm", by=operator("an", "viewer"))
    options = {"by": operator("an", "viewer"), "today": TODAY}
    with pytest.raises(Refused, match="Only analysts"):
        load_populations(sqlite_database, wide(), "khac.xlsx", **options)
    assert load_populations(sqlite_database, wide(), "khac.xlsx", dry_run=True, **options).status == "unchanged"
    assert [row.status for row in list_uploads(sqlite_database)] == ["accepted"]
