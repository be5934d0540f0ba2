"""A coverage and doses to date as they must be read: "≥" before a lower bound, "!" after a share over all."""

from __future__ import annotations

from typing import Any

import pandas as pd

from campaign.charts.shares import share_text
from campaign.charts.style import Reader
from campaign.locale.bounds import EITHER_WAY, LOWER_BOUND, OVER, OVER_ALL, UPPER_BOUND, at_least, needed_text
from campaign.locale.formats import is_missing, number


def coverage_text(row: Any, reader: Reader) -> str:
    """The coverage of a row of PROGRESS: 98,5 %, ≥ 62,0 %, ≤ 62,0 %, 104,3 % !"""
    return share_text(row, reader)


def doses_text(row: Any, reader: Reader) -> str:
    """The doses to date of a row of PROGRESS: 1.234, ≥ 1.234"""
    known = not is_missing(row.doses_to_date)
    return at_least(number(row.doses_to_date, reader.language), known and row.incomplete)


def left_text(row: Any, value: Any, reader: Reader) -> str:
    """People left or doses needed a week of a row of PROGRESS: 1.234; ≤ 1.234 where more may have been given."""
    return needed_text(value, reader.language, low=row.people_at_least, high=row.incomplete)


def with_marks(text: str, coverage: Any, *, incomplete: bool = False) -> str:
    """A coverage's text with its marks; `coverage` is the fraction that it says."""
    if is_missing(coverage):
        return text
    return at_least(text, incomplete) + (OVER if coverage > 1 else "")


def explain_marks(progress: pd.DataFrame, reader: Reader) -> str:
    """What the marks mean that some row of PROGRESS has; "" where none has any."""
    known = progress[progress["coverage"].notna()]
    bounded = known["people_at_least"].any() if "people_at_least" in known else False
    either = bool(bounded) and (known["people_at_least"] & known["incomplete"]).any()
    over = (known["coverage"] > 1).any()
    lower = (LOWER_BOUND, known["incomplete"].any())
    present = (lower, (UPPER_BOUND, bounded), (EITHER_WAY, either), (OVER_ALL, over))
    return " ".join(reader.words(message) for message, has in present if has)
