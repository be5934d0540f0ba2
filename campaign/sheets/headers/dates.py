"""The period of a table: title and as-of line, header, then the sheet's name, then the file's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from campaign.domain.counting.figures import Period
from campaign.domain.counting.periods import (
    WEEK_DAYS,
    Stated,
    complete,
    needs_year,
    period_days,
    read_signed_year,
    read_stated,
    read_years,
)
from campaign.domain.names.text import plain
from campaign.sheets.result import Notes

# A cumulative "from 8/3/2021 to 19/5/2022" names the campaign's beginning, not a reporting period.
LONGEST_PERIOD = 92
_DAILY_WORDS = ("hang ngay", "trong ngay", "ngay bao cao")
_CUMULATIVE_WORDS = ("luy ke", "luy tich", "cong don", "den nay", "tong so", "tu dau chien dich")


@dataclass(frozen=True)
class PeriodTexts:
    """Where a table's period may stand: title block, header labels, sheet name, file name.

    Its year may also stand in other lines `around` the table, or in the signature `below` it. `counted` are the
    headers of the columns that count doses of the period, `rows` the periods that its rows state themselves.
    """

    title: Sequence[str]
    headers: Sequence[str]
    sheet: str
    file_name: str
    around: Sequence[str]
    below: Sequence[str]
    counted: Sequence[str] = ()
    rows: Sequence[Period] = ()


def settle_period(
    texts: PeriodTexts, *, in_period: bool, today: date, place: tuple[int, int], notes: Notes
) -> Period | None:
    """The period of a table, None when it must be asked; `place` is the cell that findings about it point at.

    `in_period`: the table counts doses of the period, so that its first day is needed. Dates of signatures and of
    other documents are never taken; a week's number neither.
    """
    stated = _first_stated(texts)
    if not stated:
        notes.error("no_period", place)
        return None
    year = _find_year(texts)
    periods = [complete(one, year) for one in stated]
    if None in periods:
        unclear = next(one for one, period in zip(stated, periods, strict=True) if period is None)
        code = "no_year" if needs_year(unclear) and year is None else "no_period"
        notes.error(code, place, {"text": _written(unclear)} if code == "no_year" else {})
        return None
    period = _combine([period for period in periods if period], place, notes)
    return period and _check(_fit(period, texts, in_period=in_period), texts, in_period, today, place, notes)


def given_period(
    period: Period, texts: PeriodTexts, *, in_period: bool, today: date, place: tuple[int, int], notes: Notes
) -> Period:
    """The period that a person chose, checked as one that was read; a warning where the sheet states another.

    The form of one day within it, in a file of several, keeps its own day.
    """
    own = _day_within(period, texts) if in_period else None
    if own:
        return own
    other = _other_stated(period, texts, in_period=in_period)
    if other:
        values = {"given": show_period(period), "stated": "; ".join(map(show_period, dict.fromkeys(other)))}
        notes.warn("period_overridden", place, values)
    if in_period and period.start is None:
        notes.error("no_period_start", place, {"end": _day(period.end)})
    if period.start and period.start > period.end:
        notes.error("period_reversed", place, {"start": _day(period.start), "end": _day(period.end)})
    _check_future(period, today, place, notes)
    return period


def note_as_of(texts: PeriodTexts, period: Period | None, place: tuple[int, int], notes: Notes) -> None:
    """Tell that columns without a measure were read as counts to date, where the title speaks of a week.

    For tables whose only word for it is the as-of line; `place` is the first such column's header.
    """
    said = [plain(text) for text in (*texts.title, *texts.headers, texts.sheet, texts.file_name)]
    told = any(words in text for text in said for words in _CUMULATIVE_WORDS)
    if period and _is_weekly(texts) and not told:
        notes.inform("read_as_to_date", place, {"end": _day(period.end)})


def show_period(period: Period) -> str:
    """'13/05/2022 - 19/05/2022', or the one day that is known."""
    return f"{_day(period.start)} - {_day(period.end)}" if period.start else _day(period.end)


def _first_stated(texts: PeriodTexts) -> list[Stated]:
    """What the sheet states inside; only when it states nothing, what the file's name states."""
    inside = _stated([*texts.title, *texts.headers]) + _stated([texts.sheet], bare=True)
    return _with_known_years(inside) or _stated([texts.file_name], bare=True)


def _with_known_years(stated: list[Stated]) -> list[Stated]:
    """The sheet '16.5' under 'Ngày báo cáo: 16/5/2022' is of that year."""
    years = {one.end[:2]: one.end.year for one in stated if one.end.year}
    return [
        one._replace(end=one.end._replace(year=one.end.year or years.get(one.end[:2]))) if one.start is None else one
        for one in stated
    ]


