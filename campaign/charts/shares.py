"""A coverage as it must be read: marked where it is a bound, and where it is over everybody."""

from __future__ import annotations

from typing import Any

from campaign.charts.labels import at_least, at_most
from campaign.charts.style import Reader
from campaign.locale.formats import is_missing, percent

ABOUT, OVER = "≈\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}!"


def share_text(row: Any, reader: Reader) -> str:
    """The coverage of a row of PROGRESS: 98,5 %, ≥ 62,0 %, ≤ 62,0 %, ≈ 62,0 % (either way), 104,3 % !, – unknown.

    A row without people_at_least (not every one that has a coverage is of PROGRESS) is taken not to be an upper bound.
    """
    text = percent(row.coverage, reader.language)
    if is_missing(row.coverage):
        return text
    return bounded(text, low=bool(row.incomplete), high=bool(getattr(row, "people_at_least", False))) + (
        OVER if row.coverage > 1 else ""
    )


def bounded(text: str, *, low: bool, high: bool) -> str:
    """A figure's text with the mark of a lower bound, an upper one, or of both."""
    if low and high:
        return f"{ABOUT}{text}"
    return at_most(at_least(text, low), high)
