"""Numbers, shares, points and dates as the reader writes them; what is unknown is shown as "–".

Vietnamese: 1.234 · 98,5 % · 19/05/2022. English: 1,234 · 98.5% · 19 May 2022.
Every function takes a plain or numpy number (or date) or a missing one: None, NaN, NaT or pandas' NA.
"""

from __future__ import annotations

import math
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel.numbers import format_decimal

from campaign.locale.zone import VIETNAM_TIME

MISSING = "–"
MINUS = "−"

# CLDR's English has no day-first long form without a territory, and month-first dates are read wrongly in Việt Nam.
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def is_missing(value: Any) -> bool:
    """Whether a value is unknown (None, NaN, NaT, pandas' NA), told without importing pandas."""
    try:
        return value is None or bool(value != value)
    except TypeError:  # pandas' NA refuses to be a truth value
        return True


def number(value: Any, language: str, *, digits: int = 0) -> str:
    """A count of people or doses (or a pace) with thousands separated: 1.234 in vi, 1,234 in en."""
    if is_missing(value):
        return MISSING
    rounded = _rounded(float(value), digits)
    return ("" if rounded >= 0 else MINUS) + _written(abs(rounded), digits, language)


@lru_cache(maxsize=10_000)
def _written(value: float, digits: int, language: str) -> str:
    """Babel takes 14 µs a number, and a page shows hundreds, most of them again and again."""
    return format_decimal(value, _pattern(digits), language)


def whole_needed(value: Any) -> int | None:
    """The fewest whole people that are enough where that many, or a fraction more, are needed; None where unknown."""
    return None if is_missing(value) else math.ceil(round(float(value), 6))


def rounded_percent(fraction: Any, *, digits: int = 1) -> float | None:
    """A fraction in percent, rounded half up; less than all is never rounded up to 100.

    0.9996 gives 99.9: a unit that still lacks people must not read "100,0 %" beside "not reached".
    """
    if is_missing(fraction):
        return None
    scale = 10**digits
    # 9 decimals first, so that 0.985 (98.4999… in binary) is the half it was written as.
    rounded = math.floor(round(float(fraction) * 100 * scale, 9) + 0.5) / scale
    return 100 - 1 / scale if fraction < 1 and rounded >= 100 else rounded


def percent(fraction: Any, language: str, *, digits: int = 1) -> str:
    """A fraction as a share: 98,5 % in vi, 98.5% in en."""
    rounded = rounded_percent(fraction, digits=digits)
    return MISSING if rounded is None else number(rounded, language, digits=digits) + percent_sign(language)


def percent_sign(language: str) -> str:
    """What follows a share: a no-break space and % in vi, % alone in en."""
    return "\N{NO-BREAK SPACE}%" if language == "vi" else "%"


def threshold(fraction: Any, language: str) -> str:
    """A threshold as somebody set it, without an idle decimal: 95 %, 97,5 %."""
    whole = not is_missing(fraction) and rounded_percent(fraction) == rounded_percent(fraction, digits=0)
    return percent(fraction, language, digits=0 if whole else 1)


def points(fraction: Any, language: str, *, digits: int = 1) -> str:
    """A difference of two fractions in percentage points, signed: +1,2 · −0,3 · 0,0."""
    return signed(None if is_missing(fraction) else float(fraction) * 100, language, digits=digits)


def signed(value: Any, language: str, *, digits: int = 0) -> str:
    """A change with its sign: +2 · −1 · 0 (no change has none)."""
    text = number(value, language, digits=digits)
    rises = not is_missing(value) and _rounded(float(value), digits) > 0
    return f"+{text}" if rises else text


def day(value: Any, language: str) -> str:
    """A date: 19/05/2022 in vi, 19 May 2022 in en."""
    if is_missing(value):
        return MISSING
    if language == "vi":
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    return f"{value.day} {_ENGLISH_MONTHS[value.month - 1]} {value.year}"


def partial_day(text: str, language: str) -> str:
    """An ISO date whose day or month may be missing: 2022-05-16, 2021-12, 2023."""
    parts = text.split("-")
    return day(date.fromisoformat(text), language) if len(parts) == 3 else "/".join(reversed(parts))


def short_day(value: Any, language: str) -> str:
    """A date whose year is known from its surroundings: 19/05 in vi, 19 May in en."""
    if is_missing(value):
        return MISSING
    return (
        f"{value.day:02d}/{value.month:02d}" if language == "vi" else f"{value.day} {_ENGLISH_MONTHS[value.month - 1]}"
    )


def week(start: date | None, end: date | None, language: str) -> str:
    """A reporting period, both days included: 13/05–19/05/2022; only its end where the start is unknown."""
    if is_missing(start) or is_missing(end):
        return day(end, language)
    assert start is not None and end is not None
    first = short_day(start, language) if start.year == end.year else day(start, language)
    return f"{first}–{day(end, language)}"


def moment(value: datetime | None, language: str) -> str:
    """A point in time on the office's clock (UTC+7 all year): 19/05/2022 14:05. Takes aware datetimes."""
    if is_missing(value):
        return MISSING
    assert value is not None
    local = value.astimezone(VIETNAM_TIME)
    return f"{day(local, language)} {local:%H:%M}"


def _rounded(value: float, digits: int) -> float:
    """Half away from nought, as people round: 112.5 is 113 and 77.5 is 78.

    9 decimals first, so that what is a half but for its binary digits counts as one. Never -0.0: nobody reports minus
    nought people.
    """
    scale = 10**digits
    return math.copysign(math.floor(round(abs(value) * scale, 9) + 0.5) / scale, value) + 0.0


def _pattern(digits: int) -> str:
    return "#,##0." + "0" * digits if digits else "#,##0"
