"""What the upload page says of corrections: both cells, which coverages and ranks move, and what can be sent back."""

from __future__ import annotations

import io

import openpyxl

from campaign.charts.style import Reader
from campaign.locale import translator
from campaign.ui.downloads import XLSX
from campaign.ui.sheets.checked_copy_button import show_checked_copy_button
from campaign.workflows.sheets.checked_copy import checked_copy_of_upload
from campaign.workflows.sheets.importing import preview_file
from tests.ui.visits import NEXT_WEEK, TODAY, opened, texts, upload, visit, weekly_sheet

CORRECTED = ("tuan-20-sua.xlsx", weekly_sheet(changed={"Sìn Hồ": (12, 1002)}))


def first_upload(database_url):
    upload(database_url, ("tuan-20.xlsx", weekly_sheet(changed={"Sìn Hồ": (10, 12000)})))


def test_a_corrected_value_names_both_cells_and_the_file_it_came_with(sqlite_url, monkeypatch):
    first_upload(sqlite_url)
    shown = texts(uploading(sqlite_url, monkeypatch, CORRECTED))
    assert "19 May 2022 12,000 1,002 'Tuần 20'!E14 'Tuần 20'!E14 1 · tuan-20.xlsx" in shown


def test_the_old_file_can_be_fetched_from_there(sqlite_url, monkeypatch):
    first_upload(sqlite_url)
    app = uploading(sqlite_url, monkeypatch, CORRECTED)
    bodies = "".join(element.proto.body for element in app.main if element.type == "html")
    assert '<a href="/tai-ve/1">1 · tuan-20.xlsx</a>' in bodies


def test_coverages_and_ranks_that_move_are_shown_from_old_to_new(sqlite_url, monkeypatch):
    first_upload(sqlite_url)
    shown = texts(uploading(sqlite_url, monkeypatch, CORRECTED))
    assert "Coverages and ranks that change As of 19 May 2022:" in shown.replace("\n", " ")
    assert "T6 · Dose 3 (first booster) · 18 years and over Huyện Sìn Hồ 12,000 → 1,002 14,959 80.2% → 6.7%" in shown
    assert "−73.5 5 → 8 ▼ down 3 ▼ Behind" in shown
    assert "Huyện Tân Uyên 11,726 16,192 72.4% 0.0 7 → 6 ▲ up 1" in shown
    assert "T3 ·" not in shown


def test_that_the_latest_week_stays_as_it_is_is_said(sqlite_url, monkeypatch):
    first_upload(sqlite_url)
    upload(sqlite_url, ("tuan-21.xlsx", weekly_sheet(NEXT_WEEK)))
    shown = texts(uploading(sqlite_url, monkeypatch, CORRECTED))
    assert "As of 19 May 2022:" in shown
    assert "As of the latest report, 26 May 2022, nothing changes." in shown


def test_a_correction_that_moves_nothing_says_so(sqlite_url, monkeypatch):
    first_upload(sqlite_url)
    in_period_alone = ("sua.xlsx", weekly_sheet(changed={"Sìn Hồ": (11, 12000)}))
    assert "No coverage and no rank changes" in texts(uploading(sqlite_url, monkeypatch, in_period_alone))


def test_a_file_of_new_figures_shows_no_moves(sqlite_url, monkeypatch):
    first_upload(sqlite_url)
    shown = texts(uploading(sqlite_url, monkeypatch, ("tuan-21.xlsx", weekly_sheet(NEXT_WEEK))))
    assert "What saving would change" in shown
    assert "Coverages and ranks" not in shown


def test_an_upload_can_be_sent_back_with_what_was_found_in_it(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan 20.xlsx", weekly_sheet(changed={"Sìn Hồ": (9000, 1002)})))
    app = visit(sqlite_url, monkeypatch, page="manage/uploads.py", lang="en")
    assert [button.label for button in app.get("download_button")] == ["Download checked copy"]
    name, content = checked_copy_of_upload(opened(sqlite_url), 1, language="en")
    assert name == "tuan 20 (checked).xlsx"
    assert openpyxl.load_workbook(io.BytesIO(content))["Tuần 20"]["D14"].comment


def test_a_file_that_is_known_already_has_no_copy_of_its_own(sqlite_url):
    first_upload(sqlite_url)
    known = preview_file(opened(sqlite_url), weekly_sheet(changed={"Sìn Hồ": (10, 12000)}), "ban-sao.xlsx", today=TODAY)
    assert known.content == b""
    assert show_checked_copy_button(known, Reader(translator("en"), "en")) is None


def uploading(database_url, monkeypatch, *files):
    """The upload page with these files chosen."""
    app = visit(database_url, monkeypatch, page="manage/upload.py", lang="en")
    app.file_uploader[0].set_value([(name, content, XLSX) for name, content in files])
    return app.run()
