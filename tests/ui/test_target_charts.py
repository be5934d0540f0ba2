"""The charts of the targets page: one at a time, chosen in the URL, each with its words; its tables as files."""

from __future__ import annotations

import json

import pytest

from tests.ui.visits import NEXT_WEEK, WEEK, in_url, texts, upload, visit, weekly_sheet

TARGETS = "monitor/targets.py"
OPENINGS = {
    "dien-bien": "Line chart of coverage over time.",
    "tung-huyen": "Line charts of coverage over time, a panel for each district",
    "theo-tuan": "Heatmap of coverage: a row per unit, a column per week.",
    "ky-truoc": "Chart of two dots a unit",
}


@pytest.fixture
def two_weeks(sqlite_url):
    """Two weeks of all districts, the second without Sìn Hồ."""
    upload(sqlite_url, ("one.xlsx", weekly_sheet(WEEK)), ("two.xlsx", weekly_sheet(NEXT_WEEK, without=["Sìn Hồ"])))
    return sqlite_url


def look(database_url, monkeypatch, **address):
    return visit(database_url, monkeypatch, page=TARGETS, **{"lang": "en", "chi_tieu": "T6", **address})


def charts(app):
    return [element.proto for element in app.main if element.type == "plotly_chart"]


@pytest.mark.parametrize("chart", OPENINGS)
def test_the_chart_in_the_url_is_the_only_one_and_has_words_for_those_who_hear_the_page(chart, two_weeks, monkeypatch):
    (drawn,) = charts(look(two_weeks, monkeypatch, bieu_do=chart))
    assert drawn.alt.startswith(OPENINGS[chart])


def test_without_a_choice_coverage_over_time_is_shown_and_the_url_stays_short(two_weeks, monkeypatch):
    app = look(two_weeks, monkeypatch)
    (drawn,) = charts(app)
    assert drawn.alt.startswith(OPENINGS["dien-bien"])
    assert "bieu_do" not in app.query_params


def test_a_chart_that_there_is_not_falls_back_to_coverage_over_time(two_weeks, monkeypatch):
    (drawn,) = charts(look(two_weeks, monkeypatch, bieu_do="hinh-tron"))
    assert drawn.alt.startswith(OPENINGS["dien-bien"])


def test_a_chart_that_is_chosen_stands_in_the_url(two_weeks, monkeypatch):
    app = look(two_weeks, monkeypatch)
    app.button_group(key="bieu_do:en").set_value("ky-truoc").run()
    assert in_url(app, "bieu_do") == "ky-truoc"
    assert charts(app)[0].alt.startswith(OPENINGS["ky-truoc"])


def test_a_district_that_did_not_report_is_not_said_to_have_stood_still(two_weeks, monkeypatch):
    (drawn,) = charts(look(two_weeks, monkeypatch, bieu_do="ky-truoc"))
    (sin_ho,) = [said for said in drawn.alt.split("; ") if said.startswith("Huyện Sìn Hồ:")]
    assert sin_ho.endswith("(no report since 19 May 2022)")


def test_pictures_are_called_after_chart_target_and_day(two_weeks, monkeypatch):
    (drawn,) = charts(look(two_weeks, monkeypatch, bieu_do="ky-truoc", ngay="2022-05-26"))
    assert json.loads(drawn.config)["toImageButtonOptions"]["filename"] == "against-before T6 2022-05-26"


def test_a_target_that_was_not_set_yet_is_told_so_where_there_is_nothing_to_compare(two_weeks, monkeypatch):
    app = look(two_weeks, monkeypatch, chi_tieu="T9", bieu_do="ky-truoc")
    assert charts(app) == []
    assert "This target had not been set by 26 May 2022." in texts(app)


def test_a_target_nobody_reported_has_no_weeks_to_show(two_weeks, monkeypatch):
    app = look(two_weeks, monkeypatch, chi_tieu="T11a", bieu_do="theo-tuan")
    assert charts(app) == []
    assert "Nothing has been reported for this target by 26 May 2022." in texts(app)


@pytest.mark.parametrize(("section", "key"), [("huyen", "target"), ("mau-so", "kinds"), ("trien-vong", "outlook")])
def test_every_table_of_the_page_can_be_taken_along_in_two_forms(section, key, two_weeks, monkeypatch):
    app = look(two_weeks, monkeypatch, muc=section)
    labels = [button.label for button in app.get("download_button")]
    assert labels == ["Download as Excel (.xlsx)", "Download as CSV"], key
