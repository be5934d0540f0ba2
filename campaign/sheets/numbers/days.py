"""Figures of days that a file does not report, or that this program's units were not there on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from campaign.domain.counting.figures import Period
from campaign.domain.counting.periods import Stated, read_stated
from campaign.domain.findings import ERROR, Finding
from campaign.sheets.numbers.counts import Counts
from campaign.sheets.result import ColumnMeaning, Notes, TableRead

# Districts were abolished and 106 communes became 38 (Lai Châu); names came to mean other places.
UNITS_CHANGED = date(2025, 7, 1)


def set_other_days_aside(
    meanings: Sequence[ColumnMeaning], counts: Counts, period: Period, row: int, notes: Notes
) -> None:
    """Leave out columns whose own header states another last day than the period that a person chose."""
    for column, values in counts.columns.items():
        stated = read_stated(meanings[column].header)
        if stated and not any(_is_last_day(one, period.end) for one in stated):
            notes.warn("another_period", (row, column), {"header": meanings[column].header})
            counts.columns[column] = [None] * len(values)


def check_era(tables: Sequence[TableRead]) -> Iterator[Finding]:
    """An error at each table that reports a day on which its units were other ones."""
    for table in tables:
        if table.period and table.period.end >= UNITS_CHANGED:
            corner, values = table.range.partition(":")[0], {"day": UNITS_CHANGED, "end": table.period.end}
            yield Finding(ERROR, "units_changed", table.sheet, corner, values)


def _is_last_day(stated: Stated, end: date) -> bool:
    said = stated.end
    return (said.day, said.month) == (end.day, end.month) and said.year in (None, end.year)
