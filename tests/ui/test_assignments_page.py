"""The page of assignments: what analysts do on it, and what viewers never see."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.access.actors import operator
from campaign.domain.assigning.assignments import Responsible
from campaign.workflows.manage.assigning import save
from campaign.workflows.manage.assigning_typed import read_typed
from campaign.workflows.manage.assignments import read_assignments, read_names
from tests.ui.visits import opened, texts, visit
from tests.workflows.assigned import ASSIGNED_ON, DISTRICTS, NAME, POST, assign, campaign, report

PAGE = "manage/assignments.py"


def see(url, monkeypatch, *, role="", **address):
    monkeypatch.setenv("CAMPAIGN_ROLE", role)
    return visit(url, monkeypatch, page=PAGE, lang="en", chi_tieu="T6", **address)


def button(app, label):
    return next(each for each in app.button if each.label == label)


@pytest.fixture
def started(sqlite_url):
    database = opened(sqlite_url)
    campaign(database, d106=400)
    return database


@pytest.fixture
def assigned(started):
    assign(started, total=130)
    site, draft = read_typed(started, "T6", {"106": None}, responsible=Responsible(NAME, POST))
    save(started, site, draft, by=operator("an", "analyst"))
    return started


def test_an_empty_app_says_what_to_do_first(sqlite_url, monkeypatch):
    assert "There are no figures yet." in texts(see(sqlite_url, monkeypatch))


def test_before_anything_is_assigned_a_proposal_stands_ready_to_be_saved(started, sqlite_url, monkeypatch):
    app = see(sqlite_url, monkeypatch)
    said = texts(app)
    assert "nothing has been assigned for target T6 yet" in said
    assert "✓ 1,300 of 1,300 people of Tỉnh Lai Châu are shared out" in said
    button(app, "Save the assignments").click().run()
    assert "Saved: assignments of 9 units changed." in texts(app)
    rows = read_assignments(started, ASSIGNED_ON, target="T6").set_index("unit")
    assert list(rows.people[list(DISTRICTS)]) == [100, 600, *[100] * 6]


def test_another_total_is_another_proposal(started, sqlite_url, monkeypatch):
    app = see(sqlite_url, monkeypatch)
    next(each for each in app.number_input if each.label == "Total").set_value(130).run()
    assert "✓ 130 of 130 people" in texts(app)
    button(app, "Save the assignments").click().run()
    assert read_assignments(started, ASSIGNED_ON).set_index("unit").people["106"] == 60


def test_a_total_over_all_who_remain_is_said(started, sqlite_url, monkeypatch):
    app = see(sqlite_url, monkeypatch)
    next(each for each in app.number_input if each.label == "Total").set_value(1301).run()
    assert "1,301 people are to be assigned, but only 1,300 are still to vaccinate" in texts(app)


def test_a_draft_without_due_days_adds_up_all_the_same_and_says_so_once(started, sqlite_url, monkeypatch):
    app = see(sqlite_url, monkeypatch)
    next(each for each in app.date_input if each.label == "Counted from").set_value(date(2022, 7, 1)).run()
    said = texts(app)
    assert "✓ 1,300 of 1,300 people of Tỉnh Lai Châu are shared out" in said
    assert said.count("the day by which it is due is missing") == 1


def test_numbers_that_do_not_add_up_cannot_be_saved(assigned, sqlite_url, monkeypatch):
    app = see(sqlite_url, monkeypatch)
    next(each for each in app.number_input if each.label == "Total").set_value(131).run()
    said = texts(app)
    assert "✗ 130 of 131 people of Tỉnh Lai Châu are shared out; left: 1" in said
    assert "(difference 1)" in said
    assert button(app, "Save the assignments").disabled


def test_the_list_shows_progress_status_and_who_answers(assigned, sqlite_url, monkeypatch):
    report(assigned, 3, {"106": 430, "105": 910})
    said = texts(see(sqlite_url, monkeypatch))
    row = said[said.index("Huyện Tam Đường from") :]
    assert row.startswith("Huyện Tam Đường from 19 May 2022 60 30 50.0%")
    assert "▲ On track" in row[:160]
    assert NAME in row
    assert POST in row


def test_a_viewer_sees_figures_and_no_name_and_can_change_nothing(assigned, sqlite_url, monkeypatch):
    app = see(sqlite_url, monkeypatch, role="viewer")
    said = texts(app) + str([element.proto for element in app.main])
    assert "Huyện Tam Đường from 19 May 2022 60" in said
    assert NAME not in said
    assert POST not in said
    assert [each.label for each in app.get("download_button")] == ["Download the annex (.xlsx)", "Download as CSV"]
    assert not app.button
    assert not app.checkbox
    assert not app.get("file_uploader")


@pytest.mark.parametrize("act", ["Save the assignments", "Sign off", "Erase the name"])
def test_who_becomes_a_viewer_while_the_page_is_open_can_change_nothing(assigned, sqlite_url, monkeypatch, act):
    app = see(sqlite_url, monkeypatch)
    next(each for each in app.selectbox if each.label == "Person responsible").set_value(NAME).run()
    pressed = button(app, act)
    monkeypatch.setenv("CAMPAIGN_ROLE", "viewer")
    pressed.click().run()
    assert read_names(assigned, by=operator("an", "analyst")) == [NAME]
    assert read_assignments(assigned, ASSIGNED_ON)["signed_off_on"].isna().all()
    assert NAME not in texts(app)


def test_signing_off_without_being_met_asks_for_a_note_and_can_be_taken_back(assigned, sqlite_url, monkeypatch):
    app = see(sqlite_url, monkeypatch)
    next(each for each in app.selectbox if each.label == "Unit").set_value("106").run()
    button(app, "Sign off").click().run()
    assert "is not met: say in a note" in texts(app)
    next(each for each in app.text_input if each.label == "Note").set_value("đã bàn giao").run()
    button(app, "Sign off").click().run()
    assert "The assignment of Huyện Tam Đường is signed off." in texts(app)
    button(app, "Take the sign-off back").click().run()
    assert "taken back" in texts(app)


def test_erasing_a_name_takes_it_off_the_page_at_once(assigned, sqlite_url, monkeypatch):
    app = see(sqlite_url, monkeypatch)
    assert NAME in texts(app)
    next(each for each in app.selectbox if each.label == "Person responsible").set_value(NAME).run()
    button(app, "Erase the name").click().run()
    assert "The name is erased from 1 assignments." in texts(app)
    assert NAME not in texts(app) + str([element.proto for element in app.main])


def test_a_district_that_was_assigned_nothing_sends_to_the_districts_first(started, sqlite_url, monkeypatch):
    said = texts(see(sqlite_url, monkeypatch, don_vi="106"))
    assert "Huyện Tam Đường has no assignment of its own yet. Assign the districts first" in said


def test_communes_without_figures_are_named_until_numbers_are_typed(assigned, sqlite_url, monkeypatch):
    app = see(sqlite_url, monkeypatch, don_vi="106")
    assert "how many people are still to vaccinate is not known" in texts(app)
    assert button(app, "Save the assignments").disabled


def test_a_file_is_read_before_it_is_saved(assigned, sqlite_url, monkeypatch):
    table = "Đơn vị;Chỉ tiêu giao;Thời hạn\r\nHuyện Tam Đường;61;15/06/2022\r\n".encode("utf-8-sig")
    app = see(sqlite_url, monkeypatch)
    app.get("file_uploader")[0].set_value(("giao.csv", table, "text/csv")).run()
    said = texts(app)
    assert "Huyện Tam Đường 61 15 Jun 2022" in said
    assert "(difference 1)" in said
    assert button(app, "Save what was read").disabled
    right = table.replace(b"61", b"60")
    app.get("file_uploader")[0].set_value(("giao.csv", right, "text/csv")).run()
    button(app, "Save what was read").click().run()
    assert "Saved: assignments of 1 units changed." in texts(app)


def test_removing_asks_first(assigned, sqlite_url, monkeypatch):
    app = see(sqlite_url, monkeypatch)
    assert button(app, "Remove").disabled
    next(each for each in app.checkbox if each.label == "Yes, remove them").check().run()
    button(app, "Remove").click().run()
    assert "9 assignments are removed." in texts(app)
    assert read_assignments(assigned, ASSIGNED_ON).empty


def test_the_history_says_what_was_changed_and_never_who_answers(assigned, sqlite_url, monkeypatch):
    said = texts(see(sqlite_url, monkeypatch, role="viewer"))
    assert "Huyện Tam Đường – person responsible changed" in said
    assert "60 people by 30 Jun 2022" in said
