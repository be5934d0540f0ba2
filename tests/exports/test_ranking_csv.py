"""The ranking as CSV: right in Excel as the office has it, and readable by a program."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from campaign.exports.columns import composite_columns, with_parts
from campaign.exports.rank_history_sheet import write_rank_history_csv
from campaign.exports.ranking_csv import write_ranking_csv
from campaign.locale import translator
from tests.exports.ranking_for_exports import about, composite, composite_about, history, ranking, row


def write(table=None, language="en", over=None, **given):
    table = ranking() if table is None else table
    return write_ranking_csv(table, over or about(), translate=translator(language), language=language, **given)


def lines(content, separator=","):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_excel_is_told_that_the_file_is_utf_8_and_nothing_stands_before_the_headers():
    content = write()
    assert content.startswith(b"\xef\xbb\xbfRank,")
    assert not content.startswith(b"\xef\xbb\xbfsep=")
    assert content.endswith(b"\r\n")


def test_every_unit_has_a_line_in_the_rankings_order():
    header, first, second, third = lines(write())
    assert header[:5] == ["Rank", "Unit code", "Unit", "People to vaccinate (people)", "Vaccinated (people)"]
    assert first[:17] == [
        *["1", "108", "Huyện Sìn Hồ", "2000", "1970", "98.5", "1.2", "1", "", "730", "30", "5", "20"],
        *["2022-05-30", "On track", "2022-05-19", ""],
    ]
    assert second[:11] == ["2", "107", "Huyện Mường Tè", "2000", "1240", "62.0", "-0.3", "-1", "730", "", "760"]
    assert second[16] == "incomplete: at least this much; no new report since 12 May 2022"
    assert third[:5] == ["", "111", "Huyện Tân Uyên", "2000", ""]
    assert third[14:17] == ["No data", "", "no figure reported"]


def test_every_line_says_what_the_ranking_rests_on():
    header, *rows = lines(write())
    assert header[17:] == ["Coverage of", "Figures as of", "Changes since", "Target", "Threshold (%)", "In force"]
    basis = ["people due", "2022-05-19", "2022-05-12", "T6", "100.0", "In force since 16 May 2022"]
    assert [row[17:] for row in rows] == [basis] * 3


def test_without_threshold_or_an_earlier_period_their_cells_are_empty():
    over = about(threshold=None, previous_as_of=None, since=None)
    assert lines(write(over=over))[1][17:] == ["people due", "2022-05-19", "", "T6", "", ""]


def test_a_ranking_by_several_targets_has_each_score_and_each_basis():
    table, parts = composite()
    columns = composite_columns([("T6", 0.75), ("T7", 0.25)], "en")
    header, first, second, third = lines(write(with_parts(table, parts), over=composite_about(), columns=columns))
    assert header[:12] == [
        *["Rank", "Unit code", "Unit", "Score (%)", "± points since the last period (% points)", "± rank"],
        *["T6 (75%) (%)", "T7 (25%) (%)", "To the rank above (people)", "To the rank below (people)"],
        *["Still to vaccinate (people)", "Figures up to"],
    ]
    assert first[:10] == ["1", "110", "Huyện Than Uyên", "80.0", "5.0", "1", "90.0", "50.0", "", "40"]
    assert second[:10] == ["2", "108", "Huyện Sìn Hồ", "70.0", "0.0", "-1", "60.0", "100.0", "40", ""]
    assert third[:10] == ["", "111", "Huyện Tân Uyên", "", "", "", "50.0", "", "", ""]
    assert third[12] == "no figure reported: T7"
    assert dict(zip(header[13:], first[13:], strict=True)) == {
        "Figures as of": "2022-05-19",
        "Changes since": "",
        "Target": "T6 | T7",
        "Threshold (%)": "95.0 | ",
        "Weight (%)": "75.0 | 25.0",
        "Coverage of": "people due | residents in the group",
        "In force": "In force since 16 May 2022 | Replaced by T12 on 19 May 2022",
    }


def test_the_ranks_of_the_weeks_are_a_line_for_each_week_and_unit():
    content = write_rank_history_csv(history(), translate=translator("en"), language="en")
    header, *rows = lines(content)
    assert header[:4] == ["Week up to", "Unit code", "Unit", "Rank"]
    assert rows[1] == ["2022-05-12", "111", "Huyện Tân Uyên", "", "", "", "no figure reported"]
    assert rows[2] == ["2022-05-19", "108", "Huyện Sìn Hồ", "2", "50.0", "2022-05-12", ""]


def test_in_vietnamese_decimals_have_a_comma_and_columns_a_semicolon():
    first = lines(write(language="vi"), ";")[1]
    assert (first[2], first[5], first[6], first[13]) == ("Huyện Sìn Hồ", "98,5", "1,2", "2022-05-30")


def test_a_program_reads_the_vietnamese_file_as_numbers():
    table = pd.read_csv(io.BytesIO(write(language="vi")), sep=";", decimal=",", encoding="utf-8-sig")
    assert list(table.iloc[:2, 5]) == [98.5, 62.0]
    assert list(table.iloc[:2, 6]) == [1.2, -0.3]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"])
def test_text_that_would_run_as_a_formula_is_made_harmless(start):
    name = f"{start}cmd|'/c calc'!A1"
    assert lines(write(ranking(row(name=name))))[1][2] == f"'{name}"


def test_separators_quotes_and_line_ends_in_a_name_stay_in_its_cell():
    name = 'Sìn "Hồ";\nA,B'
    assert lines(write(ranking(row(name=name)), "vi"), ";")[1][2] == name
    assert lines(write(ranking(row(name=name))))[1][2] == name
