"""Charts in words, for those who hear the page."""

from __future__ import annotations

import pytest

from campaign.charts.alternatives import text_alternative
from campaign.locale import translator
from tests.charts.frames_for_charts import AS_OF, progress_row, progress_table

OPENING = {
    "monitoring": "Line chart of coverage over time.",
    "ranking": "Bar chart in the order of the ranking.",
}


def said(kind, rows=None, **given):
    rows = progress_table() if rows is None else rows
    return text_alternative(kind, rows, AS_OF, translate=translator("en"), language="en", **given)


@pytest.mark.parametrize("kind", OPENING)
def test_the_words_begin_with_what_kind_of_chart_it_is(kind):
    assert said(kind).startswith(OPENING[kind])


def test_the_words_tell_the_finding_the_basis_and_every_unit():
    assert said("monitoring", subject="Dose 3") == (
        "Line chart of coverage over time. "
        "1 of 2 districts will not reach 100% by 30 Jun 2022 at their present pace. "
        "Dose 3 · figures up to 19 May 2022. "
        "Huyện Sìn Hồ: 62.0%, at risk; Huyện Than Uyên: 101.3%, met; Tỉnh Lai Châu: 80.0%, at risk."
    )


def test_the_words_of_one_district_are_about_that_district():
    assert "Huyện Sìn Hồ: 62.0%, at risk; 50 people a week, 64 a week required." in said("monitoring", unit="108")


def test_a_unit_without_figures_is_said_to_have_none():
    rows = progress_table(progress_row(coverage=None, status="no_data"))
    assert "Huyện Sìn Hồ: –, no data." in said("ranking", rows)


def test_names_are_plain_text_because_nothing_is_drawn():
    assert "<b>A&B</b>: 62.0%" in said("ranking", progress_table(progress_row(name="<b>A&B</b>")))
