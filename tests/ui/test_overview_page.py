"""The overview as a leader meets it, on a real database filled from real sheets."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest

from campaign.domain.counting.figures import Period
from tests.builders import build_l1, sample_denominators, sample_rows
from tests.ui.visits import NEXT_WEEK, PAIRS, WEEK, path, texts, upload, visit, weekly_sheet

NB = "\N{NO-BREAK SPACE}"


@pytest.fixture
def june(sample_url, monkeypatch):
    """The overview of 16/06/2022, two weeks before the deadline."""
    return visit(sample_url, monkeypatch, lang="en", ngay="2022-06-16")


def bodies(app):
    return "".join(element.proto.body for element in app.main if element.type == "html")


def sections(app):
    """What stands under each heading, as words."""
    parts = re.split(r"<h2[^>]*>(.*?)</h2>", bodies(app))
    return {
        title: unescape(re.sub(r"<[^>]+>", " ", body)) for title, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def links(app):
    return {unescape(href) for href in re.findall(r'href="([^"]*)"', bodies(app))}


def late_rows(app):
    """District and target of each row of the late, in their order."""
    rows = re.findall(r'<tr><th scope="row"><a[^>]*>(.*?)</a><small><a[^>]*>(T\w+)', bodies(app))
    return [(name.replace("Huyện ", ""), target) for name, target in rows]


def test_the_headline_says_how_many_targets_are_late_and_who_needs_most(june):
    shown = texts(june).replace(NB, " ")
    assert "Behind or at risk: 2 of 3 targets with a deadline. Deadline missed: 1 of 3 targets." in shown
    assert "2,519 doses a week are needed, 4.0 times the present pace (627)." in shown


def test_each_target_with_a_deadline_has_a_card_with_its_figures(june):
    shown = texts(june).replace(NB, " ")
    for fact in (
        "T6 · Dose 3 (first booster) · 18 years and over ≥ 95.9% +0.6 points ▼ Behind",
        "▼ Behind 100% to be reached by 30 Jun 2022 14 days left Pace a week",
        "Needed a week ≤ 6,246 (× ",
        "Still to vaccinate ≤ 12,491 Late: 4 of 8 districts",
        "Still to vaccinate ≤ 765 Not met: 5 of 8 districts",
    ):
        assert fact in shown


def test_the_late_stand_in_the_order_of_what_it_costs_to_catch_up(june):
    assert late_rows(june) == [
        ("Sìn Hồ", "T6"),
        ("Sìn Hồ", "T7"),
        ("Mường Tè", "T6"),
        ("Mường Tè", "T7"),
        ("Phong Thổ", "T7"),
        ("Nậm Nhùn", "T7"),
        ("Nậm Nhùn", "T6"),
        ("Tam Đường", "T7"),
        ("Phong Thổ", "T6"),
        ("Sìn Hồ", "T4"),
        ("Mường Tè", "T4"),
        ("Phong Thổ", "T4"),
        ("Nậm Nhùn", "T4"),
        ("Tam Đường", "T4"),
    ]
    assert "Show the other 6" in sections(june)["Who is late"]


def test_after_all_deadlines_the_late_are_those_with_most_people_left_and_no_pace_is_asked_for(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, lang="en", ngay="2022-07-28")
    assert late_rows(app)[:3] == [("Sìn Hồ", "T7"), ("Mường Tè", "T6"), ("Sìn Hồ", "T6")]
    assert "Lacking/week" not in bodies(app)
    assert "All 3 targets with a deadline have missed it." in texts(app)


def test_what_changed_names_statuses_rises_and_who_said_nothing_new(june):
    changed = sections(june)["What changed since the report before (9 Jun 2022)"].replace(NB, " ")
    assert re.search(r"Huyện Nậm Nhùn, T7 · Dose 2 · 5 to under 12 years\s*: ◆ At risk → ▼ Behind", changed)
    alike = r"T7 · Dose 2 · 5 to under 12 years\s*: ▲ On track → ◆ At risk: 2 units \(\s*Tỉnh Lai Châu\s*,\s*Huyện Tam"
    assert re.search(alike, changed)
    assert re.search(r"Huyện Mường Tè, T7 · Dose 2 · 5 to under 12 years\s*: \+8.4 points, now 43.4%", changed)
    assert "No figure has fallen." in changed
    assert "Huyện Nậm Nhùn: figures up to 9 Jun 2022" in changed


def test_whether_the_figures_can_be_trusted_is_told_line_by_line(june):
    trust = sections(june)["Can the figures be trusted"].replace(NB, " ")
    for line in (
        ": no report for the latest period, figures up to 9 Jun 2022.",
        "No warning in the sheets of the latest period.",
        "Warnings in the sheets of earlier periods: 1.",
        "The latest period ends on 16 Jun 2022; the last sheet came",
        "Some figures are synthetic: made up, not to be reported.",
        "Doses to date are a lower bound, an earlier report or a district is missing: Tỉnh Lai Châu.",
    ):
        assert line in trust


def test_every_element_leads_to_its_detail_and_to_its_cells(june):
    here = "ngay=2022-06-16&lang=en"
    found = links(june)
    assert {
        f"/chi-tieu?{here}&chi_tieu=T6",
        f"/xep-hang?{here}&chi_tieu=T6",
        f"/huyen?{here}&chi_tieu=T6&don_vi=108",
        f"/chi-tieu?{here}&chi_tieu=T6&don_vi=108",
        f"/chi-tieu?{here}&chi_tieu=T1",
        f"/?{here}&chi_tieu=T7",
    } <= found
    (warned,) = (link for link in found if link.startswith("/cac-lan-nop"))
    assert re.fullmatch(rf"/cac-lan-nop\?{re.escape(here)}&lan_nop=\d+", warned)


def test_a_district_in_the_address_filters_what_is_late_changed_and_doubtful(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, lang="en", ngay="2022-06-16", don_vi="107")
    assert late_rows(app) == [("Mường Tè", "T6"), ("Mường Tè", "T7"), ("Mường Tè", "T4")]
    assert "Showing Huyện Mường Tè alone" in texts(app)
    assert "/?ngay=2022-06-16&lang=en&chi_tieu=T6" in links(app)
    parts = sections(app)
    for title in ("What changed since the report before (9 Jun 2022)", "Can the figures be trusted"):
        assert "Mường Tè" in parts[title]
        assert "Nậm Nhùn" not in parts[title]
    assert "Huyện Mường Tè has reported for the latest period." in parts["Can the figures be trusted"]
    assert "2 of 3 targets" in texts(app)  # the headline is the province's all the same


@pytest.mark.parametrize("asked", ["999", "12", "tat-ca"])
def test_what_is_no_district_filters_nothing(asked, sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, lang="en", ngay="2022-06-16", don_vi=asked)
    assert len(late_rows(app)) == 14
    assert "Showing" not in texts(app)


def test_a_district_looked_at_on_another_page_does_not_filter_the_overview(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, page="monitor/district.py", lang="en", ngay="2022-06-16", don_vi="107")
    del app.query_params["don_vi"]
    app.switch_page(str(path("monitor/overview.py"))).run()
    assert not app.exception
    assert "Showing" not in texts(app)


def test_a_district_with_a_warning_leads_to_its_findings(sample_url, monkeypatch):
    for code in range(105, 113):
        app = visit(sample_url, monkeypatch, lang="en", ngay="2022-06-16", don_vi=str(code))
        trust = sections(app)["Can the figures be trusted"]
        if "Warnings that concern" in trust:
            assert f"/huyen?ngay=2022-06-16&lang=en&don_vi={code}&muc=phat-hien" in links(app)
            return
    pytest.fail("no district has the sample campaign's warning")


def test_without_a_deadline_nobody_is_late_and_no_map_is_drawn(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, lang="en", ngay="2021-12-09")
    shown = texts(app)
    assert "No target in force has a deadline" in shown
    assert "Without a deadline nobody can be late." in shown
    assert "This is the first report: there is none before to compare it with." in shown
    assert "Target on the map" not in shown


def test_the_targets_without_any_figure_stand_in_one_line(june):
    rest = sections(june)["Targets without a deadline"]
    assert re.search(r"Without figures:\s+T1 · .*;\s+T8 · .*;\s+T11a · .*;\s+T11b · ", rest)
    assert "T1 ·" not in rest[: rest.index("Without figures")]


def test_figures_that_fell_are_named(sqlite_url, monkeypatch):
    lower = {"Tân Uyên": (0, 100)}
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet(WEEK)), ("tuan-21.xlsx", weekly_sheet(NEXT_WEEK, changed=lower)))
    changed = texts(visit(sqlite_url, monkeypatch, lang="en"))
    assert re.search(r"Fallen: check the sheets Huyện Tân Uyên, T6 · [^:]*: −[\d,]+ doses, −\d+.\d points", changed)


def test_a_district_that_never_reported_a_target_is_not_counted_as_being_in_time(sqlite_url, monkeypatch):
    people = sample_denominators()
    rows = {unit: dict(of) for unit, of in sample_rows(people, PAIRS).items() if unit != "Than Uyên"}
    week = Period(date(2022, 6, 17), date(2022, 6, 23))
    upload(sqlite_url, ("tuan-25.xlsx", build_l1(week, rows, people)))
    shown = texts(visit(sqlite_url, monkeypatch, lang="en"))
    assert re.search(r"Not to be judged yet: [^.]*Huyện Than Uyên, T6 ; Huyện Than Uyên, T7", shown)
    assert "Huyện Than Uyên : nothing reported on" in shown


def without(group, week, people):
    """A week's sheet in which Than Uyên has no doses of a group."""
    rows = {unit: dict(of) for unit, of in sample_rows(people, PAIRS).items()}
    rows["Than Uyên"] = {pair: figures for pair, figures in rows["Than Uyên"].items() if pair[0] != group}
    return build_l1(week, rows, people)


