"""What analysts do on the manage pages: look before saving, save, undo, withdraw."""

from __future__ import annotations

import pytest

from campaign.workflows.sheets.uploads import list_uploads
from tests.builders import Style, build_l1, sample_denominators, sample_rows
from tests.ui.visits import NEXT_WEEK, PAIRS, WEEK, opened, texts, upload, visit, weekly_sheet

UPLOAD, UPLOADS = "manage/upload.py", "manage/uploads.py"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_the_upload_page_offers_the_blank_sheet(sqlite_url, monkeypatch):
    app = visit(sqlite_url, monkeypatch, page=UPLOAD, lang="en")
    assert [button.label for button in app.get("download_button")] == ["Download the blank weekly sheet"]


def test_a_sheet_is_shown_before_anything_is_saved(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", weekly_sheet()))
    shown = texts(app)
    assert "Sheet “Tuần 20”, A7:Y19: 8 units, period 13 May–19 May 2022" in shown
    assert "D Người từ 18 tuổi trở lên / Mũi 3 / Trong tuần" in shown
    assert "96 new figures, 0 changed, 0 unchanged." in shown
    assert not list_uploads(opened(sqlite_url))


def test_saving_says_what_was_saved_and_undo_takes_it_back(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", weekly_sheet()))
    button(app, "Save this file").click().run()
    assert "Saved tuan-20.xlsx: 96 new, 0 changed, 0 unchanged." in texts(app)
    [saved] = list_uploads(opened(sqlite_url))
    assert (saved.file_name, saved.uploaded_by, saved.status) == ("tuan-20.xlsx", "local", "accepted")
    button(app, "Undo").click().run()
    [saved] = list_uploads(opened(sqlite_url))
    assert saved.status == "withdrawn"
    assert "Saved" not in texts(app)


def test_the_overview_opens_at_the_week_that_was_saved(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", weekly_sheet()))
    button(app, "Save this file").click().run()
    [link] = [link.proto for link in app.get("page_link") if link.proto.label == "See the overview"]
    assert "ngay=2022-05-19" in link.query_string


def test_a_corrected_sheet_shows_old_and_new_side_by_side(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet(changed={"Sìn Hồ": (10, 1000)})))
    app = uploading(sqlite_url, monkeypatch, ("tuan-20-sua.xlsx", weekly_sheet(changed={"Sìn Hồ": (12, 1002)})))
    shown = texts(app)
    assert "0 new figures, 2 changed, 94 unchanged." in shown
    assert "doses to date 19 May 2022 1,000 1,002" in shown


def test_the_same_file_again_is_recognised(sqlite_url, monkeypatch):
    sheet = weekly_sheet()
    upload(sqlite_url, ("tuan-20.xlsx", sheet))
    app = uploading(sqlite_url, monkeypatch, ("ban-sao.xlsx", sheet))
    assert "This very file was saved before as upload 1; nothing would change." in texts(app)
    assert not [each for each in app.button if each.label.startswith("Save")]


def test_errors_block_their_file_and_name_its_cells(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", broken_sheet()))
    shown = texts(app)
    assert "Errors (1): the file is not saved until they are settled" in shown
    assert "✗ Error Tuần 20 D11" in shown
    assert not [each for each in app.button if each.label.startswith("Save")]


def test_a_broken_file_does_not_stop_the_others(sqlite_url, monkeypatch):
    files = (("hong.xlsx", b"not a workbook"), ("tuan-20.xlsx", weekly_sheet()), ("loi.xlsx", broken_sheet()))
    app = uploading(sqlite_url, monkeypatch, *files)
    shown = texts(app)
    for name, _ in files:
        assert name in shown
    button(app, "Save this file").click().run()
    assert [row.file_name for row in list_uploads(opened(sqlite_url))] == ["tuan-20.xlsx"]


def test_several_files_are_saved_with_one_press(sqlite_url, monkeypatch):
    files = (("tuan-20.xlsx", weekly_sheet()), ("tuan-21.xlsx", weekly_sheet(NEXT_WEEK)))
    app = uploading(sqlite_url, monkeypatch, *files)
    button(app, "Save 2 files").click().run()
    assert len(list_uploads(opened(sqlite_url))) == 2


def test_a_sheet_without_a_period_asks_for_it_and_takes_the_answer(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("phieu.xlsx", sheet_without_period()))
    assert "Which days does this sheet report?" in texts(app)
    first, last = app.date_input
    first.set_value(WEEK.start)
    last.set_value(WEEK.end)
    button(app, "Apply the answers").click().run()
    assert "period 13 May–19 May 2022" in texts(app)
    button(app, "Save this file").click().run()
    assert list_uploads(opened(sqlite_url))[0].period_end == WEEK.end


def test_without_uploads_the_list_says_what_to_do(sqlite_url, monkeypatch):
    app = visit(sqlite_url, monkeypatch, page=UPLOADS, lang="en")
    assert "Nothing has been uploaded yet." in texts(app)


def test_the_list_shows_every_upload_with_what_it_changed(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()), ("tuan-21.xlsx", weekly_sheet(NEXT_WEEK)))
    app = visit(sqlite_url, monkeypatch, page=UPLOADS, lang="en")
    table = app.dataframe[0].value
    assert list(table["File"]) == ["tuan-21.xlsx", "tuan-20.xlsx"]
    assert list(table["New"]) == [96, 96]
    assert list(table["By"]) == ["an", "an"]
    assert "Download the workbook as it was sent" in texts(app)


def test_an_upload_in_the_url_is_opened(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()), ("tuan-21.xlsx", weekly_sheet(NEXT_WEEK)))
    app = visit(sqlite_url, monkeypatch, page=UPLOADS, lang="en", lan_nop="1")
    assert "Upload 1" in texts(app)


def test_an_upload_is_withdrawn_with_a_reason(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()))
    app = visit(sqlite_url, monkeypatch, page=UPLOADS, lang="en")
    app.text_input[0].set_value("nộp nhầm tuần")
    button(app, "Withdraw").click().run()
    shown = texts(app)
    assert "Upload 1 is withdrawn: the figures are what they were before it." in shown
    assert "nộp nhầm tuần" in shown


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_upload_is_not_withdrawn_without_a_reason(reason, sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()))
    app = visit(sqlite_url, monkeypatch, page=UPLOADS, lang="en")
    app.text_input[0].set_value(reason)
    button(app, "Withdraw").click().run()
    assert "Say why upload 1 is withdrawn" in texts(app)
    assert list_uploads(opened(sqlite_url))[0].status == "accepted"


def uploading(database_url, monkeypatch, *files):
    """The upload page with these files chosen."""
    app = visit(database_url, monkeypatch, page=UPLOAD, lang="en")
    app.file_uploader[0].set_value([(name, content, XLSX) for name, content in files])
    return app.run()


def button(app, label):
    """The button with this label."""
    [found] = [each for each in app.button if each.label == label]
    return found


def broken_sheet() -> bytes:
    """One cell of dose 3 in the week is #REF!."""
    people = sample_denominators()
    return build_l1(WEEK, sample_rows(people, PAIRS), people, style=Style(cells={"D11": "12 liều"}))


def sheet_without_period() -> bytes:
    """A sheet whose title, name and signature say no date."""
    people = sample_denominators()
    rows = sample_rows(people, PAIRS)
    style = Style(signature=False)
    return build_l1(WEEK, rows, people, sheet="Sheet1", title="BÁO CÁO TIẾN ĐỘ TIÊM VẮC XIN", style=style)
