"""The meeting: which steps there are, and what each says, on a real database filled from real sheets."""

from __future__ import annotations

import re
from datetime import date

import pytest

from campaign.domain.counting.figures import Period
from tests.builders import build_l1, sample_denominators, sample_rows
from tests.ui.visits import NEXT_WEEK, PAIRS, WEEK, plain, texts, upload, visit, weekly_sheet

MEETING = "monitor/meeting.py"


@pytest.fixture
def two_weeks(sqlite_url):
    """Two weeks reported; Sìn Hồ silent in the second, Mường Tè further than all others."""
    first = weekly_sheet(WEEK, changed={"Mường Tè": (10, 500)})
    second = weekly_sheet(NEXT_WEEK, changed={"Mường Tè": (40, 540)}, without=["Sìn Hồ"])
    upload(sqlite_url, ("tuan-20.xlsx", first), ("tuan-21.xlsx", second))
    return sqlite_url


def test_the_summary_comes_first_then_the_deadlines_then_what_else_has_figures(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=MEETING, lang="en")
    assert list(steps(app)) == ["tong-hop", "T6", "T7", "T4", "T2", "T5"]


def test_the_summary_has_a_line_for_each_target_and_names_those_without_figures(two_weeks, monkeypatch):
    summary = steps(visit(two_weeks, monkeypatch, page=MEETING, lang="en"))["tong-hop"]
    for target in ("T6 ·", "T7 ·", "T4 ·", "T5 ·", "T2 ·"):
        assert target in summary
    assert "Without figures: T1 ·" in summary
    assert "Huyện Sìn Hồ (19 May 2022)" in summary
    assert "Figures up to 26 May 2022" in summary


def test_a_district_that_lacks_one_group_is_not_said_to_have_no_report(sqlite_url, monkeypatch):
    people = sample_denominators()
    rows = {unit: dict(of) for unit, of in sample_rows(people, PAIRS).items()}
    rows["Than Uyên"] = {pair: figures for pair, figures in rows["Than Uyên"].items() if pair[0] != "12-17"}
    upload(sqlite_url, ("tuan-20.xlsx", build_l1(WEEK, rows, people)))
    summary = steps(visit(sqlite_url, monkeypatch, page=MEETING, lang="en"))["tong-hop"]
    assert "No figures yet: Huyện Than Uyên (T2, T4)." in summary
    assert "Not reported for the latest week" not in summary
    assert re.search(r"T4 · .* \d/8, not known: 1 ", summary)


def test_a_target_says_its_finding_the_province_and_every_district_by_coverage(two_weeks, monkeypatch):
    step = steps(visit(two_weeks, monkeypatch, page=MEETING, lang="en"))["T6"]
    assert "districts will not reach 100% by 30 Jun 2022" in step
    for fact in ("Threshold 100%", "Deadline 30 Jun 2022 35 days left", "Since 19 May 2022", "Needed a week"):
        assert fact in step
    names = ("TP Lai Châu", "Tam Đường", "Mường Tè", "Sìn Hồ", "Phong Thổ", "Than Uyên", "Tân Uyên", "Nậm Nhùn")
    shares = [float(re.search(rf"{name}(?: 19 May 2022)? ([\d.]+)%", step)[1]) for name in names]
    listed = sorted(names, key=step.index)
    assert [shares[names.index(name)] for name in listed] == sorted(shares, reverse=True)
    assert "Sìn Hồ 19 May 2022" in step


def test_a_late_district_says_what_it_needs_a_week_and_after_the_deadline_whom_it_has_left(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-27.xlsx", weekly_sheet(Period(date(2022, 7, 1), date(2022, 7, 7)))))
    step = steps(visit(sqlite_url, monkeypatch, page=MEETING, lang="en"))["T6"]
    assert "passed 7 days ago" in step
    assert "Needed a week" not in step
    assert step.count("Still to vaccinate") == 2  # the province's, and the heading of the districts'


def test_the_first_report_claims_no_change(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()))
    step = steps(visit(sqlite_url, monkeypatch, page=MEETING, lang="en"))["T6"]
    assert "Since" not in step
    assert "points" not in step


def test_an_older_week_says_that_there_is_a_newer_one(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=MEETING, lang="en", ngay="2022-05-19")
    assert "newer ones up to 26 May 2022 are there" in steps(app)["T6"]


def test_before_the_first_directive_there_is_no_step_but_a_way_on(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-40.xlsx", weekly_sheet(Period(date(2021, 10, 1), date(2021, 10, 7)))))
    app = visit(sqlite_url, monkeypatch, page=MEETING, lang="en")
    assert "No directive had set a target by 7 Oct 2021" in texts(app)
    assert not steps(app)


def test_without_figures_the_page_says_what_to_do_next(sqlite_url, monkeypatch):
    assert "Upload a weekly sheet" in texts(visit(sqlite_url, monkeypatch, page=MEETING, lang="en"))


def steps(app) -> dict[str, str]:
    """What each step says, by its name."""
    body = next(
        (element.proto.body for element in app.main if element.type == "html" and "buoc-" in element.proto.body), ""
    )
    found = re.findall(r'<section id="buoc-([^"]+)".*?</section>', body, re.DOTALL)
    parts = re.findall(r'<section id="buoc-.*?</section>', body, re.DOTALL)
    return {name: plain(part) for name, part in zip(found, parts, strict=True)}
