"""What a sheet says: figures and denominators, each with the cell it came from."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """A reporting period, both days included; a cumulative-only sheet has no start."""

    start: date | None
    end: date


class SourceColumn(NamedTuple):
    """A sheet's column as it stands: the sheet's name, the column's letters, its header as written."""

    sheet: str
    letter: str
    header: str


class Figure(NamedTuple):
    """Doses reported in one cell. `column` is an index into the reading's source columns, `row` 1-based.

    `period_start` is None for doses_to_date; `product` is "" where the sheet does not split by product.
    """

    unit: str
    group: str
    dose: str
    product: str
    measure: str
    period_start: date | None
    period_end: date
    value: int
    column: int
    row: int


class Denominator(NamedTuple):
    """People a coverage is taken against, as one cell states them; `dose` "" holds for any dose."""

    unit: str
    group: str
    dose: str
    kind: str
    valid_from: date
    people: int
    column: int
    row: int
