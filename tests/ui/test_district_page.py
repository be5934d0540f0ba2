"""What leaders see on the district and timeline pages, on a real database filled from real sheets."""

from __future__ import annotations

import json
from datetime import date

import pytest

from campaign.domain.counting.figures import Period
from tests.ui.visits import NEXT_WEEK, WEEK, in_url, opened, texts, upload, visit, weekly_sheet
from tests.workflows import assigned

DISTRICT, TIMELINE = "monitor/district.py", "monitor/timeline.py"


@pytest.fixture
def two_weeks(sqlite_url):
    """Two weeks reported; Sìn Hồ silent in the second."""
    upload(
        sqlite_url, ("tuan-20.xlsx", weekly_sheet(WEEK)), ("tuan-21.xlsx", weekly_sheet(NEXT_WEEK, without=["Sìn Hồ"]))
    )
    return sqlite_url


def pictures(app):
    return [element.proto.body for element in app.main if element.type == "html" and "<img" in element.proto.body]


@pytest.mark.parametrize("page", [DISTRICT, TIMELINE])
def test_a_page_without_figures_says_what_to_do_next(page, sqlite_url, monkeypatch):
    shown = texts(visit(sqlite_url, monkeypatch, page=page, lang="en"))
    assert "Upload a weekly sheet, or load the sample campaign" in shown


def test_a_district_shows_every_target_with_its_picture_status_and_reason(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, page=DISTRICT, lang="en", don_vi="108", ngay="2022-06-16")
    shown = texts(app)
    assert "T6 · Dose 3 (first booster) · 18 years and over ▼ Behind 90.6% 48,357 of 53,394 people due" in shown
    assert "No longer in force: replaced by T6 on 16 May 2022." in shown
    assert "Targets without figures here T1" in shown
    assert "T9" not in shown and "T10" not in shown  # their directive came in 2023
    (cards,) = pictures(app)
    assert cards.count("<img") == 6 and "Coverage from 9 Dec 2021" in cards


def test_targets_are_those_known_on_the_day(sample_url, monkeypatch):
    shown = texts(visit(sample_url, monkeypatch, page=DISTRICT, lang="en", don_vi="108", ngay="2022-03-17"))
    assert "T3 · Dose 3" in shown and "replaced by" not in shown
    assert "T6 ·" not in shown


def test_the_weeks_are_of_the_target_that_is_chosen(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, page=DISTRICT, lang="en", don_vi="108", chi_tieu="T7", ngay="2022-06-16")
    assert "Huyện Sìn Hồ · Dose 2 · 5 to under 12 years" in texts(app)
    (chart,) = app.get("plotly_chart")
    assert "Bar chart of doses a week" in chart.proto.alt
    assert {trace["type"] for trace in json.loads(chart.proto.spec)["data"]} == {"bar"}


def test_a_silent_district_is_named_with_its_last_day_and_its_week_is_a_gap(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=DISTRICT, lang="en", don_vi="108", chi_tieu="T6")
    shown = texts(app)
    assert "The district has no report for the latest week, by 26 May 2022; its last report counts:" in shown
    assert "Huyện Sìn Hồ (19 May 2022)" in shown
    assert "Weeks without a report: 20 May–26 May 2022." in app.get("plotly_chart")[0].proto.alt


def test_who_reported_is_not_named(two_weeks, monkeypatch):
    assert "no report for the latest week" not in texts(visit(two_weeks, monkeypatch, page=DISTRICT, don_vi="106"))


def test_communes_are_ranked_and_drawn_over_their_weeks(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, page=DISTRICT, lang="en", don_vi="108", chi_tieu="T6", muc="xa")
    assert "1 0 Xã Làng Mô 97.9% +2.1" in texts(app)
    (chart,) = app.get("plotly_chart")
    heatmap = json.loads(chart.proto.spec)["data"][0]
    assert (heatmap["type"], heatmap["z"]["dtype"]) == ("heatmap", "i2")
    assert "Heatmap of coverage" in chart.proto.alt and "Xã Làng Mô 97.9%" in chart.proto.alt


def test_where_no_commune_reports_apart_the_page_says_what_to_upload(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=DISTRICT, lang="en", don_vi="108", chi_tieu="T6", muc="xa")
    assert "No commune of Huyện Sìn Hồ has reported apart for this target" in texts(app)
    assert not app.get("plotly_chart")


def test_findings_say_whose_they_are_and_lead_to_their_upload(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, page=DISTRICT, lang="en", don_vi="109", muc="phat-hien")
    shown = texts(app)
    assert "! Warning Huyện Phong Thổ Huyện Phong Thổ: doses to date fell from 44,606" in shown
    assert "i Note all units of the file" in shown
    assert any("/cac-lan-nop?lan_nop=" in element.proto.body for element in app.main if element.type == "html")
    others = texts(visit(sample_url, monkeypatch, page=DISTRICT, lang="en", don_vi="108", muc="phat-hien"))
    assert "doses to date fell" not in others


def test_the_sheets_it_sent_are_listed_with_their_originals(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, page=DISTRICT, lang="en", don_vi="108", muc="phieu", ngay="2022-02-03")
    shown = texts(app)
    assert "mo-phong-2022-02-03-tuan.xlsx 28 Jan–3 Feb 2022 ✓ counts 1 an" in shown
    assert "mo-phong-2022-01-27-xa-phuong.xlsx 27 Jan 2022 ✓ counts 23 an" in shown
    assert "2022-02-10" not in shown
    assert any("/tai-ve/" in element.proto.body for element in app.main if element.type == "html")


