"""What stands around a table, and what it says for columns that do not say it themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from campaign.domain.counting.periods import begins_late, read_stated
from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.domain.names.text import folded
from campaign.domain.names.units import PROVINCE, Unit
from campaign.domain.purposes import POPULATIONS, REPORT
from campaign.sheets.words.ages import read_titled_group
from campaign.sheets.words.doubts import Doubt, find_doubt
from campaign.sheets.words.vocabulary import UNKNOWN, Vocabulary

COUNT = "count"
_PEOPLE = re.compile(r"\b(?:tre|nguoi|phu nu|doi tuong|hoc sinh|can bo|cong nhan|luc luong|giao vien)\b")
_UNIT_OF_COUNT = re.compile(r"\b(?:don vi tinh|dvt)\b")
_WEEK_NUMBER = re.compile(
    r"(?:đến |hết |đến hết |trong )?tuần (?:thứ |số )?(\d{1,2})\b(?!\s*[/.\-]\s*\d)", re.IGNORECASE
)
# 'Đơn vị báo cáo: Huyện Tam Đường'
_OF_UNIT = re.compile(r"^(?:tên )?đơn vị(?: báo cáo)?\s*:\s*", re.IGNORECASE)
# 'Bảng 1: Huyện Sìn Hồ', 'I. Người từ 18 tuổi trở lên': of one table, not of its whole sheet.
_CAPTION = re.compile(r"bang (?:so )?\d{1,2}\b|(?:[ivx]{1,4}|\d{1,2}|[a-e])\s*[.)]\s")
_COMMUNE = re.compile(r"\b(?:xa(?! hoi)|phuong|thi tran|tram y te)\b")


@dataclass(frozen=True)
class Context:
    """Texts around a table: `lines` right above it, nearest first; `sheet_lines` at the top of its sheet;
    `workbook_lines` at the top of the first sheet; `purpose` is what the file was sent for."""

    lines: tuple[str, ...]
    sheet_lines: tuple[str, ...]
    sheet: str
    workbook_lines: tuple[str, ...]
    file_name: str
    vocabulary: Vocabulary
    purpose: str = REPORT

    def group(self) -> str | None:
        """The group of the nearest text that names one.

        A caption of another table on the sheet is no context; nor are another sheet's title and the file's name where
        this sheet's own lines name a group for another table, or speak of people without naming one ('TRẺ EM').
        """
        said = nearest((*self.lines, self.sheet), self._group_of)
        if said or nearest(self.sheet_lines, self._group_of):
            return said
        if any(map(_speaks_of_people, (*self.lines, *self.sheet_lines, self.sheet))):
            return None
        return nearest((*self.workbook_lines, self.file_name), self._group_of)

    def dose(self) -> str | None:
        """The dose of the nearest text that names one; another sheet's title only where this sheet names none."""
        said = nearest((*self.lines, self.sheet), self.vocabulary.dose_in_title)
        if said or nearest(self.sheet_lines, self.vocabulary.dose_in_title):
            return said
        return nearest((*self.workbook_lines, self.file_name), self.vocabulary.dose_in_title)

    def measure(self) -> str | None:
        """The measure that the lines above say, else the sheet's or file's name; UNKNOWN when they say two."""
        for texts in (self.lines, self._titles(), (self.sheet,), self.workbook_lines, (self.file_name,)):
            said = {measure for text in texts for measure in measures_of(text, self.vocabulary)} - {COUNT}
            if said:
                return next(iter(said)) if len(said) == 1 else UNKNOWN
        return None

    def begins_late(self) -> bool:
        """Whether a line above says that the counts to date begin later than the campaign."""
        said = (*self.lines, *self._titles(), self.sheet)
        return any(UNKNOWN in measures_of(text, self.vocabulary) for text in said)

    def product(self) -> str:
        """The product that the lines right above and the sheet's name speak of, when it is one; else ''."""
        named = {name for text in (*self.lines, self.sheet) for name in self.vocabulary.meanings("product", text)}
        return next(iter(named)) if len(named) == 1 else ""

    def doubt(self) -> Doubt | None:
        """The line under which columns of doses may count something else; None where there is none."""
        own = (*self.lines, self.sheet)
        around = (*own, *self.sheet_lines, *self.workbook_lines, self.file_name)
        return find_doubt(own, around, people=self.of_people)

    @property
    def of_people(self) -> bool:
        """Whether the file was sent for people alone."""
        return self.purpose == POPULATIONS

    def without_week(self, label: str) -> str:
        """A label without the week's number, where it is the one of the title: 'Lũy kế đến tuần 20' is 'Lũy kế'."""
        label = unicodedata.normalize("NFC", label)
        if not _WEEK_NUMBER.search(label):
            return label
        said = {int(number) for text in (*self.lines, self.sheet) for number in _WEEK_NUMBER.findall(text)}
        if len(said) != 1 or set(map(int, _WEEK_NUMBER.findall(label))) != said:
            return label
        rest = _WEEK_NUMBER.sub(" ", label).strip()
        return rest if measures_of(rest, self.vocabulary) - {COUNT} else f"{rest} tuần này".strip()

    def district(self) -> Unit | None:
        """The district that title, sheet or file speaks of, when it is one."""
        named = self.vocabulary.units.find(self.sheet).unit
        if named is not None and named.kind == "district":
            return named
        for texts in (self.lines, self._titles(), (self.file_name,)):
            said = {unit for text in texts for unit in self.vocabulary.units.mentioned(text)}
            if said:
                return next(iter(said)) if len(said) == 1 else None
        return None

    def unit(self) -> Unit | None:
        """The one district, commune or other body that all of a table is of: 'Đơn vị: Huyện Tam Đường'.

        None where several are named, or a commune's form names its district only.
        """
        for texts in ((self.sheet,), self.lines, self._titles(), (self.file_name,)):
            named = {unit for text in texts for unit in self._named(text)}
            if named:
                return next(iter(named)) if len(named) == 1 else None
            if any(map(_speaks_of_commune, texts)):
                return None
        return None

    def _named(self, text: str) -> tuple[Unit, ...]:
        """The units that a text names: the whole of it does, or after 'Đơn vị:', or a district anywhere."""
        units, within = self.vocabulary.units, self.district()
        said = _OF_UNIT.sub("", text.strip())
        found = units.find(said, within.code if within else None).unit or units.find(said).unit
        if found and found.kind != PROVINCE:
            return (found,)
        return () if _speaks_of_commune(text) else units.mentioned(text)

    def period_lines(self) -> tuple[str, ...]:
        """The lines that say the period: those right above the table, else those at the top of its sheet."""
        return self.lines if any(map(read_stated, self.lines)) else self._titles()

    def _titles(self) -> tuple[str, ...]:
        """The lines at the top of the sheet; for a later table without the caption of the first."""
        if self.lines == self.sheet_lines:
            return self.sheet_lines
        return tuple(line for line in self.sheet_lines if not _CAPTION.match(folded(line)))

    def _group_of(self, text: str) -> str | None:
        return read_titled_group(text, self.vocabulary)


def _speaks_of_people(text: str) -> bool:
    said = folded(text)
    return bool(_PEOPLE.search(said)) and not _UNIT_OF_COUNT.search(said)


def _speaks_of_commune(text: str) -> bool:
    return bool(_COMMUNE.search(folded(text)))


def nearest(texts: Iterable[str], read: Callable[[str], str | None]) -> str | None:
    """What the first text that says anything says."""
    return next((said for said in map(read, texts) if said), None)


@lru_cache(20_000)
def measures_of(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The measures a text names; 'từ ngày … đến ngày …' is the period's, 'đến ngày …' the count to date.

    UNKNOWN for a count to date that begins later than the campaign: 'Lũy kế từ 01/5'.
    """
    named = set(vocabulary.meanings("measure", text))
    stated = read_stated(text)
    if any(one.start for one in stated):
        named.add(IN_PERIOD)
    elif any(not one.daily for one in stated):
        named.add(TO_DATE)
    if TO_DATE in named and begins_late(text, cumulated=True):
        return frozenset((named & {COUNT}) | {UNKNOWN})
    return frozenset(named)
