"""The rankings page: by one target or several, what it rests on, how far apart ranks are, and how they came about."""

from __future__ import annotations

import json

import pytest

from tests.ui.visits import NEXT_WEEK, WEEK, in_url, texts, upload, visit, weekly_sheet

RANKINGS = "monitor/rankings.py"


@pytest.fixture
def two_weeks(sqlite_url):
    """Two weeks reported; Sìn Hồ silent in the second, Tân Uyên ahead in it."""
    first, second = weekly_sheet(WEEK), weekly_sheet(NEXT_WEEK, without=["Sìn Hồ"], changed={"Tân Uyên": (900, 30000)})
    outcomes = upload(sqlite_url, ("tuan-20.xlsx", first), ("tuan-21.xlsx", second))
    assert [outcome.status for outcome in outcomes] == ["accepted", "accepted"]
    return sqlite_url


def charts(app):
    return [chart.proto for chart in app.get("plotly_chart")]


def test_the_basis_is_printed_over_the_table(two_weeks, monkeypatch):
    shown = texts(visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", chi_tieu="T6"))
    assert (
        "Coverage = vaccinated ÷ residents in the group · Threshold 100% · Deadline 30 Jun 2022 · "
        "In force since 16 May 2022 "
        "(Figures up to 26 May 2022; changes since 19 May 2022)" in shown
    )


def test_a_replaced_target_says_so(two_weeks, monkeypatch):
    shown = texts(visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", chi_tieu="T3"))
    assert "Replaced by T6 on 16 May 2022" in shown


def test_a_late_unit_is_ranked_on_its_last_report_and_named_with_its_day(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", chi_tieu="T6")
    assert "shown with the last report: Huyện Sìn Hồ (19 May 2022)" in texts(app)
    table = app.dataframe[0].value
    assert table["Rank"].notna().all()


def test_people_to_the_ranks_above_and_below_stand_in_the_table_and_the_closest_pair_in_words(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", chi_tieu="T6")
    table = app.dataframe[0].value
    above, below = table["To the rank above"], table["To the rank below"]
    assert above.isna().tolist() == [rank == 1 for rank in table["Rank"]]
    assert below.isna().tolist() == [*[False] * (len(table) - 1), True]
    fewest = int(above.min())
    assert f"Closest: with {fewest:,} more people vaccinated, " in texts(app)


def test_ranks_of_earlier_weeks_are_drawn_when_asked_for_and_stand_in_the_url(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", chi_tieu="T6")
    assert len(charts(app)) == 1
    app.toggle[0].set_value(True).run()
    assert in_url(app, "dien_bien") == "1"
    history = charts(app)[-1]
    assert "Line chart of ranks by week. Huyện Tân Uyên has risen most since 19 May 2022" in history.alt
    drawn = json.loads(history.spec)["data"]
    assert any("Huyện Tân Uyên" in text for trace in drawn for text in trace.get("text", ()))
    app.toggle[0].set_value(False).run()
    assert "dien_bien" not in app.query_params
    assert len(charts(app)) == 1


def test_the_chosen_unit_stands_out_in_the_ranks_of_the_weeks(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", chi_tieu="T6", dien_bien="1", don_vi="111")
    assert "Huyện Tân Uyên: rank 1, " in texts(app)
    (wide,) = [trace for trace in json.loads(charts(app)[-1].spec)["data"] if trace.get("line", {}).get("width", 0) > 3]
    assert all("Huyện Tân Uyên" in text for text in wide["text"] if text)


def test_a_target_nobody_reported_has_no_ranks_to_draw(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", chi_tieu="T9", dien_bien="1")
    assert "No district can be ranked yet" in texts(app)
    assert "Huyện Sìn Hồ (no figure reported)" in texts(app)
    assert len(charts(app)) == 1


def test_several_targets_start_with_those_that_have_a_deadline_in_force_and_stand_in_the_url(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en")
    app.radio[0].set_value("nhieu").run()
    assert not app.exception
    assert in_url(app, "xep_theo") == "nhieu"
    assert in_url(app, "trong_so") == "T4:1,T6:1,T7:1"
    assert "Score = mean by weight of coverage ÷ threshold" in texts(app)


def test_a_link_brings_the_targets_and_weights_back(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", xep_theo="nhieu", trong_so="T7:3,T6:1")
    assert app.multiselect[0].value == ["T7", "T6"]
    assert [field.value for field in app.number_input] == [3.0, 1.0]
    assert "T7 · Dose 2 · 5 to under 12 years · Weight 75% · Coverage" in texts(app)
    table = app.dataframe[0].value
    assert list(table.columns)[:7] == ["Rank", "± rank", "Unit", "Score", "± points", "T7 (75%)", "T6 (25%)"]
    assert list(table["Score"]) == sorted(table["Score"], reverse=True)


def test_a_changed_weight_changes_the_ranking_and_the_url(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", xep_theo="nhieu", trong_so="T6:1,T7:1")
    app.number_input[1].set_value(4.0).run()
    assert in_url(app, "trong_so") == "T6:1,T7:4"
    assert "T7 (80%)" in app.dataframe[0].value.columns
    app.number_input[1].set_value(0.0).run()
    assert in_url(app, "trong_so") == "T6:1,T7:0"
    assert "T7" not in " ".join(app.dataframe[0].value.columns)
    app.multiselect[0].set_value(["T6", "T7", "T4"]).run()
    assert in_url(app, "trong_so") == "T6:1,T7:0,T4:1"
    assert not app.exception


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ("T6:a,T7:1", "The weight of T6 is 'a', which is not a number."),
        ("T6:-1,T7:1", "The weight of T6 is -1, below 0."),
        ("T6:0,T7:0", "All weights are 0."),
        ("T6:1,T99:1", "There is no target 'T99'."),
        ("T3:1,T6:1", "Targets T3 and T6 count the same doses"),
        ("", "All weights are 0."),
        ("<b>:1", "There is no target '<b>'."),
    ],
)
def test_weights_that_cannot_be_used_are_told_and_nothing_is_ranked(weights, said, two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", xep_theo="nhieu", trong_so=weights)
    assert said in texts(app)
    assert len(app.dataframe) == 0


def test_a_unit_without_a_figure_for_one_target_is_unranked_and_the_target_named(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", xep_theo="nhieu", trong_so="T6:1,T9:1", dien_bien="1")
    assert "Huyện Sìn Hồ (no figure reported: T9)" in texts(app)
    assert app.dataframe[0].value["Rank"].isna().all()


def test_what_is_late_is_told_once_for_all_the_targets_it_is_about(two_weeks, monkeypatch):
    shown = texts(visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", xep_theo="nhieu", trong_so="T6:1,T7:1"))
    assert "T6, T7: Not reported for the latest week" in shown
    assert shown.count("Not reported for the latest week") == 1


def test_a_chosen_unit_shows_its_figures_and_the_cells_behind_the_one_asked_for(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", xep_theo="nhieu", trong_so="T6:1,T7:1", don_vi="111")
    assert "T6 · Dose 3 (first booster) · 18 years and over 50% " in texts(app)
    assert "Source of the figure" not in texts(app)
    app.selectbox(key="trace:en").select_index(0).run()
    assert "Source of the figure" in texts(app) and "30,000 doses to date" in texts(app)


def test_downloads_are_named_after_all_the_targets(two_weeks, monkeypatch):
    app = visit(two_weeks, monkeypatch, page=RANKINGS, lang="en", xep_theo="nhieu", trong_so="T6:1,T7:1")
    assert [button.proto.label for button in app.get("download_button")] == [
        "Download as Excel (.xlsx)",
        "Download as CSV",
    ]