def test_without_assignments_the_page_leads_to_where_they_are_given(sample_url, monkeypatch):
    shown = texts(visit(sample_url, monkeypatch, page=DISTRICT, lang="en", don_vi="108", muc="giao"))
    assert "Nothing has been assigned to Huyện Sìn Hồ or its communes by this day." in shown
    assert "See the assignments" in shown


def test_the_assignments_of_the_district_stand_with_how_far_they_have_come_and_without_names(sqlite_url, monkeypatch):
    database = opened(sqlite_url)
    assigned.campaign(database)
    assigned.assign(database)
    assigned.report(database, 3, dict.fromkeys(assigned.DISTRICTS, 950))
    shown = texts(visit(sqlite_url, monkeypatch, page=DISTRICT, lang="en", don_vi="108", muc="giao"))
    assert "T6 · Dose 3 (first booster) · 18 years and over Huyện Sìn Hồ 100 50 50.0% 30 Jun 2022" in shown
    assert "Huyện Tam Đường" not in shown and assigned.NAME not in shown


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("999", "'999' is no district. Districts: 105 Thành phố Lai Châu"),
        ("03478", "'03478' is Thị trấn Sìn Hồ, which is no district. Its district is Huyện Sìn Hồ (108)."),
    ],
)
def test_a_code_that_is_no_district_gets_words_and_the_way_to_each_district(code, words, two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=DISTRICT, lang="en", don_vi=code)
    assert words in texts(app)
    assert sum(element.proto.body.count("/huyen?don_vi=") for element in app.main if element.type == "html") == 8
    assert not app.get("plotly_chart") and not app.get("download_button")


def test_without_a_choice_the_first_district_is_shown_and_stands_in_the_url(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=DISTRICT, lang="en")
    assert in_url(app, "don_vi") == "105"
    app.selectbox(key="don_vi:en").set_value("107").run()
    assert in_url(app, "don_vi") == "107" and not app.exception


def test_a_part_that_is_chosen_stands_in_the_url(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=DISTRICT, lang="en", don_vi="108")
    app.radio(key="muc:en").set_value("phieu").run()
    assert in_url(app, "muc") == "phieu"
    assert "tuan-20.xlsx" in texts(app) and "tuan-21.xlsx" not in texts(app)


def test_the_district_can_be_taken_along(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=DISTRICT, don_vi="108", lang="en")
    labels = [button.label for button in app.get("download_button")]
    assert labels == ["Download the district as Excel (.xlsx)", "Download its targets as CSV"]


def test_names_from_sheets_are_never_markup(sqlite_url, monkeypatch):
    upload(sqlite_url, ("<img src=x onerror=alert(1)>.xlsx", weekly_sheet(WEEK)))
    app = visit(sqlite_url, monkeypatch, page=DISTRICT, lang="en", don_vi="108", muc="phieu")
    assert "<img src=x onerror=alert(1)>.xlsx" in texts(app)
    assert not pictures(app)


def test_the_timeline_tells_directives_targets_deadlines_and_what_took_whose_place(sample_url, monkeypatch):
    shown = texts(visit(sample_url, monkeypatch, page=TIMELINE, lang="en"))
    assert "Tỉnh Lai Châu: 4 of 4 deadlines missed, 0 ahead" in shown
    assert "16 May 2022 Replaced T3 · Dose 3 (first booster) · 18 years and over by T6" in shown
    assert "Huyện Tam Đường ✗ Missed 84.0% (10 Mar) · reached on 23 Jun 2022" in shown
    assert "28 Feb 2022 Target set T3 · Dose 3 (first booster) · 18 years and over 100% by 13 Mar 2022" in shown


def test_an_earlier_day_knows_no_later_directive(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, page=TIMELINE, lang="en", ngay="2022-03-10")
    shown = texts(app)
    assert "T3 · 13 Mar 2022 (ahead)" in shown and "0 of 0 deadlines missed, 2 ahead" in shown
    assert "T6" not in shown and "000 ·" not in shown
    assert "T6" not in app.get("plotly_chart")[0].proto.spec


def test_the_timeline_of_a_district_says_whose_it_is_and_draws_its_coverage(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, page=TIMELINE, lang="en", don_vi="105")
    assert "Thành phố Lai Châu: 0 of 4 deadlines missed" in texts(app)
    chart = app.get("plotly_chart")[0].proto
    assert "T3: deadline 13 Mar 2022, met at 100.0%." in chart.alt
    assert any("✓" in str(trace.get("text")) for trace in json.loads(chart.spec)["data"])


def test_what_the_timeline_names_leads_to_its_page(sample_url, monkeypatch):
    bodies = "".join(
        element.proto.body for element in visit(sample_url, monkeypatch, page=TIMELINE).main if element.type == "html"
    )
    for way in ("/van-ban?", "van_ban=003", "/chi-tieu?", "chi_tieu=T3", "/huyen?", "don_vi=108"):
        assert way in bodies


def test_before_the_first_directive_there_is_nothing_to_draw_and_the_page_says_so(sqlite_url, monkeypatch):
    upload(sqlite_url, ("som.xlsx", weekly_sheet(Period(date(2021, 10, 1), date(2021, 10, 7)))))
    for page in (DISTRICT, TIMELINE):
        assert "No directive had set a target by 7 Oct 2021." in texts(
            visit(sqlite_url, monkeypatch, page=page, lang="en")
        )


def test_every_part_opens_in_vietnamese_at_every_month(sample_url, monkeypatch):
    for day in ("2021-12-30", "2022-03-10", "2022-06-16"):
        for part in ("chi-tieu", "xa", "giao", "phat-hien", "phieu"):
            app = visit(sample_url, monkeypatch, page=DISTRICT, don_vi="109", ngay=day, muc=part)
            assert app.title[0].value and not app.error
