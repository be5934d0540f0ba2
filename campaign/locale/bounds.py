"""Figures that are bounds and shares over all, as they must be read: ≥ 62,0 %, ≤ 62,0 %, ≈ 62,0 %, 104,3 % !"""

from __future__ import annotations

from typing import Any

from campaign.locale import N_
from campaign.locale.formats import is_missing, number, percent, whole_needed

_SPACE = "\N{NO-BREAK SPACE}"
AT_LEAST, AT_MOST, ABOUT, OVER = f"≥{_SPACE}", f"≤{_SPACE}", f"≈{_SPACE}", f"{_SPACE}!"

LOWER_BOUND = N_("≥: at least this much, an earlier report or a unit is missing.")
UPPER_BOUND = N_("≤: at most this much, more people are due than are counted.")
EITHER_WAY = N_("≈: more or less, both doses and people due are missing some.")
OVER_ALL = N_("!: over 100 %, check the doses and the people.")


def bounded(text: str, *, low: bool, high: bool) -> str:
    """A figure's text with the mark of a lower bound, an upper one, or of both."""
    return f"{mark(low=low, high=high)}{text}"


def mark(*, low: bool, high: bool) -> str:
    """What stands before a lower bound, an upper one, or a figure that is both; "" before one that is none."""
    if low and high:
        return ABOUT
    return AT_LEAST if low else AT_MOST if high else ""


def at_least(text: str, incomplete: bool) -> str:
    """A figure's text, with "≥" before it where the figure is a lower bound: "≥ 62,0 %"."""
    return f"{AT_LEAST}{text}" if incomplete else text


def needed_text(value: Any, language: str, *, low: bool, high: bool) -> str:
    """People left or doses needed a week, in whole ones; `low`, `high`: it is a lower or an upper bound.

    A bound the other way round from the coverage's: fewer are left where more were given than reported. Nought is none.
    """
    text = number(whole_needed(value), language)
    return text if is_missing(value) or value == 0 else bounded(text, low=low, high=high)


def coverage_text(coverage: Any, language: str, *, low: bool, high: bool) -> str:
    """A coverage (a fraction) with its marks; unknown is –, without any."""
    text = percent(coverage, language)
    if is_missing(coverage):
        return text
    return bounded(text, low=low, high=high) + (OVER if coverage > 1 else "")
