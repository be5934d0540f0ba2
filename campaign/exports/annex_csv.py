"""The table of assignments as CSV: for Excel as a Vietnamese office has it, and for programs."""

from __future__ import annotations

import csv
import io
from typing import Any

from campaign.exports.annex_columns import TOTAL, Annex, annex_columns, annex_value, column_sum
from campaign.exports.ranking_csv import FORMULA_STARTS, SEPARATORS

SEPARATOR = SEPARATORS["vi"]


def write_annex_csv(annex: Annex) -> bytes:
    """One line of headers, one a unit, the total; UTF-8 with BOM, semicolons, ISO dates; unknown is empty.

    Text that a spreadsheet would run as a formula gets a "'" before it. Persons' columns are there only when
    `annex.persons` says so.
    """
    columns = annex_columns(persons=annex.persons, code=True)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow([column.header for column in columns])
    for number, row in enumerate(annex.rows, start=1):
        writer.writerow([_plain(annex_value(row, number, column)) for column in columns])
    total = {"name": TOTAL, "people": column_sum(annex.rows, "people")}
    writer.writerow([_plain(total.get(column.field)) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return f"{value}"
