"""Plain campaign data and the options that vary how a layout is written."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.builders.canvas import Formula
from tests.builders.reference import communes_by_district

# (in period, to date); None is a cell left blank.
Figures = tuple[int | None, int | None]
Rows = Mapping[str, Mapping[tuple[str, str], Figures]]
Denominators = Mapping[str, Mapping[tuple[str, str], int | None]]

DISTRICTS = ("TP Lai Châu", "Tam Đường", "Phong Thổ", "Sìn Hồ", "Nậm Nhùn", "Mường Tè", "Tân Uyên", "Than Uyên")
GROUP_LABELS = {
    "18+": "Người từ 18 tuổi trở lên",
    "12-17": "Trẻ từ 12 đến dưới 18 tuổi",
    "5-11": "Trẻ từ 5 đến dưới 12 tuổi",
    "6m-4": "Trẻ từ 6 tháng đến dưới 5 tuổi",
    "50+": "Người từ 50 tuổi trở lên",
    "65+": "Người từ 65 tuổi trở lên",
}
DOSE_LABELS = {
    "dose_1": "Mũi 1",
    "dose_2": "Mũi 2",
    "additional": "Mũi bổ sung",
    "dose_3": "Mũi 3",
    "dose_4": "Mũi 4",
}

# Per group: the denominators ("" any dose, else of that dose) and doses in the order of the columns.
L1_BLOCKS = {
    "18+": ("people", "dose_3", "people dose_4", "dose_4"),
    "12-17": ("people", "dose_2", "dose_3"),
    "5-11": ("people", "dose_1", "dose_2"),
}
L2_PAIRS = {
    "18+": ("dose_1", "dose_2", "additional", "dose_3", "dose_4"),
    "12-17": ("dose_1", "dose_2", "additional", "dose_3", "dose_4"),
    "5-11": ("dose_1", "dose_2", "additional", "dose_3", "dose_4"),
}


@dataclass(frozen=True)
class Style:
    """How a sheet is written: the variations that offices produce, all off by default."""

    words: Mapping[str, str] = field(default_factory=dict)  # header, label or title text -> what is written instead
    numbers: str = "number"  # number, dot, comma, space, nbsp: how counts are written
    rates: str = "formula"  # formula, fraction, percent (98.5), text ("98,5"), none
    total: str = "formula"  # formula, values, none
    total_word: str = "Tổng cộng"
    merged: bool = True  # header labels over merged cells, or in the first cell only
    index_row: bool = True
    signature: bool = True
    signed_on: str = "Lai Châu, ngày 19 tháng 5 năm 2022"
    nfd: bool = False
    skip_rows: int = 0  # blank rows above everything
    extra_rows: Sequence[Sequence[Any]] = ()  # written as they are, before the total row
    cells: Mapping[str, Any] = field(default_factory=dict)  # address -> value put there in the end
    hidden_rows: Sequence[int] = ()  # 1-based
    hidden_columns: Sequence[int] = ()  # 0-based

    def word(self, text: str) -> str:
        """The text as this sheet writes it."""
        return self.words.get(text, text)

    def count(self, value: int | None) -> Any:
        """A count as this sheet writes it."""
        separators = {"dot": ".", "comma": ",", "space": " ", "nbsp": "\u00a0"}
        if value is None or self.numbers == "number":
            return value
        return f"{value:,}".replace(",", separators[self.numbers])

    def rate(self, done: int | None, people: int | None, formula: str) -> Any:
        """A rate as this sheet writes it; blank where it cannot be computed."""
        if done is None or not people or self.rates == "none":
            return None
        value = done / people
        written = {"formula": Formula(formula, value), "fraction": value, "percent": round(100 * value, 1)}
        return written.get(self.rates, f"{100 * value:.1f}".replace(".", ","))


def communes_of(district: str) -> tuple[str, ...]:
    """The communes of a district named as in DISTRICTS, with Xã/Phường/Thị trấn in front."""
    return communes_by_district()[district]


def people_of(denominators: Denominators, unit: str, group: str, dose: str) -> int | None:
    """The denominator of this dose, else the one for any dose."""
    mine = denominators.get(unit, {})
    return mine.get((group, dose), mine.get((group, "")))


def sample_denominators(
    units: Sequence[str] = DISTRICTS, groups: Sequence[str] = tuple(L1_BLOCKS), seed: int = 1
) -> Denominators:
    """Made-up people per unit and group, and of 18+ due for dose 4."""
    made = random.Random(seed)
    people = {unit: {(group, ""): made.randint(1200, 40000) for group in groups} for unit in units}
    for of_unit in people.values():
        if ("18+", "") in of_unit:
            of_unit["18+", "dose_4"] = of_unit["18+", ""] // 4
    return people


def sample_rows(denominators: Denominators, doses: Mapping[str, Sequence[str]] = L2_PAIRS, seed: int = 1) -> Rows:
    """Made-up figures that break no rule: each dose at most the dose before, each week at most the sum."""
    made = random.Random(seed)
    return {unit: _unit_figures(unit, denominators, doses, made) for unit in denominators}


def _unit_figures(
    unit: str, denominators: Denominators, doses: Mapping[str, Sequence[str]], made: random.Random
) -> dict[tuple[str, str], Figures]:
    figures: dict[tuple[str, str], Figures] = {}
    for group, names in doses.items():
        left = people_of(denominators, unit, group, "") or 0
        for dose in names:
            done = int(min(left, people_of(denominators, unit, group, dose) or 0) * made.uniform(0.7, 0.98))
            figures[group, dose] = (made.randint(0, done // 20), done)
            left = left if dose == "additional" else done
    return figures


def vietnamese_date(day: date) -> str:
    """19/5/2022, as sheets write it."""
    return f"{day.day}/{day.month}/{day.year}"
