"""The sections of the targets page: outlook, people due, denominators; each read only when it is shown."""

from __future__ import annotations

import json

import pytest

from campaign.ui import cached
from tests.ui.visits import in_url, texts, upload, visit, weekly_sheet

PAGE = "monitor/targets.py"
DAY = "2022-05-19"


def section(url, monkeypatch, name, **address):
    return visit(url, monkeypatch, page=PAGE, **{"lang": "en", "ngay": DAY, "chi_tieu": "T6", "muc": name} | address)


def titles(app):
    return [each.value for each in app.header]


def test_the_page_opens_with_the_districts_and_stays_short(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, page=PAGE, lang="en", ngay=DAY, chi_tieu="T6")
    assert titles(app) == ["Districts"]
    assert len(app.get("plotly_chart")) == 1
    assert "muc" not in app.query_params


def test_only_the_section_shown_is_read(sample_url, monkeypatch):
    asked = []
    read = cached._read
    monkeypatch.setattr(cached, "_read", lambda *given: asked.append(given[2]) or read(*given))
    visit(sample_url, monkeypatch, page=PAGE, lang="en", ngay=DAY, chi_tieu="T6")
    assert "campaign.workflows.monitor.outlook.monitored_at" in asked
    assert not {"prospects_at", "due_at"} & {name.rsplit(".", 1)[1] for name in asked}


def test_choosing_a_section_puts_it_into_the_url(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, page=PAGE, lang="en", ngay=DAY, chi_tieu="T6")
    app.segmented_control(key="muc:en").set_value("trien-vong").run()
    assert titles(app) == ["Outlook"]
    assert in_url(app, "muc") == "trien-vong"


def test_the_chart_marks_the_days_off(sample_url, monkeypatch):
    app = visit(sample_url, monkeypatch, page=PAGE, lang="en", ngay=DAY, chi_tieu="T6")
    drawn = json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]
    assert "Lunar new year 2022" in [each["text"] for each in drawn["annotations"]]
    assert any(shape["type"] == "rect" and shape["x0"] == "2022-01-29" for shape in drawn["shapes"])


def test_the_outlook_says_what_the_province_reaches_and_how_much_faster_the_late_must_go(sample_url, monkeypatch):
    shown = texts(section(sample_url, monkeypatch, "trien-vong"))
    assert "If every unit keeps its pace, the province reaches 97.3% by 30 Jun 2022; 100% is the goal." in shown
    assert "294,547 of 302,660 people would be vaccinated then." in shown
    assert "The 4 late units together must go 1.8 times as fast: 3,147 doses a week instead of 1,794." in shown


def test_the_outlook_says_of_each_district_whether_it_can_be_done_and_why(sample_url, monkeypatch):
    app = section(sample_url, monkeypatch, "trien-vong")
    assert list(app.dataframe[0].value["Can it be done"])[1:4] == ["◎ Feasible"] * 3
    assert "◎ Feasible · Mường Tè 917 doses a week are needed; the best week so far" in texts(app)
    assert "– · Tân Uyên The share to reach is reached already." in texts(app)
    assert [button.label for button in app.get("download_button")] == ["Download as Excel (.xlsx)", "Download as CSV"]


def test_what_cannot_be_done_comes_first(sample_url, monkeypatch):
    shown = texts(section(sample_url, monkeypatch, "trien-vong", chi_tieu="T3", ngay="2022-03-03"))
    reasons = shown[shown.index("Why ") :]
    assert reasons.index("⊘ Impossible · Mường Tè") < reasons.index("◎ Feasible · Tân Uyên")
    assert reasons.index("◎ Feasible · Tân Uyên") < reasons.index("– · Tam Đường")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("T5", "The target sets no deadline or no share to reach, so there is nothing to look ahead to."),
        ("T3", "The deadline 13 Mar 2022 has passed."),
    ],
)
def test_without_a_deadline_ahead_the_outlook_says_so(target, said, sample_url, monkeypatch):
    assert said in texts(section(sample_url, monkeypatch, "trien-vong", chi_tieu=target))


def test_the_people_due_are_drawn_for_the_province_and_for_a_district(sample_url, monkeypatch):
    app = section(sample_url, monkeypatch, "den-lich")
    assert "Tỉnh Lai Châu: ≤ 91.1% of the ≥ 304,602 people due are vaccinated" in texts(app).replace("\xa0", " ")
    assert "Line and bar chart of the people due by interval." in app.get("plotly_chart")[1].proto.alt
    assert "Minimum interval in force: 3 months." in texts(app)
    district = texts(section(sample_url, monkeypatch, "den-lich", don_vi="106"))
    assert "Huyện Tam Đường: ≤ 95.9% of the ≥ 37,128 people due" in district.replace("\xa0", " ")
    assert "The sum of the units" not in district


def test_the_weeks_of_people_due_are_shown_when_they_are_asked_for(sample_url, monkeypatch):
    app = section(sample_url, monkeypatch, "den-lich")
    assert not app.dataframe
    app.session_state["due-weeks"] = True
    app.run()
    assert list(app.dataframe[0].value.columns[:4]) == [
        "First day",
        "Last day",
        "Became due in the week",
        "Due to date",
    ]


@pytest.mark.parametrize(
    ("target", "said", "hinted"),
    [
        ("T5", "This dose needs none before it", False),
        ("T7", "No minimum interval was in force", False),
        ("T1", "the dose before is not reported for a day", True),
    ],
)
def test_why_nobody_is_known_to_be_due_and_what_to_do(target, said, hinted, sample_url, monkeypatch):
    shown = texts(section(sample_url, monkeypatch, "den-lich", chi_tieu=target))
    assert said in shown
    assert ("Upload the sheets of the dose before" in shown) == hinted


def test_two_kinds_of_denominators_stand_side_by_side(sample_url, monkeypatch):
    table = section(sample_url, monkeypatch, "mau-so").dataframe[0].value
    assert list(table.columns[:5]) == [
        "Unit",
        "Given",
        "Coverage: residents",
        "Coverage: stated as due",
        "Coverage: due by interval",
    ]
    assert list(table.loc[table["Unit"] == "Huyện Mường Tè"].iloc[0])[2:5] == [77.0, 81.5, 79.6]


def test_without_any_people_the_denominators_say_what_to_do(sample_url, monkeypatch):
    assert "No number of people is known for this target: upload populations" in texts(
        section(sample_url, monkeypatch, "mau-so", chi_tieu="T1")
    )


@pytest.mark.parametrize("name", ["trien-vong", "den-lich", "mau-so"])
def test_every_section_opens_with_a_single_week(name, sqlite_url, monkeypatch):
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()))
    assert section(sqlite_url, monkeypatch, name).title


@pytest.mark.parametrize("day", ["2021-12-09", "2022-03-10", "2022-06-30", "2022-07-28"])
def test_every_section_opens_at_every_month_in_either_language(day, sample_url, monkeypatch):
    for target in ("T1", "T3", "T6", "T7"):
        for name in ("trien-vong", "den-lich", "mau-so"):
            assert section(sample_url, monkeypatch, name, chi_tieu=target, ngay=day, lang="vi").title
