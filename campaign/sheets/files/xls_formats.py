"""Numbers of .xls cells that are shown as dates."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any

# Number formats that every Excel has without writing them down: 14-22 and 45-47; 27-36 and 50-58 are East Asian ones.
BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))

_NOT_SHOWN_AS_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_CODES = re.compile("[dmyhs]", re.IGNORECASE)

# Excel counts a 29 February 1900 that was not: from 1 March 1900 on, days count from 30 December 1899.
_LEAP_SLIP = 60
_EPOCH, _EPOCH_BEFORE_SLIP, _EPOCH_1904 = map(datetime.fromisoformat, ("1899-12-30", "1899-12-31", "1904-01-01"))
_LAST_DAY = 2_958_465  # 31 December 9999


def is_date_format(code: str) -> bool:
    """Whether a number format shows days or times: 'dd/mm/yyyy', not '#,##0 \"liều\"' nor '[Red]0'."""
    if re.search(r"\[[hms]+\]", code, re.IGNORECASE):
        return True
    first = _NOT_SHOWN_AS_CODE.sub("", code).split(";")[0]
    return bool(_DATE_CODES.search(first)) and "general" not in first.lower()


def as_date(number: float, *, from_1904: bool) -> Any:
    """The day or moment of a serial number, a time of day below 1; the number itself when it is no date."""
    if not 0 <= number <= _LAST_DAY:
        return number
    if number < 1:
        seconds = min(round(number * 86_400), 86_399)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    epoch = _EPOCH_1904 if from_1904 else _EPOCH if number >= _LEAP_SLIP else _EPOCH_BEFORE_SLIP
    try:
        moment = epoch + timedelta(days=int(number), seconds=round((number % 1) * 86_400))
    except OverflowError:
        return number
    return moment.date() if number == int(number) else moment
