"""The day from which the people of a file of populations hold: 'áp dụng từ ngày 01/01/2022', 'tính đến 31/12/2021'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from campaign.domain.counting.figures import Period
from campaign.domain.counting.periods import Stated, complete, read_stated
from campaign.domain.findings import ERROR
from campaign.domain.names.text import folded
from campaign.sheets.headers.dates import PeriodTexts, settle_period
from campaign.sheets.result import Notes, Place

_SINCE = re.compile(r"\b(?:ap dung|hieu luc|thuc hien|su dung)\s*:?\s*(?:ke\s+)?tu\s*:?\s+|\bke tu\s+(?=ngay\b)")


def settle_valid_from(texts: PeriodTexts, *, place: Place, notes: Notes) -> Period | None:
    """That day as a period without a start; None, and asked, where no line above the table or header states one.

    The day of an 'áp dụng từ' goes before one that the numbers are counted up to. The file's name says nothing: the
    day in it may be that of saving. A period of several days is no day, and a year alone neither.
    """
    told = [day for line in (*texts.title, *texts.around) for day in _since(line)]
    if told:
        return _one(told, place, notes)
    lines = (*texts.title, *texts.headers)
    if any(one.start for line in lines for one in read_stated(line)):
        notes.error("no_valid_from", place)
        return None
    aside = Notes(notes.sheet)  # its words speak of a report's period
    named = replace(texts, file_name="", sheet="")
    period = settle_period(named, in_period=False, today=date.max, place=place, notes=aside)
    if period is None or any(each.severity == ERROR for each in aside.findings):
        notes.error("no_valid_from", place)
        return None
    return Period(None, period.end)


def _since(line: str) -> list[Stated]:
    """The first day stated after each 'áp dụng từ'."""
    said = folded(line)
    rests = (said[match.end() :] for match in _SINCE.finditer(said))
    return [stated[0] for stated in (read_stated(rest, bare=True) for rest in rests) if stated]


def _one(told: Sequence[Stated], place: Place, notes: Notes) -> Period | None:
    """The one day that all of them say."""
    firsts = {one.start or one.end for one in told}
    periods = {complete(Stated(None, first), None) for first in firsts}
    if len(periods) == 1 and (period := periods.pop()):
        return period
    notes.error("no_valid_from", place)
    return None
