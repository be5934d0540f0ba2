"""What an administrator does on the page of closed periods, and what the others see there and beside the figures."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from campaign.access.actors import operator
from campaign.workflows.manage.closing import close_period, read_closes, read_waterline, reopen_period
from tests.ui.visits import NEXT_WEEK, TODAY, WEEK, opened, texts, upload, visit, weekly_sheet

PAGE = "manage/periods.py"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(url, monkeypatch):
    return visit(url, monkeypatch, page=PAGE, lang="en")


def close(url, day: date = WEEK.end):
    return close_period(opened(url), day, note="Giao ban tuần 20", by=operator("lan"), today=TODAY)


def press(app, label):
    [found] = [each for each in app.button if each.label == label]
    found.click().run()
    assert not app.exception
    return app


def labels(app):
    return [each.label for each in app.button]


def downloads(app):
    return [each.label for each in app.get("download_button")]


def test_before_anything_is_reported_there_is_nothing_to_close(sqlite_url, monkeypatch):
    shown = texts(page(sqlite_url, monkeypatch))
    assert "No figures are closed: sheets of any week can still be uploaded, corrected and withdrawn." in shown
    assert "Nothing has been reported yet, so there is nothing to close. Upload the sheets first." in shown
    assert (
        "None so far. Once the figures of a week have gone to leadership, an administrator closes them here." in shown
    )


def test_an_administrator_closes_the_latest_week_with_a_note(sqlite_url, monkeypatch):
    upload(sqlite_url, ("t20.xlsx", weekly_sheet()), ("t21.xlsx", weekly_sheet(NEXT_WEEK, without=["Mường Tè"])))
    app = page(sqlite_url, monkeypatch)
    assert "Huyện Mường Tè: no report for the week up to 26/05/2022; its last one is up to 19/05/2022." in texts(app)
    press(app, "Close the figures up to 26 May 2022")
    assert "Say in a note what these figures were used for" in texts(app)
    assert read_waterline(opened(sqlite_url)) is None
    app.text_input("period-note").set_value("Giao ban tuần 21")
    press(app, "Close the figures up to 26 May 2022")
    shown = texts(app)
    assert "All figures up to 26 May 2022 are closed (by local, " in shown
    assert "Giao ban tuần 21" in shown
    assert "Everything reported so far is closed." in shown
    assert "Nothing has changed: the result of every target is as it was reported." in shown
    assert downloads(app) == ["What was reported as Excel (.xlsx)", "What was reported as CSV"]
    assert read_waterline(opened(sqlite_url)).last_day == NEXT_WEEK.end


def test_opening_again_needs_a_reason_and_the_differences_are_told_after_a_correction(sqlite_url, monkeypatch):
    upload(sqlite_url, ("t20.xlsx", weekly_sheet(changed={"Sìn Hồ": (10, 1005)})))
    close(sqlite_url)
    app = page(sqlite_url, monkeypatch)
    press(app, "Open again")
    assert "Say in a few words why the period is opened again" in texts(app)
    app.text_input("period-reason").set_value("Huyện Sìn Hồ báo cáo lại")
    press(app, "Open again")
    assert "Open again: the figures up to 19 May 2022. Close them anew once they are corrected." in texts(app)
    assert read_waterline(opened(sqlite_url)) is None
    upload(sqlite_url, ("sua.xlsx", weekly_sheet(changed={"Sìn Hồ": (10, 1000)})))
    app = page(sqlite_url, monkeypatch)
    shown = texts(app)
    assert "✗ opened again by local, " in shown
    assert "figures are not as they were reported at this close:" in shown
    assert "T6 Huyện Sìn Hồ Given 1,005 1,000" in shown
    assert downloads(app)[2:] == ["The differences as Excel (.xlsx)", "The differences as CSV"]


def test_viewers_and_analysts_see_and_cannot_act(sqlite_url, monkeypatch):
    upload(sqlite_url, ("t20.xlsx", weekly_sheet()))
    close(sqlite_url)
    for role in ("viewer", "analyst"):
        monkeypatch.setenv("CAMPAIGN_ROLE", role)
        app = page(sqlite_url, monkeypatch)
        shown = texts(app)
        assert "All figures up to 19 May 2022 are closed (by lan, " in shown
        assert "Only an administrator may close a period or open it again." in shown
        assert not {"Open again"} & set(labels(app))
        assert downloads(app)


def test_a_role_lost_meanwhile_is_asked_at_the_act(sqlite_url, monkeypatch):
    upload(sqlite_url, ("t20.xlsx", weekly_sheet()))
    app = page(sqlite_url, monkeypatch)
    app.text_input("period-note").set_value("Giao ban")
    monkeypatch.setenv("CAMPAIGN_ROLE", "analyst")
    press(app, "Close the figures up to 19 May 2022")
    assert "Only an administrator may close a period or open it again." in texts(app)
    assert read_closes(opened(sqlite_url)) == []


def test_beside_closed_figures_it_is_said_that_they_are_closed(sqlite_url, monkeypatch):
    upload(sqlite_url, ("t20.xlsx", weekly_sheet()), ("t21.xlsx", weekly_sheet(NEXT_WEEK)))
    close(sqlite_url)
    assert "Figures closed up to 19 May 2022" in texts(visit(sqlite_url, monkeypatch, lang="en", ngay="2022-05-19"))
    assert "Figures closed" not in texts(visit(sqlite_url, monkeypatch, lang="en", ngay="2022-05-26"))


def test_beside_figures_that_were_reported_otherwise_it_is_said(sqlite_url, monkeypatch):
    upload(sqlite_url, ("t20.xlsx", weekly_sheet(changed={"Sìn Hồ": (10, 1005)})))
    close(sqlite_url)
    reopen_period(opened(sqlite_url), WEEK.end, reason="Huyện Sìn Hồ báo cáo lại", by=operator("lan"))
    before = texts(visit(sqlite_url, monkeypatch, lang="en", ngay="2022-05-19"))
    assert "are not those reported" not in before
    upload(sqlite_url, ("sua.xlsx", weekly_sheet(changed={"Sìn Hồ": (10, 1000)})))
    after = texts(visit(sqlite_url, monkeypatch, lang="en", ngay="2022-05-19"))
    assert "figures up to 19 May 2022 are not those reported: the period was opened again" in after


def test_a_report_that_was_changed_from_outside_is_told_instead_of_shown(sqlite_url, monkeypatch):
    upload(sqlite_url, ("t20.xlsx", weekly_sheet()))
    close(sqlite_url)
    reopen_period(opened(sqlite_url), WEEK.end, reason="Huyện Sìn Hồ báo cáo lại", by=operator("lan"))
    with opened(sqlite_url).writing() as connection:
        connection.execute(text("UPDATE period_close SET reported = replace(reported, '1', '2')"))
    told = "What was reported up to 19/05/2022 is not what was kept: the database was changed from outside."
    assert told in texts(page(sqlite_url, monkeypatch))
    assert told in texts(visit(sqlite_url, monkeypatch, lang="en", ngay="2022-05-19"))


def test_the_upload_page_says_at_the_cells_who_to_ask(sqlite_url, monkeypatch):
    upload(sqlite_url, ("t20.xlsx", weekly_sheet()))
    close(sqlite_url)
    app = visit(sqlite_url, monkeypatch, page="manage/upload.py", lang="en")
    app.file_uploader[0].set_value([("sua.xlsx", weekly_sheet(changed={"Sìn Hồ": (10, 1000)}), XLSX)]).run()
    assert not app.exception
    shown = texts(app)
    assert "✗ has errors, cannot be saved" in shown
    assert "ask an administrator to open the period again on the page 'Closed periods'." in shown
    assert "Save this file" not in labels(app)


def test_taking_back_what_was_just_saved_is_refused_once_its_week_is_closed(sqlite_url, monkeypatch):
    app = visit(sqlite_url, monkeypatch, page="manage/upload.py", lang="en")
    app.file_uploader[0].set_value([("t20.xlsx", weekly_sheet(), XLSX)]).run()
    press(app, "Save this file")
    close(sqlite_url)
    press(app, "Undo")
    assert "The figures up to 19/05/2022 are those of upload 1" in texts(app)
