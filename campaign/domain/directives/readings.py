"""Days that a deadline's words can mean, the likeliest first: "trước tuần thứ 3 của tháng 3 năm 2022".

"Trước" (before) leaves the named week, month or day out. Where offices count differently, every way of counting is
offered, and a person chooses. Words that no rule reads (sớm nhất, thời gian tới) give nothing.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from campaign.domain.names.text import folded
from campaign.locale import N_

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class Reading(NamedTuple):
    """A day, and how the words give it: a catalogue key with its values."""

    deadline: date
    message: str
    values: dict[str, Any]


MONDAY_WEEKS = N_(
    "Weeks from Monday to Sunday, week 1 is the one with {first}: week {number} is {start}–{end}, the last day in time "
    "is Sunday {day}."
)
DAY_WEEKS = N_("Weeks counted from day 01: week {number} is {start}–{end}, the last day in time is {day}.")
FULL_WEEKS = N_(
    "Week 1 is the first full week ({first}–{first_end}), week {number} is {start}–{end}: the last day in time is "
    "{day}."
)
WITHIN_WEEK = N_("Completed within week {number}, weeks counted from day 01 ({start}–{end}): the last day is {day}.")
LAST_OF_QUARTER = N_("The last day of quarter {number}/{year} is {day}.")
BEFORE_QUARTER = N_("Quarter {number}/{year} begins on {start}: the last day before it is {day}.")
LAST_OF_MONTH = N_("The last day of month {number}/{year} is {day}.")
BEFORE_MONTH = N_("Month {number}/{year} begins on {start}: the last day before it is {day}.")
LAST_OF_YEAR = N_("The last day of {year} is {day}.")
BEFORE_YEAR = N_("{year} begins on {start}: the last day before it is {day}.")
LAST_OF_HALF = N_("The first {number} months of {year} end on {day}.")
THE_DAY = N_("The day named, {day}, is the last in time.")
BEFORE_DAY = N_("Before {start}: the last day in time is {day}.")
DAY_INCLUDED = N_("“Before” as “by the end of”: {day} itself is still in time.")


def propose_readings(words: str, issued: date | None = None) -> list[Reading]:
    """The days that the words can mean, each day once, the likeliest first; none where no rule reads them.

    `issued`: the day the directive takes effect; words without a year are read as the first such time after it.
    """
    said = folded(words)
    for pattern, read in _RULES:
        match = pattern.search(said)
        if match:
            return _once(read(match, issued))
    return []


def _once(readings: Iterator[Reading]) -> list[Reading]:
    try:
        by_day: dict[date, Reading] = {}
        for reading in readings:
            by_day.setdefault(reading.deadline, reading)
        return list(by_day.values())
    except ValueError:  # 31/2, month 13, no year
        return []


def _week(match: re.Match[str], issued: date | None) -> Iterator[Reading]:
    number, month = int(match["week"]), int(match["month"])
    year = _year(match, issued, lambda year: _last_of_month(year, month))
    first, last = date(year, month, 1), _last_of_month(year, month)
    monday = first - first.weekday() * _DAY
    full = monday if monday == first else monday + _WEEK
    ways: tuple[tuple[str, date, dict[str, Any]], ...] = (
        (MONDAY_WEEKS, monday, {"first": first}),
        (DAY_WEEKS, first, {}),
        (FULL_WEEKS, full, {"first": full, "first_end": full + 6 * _DAY}),
    )
    before = bool(match["before"])
    for message, week_1, values in ways:
        start = week_1 + (number - 1) * _WEEK
        end = start + 6 * _DAY
        if number < 1 or start > last:
            continue  # the month has no such week
        day = start - _DAY if before else end
        yield Reading(day, message, {**values, "number": number, "start": start, "end": end, "day": day})
    start = first + (number - 1) * _WEEK
    end = start + 6 * _DAY
    if before and number >= 1 and start <= last:
        yield Reading(end, WITHIN_WEEK, {"number": number, "start": start, "end": end, "day": end})


def _quarter(match: re.Match[str], issued: date | None) -> Iterator[Reading]:
    roman = match["quarter"]
    number = _ROMAN.get(roman) or int(roman)
    year = _year(match, issued, lambda year: _last_of_month(year, 3 * number))
    start, last = date(year, 3 * number - 2, 1), _last_of_month(year, 3 * number)
    named = {"number": _ROMAN_NUMBERS[number - 1], "year": str(year)}
    yield _whole(match, start, last, (BEFORE_QUARTER, LAST_OF_QUARTER), named)


def _month(match: re.Match[str], issued: date | None) -> Iterator[Reading]:
    month = int(match["month"])
    year = _year(match, issued, lambda year: _last_of_month(year, month))
    named = {"number": str(month), "year": str(year)}
    yield _whole(match, date(year, month, 1), _last_of_month(year, month), (BEFORE_MONTH, LAST_OF_MONTH), named)


def _months(match: re.Match[str], issued: date | None) -> Iterator[Reading]:
    months, year = int(match["months"]), int(match["year"])
    day = _last_of_month(year, 12 if match["part"] == "cuoi" else months)
    message = LAST_OF_YEAR if day.month == 12 else LAST_OF_HALF
    yield Reading(day, message, {"number": months, "year": str(year), "day": day})


def _year_alone(match: re.Match[str], issued: date | None) -> Iterator[Reading]:
    year = int(match["year"])
    named = {"year": str(year)}
    yield _whole(match, date(year, 1, 1), date(year, 12, 31), (BEFORE_YEAR, LAST_OF_YEAR), named)


def _day(match: re.Match[str], issued: date | None) -> Iterator[Reading]:
    number, month = int(match["day"]), int(match["month"])
    year = _year(match, issued, lambda year: date(year, month, number))
    day = date(year, month, number)
    if match["before"]:
        yield Reading(day - _DAY, BEFORE_DAY, {"start": day, "day": day - _DAY})
        yield Reading(day, DAY_INCLUDED, {"day": day})
    else:
        yield Reading(day, THE_DAY, {"day": day})


def _whole(match: re.Match[str], start: date, last: date, messages: tuple[str, str], named: dict[str, Any]) -> Reading:
    """Before the span where the words say so, else its last day."""
    before = bool(match["before"])
    day = start - _DAY if before else last
    return Reading(day, messages[0] if before else messages[1], {**named, "start": start, "day": day})


def _year(match: re.Match[str], issued: date | None, ends: Callable[[int], date]) -> int:
    """The year written, else the first in which the span ends on or after the day of issue; ValueError for neither."""
    if match["year"]:
        return int(match["year"])
    if issued is None:
        raise ValueError("no year")
    return issued.year if ends(issued.year) >= issued else issued.year + 1


def _last_of_month(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"month {month}")
    return date(year, month, calendar.monthrange(year, month)[1])


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ROMAN_NUMBERS = ("I", "II", "III", "IV")

_Y = r"20\d\d"
_BEFORE = r"(?P<before>\btruoc(?! het ngay| het| khi het)\s+(?:ngay\s+dau\s+|dau\s+)?)?"
# What the span's beginning, its middle or a day inside it would be: no rule says which day that is.
_NOT_INSIDE = r"(?<!dau )(?<!giua )(?<!tu )(?<!sau )(?<!trung tuan )(?<!thuong tuan )(?<!hang )"
# "Từ ngày 01/6" begins; "mũi 3 tháng 6" is no 3 June.
_NO_DEADLINE = r"(?<!tu )(?<!tu ngay )(?<!sau )(?<!sau ngay )(?<!mui )(?<!lieu )(?<!dot )(?<!tuan )(?<!lan )(?<!thu )"
_OF_YEAR = rf"(?:\s*(?:/|-|,?\s*nam)\s*(?P<year>{_Y}))?(?!\d)"
_YEAR_WRITTEN = rf"\s*(?:/|-|,?\s*(?:cua\s+)?nam)\s*(?P<year>{_Y})"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], Iterator[Reading]]], ...] = (
    (
        re.compile(
            rf"{_BEFORE}\btuan\s+(?:thu\s+)?(?P<week>\d)\s*,?\s*(?:cua\s+|trong\s+)?thang\s+(?P<month>\d{{1,2}}){_OF_YEAR}"
        ),
        _week,
    ),
    (
        re.compile(
            rf"{_BEFORE}(?:\bngay\s+)?{_NO_DEADLINE}(?<![\d/])(?P<day>\d{{1,2}})\s*(?:/|\s+thang\s+)\s*(?P<month>\d{{1,2}}){_OF_YEAR}(?!/)"
        ),
        _day,
    ),
    (
        re.compile(
            rf"{_BEFORE}(?:\bngay\s+)?(?<!tu )(?<!tu ngay )(?<![\d/.-])"
            rf"(?P<day>\d{{1,2}})(?P<sign>[.-])(?P<month>\d{{1,2}})(?P=sign)(?P<year>{_Y})(?!\d)"
        ),
        _day,
    ),
    (re.compile(rf"{_BEFORE}{_NOT_INSIDE}\bquy\s+(?P<quarter>iv|i{{1,3}}|[1-4])\b{_OF_YEAR}"), _quarter),
    (re.compile(rf"(?<!truoc )\b0?(?P<months>[369])\s+thang\s+(?P<part>dau|cuoi){_YEAR_WRITTEN}"), _months),
    (re.compile(rf"{_BEFORE}{_NOT_INSIDE}\bthang\s+(?P<month>\d{{1,2}}){_OF_YEAR}"), _month),
    (re.compile(rf"(?:^|\b(?:trong|het|cuoi|den|ca|hoan thanh)\s+|{_BEFORE[:-1]})nam\s+(?P<year>{_Y})\b"), _year_alone),
)
