"""Why a status is what it is, in a sentence with the figures that decided it."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaign.charts.style import Reader
from campaign.domain.status import status_reason
from campaign.locale.formats import day, number, percent, threshold


def reason(row: Any, reader: Reader) -> str:
    """The reason for a PROGRESS row's status, its values written as the reader writes them."""
    message, values = status_reason(row)
    return reader.words(message, **{name: _written(name, value, reader) for name, value in values.items()})


def _written(name: str, value: Any, reader: Reader) -> str:
    if name == "threshold":
        return threshold(value, reader.language)
    if name == "coverage":
        return percent(value, reader.language)
    return day(value, reader.language) if isinstance(value, date) else number(value, reader.language)
