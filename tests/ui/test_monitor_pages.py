"""What leaders see on the monitor pages, on a real database filled from real sheets."""

from __future__ import annotations

import json
from datetime import date

import pytest

from campaign.domain.counting.figures import Period
from tests.ui.visits import NEXT_WEEK, WEEK, in_url, path, texts, upload, visit, weekly_sheet

TARGETS, RANKINGS = "monitor/targets.py", "monitor/rankings.py"


@pytest.fixture
def two_weeks(sqlite_url):
    """Two weeks reported; Sìn Hồ silent in the second."""
    first, second = weekly_sheet(WEEK), weekly_sheet(NEXT_WEEK, without=["Sìn Hồ"])
    outcomes = upload(sqlite_url, ("tuan-20.xlsx", first), ("tuan-21.xlsx", second))
    assert [outcome.status for outcome in outcomes] == ["accepted", "accepted"]
    return sqlite_url


def test_an_empty_database_says_what_the_app_is_for_and_offers_two_ways_on(sqlite_url, monkeypatch):
    app = visit(sqlite_url, monkeypatch, lang="en")
    assert app.title[0].value == "Follow the COVID-19 vaccination campaign"
    assert [button.label for button in app.button] == ["Load the sample campaign"]
    assert "Upload sheets" in [link.proto.label for link in app.get("page_link")]


def test_the_sample_campaign_is_loaded_with_one_press_and_marked_as_synthetic(sqlite_url, monkeypatch):
    app = visit(sqlite_url, monkeypatch, lang="en")
    app.button[0].click().run(timeout=120)
    assert app.title[0].value == "Progress up to 28 Jul 2022"
    assert "Synthetic figures" in texts(app)


@pytest.mark.parametrize("page", [TARGETS, RANKINGS])
def test_a_page_without_figures_says_what_to_do_next(page, sqlite_url, monkeypatch):
    app = visit(sqlite_url, monkeypatch, page=page, lang="en")
    assert "Upload a weekly sheet, or load the sample campaign" in texts(app)


def test_the_overview_shows_each_deadline_with_its_figures_and_reason(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, lang="en")
    shown = texts(app)
    assert app.title[0].value == "Progress up to 26 May 2022"
    for target in ("T3 ·", "T4 ·", "T6 ·", "T7 ·"):
        assert target in shown
    for fact in ("Still to vaccinate", "Pace a week", "Needed a week", "days left", "See the chart", "See the ranking"):
        assert shown.count(f" {fact} ") >= 2
    assert "Why it is judged so" in shown
    assert "Targets without a deadline" in shown


def test_a_deadline_that_was_missed_stays_on_the_overview_beside_the_target_that_took_its_place(two_weeks, monkeypatch):
    shown = texts(visit(two_weeks, monkeypatch, lang="en"))
    replaced = shown[shown.index("Targets that another one has replaced Target") :]
    assert "T3 · Dose 3 (first booster) · 18 years and over 13 Mar 2022 ✗ Missed" in replaced
    assert "T6 (16 May 2022)" in replaced


