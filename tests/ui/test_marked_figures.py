"""Coverages and doses that must not be taken as they stand: lower bounds and shares over all carry a mark."""

from __future__ import annotations

import re

import pytest

from campaign.charts.style import HEADING_PIXELS, Reader
from campaign.domain.briefing.changes import with_changes
from campaign.locale import translator
from campaign.locale.bounds import LOWER_BOUND, OVER_ALL
from campaign.ui.labels import TargetLabel
from campaign.ui.monitor.figures import coverage_text, doses_text, explain_marks
from campaign.ui.monitor.target_card import draw_card, draw_other_shares, draw_share
from campaign.ui.server import ASSETS
from campaign.ui.tables import Column, styled
from tests.charts.frames_for_charts import progress_row, progress_table
from tests.ui.visits import plain

NB = "\N{NO-BREAK SPACE}"
VIETNAMESE = Reader(translator("vi"), "vi")
ENGLISH = Reader(translator("en"), "en")
COLUMNS = (Column("name", "Đơn vị"), Column("coverage", "Tỷ lệ", "coverage"), Column("doses_to_date", "Tiêm", "doses"))


def row(**given):
    return next(progress_table(progress_row(**given)).itertuples(index=False))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"coverage": 0.62}, f"62,0{NB}%"),
        ({"coverage": 0.62, "incomplete": True}, f"≥{NB}62,0{NB}%"),
        ({"coverage": 0.62, "people_at_least": True}, f"≤{NB}62,0{NB}%"),
        ({"coverage": 0.62, "people_at_least": True, "incomplete": True}, f"≈{NB}62,0{NB}%"),
        ({"coverage": None, "people_at_least": True}, "–"),
        ({"coverage": 1.0}, f"100,0{NB}%"),
        ({"coverage": 1.043}, f"104,3{NB}%{NB}!"),
        ({"coverage": 1.043, "incomplete": True}, f"≥{NB}104,3{NB}%{NB}!"),
        ({"coverage": None, "incomplete": True}, "–"),
    ],
)
def test_a_coverage_carries_its_marks(given, shown):
    assert coverage_text(row(**given), VIETNAMESE) == shown


@pytest.mark.parametrize(
    ("doses", "incomplete", "shown"), [(1234, False, "1.234"), (1234, True, f"≥{NB}1.234"), (None, True, "–")]
)
def test_doses_that_are_a_lower_bound_say_so(doses, incomplete, shown):
    assert doses_text(row(doses_to_date=doses, incomplete=incomplete), VIETNAMESE) == shown


def test_a_table_marks_the_rows_concerned_and_keeps_its_numbers():
    table = progress_table(
        progress_row(),
        progress_row("110", doses_to_date=1234, incomplete=True),
        progress_row("111", coverage=1.043),
        progress_row("112", coverage=None, doses_to_date=None, incomplete=True, status="no_data"),
    )
    made = styled(table, COLUMNS, VIETNAMESE)
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", made.to_html())
    assert [cells[place + 1 : place + 3] for place in range(0, len(cells), 3)] == [
        [f"62,0{NB}%", "620"],
        [f"≥{NB}62,0{NB}%", f"≥{NB}1.234"],
        [f"104,3{NB}%{NB}!", "620"],
        ["–", "–"],
    ]
    assert list(made.data["Tỷ lệ"].dropna()) == [62.0, 62.0, 104.3]


def test_a_card_marks_the_provinces_figure(monkeypatch):
    monkeypatch.setattr("campaign.ui.monitor.target_card.kept_choices", lambda _: {})
    now = progress_table(progress_row("12", kind="province", coverage=0.8, incomplete=True), progress_row())
    province, district = with_changes(now, now.iloc[:0]).itertuples(index=False)
    shown = plain(draw_card(province, [district], TargetLabel("T6", "Dose 3"), ENGLISH)).replace(NB, " ")
    assert "T6 · Dose 3 ≥ 80.0% ◆ At risk 100% to be reached by 30 Jun 2022 42 days left" in shown
    assert "Late: 1 of 1 districts" in shown


def test_the_share_of_each_kind_of_people_carries_its_marks():
    province = row(unit="12", kind="province", coverage=0.8, doses_to_date=1600, denominator=2000, incomplete=True)
    residents = {"denominator_kind": "resident", "coverage": 0.64, "denominator": 2500, "incomplete": True}
    kinds = progress_table(
        progress_row("12", coverage=0.8, denominator=2000),
        progress_row("12", **residents),
        progress_row("108", **residents | {"denominator": 77}),
    )
    shown = plain(draw_share(province, ENGLISH) + draw_other_shares(province, kinds, ENGLISH)).replace(NB, " ")
    assert "≥ 80.0% ≥ 1,600 of 2,000 people due" in shown
    assert "Of residents in the group: ≥ 64.0% of 2,500" in shown
    assert "77" not in shown


def test_only_marks_that_are_there_are_explained():
    assert explain_marks(progress_table(progress_row()), ENGLISH) == ""
    assert explain_marks(progress_table(progress_row(coverage=None, incomplete=True)), ENGLISH) == ""
    bound, over = progress_row(incomplete=True), progress_row(coverage=1.043)
    assert explain_marks(progress_table(bound), ENGLISH) == LOWER_BOUND
    assert explain_marks(progress_table(bound, over), ENGLISH) == f"{LOWER_BOUND} {OVER_ALL}"


def test_a_chart_is_drawn_as_much_higher_as_its_hidden_heading_takes():
    style = (ASSETS / "campaign.css").read_text(encoding="utf-8")
    assert f"margin-top: -{HEADING_PIXELS}px" in style
    assert f"top: {HEADING_PIXELS}px !important" in style