def _stated(lines: Iterable[str], *, bare: bool = False) -> list[Stated]:
    return list(dict.fromkeys(one for line in lines for one in read_stated(line, bare=bare)))


def _find_year(texts: PeriodTexts) -> int | None:
    for lines in (texts.title, texts.around, texts.headers, (texts.sheet,), (texts.file_name,)):
        years = {year for line in lines for year in read_years(line)}
        if years:
            return years.pop() if len(years) == 1 else None
    return read_signed_year([*texts.below, *texts.title])


def _combine(periods: list[Period], place: tuple[int, int], notes: Notes) -> Period | None:
    """One period out of all that is stated; ranges must be one, and other dates its last day."""
    ranges = {period for period in periods if period.start}
    ends = {period.end for period in periods}
    if len(ranges) > 1 or len(ends) > 1:
        notes.error("period_conflict", place, {"periods": "; ".join(map(show_period, dict.fromkeys(periods)))})
        return None
    return next(iter(ranges), periods[0])


def _other_stated(period: Period, texts: PeriodTexts, *, in_period: bool) -> list[Period]:
    """What title, headers and sheet state when none of it is `period`, or the rows' own periods that are not."""
    stated = _stated([*texts.title, *texts.headers]) + _stated([texts.sheet], bare=True)
    year = _find_year(texts) or period.end.year
    said = [_fit(one, texts, in_period=in_period) for one in (complete(one, year) for one in stated) if one]
    rows = [one for one in texts.rows if not _agree(period, one)]
    return rows if any(_agree(period, one) for one in said) else [*said, *rows]


def _day_within(period: Period, texts: PeriodTexts) -> Period | None:
    """The day that a daily form states, where it is one of several days in a period."""
    stated = [*_stated([*texts.title, *texts.headers]), *_stated([texts.sheet], bare=True)]
    days = {one.end for one in (complete(each, period.end.year) for each in stated) if one}
    day = days.pop() if len(days) == 1 and _is_daily(texts) else None
    several = period.start is not None and period.start < period.end
    return Period(day, day) if day and several and (period.start or day) <= day <= period.end else None


def _agree(one: Period, other: Period) -> bool:
    return one.end == other.end and (one.start == other.start or None in (one.start, other.start))


def _fit(period: Period, texts: PeriodTexts, *, in_period: bool) -> Period:
    days = period_days(period)
    if days and days > LONGEST_PERIOD and not in_period:
        return Period(None, period.end)
    if days is None and in_period and _is_daily(texts):
        return Period(period.end, period.end)
    return period


def _check(
    period: Period, texts: PeriodTexts, in_period: bool, today: date, place: tuple[int, int], notes: Notes
) -> Period | None:
    _check_future(period, today, place, notes)
    _check_file_name(period, texts, place, notes)
    if in_period and period.start is None:
        notes.error("no_period_start", place, {"end": _day(period.end)})
        return None
    daily = next((text for text in texts.counted if _counts_a_day(text)), None)
    if daily and period.start and period.start != period.end:
        notes.error("period_conflict", place, {"periods": f"{daily}; {show_period(period)}"})
        return None
    if period.start and in_period and _is_weekly(texts) and period_days(period) != WEEK_DAYS:
        values = {"start": _day(period.start), "end": _day(period.end), "days": period_days(period)}
        notes.warn("period_length", place, values)
    return period


def _check_future(period: Period, today: date, place: tuple[int, int], notes: Notes) -> None:
    if period.end > today:
        notes.error("period_in_future", place, {"end": _day(period.end)})


def _check_file_name(period: Period, texts: PeriodTexts, place: tuple[int, int], notes: Notes) -> None:
    for stated in _stated([texts.file_name], bare=True):
        named = complete(stated, period.end.year)
        if named and (named.end != period.end or (named.start and period.start and named.start != period.start)):
            notes.warn("period_file_name", place, {"named": show_period(named), "stated": show_period(period)})


def _is_weekly(texts: PeriodTexts) -> bool:
    return any("tuan" in plain(text).split() for text in (*texts.title, *texts.headers, texts.sheet))


def _counts_a_day(header: str) -> bool:
    return any(words in plain(header) for words in _DAILY_WORDS)


def _is_daily(texts: PeriodTexts) -> bool:
    said = [plain(text) for text in (*texts.title, *texts.headers)]
    return not _is_weekly(texts) and any(words in text for text in said for words in _DAILY_WORDS)


def _written(stated: Stated) -> str:
    end = f"{stated.end.day}/{stated.end.month}"
    return f"{stated.start.day}/{stated.start.month} - {end}" if stated.start else end


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
