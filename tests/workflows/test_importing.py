"""The main job: a weekly workbook in, its figures saved once, corrected, withdrawn and traced to their cells."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.access.actors import operator
from campaign.domain.counting.changes import Counts
from campaign.domain.counting.figures import Period
from campaign.errors import Refused
from campaign.store.engine import Database
from campaign.workflows.monitor.listing import list_figures
from campaign.workflows.monitor.tracing import trace_figure
from campaign.workflows.sheets.importing import Preview, import_files, preview_file, save_preview
from campaign.workflows.sheets.uploads import list_uploads, read_findings, read_original, withdraw_upload
from tests.builders import (
    DISTRICTS,
    Style,
    build_l1,
    build_l2,
    build_l4,
    communes_of,
    sample_denominators,
    sample_rows,
)

WEEK = Period(date(2022, 5, 13), date(2022, 5, 19))
TODAY = date(2022, 8, 1)
PEOPLE = sample_denominators()
ROWS = {
    unit: {pair: figures for pair, figures in rows.items() if pair in {("18+", "dose_3"), ("5-11", "dose_2")}}
    for unit, rows in sample_rows(PEOPLE).items()
}
L1_PAIRS = {"18+": ("people", "dose_3"), "5-11": ("people", "dose_2")}


def l1(rows=ROWS, *, week: Period = WEEK, **style: object) -> bytes:
    return build_l1(week, rows, PEOPLE, blocks=L1_PAIRS, style=Style(**style))


def corrected(unit: str, in_period: int, to_date: int) -> dict[str, dict[tuple[str, str], tuple[int, int]]]:
    return {**ROWS, unit: {**ROWS[unit], ("18+", "dose_3"): (in_period, to_date)}}


def load(database: Database, *contents: bytes) -> list[Preview]:
    files = [(f"phieu-{number}.xlsx", content) for number, content in enumerate(contents)]
    return import_files(database, files, by=operator("an"), today=TODAY)


def communes_workbook() -> bytes:
    """A sheet a district, made-up figures for each commune."""
    people = {
        commune: {("18+", ""): 1000 + 10 * number}
        for number, commune in enumerate(name for district in DISTRICTS for name in communes_of(district))
    }
    doses = {"18+": ("dose_1", "dose_2", "dose_3", "dose_4")}
    districts = {
        district: sample_rows({name: people[name] for name in communes_of(district)}, doses) for district in DISTRICTS
    }
    return build_l4(WEEK.end, districts, people)


def figure(database: Database, unit: str) -> tuple[int | None, int]:
    (row,) = list_figures(database, unit=unit, group="18+", dose="dose_3")
    return row["doses_in_period"], row["doses_to_date"]


def test_a_preview_shows_tables_columns_and_changes_and_saves_nothing(database: Database) -> None:
    preview = preview_file(database, l1(), "tuần 20.xlsx", today=TODAY)
    assert (preview.status, preview.period, preview.counts) == ("accepted", WEEK, Counts(new=32))
    (table,) = preview.tables
    assert (table.sheet, table.rows) == ("Tuần 20", 8)
    assert [column.measure for column in table.columns if column.role == "figure"] == [
        "doses_in_period",
        "doses_to_date",
    ] * 2
    assert [change.new for change in preview.changes if change.unit == "106" and change.group == "18+"] == [
        *ROWS["Tam Đường"]["18+", "dose_3"],
        PEOPLE["Tam Đường"]["18+", ""],
    ]
    assert list_uploads(database) == [] and list_figures(database) == []


def test_what_is_saved_is_what_the_sheet_says(database: Database) -> None:
    (outcome,) = load(database, l1())
    assert (outcome.status, outcome.upload_id) == ("accepted", 1)
    assert figure(database, "106") == ROWS["Tam Đường"]["18+", "dose_3"]
    total = sum(rows["18+", "dose_3"][1] for rows in ROWS.values())
    assert figure(database, "12")[1] == total


def test_the_same_file_again_changes_nothing(database: Database) -> None:
    content = l1()
    load(database, content)
    (again,) = load(database, content)
    assert (again.status, again.upload_id, again.counts) == ("unchanged", 1, Counts(unchanged=32))
    assert len(list_uploads(database)) == 1


def test_the_same_figures_in_other_bytes_change_nothing(database: Database) -> None:
    load(database, l1())
    (again,) = load(database, l1(signature=False))
    assert (again.status, again.upload_id, again.counts) == ("unchanged", 1, Counts(unchanged=32))
    assert len(list_uploads(database)) == 1


def test_a_corrected_sheet_is_a_new_version_and_its_withdrawal_brings_the_old_one_back(database: Database) -> None:
    load(database, l1())
    old = ROWS["Tam Đường"]["18+", "dose_3"]
    (outcome,) = load(database, l1(corrected("Tam Đường", old[0] + 5, old[1] + 5)))
    assert (outcome.status, outcome.counts) == ("accepted", Counts(0, 2, 30))
    assert [(change.old, change.new) for change in outcome.changes] == [(old[0], old[0] + 5), (old[1], old[1] + 5)]
    assert figure(database, "106") == (old[0] + 5, old[1] + 5)
    withdraw_upload(database, 2, reason="nhầm", by=operator("an"))
    assert figure(database, "106") == old


def test_a_file_that_was_withdrawn_may_be_uploaded_again(database: Database) -> None:
    load(database, l1())
    withdraw_upload(database, 1, reason="nhầm", by=operator("an"))
    (again,) = load(database, l1())
    assert (again.status, again.upload_id) == ("accepted", 2)


def test_an_error_blocks_its_file_and_not_the_others(database: Database) -> None:
    bad = l1(corrected("Tam Đường", -5, 100))
    next_week = Period(date(2022, 5, 20), date(2022, 5, 26))
    first, second, third = load(database, bad, b"not a workbook", l1(week=next_week))
    assert [first.status, second.status, third.status] == ["needs_answer", "refused", "accepted"]
    assert [upload.file_name for upload in list_uploads(database)] == ["phieu-2.xlsx"]


def test_a_file_with_errors_cannot_be_saved_even_if_asked_to(database: Database) -> None:
    preview = preview_file(database, b"", "rong.xlsx", today=TODAY)
    with pytest.raises(Refused, match="was not saved"):
        save_preview(database, preview, by=operator("an"))
    assert list_uploads(database) == []


def test_warnings_do_not_block_and_stay_with_the_upload(database: Database) -> None:
    rows = corrected("Tam Đường", 10, PEOPLE["Tam Đường"]["18+", ""] + 100)
    (outcome,) = load(database, l1(rows))
    codes = {finding.code for finding in outcome.findings if finding.severity == "warning"}
    assert outcome.status == "accepted" and "over_denominator" in codes
    assert "over_denominator" in {finding.code for finding in read_findings(database, 1)}


def test_a_cumulative_that_fell_since_last_week_is_told_at_its_cell(database: Database) -> None:
    load(database, l1())
    week = Period(date(2022, 5, 20), date(2022, 5, 26))
    old = ROWS["Tam Đường"]["18+", "dose_3"][1]
    (outcome,) = load(database, l1(corrected("Tam Đường", 0, old - 7), week=week))
    (fell,) = [
        finding for finding in outcome.findings if finding.code == "cumulative_fell" and finding.values["before"] == old
    ]
    assert fell.values["value"] == old - 7 and fell.cell == "E12"


def test_a_preview_that_others_made_stale_is_refused_with_the_newer_state_kept(database: Database) -> None:
    preview = preview_file(database, l1(), "a.xlsx", today=TODAY)
    old = ROWS["Tam Đường"]["18+", "dose_3"]
    load(database, l1(corrected("Tam Đường", old[0] + 5, old[1] + 5)))
    with pytest.raises(Refused, match="since this preview"):
        save_preview(database, preview, by=operator("bình"))
    assert figure(database, "106") == (old[0] + 5, old[1] + 5)


def test_a_week_previewed_before_the_week_before_was_saved_keeps_no_finding_that_is_no_longer_true(
    database: Database,
) -> None:
    load(database, l1(week=Period(date(2022, 4, 29), date(2022, 5, 5))))
    preview = preview_file(database, l1(), "tuần 20.xlsx", today=TODAY)
    assert "week_not_reported" in {finding.code for finding in preview.findings}
    load(database, l1(week=Period(date(2022, 5, 6), date(2022, 5, 12))))
    saved = save_preview(database, preview, by=operator("an"))
    assert "week_not_reported" not in {finding.code for finding in saved.findings}
    assert "week_not_reported" not in {finding.code for finding in read_findings(database, saved.upload_id or 0)}


def test_a_period_chosen_the_wrong_way_round_is_asked_for_again_and_nothing_is_saved(database: Database) -> None:
    chosen = Period(date(2022, 5, 19), date(2022, 5, 13))
    (outcome,) = import_files(database, [("a.xlsx", l1())], by=operator("an"), today=TODAY, period=chosen)
    assert outcome.status == "needs_answer"
    assert "period_reversed" in {finding.code for finding in outcome.findings}
    assert list_uploads(database) == []


def test_saving_the_same_preview_twice_saves_it_once(database: Database) -> None:
    preview = preview_file(database, l1(), "a.xlsx", today=TODAY)
    assert save_preview(database, preview, by=operator("an")).upload_id == 1
    second = save_preview(database, preview, by=operator("an"))
    assert (second.status, second.upload_id) == ("unchanged", 1)
    assert len(list_uploads(database)) == 1


def test_progress_is_told_before_each_file(database: Database) -> None:
    seen: list[tuple[int, int, str]] = []
    files = [("a.xlsx", l1()), ("b.xlsx", b"")]
    import_files(database, files, by=operator("an"), today=TODAY, on_progress=lambda *told: seen.append(told))
    assert seen == [(0, 2, "a.xlsx"), (1, 2, "b.xlsx")]


def test_a_number_leads_to_its_cell_and_its_workbook(database: Database) -> None:
    content = l1()
    import_files(database, [("tuần 20.xlsx", content)], by=operator("lan"), today=TODAY)
    trace = trace_figure(database, "106", "18+", "dose_3", date(2022, 5, 25))
    assert (trace.period_end, trace.doses_to_date) == (WEEK.end, ROWS["Tam Đường"]["18+", "dose_3"][1])
    cells = {part.measure: (part.file_name, part.sheet, part.cell, part.uploaded_by) for part in trace.parts}
    assert cells["doses_to_date"] == ("tuần 20.xlsx", "Tuần 20", "E12", "lan")
    assert cells["doses_in_period"] == ("tuần 20.xlsx", "Tuần 20", "D12", "lan")
    assert read_original(database, trace.parts[0].upload_id) == ("tuần 20.xlsx", content)


def test_the_provinces_number_leads_to_the_cells_of_all_its_districts(database: Database) -> None:
    load(database, l1())
    trace = trace_figure(database, "12", "18+", "dose_3", WEEK.end)
    cells = [part.cell for part in trace.parts if part.measure == "doses_to_date"]
    assert sorted(cells) == sorted(f"E{row}" for row in range(11, 19))


def test_layouts_l2_and_l4_are_read_without_a_question(database: Database) -> None:
    rows = sample_rows(PEOPLE)
    (l2,) = load(database, build_l2(WEEK.end, rows, PEOPLE))
    assert (l2.status, l2.period) == ("accepted", Period(None, WEEK.end))
    (l4,) = load(database, communes_workbook())
    assert l4.status == "accepted"
    assert {table.sheet for table in l4.tables} >= {"TH", "Sìn Hồ", "Than Uyên"}
    communes = [row for row in list_figures(database) if len(row["unit"]) == 5 and row["dose"] == "dose_3"]
    assert len(communes) == 106