def test_a_district_that_lacks_one_group_is_silent_on_that_alone(sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", without("12-17", WEEK, sample_denominators())))
    trust = sections(visit(sqlite_url, monkeypatch, lang="en"))["Can the figures be trusted"]
    assert re.search(r"Huyện Than Uyên : nothing reported on\s+T2 ,\s+T4\s+so far", trust)
    assert "for the latest period, figures up to" not in trust


def test_what_a_district_reports_for_the_first_time_is_told_apart_from_a_missing_report(sqlite_url, monkeypatch):
    first = without("12-17", WEEK, sample_denominators())
    upload(sqlite_url, ("tuan-20.xlsx", first), ("tuan-21.xlsx", weekly_sheet(NEXT_WEEK)))
    app = visit(sqlite_url, monkeypatch, lang="en")
    (changed,) = [body for title, body in sections(app).items() if title.startswith("What changed")]
    assert re.search(r"No figures in the report before, changes not known\s+Huyện Than Uyên: T2, T4", changed)
    assert "Nothing new reported" not in changed


def test_the_map_opens_on_the_target_of_the_headline(sqlite_url, monkeypatch):
    behind = weekly_sheet(Period(date(2022, 6, 17), date(2022, 6, 23)), changed={"Sìn Hồ": (10, 500)})
    upload(sqlite_url, ("tuan-25.xlsx", behind))
    app = visit(sqlite_url, monkeypatch, lang="en")
    target = late_rows(app)[0][1]
    assert re.search(rf'aria-current="true">{target}</a>', bodies(app))
    assert re.search(r'aria-current="true">T4</a>', bodies(visit(sqlite_url, monkeypatch, lang="en", chi_tieu="T4")))


def test_the_meeting_and_the_report_are_one_click_away(june):
    assert {urlsplit(href).path for href in links(june)} >= {"/trinh-chieu", "/bao-cao"}


def test_no_chart_stands_on_the_overview(june):
    assert not june.get("plotly_chart")


def test_all_that_stands_here_can_be_taken_away_as_a_table(june):
    assert [button.label for button in june.get("download_button")][-2:] == [
        "Download as Excel (.xlsx)",
        "Download as CSV",
    ]
