"""What an arbitrary sheet says: a campaign's numbers, the layout it is written in, and what was written where."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from campaign.domain.counting.figures import Period
from campaign.domain.doses import IN_PERIOD, TO_DATE

MOST_BLANK = 0.5
# Shares that break no rule: each dose at most the dose before, and at most the least denominator.
_SHARE = {"dose_1": 0.9, "dose_2": 0.85, "dose_3": 0.7, "dose_4": 0.4, "additional": 0.3}
_PEOPLE_SHARE = {"resident": 1.0, "due": 0.97, "assigned": 0.95}


class Written(NamedTuple):
    """One number of a sheet and what it means; `measure` is a measure or, for people, the denominator's kind."""

    sheet: str
    cell: str
    unit: str
    group: str
    dose: str
    product: str
    measure: str
    start: date | None
    end: date
    value: int


class Made(NamedTuple):
    """A finished file: every number with its meaning, and the cells of totals, rates and names for faults."""

    content: bytes
    file_name: str
    written: tuple[Written, ...]
    cells: Mapping[str, tuple[tuple[str, str], ...]]  # total, rate, name -> (sheet, cell)


@dataclass(frozen=True)
class Campaign:
    """The numbers to write; they follow from `seed` and break no rule, whatever the layout."""

    units: tuple[str, ...] = ("105", "106", "107", "108", "109", "110", "111", "112")  # codes, in the order of rows
    pairs: tuple[tuple[str, str], ...] = (("18+", "dose_3"),)  # (group, dose)
    measures: tuple[str, ...] = (IN_PERIOD, TO_DATE)
    period: Period = Period(date(2022, 5, 13), date(2022, 5, 19))
    products: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("resident",)  # denominators side by side
    blanks: float = 0.0  # the share of cells where nothing was reported
    seed: int = 1

    def groups(self) -> tuple[str, ...]:
        """The groups, each once."""
        return tuple(dict.fromkeys(group for group, _ in self.pairs))

    def doses(self) -> tuple[str, ...]:
        """The doses, each once."""
        return tuple(dict.fromkeys(dose for _, dose in self.pairs))

    def people(self, unit: str, group: str, kind: str) -> int:
        """The people of a unit and group."""
        return int(self._made(unit, group).randint(1200, 40_000) * _PEOPLE_SHARE[kind])

    def count(self, unit: str, facets: Mapping[str, str], period: Period) -> int | None:
        """The doses of one cell; None where nothing was reported."""
        group, dose = facets["group"], facets["dose"]
        made = self._made(unit, *sorted(facets.values()), str(period.end))
        if made.random() < self.blanks:
            return None
        total = int(self.people(unit, group, "resident") * _SHARE[dose] / max(len(self.products), 1))
        if facets["measure"] == TO_DATE:
            return total - 40 + (period.end - self.period.end).days
        return made.choice((0, made.randint(0, 30), made.randint(0, total // 20)))

    def beside(self, unit: str, name: str) -> int:
        """A number of something else."""
        return self._made(unit, name).randint(0, 3000)

    def _made(self, *of: str) -> random.Random:
        return random.Random("|".join((str(self.seed), *of)))


@dataclass(frozen=True)
class Layout:
    """How a sheet is written; what does not fit the campaign (a title for two groups) is written in columns."""

    split: str = ""  # "", group, day: what has a table of its own; districts with communes have theirs with 'district'
    stacked: bool = False  # those tables stand under one another on one sheet, with captions
    rows: tuple[str, ...] = ()  # of group, dose, product: what each row says itself
    nesting: tuple[str, ...] = ("group", "dose", "product", "measure")  # header rows from the top
    said: Mapping[str, str] = field(default_factory=dict)  # group, dose, measure -> title, line, caption, sheet, file
    depth: int = 3  # header rows, as far as the campaign has as many facets
    labels: str = "merged"  # merged, first, repeated
    unit_labels: str = "repeated"  # merged, first, repeated: a unit with several rows
    words: Mapping[str, str] = field(default_factory=dict)  # a facet's value or a label -> what is written instead
    names: str = "bare"  # of NAME_FORMS
    people_at: str = "front"  # front, group, none
    rates: str = "none"  # none, fraction, percent, text
    numbers: str = "number"  # number, dot, comma, space, nbsp, digits, mixed
    nothing: Any = None  # what stands where nothing was reported: None, "", x, KBC
    zero: Any = 0  # or '-'
    number_column: str = "units"  # units, rows, roman, blank, none
    index_row: str = ""  # "", letters, brackets, numbers
    totals: tuple[str, ...] = ("bottom",)  # top, bottom, each
    group_rows: str = "bare"  # above a district's communes: bare, counted, merged
    repeat_header: int = 0  # after so many units
    blank_after: int = 0
    note_after: int = 0
    hidden: int = 0  # one row and one column, so far from the first
    beside: tuple[str, ...] = ()  # of BESIDE
    beside_at: int = 99  # after so many blocks of columns
    inside: tuple[str, ...] = ()  # of BESIDE, under each dose, where the measures are the lowest header row
    period_at: str = "line"  # title, line, caption, sheet, file, header
    period_form: str = "slashes"  # slashes, words, hours, short
    year_at: str = "period"  # period, title, signature, file, nowhere
    letters: str = "nfc"  # nfc, nfd, plain (no accents)
    capitals: str = "as is"  # as is, upper, lower: of headers
    spaces: str = " "  # between words of headers and names
    heading: bool = True
    signature: bool = True
    unit_of_count: bool = False  # 'Đơn vị tính: người' above the table
    skip: int = 0  # blank rows above everything
    left: int = 0  # blank columns at the left
    file_kind: str = "xlsx"

    def word(self, text: str) -> str:
        """The text as this layout spells it."""
        return self.words.get(text, text)
