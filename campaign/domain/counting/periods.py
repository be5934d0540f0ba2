"""Reporting periods as sheets write them: 'từ ngày 13/5/2022 đến ngày 19/5/2022', 'Từ ngày 22-28/8', 'đến 26/5'.

A period is read from days that are written; never from a week number, which offices count differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from campaign.domain.counting.figures import Period
from campaign.domain.names.text import folded

# A weekly report covers seven days; anything else passes with a warning.
WEEK_DAYS = 7

# Years a report of this campaign can be from: what is outside is a number, not a year.
FIRST_YEAR, LAST_YEAR = 2020, 2035


class Day(NamedTuple):
    """A day as written; the year may be missing."""

    day: int
    month: int
    year: int | None


class Stated(NamedTuple):
    """What one text says: a first and last day, or only the day that figures count up to (start None).

    `daily`: a single day that is not said to be the end of a count ('Ngày báo cáo: 16/5/2022').
    """

    start: Day | None
    end: Day
    daily: bool = False


_DAY, _MONTH, _YEAR = r"(\d{1,2})", r"(1[0-2]|0?[1-9])", r"(20\d\d)"
_SEP = r"\s?[/.\-]\s?"
_DATE = rf"{_DAY}{_SEP}{_MONTH}(?:{_SEP}{_YEAR})?(?![\d/])"
_WORDY = rf"{_DAY}\s+thang\s+{_MONTH}(?:\s+nam\s+{_YEAR})?"
_ANY = rf"(?:{_WORDY}|{_DATE})"
_HOUR = r"(?:\d{1,2}\s*(?:h|gio|g|:)\s*(?:\d{1,2})?\s*(?:phut)?\s*,?\s*)?"
_TO = rf"\s*(?:-|–|—|den|toi)\s*(?:het\s+)?(?:luc\s+)?{_HOUR}(?:het\s+)?(?:ngay\s+)?"

_RANGE = re.compile(rf"(?<![\d/.]){_ANY}{_TO}{_ANY}")
# Only after "từ", "ngày" or a bracket: in "COVID-19 đến ngày 19/5" and "mũi 3 đến 19/5" the first number is no day.
_RANGE_IN_MONTH = re.compile(rf"(?:\btu\s+(?:ngay\s+)?|\bngay\s+|\(\s*|^){_DAY}{_TO}{_ANY}")
_UP_TO = re.compile(rf"\bden\s+(?:het\s+)?(?:luc\s+)?{_HOUR}(?:het\s+)?(?:ngay\s+)?{_ANY}")
_OF_DAY = re.compile(rf"\bngay(?:\s+bao\s+cao)?\s*:?\s*{_ANY}")
# Without a word before it and without a year, '5-11' is more often an age than a day.
_BARE = re.compile(rf"(?<![\d/.])(?!\d{{1,2}}\s?-\s?\d{{1,2}}(?!\d|\s?-\s?20\d\d)){_ANY}")
_ISO = re.compile(r"(?<!\d)(20[23]\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_PLAIN_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")

# A count that begins at a day, month or round: 'Lũy kế từ 01/5', 'Từ 01/01/2022 đến nay', 'Lũy kế đợt 2'.
_CUMULATED = r"\b(?:luy ke|luy tich|luy tien|tich luy|cong don|lk|den nay|toi nay)"
_SPANS = r"(?:thang|quy|nam|dot)\b"
_SINCE_DAY = re.compile(rf"\btu\s+(?:het\s+)?(?:ngay\s+)?{_ANY}(?!{_TO}\d)")
_SINCE_SPAN = re.compile(rf"\btu\s+dau\s+{_SPANS}")
_CUMULATED_SINCE = re.compile(
    rf"{_CUMULATED}[\s(:,]+(?:(?:so lieu|so mui|tinh|ke)\s+)*"
    rf"(?:tu\s+(?:ngay\s+)?\d|(?:(?:trong|cua|ca|tu|dau)\s+)*{_SPANS}(?!\s+nay\b))"
)
_SINCE_BEGINNING = re.compile(r"\btu\s+(?:khi|luc|truoc)\b|\bdau\s+chien\s+dich\b")

# Dates of other documents, and the place and date above a signature.
_OF_DOCUMENT = re.compile(
    r"(?:kem theo|can cu|cong van|quyet dinh|\bso\s*:?\s*\S*/\S+"
    r"|(?:bao cao|ke hoach|van ban|thong bao|nghi quyet|to trinh) so)"
    rf"[^();]*?(?<!den )\bngay\s+{_ANY}"
)
# The day a campaign began is no day of a report: 'Thời gian bắt đầu triển khai: Ngày 08/3/2021'.
_BEGINS = r"\b(?:bat dau|khoi dong|phat dong)(?![^();|]*\b(?:den|ket thuc)\b)[^();|]*?"
_BEGINNING = re.compile(rf"{_BEGINS}{_ANY}")
_BEGINNING_YEAR = re.compile(rf"{_BEGINS}(?:{_ANY}|(?<!\d)20\d\d)")

# 'Lai Châu, ngày 19 tháng 5 năm 2022', anywhere in a line: a heading's cell may hold motto, place and date together.
_WEEKDAY = r"(?:thu\s+(?:hai|ba|tu|nam|sau|bay|\d)|chu\s+nhat)"
_SIGNED = re.compile(rf"([^\d,:;()\n]{{2,40}}),\s*(?:{_WEEKDAY}\s*,?\s*)?ngay\s+(?>{_ANY})(?!{_TO}\d)")
# The same without its comma, as a line of its own.
_SIGNED_LINE = re.compile(rf"(?m)^([^\d,:;()|\n]{{2,30}}?)\s+ngay\s+{_ANY}[\s.]*$")
# What stands before the comma of a count's last day ('tính đến 17 giờ, ngày 19/5') or in a title, in no place.
_NO_PLACE = re.compile(
    rf"\b(?:den|gio|phut|{_WEEKDAY}|tiem|ket qua|bao cao|so lieu|tien do|tong hop|thong ke|cap nhat|vac xin|vaccine"
    r"|covid|luy ke|luy tich|cong don|tuan|mui|doi tuong|nguoi|ngay|danh sach|bang|bieu|phu luc|cong tac|tinh hinh)\b"
)
_BEFORE_DAYS = frozenset(("tu", "trong", "vao", "hom"))
# A place has few words: 'Lai Châu', 'Thị trấn Tam Đường'.
_WORDS_OF_A_PLACE = 5

# '5-11 tuổi', 'trẻ 5-11', 'nhóm 12-17': ages that look like days; '(trẻ) 5-11/5' is days all the same.
_TO_AGE = r"\s*(?:-|–|—|den|toi)\s*(?:duoi\s+|<\s*)?"
_AGES = re.compile(
    rf"(?<!\d)\d{{1,2}}{_TO_AGE}\d{{1,2}}[\s_]*(?:thang[\s_]+tuoi|tuoi|t(?![a-z\d]))"
    rf"|(?:tre|nhom)(?:[\s_]+(?:em|tuoi|tu))*[\s_:]*\d{{1,2}}{_TO_AGE}\d{{1,2}}(?!\s?[/.\-]?\s?\d)(?!\s+thang)"
)


def read_stated(text: str, *, bare: bool = False) -> tuple[Stated, ...]:
    """Every period a text states, in its order; dates of other documents and signatures are left aside.

    `bare` also takes a date with no word before it, as sheets' and files' names have it.
    """
    return _read(_lines(text), bare)


@lru_cache(20_000)
def begins_late(text: str, *, cumulated: bool) -> bool:
    """Whether a text says that a count to date begins later than the campaign: 'Lũy kế từ 01/5'.

    `cumulated`: the text, or one beside it, speaks of such a count.
    """
    said = folded(text)
    if _SINCE_BEGINNING.search(said):
        return False
    since = cumulated and (_SINCE_DAY.search(said) or _SINCE_SPAN.search(said))
    return bool(since or _CUMULATED_SINCE.search(said))


@lru_cache(20_000)
def without_dates(text: str) -> str:
    """The folded text with every date and range taken out, so that '5-11' in what is left is an age."""
    said = _UP_TO.sub(" ", _RANGE.sub(" ", folded(text)))
    return _OF_DAY.sub(" ", _RANGE_IN_MONTH.sub(" ", said)) if "/" in said or "ngay" in said else said


def read_years(text: str) -> set[int]:
    """Years written in a text, apart from those of other documents and of the day a campaign began."""
    said = _BEGINNING_YEAR.sub(" ", _OF_DOCUMENT.sub(" ", folded(text)))
    return {year for year in map(int, _PLAIN_YEAR.findall(said)) if FIRST_YEAR <= year <= LAST_YEAR}


def read_signed_year(texts: Iterable[str]) -> int | None:
    """The year of the place-and-date line above a signature."""
    for text in texts:
        said = _lines(text)
        signed = filter(_is_signed, _SIGNED.finditer(said))
        for match in (*signed, *filter(_is_signed_line, _SIGNED_LINE.finditer(said))):
            years = _PLAIN_YEAR.findall(match[0])
            return int(years[0]) if years else None
    return None


def complete(stated: Stated, year: int | None) -> Period | None:
    """The period with the missing years filled in; None where a year is missing or a day does not exist."""
    end = _as_date(stated.end, year)
    if end is None:
        return None
    if stated.start is None:
        return Period(None, end)
    start = _start_date(stated.start, stated.end, end)
    return Period(start, end) if start and start <= end else None


def needs_year(stated: Stated) -> bool:
    """Whether the text left the year out."""
    return stated.end.year is None


def period_days(period: Period) -> int | None:
    """Days from start to end, both included; None without a start."""
    return (period.end - period.start).days + 1 if period.start else None


def widest(periods: Sequence[Period]) -> Period | None:
    """The period from the first start to the last end of several."""
    if not periods:
        return None
    starts = [period.start for period in periods if period.start]
    return Period(min(starts) if starts else None, max(period.end for period in periods))


@lru_cache(2_000)
def _read(said: str, bare: bool) -> tuple[Stated, ...]:
    if not any(map(str.isdigit, said)):
        return ()
    unsigned = _SIGNED.sub(lambda match: " | " if _is_signed(match) else match[0], said) if "," in said else said
    unsigned = _SIGNED_LINE.sub(lambda match: " | " if _is_signed_line(match) else match[0], unsigned)
    unsigned = _BEGINNING.sub(" | ", unsigned) if "dau" in unsigned or "dong" in unsigned else unsigned
    rest = _AGES.sub(" | ", _OF_DOCUMENT.sub(" ", unsigned.replace("\n", " ")))
    found: list[Stated] = []
    for pattern, read in _READERS[: None if bare else -2]:
        for match in pattern.finditer(rest):
            stated = read(match)
            if stated and stated not in found:
                found.append(stated)
        rest = pattern.sub(" | ", rest)
    return tuple(found)


def _lines(text: str) -> str:
    """The text folded, its lines kept apart: a signature stands in one of them."""
    return "\n".join(map(folded, text.splitlines())) if "\n" in text or "\r" in text else folded(text)


def _is_signed(match: re.Match[str]) -> bool:
    return not _NO_PLACE.search(match[1])


def _is_signed_line(match: re.Match[str]) -> bool:
    words = match[1].split()
    return _is_signed(match) and len(words) <= _WORDS_OF_A_PLACE and _BEFORE_DAYS.isdisjoint(words)


def _day(groups: Sequence[str | None]) -> Day:
    """The day of one _ANY: three groups of the wordy form, then three of the short one."""
    day, month, year = groups[:3] if groups[0] else groups[3:6]
    return Day(int(day or 0), int(month or 0), int(year) if year else None)


def _read_range(match: re.Match[str]) -> Stated:
    groups = match.groups()
    return Stated(_day(groups[:6]), _day(groups[6:12]))


def _read_range_in_month(match: re.Match[str]) -> Stated:
    groups = match.groups()
    end = _day(groups[1:7])
    return Stated(Day(int(groups[0]), end.month, end.year), end)


def _read_up_to(match: re.Match[str]) -> Stated:
    return Stated(None, _day(match.groups()))


def _read_of_day(match: re.Match[str]) -> Stated:
    return Stated(None, _day(match.groups()), daily=True)


def _read_iso(match: re.Match[str]) -> Stated:
    year, _, month, day = match.groups()
    return Stated(None, Day(int(day), int(month), int(year)), daily=True)


_READERS = (
    (_RANGE, _read_range),
    (_RANGE_IN_MONTH, _read_range_in_month),
    (_UP_TO, _read_up_to),
    (_OF_DAY, _read_of_day),
    (_ISO, _read_iso),
    (_BARE, _read_of_day),
)


def _as_date(day: Day, year: int | None) -> date | None:
    written = day.year or year
    try:
        return date(written, day.month, day.day) if written else None
    except ValueError:  # 31/2: no such day
        return None


def _start_date(start: Day, end: Day, last: date) -> date | None:
    """The first day; its missing year is the end's, or the year before when the range crosses New Year."""
    crosses = (start.month, start.day) > (end.month, end.day)
    return _as_date(start, last.year - crosses)
