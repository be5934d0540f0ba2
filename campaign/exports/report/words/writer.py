"""How figures, names and days are written inside a sentence: bounds in words, ranks in lower case, lists with "và"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from campaign.exports.report.report import ReportTarget
from campaign.locale import N_, Translate
from campaign.locale.formats import day, is_missing, number, percent, percent_sign, threshold, whole_needed

AND = N_("{first} and {last}")
AT_LEAST, AT_MOST, ABOUT = N_("at least {figure}"), N_("no more than {figure}"), N_("about {figure}")
UNDER_ONE = N_("less than 1")
UNDER_ONE_PERCENT = 0.01
OVER_ALL = N_("{coverage} (over 100 %, to be checked)")
FIGURES_OF = N_("{unit} (figures up to {day})")
SUBJECT = N_("{dose} for the group {group}")

# Ranks stand before a unit's name; inside a sentence official papers write them in lower case.
RANKS = ("Tỉnh ", "Thành phố ", "Thị xã ", "Huyện ", "Thị trấn ", "Phường ", "Xã ")

# Nghị định 30/2020/NĐ-CP, Phụ lục I: a nought stands before days below 10 and before months 1 and 2 alone.
_IDLE_NOUGHT = re.compile(r"\b(\d{2})/0([3-9])/(\d{4})\b")


class Writer(NamedTuple):
    """Who writes: the catalogue, and the language that numbers, days and names are written in."""

    translate: Translate
    language: str

    def words(self, message: str, **values: object) -> str:
        """A catalogue key in the language, values filled in."""
        return self.translate(message).format(**values)

    def day(self, value: Any) -> str:
        """A day as official papers write it: 16/6/2022, 02/12/2021."""
        return official_days(day(value, self.language), self.language)

    def number(self, value: Any) -> str:
        """A count of people or doses: 1.234"""
        return number(value, self.language)

    def threshold(self, value: Any) -> str:
        """A threshold without an idle decimal: 95 %"""
        return threshold(value, self.language)

    def unit(self, name: str) -> str:
        """A unit's name inside a sentence: huyện Mường Tè, thành phố Lai Châu."""
        ranked = self.language == "vi" and name.startswith(RANKS)
        return lowered(name) if ranked else name

    def named(self, row: Any) -> str:
        """A row's unit, with the day of its figures where others have reported since."""
        unit = self.unit(row.name)
        return self.words(FIGURES_OF, unit=unit, day=self.day(row.period_end)) if row.stale else unit

    def joined(self, texts: Sequence[str]) -> str:
        """A, B và C."""
        if len(texts) < 2:
            return "".join(texts)
        return self.words(AND, first=", ".join(texts[:-1]), last=texts[-1])

    def units(self, names: Sequence[str]) -> str:
        """Units' names as a list inside a sentence."""
        return self.joined([self.unit(name) for name in names])

    def subject(self, section: ReportTarget) -> str:
        """What a target counts, inside a sentence: mũi 2 cho nhóm từ 5 đến dưới 12 tuổi."""
        dose, _, group = section.about.subject.partition(" · ")
        return self.words(SUBJECT, dose=lowered(dose), group=lowered(group)) if group else lowered(dose)

    def share(self, row: Any) -> str:
        """A coverage with its bound in words: ít nhất 67,2 %; one over all is said to be checked."""
        text = _bounded(percent(row.coverage, self.language), row, self.translate)
        return self.words(OVER_ALL, coverage=text) if row.coverage > 1 else text

    def doses(self, row: Any) -> str:
        """The doses to date, people vaccinated with the dose: ít nhất 1.234"""
        text = self.number(row.doses_to_date)
        return self.words(AT_LEAST, figure=text) if row.incomplete else text

    def remaining(self, row: Any) -> str:
        """The people still to vaccinate; no more than these where more doses were given than are reported."""
        return _bounded(self.number(row.remaining), row, self.translate, turned=True)

    def required(self, row: Any) -> str:
        """The fewest doses a week that are enough, with the bound of the people still to vaccinate."""
        return _bounded(self.number(whole_needed(row.required_pace)), row, self.translate, turned=True)

    def extra(self, row: Any) -> str:
        """The doses a week that are lacking of those required, with the same bound."""
        return _bounded(self.number(whole_needed(row.extra_pace)), row, self.translate, turned=True)

    def pace_share(self, row: Any) -> str:
        """The pace as a share of the one required, in whole percent: at least this where less may be required."""
        share = float(row.pace / row.required_pace)
        if 0 < share < UNDER_ONE_PERCENT and not (row.incomplete or row.people_at_least):
            return self.translate(UNDER_ONE) + percent_sign(self.language)
        text = percent(share, self.language, digits=int(share < UNDER_ONE_PERCENT))
        return _bounded(text, row, self.translate)

    def pace(self, value: Any) -> str:
        """Doses a week; a pace that would round to 0 is less than 1."""
        return self.translate(UNDER_ONE) if is_known(value) and 0 < value < 1 else self.number(value)


def lowered(text: str) -> str:
    """A text with its first letter in lower case."""
    return text[:1].lower() + text[1:]


def capitalised(text: str) -> str:
    """A text with its first letter in upper case, as a sentence begins."""
    return text[:1].upper() + text[1:]


def official_days(text: str, language: str) -> str:
    """A text of ours with its days as official papers write them; not for quotations, which stand as they are."""
    return _IDLE_NOUGHT.sub(r"\1/\2/\3", text) if language == "vi" else text


def is_known(value: Any) -> bool:
    """Whether a figure is there; unknown is not zero."""
    return not is_missing(value)


def _bounded(text: str, row: Any, translate: Translate, *, turned: bool = False) -> str:
    """A figure with its row's bound in words; `turned` for one that falls as doses rise, as what is left does."""
    if row.incomplete and row.people_at_least:
        message = ABOUT
    elif row.incomplete or row.people_at_least:
        message = AT_MOST if bool(row.incomplete) == turned else AT_LEAST
    else:
        return text
    return translate(message).format(figure=text)
