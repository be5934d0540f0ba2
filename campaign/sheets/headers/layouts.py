"""Which report of which office a table is, and how it is laid out: what an answer about its columns holds for."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from campaign.domain.counting.periods import without_dates
from campaign.domain.names.units import UnitIndex
from campaign.sheets.headers.context import Context
from campaign.sheets.headers.headings import header_text
from campaign.sheets.headers.tables import Table
from campaign.sheets.words.vocabulary import header_words

# Numbers, and what a unit is called before its name.
_VARYING = re.compile(r"\d+|\b(?:huyen|thanh pho|tp|tinh)\b")
_SIGNATURE_LENGTH = 20


class Layout(NamedTuple):
    """`report`: which report of which office; `signature`: that report in this layout; a name for each column."""

    report: str
    signature: str
    subjects: list[str]


def layout_of(table: Table, context: Context) -> Layout:
    """The layout of a table."""
    report, subjects = _report_of(context), _subjects_of(table)
    said = "\n".join((report, *subjects))
    return Layout(report, hashlib.sha256(said.encode()).hexdigest()[:_SIGNATURE_LENGTH], subjects)


def _report_of(context: Context) -> str:
    """The words above a table and its sheet's name, without dates, numbers and districts' names.

    They are the same from week to week and from district to district; a report on children is not one on adults.
    """
    texts = (*context.lines, context.sheet)
    said = (_without_what_varies(text, context.vocabulary.units) for text in texts)
    facets = (context.group(), context.dose(), context.measure())
    purpose = context.purpose if context.of_people else ""
    return " / ".join(dict.fromkeys(filter(None, (purpose, *said, *facets))))


@lru_cache(20_000)
def _without_what_varies(text: str, units: UnitIndex) -> str:
    return " ".join(_VARYING.sub(" ", units.without_names(without_dates(text))).split())


def _subjects_of(table: Table) -> list[str]:
    """A name for each column: its header's words without dates; the second of two alike is '… #2'."""
    names = [header_words(without_dates(header_text(texts))) for texts in table.labels.texts]
    seen: Counter[str] = Counter()
    subjects = []
    for name in names:
        seen[name] += 1
        subjects.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return subjects
