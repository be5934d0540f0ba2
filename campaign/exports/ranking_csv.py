"""The ranking as CSV: one line per unit, for Excel as the reader's language sets it up, and for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from campaign.exports.about import RankingAbout, standing
from campaign.exports.columns import COLUMNS, TEXT, Column, cell_value, ranking_rows
from campaign.locale import N_, Translate
from campaign.locale.formats import rounded_percent

# Excel splits by the list separator of Windows, which cannot be a comma where the comma marks decimals.
SEPARATORS = {"vi": ";", "en": ","}
DECIMAL_MARKS = {"vi": ",", "en": "."}

# What makes Excel, LibreOffice or WPS run a text as a formula, full-width forms and control characters included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")

CODE = Column("unit", N_("Unit code"), "", TEXT)
KIND = Column("denominator_kind", N_("Coverage of"), "", TEXT)
TARGET, AS_OF, BEFORE = N_("Target"), N_("Figures as of"), N_("Changes since")
THRESHOLD, WEIGHT, STANDING, PEOPLE = N_("Threshold (%)"), N_("Weight (%)"), N_("In force"), N_("Coverage of")
BETWEEN = " | "  # between the values of several targets


def write_ranking_csv(
    ranking: pd.DataFrame,
    about: RankingAbout,
    *,
    translate: Translate,
    language: str,
    columns: Sequence[Column] = COLUMNS,
) -> bytes:
    """The rows of `ranking` in their order, under one line of headers; UTF-8 with BOM, lines end in CRLF.

    Vietnamese: separated by semicolons, decimals after a comma; English: commas and points. Dates are ISO (2022-05-19),
    which Excel reads as dates in either; thousands are not separated; shares and points are in percent; unknown is
    empty. What the ranking rests on stands in the last columns of every line, so that the file needs no lines of
    another shape above its headers and still says it when lines are sorted, copied or put together with others.
    There is no "sep=" line: with it Excel ignores the BOM, and programs take it for the header. A program reads it with
    `pandas.read_csv(file, sep=";", decimal=",")`. Text that a spreadsheet would run as a formula gets a "'" before it.
    """
    columns = (columns[0], CODE, *columns[1:], *(() if about.is_composite else (KIND,)))
    basis = _basis(about, translate, language)
    lines = [[*(_header(column, translate) for column in columns), *(translate(header) for header in basis)]]
    for row in ranking_rows(ranking, columns):
        lines.append([*(cell_value(row, column, translate, language) for column in columns), *basis.values()])
    return write_lines(lines, language)


def write_lines(lines: Iterable[Iterable[Any]], language: str) -> bytes:
    """Lines of values (numbers, dates, texts, None for unknown) as a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATORS[language], lineterminator="\r\n")
    for line in lines:
        writer.writerow([_plain(value, DECIMAL_MARKS[language]) for value in line])
    return text.getvalue().encode("utf-8-sig")


def _basis(about: RankingAbout, translate: Translate, language: str) -> dict[str, Any]:
    """What the ranking rests on, by header; the values of several targets in one cell each."""
    named = {
        TARGET: [each.target for each in about.targets],
        THRESHOLD: [_percent(each.threshold, language) for each in about.targets],
    }
    if about.is_composite:
        named |= {
            WEIGHT: [_percent(each.share, language) for each in about.targets],
            PEOPLE: [each.people for each in about.targets],
        }
    named[STANDING] = [standing(each, about.as_of, translate, language) for each in about.targets]
    days = {AS_OF: about.as_of, BEFORE: about.previous_as_of}
    return {**days, **{header: BETWEEN.join(values) for header, values in named.items()}}


def _percent(fraction: float | None, language: str) -> str:
    value = rounded_percent(fraction)
    return "" if value is None else _plain(value, DECIMAL_MARKS[language])


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
