"""Cells of people and doses as whole numbers: what is certain is read, what is not is a finding."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from campaign.domain.names.text import folded

# No unit of a province has more people; a larger number is a slip of the hand.
MOST_PEOPLE = 10_000_000

_WHOLE = re.compile(r"0|[1-9]\d*")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([., ])\d{3})(?:\1\d{3})*")
_NEGATIVE = re.compile(r"[-−–]\s*[\d.,]+|\(\s*[\d.,]+\s*\)")
_NUMBER_LIKE = re.compile(r"[\d.,\s]*\d[\d.,\s]*")
_TEXT_NUMBER = re.compile(r"\d[\d.,\s]*%?")
_DASHES = frozenset("-–—−")
_NOT_REPORTED = frozenset({
    "", "x", "kbc", "na", "n/a", "khong bao cao", "khong bc", "chua bao cao", "chua bc", "chua co so lieu", "chua co",
})  # fmt: skip
# The dots of a form that nobody filled in.
_DOTS = re.compile(r"[.…_]{2,}|…")


class Problem(NamedTuple):
    """Why a cell is not a number of people: a finding's code and its values."""

    code: str
    values: dict[str, Any]


class Dash(NamedTuple):
    """A dash, which counts as a reported zero."""


DASH = Dash()


def read_count(value: Any) -> int | Problem | Dash | None:
    """A cell of people or doses: the number, None when nothing was reported (blank, x, KBC), or why it cannot be known.

    '1.234', '1,234', '1 234' are thousands; 12.345 stored as a number is never guessed, only offered as 12345.
    """
    if type(value) is float or type(value) is int:
        return _read_number(value)
    if isinstance(value, str):
        return _read_text(value)
    return None if value is None else Problem("not_a_number", {"text": _show(value)})


def read_rate(value: Any) -> float | None:
    """A stated rate as it stands: 0.985, 98.5 from '98,5 %'; None for anything else."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return float(value) if math.isfinite(value) else None
    if not isinstance(value, str) or _mixes_digits(value):
        return None
    text = folded(value).replace("%", "").replace(",", ".").strip()
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None


def looks_like_number(value: Any) -> bool:
    """Whether a cell holds a number, or text that is one, or nearly one ('5 liều', 'O5')."""
    if isinstance(value, str):
        return len(value) <= 12 and any(map(str.isdigit, value))
    return isinstance(value, float | int) and not isinstance(value, bool)


def is_written_number(value: Any) -> bool:
    """Whether a cell is a number, be it stored as text."""
    return type(value) is float or (type(value) is str and bool(value) and bool(_TEXT_NUMBER.fullmatch(value.strip())))


def is_row_of_numbers(row: Sequence[Any]) -> bool:
    """Whether a row is one of a table: two numbers or more stand in it."""
    return row.count("") < len(row) - 1 and sum(map(is_written_number, row)) > 1


def is_dash(value: Any) -> bool:
    """Whether a cell holds a dash, which counts as a reported zero."""
    return isinstance(value, str) and value.strip() in _DASHES


def _read_number(value: float | int) -> int | Problem:
    if not math.isfinite(value):
        return Problem("not_a_number", {"text": str(value)})
    if value != int(value):
        return Problem("fractional_people", {"value": f"{value:g}".replace(".", ","), "offer": _offer(value)})
    return _within_limits(int(value))


def _offer(value: float) -> str | int:
    """12345 for 12.345, where a separator of thousands may have become a decimal point."""
    thousand = value * 1000
    return round(thousand) if value >= 1 and abs(thousand - round(thousand)) < 1e-6 else "…"


def _read_text(value: str) -> int | Problem | Dash | None:
    if _mixes_digits(value):
        return Problem("ambiguous_number", {"text": value.strip()[:60]})
    text = folded(value).lstrip("'").strip()
    if text in _NOT_REPORTED or _DOTS.fullmatch(text):
        return None
    if text in _DASHES:
        return DASH
    if _WHOLE.fullmatch(text):
        return _within_limits(int(text))
    if _THOUSANDS.fullmatch(text):
        return _within_limits(int(re.sub(r"\D", "", text)))
    if _NEGATIVE.fullmatch(text):
        return Problem("negative_people", {"value": value.strip()})
    code = "ambiguous_number" if _NUMBER_LIKE.fullmatch(text) else "not_a_number"
    return Problem(code, {"text": value.strip()[:60]})


def _mixes_digits(value: str) -> bool:
    """Whether a text has digits of two kinds, or raised ones: folding makes 52341 of the footnoted '5234¹'."""
    if value.isascii():
        return False
    digits = [sign for sign in value if sign.isnumeric()]
    return not all(map(str.isdecimal, digits)) or len({sign.isascii() for sign in digits}) > 1


def _within_limits(number: int) -> int | Problem:
    if number < 0:
        return Problem("negative_people", {"value": number})
    return Problem("too_many_people", {"value": number}) if number > MOST_PEOPLE else number


def _show(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return str(value) if isinstance(value, time | timedelta) else repr(value)
