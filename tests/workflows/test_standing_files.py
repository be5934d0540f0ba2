"""Where everybody stands as files: opened again, marks and unknowns kept."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest

from campaign.errors import NotFound, Refused
from campaign.workflows.monitor.standing_files import kinds_file, standing_file, target_file
from tests.ui.visits import NEXT_WEEK, WEEK, opened, upload, weekly_sheet

DAY = date(2022, 5, 26)


@pytest.fixture
def two_weeks(sqlite_url):
    """Two weeks of all districts, the second without Sìn Hồ."""
    upload(sqlite_url, ("one.xlsx", weekly_sheet(WEEK)), ("two.xlsx", weekly_sheet(NEXT_WEEK, without=["Sìn Hồ"])))
    return opened(sqlite_url)


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=","))


def test_the_csv_of_a_target_has_province_and_districts_with_their_changes(two_weeks):
    name, content = target_file(two_weeks, "T6", DAY, "csv", language="en")
    rows = {row["Unit code"]: row for row in rows_of(content)}
    assert name == "target T6 2022-05-26.csv"
    assert list(rows) == ["12", *(str(code) for code in range(105, 113))]
    assert rows["108"]["Figures up to"] == "2022-05-19"
    assert rows["108"]["± % points since the last period"] == ""  # not reported since: not known, not 0
    assert rows["105"]["± % points since the last period"] == "0.0"
    assert rows["12"]["Mark"] == "lower bound"


def test_the_workbook_of_a_target_has_its_denominators_and_weeks_as_well(two_weeks):
    _, content = target_file(two_weeks, "T6", DAY, "xlsx", language="en")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Province and districts", "Coverage by denominator", "Coverage by week"]
    weeks = [[cell.value for cell in row] for row in book["Coverage by week"].iter_rows(min_row=6)]
    sin_ho = [(row[2].date(), row[3]) for row in weeks if row[0] == "108"]
    assert [day for day, _ in sin_ho] == [date(2022, 5, 19), DAY]
    assert sin_ho[1][1] == "–" != sin_ho[0][1]


def test_the_denominators_alone_are_a_table_of_their_own(two_weeks):
    _, content = kinds_file(two_weeks, "T6", DAY, "csv", language="en")
    rows = rows_of(content)
    assert {row["Unit code"] for row in rows} >= {"12", "105", "112"}
    assert all(row["Out of"] for row in rows)


def test_the_file_of_all_targets_has_those_issued_by_the_day(two_weeks):
    _, content = standing_file(two_weeks, DAY, "csv", language="en")
    targets = {row["Target"] for row in rows_of(content)}
    assert {"T3", "T6", "T7"} <= targets
    assert not {"T9", "T10"} & targets


def test_a_target_that_was_not_set_yet_can_be_taken_along_all_the_same(two_weeks):
    rows = rows_of(target_file(two_weeks, "T9", DAY, "csv", language="en")[1])
    assert {row["Status"] for row in rows} == {"– No data"}


@pytest.mark.parametrize("make", [target_file, kinds_file])
def test_an_unknown_target_or_form_is_refused_in_words(make, two_weeks):
    with pytest.raises(NotFound):
        make(two_weeks, "T99", DAY, "csv", language="en")
    with pytest.raises(Refused):
        make(two_weeks, "T6", DAY, "pdf", language="en")


def test_the_same_figures_make_the_same_bytes(two_weeks):
    assert target_file(two_weeks, "T6", DAY, "xlsx", language="vi") == target_file(
        two_weeks, "T6", DAY, "xlsx", language="vi"
    )
