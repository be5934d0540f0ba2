"""What an administrator sees of the trail: searched, paged, verified, taken along; others are told why they do not."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from campaign.access.actors import operator
from campaign.errors import Refused
from campaign.store.safety.audit import read_anchor, record_event
from campaign.workflows.manage.directive_editing import add_directive
from campaign.workflows.safety.trail import Search, search_trail, trail_file
from campaign.workflows.sheets.uploads import withdraw_upload
from tests.access.site import TODAY
from tests.builders.directives import DIRECTIVE
from tests.ui.visits import opened, texts, upload, visit, weekly_sheet

PAGE = "admin/audit.py"
LAN, ADMIN = operator("lan", "analyst"), operator("local")


@pytest.fixture
def kept(sqlite_url):
    """Two uploads, one withdrawn, and a directive, on an SQLite database."""
    upload(sqlite_url, ("tuan.xlsx", weekly_sheet()))
    database = opened(sqlite_url)
    withdraw_upload(database, 1, reason="Nhầm đơn vị", by=ADMIN)
    add_directive(database, DIRECTIVE | {"subject": "V/v <b>Đẩy nhanh</b>"}, by=LAN, today=TODAY)
    return sqlite_url


@pytest.fixture(autouse=True)
def _nothing_checked_before():
    from campaign.ui.admin import audit_state

    audit_state._kept.clear()


def page(url, monkeypatch, **address):
    return visit(url, monkeypatch, page=PAGE, lang="en", **address)


def press(app, label):
    [found] = [each for each in app.button if each.label == label]
    found.click().run()
    assert not app.exception
    return app


def add(url, count):
    with opened(url).writing() as connection:
        for number in range(count):
            record_event(connection, by="may", action="answer", object_=f"unit|108|Xã {number}", after={"value": "108"})


def end(url):
    with opened(url).reading() as connection:
        return read_anchor(connection)


def test_the_newest_event_comes_first_in_words(kept, monkeypatch):
    shown = texts(page(kept, monkeypatch))
    directive, withdrawn = shown.index("Recorded a directive"), shown.index("Withdrew an upload")
    assert directive < withdrawn < shown.index("Saved an upload")
    assert "Directive 005" in shown
    assert "State: counts → withdrawn · Reason: Nhầm đơn vị" in shown
    assert "V/v <b>Đẩy nhanh</b>" in shown
    assert "withdraw_" not in shown


@pytest.mark.parametrize("role", ["viewer", "analyst"])
def test_others_are_told_that_only_an_administrator_may_read_it(kept, monkeypatch, role):
    monkeypatch.setenv("CAMPAIGN_ROLE", role)
    shown = texts(page(kept, monkeypatch))
    assert "Only an administrator may read the audit trail." in shown
    assert "Withdrew an upload" not in shown
    with pytest.raises(Refused, match="Only an administrator"):
        search_trail(opened(kept), Search(), language="en", by=operator("x", role))
    with pytest.raises(Refused, match="Only an administrator"):
        trail_file(opened(kept), Search(), "csv", language="en", by=operator("x", role))


def test_search_by_words_of_the_event_or_of_the_action(kept, monkeypatch):
    app = page(kept, monkeypatch)
    for sought, there, gone in (
        ("nhầm ĐƠN VỊ", "Withdrew an upload", "Recorded a directive"),
        ("withdrew", "Withdrew an upload", "Saved an upload"),
        ("lan", "Recorded a directive", "Withdrew an upload"),
        ("Đẩy nhanh", "Recorded a directive", "Saved an upload"),
    ):
        app.text_input(key="audit-text").set_value(sought).run()
        shown = texts(app)
        assert there in shown, sought
        assert gone not in shown, sought
    app.text_input(key="audit-text").set_value("100%_x").run()
    assert "No event fits this search. Take some of it back to see more." in texts(app)


def test_search_by_person_area_and_days(kept, monkeypatch):
    app = page(kept, monkeypatch)
    app.selectbox(key="audit-by").select("lan").run()
    assert "1 events, the newest first" in texts(app)
    app.selectbox(key="audit-group").select("sheets").run()
    assert "No event fits this search." in texts(app)
    app.selectbox(key="audit-by").select("").run()
    assert "2 events, the newest first" in texts(app)
    app.date_input(key="audit-until").set_value("2022-01-01").run()
    assert "No event fits this search." in texts(app)


def test_whoever_is_no_account_is_told_in_words_and_found_by_them(kept, monkeypatch):
    with opened(kept).writing() as connection:
        record_event(connection, by="data/", action="load_reference", object_="map_tiles.csv")
    app = page(kept, monkeypatch)
    chosen = app.selectbox(key="audit-by")
    assert {"Everybody", "lan", "the program's own data files", "whoever works at this machine"} <= set(chosen.options)
    assert not {"data/", "campaign", "local"} & set(chosen.options)
    shown = texts(chosen.select("data/").run())
    assert "the program's own data files Loaded reference data" in shown
    assert "Recorded a directive" not in shown


def test_a_file_of_the_trail_says_in_words_who_is_no_account_and_the_database_keeps_the_name(kept):
    lines = trail_file(opened(kept), Search(text="Nhầm"), "csv", language="vi", by=ADMIN)[1].decode("utf-8-sig")
    assert ";người dùng tại máy này;" in lines
    assert "local" not in lines
    found = search_trail(opened(kept), Search(text="Nhầm"), language="vi", by=ADMIN).events
    assert [(event.by, event.who) for event in found] == [("local", "người dùng tại máy này")]


def test_a_link_shows_the_history_of_one_object_alone(kept, monkeypatch):
    app = page(kept, monkeypatch, cua="upload 1")
    shown = texts(app)
    assert "Only what concerns: Upload 1" in shown
    assert "2 events, the newest first" in shown
    shown = texts(press(app, "Show everything"))
    assert "Recorded a directive" in shown


def test_many_events_come_a_page_at_a_time(kept, monkeypatch):
    add(kept, 120)
    app = page(kept, monkeypatch)
    assert "Xã 119" in texts(app)
    assert "Xã 69”" not in texts(app)
    shown = texts(press(app, "Older"))
    assert "Xã 69”" in shown
    assert "Xã 119" not in shown
    assert "Recorded a directive" in texts(press(app, "Older"))
    press(app, "Newer")
    assert "Xã 119" in texts(press(app, "Newer"))
    press(app, "Older")
    app.text_input(key="audit-text").set_value("Xã 119").run()  # another search begins from its newest event
    assert "Xã 119" in texts(app)


def test_the_state_of_the_chain_is_told_once_it_was_checked(kept, monkeypatch):
    app = page(kept, monkeypatch)
    assert "The trail has not been checked since the server was started." in texts(app)
    assert f"The mark of the trail's end now: {end(kept).short}" in texts(app)
    shown = texts(press(app, "Check now"))
    assert f"All {end(kept).id} events are as they were recorded" in shown


def test_marks_from_paper_are_compared(kept, monkeypatch):
    app = page(kept, monkeypatch)
    app.text_input(key="audit-marks").set_value(end(kept).short)
    assert "The marks given (1) fit the trail." in texts(press(app, "Check now"))
    app.text_input(key="audit-marks").set_value("9999:9f3c41aa07be55d2")
    assert "it ends with no. " in texts(press(app, "Check now"))
    app.text_input(key="audit-marks").set_value("nonsense")
    assert "“nonsense” is no mark of the audit trail." in texts(press(app, "Check now"))


def test_an_event_changed_behind_the_programs_back_is_told(kept, monkeypatch):
    with opened(kept).writing() as connection:
        guard = "SELECT sql FROM sqlite_master WHERE name = 'audit_event_stays'"
        kept_guard = connection.execute(text(guard)).scalar()
        connection.execute(text("DROP TRIGGER audit_event_stays"))
        connection.execute(text("UPDATE audit_event SET after = '{}' WHERE id = 3"))
        connection.exec_driver_sql(kept_guard)
    shown = texts(press(page(kept, monkeypatch), "Check now"))
    assert "✗ Audit trail: no. 3 changed after being recorded." in shown
    assert "as they were recorded" not in shown


def test_a_file_of_the_trail_has_text_alone_and_the_mark_of_its_end(kept):
    database = opened(kept)
    with database.writing() as connection:
        evil = {"reason": '=HYPERLINK("http://x";"y")'}
        record_event(connection, by="=cmd|' /C calc'!A0", action="withdraw", object_="@x", after=evil)
    name, content = trail_file(database, Search(), "xlsx", language="vi", by=ADMIN)
    assert name.startswith("nhật ký ")
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    rows = list(sheet.iter_rows())
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d", "inlineStr"}
    assert end(kept).short in str(rows[2][0].value)
    assert [rows[4][column].value for column in (0, 2, 5)] == [end(kept).id, "=cmd|' /C calc'!A0", "@x"]
    assert rows[4][7].value == end(kept).mac
    lines = trail_file(database, Search(), "csv", language="vi", by=ADMIN)[1].decode("utf-8-sig").splitlines()
    assert len(lines) == end(kept).id + 1
    assert ";'=cmd|' /C calc'!A0;" in lines[1]
    assert ";'@x;" in lines[1]


def test_only_known_forms_are_written(kept):
    with pytest.raises(Refused, match="not as 'pdf'"):
        trail_file(opened(kept), Search(), "pdf", language="en", by=ADMIN)