def test_the_overview_of_an_earlier_week_shows_the_targets_in_force_then(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-10.xlsx", weekly_sheet(Period(date(2022, 3, 4), date(2022, 3, 10)))))
    shown = texts(visit(sqlite_url, monkeypatch, lang="en"))
    assert "T3 ·" in shown
    assert "T4 ·" in shown
    for later in ("T6 ·", "T7 ·", "T8 ·", "T9 ·", "replaced"):
        assert later not in shown


def test_before_the_first_directive_the_overview_says_from_when_on_there_are_targets(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-40.xlsx", weekly_sheet(Period(date(2021, 10, 1), date(2021, 10, 7)))))
    assert "No directive had set a target by 7 Oct 2021; the first is of 1 Nov 2021." in texts(
        visit(sqlite_url, monkeypatch, lang="en")
    )


def test_the_overview_names_the_district_that_did_not_report(two_weeks, monkeypatch):
    assert "No report for every target by 26 May 2022; the last report counts: Huyện Sìn Hồ (19 May 2022)" in texts(
        visit(two_weeks, monkeypatch, lang="en")
    )


def test_real_figures_are_not_marked_as_synthetic(two_weeks, monkeypatch):
    assert "Synthetic figures" not in texts(visit(two_weeks, monkeypatch, lang="en"))


def test_the_as_of_date_in_the_url_governs_the_page_and_newer_figures_are_announced(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, lang="en", ngay="2022-05-19")
    assert app.title[0].value == "Progress up to 19 May 2022"
    assert "Latest week reported" not in texts(app)
    (newer,) = [button for button in app.button if button.label == "Show newer figures, up to 26 May 2022"]
    newer.click().run()
    assert app.title[0].value == "Progress up to 26 May 2022"
    assert "Latest week reported: 26 May 2022" in texts(app)
    assert in_url(app, "ngay") == "2022-05-26"


@pytest.mark.parametrize("asked", ["2022-06-20", "hôm nay", "1999-01-01"])
def test_a_date_that_nobody_reported_falls_back_to_the_latest_week(asked, two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, lang="en", ngay=asked)
    assert in_url(app, "ngay") == "2022-05-26"


def test_a_day_between_two_reports_opens_the_earlier_one_and_says_so(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, lang="en", ngay="2022-05-20")
    said = "No report is up to 20 May 2022: the figures up to 19 May 2022 are shown."
    assert in_url(app, "ngay") == "2022-05-19"
    assert said in texts(app)
    assert said in texts(app.run())
    (newer,) = [button for button in app.button if button.label == "Show newer figures, up to 26 May 2022"]
    newer.click().run()
    assert said not in texts(app)


def test_the_targets_page_quotes_the_directive_and_the_reading_of_its_deadline(two_weeks, monkeypatch):
    shown = texts(visit(two_weeks, monkeypatch, page=TARGETS, lang="en", chi_tieu="T3"))
    assert "“phấn đấu hoàn thành tiêm vắc xin trước tuần thứ 3 của tháng 3 năm 2022”" in shown
    assert "Deadline: 13 Mar 2022 (“trước tuần thứ 3 của tháng 3 năm 2022”)." in shown
    assert "ngày cuối còn đúng hạn là Chủ nhật 13/3/2022" in shown


def test_the_targets_page_draws_the_chart_with_words_for_those_who_cannot_see_it(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=TARGETS, lang="en", chi_tieu="T6")
    chart = app.get("plotly_chart")[0].proto
    assert "Line chart of coverage over time." in chart.alt
    assert any("Sìn Hồ" in trace.get("name", "") for trace in json.loads(chart.spec)["data"])


def test_a_unit_in_the_url_shows_the_cells_behind_its_figure(two_weeks, monkeypatch):
    shown = texts(visit(two_weeks, monkeypatch, page=TARGETS, lang="en", chi_tieu="T6", don_vi="108"))
    assert "Source of the figure" in shown
    assert "Tuần 20" in shown
    assert "Người từ 18 tuổi trở lên / Mũi 3 / Lũy kế" in shown
    assert "tuan-20.xlsx" in shown


def test_the_provinces_cells_are_shown_when_asked_for(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=TARGETS, lang="en", chi_tieu="T6")
    assert "Source of the figure" not in texts(app)
    app.toggle[0].set_value(True).run()
    assert "Source of the figure" in texts(app)


def test_a_target_that_nobody_reported_says_that_there_is_no_cell_to_show(two_weeks, monkeypatch):
    shown = texts(visit(two_weeks, monkeypatch, page=TARGETS, lang="en", chi_tieu="T9", don_vi="108"))
    assert "Huyện Sìn Hồ has reported nothing for this target yet" in shown


def test_the_ranking_stands_in_order_with_vietnamese_numbers(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, chi_tieu="T6")
    table = app.dataframe[0]
    assert list(table.value.columns[:5]) == ["Hạng", "± hạng", "Đơn vị", "Tỷ lệ", "± điểm %"]
    assert list(table.value["Hạng"]) == sorted(table.value["Hạng"])
    assert [button.label for button in app.get("download_button")] == ["Tải về Excel (.xlsx)", "Tải về CSV"]


def test_target_and_unit_stay_when_the_reader_goes_from_page_to_page(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=TARGETS, lang="en", chi_tieu="T7", don_vi="108")
    app.switch_page(str(path(RANKINGS))).run()
    assert app.selectbox(key="chi_tieu:en").value == "T7"
    assert "Huyện Sìn Hồ" in texts(app)


def test_the_language_can_be_changed_and_stands_in_the_url(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch)
    assert app.title[0].value == "Tiến độ đến 26/05/2022"
    assert "lang" not in app.query_params
    app.selectbox(key="lang:vi").set_value("en").run()
    assert app.title[0].value == "Progress up to 26 May 2022"
    assert in_url(app, "lang") == "en"


def test_names_from_sheets_are_never_markup(sqlite_url, monkeypatch):
    """A file name may hold anything; it is shown as it stands."""
    upload(sqlite_url, ("<img src=x onerror=alert(1)>.xlsx", weekly_sheet(WEEK)))
    app = visit(sqlite_url, monkeypatch, page=TARGETS, lang="en", chi_tieu="T6", don_vi="108")
    assert "<img src=x onerror=alert(1)>.xlsx" in texts(app)
    assert all("<img" not in element.proto.body for element in app.main if element.type == "html")


def test_every_page_of_the_sample_campaign_opens_at_every_month(sample_url, monkeypatch):
    for day in ("2021-12-30", "2022-03-10", "2022-06-16", "2022-07-28"):
        for page in (None, TARGETS, RANKINGS, "manage/uploads.py"):
            app = visit(sample_url, monkeypatch, page=page, lang="en", ngay=day)
            assert app.title
