"""The ranking as CSV: one line per unit, for Excel as the reader's language sets it up, and for programs."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd

from campaign.exports.columns import COLUMNS, TEXT, Column, cell_value, ranking_rows
from campaign.locale import N_, Translate

# Excel splits by the list separator of Windows, which cannot be a comma where the comma marks decimals.
SEPARATORS = {"vi": ";", "en": ","}
DECIMAL_MARKS = {"vi": ",", "en": "."}

# What makes Excel, LibreOffice or WPS run a text as a formula, full-width forms and control characters included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")

CODE = Column("unit", N_("Unit code"), "", TEXT)


def write_ranking_csv(ranking: pd.DataFrame, *, translate: Translate, language: str) -> bytes:
    """The rows of `ranking` (RANKING) in their order, under one line of headers; UTF-8 with BOM, lines end in CRLF.

    Vietnamese: separated by semicolons, decimals after a comma; English: commas and points. Dates are ISO (2022-05-19),
    which Excel reads as dates in either; thousands are not separated; shares and points are in percent; unknown is
    empty.
    There is no "sep=" line: with it Excel ignores the BOM, and programs take it for the header. A program reads it with
    `pandas.read_csv(file, sep=";", decimal=",")`. Text that a spreadsheet would run as a formula gets a "'" before it.
    """
    mark = DECIMAL_MARKS[language]
    columns = (COLUMNS[0], CODE, *COLUMNS[1:])
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATORS[language], lineterminator="\r\n")
    writer.writerow([_header(column, translate) for column in columns])
    for row in ranking_rows(ranking):
        writer.writerow([_plain(cell_value(row, column, translate), mark) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def _header(column: Column, translate: Translate) -> str:
    return f"{translate(column.header)} ({translate(column.unit)})" if column.unit else translate(column.header)


def _plain(value: Any, mark: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    if isinstance(value, float):
        return f"{value}".replace(".", mark)
    return f"{value}"
