"""Closed periods on a real database: what a close forbids, what is kept of it, what opening it again allows."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import text

from campaign.access.actors import operator
from campaign.access.roles import CLOSE_PERIODS, UPLOAD
from campaign.domain.closing import Close
from campaign.domain.counting.figures import Period
from campaign.domain.place import LAI_CHAU
from campaign.errors import NotFound, Refused
from campaign.store.engine import Database
from campaign.store.manage.closing import add_close, find_changed_closes
from campaign.store.safety.audit import read_events
from campaign.workflows.access.acting import acting
from campaign.workflows.checking import check_database
from campaign.workflows.manage import closing, directive_editing, target_editing
from campaign.workflows.manage.closing_checks import check_before_closing
from campaign.workflows.manage.populations import load_populations
from campaign.workflows.manage.reported import standing_on, write_reported
from campaign.workflows.manage.reported_files import compared_file, reported_file
from campaign.workflows.monitor.monitoring import progress_at
from campaign.workflows.sheets.batches import save_all
from campaign.workflows.sheets.importing import Preview, import_files, preview_file, save_preview
from campaign.workflows.sheets.uploads import list_uploads, withdraw_upload
from tests.builders import DISTRICTS, Style, build_l1, grids_of, sample_denominators, sample_rows, write_workbook
from tests.builders.documents import docx_with
from tests.builders.populations import people_rows, population_grid
from tests.ui.visits import PAIRS, WEEK, weekly_sheet
from tests.workflows import test_directives as registry
from tests.workflows.assigned import ASSIGNED_ON, WEEK_AFTER, assign, campaign

TODAY = date(2022, 8, 1)
NEXT = Period(date(2022, 5, 20), date(2022, 5, 26))
ADMIN, ANALYST = operator("lan"), operator("mai", "analyst")
WRONG = {"Sìn Hồ": (10, 1000)}


def load(database: Database, *contents: bytes, name: str = "phieu") -> list[Preview]:
    files = [(f"{name}-{number}.xlsx", content) for number, content in enumerate(contents, 1)]
    return import_files(database, files, by=operator("an", "analyst"), today=TODAY)


def close(database: Database, day: date = WEEK.end, *, by=ADMIN, note="Giao ban tuần 20", today=TODAY):
    return closing.close_period(database, day, note=note, by=by, today=today)


def reopen(database: Database, day: date = WEEK.end, *, by=ADMIN, reason="Huyện Sìn Hồ báo cáo lại"):
    return closing.reopen_period(database, day, reason=reason, by=by)


def coverages(database: Database, day: date = WEEK.end) -> list[tuple[object, ...]]:
    rows = progress_at(database, day, levels=("district", "province"))
    columns = ["target", "unit", "doses_to_date", "denominator", "coverage"]
    return [tuple(map(str, row)) for row in rows[columns].itertuples(index=False)]


def refused(act, match: str) -> Refused:
    with pytest.raises(Refused, match=match) as caught:
        act()
    return caught.value


def both_weeks(**changed) -> bytes:
    """One workbook with a sheet for each of two weeks."""
    [first], [second] = grids_of(weekly_sheet(WEEK, **changed)), grids_of(weekly_sheet(NEXT))
    second.name = "Tuần 21"
    return write_workbook([first, second])


# --- closing ---


def test_closing_says_who_closed_what_and_is_in_the_audit_trail(database: Database) -> None:
    load(database, weekly_sheet())
    done = close(database)
    assert (done.last_day, done.note, done.closed_by, done.stands) == (WEEK.end, "Giao ban tuần 20", "lan", True)
    assert closing.read_waterline(database) == done
    with database.reading() as connection:
        [event] = read_events(connection, ["period 2022-05-19"])
    assert (event.action, event.by, event.after["report_sha256"]) == ("close_period", "lan", done.sha256)


@pytest.mark.parametrize("role", ["analyst", "viewer", ""])
def test_only_an_administrator_closes_and_opens(database: Database, role: str) -> None:
    load(database, weekly_sheet())
    somebody = operator("mai", role or "nobody")
    refused(lambda: close(database, by=somebody), "Only an administrator")
    close(database)
    refused(lambda: reopen(database, by=somebody), "Only an administrator")
    assert closing.read_waterline(database) is not None


def test_a_day_without_reports_to_come_or_closed_is_refused(database: Database) -> None:
    refused(lambda: close(database), "Nothing has been reported yet")
    load(database, weekly_sheet(), weekly_sheet(NEXT))
    refused(lambda: close(database, date(2022, 5, 20)), "No report is up to 20/05/2022.*26/05/2022, 19/05/2022")
    refused(lambda: close(database, today=date(2022, 5, 18)), "19/05/2022 is still to come")
    refused(lambda: close(database, note="  "), "Say in a note")
    close(database, NEXT.end)
    for day in (WEEK.end, NEXT.end):
        refused(lambda day=day: close(database, day), r"up to 26/05/2022 are closed already, by lan on \d\d/\d\d/\d{4}")
    assert len(closing.read_closes(database)) == 1


def test_the_last_day_to_close_is_the_latest_reported_one_that_is_open(database: Database) -> None:
    assert closing.latest_to_close(database, TODAY) is None
    load(database, weekly_sheet(), weekly_sheet(NEXT))
    assert closing.latest_to_close(database, TODAY) == NEXT.end
    assert closing.latest_to_close(database, date(2022, 5, 25)) == WEEK.end
    close(database, NEXT.end)
    assert closing.latest_to_close(database, TODAY) is None


def test_what_is_missing_is_said_before_closing_and_does_not_forbid_it(database: Database) -> None:
    load(database, weekly_sheet(), weekly_sheet(NEXT, without=["Mường Tè"]))
    found = [
        (each.code, each.values["name"]) for each in check_before_closing(database, NEXT.end) if "name" in each.values
    ]
    assert ("close_silent", "Huyện Mường Tè") in found
    assert all(name != "Huyện Sìn Hồ" for code, name in found if code == "close_silent")
    assert close(database, NEXT.end).last_day == NEXT.end


# --- what a close forbids (case 117 of the corpus: a closed week) ---


def test_a_sheet_of_a_closed_week_is_refused_at_its_cells_and_the_figures_stay(database: Database) -> None:
    load(database, weekly_sheet())
    close(database)
    before = coverages(database)
    [outcome] = load(database, weekly_sheet(changed=WRONG))
    assert outcome.status == "refused"
    cells = {each.cell for each in outcome.findings if each.code == "period_closed"}
    assert cells == {"D14", "E14"}
    assert [upload.id for upload in list_uploads(database)] == [1]
    assert coverages(database) == before


def test_the_preview_says_so_before_anybody_saves(database: Database) -> None:
    load(database, weekly_sheet())
    close(database)
    preview = preview_file(database, weekly_sheet(changed=WRONG), "sua.xlsx", today=TODAY)
    assert (preview.status, preview.may_be_saved) == ("refused", False)
    closed = [each for each in preview.findings if each.code == "period_closed"]
    assert [(each.sheet, each.severity, each.answerable) for each in closed] == [("Tuần 20", "error", False)] * 2
    refused(lambda: save_preview(database, preview, by=ANALYST), "up to 19/05/2022 are closed")


def test_an_earlier_week_and_a_missing_unit_of_a_closed_week_are_refused_too(database: Database) -> None:
    load(database, weekly_sheet(without=["Mường Tè"]))
    close(database)
    earlier = Period(date(2022, 5, 6), date(2022, 5, 12))
    for content in (weekly_sheet(earlier), weekly_sheet()):
        [outcome] = load(database, content)
        assert outcome.status == "refused"
        assert "period_closed" in {each.code for each in outcome.findings}
    assert len(list_uploads(database)) == 1


def test_a_workbook_with_a_closed_and_an_open_week_is_refused_as_a_whole(database: Database) -> None:
    load(database, weekly_sheet())
    close(database)
    [outcome] = load(database, both_weeks(changed=WRONG))
    assert outcome.status == "refused"
    assert {each.sheet for each in outcome.findings if each.code == "period_closed"} == {"Tuần 20"}
    assert len(list_uploads(database)) == 1


def test_a_workbook_that_repeats_the_closed_week_unchanged_saves_the_open_one_and_can_be_taken_back(
    database: Database,
) -> None:
    load(database, weekly_sheet())
    close(database)
    before = coverages(database)
    [outcome] = load(database, both_weeks())
    assert (outcome.status, outcome.upload_id) == ("accepted", 2)
    assert coverages(database) == before
    withdraw_upload(database, 2, reason="nhầm", by=operator("an", "analyst"))
    assert coverages(database) == before


def test_the_same_figures_again_stay_unchanged_and_a_later_week_is_saved(database: Database) -> None:
    content = weekly_sheet()
    load(database, content)
    close(database)
    [same] = load(database, content)
    [other_bytes] = load(database, build_again())
    [later] = load(database, weekly_sheet(NEXT))
    assert [each.status for each in (same, other_bytes, later)] == ["unchanged", "unchanged", "accepted"]


def build_again() -> bytes:
    people = sample_denominators()
    return build_l1(WEEK, sample_rows(people, PAIRS), people, style=Style(signature=False))


def test_a_close_between_preview_and_saving_is_seen_when_saving(database: Database) -> None:
    load(database, weekly_sheet())
    preview = preview_file(database, weekly_sheet(changed=WRONG), "sua.xlsx", today=TODAY)
    assert preview.may_be_saved
    close(database)
    problem = refused(lambda: save_preview(database, preview, by=ANALYST), "ask an administrator to open")
    assert problem.code == "period_closed"
    assert len(list_uploads(database)) == 1


def test_a_file_sent_while_the_period_is_being_closed_waits_and_is_refused(database: Database) -> None:
    load(database, weekly_sheet())
    outcomes: list[Preview] = []
    sends = threading.Thread(target=lambda: outcomes.extend(load(database, weekly_sheet(changed=WRONG))))
    with acting(database, ADMIN, CLOSE_PERIODS) as connection:
        reported = write_reported(standing_on(connection, WEEK.end))
        add_close(connection, LAI_CHAU, WEEK.end, note="Giao ban", reported=reported, by="lan", told={})
        sends.start()
        sends.join(1)
        assert outcomes == []  # the close is not saved yet, and the file waits for it
    sends.join(120)
    assert [each.status for each in outcomes] == ["refused"]
    assert closing.compare(database, closing.find_close(database, WEEK.end)).differences == []


def test_a_close_while_a_file_is_being_saved_waits_and_keeps_what_the_file_says(database: Database) -> None:
    load(database, weekly_sheet())
    preview = preview_file(database, weekly_sheet(changed=WRONG), "sua.xlsx", today=TODAY)
    done: list[Close] = []
    closes = threading.Thread(target=lambda: done.append(close(database)))
    with acting(database, ANALYST, UPLOAD) as connection:
        [saved] = save_all(connection, [preview], by="mai")
        closes.start()
        closes.join(1)
        assert done == []
    closes.join(120)
    assert saved.upload_id == 2
    [kept] = done
    reported = closing.read_report(database, kept).by_unit
    assert reported["T6", "108"]["doses_to_date"] == 1000
    assert closing.compare(database, kept).differences == []


def test_an_upload_that_closed_figures_rest_on_cannot_be_withdrawn_until_the_period_is_open(database: Database) -> None:
    load(database, weekly_sheet(), weekly_sheet(NEXT))
    close(database)
    refused(
        lambda: withdraw_upload(database, 1, reason="nhầm", by=ADMIN),
        "figures up to 19/05/2022 are those of upload 1.*closed by lan.*'Closed periods'",
    )
    withdraw_upload(database, 2, reason="nhầm", by=ADMIN)
    reopen(database)
    withdraw_upload(database, 1, reason="nhầm", by=ADMIN)
    assert {upload.status for upload in list_uploads(database)} == {"withdrawn"}


def test_people_that_hold_from_a_closed_day_are_refused_and_from_a_later_one_saved(database: Database) -> None:
    load(database, weekly_sheet())
    close(database)
    before = coverages(database)

    def people(since: str) -> bytes:
        grid = population_grid(people_rows(), title=f"DÂN SỐ VÀ SỐ ĐỐI TƯỢNG, áp dụng từ ngày {since}")
        return write_workbook([grid])

    options = {"by": ANALYST, "today": TODAY, "source": "Công văn 12"}
    closed = load_populations(database, people("18/05/2022"), "dan-so.xlsx", **options)
    assert closed.status == "refused"
    assert {each.cell for each in closed.findings if each.code == "period_closed"} >= {"C4", "D11"}
    after = load_populations(database, people("20/05/2022"), "dan-so.xlsx", **options)
    assert after.status == "accepted"
    assert coverages(database) == before


# --- directives, targets and assignments ---


def closed_registry(database: Database) -> None:
    load(database, weekly_sheet())
    close(database)


def test_targets_that_closed_figures_rest_on_stay_as_they_are(database: Database) -> None:
    target_editing.add_reading(database, "T6", "29/6/2022", "trước ngày 30/6", by=ADMIN)
    closed_registry(database)
    stored = registry.rows(database)
    said = "figures up to 19/05/2022, which rest on it, were closed by lan"
    acts = [
        lambda: target_editing.edit_target(database, "T6", {"threshold": "90"}, by=ADMIN),
        lambda: target_editing.withdraw_target(database, "T6", reason="nhầm số", by=ADMIN),
        lambda: target_editing.choose_reading(database, "T6", date(2022, 6, 29), by=ADMIN),
        lambda: directive_editing.withdraw_directive(database, "000", reason="nhầm số", by=ADMIN),
        lambda: registry.edit(database, "000", issued="20/5/2022"),
        lambda: registry.edit(database, "000", subject="V/v khác"),
    ]
    for act in acts:
        refused(act, said)
    assert registry.rows(database) == stored
    reopen(database)
    target_editing.edit_target(database, "T6", {"threshold": "90"}, by=ADMIN)
    assert float(registry.row_of(database, "T6")["threshold"]) == 0.9


def test_what_was_withdrawn_before_the_close_is_not_restored_under_it(database: Database) -> None:
    load(database, weekly_sheet())
    target_editing.withdraw_target(database, "T6", reason="nhầm số", by=ADMIN)
    close(database)
    refused(lambda: target_editing.restore_target(database, "T6", by=ADMIN), "'T6' counts from 16/05/2022")


def test_a_directive_of_a_later_day_is_recorded_edited_and_ends_what_it_replaces(database: Database) -> None:
    closed_registry(database)
    assert registry.add(database).id == "005"  # of 20/06/2022
    assert registry.set_target(database).id
    assert registry.edit(database, "005", subject="V/v khác").id == "005"
    assert closing.compare(database, closing.find_close(database, WEEK.end)).differences == []


def test_a_directive_of_a_closed_day_is_recorded_and_may_not_end_what_was_in_force(database: Database) -> None:
    closed_registry(database)
    assert registry.add(database, issued="17/5/2022").id == "005"
    refused(lambda: registry.set_target(database), "take the place of 'T6' from 17/05/2022 on")
    added = registry.set_target(database, supersedes="", deadline="29/7/2022")
    assert added.id
    [row] = {
        (each.target, each.was)
        for each in closing.compare(database, closing.find_close(database, WEEK.end)).differences
    }
    assert row == (added.id, None)  # added to what was reported, which itself stands


def test_a_directive_cannot_be_moved_under_a_closed_day(database: Database) -> None:
    closed_registry(database)
    registry.add(database)
    refused(lambda: registry.edit(database, "005", issued="18/5/2022"), "'005' counts from 18/05/2022")


def test_the_missing_file_of_a_directive_may_be_added_once_and_not_replaced(database: Database) -> None:
    closed_registry(database)
    file = ("van-ban.docx", docx_with("Điều 1"))
    with database.reading() as connection:
        kept = connection.execute(text("SELECT text FROM directive WHERE id = '003'")).scalar()
    assert registry.edit(database, "003", file=file, text=kept or "Điều 1").id == "003"
    other = ("khac.docx", docx_with("Điều 2"))
    refused(lambda: registry.edit(database, "003", file=other), "'003' counts from")


def test_assignments_that_closed_coverages_are_measured_against_stay(database: Database) -> None:
    campaign(database)
    assign(database)
    close(database, ASSIGNED_ON)
    assert assign(database, total=500).changed  # T6 counts people due: assignments move no coverage of it
    reopen(database, ASSIGNED_ON)
    target_editing.edit_target(database, "T6", {"denominator_kind": "assigned"}, by=ADMIN)
    close(database, ASSIGNED_ON)
    refused(lambda: assign(database, total=400), "assignment for target 'T6' counts from 19/05/2022")
    refused(lambda: assign(database, total=400, day=WEEK_AFTER), "assignment for target 'T6' counts from 19/05/2022")


# --- opening again, and what was reported ---


def test_opening_again_needs_a_reason_and_takes_every_later_close_back(database: Database) -> None:
    load(database, weekly_sheet(), weekly_sheet(NEXT))
    close(database)
    close(database, NEXT.end, note="Giao ban tuần 21")
    refused(lambda: reopen(database, reason="sai"), "Say in a few words why")
    refused(lambda: reopen(database, date(2022, 5, 27)), "No figures of 27/05/2022 or later are closed")
    opened = reopen(database, date(2022, 5, 15))
    assert [each.last_day for each in opened] == [WEEK.end, NEXT.end]
    assert closing.read_waterline(database) is None
    newest, first = closing.read_closes(database)
    assert (first.reopened_by, first.reopened_reason) == ("lan", "Huyện Sìn Hồ báo cáo lại")
    assert (newest.last_day, newest.stands) == (NEXT.end, False)
    with database.reading() as connection:
        events = read_events(connection, ["period 2022-05-19", "period 2022-05-26"])
    assert [event.action for event in events] == ["reopen_period"] * 2 + ["close_period"] * 2
    refused(lambda: reopen(database), "so there is nothing to open again")


def test_opening_from_a_later_day_leaves_the_earlier_close(database: Database) -> None:
    load(database, weekly_sheet(), weekly_sheet(NEXT))
    close(database)
    close(database, NEXT.end)
    reopen(database, NEXT.end)
    assert closing.read_waterline(database).last_day == WEEK.end
    [outcome] = load(database, weekly_sheet(changed=WRONG))
    assert outcome.status == "refused"
    [outcome] = load(database, weekly_sheet(NEXT, changed=WRONG))
    assert outcome.status == "accepted"


def test_what_was_reported_stays_to_the_letter_after_a_correction_and_the_difference_is_told(
    database: Database,
) -> None:
    load(database, weekly_sheet(changed={"Sìn Hồ": (10, 1005)}))
    first = close(database)
    kept, files = closing.read_kept(database, first), [file(database, first, form) for form in ("xlsx", "csv")]
    assert closing.compare(database, first).differences == []
    assert closing.count_changed(database, WEEK.end) == 0
    reopen(database)
    load(database, weekly_sheet(changed=WRONG))
    first = closing.find_close(database, WEEK.end)
    assert closing.read_kept(database, first) == kept
    assert [file(database, first, form) for form in ("xlsx", "csv")][1] == files[1]
    told = {
        (each.unit, each.field): (each.was, each.is_)
        for each in closing.compare(database, first).differences
        if each.target == "T6"
    }
    assert told["108", "doses_to_date"] == (1005, 1000)
    assert {unit for unit, _ in told} == {"108", "12"}
    assert closing.count_changed(database, WEEK.end) >= 2
    second = close(database)
    assert second.id == 2
    assert closing.find_close(database, WEEK.end) == second
    assert closing.find_close(database, WEEK.end, 1) == first
    assert closing.compare(database, second).differences == []
    with pytest.raises(NotFound, match="No close of 20/05/2022"):
        closing.find_close(database, date(2022, 5, 20))


def file(database: Database, close, form: str) -> bytes:
    return reported_file(database, close, form, language="en")[1]


def test_what_was_reported_names_every_unit_and_the_people_it_is_measured_against(database: Database) -> None:
    load(database, weekly_sheet())
    reported = closing.read_report(database, close(database))
    kinds = {row["kind"] for row in reported.rows}
    assert kinds == {"province", "district", "commune"}
    now = {
        (row.target, row.unit): row
        for row in progress_at(database, WEEK.end, levels=("district", "province")).itertuples()
    }
    compared = 0
    for key, row in reported.by_unit.items():
        if key in now and row["doses_to_date"] is not None:
            assert row["doses_to_date"] == now[key].doses_to_date
            assert row["denominator_kind"] == now[key].denominator_kind
            assert row["denominator"] == now[key].denominator
            compared += 1
    assert compared >= len(DISTRICTS)
    assert {"T6"} <= {row["target"] for row in reported.rows if row["in_force"]}
    assert (reported.files, len(reported.fingerprint)) == (1, 64)
    assert reported.groups["18+"]["vi"] == "Người từ 18 tuổi trở lên"


def test_a_later_week_changes_nothing_that_was_reported(database: Database) -> None:
    load(database, weekly_sheet())
    done = close(database)
    load(database, weekly_sheet(NEXT, changed={"Sìn Hồ": (500, 30000)}))
    assert closing.compare(database, done).differences == []


def test_the_files_have_the_figures_as_they_were_and_the_differences(database: Database) -> None:
    load(database, weekly_sheet(changed={"Sìn Hồ": (10, 1005)}))
    done = close(database)
    reopen(database)
    load(database, weekly_sheet(changed=WRONG))
    name, content = reported_file(database, done, "csv", language="en")
    lines = content.decode("utf-8-sig").splitlines()
    assert name == "reported 2022-05-19.csv"
    assert any(line.startswith("T6,") and ",108,Huyện Sìn Hồ,1005," in line for line in lines)
    _, content = compared_file(database, done, "csv", language="en")
    assert 'T6,108,Huyện Sìn Hồ,Given,"1,005","1,000"' in content.decode("utf-8-sig").splitlines()
    refused(lambda: reported_file(database, done, "pdf", language="en"), "not as 'pdf'")


def test_a_report_that_was_tampered_with_is_found_and_not_shown(sqlite_database: Database) -> None:
    database = sqlite_database
    load(database, weekly_sheet())
    done = close(database)
    with database.reading() as connection:
        assert find_changed_closes(connection) == []
    with database.writing() as connection:
        connection.execute(text("UPDATE period_close SET reported = replace(reported, '1', '2')"))
    with database.reading() as connection:
        assert find_changed_closes(connection) == [(1, WEEK.end)]
    refused(lambda: closing.read_report(database, done), "is not what was kept")
    assert check_database(database)
