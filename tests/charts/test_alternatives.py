"""Charts in words, for those who hear the page."""

from __future__ import annotations

import pytest

from campaign.charts.alternatives import monitoring_alternative, ranking_alternative
from campaign.charts.finding_titles import monitoring_finding
from campaign.charts.style import Reader
from campaign.locale import translator
from tests.charts.frames_for_charts import AS_OF, progress_row, progress_table

ENGLISH = Reader(translator("en"), "en")
LINES, BARS = "Line chart of coverage over time.", "Bar chart in the order of the ranking."


def lines(rows=None, unit=None, subject=""):
    rows = progress_table() if rows is None else rows
    finding = monitoring_finding(rows, unit, ENGLISH)
    return monitoring_alternative(rows, AS_OF, finding=finding, unit=unit, subject=subject, reader=ENGLISH)


def bars(rows=None):
    return ranking_alternative(progress_table() if rows is None else rows, AS_OF, subject="", reader=ENGLISH)


def test_the_words_begin_with_what_kind_of_chart_it_is():
    assert lines().startswith(LINES)
    assert bars().startswith(BARS)


def test_the_words_tell_the_finding_the_basis_every_unit_and_where_the_province_is_heading():
    assert lines(subject="Dose 3") == (
        "Line chart of coverage over time. "
        "1 of 2 districts will not reach 100% by 30 Jun 2022 at their present pace. "
        "Dose 3 · figures up to 19 May 2022. "
        "Huyện Sìn Hồ: 62.0%, at risk; Huyện Than Uyên: 101.3%\N{NO-BREAK SPACE}!, met; "
        "Tỉnh Lai Châu: 80.0%, at risk. "
        "Projected: 12 Jul 2022 (between 20 Jun 2022 and 20 Jul 2022)."
    )


def test_the_words_of_one_district_are_about_that_district():
    assert "Huyện Sìn Hồ: 62.0%, at risk; 50 doses a week, 64 a week required." in lines(unit="108")


@pytest.mark.parametrize(
    ("bounds", "shown"), [((True, False), "≥"), ((False, True), "≤"), ((True, True), "≈"), ((False, False), "")]
)
def test_the_mark_of_a_bound_is_said(bounds, shown):
    rows = progress_table(progress_row(incomplete=bounds[0], people_at_least=bounds[1]))
    mark = f"{shown}\N{NO-BREAK SPACE}" if shown else ""
    assert f"Huyện Sìn Hồ: {mark}62.0%, at risk." in bars(rows)


def test_a_unit_without_figures_is_said_to_have_none():
    rows = progress_table(progress_row(coverage=None, doses_to_date=None, status="no_data"))
    assert "No district has figures for this target yet" in bars(rows)
    assert "Huyện Sìn Hồ: –, no data." in bars(rows)


def test_doses_without_the_number_of_people_are_said_to_be_there():
    shown = bars(progress_table(progress_row(coverage=None, denominator=None, status="no_data")))
    assert "Doses are reported for this target, but the number of people is not known yet." in shown
    assert "Huyện Sìn Hồ: –, doses are reported, the number of people is not known." in shown


def test_a_unit_behind_with_its_report_is_said_with_its_own_day():
    shown = bars(progress_table(progress_row(stale=True)))
    assert "Huyện Sìn Hồ: 62.0%, at risk (figures up to 19 May 2022)." in shown


def test_names_are_plain_text_because_nothing_is_drawn():
    assert "<b>A&B</b>: 62.0%" in bars(progress_table(progress_row(name="<b>A&B</b>")))
