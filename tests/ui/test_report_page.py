"""The report page: which targets, what it will say, what must be known before signing, what can be taken away."""

from __future__ import annotations

import pytest

from campaign.ui.report.choosing import NONE
from tests.ui.visits import NEXT_WEEK, WEEK, in_url, texts, upload, visit, weekly_sheet

REPORT = "monitor/report.py"
FORMS = ["Word report (.docx)", "Slides (.pptx)", "Ranking workbook (.xlsx)"]


@pytest.fixture
def two_weeks(sqlite_url):
    """Two weeks reported; Sìn Hồ silent in the second."""
    first, second = weekly_sheet(WEEK), weekly_sheet(NEXT_WEEK, without=["Sìn Hồ"])
    upload(sqlite_url, ("tuan-20.xlsx", first), ("tuan-21.xlsx", second))
    return sqlite_url


def chosen(app):
    return app.multiselect[0].value


def labels(app):
    return [each.proto.label for each in (*app.get("download_button"), *app.get("link_button"))]


def test_it_is_on_the_targets_with_a_deadline_until_somebody_chooses(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=REPORT, lang="en")
    assert chosen(app) == ["T6", "T7", "T4"]
    assert "bao_cao_ve" not in app.query_params
    assert labels(app) == [*FORMS, "Page to print or save as PDF"]


def test_the_sentences_can_be_read_before_anything_is_made(two_weeks, monkeypatch):
    shown = texts(visit(two_weeks, monkeypatch, page=REPORT, lang="en"))
    expected = ("Province: 2 of 3 targets behind", "T6 · Dose 3", "Made from uploads: 1: tuan-20.xlsx", "Proposals")
    assert [text for text in expected if text not in shown] == []


def test_what_must_be_known_before_signing_comes_first(two_weeks, monkeypatch):
    shown = texts(visit(two_weeks, monkeypatch, page=REPORT, lang="en"))
    warned = "! Not every target reported for the latest period: Huyện Sìn Hồ (figures up to 19 May 2022)."
    assert warned in shown
    assert shown.index(warned) < shown.index("Links to send on:") < shown.index("Province: 2 of 3 targets behind")


def test_a_choice_stands_in_the_url_and_a_url_chooses(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=REPORT, lang="en")
    app.multiselect[0].set_value(["T7"]).run()
    assert in_url(app, "bao_cao_ve") == "T7"
    assert "T6 · Dose 3" not in texts(app)
    asked = visit(two_weeks, monkeypatch, page=REPORT, lang="en", bao_cao_ve="T7,T6")
    assert chosen(asked) == ["T7", "T6"]


def test_with_no_target_chosen_nothing_can_be_taken_away_and_the_way_on_is_told(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=REPORT, lang="en")
    app.multiselect[0].set_value([]).run()
    assert in_url(app, "bao_cao_ve") == NONE
    assert labels(app) == []
    assert "Choose at least one target" in texts(app)


def test_a_target_that_is_not_in_force_that_day_is_left_out_and_named(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=REPORT, lang="en", bao_cao_ve="T6,T3")
    assert chosen(app) == ["T6"]
    assert "Unknown or not in force on this day, so left out of the report: T3." in texts(app)


@pytest.mark.parametrize("name", ["bao_cao_ve", "chi_tieu"])
def test_a_target_that_does_not_exist_is_left_out_and_named(two_weeks, monkeypatch, name):
    alone = visit(two_weeks, monkeypatch, page=REPORT, lang="en", **{name: "T99"})
    assert "Unknown or not in force on this day, so left out of the report: T99." in texts(alone)
    assert chosen(alone) == []
    beside = visit(two_weeks, monkeypatch, page=REPORT, lang="en", **{name: "T99,T6"})
    assert "left out of the report: T99." in texts(beside)
    assert chosen(beside) == ["T6"]


def test_the_targets_of_a_link_to_a_file_are_chosen_by_the_page_as_well(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=REPORT, lang="en", chi_tieu="T7,T6")
    assert chosen(app) == ["T7", "T6"]
    assert in_url(app, "bao_cao_ve") == "T7,T6"
    assert "chi_tieu" not in app.query_params


def test_links_carry_the_day_the_targets_and_the_language(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=REPORT, lang="en", bao_cao_ve="T7,T6", ngay="2022-05-19")
    choices = "ngay=2022-05-19&chi_tieu=T7,T6&lang=en"
    [bodies] = [element.proto.body for element in app.main if element.type == "html" and "tai-ve" in element.proto.body]
    for form in ("docx", "pptx", "xlsx"):
        assert f'href="/tai-ve/bao-cao.{form}?{choices.replace("&", "&amp;")}"' in bodies
    assert app.get("link_button")[0].proto.url == f"/in/bao-cao?{choices}"
    assert f'href="/in/bao-cao?{choices.replace("&", "&amp;")}">Page to print or save as PDF</a>' in bodies


def test_a_day_before_every_target_says_so(sqlite_url, monkeypatch):
    from datetime import date

    from campaign.domain.counting.figures import Period

    early = weekly_sheet(Period(date(2021, 6, 4), date(2021, 6, 10)))
    upload(sqlite_url, ("tuan-23.xlsx", early))
    shown = texts(visit(sqlite_url, monkeypatch, page=REPORT, lang="en", ngay="2021-06-10"))
    assert "No target was in force on 10 Jun 2021" in shown


def test_without_figures_the_page_says_what_to_do(sqlite_url, monkeypatch):
    app = visit(sqlite_url, monkeypatch, page=REPORT, lang="en")
    assert "There are no figures yet." in texts(app)
    assert labels(app) == []
