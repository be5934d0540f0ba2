"""What stands around a table, and what it says for columns that do not say it themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.domain.periods import read_stated
from campaign.domain.text import folded
from campaign.domain.units import Unit
from campaign.sheets.ages import read_titled_group
from campaign.sheets.vocabulary import UNKNOWN, Vocabulary

COUNT = "count"
_PEOPLE = re.compile(r"\b(?:tre|nguoi|phu nu|doi tuong|hoc sinh|can bo|cong nhan|luc luong|giao vien)\b")
_UNIT_OF_COUNT = re.compile(r"\b(?:don vi tinh|dvt)\b")


@dataclass(frozen=True)
class Context:
    """Texts around a table: `lines` right above it, nearest first; `sheet_lines` at the top of its sheet;
    `workbook_lines` at the top of the first sheet."""

    lines: tuple[str, ...]
    sheet_lines: tuple[str, ...]
    sheet: str
    workbook_lines: tuple[str, ...]
    file_name: str
    vocabulary: Vocabulary

    def group(self) -> str | None:
        """The group of the nearest text that names one.

        A caption of another table on the sheet is no context; nor are another sheet's title and the file's name where
        this sheet's own lines speak of people without naming a group ('TRẺ EM').
        """
        said = nearest((*self.lines, self.sheet), self._group_of)
        if said or any(map(_speaks_of_people, (*self.lines, self.sheet))):
            return said
        return nearest((*self.workbook_lines, self.file_name), self._group_of)

    def dose(self) -> str | None:
        """The dose of the nearest text that names one."""
        return nearest((*self.lines, self.sheet, *self.workbook_lines, self.file_name), self.vocabulary.dose_in_title)

    def measure(self) -> str | None:
        """The measure that the lines above say, else the sheet's or file's name; UNKNOWN when they say two."""
        for texts in (self.lines, self.sheet_lines, (self.sheet,), self.workbook_lines, (self.file_name,)):
            said = {measure for text in texts for measure in measures_of(text, self.vocabulary)} - {COUNT}
            if said:
                return next(iter(said)) if len(said) == 1 else UNKNOWN
        return None

    def district(self) -> Unit | None:
        """The district that title, sheet or file speaks of, when it is one."""
        named = self.vocabulary.units.find(self.sheet).unit
        if named is not None and named.kind == "district":
            return named
        for texts in (self.lines, self.sheet_lines, (self.file_name,)):
            said = {unit for text in texts for unit in self.vocabulary.units.mentioned(text)}
            if said:
                return next(iter(said)) if len(said) == 1 else None
        return None

    def period_lines(self) -> tuple[str, ...]:
        """The lines that say the period: those right above the table, else those at the top of its sheet."""
        return self.lines if any(map(read_stated, self.lines)) else self.sheet_lines

    def _group_of(self, text: str) -> str | None:
        return read_titled_group(text, self.vocabulary)


def _speaks_of_people(text: str) -> bool:
    said = folded(text)
    return bool(_PEOPLE.search(said)) and not _UNIT_OF_COUNT.search(said)


def nearest(texts: Iterable[str], read: Callable[[str], str | None]) -> str | None:
    """What the first text that says anything says."""
    return next((said for said in map(read, texts) if said), None)


def measures_of(text: str, vocabulary: Vocabulary) -> set[str]:
    """The measures a text names; 'từ ngày … đến ngày …' is the period's, 'đến ngày …' the count to date."""
    named = set(vocabulary.meanings("measure", text))
    stated = read_stated(text)
    if any(one.start for one in stated):
        named.add(IN_PERIOD)
    elif any(not one.daily for one in stated):
        named.add(TO_DATE)
    return named
