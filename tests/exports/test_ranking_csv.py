"""The ranking as CSV: right in Excel as the office has it, and readable by a program."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from campaign.exports.ranking_csv import write_ranking_csv
from campaign.locale import translator
from tests.exports.ranking_for_exports import ranking, row


def write(table=None, language="en"):
    table = ranking() if table is None else table
    return write_ranking_csv(table, translate=translator(language), language=language)


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
    assert first == [
        *["1", "108", "Huyện Sìn Hồ", "2000", "1970", "98.5", "1.2", "1", "30", "5", "20"],
        *["2022-05-30", "On track", "2022-05-19", ""],
    ]
    assert second[:9] == ["2", "107", "Huyện Mường Tè", "2000", "1240", "62.0", "-0.3", "-1", "760"]
    assert third[:5] == ["", "111", "Huyện Tân Uyên", "2000", ""]
    assert third[-3:] == ["No data", "", "no figure reported"]


def test_in_vietnamese_decimals_have_a_comma_and_columns_a_semicolon():
    first = lines(write(language="vi"), ";")[1]
    assert (first[2], first[5], first[6], first[11]) == ("Huyện Sìn Hồ", "98,5", "1,2", "2022-05-30")


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
